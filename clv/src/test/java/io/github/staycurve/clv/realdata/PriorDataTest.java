package io.github.staycurve.clv.realdata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.github.staycurve.clv.discrete.BgBb;
import io.github.staycurve.clv.discrete.BgBbFit;
import io.github.staycurve.clv.discrete.OpportunityTable;
import io.github.staycurve.clv.model.BgNbd;
import io.github.staycurve.clv.model.GGompertzNbd;
import io.github.staycurve.clv.model.MbgNbd;
import io.github.staycurve.clv.model.ParetoNbd;
import io.github.staycurve.clv.model.PurchaseModelFit;
import io.github.staycurve.clv.prior.Prior;
import io.github.staycurve.clv.spend.GammaGamma;
import io.github.staycurve.clv.spend.GammaGammaFit;
import io.github.staycurve.core.data.CustomerSummaryTable;
import io.github.staycurve.core.fit.FitStatus;
import io.github.staycurve.core.time.PeriodUnit;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
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

    /** x, t_x, n and donors: 11,104 of them leave the prior next to nothing to say. */
    @Test
    void donationsAreHardlyMoved() throws IOException {
        int[][] rows = Files.readAllLines(SharedData.file("donations_bgbb/data.csv")).stream()
                .skip(1)
                .map(line -> Arrays.stream(line.split(",", -1))
                        .mapToInt(Integer::parseInt)
                        .toArray())
                .toArray(int[][]::new);
        OpportunityTable table = OpportunityTable.of(
                PeriodUnit.YEAR,
                Arrays.stream(rows).mapToInt(row -> row[0]).toArray(),
                Arrays.stream(rows).mapToInt(row -> row[1]).toArray(),
                Arrays.stream(rows).mapToInt(row -> row[2]).toArray(),
                Arrays.stream(rows).mapToDouble(row -> row[3]).toArray());
        BgBbFit fit = BgBb.fit(table, WEAK);
        // the maximum is −33225.58127, at 1.2035 and 0.6567
        assertThat(fit.report().logLikelihood()).isBetween(-33225.5840, -33225.5813);
        assertThat(fit.model().parameters().alpha()).isCloseTo(1.2035, within(0.005));
        assertThat(fit.model().parameters().gamma()).isCloseTo(0.6567, within(0.005));
    }

    @Test
    void spendOnCdnowIsHardlyMoved() {
        GammaGammaFit fit = GammaGamma.withDefaults().withPrior(WEAK).fit(SharedData.cdnow());
        assertThat(fit.report().logLikelihood()).isBetween(-4055.93, -4055.9176);
        assertThat(fit.model().populationMean().orElseThrow()).isCloseTo(35.17, within(0.02));
    }
}
