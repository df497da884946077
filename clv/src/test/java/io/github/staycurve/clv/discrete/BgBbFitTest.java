package io.github.staycurve.clv.discrete;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.github.staycurve.core.data.TransactionLog;
import io.github.staycurve.core.fit.FitReport;
import io.github.staycurve.core.fit.FitStatus;
import io.github.staycurve.core.time.CalendarGrid;
import io.github.staycurve.core.time.PeriodUnit;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/** Recovery of known parameters, data without a maximum, and tables from logs. */
class BgBbFitTest {
    @RepeatedTest(30)
    void theGradientIsThatOfTheValue(RepetitionInfo run) {
        SplittableRandom random = new SplittableRandom(run.getCurrentRepetition());
        BgBbModel model = BgBbModel.of(new BgBbParameters(1.2, 0.8, 0.7, 2.8), PeriodUnit.YEAR);
        BgBbObjective objective =
                new BgBbObjective(new BgBbSimulator(model, run.getCurrentRepetition()).table(5000, 6));
        double[] point = random.doubles(4, -2, 2).toArray();
        double[] gradient = new double[4];
        double[] ignored = new double[4];
        objective.value(point, gradient);
        for (int i = 0; i < 4; i++) {
            double h = 1e-4;
            double[] up = point.clone();
            double[] down = point.clone();
            up[i] += h;
            down[i] -= h;
            double slope = (objective.value(up, ignored) - objective.value(down, ignored)) / (2 * h);
            assertThat(gradient[i])
                    .as("seed %d, coordinate %d", run.getCurrentRepetition(), i)
                    .isCloseTo(slope, within(2e-3 + 1e-6 * Math.abs(slope)));
        }
    }

    @Test
    void madeUpCustomersGiveTheirParametersBack() {
        BgBbModel truth = BgBbModel.of(new BgBbParameters(1.2, 0.8, 0.7, 2.8), PeriodUnit.YEAR);
        OpportunityTable table = new BgBbSimulator(truth, 20100601).table(80_000, 10);
        BgBbFit fit = BgBb.fit(table);
        List<Double> values = List.of(1.2, 0.8, 0.7, 2.8);
        List<String> names = List.of("alpha", "beta", "gamma", "delta");
        for (int i = 0; i < 4; i++) {
            var estimate = fit.report().estimate(names.get(i)).orElseThrow();
            double error = estimate.standardError().orElseThrow();
            assertThat(estimate.value()).as(names.get(i)).isCloseTo(values.get(i), within(4 * error));
        }
    }

    @Test
    void aCustomerIsTheSameWhoeverElseIsMade() {
        BgBbModel model = BgBbModel.of(new BgBbParameters(1.2, 0.8, 0.7, 2.8), PeriodUnit.YEAR);
        assertThat(new BgBbSimulator(model, 7).customer(41, 9)).isEqualTo(new BgBbSimulator(model, 7).customer(41, 9));
        assertThat(new BgBbSimulator(model, 7).table(50, 6).totalWeight()).isEqualTo(50);
    }

    @Test
    void equalHistoriesAreOneRowAndOrderDoesNotMatter() {
        OpportunityTable table = OpportunityTable.of(
                PeriodUnit.MONTH, new int[] {1, 0, 1}, new int[] {2, 0, 2}, new int[] {3, 3, 3}, new double[] {1, 5, 2
                });
        assertThat(table.size()).isEqualTo(2);
        assertThat(table.weight(1)).isEqualTo(3);
        assertThat(table.taken(1)).isEqualTo(1);
        assertThat(table.lastTaken(1)).isEqualTo(2);
        assertThat(table.opportunities(1)).isEqualTo(3);
    }

    @Test
    void aLogBecomesOpportunities() {
        TransactionLog log = TransactionLog.builder()
                .add("a", Instant.parse("2024-01-31T10:00:00Z"), 5)
                .add("a", Instant.parse("2024-03-01T10:00:00Z"), 5)
                .add("a", Instant.parse("2024-03-30T10:00:00Z"), 5)
                .add("a", Instant.parse("2024-04-02T10:00:00Z"), -5)
                .add("a", Instant.parse("2024-05-02T10:00:00Z"), 5)
                .add("b", Instant.parse("2024-04-02T10:00:00Z"), 5)
                .add("c", Instant.parse("2024-05-02T10:00:00Z"), 5)
                .build();
        OpportunityTable table =
                OpportunityTable.of(log, CalendarGrid.monthly(ZoneOffset.UTC), LocalDate.of(2024, 5, 30));
        // May is not over: three opportunities after January, of which March was taken; the one of April has none yet
        assertThat(table.size()).isEqualTo(2);
        assertThat(table.opportunities(0)).isZero();
        assertThat(table.opportunities(1)).isEqualTo(3);
        assertThat(table.taken(1)).isEqualTo(1);
        assertThat(table.lastTaken(1)).isEqualTo(2);
        OpportunityTable whole =
                OpportunityTable.of(log, CalendarGrid.monthly(ZoneOffset.UTC), LocalDate.of(2024, 5, 31));
        assertThat(whole.totalWeight()).isEqualTo(3);
        assertThat(whole.taken(2)).isEqualTo(2);
        assertThat(whole.unit()).isEqualTo(PeriodUnit.MONTH);
    }

    @Test
    void dataWithoutAMaximumAreToldInWords() {
        assertThat(explanation(new int[][] {{0, 0, 500}})).contains("nobody bought again");
        assertThat(explanation(new int[][] {{6, 6, 500}})).contains("takes every opportunity", "no customer has left");
        // a fair coin for everyone, and nobody leaves: binomial weights of 2^6 histories by x and the last one taken
        FitReport coin = BgBb.fit(
                        new BgBbSimulator(BgBbModel.of(new BgBbParameters(5e5, 5e5, 1e-6, 1), PeriodUnit.YEAR), 5)
                                .table(3000, 12))
                .report();
        assertThat(coin.status()).isEqualTo(FitStatus.BOUNDARY);
        assertThat(coin.explanation()).contains("Predictions are those of the limit");
        BgBbFit none =
                BgBb.fit(OpportunityTable.of(PeriodUnit.YEAR, new int[1], new int[1], new int[1], new double[] {3}));
        assertThat(none.hasModel()).isFalse();
        assertThatThrownBy(none::model)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("opportunity");
    }

    private static String explanation(int[][] rows) {
        int[] n = new int[rows.length];
        Arrays.fill(n, 6);
        return BgBb.fit(OpportunityTable.of(
                        PeriodUnit.YEAR,
                        Arrays.stream(rows).mapToInt(row -> row[0]).toArray(),
                        Arrays.stream(rows).mapToInt(row -> row[1]).toArray(),
                        n,
                        Arrays.stream(rows).mapToDouble(row -> row[2]).toArray()))
                .report()
                .explanation();
    }

    @Test
    void wrongTablesAreNamed() {
        assertThatThrownBy(
                        () -> OpportunityTable.of(PeriodUnit.YEAR, new int[1], new int[2], new int[1], new double[1]))
                .hasMessageContaining("one length");
        assertThatThrownBy(
                        () -> OpportunityTable.of(PeriodUnit.YEAR, new int[1], new int[1], new int[1], new double[1]))
                .hasMessageContaining("weight");
    }

    /** The delta method against the spread of the same prediction over many made-up populations. */
    @Test
    void errorsOfPredictionsAreTheirSpread() {
        BgBbModel truth = BgBbModel.of(new BgBbParameters(1.2, 0.8, 0.7, 2.8), PeriodUnit.YEAR);
        double sum = 0;
        double squares = 0;
        double errors = 0;
        int samples = 100;
        for (int sample = 0; sample < samples; sample++) {
            BgBbFit fit = BgBb.fit(new BgBbSimulator(truth, 500L + sample).table(4000, 6));
            double expected = fit.model().expectedPurchases(3, 5, 6, 5);
            sum += expected;
            squares += expected * expected;
            errors += fit.standardError(model -> model.expectedPurchases(3, 5, 6, 5))
                    .orElseThrow();
        }
        double spread = Math.sqrt((squares - sum * sum / samples) / (samples - 1));
        assertThat(errors / samples).isCloseTo(spread, withinPercentage(25));
    }
}
