package io.github.staycurve.clv.spend;

import static io.github.staycurve.clv.spend.SpendSamples.erlang;
import static io.github.staycurve.clv.spend.SpendSamples.relative;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.staycurve.core.fit.Estimate;
import io.github.staycurve.core.fit.FitReport;
import io.github.staycurve.core.fit.FitStatus;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/** Data without an interior maximum: the fit goes to the limit, or says that it cannot tell, and never throws. */
class GammaGammaLimitTest {
    private static final GammaGamma FITTER = GammaGamma.withDefaults();
    private static final double LIMIT = 1e6;

    @Test
    void equalSpendsRunToTheLimitWhereEveryoneIsExpectedToSpendTheSame() {
        GammaGammaFit fit = FITTER.fit(new int[] {1, 2, 3, 50}, new double[] {12.5, 12.5, 12.5, 12.5});

        assertThat(fit.report().status()).isEqualTo(FitStatus.BOUNDARY);
        assertThat(fit.report().boundaryParameters()).containsExactly("p", "q", "gamma");
        assertThat(fit.report().covariance()).isEmpty();
        assertThat(fit.report().explanation())
                .contains("p and q ran to their upper limits")
                .contains("common mean");
        for (int x : new int[] {0, 1, 50}) {
            assertThat(fit.model().expectedSpend(x, 12.5).orElseThrow()).isCloseTo(12.5, relative(12.5, 2e-6));
        }
    }

    @Test
    void oneCustomerIsABoundary() {
        GammaGammaFit fit = FITTER.fit(new int[] {3}, new double[] {7});

        assertThat(fit.report().status()).isEqualTo(FitStatus.BOUNDARY);
        assertThat(fit.report().observations()).isEqualTo(1);
        assertThat(fit.model().expectedSpend(3, 7).orElseThrow()).isCloseTo(7, relative(7, 2e-6));
        assertThat(fit.model().populationMean().orElseThrow()).isCloseTo(7, relative(7, 2e-6));
    }

    /**
     * With one rate for all, the model becomes one gamma distribution. By chance, half of all such samples look as if
     * customers differed a little; in this one the likelihood rises in q for ever.
     */
    @Test
    void customersWhoDifferByChanceAloneAreExpectedToSpendTheSame() {
        SplittableRandom random = new SplittableRandom(14);
        int[] x = new int[1000];
        double[] meanSpend = new double[1000];
        double total = 0;
        double purchases = 0;
        for (int i = 0; i < x.length; i++) {
            x[i] = 1 + random.nextInt(8);
            double spent = 15 * erlang(random, 2 * x[i]);
            meanSpend[i] = spent / x[i];
            total += spent;
            purchases += x[i];
        }

        GammaGammaFit fit = FITTER.fit(x, meanSpend);

        assertThat(fit.report().status()).isEqualTo(FitStatus.BOUNDARY);
        assertThat(fit.report().boundaryParameters()).containsExactly("q", "gamma");
        assertThat(fit.report().explanation())
                .contains("q ran to its upper limit")
                .contains("common mean");
        assertThat(fit.report().covarianceParameters()).containsExactly("p");
        assertThat(fit.model().parameters().q()).isCloseTo(LIMIT, relative(LIMIT, 1e-9));
        Estimate p = fit.report().estimate("p").orElseThrow();
        assertThat(p.value()).isCloseTo(2, within(3 * p.standardError().orElseThrow()));
        // the gamma distribution's maximum likelihood mean is the mean of all purchases
        double mean = total / purchases;
        assertThat(fit.model().expectedSpend(1, 10).orElseThrow()).isCloseTo(mean, relative(mean, 1e-4));
        assertThat(fit.model().expectedSpend(8, 90).orElseThrow()).isCloseTo(mean, relative(mean, 1e-4));
    }

    /**
     * When only customers differ, the model becomes an inverse gamma distribution of their means. By chance, half of all
     * such samples look as if there were a little variation within customers; this one does not.
     */
    @Test
    void customersWhosePurchasesDoNotVaryAreExpectedToGoOnAsBefore() {
        SplittableRandom random = new SplittableRandom(19);
        int[] x = new int[800];
        double[] meanSpend = new double[800];
        for (int i = 0; i < x.length; i++) {
            x[i] = 1 + random.nextInt(8);
            meanSpend[i] = 60 / erlang(random, 3);
        }

        GammaGammaFit fit = FITTER.fit(x, meanSpend);

        assertThat(fit.report().status()).isEqualTo(FitStatus.BOUNDARY);
        assertThat(fit.report().boundaryParameters()).containsExactly("p", "gamma");
        assertThat(fit.report().explanation())
                .contains("p ran to its upper limit")
                .contains("their own mean");
        Estimate q = fit.report().estimate("q").orElseThrow();
        assertThat(q.value()).isCloseTo(3, within(3 * q.standardError().orElseThrow()));
        assertThat(fit.model().expectedSpend(1, 90).orElseThrow()).isCloseTo(90, relative(90, 1e-5));
    }

    @Test
    void shapeOfNarrowSymmetricSpendsIsFlat() {
        // single purchases, nearly log-normal with a deviation of 1 %: the two shapes act alike
        int[] x = new int[10];
        double[] meanSpend = new double[10];
        Arrays.fill(x, 1);
        for (int i = 0; i < 10; i++) {
            double share = (i + 0.5) / 10;
            meanSpend[i] = 20 * Math.exp(0.0055 * Math.log(share / (1 - share)));
        }

        GammaGammaFit fit = FITTER.fit(x, meanSpend);

        assertThat(fit.report().status()).isEqualTo(FitStatus.FLAT);
        assertThat(fit.report().covariance()).isEmpty();
        assertThat(fit.report().explanation()).contains("do not tell p, q and gamma apart");
        assertThat(fit.model().expectedSpend(1, 20).orElseThrow()).isCloseTo(20, within(0.01));
    }

    @Test
    void heavyTailedSpendHasNoPopulationMeanAndSaysSo() {
        SplittableRandom random = new SplittableRandom(16);
        int[] x = new int[1000];
        double[] meanSpend = new double[1000];
        for (int i = 0; i < x.length; i++) {
            x[i] = 1 + random.nextInt(3);
            double numerator = erlang(random, 1);
            meanSpend[i] = 10 * Math.pow(numerator / erlang(random, 1), 2.5);
        }

        GammaGammaFit fit = FITTER.fit(x, meanSpend);

        assertThat(fit.report().status()).isEqualTo(FitStatus.CONVERGED);
        assertThat(fit.model().parameters().q()).isLessThan(1);
        assertThat(fit.model().populationMean()).isEmpty();
        assertThat(fit.report().explanation())
                .contains("The mean spend of the population does not exist")
                .contains("undefined");
    }

    @Test
    void spendsOfAllMagnitudesRunToALimit() {
        SplittableRandom random = new SplittableRandom(17);
        int[] x = new int[200];
        double[] meanSpend = new double[200];
        for (int i = 0; i < x.length; i++) {
            x[i] = 1 + random.nextInt(8);
            meanSpend[i] = Math.exp(300 * (Math.pow(random.nextDouble(), 3) - 0.5));
        }

        FitReport report = FITTER.fit(x, meanSpend).report();

        assertThat(report.status()).isEqualTo(FitStatus.BOUNDARY);
        assertThat(report.explanation()).contains("many orders of magnitude");
    }

    /** Whatever the data, a fit ends in a report without an exception, and its model predicts. */
    @RepeatedTest(300)
    void everyDataSetEndsInAReport(RepetitionInfo run) {
        long seed = run.getCurrentRepetition();
        SplittableRandom random = new SplittableRandom(seed);
        int n = 1 + random.nextInt(12);
        int[] x = new int[n];
        double[] meanSpend = new double[n];
        double longest = random.nextDouble() * Math.log(1e6);
        double spread = Math.exp(random.nextDouble(-10, 3));
        boolean rounded = random.nextInt(3) == 0;
        for (int i = 0; i < n; i++) {
            x[i] = (int) Math.exp(longest * random.nextDouble());
            double m = Math.exp(spread * Math.log(erlang(random, 2)));
            meanSpend[i] = Math.min(1e15, rounded ? Math.rint(3 * m) + 1 : m);
        }

        GammaGammaFit fit = FITTER.fit(x, meanSpend);

        assertThat(fit.report().status()).as("seed %d: %s", seed, fit.report()).isNotEqualTo(FitStatus.FAILED);
        assertThat(fit.report().logLikelihood()).as("seed %d", seed).isFinite();
        for (int i = 0; i < n; i++) {
            fit.model()
                    .expectedSpend(x[i], meanSpend[i])
                    .ifPresent(mean ->
                            assertThat(mean).as("seed %d", seed).isFinite().isPositive());
        }
    }
}
