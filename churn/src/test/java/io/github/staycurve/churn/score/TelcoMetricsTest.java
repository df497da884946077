package io.github.staycurve.churn.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.staycurve.churn.evaluate.Acceptance;
import io.github.staycurve.churn.evaluate.OfferProfit;
import io.github.staycurve.churn.evaluate.RetentionOffer;
import io.github.staycurve.churn.evaluate.ScoreBinning;
import io.github.staycurve.churn.evaluate.ScoreEvaluation;
import io.github.staycurve.churn.evaluate.ScoreMetric;
import io.github.staycurve.churn.evaluate.ScoredOutcomes;
import io.github.staycurve.churn.evaluate.TieRule;
import io.github.staycurve.churn.fit.Penalty;
import io.github.staycurve.churn.testing.Golden;
import io.github.staycurve.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** From the customers of the telephone company to every metric of the reference, by the fits of this library. */
class TelcoMetricsTest {
    private static final RetentionOffer OFFER = new RetentionOffer(200, 10, 1, Acceptance.beta(6, 14));

    @ParameterizedTest
    @ValueSource(
            strings = {"logit_telco_unpenalised", "logit_telco_l2_C1", "logit_telco_lasso_0.01", "logit_telco_balanced"
            })
    void everyMetricOfTheReference(String name) {
        Telco telco = Telco.read();
        LogisticRegression regression = LogisticRegression.of("churn").withPenalty(penalty(name));
        if (name.endsWith("balanced")) {
            regression = regression.withBalancedClassesUncorrected();
        }
        LogisticFit fit = regression.fit(telco.table(telco.train), telco.labels(telco.train));
        double[] p = fit.model().probability(telco.table(telco.test)).toArray();
        ScoredOutcomes outcomes = ScoredOutcomes.of(p, telco.labels(telco.test));
        ScoreEvaluation evaluation = outcomes.evaluate();
        JsonObject golden = Golden.read(name).object("test_metrics");

        assertThat(outcomes.customers()).isEqualTo(golden.number("n"));
        metrics()
                .forEach((field, metric) -> assertThat(evaluation.value(metric).orElseThrow())
                        .as(field)
                        .isCloseTo(golden.number(field), within(1e-7)));
        ScoreBinning rows = new ScoreBinning(ScoreBinning.Kind.EQUAL_MASS, 10, TieRule.INPUT_ORDER);
        assertThat(evaluation.calibration(rows).expectedError().orElseThrow())
                .isCloseTo(golden.number("ece_10_equal_mass"), within(1e-7));
        assertThat(evaluation.lift(10, TieRule.INPUT_ORDER).rows().get(0).lift().orElseThrow())
                .isCloseTo(golden.number("top_decile_lift"), within(1e-12));
        JsonObject emp = golden.object("emp");
        assertThat(value(evaluation, ScoreMetric.expectedMaximumProfit(OFFER)))
                .isCloseTo(emp.number("EMP"), within(1e-6));
        assertThat(value(evaluation, ScoreMetric.expectedMaximumProfitFraction(OFFER)))
                .isCloseTo(emp.number("EMPfrac"), within(1e-6));
        OfferProfit best = OfferProfit.best(outcomes, OFFER).orElseThrow();
        assertThat(best.perCustomer().value()).isCloseTo(emp.number("MP_deterministic_at_mean_gamma"), within(1e-9));
        assertThat(best.targeted().value().orElseThrow()).isCloseTo(emp.number("MPfrac"), within(1e-12));
    }

    private static double value(ScoreEvaluation evaluation, ScoreMetric metric) {
        return evaluation.value(metric).orElseThrow();
    }

    private static Penalty penalty(String name) {
        return name.endsWith("unpenalised")
                ? Penalty.none()
                : name.endsWith("lasso_0.01") ? Penalty.lasso(0.01) : Penalty.ridge(1 / 4919.0);
    }

    private static Map<String, ScoreMetric> metrics() {
        Map<String, ScoreMetric> metrics = new LinkedHashMap<>();
        metrics.put("auc", ScoreMetric.auc());
        metrics.put("gini", ScoreMetric.gini());
        metrics.put("average_precision", ScoreMetric.averagePrecision());
        metrics.put("pr_auc_trapezoid", ScoreMetric.precisionRecallArea());
        metrics.put("log_loss", ScoreMetric.logLoss());
        metrics.put("brier", ScoreMetric.brier());
        metrics.put("ece_10_equal_width", ScoreMetric.expectedCalibrationError(ScoreBinning.equalWidth(10)));
        metrics.put("mce_10_equal_width", ScoreMetric.maximumCalibrationError(ScoreBinning.equalWidth(10)));
        metrics.put("ks", ScoreMetric.kolmogorovSmirnov());
        metrics.put("h_measure_beta22", ScoreMetric.hMeasure(2, 2));
        metrics.put("h_measure_2014", ScoreMetric.hMeasure());
        metrics.put("accuracy_at_0.5", ScoreMetric.accuracy(0.5));
        metrics.put("f1_at_0.5", ScoreMetric.f1(0.5));
        metrics.put("mcc_at_0.5", ScoreMetric.matthews(0.5));
        return metrics;
    }
}
