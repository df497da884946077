package io.github.staycurve.clv.model;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.staycurve.clv.model.GoldenTable.Row;
import io.github.staycurve.core.time.PeriodUnit;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The model against reference values at 85 digits and more (golden/pnbd.json, whose header says how they were made): 17
 * sets of parameters, among them alpha = beta, s = 1, tiny and huge shapes and scales, and x to 500.
 */
class ParetoNbdModelTest {
    private static final Map<Integer, ParetoNbdModel> MODELS = new HashMap<>();
    private static JsonNode golden;

    @BeforeAll
    static void read() throws IOException {
        golden = GoldenTable.read("pnbd.json");
        for (JsonNode p : golden.get("params")) {
            ParetoNbdParameters parameters = new ParetoNbdParameters(
                    p.get("r").asDouble(),
                    p.get("alpha").asDouble(),
                    p.get("s").asDouble(),
                    p.get("beta").asDouble());
            MODELS.put(p.get("pid").asInt(), ParetoNbdModel.of(parameters, PeriodUnit.WEEK));
        }
    }

    @Test
    void likelihoodAliveAndExpectations() {
        GoldenTable table = new GoldenTable(golden, "customers", 1300);
        table.compare("ll", row -> model(row).logLikelihood((int) row.number("x"), row.number("tx"), row.number("T")));
        table.compare(
                "palive", row -> model(row).probabilityAlive((int) row.number("x"), row.number("tx"), row.number("T")));
        for (String horizon : List.of("0.01", "1", "39", "1000")) {
            double t = Double.parseDouble(horizon);
            table.compare(
                    "cet_t" + horizon,
                    row -> model(row).expectedPurchases((int) row.number("x"), row.number("tx"), row.number("T"), t));
        }
        table.report();
    }

    @Test
    void discountedExpectations() {
        GoldenTable table = new GoldenTable(golden, "customers", 1300);
        for (String delta : List.of("0.0027", "0.05")) {
            double rate = Double.parseDouble(delta);
            table.compare(
                    "dert_d" + delta,
                    row -> model(row).dert((int) row.number("x"), row.number("tx"), row.number("T"), rate));
        }
        table.compare(
                "dect_H52_d0.0027",
                row -> model(row)
                        .discountedExpectedPurchases(
                                (int) row.number("x"), row.number("tx"), row.number("T"), 52, 0.0027));
        table.report();
    }

    @Test
    void newCustomers() {
        GoldenTable expectations = new GoldenTable(golden, "expected_purchases", 80);
        expectations.compare("ex", row -> model(row).expectedPurchasesOfNewCustomer(row.number("t")));
        expectations.report();

        GoldenTable probabilities = new GoldenTable(golden, "pmf", 277);
        probabilities.compare("p", row -> model(row).probabilityOfPurchases((int) row.number("n"), row.number("t")));
        probabilities.report();
    }

    private static ParetoNbdModel model(Row row) {
        return Objects.requireNonNull(MODELS.get((int) row.number("pid")));
    }
}
