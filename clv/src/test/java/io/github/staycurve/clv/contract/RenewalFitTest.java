package io.github.staycurve.clv.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.github.staycurve.core.fit.FitStatus;
import io.github.staycurve.core.time.PeriodUnit;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Fits to the two published cohorts, recovery of known parameters, and data without a maximum. */
class RenewalFitTest {
    // Fader and Hardie (2007), table 1: customers left of 1,000 after each year
    private static final double[] HIGH_END = {1000, 869, 743, 653, 593, 551, 517, 491, 468, 445, 427, 409, 394};
    private static final double[] REGULAR = {1000, 631, 468, 382, 326, 289, 262, 241, 223, 207, 194, 183, 173};

    private static RenewalCounts years(double[] survivors, int years) {
        return RenewalCounts.ofSurvivors(PeriodUnit.YEAR, Arrays.copyOf(survivors, years + 1));
    }

    // two decimals beyond the paper's, from a careful optimiser (golden fits of the reference)
    @ParameterizedTest
    @CsvSource({
        "high,4,1.2809762115999037,7.790382906742825,-1225.1349070416097",
        "high,7,0.6680883872278957,3.806095501915106,-1611.1581473911551",
        "high,12,0.5961112364023923,3.3269690086168553,-2010.8584195650847",
        "regular,4,0.7636650297777099,1.2958301956744285,-1401.5594235774447",
        "regular,7,0.7040772769442353,1.1820429812948083,-1680.265188463286",
        "regular,12,0.6973624376209249,1.1689045932135704,-1931.4916941280794"
    })
    void publishedCohorts(String cohort, int years, double alpha, double beta, double logLikelihood) {
        double[] survivors = cohort.equals("high") ? HIGH_END : REGULAR;
        RenewalModelFit<SbgModel> fit = Sbg.fit(years(survivors, years));
        assertThat(fit.report().status()).isEqualTo(FitStatus.CONVERGED);
        assertThat(fit.model().parameters().alpha()).isCloseTo(alpha, within(2e-6 * alpha));
        assertThat(fit.model().parameters().beta()).isCloseTo(beta, within(2e-6 * beta));
        assertThat(fit.report().logLikelihood()).isCloseTo(logLikelihood, within(1e-8));
        assertThat(fit.report().estimate("alpha").orElseThrow().standardError()).isPresent();
    }

    // Fader and Hardie (2007), figure 7: the projection of the regular cohort to year 12 from the first seven years
    @Test
    void projection() {
        SbgModel model = Sbg.fit(years(REGULAR, 7)).model();
        double[] projected = {100.0, 62.67, 47.38, 38.8, 33.21, 29.23, 26.25, 23.9, 22.01, 20.44, 19.12, 17.99, 17.0};
        for (int t = 0; t < projected.length; t++) {
            assertThat(100 * model.survival(t)).isCloseTo(projected[t], within(0.006));
        }
    }

    /** The restricted model can never fit better, and at c = 1 the two are one. */
    @Test
    void durationDependenceNeverFitsWorse() {
        for (double[] cohort : new double[][] {HIGH_END, REGULAR}) {
            RenewalModelFit<SbgModel> restricted = Sbg.fit(years(cohort, 7));
            RenewalModelFit<BdwModel> full = Bdw.fit(years(cohort, 7));
            assertThat(full.report().status()).isEqualTo(FitStatus.CONVERGED);
            assertThat(full.report().logLikelihood())
                    .isGreaterThanOrEqualTo(restricted.report().logLikelihood());
            assertThat(Geometric.fit(years(cohort, 7)).report().logLikelihood())
                    .isLessThan(restricted.report().logLikelihood());
        }
    }

    /** The log-likelihood from the probabilities themselves, and that no neighbour is likelier. */
    @Test
    void theEstimateIsTheHighestPoint() {
        RenewalCounts counts = years(HIGH_END, 7);
        BdwParameters best = Bdw.fit(counts).model().parameters();
        double highest = logLikelihood(counts, best);
        assertThat(Bdw.fit(counts).report().logLikelihood()).isCloseTo(highest, within(1e-9));
        for (double factor : new double[] {0.999, 1.001}) {
            assertThat(logLikelihood(counts, new BdwParameters(best.alpha() * factor, best.beta(), best.c())))
                    .isLessThan(highest);
            assertThat(logLikelihood(counts, new BdwParameters(best.alpha(), best.beta() * factor, best.c())))
                    .isLessThan(highest);
            assertThat(logLikelihood(counts, new BdwParameters(best.alpha(), best.beta(), best.c() * factor)))
                    .isLessThan(highest);
        }
    }

    private static double logLikelihood(RenewalCounts counts, BdwParameters p) {
        BdwModel model = BdwModel.of(p, PeriodUnit.YEAR);
        double sum = 0;
        for (int t = 1; t <= counts.renewals(); t++) {
            sum += counts.left(t) * Math.log(model.survival(t - 1) - model.survival(t));
            sum += counts.stayed(t) * Math.log(model.survival(t));
        }
        return sum;
    }

    @RepeatedTest(20)
    void theGradientIsThatOfTheValue(RepetitionInfo run) {
        SplittableRandom random = new SplittableRandom(run.getCurrentRepetition());
        RenewalObjective objective = new RenewalObjective(years(REGULAR, 9), true);
        double[] point = {2 * random.nextDouble() - 1, 4 * random.nextDouble() - 2, random.nextDouble() - 0.5};
        double[] gradient = new double[3];
        double[] ignored = new double[3];
        objective.value(point, gradient);
        for (int i = 0; i < 3; i++) {
            double h = 1e-4;
            double[] up = point.clone();
            double[] down = point.clone();
            up[i] += h;
            down[i] -= h;
            double slope = (objective.value(up, ignored) - objective.value(down, ignored)) / (2 * h);
            assertThat(gradient[i])
                    .as("seed %d, coordinate %d", run.getCurrentRepetition(), i)
                    .isCloseTo(slope, within(1e-3 + 1e-5 * Math.abs(slope)));
        }
    }

    /** Cohorts of all ages, each observed to the same date. */
    @Test
    void pooledCohortsRecoverTheTruth() {
        SplittableRandom random = new SplittableRandom(20070101);
        int n = 60_000;
        int[] renewals = new int[n];
        boolean[] ended = new boolean[n];
        for (int i = 0; i < n; i++) {
            double p = betaOfOneAndThree(random);
            int observed = random.nextInt(13);
            int t = 0;
            while (t < observed && !ended[i]) {
                t++;
                ended[i] = random.nextDouble() < p;
            }
            renewals[i] = t;
        }
        SbgModel model =
                Sbg.fit(RenewalCounts.of(PeriodUnit.MONTH, renewals, ended)).model();
        assertThat(model.unit()).isEqualTo(PeriodUnit.MONTH);
        assertThat(model.parameters().alpha()).isCloseTo(1, withinPercentage(5));
        assertThat(model.parameters().beta()).isCloseTo(3, withinPercentage(5));
    }

    private static double betaOfOneAndThree(SplittableRandom random) {
        return 1 - Math.pow(random.nextDouble(), 1.0 / 3); // the inverse of F(p) = 1 − (1 − p)^3
    }

    @Test
    void poolingAddsCounts() {
        RenewalCounts high = years(HIGH_END, 7);
        RenewalCounts both = high.plus(years(REGULAR, 4));
        assertThat(both.renewals()).isEqualTo(7);
        assertThat(both.customers()).isEqualTo(2000);
        assertThat(both.left(1)).isEqualTo(131 + 369);
        assertThat(both.stayed(4)).isEqualTo(326);
        assertThat(both.retention(1).value().orElseThrow()).isEqualTo((869 + 631) / 2000.0);
        // the younger cohort has not come to the fifth renewal
        assertThat(both.retention(5).value().orElseThrow()).isEqualTo(551 / 593.0);
        assertThat(Sbg.fit(years(REGULAR, 4).plus(high)).report())
                .isEqualTo(Sbg.fit(both).report());
    }

    @Test
    void dataWithoutAMaximumAreToldInWords() {
        RenewalModelFit<SbgModel> alike = Sbg.fit(RenewalCounts.ofSurvivors(PeriodUnit.YEAR, 1000, 800, 640, 512));
        assertThat(alike.report().status()).isEqualTo(FitStatus.BOUNDARY);
        assertThat(alike.report().explanation()).contains("do not differ", "0.2000");
        assertThat(alike.model().survival(5)).isCloseTo(Math.pow(0.8, 5), within(1e-5));

        RenewalModelFit<SbgModel> nobodyLeft = Sbg.fit(RenewalCounts.ofSurvivors(PeriodUnit.YEAR, 50, 50, 50));
        assertThat(nobodyLeft.report().status()).isEqualTo(FitStatus.BOUNDARY);
        assertThat(nobodyLeft.report().explanation()).contains("nobody leaves");
        assertThat(nobodyLeft.model().survival(2)).isGreaterThan(0.99);

        RenewalModelFit<SbgModel> allLeft = Sbg.fit(RenewalCounts.ofSurvivors(PeriodUnit.YEAR, 50, 0));
        assertThat(allLeft.report().explanation()).contains("everybody leaves at once");

        RenewalModelFit<SbgModel> oneRenewal = Sbg.fit(RenewalCounts.ofSurvivors(PeriodUnit.YEAR, 1000, 700));
        assertThat(oneRenewal.report().status()).isIn(FitStatus.FLAT, FitStatus.BOUNDARY);
        assertThat(oneRenewal.model().survival(1)).isCloseTo(0.7, within(1e-6));

        RenewalModelFit<SbgModel> firstOrNever =
                Sbg.fit(RenewalCounts.ofSurvivors(PeriodUnit.YEAR, 1000, 700, 700, 700));
        assertThat(firstOrNever.report().explanation()).contains("first renewal or never");
    }

    @Test
    void nobodyIsAFailedFit() {
        RenewalCounts nobody = RenewalCounts.of(PeriodUnit.YEAR, new int[] {0}, new boolean[] {false});
        RenewalModelFit<SbgModel> fit = Sbg.fit(nobody);
        assertThat(fit.hasModel()).isFalse();
        assertThat(fit.report().status()).isEqualTo(FitStatus.FAILED);
        assertThatThrownBy(fit::model).isInstanceOf(IllegalStateException.class).hasMessageContaining("No customer");
        assertThat(Geometric.fit(nobody).hasModel()).isFalse();
    }

    /** The delta method by hand: S(t) = (1 − theta) to the power of t; also where theta has no room above it. */
    @ParameterizedTest
    @CsvSource({"200, 3", "900, 30", "990, 3", "999, 3", "999, 20"})
    void errorsOfGeometricPredictionsAreThoseOfTheirDerivatives(int left, int t) {
        RenewalModelFit<GeometricModel> fit =
                Geometric.fit(RenewalCounts.ofSurvivors(PeriodUnit.MONTH, 1000, 1000 - left));
        double theta = left / 1000.0;
        double expected = t * Math.pow(1 - theta, t - 1) * Math.sqrt(theta * (1 - theta) / 1000);
        assertThat(fit.standardError(model -> model.survival(t)).orElseThrow())
                .isCloseTo(expected, within(1e-8 * expected));
    }

    @Test
    void geometricIsTheShareWhoLeft() {
        RenewalModelFit<GeometricModel> fit = Geometric.fit(RenewalCounts.ofSurvivors(PeriodUnit.YEAR, 1000, 800, 640));
        assertThat(fit.model().theta()).isCloseTo(0.2, within(1e-15));
        // the binomial error: 1,800 renewals, 360 left
        assertThat(fit.report().estimate("theta").orElseThrow().standardError().orElseThrow())
                .isCloseTo(Math.sqrt(0.2 * 0.8 / 1800), within(1e-15));
        assertThat(fit.report().logLikelihood()).isCloseTo(360 * Math.log(0.2) + 1440 * Math.log(0.8), within(1e-9));
        assertThat(Geometric.fit(RenewalCounts.ofSurvivors(PeriodUnit.YEAR, 5, 5))
                        .report()
                        .status())
                .isEqualTo(FitStatus.BOUNDARY);
        assertThat(Geometric.fit(RenewalCounts.ofSurvivors(PeriodUnit.YEAR, 5, 0))
                        .model()
                        .theta())
                .isEqualTo(1);
    }

    @Test
    void wrongCountsAreNamed() {
        assertThatThrownBy(() -> RenewalCounts.ofSurvivors(PeriodUnit.YEAR, 100))
                .hasMessageContaining("one renewal");
        assertThatThrownBy(() -> RenewalCounts.ofSurvivors(PeriodUnit.YEAR, 100, 50, 60))
                .hasMessageContaining("renewal 2");
        assertThatThrownBy(() -> RenewalCounts.ofSurvivors(PeriodUnit.YEAR, 100, Double.NaN))
                .hasMessageContaining("customers");
        assertThatThrownBy(() -> RenewalCounts.of(PeriodUnit.YEAR, new int[] {1}, new boolean[0]))
                .hasMessageContaining("of one length");
        assertThatThrownBy(() -> RenewalCounts.of(PeriodUnit.YEAR, new int[] {0}, new boolean[] {true}))
                .hasMessageContaining("renewal 0");
        assertThatThrownBy(() -> RenewalCounts.of(PeriodUnit.YEAR, new int[] {-1}, new boolean[] {true}))
                .hasMessageContaining("renewals of customer 0");
        RenewalCounts counts = years(HIGH_END, 3);
        assertThatThrownBy(() -> counts.left(4)).hasMessageContaining("1 to 3");
        assertThatThrownBy(() -> counts.plus(RenewalCounts.ofSurvivors(PeriodUnit.MONTH, 2, 1)))
                .hasMessageContaining("year", "month");
    }

    @Test
    void madeUpCustomersGiveTheirParametersBack() {
        BdwParameters truth = new BdwParameters(1.2, 4, 1.3);
        RenewalCounts counts = new RenewalSimulator(BdwModel.of(truth, PeriodUnit.MONTH), 20180501).counts(100_000, 15);
        assertThat(counts.customers()).isEqualTo(100_000);
        RenewalModelFit<BdwModel> fit = Bdw.fit(counts);
        double[] expected = {truth.alpha(), truth.beta(), truth.c()};
        for (int i = 0; i < expected.length; i++) {
            var estimate = fit.report().estimates().get(i);
            assertThat(estimate.value())
                    .as(estimate.name())
                    .isCloseTo(expected[i], within(4 * estimate.standardError().orElseThrow()));
        }
        // 15 renewals, at each of which the share that left is that of the model
        for (int t : new int[] {1, 5, 15}) {
            double retention = counts.retention(t).value().orElseThrow();
            assertThat(retention).isCloseTo(BdwModel.of(truth, PeriodUnit.MONTH).retentionRate(t), within(0.01));
        }
        RenewalSimulator again = new RenewalSimulator(BdwModel.of(truth, PeriodUnit.MONTH), 20180501);
        int alone = again.renewals(41, 15);
        assertThat(again.counts(50, 15).customers()).isEqualTo(50);
        assertThat(again.renewals(41, 15)).isEqualTo(alone);
        assertThat(again.renewals(7, 0)).isZero();
    }

    /** The delta method against the spread of the same prediction over many made-up cohorts. */
    @Test
    void errorsOfPredictionsAreTheirSpread() {
        SbgModel truth = SbgModel.of(new SbgParameters(0.7, 1.2), PeriodUnit.YEAR);
        double sum = 0;
        double squares = 0;
        double errors = 0;
        int samples = 200;
        for (int sample = 0; sample < samples; sample++) {
            RenewalModelFit<SbgModel> fit = Sbg.fit(new RenewalSimulator(truth, 1000L + sample).counts(1000, 7));
            double survival = fit.model().survival(12);
            sum += survival;
            squares += survival * survival;
            errors += fit.standardError(model -> model.survival(12)).orElseThrow();
        }
        double spread = Math.sqrt((squares - sum * sum / samples) / (samples - 1));
        assertThat(errors / samples).isCloseTo(spread, withinPercentage(20));
        assertThat(Sbg.fit(RenewalCounts.ofSurvivors(PeriodUnit.YEAR, 50, 50)).standardError(m -> m.survival(3)))
                .isEmpty();
        // one parameter: θ ± √(θ(1 − θ)/n), and S(2) = (1 − θ)² has 2(1 − θ) times that
        RenewalModelFit<GeometricModel> geometric =
                Geometric.fit(RenewalCounts.ofSurvivors(PeriodUnit.YEAR, 1000, 800, 640));
        assertThat(geometric.standardError(m -> m.survival(2)).orElseThrow())
                .isCloseTo(2 * 0.8 * Math.sqrt(0.2 * 0.8 / 1800), within(1e-10));
    }
}
