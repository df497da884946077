package io.github.staycurve.clv.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

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
 * The model against reference values at 85 digits and more (golden/bgnbd.json, whose header says how they were made):
 * 18 sets of parameters, among them a = 1, a + b = 1, tiny and huge shapes, and x to 500.
 */
class BgNbdModelTest {
    private static final Map<Integer, BgNbdModel> MODELS = new HashMap<>();
    private static JsonNode golden;

    @BeforeAll
    static void read() throws IOException {
        golden = GoldenTable.read("bgnbd.json");
        for (JsonNode p : golden.get("params")) {
            BgNbdParameters parameters = new BgNbdParameters(
                    p.get("r").asDouble(),
                    p.get("alpha").asDouble(),
                    p.get("a").asDouble(),
                    p.get("b").asDouble());
            MODELS.put(p.get("pid").asInt(), BgNbdModel.of(parameters, PeriodUnit.WEEK));
        }
    }

    @Test
    void likelihoodAliveAndExpectations() {
        GoldenTable table = new GoldenTable(golden, "customers", 1327);
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
        GoldenTable table = new GoldenTable(golden, "discounted", 102);
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
        GoldenTable expectations = new GoldenTable(golden, "expected_purchases", 72);
        expectations.compare("ex", row -> model(row).expectedPurchasesOfNewCustomer(row.number("t")));
        expectations.report();

        GoldenTable probabilities = new GoldenTable(golden, "pmf", 282);
        probabilities.compare("p", row -> model(row).probabilityOfPurchases((int) row.number("n"), row.number("t")));
        probabilities.report();
    }

    // Fader, Hardie and Lee (2005), section 5: a customer with x = 2, tx = 30.43, T = 38.86 weeks makes 1.226 purchases
    // in
    // the next 39 weeks; more digits by mpmath
    @Test
    void publishedExample() {
        BgNbdModel cdnow = BgNbdModel.of(new BgNbdParameters(0.243, 4.414, 0.793, 2.426), PeriodUnit.WEEK);

        assertThat(cdnow.expectedPurchases(2, 30.43, 38.86, 39)).isCloseTo(1.226, offset(5e-4));
        assertThat(cdnow.expectedPurchases(2, 30.43, 38.86, 39)).isCloseTo(1.22602817, offset(5e-9));
    }

    private static BgNbdModel model(GoldenTable.Row row) {
        return Objects.requireNonNull(MODELS.get((int) row.number("pid")));
    }

    private static int x(GoldenTable.Row row) {
        return (int) row.number("x");
    }
}
