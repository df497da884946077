package io.github.staycurve.clv.realdata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.github.staycurve.clv.model.BgNbd;
import io.github.staycurve.clv.model.GGompertzNbd;
import io.github.staycurve.clv.model.MbgNbd;
import io.github.staycurve.clv.model.ParetoNbd;
import io.github.staycurve.clv.model.PurchaseModelFit;
import io.github.staycurve.clv.prior.Prior;
import io.github.staycurve.core.data.CustomerSummaryTable;
import io.github.staycurve.core.fit.FitStatus;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The weak prior where the likelihood has no maximum, and where it has one. */
class PriorDataTest {
    private static final Prior WEAK = Prior.weak();

    private static List<PurchaseModelFit> fits(CustomerSummaryTable table, Prior prior) {
        return List.of(
                BgNbd.withDefaults().withPrior(prior).fit(table),
                MbgNbd.withDefaults().withPrior(prior).fit(table),
                ParetoNbd.withDefaults().withPrior(prior).fit(table),
                GGompertzNbd.withDefaults().withPrior(prior).fit(table));
    }

    /** Without it BG/NBD and Pareto/NBD run to a limit here, and the two others are flat. */
    @Test
    void apparelInFortyWeeksHasEstimatesWithErrors() {
        for (PurchaseModelFit fit : fits(SharedData.apparel(40), WEAK)) {
            assertThat(fit.report().status()).as(fit.report().describe()).isEqualTo(FitStatus.CONVERGED);
            assertThat(fit.predictionErrors()).isPresent();
            // the four maxima of the likelihood, or their limits, lie between −2612.18 and −2611.69
            assertThat(fit.report().logLikelihood()).isBetween(-2612.6, -2611.69);
            assertThat(fit.model().expectedPurchases(3, 30, 40, 52)).isBetween(1.5, 2.0);
        }
    }

    /** Between the strengths of a factor of 4 and of 100 the prediction moves by at most 12 %. */
    @Test
    void predictionsHardlyDependOnItsStrength() {
        CustomerSummaryTable table = SharedData.apparel(40);
        List<PurchaseModelFit> strong = fits(table, Prior.withinFactor(4));
        List<PurchaseModelFit> loose = fits(table, Prior.withinFactor(100));
        for (int i = 0; i < strong.size(); i++) {
            double expected = loose.get(i).model().expectedPurchases(3, 30, 40, 52);
            assertThat(strong.get(i).model().expectedPurchases(3, 30, 40, 52))
                    .isCloseTo(expected, withinPercentage(12));
        }
    }

    /** On CDNOW, where all but GGompertz/NBD have a maximum, the likelihood loses hardly anything. */
    @Test
    void cdnowIsHardlyMoved() {
        double[] logLikelihoods = {-9582.429206673, -9582.135715554, -9594.976178940};
        List<PurchaseModelFit> fits = fits(SharedData.cdnow(), WEAK);
        for (int i = 0; i < 3; i++) {
            assertThat(fits.get(i).report().logLikelihood()).isCloseTo(logLikelihoods[i], within(0.02));
        }
        assertThat(fits.get(3).report().status()).isEqualTo(FitStatus.CONVERGED);
        assertThat(fits.get(3).report().logLikelihood()).isCloseTo(logLikelihoods[2], within(0.2));
    }
}
