package io.github.staycurve.churn.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.staycurve.churn.testing.Golden;
import io.github.staycurve.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Metrics against scikit-learn, scipy and adaptive quadrature; each file says the formulas. */
class ScoreGoldenTest {
    private static final double CLOSED_FORM = 1e-12;
    private static final double OVER_THE_HULL = 1e-9;

    /** Verbraken's defaults. */
    static final RetentionOffer OFFER = new RetentionOffer(200, 10, 1, Acceptance.beta(6, 14));

    static ScoredOutcomes outcomes(JsonObject file) {
        double[] y = file.list("y").numbers();
        boolean[] churned = new boolean[y.length];
        for (int i = 0; i < y.length; i++) {
            churned[i] = y[i] == 1;
        }
        return ScoredOutcomes.of(file.list("p").numbers(), churned);
    }

    private static void check(ScoreEvaluation evaluation, ScoreMetric metric, double expected, double tolerance) {
        assertThat(evaluation.value(metric).orElseThrow())
                .as(metric.name())
                .isCloseTo(expected, within(tolerance * Math.max(1, Math.abs(expected))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"metrics_distinct_60", "metrics_ties_40", "metrics_inverted_30", "metrics_random_like_50"})
    void metricsAreThoseOfTheFile(String name) {
        JsonObject file = Golden.read(name);
        ScoreEvaluation evaluation = outcomes(file).evaluate();
        JsonObject metrics = file.object("metrics");
        assertThat(evaluation.outcomes().customers()).isEqualTo(metrics.number("n"));
        assertThat(evaluation.outcomes().churnRate().numerator()).isEqualTo(metrics.number("positives"));
        check(evaluation, ScoreMetric.auc(), metrics.number("auc"), CLOSED_FORM);
        check(evaluation, ScoreMetric.gini(), metrics.number("gini"), CLOSED_FORM);
        check(evaluation, ScoreMetric.averagePrecision(), metrics.number("average_precision"), CLOSED_FORM);
        check(evaluation, ScoreMetric.precisionRecallArea(), metrics.number("pr_auc_trapezoid"), CLOSED_FORM);
        check(evaluation, ScoreMetric.logLoss(), metrics.number("log_loss"), CLOSED_FORM);
        check(evaluation, ScoreMetric.brier(), metrics.number("brier"), CLOSED_FORM);
        ScoreBinning width = ScoreBinning.equalWidth(10);
        check(
                evaluation,
                ScoreMetric.expectedCalibrationError(width),
                metrics.number("ece_10_equal_width"),
                CLOSED_FORM);
        check(
                evaluation,
                ScoreMetric.maximumCalibrationError(width),
                metrics.number("mce_10_equal_width"),
                CLOSED_FORM);
        check(evaluation, ScoreMetric.kolmogorovSmirnov(), metrics.number("ks"), CLOSED_FORM);
        check(evaluation, ScoreMetric.accuracy(0.5), metrics.number("accuracy_at_0.5"), CLOSED_FORM);
        check(evaluation, ScoreMetric.f1(0.5), metrics.number("f1_at_0.5"), CLOSED_FORM);
        check(evaluation, ScoreMetric.matthews(0.5), metrics.number("mcc_at_0.5"), CLOSED_FORM);
        check(evaluation, ScoreMetric.hMeasure(2, 2), metrics.number("h_measure_beta22"), OVER_THE_HULL);
        check(evaluation, ScoreMetric.hMeasure(), metrics.number("h_measure_2014"), OVER_THE_HULL);
    }

    /** The file breaks ties by the order of rows, in the top decile and in bins of equal numbers. */
    @ParameterizedTest
    @ValueSource(strings = {"metrics_distinct_60", "metrics_ties_40", "metrics_inverted_30", "metrics_random_like_50"})
    void partsOfEqualNumbersBreakTiesByInputOrderWhenAsked(String name) {
        JsonObject file = Golden.read(name);
        JsonObject metrics = file.object("metrics");
        ScoreEvaluation evaluation = outcomes(file).evaluate();
        assertThat(evaluation
                        .lift(10, TieRule.INPUT_ORDER)
                        .rows()
                        .get(0)
                        .cumulativeLift()
                        .orElseThrow())
                .isCloseTo(metrics.number("top_decile_lift"), within(CLOSED_FORM));
        ScoreBinning byInputOrder = new ScoreBinning(ScoreBinning.Kind.EQUAL_MASS, 10, TieRule.INPUT_ORDER);
        assertThat(evaluation.calibration(byInputOrder).expectedError().orElseThrow())
                .isCloseTo(metrics.number("ece_10_equal_mass"), within(CLOSED_FORM));
    }

    @Test
    void withoutTiesBothRulesAreOne() {
        ScoreEvaluation evaluation =
                outcomes(Golden.read("metrics_distinct_60")).evaluate();
        JsonObject metrics = Golden.read("metrics_distinct_60").object("metrics");
        check(evaluation, ScoreMetric.topLift(0.1), metrics.number("top_decile_lift"), CLOSED_FORM);
        check(
                evaluation,
                ScoreMetric.expectedCalibrationError(ScoreBinning.equalMass(10)),
                metrics.number("ece_10_equal_mass"),
                CLOSED_FORM);
    }

    @ParameterizedTest
    @ValueSource(strings = {"metrics_distinct_60", "metrics_ties_40", "metrics_inverted_30", "metrics_random_like_50"})
    void expectedMaximumProfitOfThreeOffers(String name) {
        JsonObject file = Golden.read(name);
        ScoredOutcomes outcomes = outcomes(file);
        JsonObject values = file.object("emp_detail").object("values");
        checkProfit(outcomes, OFFER, values.object("default_6_14_200_10_1"));
        checkProfit(
                outcomes,
                new RetentionOffer(100, 30, 5, Acceptance.beta(6, 14)),
                values.object("low_clv_6_14_100_30_5"));
        checkProfit(
                outcomes,
                new RetentionOffer(150, 20, 2, Acceptance.beta(2, 8)),
                values.object("alpha2_beta8_150_20_2"));
    }

    private static void checkProfit(ScoredOutcomes outcomes, RetentionOffer offer, JsonObject expected) {
        ScoreEvaluation evaluation = outcomes.evaluate();
        check(evaluation, ScoreMetric.expectedMaximumProfit(offer), expected.number("EMP"), OVER_THE_HULL);
        check(evaluation, ScoreMetric.expectedMaximumProfitFraction(offer), expected.number("EMPfrac"), OVER_THE_HULL);
        check(
                evaluation,
                ScoreMetric.maximumProfit(offer),
                expected.number("MP_deterministic_at_mean_gamma"),
                CLOSED_FORM);
        OfferProfit best = OfferProfit.best(outcomes, offer).orElseThrow();
        assertThat(best.perCustomer().value())
                .isCloseTo(expected.number("MP_deterministic_at_mean_gamma"), within(CLOSED_FORM * 100));
        assertThat(best.targeted().value().orElseThrow()).isCloseTo(expected.number("MPfrac"), within(CLOSED_FORM));
    }

    @Test
    void edgesPerfectConstantAndOneClass() {
        List<JsonObject> cases = Golden.read("metrics_edge").list("cases").objects();
        assertThat(cases).extracting(c -> c.text("name")).containsExactly("perfect", "constant", "one_class");
        for (JsonObject edge : cases.subList(0, 2)) {
            ScoreEvaluation evaluation = outcomes(edge).evaluate();
            check(evaluation, ScoreMetric.auc(), edge.number("auc"), CLOSED_FORM);
            check(evaluation, ScoreMetric.hMeasure(2, 2), edge.number("h_measure_beta22"), OVER_THE_HULL);
            checkProfitOfEdge(evaluation, edge.object("emp"));
        }
        check(
                outcomes(cases.get(1)).evaluate(),
                ScoreMetric.averagePrecision(),
                cases.get(1).number("average_precision"),
                CLOSED_FORM);
        ScoreEvaluation oneClass = outcomes(cases.get(2)).evaluate();
        for (ScoreMetric metric : List.of(
                ScoreMetric.auc(),
                ScoreMetric.gini(),
                ScoreMetric.kolmogorovSmirnov(),
                ScoreMetric.topLift(0.5),
                ScoreMetric.averagePrecision(),
                ScoreMetric.precisionRecallArea(),
                ScoreMetric.hMeasure(),
                ScoreMetric.hMeasure(2, 2),
                ScoreMetric.matthews(0.15))) {
            assertThat(oneClass.value(metric)).as(metric.name()).isEmpty();
            assertThat(oneClass.estimate(metric, 0.95).interval())
                    .as(metric.name())
                    .isEmpty();
            assertThat(oneClass.estimate(metric, 0.95).describe()).contains("undefined: it needs");
        }
        assertThat(oneClass.value(ScoreMetric.brier())).isPresent();
    }

    private static void checkProfitOfEdge(ScoreEvaluation evaluation, JsonObject expected) {
        check(evaluation, ScoreMetric.expectedMaximumProfit(OFFER), expected.number("EMP"), OVER_THE_HULL);
        check(evaluation, ScoreMetric.expectedMaximumProfitFraction(OFFER), expected.number("EMPfrac"), OVER_THE_HULL);
        check(
                evaluation,
                ScoreMetric.maximumProfit(OFFER),
                expected.number("MP_deterministic_at_mean_gamma"),
                CLOSED_FORM);
    }

    @Test
    void spiegelhalter() {
        JsonObject file = Golden.read("calibration_tests");
        SpiegelhalterTest test = outcomes(file).evaluate().spiegelhalter().orElseThrow();
        assertThat(test.z()).isCloseTo(file.number("spiegelhalter_z"), within(1e-12));
        assertThat(test.pValue()).isCloseTo(file.number("p_value"), within(1e-9));
    }

    @Test
    void targetingByExpectedProfit() {
        JsonObject file = Golden.read("profit_targeting");
        RetentionOffer offer = new RetentionOffer(200, file.number("d"), file.number("f"), Acceptance.known(0.3));
        double[] p = file.list("p").numbers();
        double[] v = file.list("v").numbers();
        double[] expected = file.list("expected_profit").numbers();
        double[] target = file.list("target").numbers();
        double total = 0;
        for (int i = 0; i < p.length; i++) {
            double profit = offer.expectedProfit(p[i], v[i]);
            assertThat(profit).isCloseTo(expected[i], within(1e-12 * Math.max(10, Math.abs(expected[i]))));
            assertThat(profit > 0).isEqualTo(target[i] == 1);
            assertThat(p[i] > offer.breakEven(v[i])).isEqualTo(target[i] == 1);
            total += Math.max(0, profit);
        }
        assertThat(total).isCloseTo(file.number("total_expected"), within(1e-9));
        double[] breakEven = file.list("break_even_p_first5").numbers();
        for (int i = 0; i < breakEven.length; i++) {
            assertThat(offer.breakEven(v[i])).isCloseTo(breakEven[i], within(1e-12));
        }
    }
}
