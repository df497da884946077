package io.github.staycurve.churn.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.staycurve.core.internal.math.BetaFunctions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/** Metrics by a second derivation: sums over pairs, over all thresholds, and quadrature over costs without a hull. */
class ScoreMetricTest {
    private static final RetentionOffer OFFER = new RetentionOffer(120, 15, 2, Acceptance.beta(3, 5));

    static List<ScoreMetric> allMetrics() {
        List<ScoreMetric> all = new ArrayList<>(ScoreEvaluation.standardMetrics());
        all.addAll(List.of(
                ScoreMetric.gini(),
                ScoreMetric.precisionRecallArea(),
                ScoreMetric.topLift(0.25),
                ScoreMetric.accuracy(0.4),
                ScoreMetric.f1(0.4),
                ScoreMetric.matthews(0.4),
                ScoreMetric.hMeasure(2, 2),
                ScoreMetric.maximumProfit(OFFER),
                ScoreMetric.expectedMaximumProfit(OFFER),
                ScoreMetric.expectedMaximumProfitFraction(OFFER),
                ScoreMetric.expectedCalibrationError(ScoreBinning.equalWidth(7)),
                ScoreMetric.maximumCalibrationError(ScoreBinning.equalWidth(7)),
                ScoreMetric.maximumCalibrationError(ScoreBinning.equalMass(7))));
        return all;
    }

    private static Samples samples(RepetitionInfo repetition) {
        SplittableRandom random = new SplittableRandom(repetition.getCurrentRepetition());
        return Samples.random(random, 2 + random.nextInt(60), random.nextBoolean() ? 1e9 : 8);
    }

    private static boolean hasOneClass(Samples samples) {
        int churned = 0;
        for (boolean c : samples.churned) {
            churned += c ? 1 : 0;
        }
        return churned == 0 || churned == samples.size();
    }

    @RepeatedTest(60)
    void areaByAllPairs(RepetitionInfo repetition) {
        Samples s = samples(repetition);
        double right = 0;
        double pairs = 0;
        for (int i = 0; i < s.size(); i++) {
            for (int j = 0; j < s.size(); j++) {
                if (s.churned[i] && !s.churned[j]) {
                    pairs++;
                    right += s.scores[i] > s.scores[j] ? 1 : s.scores[i] == s.scores[j] ? 0.5 : 0;
                }
            }
        }
        OptionalDouble auc = s.outcomes().evaluate().value(ScoreMetric.auc());
        if (pairs == 0) {
            assertThat(auc).as("seed %s", repetition.getCurrentRepetition()).isEmpty();
        } else {
            assertThat(auc.orElseThrow())
                    .as("seed %s", repetition.getCurrentRepetition())
                    .isCloseTo(right / pairs, within(1e-14));
        }
    }

    /** Of each threshold, the numbers of those targeted who churned and who stayed; targeting nobody first. */
    private static List<double[]> thresholds(Samples s) {
        List<double[]> points = new ArrayList<>();
        points.add(new double[] {0, 0});
        double[] distinct = Arrays.stream(s.scores).distinct().sorted().toArray();
        for (double threshold : distinct) {
            double churned = 0;
            double stayed = 0;
            for (int i = 0; i < s.size(); i++) {
                if (s.scores[i] >= threshold) {
                    churned += s.churned[i] ? 1 : 0;
                    stayed += s.churned[i] ? 0 : 1;
                }
            }
            points.add(new double[] {churned, stayed});
        }
        return points;
    }

    private static double count(Samples s, boolean what) {
        int count = 0;
        for (boolean c : s.churned) {
            count += c == what ? 1 : 0;
        }
        return count;
    }

    @RepeatedTest(60)
    void kolmogorovSmirnovByAllThresholds(RepetitionInfo repetition) {
        Samples s = samples(repetition);
        if (hasOneClass(s)) {
            return;
        }
        double ks = thresholds(s).stream()
                .mapToDouble(point -> point[0] / count(s, true) - point[1] / count(s, false))
                .max()
                .orElseThrow();
        assertThat(s.outcomes()
                        .evaluate()
                        .value(ScoreMetric.kolmogorovSmirnov())
                        .orElseThrow())
                .as("seed %s", repetition.getCurrentRepetition())
                .isCloseTo(ks, within(1e-14));
    }

    /** Midpoint rule on a fine grid, for an integrand that is smooth but for some corners. */
    private static double integral(DoubleUnaryOperator f) {
        int cells = 20_000;
        double sum = 0;
        for (int i = 0; i < cells; i++) {
            sum += f.applyAsDouble((i + 0.5) / cells);
        }
        return sum / cells;
    }

    private static double density(double x, double a, double b) {
        return BetaFunctions.kernel(x, 1 - x, a, b) / (x * (1 - x));
    }

    @RepeatedTest(12)
    void hMeasureByTheBestThresholdOfEachCost(RepetitionInfo repetition) {
        Samples s = samples(repetition);
        if (hasOneClass(s)) {
            return;
        }
        List<double[]> points = thresholds(s);
        double churned = count(s, true);
        double stayed = count(s, false);
        double loss = integral(c -> density(c, 2, 2)
                * points.stream()
                        .mapToDouble(point -> c * point[1] + (1 - c) * (churned - point[0]))
                        .min()
                        .orElseThrow());
        double worst = integral(c -> density(c, 2, 2) * Math.min(c * stayed, (1 - c) * churned));
        assertThat(s.outcomes().evaluate().value(ScoreMetric.hMeasure(2, 2)).orElseThrow())
                .as("seed %s", repetition.getCurrentRepetition())
                .isCloseTo(1 - loss / worst, within(1e-6));
    }

    @RepeatedTest(12)
    void expectedMaximumProfitByTheBestThresholdOfEachAcceptance(RepetitionInfo repetition) {
        Samples s = samples(repetition);
        List<double[]> points = thresholds(s);
        double expected = integral(gamma -> density(gamma, 3, 5)
                * points.stream()
                        .mapToDouble(point -> point[0] * (gamma * (120 - 15) - 2) - point[1] * (15 + 2))
                        .max()
                        .orElseThrow());
        assertThat(s.outcomes()
                        .evaluate()
                        .value(ScoreMetric.expectedMaximumProfit(OFFER))
                        .orElseThrow())
                .as("seed %s", repetition.getCurrentRepetition())
                .isCloseTo(expected / s.size(), within(1e-5));
    }

    @RepeatedTest(20)
    void maximumProfitByAllThresholds(RepetitionInfo repetition) {
        Samples s = samples(repetition);
        double best = thresholds(s).stream()
                .mapToDouble(point -> point[0] * (OFFER.acceptance().mean() * 105 - 2) - point[1] * 17)
                .max()
                .orElseThrow();
        OfferProfit profit = OfferProfit.best(s.outcomes(), OFFER).orElseThrow();
        assertThat(profit.total())
                .as("seed %s", repetition.getCurrentRepetition())
                .isCloseTo(best, within(1e-9));
        OfferProfit again = OfferProfit.at(
                        s.outcomes(), OFFER, profit.threshold().orElse(2))
                .orElseThrow();
        assertThat(again).isEqualTo(profit);
    }

    @RepeatedTest(20)
    void weightsEqualRepetition(RepetitionInfo repetition) {
        SplittableRandom random = new SplittableRandom(repetition.getCurrentRepetition());
        Samples s = Samples.random(random, 40, repetition.getCurrentRepetition() % 2 == 0 ? 10 : 1e9);
        double[] weights = new double[s.size()];
        int[] rows = new int[4 * s.size()];
        int n = 0;
        for (int i = 0; i < s.size(); i++) {
            weights[i] = random.nextInt(4);
            for (int k = 0; k < weights[i]; k++) {
                rows[n++] = i;
            }
        }
        double[] scores = new double[n];
        boolean[] churned = new boolean[n];
        for (int i = 0; i < n; i++) {
            scores[i] = s.scores[rows[i]];
            churned[i] = s.churned[rows[i]];
        }
        ScoredOutcomes weighted = ScoredOutcomes.of(s.scores, s.churned, weights);
        ScoredOutcomes repeated = ScoredOutcomes.of(scores, churned);
        checkSame(weighted, repeated);
        assertThat(weighted.evaluate().lift(7, TieRule.INPUT_ORDER))
                .isEqualTo(repeated.evaluate().lift(7, TieRule.INPUT_ORDER));
    }

    @RepeatedTest(10)
    void theOrderOfRowsDoesNotMatter(RepetitionInfo repetition) {
        SplittableRandom random = new SplittableRandom(repetition.getCurrentRepetition());
        Samples s = Samples.random(random, 50, 10);
        double[] weights = new double[s.size()];
        Arrays.setAll(weights, i -> random.nextDouble());
        double[] scores = s.scores.clone();
        boolean[] churned = s.churned.clone();
        double[] moved = weights.clone();
        for (int i = s.size() - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            double score = scores[i];
            boolean flag = churned[i];
            double weight = moved[i];
            scores[i] = scores[j];
            churned[i] = churned[j];
            moved[i] = moved[j];
            scores[j] = score;
            churned[j] = flag;
            moved[j] = weight;
        }
        checkSame(s.outcomes(), ScoredOutcomes.of(scores, churned));
        checkSame(ScoredOutcomes.of(s.scores, s.churned, weights), ScoredOutcomes.of(scores, churned, moved));
    }

    private static void checkSame(ScoredOutcomes one, ScoredOutcomes other) {
        ScoreEvaluation a = one.evaluate();
        ScoreEvaluation b = other.evaluate();
        for (ScoreMetric metric : allMetrics()) {
            assertThat(a.estimate(metric, 0.9)).isEqualTo(b.estimate(metric, 0.9));
        }
        assertThat(a.lift(5)).isEqualTo(b.lift(5));
        assertThat(a.calibration(ScoreBinning.equalMass(6))).isEqualTo(b.calibration(ScoreBinning.equalMass(6)));
        assertThat(a.calibrationLine()).isEqualTo(b.calibrationLine());
        assertThat(a.spiegelhalter()).isEqualTo(b.spiegelhalter());
        ScoreBootstrap bootstrap = ScoreBootstrap.of(30, 5);
        assertThat(bootstrap.estimates(one, allMetrics())).isEqualTo(bootstrap.estimates(other, allMetrics()));
        assertThat(bootstrap.withStrata().estimates(one, allMetrics()))
                .isEqualTo(bootstrap.withStrata().estimates(other, allMetrics()));
    }

    /** Weights that add up to 1 are as good as any: parts are then not rounded to whole customers. */
    @Test
    void weightsNeedNotBeWhole() {
        Samples s = Samples.random(new SplittableRandom(3), 140, 1e9); // as many in each part anyway
        double[] weights = new double[140];
        Arrays.fill(weights, 1.0 / 64);
        ScoreEvaluation weighted =
                ScoredOutcomes.of(s.scores, s.churned, weights).evaluate();
        ScoreEvaluation plain = s.outcomes().evaluate();
        for (ScoreMetric metric : allMetrics()) {
            assertThat(weighted.value(metric).orElseThrow())
                    .as(metric.name())
                    .isCloseTo(plain.value(metric).orElseThrow(), within(1e-12));
        }
    }

    @Test
    void everyMetricIsTotal() {
        double[] scores = {0, 1, 0.5, Double.MIN_VALUE, 1 - 0x1p-53, 0.5, 0, 1};
        for (int pattern = 0; pattern < 256; pattern++) {
            boolean[] churned = new boolean[8];
            for (int i = 0; i < 8; i++) {
                churned[i] = (pattern >> i & 1) == 1;
            }
            for (int n = 0; n <= 8; n++) {
                checkFinite(ScoredOutcomes.of(Arrays.copyOf(scores, n), Arrays.copyOf(churned, n)));
            }
        }
    }

    private static void checkFinite(ScoredOutcomes outcomes) {
        ScoreEvaluation evaluation = outcomes.evaluate();
        for (ScoreMetric metric : allMetrics()) {
            MetricEstimate estimate = evaluation.estimate(metric, 0.95);
            estimate.value()
                    .ifPresent(value -> assertThat(value).as(metric.name()).isFinite());
            estimate.interval().ifPresent(range -> {
                assertThat(range.contains(estimate.value().orElseThrow())).isTrue();
                assertThat(range.width()).isFinite();
            });
        }
        assertThat(evaluation.describe()).isNotBlank();
        assertThat(evaluation.lift(10).describe()).isNotBlank();
        assertThat(evaluation.calibration(ScoreBinning.equalMass(3)).describe()).isNotBlank();
        evaluation.spiegelhalter().ifPresent(test -> assertThat(test.pValue()).isBetween(0.0, 1.0));
        evaluation
                .calibrationLine()
                .ifPresent(line -> assertThat(line.slope().value()).isFinite());
    }

    @Test
    void nobodyAtAll() {
        ScoreEvaluation evaluation =
                ScoredOutcomes.of(new double[0], new boolean[0]).evaluate();
        for (ScoreMetric metric : allMetrics()) {
            assertThat(evaluation.value(metric)).as(metric.name()).isEmpty();
        }
        for (MetricEstimate estimate : ScoreBootstrap.of(20, 1).estimates(evaluation.outcomes(), allMetrics())) {
            assertThat(estimate.value()).isEmpty();
        }
        assertThat(OfferProfit.best(evaluation.outcomes(), OFFER)).isEmpty();
        assertThat(OfferProfit.atBreakEven(evaluation.outcomes(), OFFER)).isEmpty();
        assertThat(evaluation.calibrationLine()).isEmpty();
    }

    /** A score of 0 is in the first bin, and an edge belongs to the bin below it, also where products round. */
    @Test
    void edgesOfBinsOfEqualWidth() {
        for (int bins = 1; bins <= 100; bins++) {
            assertThat(BinSums.widthBin(0, bins)).isZero();
            for (int k = 1; k <= bins; k++) {
                double edge = (double) k / bins;
                assertThat(BinSums.widthBin(edge, bins)).as("%s of %s", k, bins).isEqualTo(k - 1);
                if (k < bins) {
                    assertThat(BinSums.widthBin(Math.nextUp(edge), bins))
                            .as("above %s of %s", k, bins)
                            .isEqualTo(k);
                }
            }
        }
    }

    /** By hand: scores .9 .8 .8 .8 .1, who churned are the first and one of the three. */
    @Test
    void tiesAreDividedInProportionByDefault() {
        ScoredOutcomes outcomes = ScoredOutcomes.of(
                new double[] {0.8, 0.9, 0.8, 0.1, 0.8}, new boolean[] {false, true, true, false, false});
        // two of five: .9 and a third of the tie's one churner, (1 + 1/3)/2 over 2/5
        assertThat(outcomes.evaluate().value(ScoreMetric.topLift(0.4)).orElseThrow())
                .isCloseTo(5.0 / 3, within(1e-14));
        LiftTable pooled = outcomes.evaluate().lift(5);
        assertThat(pooled.rows().get(1).gain().numerator()).isCloseTo(4.0 / 3, within(1e-14));
        assertThat(pooled.rows().get(4).gain().numerator()).isCloseTo(2, within(1e-14));
        // the row that came first is no churner, the second is
        LiftTable ordered = outcomes.evaluate().lift(5, TieRule.INPUT_ORDER);
        assertThat(ordered.rows()).extracting(row -> row.gain().numerator()).containsExactly(1.0, 1.0, 2.0, 2.0, 2.0);
    }

    @Test
    void aShareOfCustomersIsNotRoundedBelowItself() {
        double[] scores = new double[100];
        boolean[] churned = new boolean[100];
        for (int i = 0; i < 100; i++) {
            scores[i] = i / 100.0;
            churned[i] = i >= 71;
        }
        ScoreEvaluation evaluation = ScoredOutcomes.of(scores, churned).evaluate();
        // 0.29 * 100 is 28.999999999999996: of the highest 28 all churned as well, so the lowest of 29 must be there
        churned[71] = false;
        assertThat(ScoredOutcomes.of(scores, churned)
                        .evaluate()
                        .value(ScoreMetric.topLift(0.29))
                        .orElseThrow())
                .isCloseTo(28.0 / 29 / 0.28, within(1e-12));
        assertThat(evaluation.value(ScoreMetric.topLift(0.001))).isEmpty();
    }
}
