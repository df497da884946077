package io.github.staycurve.churn.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.github.staycurve.churn.testing.Golden;
import io.github.staycurve.core.data.FeatureTable;
import io.github.staycurve.core.json.JsonObject;
import io.github.staycurve.core.stat.Ratio;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DriftTest {
    private static final JsonObject FILE = Golden.read("drift_psi");

    @Test
    void stabilityIndexOfCounts() {
        for (JsonObject simple : FILE.list("simple").objects()) {
            double[] expected = simple.list("expected").numbers();
            double[] actual = simple.list("actual").numbers();
            PopulationStability stability = PopulationStability.of(expected, actual, 1e-4);
            assertThat(stability.psi()).isCloseTo(simple.number("psi"), within(1e-14));
            assertThat(stability.flooredBins()).isEqualTo(simple.has("floor") ? 1 : 0);
            assertThat(stability.floor()).isEqualTo(1e-4);
        }
    }

    @Test
    void aColumn() {
        double[] reference = FILE.list("reference").numbers();
        double[] current = FILE.list("current").numbers();
        ColumnDrift drift = ColumnDrift.of("x", reference, current, DriftSettings.DEFAULT);
        double[] cuts = FILE.list("cuts").numbers();
        assertThat(DriftBins.ofQuantiles(reference, 10).cuts()).containsExactly(cuts, within(1e-12));
        double[] thenCounts = FILE.list("ref_counts").numbers();
        double[] nowCounts = FILE.list("cur_counts").numbers();
        assertThat(drift.bins()).hasSize(11);
        for (int bin = 0; bin < 10; bin++) {
            assertThat(drift.bins().get(bin).reference()).isEqualTo(Ratio.of(thenCounts[bin], 400));
            assertThat(drift.bins().get(bin).current()).isEqualTo(Ratio.of(nowCounts[bin], 300));
        }
        assertThat(drift.bins().get(10).isMissing()).isTrue();
        assertThat(drift.bins().get(0).lower()).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(drift.bins().get(9).upper()).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(drift.stability().psi()).isCloseTo(FILE.number("psi"), within(1e-12));
        assertThat(drift.stability().jensenShannon()).isCloseTo(FILE.number("jensen_shannon_nats"), within(1e-13));
        assertThat(drift.stability().flooredBins()).isZero();
        KolmogorovSmirnovTest ks = drift.kolmogorovSmirnov().orElseThrow();
        assertThat(ks.distance()).isCloseTo(FILE.number("ks_D"), within(1e-15));
        double asymptotic = FILE.number("ks_p_asymp");
        assertThat(ks.asymptoticPValue()).isCloseTo(asymptotic, within(1e-9 * asymptotic));
        double exact = FILE.number("ks_p_exact");
        assertThat(ks.pValue()).isCloseTo(exact, within(1e-9 * exact));
        assertThat(drift.wasserstein().orElseThrow()).isCloseTo(FILE.number("wasserstein1"), within(1e-12));
        assertThat(drift.level()).isEqualTo(DriftLevel.MAJOR);
        assertThat(drift.describe()).contains("x: major").contains("KS 0.2317");
    }

    /** One bin of 5 % that was empty: the index alone would call it major, by its floor. */
    @Test
    void anEmptyBinDoesNotDecideTheLevel() {
        JsonObject simple = FILE.list("simple").object(1);
        PopulationStability stability = PopulationStability.of(
                simple.list("expected").numbers(), simple.list("actual").numbers(), 1e-4);
        assertThat(stability.psi()).isGreaterThan(0.25);
        assertThat(DriftSettings.DEFAULT.levelOf(stability.jensenShannon())).isEqualTo(DriftLevel.MODERATE);
        PopulationStability lowerFloor = PopulationStability.of(
                simple.list("expected").numbers(), simple.list("actual").numbers(), 1e-8);
        assertThat(lowerFloor.psi()).isGreaterThan(1.5 * stability.psi());
        assertThat(lowerFloor.jensenShannon()).isEqualTo(stability.jensenShannon());
        // the bin itself, as the documentation says: 0.05 ln(0.05 / 0.0001), and 0.05 ln(2) / 2
        assertThat(0.0499 * Math.log(500)).isCloseTo(0.31, within(0.001));
        assertThat(0.05 * Math.log(2) / 2).isCloseTo(0.0173, within(0.0001));
    }

    @Test
    void forSmallChangesTheDivergenceIsAnEighthOfTheIndex() {
        double[] then = {1000, 2000, 3000, 4000};
        double[] now = {1010, 1985, 3020, 3985};
        PopulationStability stability = PopulationStability.of(then, now, 1e-4);
        assertThat(8 * stability.jensenShannon() / stability.psi()).isCloseTo(1, within(1e-4));
    }

    /** Of two samples of one population the p-value is below 0.1 in a tenth; the error of 1000 is 1 %. */
    @Test
    void sharesOfOnePopulationDifferByChanceOnly() {
        SplittableRandom root = new SplittableRandom(2);
        int bins = 0;
        int ks = 0;
        for (int r = 0; r < 1000; r++) {
            SplittableRandom random = root.split();
            double[] then = random.doubles(400).toArray();
            double[] now = random.doubles(300).toArray();
            PopulationStability stability = PopulationStability.of(
                    DriftBins.ofCuts(0.2, 0.4, 0.6, 0.8).counts(then),
                    DriftBins.ofCuts(0.2, 0.4, 0.6, 0.8).counts(now),
                    1e-4);
            bins += stability.pValue().orElseThrow() < 0.1 ? 1 : 0;
            ks += KolmogorovSmirnovTest.of(then, now).exactPValue().orElseThrow() < 0.1 ? 1 : 0;
        }
        assertThat(bins / 1000.0).isBetween(0.07, 0.13);
        assertThat(ks / 1000.0).isBetween(0.065, 0.13);
    }

    /** All ways to merge two small samples, counted. */
    @RepeatedTest(20)
    void exactTestByCountingMerges(RepetitionInfo repetition) {
        SplittableRandom random = new SplittableRandom(repetition.getCurrentRepetition());
        int n = 1 + random.nextInt(7);
        int m = 1 + random.nextInt(7);
        double[] a = random.doubles(n).toArray();
        double[] b = random.doubles(m).toArray();
        KolmogorovSmirnovTest test = KolmogorovSmirnovTest.of(a, b);
        int as = 0;
        int all = 0;
        for (int merge = 0; merge < 1 << (n + m); merge++) {
            if (Integer.bitCount(merge) != n) {
                continue;
            }
            all++;
            int i = 0;
            int j = 0;
            double gap = 0;
            for (int k = 0; k < n + m; k++) {
                if ((merge >> k & 1) == 1) {
                    i++;
                } else {
                    j++;
                }
                gap = Math.max(gap, Math.abs((double) i / n - (double) j / m));
            }
            as += gap >= test.distance() - 1e-12 ? 1 : 0;
        }
        assertThat(test.exactPValue().orElseThrow())
                .as("seed %s", repetition.getCurrentRepetition())
                .isCloseTo((double) as / all, within(1e-14));
    }

    /** Critical values of the one-sample statistic, Miller (1956), JASA 51, 111-121: level .2, .1, .05, .01. */
    @ParameterizedTest
    @CsvSource({
        "5, 0.2, 0.44698",
        "5, 0.1, 0.50945",
        "5, 0.05, 0.56328",
        "5, 0.01, 0.66853",
        "10, 0.1, 0.36866",
        "10, 0.05, 0.40925",
        "10, 0.01, 0.48893",
        "20, 0.05, 0.29408",
        "20, 0.01, 0.35241"
    })
    void oneSampleTails(double n, double level, double critical) {
        assertThat(KolmogorovDistribution.upperTail(critical, n)).isCloseTo(level, within(0.002 * level));
    }

    /** Where one way to compute a tail takes over from the other. */
    @ParameterizedTest
    @CsvSource({"20", "100", "1000", "50000"})
    void tailsMeet(double n) {
        double d = Math.sqrt(0.5 / n);
        double below = KolmogorovDistribution.upperTail(d * (1 - 1e-9), n);
        double above = KolmogorovDistribution.upperTail(d * (1 + 1e-9), n);
        assertThat(below / above).isCloseTo(1, within(0.06 / n + 1e-4));
        assertThat(KolmogorovDistribution.upperTail(0, n)).isEqualTo(1);
        assertThat(KolmogorovDistribution.upperTail(0.1 / Math.sqrt(n), n)).isEqualTo(1);
        assertThat(KolmogorovDistribution.upperTail(1, n)).isZero();
    }

    @Test
    void tailsOfVeryLargeSamplesMeet() {
        double d = Math.sqrt(3 / 200_000.0);
        assertThat(KolmogorovDistribution.upperTail(d, 200_000) / KolmogorovDistribution.upperTail(d, 200_001))
                .isCloseTo(1, within(1e-4));
    }

    @Test
    void largeSamplesHaveNoExactTest() {
        double[] a = new SplittableRandom(1).doubles(400_000).toArray();
        double[] b = Arrays.stream(a).map(x -> 0.005 + x).toArray();
        KolmogorovSmirnovTest test = KolmogorovSmirnovTest.of(a, b);
        assertThat(test.exactPValue()).isEmpty();
        assertThat(test.distance()).isBetween(0.004, 0.008);
        assertThat(test.pValue()).isEqualTo(test.asymptoticPValue()).isBetween(1e-8, 1e-3);
    }

    /** A flag that was 1 for nineteen of twenty and is 1 for half: with cuts on one side, all would be in one bin. */
    @Test
    void valuesThatRepeatHaveABinOfTheirOwn() {
        double[] then = new double[100];
        Arrays.fill(then, 5, 100, 1);
        double[] now = new double[100];
        Arrays.fill(now, 50, 100, 1);
        ColumnDrift flag = ColumnDrift.of("flag", then, now, DriftSettings.DEFAULT);
        assertThat(flag.level()).isEqualTo(DriftLevel.MAJOR);
        assertThat(DriftBins.ofQuantiles(then, 10).cuts()).containsExactly(Math.nextDown(1.0), 1);

        double[] constant = new double[50];
        Arrays.fill(constant, 7);
        double[] other = constant.clone();
        Arrays.fill(other, 0, 25, 6);
        assertThat(ColumnDrift.of("c", constant, other, DriftSettings.DEFAULT).level())
                .isEqualTo(DriftLevel.MAJOR);
        ColumnDrift same = ColumnDrift.of("c", constant, constant, DriftSettings.DEFAULT);
        assertThat(same.level()).isEqualTo(DriftLevel.STABLE);
        assertThat(same.stability().pValue()).isEmpty();
        assertThat(same.stability().psi()).isZero();
        assertThat(same.kolmogorovSmirnov().orElseThrow().exactPValue()).hasValue(1);
        assertThat(same.describe()).contains("p = 1");
        // zeros in between: each value that is two deciles or more is a bin
        double[] skewed = {0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 5, 6};
        assertThat(DriftBins.ofQuantiles(skewed, 6).cuts())
                .containsExactly(new double[] {Math.nextDown(0.0), 0, 0.5, 1, 1 + 4 / 6.0}, within(1e-12));
        assertThat(DriftBins.ofQuantiles(skewed, 6).binOf(0)).isEqualTo(1);
    }

    @Test
    void missingValuesAreABin() {
        double nan = Double.NaN;
        double[] then = {1, 2, 3, 4, nan, nan};
        double[] now = {1, 2, 3, nan, nan, nan};
        ColumnDrift drift = ColumnDrift.of("gap", then, now, new DriftSettings(2, 1e-4, 0.001, 0.5));
        assertThat(drift.bins()).hasSize(3);
        assertThat(drift.bins().get(2).isMissing()).isTrue();
        assertThat(drift.bins().get(2).reference()).isEqualTo(Ratio.of(2, 6));
        assertThat(drift.bins().get(2).current()).isEqualTo(Ratio.of(3, 6));
        assertThat(drift.kolmogorovSmirnov().orElseThrow().distance()).isCloseTo(0.25, within(1e-15));
        assertThat(drift.wasserstein().orElseThrow()).isCloseTo(0.5, within(1e-15)); // means 2.5 and 2
        assertThat(drift.level()).isEqualTo(DriftLevel.MODERATE);
        ColumnDrift gone = ColumnDrift.of("gap", then, new double[] {nan, nan}, DriftSettings.DEFAULT);
        assertThat(gone.kolmogorovSmirnov()).isEmpty();
        assertThat(gone.wasserstein()).isEmpty();
        assertThat(gone.level()).isEqualTo(DriftLevel.MAJOR);
        assertThat(gone.describe()).contains("raised to the floor").doesNotContain("KS");
        ColumnDrift never = ColumnDrift.of("gap", new double[] {nan}, new double[] {nan, nan}, DriftSettings.DEFAULT);
        assertThat(never.stability().psi()).isZero();
        assertThat(never.bins()).hasSize(2);
    }

    @Test
    void aReportIsSortedBySize() {
        SplittableRandom random = new SplittableRandom(4);
        double[] still = random.doubles(500).toArray();
        double[] moved = Arrays.stream(still).map(x -> x * 1.5).toArray();
        double[] fewer = still.clone();
        Arrays.fill(fewer, 0, 60, Double.NaN);
        FeatureTable reference = FeatureTable.builder()
                .column("a", still)
                .column("b", still)
                .incompleteColumn("c", still)
                .column("d", still)
                .build();
        FeatureTable current = FeatureTable.builder()
                .column("d", still)
                .incompleteColumn("c", fewer)
                .column("b", moved)
                .column("a", still)
                .build();
        DriftReport report = DriftReport.of(reference, current, DriftSettings.DEFAULT);
        assertThat(report.columns()).extracting(ColumnDrift::name).containsExactly("b", "c", "a", "d");
        assertThat(report.columns())
                .extracting(column -> column.level().word())
                .containsExactly("major", "major", "stable", "stable");
        assertThat(report.column("c")).isEqualTo(ColumnDrift.of("c", still, fewer, DriftSettings.DEFAULT));
        assertThat(report.toString()).contains("\n  b: major");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> report.column("e"))
                .withMessageContaining("no column 'e'");
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> DriftReport.of(reference, current.withFeatures(List.of("a", "b")), DriftSettings.DEFAULT))
                .withMessageContaining("same features");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DriftReport.of(reference, current.withRows(new int[0]), DriftSettings.DEFAULT))
                .withMessageContaining("current must have a row");
    }

    @Test
    void nonsenseIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PopulationStability.of(new double[] {1, 2}, new double[] {1}, 1e-4))
                .withMessageContaining("current must hold 2 values, has 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PopulationStability.of(new double[] {0, 0}, new double[] {1, 1}, 1e-4))
                .withMessageContaining("sum of reference");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PopulationStability.of(new double[] {1, -1}, new double[] {1, 1}, 1e-4))
                .withMessageContaining("reference");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PopulationStability.of(new double[] {1}, new double[] {1}, 0))
                .withMessageContaining("floor");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> KolmogorovSmirnovTest.of(new double[0], new double[] {1}))
                .withMessageContaining("first must hold finite values");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> KolmogorovSmirnovTest.of(new double[] {1}, new double[] {Double.NaN}))
                .withMessageContaining("second");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ColumnDrift.of(
                        "x", new double[] {1}, new double[] {1, Double.POSITIVE_INFINITY}, DriftSettings.DEFAULT))
                .withMessageContaining("current[1]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DriftBins.ofCuts(1, 1))
                .withMessageContaining("cuts[0]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DriftBins.ofCuts(Double.NaN))
                .withMessageContaining("cuts[0]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DriftBins.ofQuantiles(new double[] {1}, 1))
                .withMessageContaining("bins");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new DriftSettings(10, 1e-4, 0.2, 0.1))
                .withMessageContaining("majorFrom");
        assertThat(DriftBins.ofCuts(1, 2)).hasToString("cuts [1.0, 2.0]");
    }

    @Test
    void aBadValueIsNamedWithItsColumn() {
        double[] bad = {1, Double.POSITIVE_INFINITY};
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ColumnDrift.of("spend", bad, new double[] {1}, DriftSettings.DEFAULT))
                .withMessageContainingAll("column 'spend': reference[1]", "Infinity");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ColumnDrift.of("spend", new double[] {1}, bad, DriftSettings.DEFAULT))
                .withMessageContainingAll("column 'spend': current[1]", "Infinity");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PopulationStability.of(new double[] {1, -2}, new double[2], 1e-4))
                .withMessageContainingAll("reference[1]", "-2.0");
    }

    @Test
    void quantilesOfValuesFartherApartThanADouble() {
        double[] cuts =
                DriftBins.ofQuantiles(new double[] {-1.6e308, 1.6e308}, 4).cuts();
        assertThat(cuts).hasSize(3);
        assertThat(cuts[0]).isCloseTo(-0.8e308, within(1e298));
        assertThat(cuts[2]).isCloseTo(0.8e308, within(1e298));
    }
}
