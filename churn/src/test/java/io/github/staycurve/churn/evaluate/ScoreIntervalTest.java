package io.github.staycurve.churn.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.staycurve.core.internal.math.NormalDistributions;
import io.github.staycurve.core.internal.math.StudentDistributions;
import io.github.staycurve.core.stat.Interval;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Intervals hold the truth as often as they say, and those by bootstrap agree with those in closed form. */
class ScoreIntervalTest {

    /** DeLong's variance from its definition: sample variances of placements, customer by customer. */
    @ParameterizedTest
    @ValueSource(doubles = {10, 1e9})
    void errorOfTheAreaFromPlacements(double scale) {
        Samples s = Samples.random(new SplittableRandom(71), 80, scale);
        double[] churned = scoresOf(s, true);
        double[] stayed = scoresOf(s, false);
        double[] v10 = Arrays.stream(churned).map(x -> placement(x, stayed)).toArray();
        double[] v01 = Arrays.stream(stayed).map(y -> 1 - placement(y, churned)).toArray();
        double expected = Math.sqrt(sampleVariance(v10) / v10.length + sampleVariance(v01) / v01.length);
        MetricEstimate estimate = s.outcomes().evaluate().estimate(ScoreMetric.auc(), 0.9);
        assertThat(estimate.standardError().orElseThrow()).isCloseTo(expected, within(1e-14));
        double auc = estimate.value().orElseThrow();
        double ofChurned = sampleVariance(v10) / v10.length;
        double ofStayed = sampleVariance(v01) / v01.length;
        double freedom = (ofChurned + ofStayed)
                * (ofChurned + ofStayed)
                / (ofChurned * ofChurned / (v10.length - 1) + ofStayed * ofStayed / (v01.length - 1));
        double t = StudentDistributions.quantile(0.95, freedom);
        double half = t * expected / (auc * (1 - auc));
        Interval interval = estimate.interval().orElseThrow();
        assertThat(interval.lower()).isCloseTo(1 / (1 + (1 - auc) / auc * Math.exp(half)), within(1e-12));
        assertThat(interval.upper()).isCloseTo(1 / (1 + (1 - auc) / auc * Math.exp(-half)), within(1e-12));
        MetricEstimate gini = s.outcomes().evaluate().estimate(ScoreMetric.gini(), 0.9);
        assertThat(gini.interval().orElseThrow().lower()).isCloseTo(2 * interval.lower() - 1, within(1e-14));
        assertThat(gini.standardError().orElseThrow()).isCloseTo(2 * expected, within(1e-14));
    }

    private static double[] scoresOf(Samples s, boolean what) {
        double[] scores = new double[s.size()];
        int n = 0;
        for (int i = 0; i < s.size(); i++) {
            if (s.churned[i] == what) {
                scores[n++] = s.scores[i];
            }
        }
        return Arrays.copyOf(scores, n);
    }

    private static double placement(double x, double[] others) {
        return Arrays.stream(others)
                .map(y -> x > y ? 1 : x == y ? 0.5 : 0)
                .average()
                .orElseThrow();
    }

    private static double sampleVariance(double[] values) {
        double mean = Arrays.stream(values).average().orElseThrow();
        return Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum() / (values.length - 1);
    }

    /**
     * Scores of churners normal around 1.2, of others around 0: the area is &Phi;(1.2/&radic;2). Over 1500 samples an interval
     * that is right holds it in 95 % with an error of 0.6 %.
     */
    @ParameterizedTest
    @CsvSource({"40, 40, 1.2", "20, 200, 1.2", "100, 300, 0.3", "12, 12, 2.5", "10, 1000, 1.2", "5, 50, 1.2"})
    void intervalsOfTheAreaHoldIt(int churners, int others, double distance) {
        double truth = NormalDistributions.cumulative(distance / Math.sqrt(2));
        SplittableRandom root = new SplittableRandom(1988);
        int held = 0;
        int samples = 1500;
        for (int r = 0; r < samples; r++) {
            SplittableRandom random = root.split();
            double[] scores = new double[churners + others];
            boolean[] churned = new boolean[churners + others];
            for (int i = 0; i < scores.length; i++) {
                churned[i] = i < churners;
                scores[i] = NormalDistributions.cumulative(random.nextGaussian() + (churned[i] ? distance : 0));
            }
            Interval interval = ScoredOutcomes.of(scores, churned)
                    .evaluate()
                    .estimate(ScoreMetric.auc(), 0.95)
                    .interval()
                    .orElseThrow();
            held += interval.contains(truth) ? 1 : 0;
        }
        assertThat((double) held / samples).isBetween(0.93, 0.99);
    }

    /** Where no pair is in the wrong order the lower end is the area of which 1 is z errors away. */
    @Test
    void aPerfectScoreIsNotSure() {
        ScoredOutcomes perfect = ScoredOutcomes.of(
                new double[] {0.1, 0.2, 0.3, 0.7, 0.8, 0.9}, new boolean[] {false, false, false, true, true, true});
        MetricEstimate estimate = perfect.evaluate().estimate(ScoreMetric.auc(), 0.95);
        assertThat(estimate.value()).hasValue(1);
        assertThat(estimate.standardError()).isEmpty();
        Interval interval = estimate.interval().orElseThrow();
        assertThat(interval.upper()).isEqualTo(1);
        double a = interval.lower();
        double variance = a * (1 - a) * (1 + 2 * (1 - a) / (2 - a) + 2 * a / (1 + a)) / 9;
        assertThat(1 - a).isCloseTo(1.959963984540054 * Math.sqrt(variance), within(1e-12));
        assertThat(estimate.method()).contains("Newcombe");
        ScoredOutcomes inverted = ScoredOutcomes.of(
                new double[] {0.1, 0.2, 0.3, 0.7, 0.8, 0.9}, new boolean[] {true, true, true, false, false, false});
        Interval mirrored =
                inverted.evaluate().estimate(ScoreMetric.auc(), 0.95).interval().orElseThrow();
        assertThat(mirrored.lower()).isZero();
        assertThat(mirrored.upper()).isCloseTo(1 - a, within(1e-12));
    }

    @Test
    void tooFewForAnInterval() {
        ScoredOutcomes three = ScoredOutcomes.of(new double[] {0.1, 0.2, 0.3}, new boolean[] {false, true, false});
        MetricEstimate estimate = three.evaluate().estimate(ScoreMetric.auc(), 0.95);
        assertThat(estimate.value()).isPresent();
        assertThat(estimate.interval()).isEmpty();
        assertThat(estimate.describe()).contains("no interval").contains("two customers who churned");
        ScoredOutcomes constant =
                ScoredOutcomes.of(new double[] {0.5, 0.5, 0.5, 0.5}, new boolean[] {true, true, false, false});
        assertThat(constant.evaluate().estimate(ScoreMetric.auc(), 0.95).interval())
                .isEmpty();
        ScoredOutcomes one = ScoredOutcomes.of(new double[] {0.5}, new boolean[] {true});
        assertThat(one.evaluate().estimate(ScoreMetric.brier(), 0.95).interval())
                .isEmpty();
    }

    @Test
    void lossesAreMeansOfTerms() {
        ScoredOutcomes outcomes = ScoredOutcomes.of(new double[] {0.2, 0.6, 1}, new boolean[] {false, true, false});
        MetricEstimate brier = outcomes.evaluate().estimate(ScoreMetric.brier(), 0.95);
        // terms .04, .16, 1
        assertThat(brier.value().orElseThrow()).isCloseTo(0.4, within(1e-15));
        double error = Math.sqrt((0.36 * 0.36 + 0.24 * 0.24 + 0.36) / 2 / 3);
        assertThat(brier.standardError().orElseThrow()).isCloseTo(error, within(1e-15));
        assertThat(brier.interval().orElseThrow().lower()).isZero(); // a score is not below 0
        MetricEstimate loss = outcomes.evaluate().estimate(ScoreMetric.logLoss(), 0.95);
        assertThat(loss.value().orElseThrow())
                .isCloseTo((-Math.log(0.8) - Math.log(0.6) - Math.log1p(-(1 - 1e-15))) / 3, within(1e-12));
    }

    @Test
    void bootstrapAgreesWithClosedForms() {
        ScoredOutcomes outcomes =
                Samples.calibrated(new SplittableRandom(42), 2000).outcomes();
        List<ScoreMetric> metrics =
                List.of(ScoreMetric.auc(), ScoreMetric.brier(), ScoreMetric.logLoss(), ScoreMetric.accuracy(0.5));
        List<MetricEstimate> byBootstrap = ScoreBootstrap.of(2000, 17).estimates(outcomes, metrics);
        for (int m = 0; m < metrics.size(); m++) {
            Interval expected = outcomes.evaluate()
                    .estimate(metrics.get(m), 0.95)
                    .interval()
                    .orElseThrow();
            Interval actual = byBootstrap.get(m).interval().orElseThrow();
            // percentiles of 2000 replicates have an error of about 3 % of the width
            assertThat(actual.lower())
                    .as(metrics.get(m).name())
                    .isCloseTo(expected.lower(), within(0.07 * expected.width()));
            assertThat(actual.upper())
                    .as(metrics.get(m).name())
                    .isCloseTo(expected.upper(), within(0.07 * expected.width()));
        }
    }

    /** The churn rate varies between replicates as a binomial share does, and not at all in strata. */
    @Test
    void strataKeepTheNumberOfChurners() {
        Samples s = Samples.random(new SplittableRandom(6), 400, 1e9);
        double[] half = new double[400];
        Arrays.fill(half, 0.5);
        ScoredOutcomes outcomes = ScoredOutcomes.of(half, s.churned); // above one half says "will churn"
        double rate = outcomes.churnRate().value().orElseThrow();
        ScoreMetric share = ScoreMetric.accuracy(0.5); // everybody is said to churn: it is the churn rate
        MetricEstimate free =
                ScoreBootstrap.of(2000, 3).estimates(outcomes, List.of(share)).get(0);
        assertThat(free.standardError().orElseThrow())
                .isCloseTo(Math.sqrt(rate * (1 - rate) / 400), within(0.06 * Math.sqrt(rate * (1 - rate) / 400)));
        MetricEstimate strata = ScoreBootstrap.of(50, 3)
                .withStrata()
                .estimates(outcomes, List.of(share))
                .get(0);
        assertThat(strata.standardError().orElseThrow()).isLessThan(1e-15);
    }

    /** Each cell is drawn as often as its weight says, few and many alike. */
    @Test
    void resamplesAreMultinomial() {
        double[] weights = {1, 0, 500, 3, 0, 2, 1000, 0.25, 60, 0};
        Resampler resampler = Resampler.of(weights);
        double total = Arrays.stream(weights).sum();
        double[] mean = new double[weights.length];
        double[] squares = new double[weights.length];
        double[] counts = new double[weights.length];
        SplittableRandom random = new SplittableRandom(12);
        int samples = 4000;
        for (int r = 0; r < samples; r++) {
            resampler.draw(random, counts);
            assertThat(Arrays.stream(counts).sum()).isEqualTo(Math.rint(total));
            for (int i = 0; i < counts.length; i++) {
                mean[i] += counts[i] / samples;
                squares[i] += counts[i] * counts[i] / samples;
            }
        }
        double draws = Math.rint(total);
        for (int i = 0; i < weights.length; i++) {
            double p = weights[i] / total;
            double variance = draws * p * (1 - p);
            assertThat(mean[i]).isCloseTo(draws * p, within(4.5 * Math.sqrt(variance / samples)));
            assertThat(squares[i] - mean[i] * mean[i]).isCloseTo(variance, within(0.12 * variance));
        }
    }

    @Test
    void replicatesAreShared() {
        ScoredOutcomes outcomes =
                Samples.random(new SplittableRandom(8), 300, 20).outcomes();
        ScoreBootstrap bootstrap = ScoreBootstrap.of(100, 99).withConfidence(0.8);
        List<MetricEstimate> together = bootstrap.estimates(outcomes, ScoreMetricTest.allMetrics());
        for (int m = 0; m < together.size(); m++) {
            assertThat(bootstrap.estimates(
                            outcomes, List.of(ScoreMetricTest.allMetrics().get(m))))
                    .containsExactly(together.get(m));
        }
        assertThat(ScoreBootstrap.of(100, 98).estimates(outcomes, List.of(ScoreMetric.auc())))
                .isNotEqualTo(ScoreBootstrap.of(100, 99).estimates(outcomes, List.of(ScoreMetric.auc())));
        List<MetricEstimate> mixed =
                outcomes.evaluate().estimates(List.of(ScoreMetric.kolmogorovSmirnov(), ScoreMetric.auc()), bootstrap);
        assertThat(mixed.get(0).method()).contains("bootstrap").contains("seed 99");
        assertThat(mixed.get(1)).isEqualTo(outcomes.evaluate().estimate(ScoreMetric.auc(), 0.8));
    }

    /** One churner among six: a third of the replicates have none. */
    @Test
    void aMetricThatReplicatesDoNotKnowHasNoInterval() {
        ScoredOutcomes outcomes = ScoredOutcomes.of(
                new double[] {0.1, 0.2, 0.3, 0.4, 0.5, 0.6}, new boolean[] {false, false, true, false, false, false});
        MetricEstimate estimate = ScoreBootstrap.of(200, 1)
                .estimates(outcomes, List.of(ScoreMetric.averagePrecision()))
                .get(0);
        assertThat(estimate.value()).isPresent();
        assertThat(estimate.interval()).isEmpty();
        assertThat(estimate.method()).contains("undefined in").contains("of 200 replicates");
        assertThat(ScoreBootstrap.of(200, 1)
                        .withStrata()
                        .estimates(outcomes, List.of(ScoreMetric.averagePrecision()))
                        .get(0)
                        .interval())
                .isPresent();
    }

    /**
     * Of a calibrated score that is uniform in [0, 1] the share of churners above t is 1 - t&sup2; and of the others
     * (1 - t)&sup2;, which gives these by integration: lift of the top fifth .9/.5, KS .75 - .25, H = 1 - .1/.15625, and a profit
     * of (26 + 11)/2 (1 - t)&sup2; at t = 11/37. Percentiles of replicates would hold H in three of four samples only.
     */
    @Test
    void bootstrapIntervalsHoldTheTruth() {
        RetentionOffer offer = new RetentionOffer(100, 10, 1, Acceptance.known(0.3));
        List<ScoreMetric> metrics = List.of(
                ScoreMetric.topLift(0.2),
                ScoreMetric.kolmogorovSmirnov(),
                ScoreMetric.hMeasure(2, 2),
                ScoreMetric.maximumProfit(offer));
        double[] truth = {1.8, 0.5, 0.36, 18.5 * Math.pow(26.0 / 37, 2)};
        int[] held = new int[metrics.size()];
        double[] bias = new double[metrics.size()];
        SplittableRandom root = new SplittableRandom(31);
        int samples = 300;
        for (int r = 0; r < samples; r++) {
            ScoredOutcomes outcomes = Samples.calibrated(root.split(), 400).outcomes();
            List<MetricEstimate> estimates = ScoreBootstrap.of(150, r).estimates(outcomes, metrics);
            for (int m = 0; m < held.length; m++) {
                held[m] += estimates.get(m).interval().orElseThrow().contains(truth[m]) ? 1 : 0;
                bias[m] += estimates.get(m).bias().orElseThrow() / samples;
            }
        }
        for (int m = 0; m < held.length; m++) {
            assertThat((double) held[m] / samples).as(metrics.get(m).name()).isBetween(0.88, 0.99);
        }
        assertThat(bias[1]).isPositive(); // chance flatters a maximum
        assertThat(bias[2]).isPositive();
    }

    /** What is the same in every replicate has no interval, and one that leaves the range of a metric is cut. */
    @Test
    void theBoundsOfBootstrapIntervals() {
        ScoredOutcomes perfect = ScoredOutcomes.of(
                new double[] {0.1, 0.2, 0.3, 0.4, 0.7, 0.8, 0.85, 0.9},
                new boolean[] {false, false, false, false, true, true, true, true});
        MetricEstimate ks = ScoreBootstrap.of(100, 1)
                .estimates(perfect, List.of(ScoreMetric.kolmogorovSmirnov()))
                .get(0);
        assertThat(ks.value()).hasValue(1);
        assertThat(ks.interval()).isEmpty();
        assertThat(ks.method()).isEqualTo("every replicate gives the same");
        double[] scores = new double[30];
        boolean[] churned = new boolean[30];
        for (int i = 0; i < 30; i++) {
            scores[i] = i / 30.0;
            churned[i] = i >= 15 && i != 20;
        }
        MetricEstimate accuracy = ScoreBootstrap.of(100, 1) // one of thirty is wrong
                .estimates(ScoredOutcomes.of(scores, churned), List.of(ScoreMetric.accuracy(0.5)))
                .get(0);
        assertThat(accuracy.interval().orElseThrow().upper()).isEqualTo(1);
        assertThat(accuracy.interval().orElseThrow().lower()).isBetween(0.85, 0.95);
    }

    /** The expected calibration error of scores that are right is what the table says of chance. */
    @Test
    void calibrationErrorByChance() {
        SplittableRandom root = new SplittableRandom(19);
        double error = 0;
        double byChance = 0;
        for (int r = 0; r < 300; r++) {
            CalibrationTable table =
                    Samples.calibrated(root.split(), 300).outcomes().evaluate().calibration(ScoreBinning.equalMass(10));
            error += table.expectedError().orElseThrow() / 300;
            byChance += table.errorByChance().orElseThrow() / 300;
        }
        assertThat(error / byChance).isCloseTo(1, within(0.04));
    }

    /** Of scores that are right the errors are 0, which no replicate is. */
    @Test
    void intervalsOfCalibrationErrorsHoldNought() {
        List<ScoreMetric> metrics = List.of(
                ScoreMetric.expectedCalibrationError(ScoreBinning.equalMass(10)),
                ScoreMetric.expectedCalibrationError(ScoreBinning.equalWidth(3)),
                ScoreMetric.expectedCalibrationError(ScoreBinning.equalWidth(1)),
                ScoreMetric.maximumCalibrationError(ScoreBinning.equalMass(10)));
        int[] held = new int[metrics.size()];
        SplittableRandom root = new SplittableRandom(1973);
        int samples = 500;
        for (int r = 0; r < samples; r++) {
            ScoredOutcomes outcomes = Samples.calibrated(root.split(), 400).outcomes();
            List<MetricEstimate> estimates = ScoreBootstrap.of(40, r).estimates(outcomes, metrics);
            for (int m = 0; m < held.length; m++) {
                MetricEstimate estimate = estimates.get(m);
                boolean holds = estimate.interval().orElseThrow().lower() == 0;
                held[m] += holds ? 1 : 0;
                assertThat(estimate.interval().orElseThrow().upper()).isPositive();
            }
        }
        for (int m = 0; m < held.length; m++) { // half of 5 %: an error is never below 0
            assertThat((double) held[m] / samples).as(metrics.get(m).name()).isBetween(0.95, 0.999);
        }
    }

    /** Scores far too high, and outcomes that their scores rule out, are not chance. */
    @Test
    void calibrationErrorsThatChanceDoesNotExplain() {
        double[] scores = new double[400];
        boolean[] churned = new boolean[400];
        double[] sure = new double[400];
        for (int i = 0; i < 400; i++) {
            scores[i] = 0.5 + i / 1000.0;
            churned[i] = i % 5 == 0;
        }
        List<ScoreMetric> metrics = List.of(
                ScoreMetric.expectedCalibrationError(ScoreBinning.equalWidth(10)),
                ScoreMetric.maximumCalibrationError(ScoreBinning.equalWidth(10)));
        for (double[] wrong : List.of(scores, sure)) {
            for (MetricEstimate estimate :
                    ScoreBootstrap.of(100, 1).estimates(ScoredOutcomes.of(wrong, churned), metrics)) {
                assertThat(estimate.interval().orElseThrow().lower()).isGreaterThan(0.1);
                assertThat(estimate.method()).doesNotContain("chance");
            }
        }
    }

    /** Three customers alike do not make a loss certain. */
    @Test
    void customersAlikeSetNoError() {
        ScoredOutcomes alike = ScoredOutcomes.of(new double[] {0.1, 0.1, 0.1}, new boolean[3]);
        for (ScoreMetric metric : List.of(ScoreMetric.logLoss(), ScoreMetric.brier())) {
            MetricEstimate estimate = alike.evaluate().estimate(metric, 0.95);
            assertThat(estimate.value()).isPresent();
            assertThat(estimate.interval()).isEmpty();
            assertThat(estimate.method()).contains("same for every customer");
        }
        RetentionOffer offer = new RetentionOffer(100, 10, 1, Acceptance.known(0.3));
        OfferProfit all = OfferProfit.at(alike, offer, 0).orElseThrow();
        assertThat(all.perCustomer().value()).isEqualTo(-11);
        assertThat(all.perCustomer().standardError()).isEmpty();
        assertThat(all.totalInterval(0.95)).isEmpty();
        assertThat(OfferProfit.at(alike, offer, 0.5).orElseThrow().totalInterval(0.95))
                .hasValue(new Interval(0, 0, 0.95)); // nobody targeted costs nothing
    }

    @Test
    void textHasTheIntervals() {
        ScoreEvaluation evaluation =
                Samples.calibrated(new SplittableRandom(4), 200).outcomes().evaluate();
        assertThat(evaluation.describe()).contains("no interval: give a ScoreBootstrap");
        assertThat(evaluation.describe(ScoreBootstrap.of(50, 1)).lines().skip(1))
                .hasSize(8)
                .allMatch(line -> line.contains(" to ") && line.contains("(95.0 %, "));
        LiftTable.Row first = evaluation.lift(5).rows().get(0);
        Interval interval = first.cumulativeLiftInterval(0.95).orElseThrow();
        assertThat(evaluation.lift(5).describe()).contains(text("(%.4f to %.4f)", interval.lower(), interval.upper()));
        CalibrationTable table = evaluation.calibration(ScoreBinning.equalMass(5));
        assertThat(table.describe())
                .contains(text("chance alone brings %.4f", table.errorByChance().orElseThrow()));
        CalibrationLine line = evaluation.calibrationLine().orElseThrow();
        Interval slope = line.slope().interval(0.95).orElseThrow();
        assertThat(line.describe())
                .contains(text("slope %.4f (%.4f to %.4f)", line.slope().value(), slope.lower(), slope.upper()));
        assertThat(evaluation.spiegelhalter().orElseThrow().describe()).contains("z = ", "p = ");
        OfferProfit profit = OfferProfit.at(
                        evaluation.outcomes(), new RetentionOffer(100, 10, 1, Acceptance.known(0.3)), 0.5)
                .orElseThrow();
        assertThat(profit.describe())
                .contains(text(
                        "%.4f to ",
                        profit.perCustomer().interval(0.95).orElseThrow().lower()));
    }

    private static String text(String format, Object... numbers) {
        return String.format(Locale.ROOT, format, numbers);
    }

    /** The lift of the second fifth of the same: .7/.5, and of the first two together .8/.5. */
    @Test
    void intervalsOfLiftHoldTheTruth() {
        SplittableRandom root = new SplittableRandom(32);
        int held = 0;
        int heldTogether = 0;
        int samples = 1000;
        for (int r = 0; r < samples; r++) {
            LiftTable.Row second = Samples.calibrated(root.split(), 400)
                    .outcomes()
                    .evaluate()
                    .lift(5)
                    .rows()
                    .get(1);
            Interval interval = second.liftInterval(0.9).orElseThrow();
            assertThat(interval.contains(second.lift().orElseThrow())).isTrue();
            held += interval.contains(1.4) ? 1 : 0;
            heldTogether += second.cumulativeLiftInterval(0.9).orElseThrow().contains(1.6) ? 1 : 0;
        }
        assertThat((double) held / samples).isBetween(0.87, 0.95);
        assertThat((double) heldTogether / samples).isBetween(0.87, 0.95);
        // all churners in the first half, and the whole
        LiftTable perfect = ScoredOutcomes.of(
                        new double[] {0.9, 0.8, 0.2, 0.1}, new boolean[] {true, true, false, false})
                .evaluate()
                .lift(2);
        Interval best = perfect.rows().get(0).liftInterval(0.9).orElseThrow();
        assertThat(best.lower()).isBetween(0.5, 1.5);
        assertThat(best.upper()).isEqualTo(2);
        assertThat(perfect.rows().get(1).liftInterval(0.9).orElseThrow().lower())
                .isZero();
        assertThat(perfect.rows().get(1).cumulativeLiftInterval(0.9)).hasValue(new Interval(1, 1, 0.9));
        LiftTable nobody =
                ScoredOutcomes.of(new double[] {0.5}, new boolean[1]).evaluate().lift(2);
        assertThat(nobody.rows().get(0).liftInterval(0.9)).isEmpty();
        assertThat(nobody.rows().get(1).cumulativeLiftInterval(0.9)).isEmpty();
    }

    @Test
    void theProfitOfAThresholdIsAMeanOfCustomers() {
        RetentionOffer offer = new RetentionOffer(100, 10, 1, Acceptance.known(0.3));
        ScoredOutcomes outcomes =
                ScoredOutcomes.of(new double[] {0.9, 0.8, 0.7, 0.2}, new boolean[] {true, false, true, true});
        OfferProfit profit = OfferProfit.at(outcomes, offer, 0.5).orElseThrow();
        // two churners bring .3 * 90 - 1 = 26 each, the other costs 11
        assertThat(profit.total()).isCloseTo(41, within(1e-12));
        assertThat(profit.targeted().value().orElseThrow()).isEqualTo(0.75);
        assertThat(profit.churners().numerator()).isEqualTo(2);
        double mean = 41.0 / 4;
        double variance = (2 * (26 - mean) * (26 - mean) + (-11 - mean) * (-11 - mean) + mean * mean) / 3;
        assertThat(profit.perCustomer().standardError().orElseThrow())
                .isCloseTo(Math.sqrt(variance / 4), within(1e-12));
        Interval interval = profit.totalInterval(0.95).orElseThrow();
        assertThat(interval.width()).isCloseTo(2 * 1.959963984540054 * Math.sqrt(variance * 4), within(1e-9));
        assertThat(profit.describe()).contains("scores from 0.5");
        assertThat(OfferProfit.atBreakEven(outcomes, offer).orElseThrow().threshold())
                .hasValue(11 / 37.0);
        assertThat(OfferProfit.at(outcomes, offer, 1.5).orElseThrow().describe())
                .contains("no score is high enough");
    }

    @Test
    void aThresholdChosenOnTheDataFlattersItself() {
        RetentionOffer offer = new RetentionOffer(100, 10, 1, Acceptance.known(0.3));
        SplittableRandom root = new SplittableRandom(5);
        double chosen = 0;
        double later = 0;
        for (int r = 0; r < 400; r++) {
            ScoredOutcomes now = Samples.calibrated(root.split(), 60).outcomes();
            ScoredOutcomes then = Samples.calibrated(root.split(), 60).outcomes();
            OfferProfit best = OfferProfit.best(now, offer).orElseThrow();
            chosen += best.perCustomer().value();
            later += OfferProfit.at(then, offer, best.threshold().orElse(2))
                    .orElseThrow()
                    .perCustomer()
                    .value();
        }
        assertThat(chosen).isGreaterThan(later);
    }

    /** Intercept and slope are where the likelihood's derivatives are 0; the truth is within a few errors. */
    @Test
    void calibrationLine() {
        SplittableRandom random = new SplittableRandom(1958);
        int n = 4000;
        double[] scores = new double[n];
        boolean[] churned = new boolean[n];
        for (int i = 0; i < n; i++) {
            double x = 1.5 * random.nextGaussian() - 1;
            scores[i] = 1 / (1 + Math.exp(-x));
            churned[i] = random.nextDouble() < 1 / (1 + Math.exp(-(0.4 + 0.6 * x)));
        }
        CalibrationLine line =
                ScoredOutcomes.of(scores, churned).evaluate().calibrationLine().orElseThrow();
        double a = line.intercept().value();
        double b = line.slope().value();
        double shift = line.shift().value();
        double gradient0 = 0;
        double gradient1 = 0;
        double gradientOfShift = 0;
        double information = 0;
        for (int i = 0; i < n; i++) {
            double x = Math.log(scores[i] / (1 - scores[i]));
            double y = churned[i] ? 1 : 0;
            double p = 1 / (1 + Math.exp(-(a + b * x)));
            gradient0 += p - y;
            gradient1 += (p - y) * x;
            double shifted = 1 / (1 + Math.exp(-(shift + x)));
            gradientOfShift += shifted - y;
            information += shifted * (1 - shifted);
        }
        assertThat(gradient0).isCloseTo(0, within(1e-7));
        assertThat(gradient1).isCloseTo(0, within(1e-7));
        assertThat(gradientOfShift).isCloseTo(0, within(1e-7));
        assertThat(line.shift().standardError().orElseThrow()).isCloseTo(1 / Math.sqrt(information), within(1e-9));
        assertThat(line.intercept().interval(0.999).orElseThrow().contains(0.4)).isTrue();
        assertThat(line.slope().interval(0.999).orElseThrow().contains(0.6)).isTrue();
        assertThat(line.slope().standardError().orElseThrow()).isBetween(0.02, 0.04);
    }

    @Test
    void aCalibrationLineNeedsOutcomesThatOverlap() {
        assertThat(ScoredOutcomes.of(new double[] {0.1, 0.2, 0.8}, new boolean[] {false, false, true})
                        .evaluate()
                        .calibrationLine())
                .isEmpty();
        assertThat(ScoredOutcomes.of(new double[] {0.3, 0.3}, new boolean[] {false, true})
                        .evaluate()
                        .calibrationLine())
                .isEmpty();
    }
}
