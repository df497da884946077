package io.github.staycurve.core.stat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class KaplanMeierTest {
    /** Times 5, 8, 12+, 20, 30, 30+, 45, 60+; a plus is censored. */
    private static final KaplanMeier SECOND_PURCHASE = KaplanMeier.of(
            new double[] {60, 5, 45, 8, 30, 12, 30, 20},
            new boolean[] {false, true, true, true, true, false, false, true});

    @Test
    void theWorkedCurveOfTheSecondPurchase() {
        assertThat(SECOND_PURCHASE.survivalAt(5)).hasValue(0.875);
        assertThat(SECOND_PURCHASE.survivalAt(8)).hasValue(0.75);
        assertThat(SECOND_PURCHASE.survivalAt(20).orElseThrow()).isCloseTo(0.6, within(1e-15));
        assertThat(SECOND_PURCHASE.survivalAt(30).orElseThrow()).isCloseTo(0.45, within(1e-15));
        assertThat(SECOND_PURCHASE.survivalAt(45).orElseThrow()).isCloseTo(0.225, within(1e-15));
        assertThat(SECOND_PURCHASE.median()).hasValue(30);
    }

    @Test
    void aStepHoldsItsOwnTimeAndTheCurveEndsWithTheData() {
        assertThat(SECOND_PURCHASE.survivalAt(0)).hasValue(1);
        assertThat(SECOND_PURCHASE.survivalAt(Math.nextDown(5.0))).hasValue(1);
        assertThat(SECOND_PURCHASE.survivalAt(7.9)).hasValue(0.875);
        assertThat(SECOND_PURCHASE.survivalAt(60)).isPresent();
        assertThat(SECOND_PURCHASE.survivalAt(Math.nextUp(60.0))).isEmpty();
        assertThat(SECOND_PURCHASE.restrictedMean(61)).isEmpty();
        assertThat(SECOND_PURCHASE.restrictedMean(Double.POSITIVE_INFINITY)).isEmpty();
        assertThat(SECOND_PURCHASE.churnProbability(30, 31)).isEmpty();
        assertThat(SECOND_PURCHASE.intervalAt(61, 0.95, SurvivalIntervalKind.LOG))
                .isEmpty();
        assertThat(SECOND_PURCHASE.atRiskAt(0)).isEqualTo(8);
        assertThat(SECOND_PURCHASE.atRiskAt(30)).isEqualTo(4);
        assertThat(SECOND_PURCHASE.atRiskAt(30.5)).isEqualTo(2);
        assertThat(SECOND_PURCHASE.atRiskAt(61)).isZero();
    }

    @Test
    void churnAheadIsWhatTheStepsBetweenTakeOff() {
        PointEstimate churn = SECOND_PURCHASE.churnProbability(8, 22).orElseThrow();
        assertThat(churn.value()).isCloseTo(0.4, within(1e-15)); // 1 - .45 / .75
        // Greenwood over (8, 30]: 1/(5*4) + 1/(4*3), times .6²
        assertThat(churn.standardError().orElseThrow()).isCloseTo(0.6 * Math.sqrt(1 / 20.0 + 1 / 12.0), within(1e-15));
        Interval interval = SECOND_PURCHASE
                .churnInterval(8, 22, 0.95, SurvivalIntervalKind.LOG_LOG)
                .orElseThrow();
        assertThat(interval.contains(0.4)).isTrue();
        assertThat(SECOND_PURCHASE.churnProbability(8, 0)).hasValue(PointEstimate.of(0, 0));
        assertThat(SECOND_PURCHASE.churnInterval(8, 1, 0.95, SurvivalIntervalKind.LOG))
                .isEmpty();
    }

    @Test
    void oneThatAllReachTheEndOfIsKnownForEver() {
        KaplanMeier curve = KaplanMeier.of(new double[] {1, 3}, new boolean[] {true, true});
        assertThat(curve.survivalAt(1e9)).hasValue(0);
        assertThat(curve.restrictedMean(Double.POSITIVE_INFINITY).orElseThrow().value())
                .isEqualTo(2);
        assertThat(curve.churnProbability(1, 9)).hasValue(PointEstimate.withoutError(1));
        assertThat(curve.churnProbability(3, 1)).isEmpty(); // nobody is left to ask about
        assertThat(curve.quantile(0.9)).hasValue(3);
    }

    @Test
    void edges() {
        KaplanMeier nobody = KaplanMeier.of(new double[0], new boolean[0]);
        assertThat(nobody.size()).isZero();
        assertThat(nobody.survivalAt(0)).isEmpty();
        assertThat(nobody.median()).isEmpty();
        assertThat(nobody.quantileInterval(0.5, 0.95, SurvivalIntervalKind.LOG)).isEmpty();
        assertThat(nobody.restrictedMean(1)).isEmpty();
        assertThat(nobody.atRiskAt(0)).isZero();

        KaplanMeier atOnce = KaplanMeier.of(new double[] {0, -0.0}, new boolean[] {true, false});
        assertThat(atOnce.size()).isEqualTo(1);
        assertThat(atOnce.survivalAt(0)).hasValue(0.5);

        KaplanMeier allCensored = KaplanMeier.of(new double[] {4, 4}, new boolean[2]);
        assertThat(allCensored.survivalAt(4)).hasValue(1);
        assertThat(allCensored.variance(0)).hasValue(0);
        assertThat(allCensored.interval(0, 0.95, SurvivalIntervalKind.PLAIN)).isEmpty();
        assertThat(allCensored.restrictedMean(4)).hasValue(PointEstimate.of(4, 0));

        KaplanMeier huge = KaplanMeier.of(new double[] {1e300, Double.MIN_VALUE}, new boolean[] {true, true});
        assertThat(huge.survivalAt(1)).hasValue(0.5);
        assertThat(huge.describe())
                .isEqualTo("Kaplan-Meier curve of CensoredDurations[2 rows], errors by Greenwood's formula");
    }

    /** The median falls on a product that rounds: (3/4) (2/3) is one half, however it is computed. */
    @Test
    void aHalfReachedByFractionsIsAHalf() {
        for (int n = 2; n < 200; n += 2) {
            double[] times = new double[n];
            boolean[] ended = new boolean[n];
            Arrays.setAll(times, i -> i + 1);
            Arrays.fill(ended, true);
            assertThat(KaplanMeier.of(times, ended).median()).as("n = %d", n).hasValue(n / 2.0);
        }
    }

    @RepeatedTest(200)
    void lateEntriesAndWeightsAgainstCounting(RepetitionInfo run) {
        long seed = run.getCurrentRepetition();
        Sample sample = new Sample(new SplittableRandom(seed), true);
        KaplanMeier curve = KaplanMeier.of(sample.data(WeightKind.FREQUENCY));
        double product = 1;
        double sum = 0;
        for (int j = 0; j < curve.size(); j++) {
            double t = curve.time(j);
            double atRisk = sample.weightWhere((d, e) -> d >= t && (e == 0 || e < t), false);
            double ended = sample.weightWhere((d, e) -> d == t, true);
            assertThat(curve.atRisk(j)).as("seed %d", seed).isEqualTo(atRisk);
            assertThat(curve.ended(j)).as("seed %d", seed).isEqualTo(ended);
            product *= 1 - ended / atRisk;
            sum += ended / (atRisk * (atRisk - ended));
            assertThat(curve.survival(j)).as("seed %d", seed).isCloseTo(product, within(1e-14));
            if (curve.survival(j) > 0) {
                assertThat(curve.variance(j).orElseThrow())
                        .as("seed %d", seed)
                        .isCloseTo(product * product * sum, within(1e-13));
            }
        }
    }

    /** The jackknife against what it is the limit of: a numerical derivative by each row's weight. */
    @RepeatedTest(60)
    void samplingWeightsAgainstDerivatives(RepetitionInfo run) {
        long seed = run.getCurrentRepetition();
        Sample sample = new Sample(new SplittableRandom(seed), false);
        KaplanMeier curve = KaplanMeier.of(sample.data(WeightKind.SAMPLING));
        double end = 0;
        for (int j = 0; j < curve.size() && curve.survival(j) > 0; j++) {
            end = curve.time(j);
            double at = end;
            double expected = sample.jackknife(c -> Math.log(c.survivalAt(at).orElseThrow()));
            double s = curve.survival(j);
            assertThat(curve.variance(j).orElseThrow())
                    .as("seed %d", seed)
                    .isCloseTo(s * s * expected, within(1e-6 * (1 + s * s * expected)));
        }
        double last = end;
        double mean = sample.jackknife(c -> c.restrictedMean(last).orElseThrow().value());
        double meanError =
                curve.restrictedMean(last).orElseThrow().standardError().orElseThrow();
        assertThat(meanError * meanError).as("seed %d", seed).isCloseTo(mean, within(1e-6 * (1 + mean)));
        double churn = sample.jackknife(
                c -> c.churnProbability(last / 3, last / 3).orElseThrow().value());
        double churnError = curve.churnProbability(last / 3, last / 3)
                .orElseThrow()
                .standardError()
                .orElseThrow();
        assertThat(churnError * churnError).as("seed %d", seed).isCloseTo(churn, within(1e-6 * (1 + churn)));
    }

    @RepeatedTest(50)
    void withEqualWeightsTheJackknifeIsGreenwood(RepetitionInfo run) {
        long seed = run.getCurrentRepetition();
        Sample sample = new Sample(new SplittableRandom(seed), false);
        CensoredDurations plain = CensoredDurations.of(sample.durations, sample.ended);
        double[] weights = new double[plain.size()];
        Arrays.fill(weights, 0.37);
        KaplanMeier expected = KaplanMeier.of(plain);
        KaplanMeier actual = KaplanMeier.of(plain.withWeights(weights, WeightKind.SAMPLING));
        for (int j = 0; j < expected.size(); j++) {
            assertThat(actual.survival(j)).as("seed %d", seed).isCloseTo(expected.survival(j), within(1e-12));
            if (expected.survival(j) > 0) {
                assertThat(actual.variance(j).orElseThrow())
                        .as("seed %d", seed)
                        .isCloseTo(expected.variance(j).orElseThrow(), within(1e-12));
            }
        }
    }

    @RepeatedTest(30)
    void weightsAreRepetitionAndOrderIsNothing(RepetitionInfo run) {
        long seed = run.getCurrentRepetition();
        Sample sample = new Sample(new SplittableRandom(seed), true);
        KaplanMeier weighted = KaplanMeier.of(sample.data(WeightKind.FREQUENCY));
        KaplanMeier repeated = KaplanMeier.of(sample.repeatedBackwards());
        assertThat(repeated.size()).as("seed %d", seed).isEqualTo(weighted.size());
        for (int j = 0; j < weighted.size(); j++) {
            assertThat(repeated.survival(j)).as("seed %d", seed).isEqualTo(weighted.survival(j));
            assertThat(repeated.variance(j)).as("seed %d", seed).isEqualTo(weighted.variance(j));
        }
    }

    @ParameterizedTest
    @EnumSource(SurvivalIntervalKind.class)
    void intervalsCoverAsOftenAsTheySay(SurvivalIntervalKind kind) {
        int covered = 0;
        int samples = 2000;
        double truth = Math.exp(-0.7);
        SplittableRandom random = new SplittableRandom(20240701);
        for (int sample = 0; sample < samples; sample++) {
            double[] times = new double[120];
            boolean[] ended = new boolean[times.length];
            for (int i = 0; i < times.length; i++) {
                double life = -Math.log(1 - random.nextDouble());
                double seen = random.nextDouble(0.4, 3);
                times[i] = Math.min(life, seen);
                ended[i] = life <= seen;
            }
            KaplanMeier curve = KaplanMeier.of(times, ended);
            covered += curve.intervalAt(0.7, 0.95, kind).orElseThrow().contains(truth) ? 1 : 0;
        }
        assertThat(covered / (double) samples).isBetween(0.93, 0.97);
    }

    @Test
    void badInputIsNamed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CensoredDurations.of(new double[] {1, Double.NaN}, new boolean[2]))
                .withMessage("duration of row 1 must be 0 or more and finite, was NaN");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CensoredDurations.of(new double[] {1}, new boolean[2]))
                .withMessage("ended must have one value a row: has 2, there are 1 rows");
        CensoredDurations one = CensoredDurations.of(new double[] {1}, new boolean[1]);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> one.withEntries(new double[] {1}))
                .withMessage("entry of row 0 must be 0, or lie above 0 and below its duration 1.0, was 1.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> one.withWeights(new double[] {1.5}, WeightKind.FREQUENCY))
                .withMessageStartingWith("weight of row 0 must be whole as a frequency");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> one.withWeights(new double[] {-1}, WeightKind.SAMPLING))
                .withMessage("weight of row 0 must be 0 or more and finite, was -1.0");
        CensoredDurations shares = one.withWeights(new double[] {1.5}, WeightKind.SAMPLING);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> shares.plus(one.withWeights(new double[] {2}, WeightKind.FREQUENCY)));
        assertThat(shares.plus(one).weight(1)).isEqualTo(1);
        assertThat(one.plus(shares).weightKind()).isEqualTo(WeightKind.SAMPLING);
        assertThatIllegalArgumentException().isThrownBy(() -> NelsonAalen.of(shares));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SECOND_PURCHASE.survivalAt(Double.NaN))
                .withMessage("time must be 0 or more, was NaN");
        assertThatIllegalArgumentException().isThrownBy(() -> SECOND_PURCHASE.quantile(1));
        assertThatIllegalArgumentException().isThrownBy(() -> SECOND_PURCHASE.churnProbability(1, -1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SECOND_PURCHASE.interval(0, 95, SurvivalIntervalKind.LOG));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> NelsonAalen.of(one).cumulativeHazardAt(-1));
    }

    @Test
    void nelsonAalenAtATime() {
        NelsonAalen hazard = NelsonAalen.of(
                CensoredDurations.of(new double[] {2, 2, 5, 7}, new boolean[] {true, false, true, false}));
        assertThat(hazard.cumulativeHazardAt(1)).hasValue(0);
        assertThat(hazard.cumulativeHazardAt(2)).hasValue(0.25);
        assertThat(hazard.cumulativeHazardAt(6)).hasValue(0.75);
        assertThat(hazard.cumulativeHazardAt(8)).isEmpty();
        Interval interval = hazard.interval(1, 0.95).orElseThrow();
        assertThat(Math.sqrt(interval.lower() * interval.upper())).isCloseTo(0.75, within(1e-15));
        // z se / H = 1.959964 * sqrt(1/16 + 1/4) / .75
        assertThat(interval.upper())
                .isCloseTo(0.75 * Math.exp(1.959963984540054 * Math.sqrt(0.3125) / 0.75), within(1e-12));
        assertThat(NelsonAalen.of(CensoredDurations.of(new double[] {1}, new boolean[1]))
                        .interval(0, 0.95))
                .isEmpty();
        assertThat(hazard.describe()).contains("4 rows", "POOLED");
        assertThat(hazard.time(2)).isEqualTo(7);
    }

    @FunctionalInterface
    private interface RowTest {
        boolean test(double duration, double entry);
    }

    @FunctionalInterface
    private interface Statistic {
        double of(KaplanMeier curve);
    }

    /** Rows with ties, late entries and weights, some of them 0. */
    private static final class Sample {
        final double[] durations;
        final boolean[] ended;
        final double[] entries;
        final double[] weights;

        Sample(SplittableRandom random, boolean whole) {
            int n = random.nextInt(2, 30);
            durations = new double[n];
            ended = new boolean[n];
            entries = new double[n];
            weights = new double[n];
            for (int i = 0; i < n; i++) {
                durations[i] = random.nextInt(3, 14);
                ended[i] = random.nextInt(3) != 0;
                entries[i] = random.nextBoolean() ? 0 : random.nextInt(0, (int) durations[i]);
                weights[i] = whole ? random.nextInt(4) : random.nextDouble(0.2, 3);
            }
            durations[0] = 20; // somebody stays from the start, so that the curve never falls to 0 at once
            ended[0] = false;
            entries[0] = 0;
            weights[0] = 2;
        }

        CensoredDurations data(WeightKind kind) {
            return CensoredDurations.of(durations, ended).withEntries(entries).withWeights(weights, kind);
        }

        double weightWhere(RowTest test, boolean endedOnly) {
            double sum = 0;
            for (int i = 0; i < durations.length; i++) {
                if (test.test(durations[i], entries[i]) && (!endedOnly || ended[i])) {
                    sum += weights[i];
                }
            }
            return sum;
        }

        CensoredDurations repeatedBackwards() {
            CensoredDurations all = CensoredDurations.of(new double[0], new boolean[0]);
            for (int i = durations.length - 1; i >= 0; i--) {
                CensoredDurations row = CensoredDurations.of(new double[] {durations[i]}, new boolean[] {ended[i]})
                        .withEntries(new double[] {entries[i]});
                for (int k = 0; k < weights[i]; k++) {
                    all = all.plus(row);
                }
            }
            return all;
        }

        double jackknife(Statistic statistic) {
            double sum = 0;
            for (int i = 0; i < weights.length; i++) {
                double weight = weights[i];
                double step = 1e-5 * weight;
                weights[i] = weight + step;
                double up = statistic.of(KaplanMeier.of(data(WeightKind.SAMPLING)));
                weights[i] = weight - step;
                double down = statistic.of(KaplanMeier.of(data(WeightKind.SAMPLING)));
                weights[i] = weight;
                double influence = weight * (up - down) / (2 * step);
                sum += influence * influence;
            }
            return sum;
        }
    }
}
