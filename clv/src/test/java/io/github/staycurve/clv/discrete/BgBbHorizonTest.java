package io.github.staycurve.clv.discrete;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.staycurve.core.data.ScoreColumn;
import io.github.staycurve.core.data.TransactionLog;
import io.github.staycurve.core.time.CalendarGrid;
import io.github.staycurve.core.time.DiscountRate;
import io.github.staycurve.core.time.PeriodUnit;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Predictions over horizons, paths, tables of scores and logs of the BG/BB model. */
class BgBbHorizonTest {
    private static final MathContext DIGITS = new MathContext(60);
    private static final BgBbModel DONORS = model(1.204, 0.75, 0.657, 2.783);

    private static BgBbModel model(double alpha, double beta, double gamma, double delta) {
        return BgBbModel.of(new BgBbParameters(alpha, beta, gamma, delta), PeriodUnit.YEAR);
    }

    /** The model by its definition with 60 digits: a path of coins is a product of means of beta distributions. */
    private record Exact(BigDecimal alpha, BigDecimal beta, BigDecimal gamma, BigDecimal delta) {
        static Exact of(BgBbParameters p) {
            return new Exact(
                    new BigDecimal(p.alpha()),
                    new BigDecimal(p.beta()),
                    new BigDecimal(p.gamma()),
                    new BigDecimal(p.delta()));
        }

        /** (a)_n, the rising factorial. */
        private static BigDecimal rising(BigDecimal a, int n) {
            BigDecimal product = BigDecimal.ONE;
            for (int i = 0; i < n; i++) {
                product = product.multiply(a.add(BigDecimal.valueOf(i)), DIGITS);
            }
            return product;
        }

        /** Taking x certain opportunities and passing over so many. */
        BigDecimal coins(int x, int passed) {
            return rising(alpha, x).multiply(rising(beta, passed)).divide(rising(alpha.add(beta), x + passed), DIGITS);
        }

        /** Staying for n opportunities. */
        BigDecimal stays(int n) {
            return rising(delta, n).divide(rising(gamma.add(delta), n), DIGITS);
        }

        BigDecimal alive(int x, int tx, int n) {
            BigDecimal living = coins(x, n - x).multiply(stays(n), DIGITS);
            BigDecimal all = living;
            for (int last = tx; last < n; last++) { // left right after that one
                BigDecimal leaves = stays(last).subtract(stays(last + 1), DIGITS);
                all = all.add(coins(x, last - x).multiply(leaves, DIGITS), DIGITS);
            }
            return living.divide(all, DIGITS);
        }

        BigDecimal discounted(int x, int tx, int n, int from, int to, double d) {
            BigDecimal discount = BigDecimal.ONE.divide(BigDecimal.valueOf(1 + d), DIGITS);
            BigDecimal takes =
                    alpha.add(BigDecimal.valueOf(x)).divide(alpha.add(beta).add(BigDecimal.valueOf(n)), DIGITS);
            BigDecimal active = alive(x, tx, n).multiply(takes, DIGITS);
            BigDecimal sum = BigDecimal.ZERO;
            for (int k = 1; k <= to; k++) {
                BigDecimal staying = delta.add(BigDecimal.valueOf(n + k - 1L));
                active = active.multiply(staying.divide(staying.add(gamma), DIGITS), DIGITS)
                        .multiply(discount, DIGITS);
                sum = k > from ? sum.add(active, DIGITS) : sum;
            }
            return sum;
        }
    }

    @ParameterizedTest
    @CsvSource({
        // alpha, beta, gamma, delta, x, tx, n, from, to, d
        "1.204, 0.75, 0.657, 2.783, 2, 4, 6, 0, 5, 0.1",
        "1.204, 0.75, 0.657, 2.783, 0, 0, 6, 3, 9, 0.1",
        "1.204, 0.75, 0.657, 2.783, 6, 6, 6, 10, 4000, 0.001",
        "0.02, 30, 1, 5, 3, 9, 60, 0, 3000, 0.0005",
        "5, 0.01, 1e-6, 1e3, 20, 40, 41, 7, 5000, 0.00001",
        "1e6, 1e6, 20, 1e6, 1, 5, 30, 100, 5000, 0.0001",
        "1e-6, 2, 1e3, 1, 1, 2, 5, 1, 4, 0.3",
    })
    void intervalsAreTheirSums(
            double alpha, double beta, double gamma, double delta, int x, int tx, int n, int from, int to, double d) {
        BgBbModel model = model(alpha, beta, gamma, delta);
        Exact exact = Exact.of(model.parameters());
        double alive = exact.alive(x, tx, n).doubleValue();
        double discounted = exact.discounted(x, tx, n, from, to, d).doubleValue();
        double plain = exact.discounted(x, tx, n, from, to, 0).doubleValue();
        double later = alive * exact.stays(n + 9).divide(exact.stays(n), DIGITS).doubleValue();

        assertThat(model.probabilityAlive(x, tx, n)).isCloseTo(alive, within(1e-12 * alive));
        assertThat(model.probabilityAlive(x, tx, n, 9)).isCloseTo(later, within(1e-12 * later));
        assertThat(model.discountedExpectedPurchases(x, tx, n, from, to, DiscountRate.annual(d)))
                .isCloseTo(discounted, within(1e-12 * discounted));
        assertThat(model.discountedExpectedPurchases(x, tx, n, from, to, DiscountRate.NONE))
                .isCloseTo(plain, within(1e-12 * plain));
        if (from == 0) {
            assertThat(model.discountedExpectedPurchases(x, tx, n, to, DiscountRate.annual(d)))
                    .isCloseTo(discounted, within(1e-12 * discounted));
        }
    }

    @RepeatedTest(300)
    void contract(RepetitionInfo run) {
        SplittableRandom random = new SplittableRandom(run.getCurrentRepetition());
        BgBbModel model = model(wide(random), wide(random), wide(random), wide(random));
        int n = (int) Math.pow(10, 6 * random.nextDouble());
        int tx = random.nextInt(4) == 0 ? n : random.nextInt(n + 1);
        int x = tx == 0 ? 0 : random.nextInt(4) == 0 ? tx : 1 + random.nextInt(tx);
        int to = (int) Math.pow(10, 5 * random.nextDouble());
        int from = random.nextInt(to + 1);
        DiscountRate rate = DiscountRate.annual(Math.pow(10, random.nextDouble(-5, 2)));
        String as = "seed %d: x = %d, tx = %d, n = %d, from %d to %d, %s of %s"
                .formatted(run.getCurrentRepetition(), x, tx, n, from, to, rate, model);
        double alive = model.probabilityAlive(x, tx, n);
        double sooner = model.discountedExpectedPurchases(x, tx, n, from, rate);
        double whole = model.discountedExpectedPurchases(x, tx, n, to, rate);
        double between = model.discountedExpectedPurchases(x, tx, n, from, to, rate);
        double plain = model.expectedPurchases(x, tx, n, from, to);

        assertThat(alive).as(as).isBetween(0.0, 1.0);
        assertThat(model.probabilityAlive(x, tx, n, from)).as(as).isBetween(0.0, alive);
        assertThat(model.probabilityAlive(x, tx, n, to)).as(as).isBetween(0.0, model.probabilityAlive(x, tx, n, from));
        assertThat(sooner + between).as(as).isCloseTo(whole, within(1e-11 * whole));
        assertThat(plain).as(as).isBetween(0.0, (to - from) * alive * (1 + 1e-11));
        assertThat(between).as(as).isBetween(0.0, plain * (1 + 1e-11));
        assertThat(whole).as(as).isLessThanOrEqualTo(model.dert(x, tx, n, rate) * (1 + 1e-11));
        assertThat(model.discountedExpectedPurchases(x, tx, n, from, from, rate))
                .as(as)
                .isZero();
        assertThat(model.logLikelihood(x, tx, n)).as(as).isBetween(-Double.MAX_VALUE, 0.0);
        assertThat(model.expectedResidualLifetime(x, tx, n).orElse(0))
                .as(as)
                .isNotNegative()
                .isFinite();
        int ahead = Math.min(to, 1000);
        assertThat(model.probabilityNoPurchase(x, tx, n, ahead)).as(as).isBetween((1 - alive) * (1 - 1e-12), 1.0);
        assertThat(model.probabilityOfPurchases(x, tx, n, ahead / 3, ahead))
                .as(as)
                .isBetween(0.0, 1.0);
    }

    private static double wide(SplittableRandom random) {
        return Math.pow(10, 6 * (2 * random.nextDouble() - 1));
    }

    @Test
    void aPathKnowsWhatWasKnownThen() {
        BgBbAlivePath path = BgBbAlivePath.of(DONORS, 4, 1, 4);
        double[] expected = {
            1,
            1,
            DONORS.probabilityAlive(1, 1, 2),
            DONORS.probabilityAlive(1, 1, 3),
            1,
            DONORS.probabilityAlive(2, 4, 5),
            DONORS.probabilityAlive(2, 4, 6)
        };
        for (int n = 0; n < expected.length; n++) {
            assertThat(path.at(n)).as("after %d", n).isEqualTo(expected[n]);
            assertThat(path.upTo(6).valueOrNaN(n)).isEqualTo(expected[n]);
        }
        assertThat(path.at(3)).isLessThan(path.at(2));
        assertThat(path.at(1000)).isBetween(0.0, 1e-3);
        // alive and silent at the first opportunity: 0.75/1.954 of those who stay, 2.783/3.44
        double stayed = 2.783 / 3.44 * (0.75 / 1.954);
        assertThat(BgBbAlivePath.of(DONORS).at(1)).isCloseTo(stayed / (stayed + 0.657 / 3.44), within(1e-15));
    }

    @Test
    void aPathOfDatesGoesByPeriods() {
        CalendarGrid years = CalendarGrid.yearly(ZoneId.of("Europe/Berlin"));
        List<LocalDate> days = List.of(
                LocalDate.of(2021, 1, 1),
                LocalDate.of(2017, 5, 3),
                LocalDate.of(2018, 12, 31),
                LocalDate.of(2017, 9, 9),
                LocalDate.of(2018, 1, 1));
        BgBbAlivePath dated = BgBbAlivePath.of(DONORS, years, days);
        BgBbAlivePath numbered = BgBbAlivePath.of(DONORS, 1, 4);
        for (int n = 0; n < 8; n++) {
            assertThat(dated.at(n)).isEqualTo(numbered.at(n));
        }
    }

    @Test
    void tablesGiveTheNumbersOfOneHistory() {
        OpportunityTable table = OpportunityTable.of(
                PeriodUnit.YEAR, new int[] {0, 2, 6}, new int[] {0, 4, 6}, new int[] {6, 6, 6}, new double[] {9, 1, 2});
        DiscountRate rate = DiscountRate.annual(0.1);
        for (int row = 0; row < 3; row++) {
            int x = table.taken(row);
            int tx = table.lastTaken(row);
            assertThat(DONORS.probabilityAlive(table).valueOrNaN(row)).isEqualTo(DONORS.probabilityAlive(x, tx, 6));
            assertThat(DONORS.probabilityAlive(table, 3).valueOrNaN(row))
                    .isEqualTo(DONORS.probabilityAlive(x, tx, 6, 3));
            assertThat(DONORS.expectedPurchases(table, 5).valueOrNaN(row))
                    .isEqualTo(DONORS.expectedPurchases(x, tx, 6, 5));
            assertThat(DONORS.discountedExpectedPurchases(table, 5, rate).valueOrNaN(row))
                    .isEqualTo(DONORS.discountedExpectedPurchases(x, tx, 6, 5, rate));
            assertThat(DONORS.probabilityNoPurchase(table, 5).valueOrNaN(row))
                    .isEqualTo(DONORS.probabilityNoPurchase(x, tx, 6, 5));
            assertThat(DONORS.dert(table, rate).valueOrNaN(row)).isEqualTo(DONORS.dert(x, tx, 6, rate));
        }
        assertThat(DONORS.dert(table, rate).kind().name()).isEqualTo("dert");
        OpportunityTable months =
                OpportunityTable.of(PeriodUnit.MONTH, new int[1], new int[1], new int[] {6}, new double[] {1});
        assertThatThrownBy(() -> DONORS.probabilityAlive(months))
                .hasMessage("table must be in years as the model is, was in months");
    }

    @Test
    void errorsOfColumnsAreThoseOfTheirNumbers() {
        OpportunityTable table = new BgBbSimulator(DONORS, 3).table(3000, 6);
        BgBbFit fit = BgBb.fit(table);
        DiscountRate rate = DiscountRate.annual(0.1);
        ScoreColumn path = fit.standardErrors(
                        model -> BgBbAlivePath.of(model, 1, 4).upTo(6))
                .orElseThrow();
        assertThat(path.kind().name()).isEqualTo("p_alive_se");
        for (int n = 0; n <= 6; n++) {
            int last = n;
            assertThat(path.valueOrNaN(n))
                    .isEqualTo(fit.standardError(
                                    model -> BgBbAlivePath.of(model, 1, 4).at(last))
                            .orElseThrow());
        }
        assertThat(path.valueOrNaN(4)).isZero(); // alive for sure
        assertThat(path.valueOrNaN(6)).isPositive();
        ScoreColumn value = fit.standardErrors(model -> model.discountedExpectedPurchases(table, 9, rate))
                .orElseThrow();
        for (int row = 0; row < table.size(); row++) {
            int x = table.taken(row);
            int tx = table.lastTaken(row);
            assertThat(value.valueOrNaN(row))
                    .isEqualTo(fit.standardError(model -> model.discountedExpectedPurchases(x, tx, 6, 9, rate))
                            .orElseThrow());
        }
        OpportunityTable nobodyBought =
                OpportunityTable.of(PeriodUnit.YEAR, new int[1], new int[1], new int[] {6}, new double[] {500});
        assertThat(BgBb.fit(nobodyBought).standardErrors(model -> model.dert(table, rate)))
                .isEmpty();
    }

    @Test
    void aLogHasTheHistoriesOfItsTable() {
        CalendarGrid grid = CalendarGrid.yearly(ZoneId.of("America/New_York"));
        BgBbSimulator simulator = new BgBbSimulator(DONORS, 20100602);
        TransactionLog log = simulator.log(3000, grid, LocalDate.of(2001, 7, 4), 10);
        OpportunityTable counted = OpportunityTable.of(log, grid, LocalDate.of(2011, 12, 31));
        OpportunityTable made = simulator.table(3000, 10);
        assertThat(counted.size()).isEqualTo(made.size());
        for (int row = 0; row < made.size(); row++) {
            assertThat(counted.taken(row)).isEqualTo(made.taken(row));
            assertThat(counted.lastTaken(row)).isEqualTo(made.lastTaken(row));
            assertThat(counted.opportunities(row)).isEqualTo(10);
            assertThat(counted.weight(row)).isEqualTo(made.weight(row));
        }
        TransactionLog few = simulator.log(5, grid, LocalDate.of(2001, 1, 1), 10);
        assertThat(few.customerId(3)).isEqualTo("customer-3");
        int start = log.start(log.indexOf("customer-3"));
        for (int row = few.start(3); row < few.start(4); row++) {
            assertThat(few.epochMillis(row)).isEqualTo(log.epochMillis(start + row - few.start(3)));
            assertThat(few.amount(row)).isEqualTo(1);
        }
    }

    @Test
    void aLogGivesTheParametersBack() {
        CalendarGrid grid = CalendarGrid.monthly(ZoneOffset.UTC);
        BgBbModel truth = BgBbModel.of(new BgBbParameters(1.2, 0.8, 0.7, 2.8), PeriodUnit.MONTH);
        TransactionLog log = new BgBbSimulator(truth, 20100603).log(40_000, grid, LocalDate.of(2020, 2, 1), 10);
        BgBbFit fit = BgBb.fit(OpportunityTable.of(log, grid, LocalDate.of(2020, 12, 31)));
        double[] values = {1.2, 0.8, 0.7, 2.8};
        for (int i = 0; i < 4; i++) {
            var estimate = fit.report().estimates().get(i);
            assertThat(estimate.value())
                    .as(estimate.name())
                    .isCloseTo(values[i], within(4 * estimate.standardError().orElseThrow()));
        }
    }

    @Test
    void wrongArgumentsAreNamed() {
        CalendarGrid months = CalendarGrid.monthly(ZoneOffset.UTC);
        BgBbSimulator simulator = new BgBbSimulator(DONORS, 1);
        DiscountRate rate = DiscountRate.annual(0.1);
        assertThatThrownBy(() -> simulator.log(3, months, LocalDate.of(2020, 1, 1), 4))
                .hasMessage("grid must be in years as the model is, was in months");
        assertThatThrownBy(() -> BgBbAlivePath.of(DONORS, months, List.of(LocalDate.of(2020, 1, 1))))
                .hasMessageContaining("grid must be in years");
        assertThatThrownBy(() -> BgBbAlivePath.of(DONORS, CalendarGrid.yearly(ZoneOffset.UTC), List.of()))
                .hasMessageContaining("first purchase");
        assertThatThrownBy(() -> BgBbAlivePath.of(DONORS, 3, 0)).hasMessageContaining("1 or more, held 0");
        assertThatThrownBy(() -> BgBbAlivePath.of(DONORS).at(-1)).hasMessageContaining("n must be 0 or more");
        assertThatThrownBy(() -> BgBbAlivePath.of(DONORS).upTo(-1)).hasMessageContaining("n must be 0 or more");
        assertThatThrownBy(() -> DONORS.discountedExpectedPurchases(0, 0, 1, 3, 2, rate))
                .hasMessageContaining("to must be from = 3 or more, was 2");
        assertThatThrownBy(() -> DONORS.discountedExpectedPurchases(0, 0, 1, -1, 2, rate))
                .hasMessageContaining("from must be 0 or more");
    }
}
