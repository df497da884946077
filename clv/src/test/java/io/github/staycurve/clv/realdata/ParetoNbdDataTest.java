package io.github.staycurve.clv.realdata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.github.staycurve.clv.model.ParetoNbd;
import io.github.staycurve.clv.model.ParetoNbdFit;
import io.github.staycurve.clv.model.ParetoNbdParameters;
import io.github.staycurve.clv.model.PredictionErrors;
import io.github.staycurve.clv.selection.HoldoutErrors;
import io.github.staycurve.core.data.CustomerSummaryTable;
import io.github.staycurve.core.fit.FitStatus;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

/**
 * Fits against reference estimates by an optimiser independent of ours, whose gradient in log parameters was below 1e-7,
 * and against what has been published.
 */
class ParetoNbdDataTest {

    @Test
    void cdnowInWholeDays() {
        CustomerSummaryTable table = SharedTables.cdnow();
        ParetoNbdFit fit = ParetoNbd.withDefaults().fit(table);

        check(fit, 0.5532770468528175, 10.57768346332537, 0.6062399891269719, 11.668735288963536);
        assertThat(fit.report().logLikelihood()).isCloseTo(-9594.976178939543, within(1e-9));
        // published (Fader, Hardie and Lee 2005): r .553, alpha 10.578, s .606, beta 11.669, LL -9595.0
        assertThat(fit.model().parameters().alpha()).isCloseTo(10.578, within(5e-4));
        assertThat(fit.model().parameters().beta()).isCloseTo(11.669, within(5e-4));
        // standard errors of CLVTools: .0476, .843, .187, 6.21
        double[] errors = {0.0476, 0.843, 0.187, 6.21};
        for (int i = 0; i < 4; i++) {
            assertThat(fit.report().estimates().get(i).standardError().orElseThrow())
                    .isCloseTo(errors[i], withinPercentage(0.3));
        }
        // the delta method gives a parameter the standard error that the fit gives it
        PredictionErrors ofPredictions = fit.predictionErrors().orElseThrow();
        for (int i = 0; i < 4; i++) {
            int parameter = i;
            assertThat(ofPredictions
                            .standardError(model -> model.parameterValues()[parameter])
                            .orElseThrow())
                    .isCloseTo(fit.report().estimates().get(i).standardError().orElseThrow(), withinPercentage(1e-6));
        }
        // lifetimes 0.11.3 on the same summary: MAE .754523, RMSE 1.602848, 1665.513 predicted of 1882
        HoldoutErrors holdout =
                HoldoutErrors.of("pareto-nbd", table, fit.model().expectedPurchases(table, table.holdout()));
        assertThat(holdout.predicted()).isCloseTo(1665.513, within(1e-3));
        assertThat(holdout.meanAbsoluteError()).isCloseTo(0.7545234, within(1e-6));
        assertThat(holdout.rootMeanSquaredError()).isCloseTo(1.6028480, within(1e-6));
    }

    @Test
    void cdnowAsRoundedInTheBook() {
        ParetoNbdFit fit = ParetoNbd.withDefaults().fit(SharedTables.cdnowRounded());

        check(fit, 0.5532755086782976, 10.57761223862161, 0.6062135688043083, 11.66791124222288);
        assertThat(fit.report().logLikelihood()).isCloseTo(-9594.973929826863, within(1e-9));
    }

    @Test
    void apparelInTwoYears() {
        ParetoNbdFit fit = ParetoNbd.withDefaults().fit(SharedTables.apparel(LocalDate.of(2006, 12, 31)));

        check(fit, 1.448939125947037, 48.634881446323185, 0.56125104880346, 46.88210923056289);
        assertThat(fit.report().logLikelihood()).isCloseTo(-5848.0978269022435, within(1e-9));
    }

    /** Other tools fail here or stop anywhere; the reference, at the edge of its range, has s 82,302 and beta 9,955,533. */
    @Test
    void apparelInFortyWeeksHasNoMaximum() {
        ParetoNbdFit fit = ParetoNbd.withDefaults().fit(SharedTables.apparel(LocalDate.of(2005, 10, 9)));
        ParetoNbdParameters p = fit.model().parameters();

        assertThat(fit.report().status()).isEqualTo(FitStatus.BOUNDARY);
        assertThat(fit.report().boundaryParameters()).containsExactly("s", "beta");
        assertThat(fit.report().explanation())
                .contains("dropout heterogeneity is not identified", "Predictions are those of the limit");
        assertThat(p.r()).isCloseTo(1.304214065303973, withinPercentage(1e-3));
        assertThat(p.alpha()).isCloseTo(47.244482568875604, withinPercentage(1e-3));
        assertThat(p.s() / p.beta()).isCloseTo(82301.9608642859 / 9955532.942953672, withinPercentage(1e-2));
        assertThat(fit.report().logLikelihood()).isBetween(-2612.174408874531, -2612.1744);
        // the limit: every customer leaves at the rate s/beta
        double rate = p.s() / p.beta();
        assertThat(fit.model().probabilityAlive(1, 20, 20, 40)).isCloseTo(Math.exp(-40 * rate), withinPercentage(1e-3));
    }

    private static void check(ParetoNbdFit fit, double r, double alpha, double s, double beta) {
        ParetoNbdParameters p = fit.model().parameters();
        assertThat(fit.report().status()).isEqualTo(FitStatus.CONVERGED);
        assertThat(p.r()).isCloseTo(r, withinPercentage(1e-5));
        assertThat(p.alpha()).isCloseTo(alpha, withinPercentage(1e-5));
        assertThat(p.s()).isCloseTo(s, withinPercentage(1e-5));
        assertThat(p.beta()).isCloseTo(beta, withinPercentage(1e-5));
    }
}
