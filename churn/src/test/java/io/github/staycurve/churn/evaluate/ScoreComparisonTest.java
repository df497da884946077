package io.github.staycurve.churn.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.github.staycurve.core.internal.math.NormalDistributions;
import io.github.staycurve.core.stat.Interval;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class ScoreComparisonTest {

    /** Two scores of the same customers: each the customer's risk with noise of its own. */
    private static final class Pair {
        final double[] first;
        final double[] second;
        final boolean[] churned;

        Pair(SplittableRandom random, int n, double noiseOfFirst, double noiseOfSecond, double scale) {
            first = new double[n];
            second = new double[n];
            churned = new boolean[n];
            for (int i = 0; i < n; i++) {
                double risk = random.nextGaussian();
                first[i] = score(risk + noiseOfFirst * random.nextGaussian(), scale);
                second[i] = score(risk + noiseOfSecond * random.nextGaussian(), scale);
                churned[i] = random.nextDouble() < NormalDistributions.cumulative(risk - 0.5);
            }
        }

        private static double score(double x, double scale) {
            return Math.rint(NormalDistributions.cumulative(x) * scale) / scale;
        }

        ScoreComparison compare() {
            return ScoreComparison.of(first, second, churned);
        }
    }

    /** DeLong's covariance from its definition: the variance of differences of placements, customer by customer. */
    @RepeatedTest(10)
    void errorOfTheDifferenceOfAreas(RepetitionInfo repetition) {
        Pair pair = new Pair(
                new SplittableRandom(repetition.getCurrentRepetition()),
                60,
                0.5,
                1,
                repetition.getCurrentRepetition() % 2 == 0 ? 12 : 1e12);
        int n = pair.churned.length;
        double[] ofChurned = new double[n];
        double[] ofStayed = new double[n];
        int churners = 0;
        int others = 0;
        for (int i = 0; i < n; i++) {
            double difference = placement(pair.first, pair.churned, i) - placement(pair.second, pair.churned, i);
            if (pair.churned[i]) {
                ofChurned[churners++] = difference;
            } else {
                ofStayed[others++] = difference;
            }
        }
        double expected =
                Math.sqrt(sampleVariance(ofChurned, churners) / churners + sampleVariance(ofStayed, others) / others);
        MetricDifference difference = pair.compare().aucDifference(0.95);
        assertThat(difference.standardError().orElseThrow())
                .as("seed %s", repetition.getCurrentRepetition())
                .isCloseTo(expected, within(1e-14));
        double z = difference.value().orElseThrow() / expected;
        assertThat(difference.pValue().orElseThrow())
                .isCloseTo(2 * NormalDistributions.cumulative(-Math.abs(z)), within(1e-12));
        assertThat(difference.interval().orElseThrow().width())
                .isCloseTo(2 * 1.959963984540054 * expected, within(1e-12));
    }

    /** The share of customers of the other outcome that this one is in the right order with. */
    private static double placement(double[] scores, boolean[] churned, int customer) {
        double right = 0;
        double all = 0;
        for (int j = 0; j < scores.length; j++) {
            if (churned[j] != churned[customer]) {
                double order = Math.signum(scores[customer] - scores[j]) * (churned[customer] ? 1 : -1);
                right += (1 + order) / 2;
                all++;
            }
        }
        return right / all;
    }

    private static double sampleVariance(double[] values, int n) {
        double[] some = Arrays.copyOf(values, n);
        double mean = Arrays.stream(some).average().orElseThrow();
        return Arrays.stream(some).map(v -> (v - mean) * (v - mean)).sum() / (n - 1);
    }

    /** Between scores of equal quality a p-value below 0.05 comes in 5 of 100 samples; the error of 1000 is 0.7 %. */
    @Test
    void equallyGoodScoresAreToldApartByChanceOnly() {
        SplittableRandom root = new SplittableRandom(1997);
        int auc = 0;
        int brier = 0;
        int loss = 0;
        int samples = 1000;
        for (int r = 0; r < samples; r++) {
            ScoreComparison comparison = new Pair(root.split(), 150, 0.8, 0.8, 1e12).compare();
            auc += comparison.aucDifference(0.95).pValue().orElseThrow() < 0.05 ? 1 : 0;
            brier += comparison.brierDifference(0.95).pValue().orElseThrow() < 0.05 ? 1 : 0;
            loss += comparison.logLossDifference(0.95).pValue().orElseThrow() < 0.05 ? 1 : 0;
        }
        assertThat((double) auc / samples).isBetween(0.03, 0.075);
        assertThat((double) brier / samples).isBetween(0.03, 0.075);
        assertThat((double) loss / samples).isBetween(0.03, 0.075);
    }

    @Test
    void bootstrapAgreesWithClosedForms() {
        ScoreComparison comparison = new Pair(new SplittableRandom(4), 1500, 0.3, 0.6, 1e12).compare();
        List<MetricDifference> byBootstrap = comparison.differences(
                List.of(ScoreMetric.auc(), ScoreMetric.brier(), ScoreMetric.logLoss()), ScoreBootstrap.of(1500, 3));
        List<MetricDifference> closed = List.of(
                comparison.aucDifference(0.95), comparison.brierDifference(0.95), comparison.logLossDifference(0.95));
        for (int m = 0; m < closed.size(); m++) {
            assertThat(byBootstrap.get(m).value()).isEqualTo(closed.get(m).value());
            Interval expected = closed.get(m).interval().orElseThrow();
            Interval actual = byBootstrap.get(m).interval().orElseThrow();
            assertThat(actual.lower()).isCloseTo(expected.lower(), within(0.08 * expected.width()));
            assertThat(actual.upper()).isCloseTo(expected.upper(), within(0.08 * expected.width()));
            assertThat(byBootstrap.get(m).pValue().orElseThrow())
                    .isCloseTo(closed.get(m).pValue().orElseThrow(), within(0.03));
        }
    }

    @Test
    void profitIsComparedToo() {
        ScoreComparison comparison = new Pair(new SplittableRandom(14), 2000, 0.1, 3, 1e12).compare();
        ScoreMetric profit = ScoreMetric.expectedMaximumProfit(new RetentionOffer(100, 20, 2, Acceptance.beta(6, 14)));
        for (ScoreBootstrap bootstrap :
                List.of(ScoreBootstrap.of(200, 1), ScoreBootstrap.of(200, 1).withStrata())) {
            MetricDifference difference =
                    comparison.differences(List.of(profit), bootstrap).get(0);
            assertThat(difference.value().orElseThrow()).isPositive();
            assertThat(difference.interval().orElseThrow().lower()).isPositive();
            assertThat(difference.pValue().orElseThrow()).isLessThan(0.001);
            assertThat(difference.describe()).contains("told apart").doesNotContain("not told");
        }
    }

    /** Two scores without a pair in the wrong order: no error is known, which is not to say that there is none. */
    @Test
    void twoPerfectScoresAreNotKnownToBeAlike() {
        boolean[] churned = {false, false, true, true};
        double[] first = {0.1, 0.2, 0.8, 0.9};
        ScoreComparison perfect = ScoreComparison.of(first, new double[] {0.2, 0.1, 0.7, 0.95}, churned);
        MetricDifference area = perfect.aucDifference(0.95);
        assertThat(area.value()).hasValue(0);
        assertThat(area.interval()).isEmpty();
        assertThat(area.pValue()).isEmpty();
        ScoreBootstrap bootstrap = ScoreBootstrap.of(50, 1).withStrata();
        for (MetricDifference difference :
                perfect.differences(List.of(ScoreMetric.accuracy(0.5), ScoreMetric.auc()), bootstrap)) {
            assertThat(difference.interval()).isEmpty();
        }
        // a calibrated score keeps the order, and with it any AUC
        ScoreComparison calibrated = ScoreComparison.of(first, new double[] {0.3, 0.4, 0.6, 0.7}, churned);
        assertThat(calibrated.aucDifference(0.95).pValue()).hasValue(1);
        assertThat(calibrated
                        .differences(List.of(ScoreMetric.gini()), bootstrap)
                        .get(0)
                        .pValue())
                .hasValue(1);
    }

    @Test
    void aScoreDoesNotDifferFromItself() {
        Pair pair = new Pair(new SplittableRandom(2), 50, 1, 1, 1e12);
        ScoreComparison same = ScoreComparison.of(pair.first, pair.first, pair.churned);
        for (MetricDifference difference :
                List.of(same.aucDifference(0.95), same.brierDifference(0.95), same.logLossDifference(0.95))) {
            assertThat(difference.value()).hasValue(0);
            assertThat(difference.pValue()).hasValue(1);
        }
        assertThat(same.describe()).contains("50.0 customers").contains("not told apart");
        assertThat(same.differences(List.of(ScoreMetric.auc()), ScoreBootstrap.of(50, 1))
                        .get(0)
                        .pValue())
                .hasValue(1);
    }

    @Test
    void weightsEqualRepetitionAndTheOrderOfRowsDoesNotMatter() {
        SplittableRandom random = new SplittableRandom(77);
        Pair pair = new Pair(random, 60, 1, 1, 15);
        double[] weights = new double[60];
        int total = 0;
        for (int i = 0; i < 60; i++) {
            weights[i] = random.nextInt(3);
            total += (int) weights[i];
        }
        double[] first = new double[total];
        double[] second = new double[total];
        boolean[] churned = new boolean[total];
        int n = 0;
        for (int k = 0; k < 2; k++) { // the repeated rows apart from each other
            for (int i = 59; i >= 0; i--) {
                if (weights[i] > k) {
                    first[n] = pair.first[i];
                    second[n] = pair.second[i];
                    churned[n++] = pair.churned[i];
                }
            }
        }
        ScoreComparison weighted = ScoreComparison.of(pair.first, pair.second, pair.churned, weights);
        ScoreComparison repeated = ScoreComparison.of(first, second, churned);
        assertThat(weighted.aucDifference(0.9)).isEqualTo(repeated.aucDifference(0.9));
        assertThat(weighted.brierDifference(0.9)).isEqualTo(repeated.brierDifference(0.9));
        assertThat(weighted.logLossDifference(0.9)).isEqualTo(repeated.logLossDifference(0.9));
        List<ScoreMetric> metrics = List.of(ScoreMetric.kolmogorovSmirnov(), ScoreMetric.topLift(0.1));
        assertThat(weighted.differences(metrics, ScoreBootstrap.of(40, 1)))
                .isEqualTo(repeated.differences(metrics, ScoreBootstrap.of(40, 1)));
    }

    @Test
    void whatCannotBeComparedIsEmpty() {
        ScoreComparison oneClass = ScoreComparison.of(
                new double[] {0.1, 0.2, 0.3}, new double[] {0.2, 0.2, 0.3}, new boolean[] {false, false, false});
        assertThat(oneClass.aucDifference(0.95).value()).isEmpty();
        assertThat(oneClass.aucDifference(0.95).describe()).contains("undefined: it needs both outcomes");
        assertThat(oneClass.differences(List.of(ScoreMetric.auc()), ScoreBootstrap.of(20, 1))
                        .get(0)
                        .value())
                .isEmpty();
        ScoreComparison opposite =
                ScoreComparison.of(new double[] {0.1, 0.2, 0.8, 0.9}, new double[] {0.9, 0.8, 0.2, 0.1}, new boolean[] {
                    false, false, true, true
                });
        assertThat(opposite.aucDifference(0.95).value()).hasValue(1);
        assertThat(opposite.aucDifference(0.95).interval()).isEmpty();
        assertThat(opposite.aucDifference(0.95).describe()).contains("no interval");
        ScoreComparison few =
                ScoreComparison.of(new double[] {0.1, 0.2}, new double[] {0.3, 0.1}, new boolean[] {false, true});
        assertThat(few.aucDifference(0.95).pValue()).isEmpty();
        assertThat(few.differences(List.of(ScoreMetric.auc()), ScoreBootstrap.of(50, 1))
                        .get(0)
                        .method())
                .contains("undefined in");
        assertThat(ScoreComparison.of(new double[] {0.1}, new double[] {0.2}, new boolean[] {true})
                        .brierDifference(0.95)
                        .interval())
                .isEmpty();
        assertThat(ScoreComparison.of(new double[0], new double[0], new boolean[0])
                        .logLossDifference(0.95)
                        .value())
                .isEmpty();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ScoreComparison.of(new double[2], new double[3], new boolean[2]))
                .withMessageContaining("must hold 2 values, has 3");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> few.aucDifference(1.5))
                .withMessageContaining("confidence");
    }
}
