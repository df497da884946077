package io.github.staycurve.clv.model;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.staycurve.core.time.PeriodUnit;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The model against reference values at 85 digits and more (golden/mbgnbd.json, whose header says how they were made):
 * 18 sets of parameters, among them a = 1, a + b = 1, tiny and huge shapes, and x to 500.
 */
class MbgNbdModelTest {
    private static final Map<Integer, MbgNbdModel> MODELS = new HashMap<>();
    private static JsonNode golden;

    @BeforeAll
    static void read() throws IOException {
        golden = GoldenTable.read("mbgnbd.json");
        for (JsonNode p : golden.get("params")) {
            MbgNbdParameters parameters = new MbgNbdParameters(
                    p.get("r").asDouble(),
                    p.get("alpha").asDouble(),
                    p.get("a").asDouble(),
                    p.get("b").asDouble());
            MODELS.put(p.get("pid").asInt(), MbgNbdModel.of(parameters, PeriodUnit.WEEK));
        }
    }

    @Test
    void likelihoodAliveAndExpectations() {
        GoldenTable table = new GoldenTable(golden, "customers", 1307);
        table.compare("ll", row -> model(row).logLikelihood(x(row), row.number("tx"), row.number("T")));
        table.compare("palive", row -> model(row).probabilityAlive(x(row), row.number("tx"), row.number("T")));
        for (String horizon : List.of("0.01", "1", "39", "1000")) {
            double t = Double.parseDouble(horizon);
            table.compare(
                    "cet_t" + horizon,
                    row -> model(row).expectedPurchases(x(row), row.number("tx"), row.number("T"), t));
        }
        table.report();
    }

    @Test
    void discountedExpectations() {
        GoldenTable table = new GoldenTable(golden, "discounted", 108);
        table.compare(
                "dect_H52",
                row -> model(row)
                        .discountedExpectedPurchases(
                                x(row), row.number("tx"), row.number("T"), 52, row.number("delta")));
        table.compare("dert", row -> model(row).dert(x(row), row.number("tx"), row.number("T"), row.number("delta")));
        table.report();
    }

    @Test
    void newCustomers() {
        GoldenTable expectations = new GoldenTable(golden, "expected_purchases", 77);
        expectations.compare("ex", row -> model(row).expectedPurchasesOfNewCustomer(row.number("t")));
        expectations.report();

        GoldenTable probabilities = new GoldenTable(golden, "pmf", 281);
        probabilities.compare("p", row -> model(row).probabilityOfPurchases((int) row.number("n"), row.number("t")));
        probabilities.report();
    }

    private static MbgNbdModel model(GoldenTable.Row row) {
        return Objects.requireNonNull(MODELS.get((int) row.number("pid")));
    }

    private static int x(GoldenTable.Row row) {
        return (int) row.number("x");
    }
}
