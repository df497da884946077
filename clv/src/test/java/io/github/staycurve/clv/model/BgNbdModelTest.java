package io.github.staycurve.clv.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.staycurve.core.time.PeriodUnit;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The model against reference values at 85 digits and more (golden/bgnbd.json, whose header says how they were made):
 * 18 sets of parameters, among them a = 1, a + b = 1, tiny and huge shapes, and x to 500.
 */
class BgNbdModelTest {
    private static final double TOLERANCE = 1e-12;

    private static final Map<Integer, BgNbdModel> MODELS = new HashMap<>();
    private static JsonNode golden;

    @BeforeAll
    static void read() throws IOException {
        try (InputStream in = BgNbdModelTest.class.getResourceAsStream("/golden/bgnbd.json")) {
            golden = new ObjectMapper().readTree(Objects.requireNonNull(in, "golden/bgnbd.json"));
        }
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

    private static BgNbdModel model(Row row) {
        return Objects.requireNonNull(MODELS.get((int) row.number("pid")));
    }

    private static int x(Row row) {
        return (int) row.number("x");
    }

    /** One row of a reference table. */
    private record Row(Map<String, Integer> fields, JsonNode values) {
        double number(String field) {
            return values.get(Objects.requireNonNull(fields.get(field), field)).asDouble();
        }
    }

    /** Compares the columns of a reference table with ours and remembers the worst of each. */
    private static final class GoldenTable {
        private final String name;
        private final List<Row> rows = new ArrayList<>();
        private final Map<String, String> worst = new TreeMap<>();
        private boolean failed;

        GoldenTable(JsonNode document, String name, int size) {
            this.name = name;
            Map<String, Integer> fields = new HashMap<>();
            for (JsonNode field : document.get("tables").get(name).get("fields")) {
                fields.put(field.asText(), fields.size());
            }
            for (JsonNode values : document.get("tables").get(name).get("rows")) {
                rows.add(new Row(fields, values));
            }
            assertThat(rows).as(name).hasSize(size);
        }

        void compare(String column, ToDoubleFunction<Row> ours) {
            double worstError = 0;
            int beyond = 0;
            Row worstRow = rows.get(0);
            for (Row row : rows) {
                double expected = row.number(column);
                double actual = ours.applyAsDouble(row);
                double error = expected == 0
                        ? (actual == 0 || (actual > 0 && actual < 1e-300) ? 0 : Double.POSITIVE_INFINITY)
                        : Math.abs(actual / expected - 1);
                if (!(error <= TOLERANCE)) {
                    beyond++;
                }
                if (!(error <= worstError)) {
                    worstError = error;
                    worstRow = row;
                }
            }
            failed |= beyond > 0;
            worst.put(
                    column,
                    "worst %.1e, %d beyond %.0e, at %s".formatted(worstError, beyond, TOLERANCE, worstRow.values()));
        }

        void report() {
            assertThat(failed).as("%s: %s", name, worst).isFalse();
        }
    }
}
