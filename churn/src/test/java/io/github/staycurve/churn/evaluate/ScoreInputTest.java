package io.github.staycurve.churn.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScoreInputTest {
    private static final Acceptance KNOWN = Acceptance.known(0.3);

    private static void refuses(ThrowingCallable call, String... parts) {
        assertThatIllegalArgumentException()
                .isThrownBy(call)
                .satisfies(e -> assertThat(e.getMessage()).contains(parts));
    }

    @ParameterizedTest
    @ValueSource(doubles = {-1e-9, 1.0000001, Double.NaN, Double.POSITIVE_INFINITY})
    void aProbabilityOutOfRange(double p) {
        refuses(
                () -> ScoredOutcomes.of(new double[] {0.5, p}, new boolean[2]),
                "probabilities[1]",
                "[0, 1]",
                String.valueOf(p));
        refuses(() -> new RetentionOffer(10, 1, 1, KNOWN).expectedProfit(p), "churnProbability", String.valueOf(p));
    }

    @ParameterizedTest
    @ValueSource(doubles = {-1, Double.NaN, Double.POSITIVE_INFINITY})
    void aWeightOutOfRange(double weight) {
        refuses(
                () -> ScoredOutcomes.of(new double[2], new boolean[2], new double[] {1, weight}),
                "weights[1]",
                String.valueOf(weight));
    }

    /** Products of such weights would leave the range of doubles, and an AUC be infinite. */
    @Test
    void weightsTooLargeOrTooSmallToMultiply() {
        double[] scores = {0.2, 0.8};
        boolean[] churned = {false, true};
        refuses(
                () -> ScoredOutcomes.of(scores, churned, new double[] {1e200, 1}),
                "sum of weights",
                "1.0E15",
                "1.0E200");
        refuses(
                () -> ScoredOutcomes.of(scores, churned, new double[] {Double.MAX_VALUE, Double.MAX_VALUE}),
                "sum of weights");
        refuses(() -> ScoredOutcomes.of(scores, churned, new double[] {1, 1e-310}), "weights[1]", "1.0E-310");
        for (double weight : new double[] {1e-15, 4e14}) {
            assertThat(ScoredOutcomes.of(scores, churned, new double[] {weight, weight})
                            .evaluate()
                            .value(ScoreMetric.auc()))
                    .hasValue(1);
        }
    }

    @Test
    void columnsOfDifferentLength() {
        refuses(() -> ScoredOutcomes.of(new double[3], new boolean[2]), "probabilities must hold 2 values, has 3");
        refuses(() -> ScoredOutcomes.of(new double[2], new boolean[2], new double[1]), "weights must hold 2 values");
    }

    @Test
    void anOfferThatPaysForNobody() {
        refuses(() -> new RetentionOffer(10, 9, 1, KNOWN), "offerCost + contactCost", "9.0 + 1.0 and 10.0");
        refuses(() -> new RetentionOffer(0, 0, 0, KNOWN), "customerValue");
        refuses(() -> new RetentionOffer(10, -1, 0, KNOWN), "offerCost");
        refuses(() -> new RetentionOffer(10, 1, Double.NaN, KNOWN), "contactCost");
        refuses(() -> new RetentionOffer(10, 1, 1, KNOWN).breakEven(-1), "ownValue");
    }

    @Test
    void anAcceptanceOutOfRange() {
        refuses(() -> Acceptance.known(0), "acceptance", "0.0");
        refuses(() -> Acceptance.known(1.1), "acceptance");
        refuses(() -> Acceptance.known(Double.NaN), "acceptance");
        refuses(() -> new Acceptance(0.3, 0), "trials");
        refuses(() -> new Acceptance(1, 5), "acceptance");
        refuses(() -> Acceptance.beta(0, 1), "alpha");
        refuses(() -> Acceptance.beta(1, Double.POSITIVE_INFINITY), "beta");
        assertThat(Acceptance.known(1).isKnown()).isTrue();
        assertThat(Acceptance.beta(6, 14)).isEqualTo(new Acceptance(0.3, 20));
        assertThat(Acceptance.beta(6, 14).describe()).isEqualTo("acceptance 0.3, Beta(6.0, 14.0)");
        assertThat(KNOWN.describe()).isEqualTo("acceptance 0.3");
    }

    @Test
    void anOfferWithoutCostsPaysForEverybody() {
        RetentionOffer free = new RetentionOffer(10, 0, 0, KNOWN);
        assertThat(free.breakEven()).isZero();
        ScoredOutcomes outcomes = ScoredOutcomes.of(new double[] {0.2, 0.1, 0}, new boolean[] {true, false, true});
        assertThat(outcomes.evaluate().value(ScoreMetric.maximumProfit(free)).orElseThrow())
                .isEqualTo(2);
        RetentionOffer unsure = new RetentionOffer(10, 0, 0, Acceptance.beta(6, 14));
        assertThat(outcomes.evaluate()
                        .value(ScoreMetric.expectedMaximumProfit(unsure))
                        .orElseThrow())
                .isEqualTo(2);
        assertThat(new RetentionOffer(10, 1, 1, Acceptance.known(1)).breakEven(0))
                .isEqualTo(2 / 0.0);
    }

    @Test
    void settingsOutOfRange() {
        refuses(() -> ScoreMetric.topLift(0), "share");
        refuses(() -> ScoreMetric.topLift(Double.NaN), "share");
        refuses(() -> ScoreMetric.accuracy(Double.NaN), "threshold");
        refuses(() -> ScoreMetric.hMeasure(0, 2), "alpha");
        refuses(() -> ScoreMetric.hMeasure(2, Double.NaN), "beta");
        refuses(() -> ScoreBinning.equalMass(0), "bins");
        refuses(() -> ScoreBinning.equalWidth(20_000), "bins");
        refuses(() -> ScoreBootstrap.of(19, 1), "replicates", "19");
        refuses(() -> ScoreBootstrap.of(100, 1).withConfidence(1), "confidence");
        ScoreEvaluation evaluation =
                ScoredOutcomes.of(new double[] {0.5}, new boolean[1]).evaluate();
        refuses(() -> evaluation.lift(0), "parts");
        refuses(() -> evaluation.confusion(Double.NaN), "threshold");
        refuses(() -> evaluation.estimate(ScoreMetric.auc(), 0), "confidence");
        refuses(
                () -> OfferProfit.at(evaluation.outcomes(), new RetentionOffer(10, 1, 1, KNOWN), Double.NaN),
                "threshold");
        ScoreBinning ordered = new ScoreBinning(ScoreBinning.Kind.EQUAL_MASS, 10, TieRule.INPUT_ORDER);
        refuses(() -> ScoreMetric.expectedCalibrationError(ordered), "POOLED");
    }

    @Test
    void metricsAreTheirNames() {
        assertThat(ScoreMetric.topLift(0.1))
                .isEqualTo(ScoreMetric.topLift(0.1))
                .hasSameHashCodeAs(ScoreMetric.topLift(0.1));
        assertThat(ScoreMetric.topLift(0.1))
                .isNotEqualTo(ScoreMetric.topLift(0.2))
                .isNotEqualTo(null);
        assertThat(ScoreMetric.f1(0.5)).hasToString("F1 at 0.5");
        assertThat(ScoreMetric.brier().higherIsBetter()).isFalse();
        assertThat(ScoreMetric.auc().higherIsBetter()).isTrue();
    }

    @Test
    void confusion() {
        ConfusionMatrix matrix = new ConfusionMatrix(0.5, 6, 2, 3, 9);
        assertThat(matrix.accuracy().value()).hasValue(0.75);
        assertThat(matrix.precision().value()).hasValue(0.75);
        assertThat(matrix.recall().value()).hasValue(6 / 9.0);
        assertThat(matrix.specificity().value()).hasValue(9 / 11.0);
        assertThat(matrix.f1()).hasValue(12 / 17.0);
        refuses(() -> new ConfusionMatrix(0.5, -1, 0, 0, 0), "truePositives");
        assertThat(new ConfusionMatrix(0.5, 0, 0, 0, 5).f1()).isEmpty();
    }

    @Test
    void outcomesSayWhatTheyAre() {
        ScoredOutcomes outcomes = ScoredOutcomes.of(
                new double[] {0.5, 0.5, 0.2}, new boolean[] {true, false, true}, new double[] {1, 1, 0});
        assertThat(outcomes.rows()).isEqualTo(3);
        assertThat(outcomes.customers()).isEqualTo(2);
        assertThat(outcomes.distinctScores()).isEqualTo(1);
        assertThat(outcomes).hasToString("2.0 customers, 1.0 of whom churned, 1 distinct scores");
        assertThat(outcomes.evaluate().toString()).contains("AUC 0.5").contains("Brier score 0.25");
        assertThat(new RetentionOffer(200, 10, 1, KNOWN).describe())
                .isEqualTo("customer value 200.0, offer 10.0, contact 1.0, acceptance 0.3");
    }
}
