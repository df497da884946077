package io.github.staycurve.clv.discrete;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.staycurve.core.time.DiscountRate;
import io.github.staycurve.core.time.PeriodUnit;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/**
 * The model against reference values at 85 digits and more (golden/bgbb.json, whose header says how they were made), against
 * sums over every possible history, and over its whole range.
 */
class BgBbModelTest {
    private static final double RELATIVE = 1e-12;
    private static final Map<Integer, BgBbModel> MODELS = new HashMap<>();
    private static JsonNode golden;

    @BeforeAll
    static void read() throws IOException {
        try (InputStream in = BgBbModelTest.class.getResourceAsStream("/golden/bgbb.json")) {
            golden = new ObjectMapper().readTree(Objects.requireNonNull(in, "golden/bgbb.json"));
        }
        for (JsonNode p : golden.get("params")) {
            MODELS.put(
                    p.get("pid").asInt(),
                    model(
                            p.get("alpha").asDouble(),
                            p.get("beta").asDouble(),
                            p.get("gamma").asDouble(),
                            p.get("delta").asDouble()));
        }
    }

    private static BgBbModel model(double alpha, double beta, double gamma, double delta) {
        return BgBbModel.of(new BgBbParameters(alpha, beta, gamma, delta), PeriodUnit.YEAR);
    }

    private record Row(Map<String, JsonNode> cells) {
        int whole(String field) {
            return Objects.requireNonNull(cells.get(field), field).asInt();
        }

        double number(String field) {
            return Objects.requireNonNull(cells.get(field), field).asDouble();
        }

        BgBbModel model() {
            return Objects.requireNonNull(MODELS.get(whole("pid")));
        }
    }

    private static List<Row> rows(String table, int size) {
        JsonNode fields = golden.get("tables").get(table).get("fields");
        List<Row> rows = new ArrayList<>();
        for (JsonNode values : golden.get("tables").get(table).get("rows")) {
            Map<String, JsonNode> cells = new HashMap<>();
            for (int i = 0; i < fields.size(); i++) {
                cells.put(fields.get(i).asText(), values.get(i));
            }
            rows.add(new Row(cells));
        }
        assertThat(rows).as(table).hasSize(size);
        return rows;
    }

    private static void compare(List<Row> rows, String column, ToDoubleFunction<Row> ours) {
        for (Row row : rows) {
            double expected = row.number(column);
            double actual = ours.applyAsDouble(row);
            if (expected == 0) {
                assertThat(actual).as("%s of %s", column, row).isBetween(-0.0, 1e-300);
            } else {
                assertThat(actual)
                        .as("%s of %s", column, row)
                        .isCloseTo(expected, within(RELATIVE * Math.abs(expected)));
            }
        }
    }

    @Test
    void customersEqualTheReference() {
        List<Row> rows = rows("customers", 352);
        compare(rows, "ll", r -> r.model().logLikelihood(r.whole("x"), r.whole("tx"), r.whole("n")));
        compare(rows, "palive_n", r -> r.model().probabilityAlive(r.whole("x"), r.whole("tx"), r.whole("n")));
        compare(rows, "palive_n1", r -> r.model().probabilityAlive(r.whole("x"), r.whole("tx"), r.whole("n"), 1));
        for (int k : new int[] {1, 5, 100}) {
            compare(rows, "cet_n" + k, r -> r.model().expectedPurchases(r.whole("x"), r.whole("tx"), r.whole("n"), k));
        }
        for (String d : List.of("0.1", "0.002")) {
            DiscountRate rate = DiscountRate.annual(Double.parseDouble(d));
            compare(rows, "dert_d" + d, r -> r.model().dert(r.whole("x"), r.whole("tx"), r.whole("n"), rate));
        }
    }

    @Test
    void newCustomersEqualTheReference() {
        compare(rows("expected_purchases", 38), "ex", r -> r.model().expectedPurchasesOfNewCustomer(r.whole("n")));
        compare(rows("pmf", 174), "p", r -> r.model().probabilityOfPurchases(r.whole("x"), r.whole("n")));
    }

    /** All histories of a few opportunities: their probabilities add up to 1, and to what is said of x and of expectations. */
    @RepeatedTest(40)
    void sumsOverEveryHistory(RepetitionInfo run) {
        SplittableRandom random = new SplittableRandom(run.getCurrentRepetition());
        BgBbModel model = model(wide(random, 2), wide(random, 2), wide(random, 2), wide(random, 2));
        String what = "seed %d: %s".formatted(run.getCurrentRepetition(), model);
        int n = 6;
        double[] ofX = new double[n + 1];
        double expectedLater = 0;
        double aliveLater = 0;
        double none = 0;
        for (int history = 0; history < 1 << n; history++) {
            int x = Integer.bitCount(history);
            int tx = 32 - Integer.numberOfLeadingZeros(history);
            double probability = Math.exp(model.logLikelihood(x, tx, n));
            ofX[x] += probability;
            expectedLater += probability * model.expectedPurchases(x, tx, n, 2, 5);
            aliveLater += probability * model.probabilityAlive(x, tx, n, 3);
            none += probability * model.probabilityNoPurchase(x, tx, n, 4);
        }
        double sum = 0;
        for (int x = 0; x <= n; x++) {
            assertThat(model.probabilityOfPurchases(x, n)).as(what).isCloseTo(ofX[x], within(1e-12));
            sum += ofX[x];
        }
        assertThat(sum).as(what).isCloseTo(1, within(1e-12));
        double later = model.expectedPurchasesOfNewCustomer(n + 5) - model.expectedPurchasesOfNewCustomer(n + 2);
        assertThat(expectedLater).as(what).isCloseTo(later, within(1e-12));
        assertThat(aliveLater).as(what).isCloseTo(model.probabilityAlive(0, 0, 0, n + 3), within(1e-12));
        // none of the four later ones, from the histories of ten
        double noneOfTen = 0;
        for (int history = 0; history < 1 << n; history++) {
            noneOfTen += Math.exp(
                    model.logLikelihood(Integer.bitCount(history), 32 - Integer.numberOfLeadingZeros(history), n + 4));
        }
        assertThat(none).as(what).isCloseTo(noneOfTen, within(1e-12));
    }

    @Test
    void conditionalProbabilitiesAddUpAndHaveTheirMean() {
        BgBbModel model = model(1.204, 0.75, 0.657, 2.783);
        double sum = 0;
        double mean = 0;
        for (int k = 0; k <= 8; k++) {
            double probability = model.probabilityOfPurchases(2, 4, 6, k, 8);
            sum += probability;
            mean += k * probability;
        }
        assertThat(sum).isCloseTo(1, within(1e-14));
        assertThat(mean).isCloseTo(model.expectedPurchases(2, 4, 6, 8), within(1e-13));
        assertThat(model.probabilityOfPurchases(9, 8)).isZero();
    }

    @Test
    void intervalsAddUp() {
        BgBbModel model = model(1.204, 0.75, 1, 2.783);
        double whole = model.expectedPurchases(3, 5, 6, 12);
        double parts = model.expectedPurchases(3, 5, 6, 0, 4)
                + model.expectedPurchases(3, 5, 6, 4, 5)
                + model.expectedPurchases(3, 5, 6, 5, 12);
        assertThat(parts).isCloseTo(whole, within(1e-14));
        assertThat(model.expectedPurchases(3, 5, 6, 4, 4)).isZero();
    }

    @RepeatedTest(300)
    void contract(RepetitionInfo run) {
        SplittableRandom random = new SplittableRandom(run.getCurrentRepetition());
        BgBbModel model = model(wide(random, 6), wide(random, 6), wide(random, 6), wide(random, 6));
        int n = (int) Math.pow(10, 5 * random.nextDouble());
        int tx = random.nextInt(n + 1);
        int x = tx == 0 ? 0 : 1 + random.nextInt(tx);
        String what = "seed %d: x = %d, tx = %d, n = %d of %s".formatted(run.getCurrentRepetition(), x, tx, n, model);
        assertThat(model.logLikelihood(x, tx, n))
                .as(what)
                .isLessThanOrEqualTo(0)
                .isFinite();
        double alive = model.probabilityAlive(x, tx, n);
        assertThat(alive).as(what).isBetween(0.0, 1.0);
        assertThat(model.probabilityAlive(x, tx, n + 10)).as(what).isLessThanOrEqualTo(alive);
        assertThat(model.probabilityAlive(x, tx, n, 7)).as(what).isBetween(0.0, alive);
        double last = 0;
        for (int ahead : new int[] {0, 1, 2, 50, 100_000}) {
            double expected = model.expectedPurchases(x, tx, n, ahead);
            assertThat(expected).as(what).isBetween(last * (1 - 1e-12), ahead * alive * (1 + 1e-12));
            last = expected;
        }
        double dert = model.dert(x, tx, n, DiscountRate.annual(0.1));
        assertThat(dert).as(what).isBetween(0.0, 10 * alive * (1 + 1e-9));
        double none = model.probabilityNoPurchase(x, tx, n, 20);
        assertThat(none).as(what).isBetween((1 - alive) * (1 - 1e-12), 1.0);
        assertThat(model.probabilityOfPurchases(x, n)).as(what).isBetween(0.0, 1.0);
    }

    private static double wide(SplittableRandom random, double decades) {
        return Math.pow(10, decades * (2 * random.nextDouble() - 1));
    }

    @Test
    void wrongHistoriesAreNamed() {
        BgBbModel model = model(1, 1, 1, 1);
        for (int[] history : new int[][] {{-1, 0, 0}, {0, 1, 3}, {2, 1, 3}, {1, 4, 3}}) {
            assertThatThrownBy(() -> model.logLikelihood(history[0], history[1], history[2]))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("0 <= x <= tx <= n");
        }
        assertThatThrownBy(() -> model.expectedPurchases(1, 1, 2, 3, 2)).hasMessageContaining("to must be from");
        assertThatThrownBy(() -> model.expectedPurchases(1, 1, 2, -1)).hasMessageContaining("n must be 0");
        assertThatThrownBy(() -> model(1, 1, 0, 1)).hasMessageContaining("gamma");
        assertThat(model)
                .isEqualTo(model(1, 1, 1, 1))
                .hasSameHashCodeAs(model(1, 1, 1, 1))
                .hasToString("BgBbModel[BgBbParameters[alpha=1.0, beta=1.0, gamma=1.0, delta=1.0], year]");
    }

    /** By their definitions, from predictions that the reference covers. */
    @RepeatedTest(40)
    void discountsWaitsAndLifetimesAreSums(RepetitionInfo run) {
        SplittableRandom random = new SplittableRandom(run.getCurrentRepetition());
        BgBbModel model = model(
                random.nextDouble(0.1, 5),
                random.nextDouble(0.1, 9),
                random.nextDouble(2.5, 5),
                random.nextDouble(0.1, 9));
        int n = random.nextInt(12);
        int tx = random.nextInt(n + 1);
        int x = tx == 0 ? 0 : 1 + random.nextInt(tx);
        int ahead = 1 + random.nextInt(30);
        DiscountRate rate = DiscountRate.annual(0.05 + random.nextDouble());
        String as = "seed " + run.getCurrentRepetition() + " " + model + " x=" + x + " tx=" + tx + " n=" + n;
        double discounted = 0;
        for (int k = 1; k <= ahead; k++) {
            discounted += Math.exp(-rate.perUnit(PeriodUnit.YEAR) * k) * model.expectedPurchases(x, tx, n, k - 1, k);
        }
        double active = 0;
        int last = 200_000;
        for (int k = 1; k <= last; k++) {
            active += model.probabilityAlive(x, tx, n, k);
        }
        double probability = random.nextDouble(0.01, 0.6);

        assertThat(model.discountedExpectedPurchases(x, tx, n, ahead, rate))
                .as(as)
                .isCloseTo(discounted, within(1e-12 * discounted));
        assertThat(model.discountedExpectedPurchases(x, tx, n, Integer.MAX_VALUE, rate))
                .as(as)
                .isCloseTo(model.dert(x, tx, n, rate), within(1e-12 * discounted));
        assertThat(model.discountedExpectedPurchases(x, tx, n, ahead, DiscountRate.NONE))
                .as(as)
                .isEqualTo(model.expectedPurchases(x, tx, n, ahead));
        assertThat(model.discountedExpectedPurchases(x, tx, n, 0, rate)).as(as).isZero();
        // what is left falls as k to the power of −1.5 or less
        assertThat(model.expectedResidualLifetime(x, tx, n).orElseThrow())
                .as(as)
                .isCloseTo(active, within(last * model.probabilityAlive(x, tx, n, last) + 1e-9 * active));
        model.opportunitiesToNextPurchase(x, tx, n, probability)
                .ifPresentOrElse(
                        k -> {
                            assertThat(1 - model.probabilityNoPurchase(x, tx, n, k))
                                    .as(as)
                                    .isGreaterThanOrEqualTo(probability - 1e-12);
                            assertThat(1 - model.probabilityNoPurchase(x, tx, n, k - 1))
                                    .as(as)
                                    .isLessThan(probability + 1e-12);
                        },
                        () -> assertThat(1 - model.probabilityNoPurchase(x, tx, n, 2000))
                                .as(as)
                                .isLessThan(probability + 1e-12));
    }

    @Test
    void someWaitsAndLifetimesHaveNoEnd() {
        assertThat(model(1, 1, 1, 3).expectedResidualLifetime(0, 0, 2)).isEmpty();
        assertThat(model(1, 1, 1, 3).opportunitiesToNextPurchase(0, 0, 2, 0.99)).isEmpty();
        assertThatThrownBy(() -> model(1, 1, 1, 3).opportunitiesToNextPurchase(0, 0, 2, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("probability");
        assertThatThrownBy(() -> model(1, 1, 1, 3).discountedExpectedPurchases(0, 0, 2, -1, DiscountRate.annual(0.1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("ahead");
    }
}
