package io.github.staycurve.churn.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.staycurve.churn.evaluate.ScoreMetric;
import io.github.staycurve.churn.evaluate.ScoredOutcomes;
import io.github.staycurve.churn.fit.FeatureProblem;
import io.github.staycurve.churn.fit.Penalty;
import io.github.staycurve.churn.testing.Golden;
import io.github.staycurve.core.data.FeatureTable;
import io.github.staycurve.core.fit.FitStatus;
import io.github.staycurve.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Estimates to 1e-8, as the reference values say of themselves. */
class LogisticGoldenTest {
    private static final double TOLERANCE = 1e-8;

    @Test
    void tinyExact() {
        JsonObject golden = Golden.read("logit_tiny_exact");
        double[] x = golden.list("x").numbers();
        double[] y = golden.list("y").numbers();
        LogisticFit fit = LogisticRegression.of("churn")
                .fit(FeatureTable.builder().column("x", x).build(), flags(y));

        double[] coef = golden.list("coef").numbers();
        double[] se = golden.list("se").numbers();
        assertThat(fit.report().status()).isEqualTo(FitStatus.CONVERGED);
        for (int j = 0; j < 2; j++) {
            Coefficient coefficient = fit.coefficients().get(j);
            assertThat(coefficient.value()).isCloseTo(coef[j], within(1e-13 * Math.abs(coef[j])));
            assertThat(coefficient.standardError().orElseThrow()).isCloseTo(se[j], within(1e-12 * se[j]));
        }
        assertThat(fit.report().logLikelihood()).isCloseTo(golden.number("loglik"), within(1e-13));
    }

    @Test
    void theSeparatedCaseIsNamedAndHasNoModel() {
        JsonObject separated = Golden.read("logit_tiny_exact").object("separated_case");
        FeatureTable table = FeatureTable.builder()
                .column("x", separated.list("x").numbers())
                .build();
        boolean[] churned = flags(separated.list("y").numbers());

        LogisticFit fit = LogisticRegression.of("churn").fit(table, churned);

        assertThat(fit.hasModel()).isFalse();
        assertThat(fit.report().status()).isEqualTo(FitStatus.FAILED);
        assertThat(fit.report().explanation()).contains("'x'", "ridge");
        assertThat(fit.problems())
                .singleElement()
                .extracting(FeatureProblem::kind)
                .isEqualTo(FeatureProblem.Kind.SEPARATING);
        LogisticFit held =
                LogisticRegression.of("churn").withPenalty(Penalty.ridge(0.1)).fit(table, churned);
        assertThat(held.hasModel()).isTrue();
        assertThat(held.problems()).hasSize(1);
        assertThat(held.report().explanation()).contains("Only the penalty");
    }

    @Test
    void telcoUnpenalised() {
        JsonObject golden = Golden.read("logit_telco_unpenalised");
        LogisticFit fit = check(golden, LogisticRegression.of("churn"));

        double[] se = golden.list("se").numbers();
        List<Coefficient> coefficients = fit.coefficients();
        for (int j = 0; j < se.length; j++) {
            Coefficient coefficient = coefficients.get(j);
            assertThat(coefficient.standardError().orElseThrow())
                    .as(coefficient.name())
                    .isCloseTo(se[j], within(TOLERANCE * se[j]));
        }
        if (golden.has("loglik")) {
            assertThat(fit.report().logLikelihood()).isCloseTo(golden.number("loglik"), within(1e-7));
        }
        assertThat(fit.problems()).isEmpty();
        assertThat(fit.nullLogLikelihood()).isLessThan(fit.report().logLikelihood());
        assertThat(fit.nullDeviance()).isGreaterThan(fit.deviance());
    }

    @Test
    void telcoRidge() {
        JsonObject golden = Golden.read("logit_telco_l2_C1");
        // C = 1/(nλ)
        check(golden, LogisticRegression.of("churn").withPenalty(Penalty.ridge(1 / 4919.0)));
    }

    @Test
    void telcoLasso() {
        JsonObject golden = Golden.read("logit_telco_lasso_0.01");
        LogisticFit fit = check(golden, LogisticRegression.of("churn").withPenalty(Penalty.lasso(0.01)));
        double[] coef = golden.list("coef").numbers();
        for (int j = 1; j < coef.length; j++) {
            double slope = fit.model().terms().get(j - 1).slope();
            assertThat(slope == 0).as("zero at %s", j).isEqualTo(coef[j] == 0);
        }
        assertThat(fit.report().explanation()).contains("Coefficients of 0: ");
    }

    @Test
    void telcoBalancedUncorrectedAsInOtherTools() {
        JsonObject golden = Golden.read("logit_telco_balanced");
        LogisticRegression balanced = LogisticRegression.of("churn").withPenalty(Penalty.ridge(1 / 4919.0));
        LogisticFit uncorrected = check(golden, balanced.withBalancedClassesUncorrected());

        Telco telco = Telco.read();
        LogisticFit corrected = balanced.withBalancedClasses().fit(telco.table(telco.train), telco.labels(telco.train));
        assertThat(corrected.model().terms()).isEqualTo(uncorrected.model().terms());
        assertThat(corrected.model().intercept())
                .isCloseTo(uncorrected.model().intercept() - Math.log(3605 / 1314.0), within(1e-12));
        double[] p = corrected.model().probability(telco.table(telco.test)).toArray();
        assertThat(brier(p, telco.labels(telco.test))).isCloseTo(0.13458, within(5e-6));
        assertThat(logLoss(p, telco.labels(telco.test))).isCloseTo(0.41532, within(5e-6));
    }

    private static LogisticFit check(JsonObject golden, LogisticRegression regression) {
        Telco telco = Telco.read();
        LogisticFit fit = regression.fit(telco.table(telco.train), telco.labels(telco.train));
        double[] coef = golden.list("coef").numbers();
        assertThat(fit.report().status()).isEqualTo(FitStatus.CONVERGED);
        assertThat(fit.model().intercept()).isCloseTo(coef[0], within(TOLERANCE));
        for (int j = 1; j < coef.length; j++) {
            FeatureTerm term = fit.model().terms().get(j - 1);
            assertThat(term.slope()).as(term.feature()).isCloseTo(coef[j], within(TOLERANCE));
        }
        double[] p = fit.model().probability(telco.table(telco.test)).toArray();
        boolean[] churned = telco.labels(telco.test);
        JsonObject metrics = golden.object("test_metrics");
        assertThat(ScoredOutcomes.of(p, churned)
                        .evaluate()
                        .value(ScoreMetric.auc())
                        .orElseThrow())
                .isCloseTo(metrics.number("auc"), within(1e-9));
        assertThat(brier(p, churned)).isCloseTo(metrics.number("brier"), within(1e-8));
        assertThat(logLoss(p, churned)).isCloseTo(metrics.number("log_loss"), within(1e-8));
        return fit;
    }

    private static double brier(double[] p, boolean[] churned) {
        double sum = 0;
        for (int i = 0; i < p.length; i++) {
            double off = p[i] - (churned[i] ? 1 : 0);
            sum += off * off;
        }
        return sum / p.length;
    }

    private static double logLoss(double[] p, boolean[] churned) {
        double sum = 0;
        for (int i = 0; i < p.length; i++) {
            sum -= Math.log(churned[i] ? p[i] : 1 - p[i]);
        }
        return sum / p.length;
    }

    private static boolean[] flags(double[] y) {
        boolean[] flags = new boolean[y.length];
        for (int i = 0; i < y.length; i++) {
            flags[i] = y[i] == 1;
        }
        return flags;
    }
}
