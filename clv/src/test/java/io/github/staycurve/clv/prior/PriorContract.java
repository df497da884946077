package io.github.staycurve.clv.prior;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.github.staycurve.core.fit.Estimate;
import io.github.staycurve.core.fit.FitReport;
import io.github.staycurve.core.fit.FitStatus;
import io.github.staycurve.core.internal.math.Objective;
import io.github.staycurve.core.json.FitReportJson;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/**
 * What the option of a prior means in any model: each model says its likelihood and its quantities in its parameters, here they
 * are put together and searched again by other means.
 */
public abstract class PriorContract {
    private static final Prior WEAK = Prior.weak();
    /** 95 % within a factor of 10: the deviation of the natural logarithm. */
    private static final double DEVIATION = Math.log(10) / 1.959963984540054;

    /** Returns the fit of an example that is easy enough for a maximum of the likelihood, each customer so many times. */
    protected abstract FitReport fit(int copies, @Nullable Prior prior);

    /** Returns the fits of data whose likelihood has no maximum. */
    protected abstract List<FitReport> hard(@Nullable Prior prior);

    /** Returns the log-likelihood of the example, each customer once, by the model's own probabilities. */
    protected abstract double logLikelihood(double[] parameters);

    /** Returns the quantities of the prior over their usual values, of the example. */
    protected abstract double[] quantities(double[] parameters);

    /** Returns parameters to start an own search from. */
    protected abstract double[] start();

    /** Returns what the search minimises for the example with a prior. */
    protected abstract Objective objective(Prior prior);

    private double negativeLogPosterior(double[] logParameters) {
        double[] parameters = Arrays.stream(logParameters).map(Math::exp).toArray();
        double sum = -logLikelihood(parameters);
        for (double quantity : quantities(parameters)) {
            sum += Math.pow(Math.log(quantity) / DEVIATION, 2) / 2;
        }
        return sum;
    }

    private static double[] logs(FitReport report) {
        return report.estimates().stream()
                .mapToDouble(estimate -> Math.log(estimate.value()))
                .toArray();
    }

    @Test
    void estimatesAreTheModeThatAnIndependentSearchFinds() {
        double[] mode = NelderMead.minimum(
                this::negativeLogPosterior,
                Arrays.stream(start()).map(Math::log).toArray());
        FitReport report = fit(1, WEAK);

        assertThat(report.status()).as(report.describe()).isEqualTo(FitStatus.CONVERGED);
        assertThat(logs(report)).containsExactly(mode, within(2e-5));
        assertThat(report.logLikelihood())
                .isCloseTo(
                        logLikelihood(Arrays.stream(logs(report)).map(Math::exp).toArray()), withinPercentage(1e-9));
    }

    /** The information of likelihood and prior by second differences, times the covariance, is the identity. */
    @Test
    void standardErrorsAreThoseOfBothTogether() {
        FitReport report = fit(1, WEAK);
        double[] mode = logs(report);
        int n = mode.length;
        double h = 2e-3;
        double[][] covariance = report.covariance();
        for (int i = 0; i < n; i++) {
            for (int k = 0; k < n; k++) {
                double entry = 0;
                for (int j = 0; j < n; j++) {
                    double information = (shifted(mode, i, h, j, h)
                                    - shifted(mode, i, h, j, -h)
                                    - shifted(mode, i, -h, j, h)
                                    + shifted(mode, i, -h, j, -h))
                            / (4 * h * h);
                    entry += information * covariance[j][k] / Math.exp(mode[j] + mode[k]);
                }
                assertThat(entry).as("entry %d, %d", i, k).isCloseTo(i == k ? 1 : 0, within(2e-3));
            }
        }
    }

    private double shifted(double[] point, int i, double stepI, int j, double stepJ) {
        double[] moved = point.clone();
        moved[i] += stepI;
        moved[j] += stepJ;
        return negativeLogPosterior(moved);
    }

    @RepeatedTest(10)
    void gradientWithThePriorIsThatOfTheValue(RepetitionInfo run) {
        SplittableRandom random = new SplittableRandom(run.getCurrentRepetition());
        Objective objective = objective(Prior.withinFactor(2));
        int n = start().length;
        double[] point = random.doubles(n, -1, 1).toArray();
        double[] gradient = new double[n];
        double[] ignored = new double[n];
        objective.value(point, gradient);
        for (int i = 0; i < n; i++) {
            double[] up = point.clone();
            double[] down = point.clone();
            up[i] += 1e-4;
            down[i] -= 1e-4;
            double slope = (objective.value(up, ignored) - objective.value(down, ignored)) / 2e-4;
            assertThat(gradient[i])
                    .as("seed %d, coordinate %d", run.getCurrentRepetition(), i)
                    .isCloseTo(slope, within(1e-4 + 1e-6 * Math.abs(slope)));
        }
    }

    @Test
    void reportTellsThatThereIsAPriorAndItsStoredFormToo() {
        FitReport with = FitReportJson.read(FitReportJson.write(fit(1, WEAK)));
        assertThat(with.explanation())
                .contains("Likelihood and prior together have a maximum")
                .contains("a posterior mode")
                .contains("within a factor of 10 of the usual value")
                .contains("the log-likelihood is that of the data alone");
    }

    @Test
    void withoutTheOptionNothingIsSaidOrMoved() {
        FitReport without = fit(1, null);
        assertThat(without.status()).isEqualTo(FitStatus.CONVERGED);
        assertThat(without.explanation())
                .startsWith("The likelihood has a maximum")
                .doesNotContain("prior");
        double[] likeliest = logs(without);
        double best = logLikelihood(Arrays.stream(likeliest).map(Math::exp).toArray());
        for (int i = 0; i < likeliest.length; i++) {
            for (double step : new double[] {-0.01, 0.01}) {
                double[] near = likeliest.clone();
                near[i] += step;
                assertThat(logLikelihood(Arrays.stream(near).map(Math::exp).toArray()))
                        .isLessThan(best);
            }
        }
        assertThat(fit(1, WEAK).logLikelihood()).isLessThan(without.logLikelihood());
    }

    @Test
    void hardDataHaveAMaximumInside() {
        for (FitReport report : hard(null)) {
            assertThat(report.status()).as(report.describe()).isIn(FitStatus.BOUNDARY, FitStatus.FLAT);
        }
        for (Prior prior : List.of(WEAK, Prior.withinFactor(2))) {
            for (FitReport report : hard(prior)) {
                assertThat(report.status()).as(report.describe()).isEqualTo(FitStatus.CONVERGED);
                assertThat(report.estimates())
                        .allSatisfy((Estimate estimate) ->
                                assertThat(estimate.standardError()).isPresent());
            }
        }
    }

    /** The same customers so many times tell so many times as much, and the prior no more: its pull falls as one over that. */
    @Test
    void muchDataOutweighIt() {
        double[] likeliest = logs(fit(1, null));
        double[] mode = logs(fit(50, WEAK));
        double[] ofMore = logs(fit(1000, WEAK));
        for (int i = 0; i < mode.length; i++) {
            double pull = mode[i] - likeliest[i];
            assertThat(ofMore[i] - likeliest[i])
                    .as("parameter %d", i)
                    .isCloseTo(pull / 20, within(2e-5 + 0.1 * Math.abs(pull) / 20));
        }
    }

    /** As the factor grows the pull falls with 1/ln² of it, towards the estimates of maximum likelihood. */
    @Test
    void aWeakerPriorTendsToTheLikeliest() {
        double[] likeliest = logs(fit(50, null));
        double[] weak = logs(fit(50, WEAK));
        double[] weaker = logs(fit(50, Prior.withinFactor(1000)));
        for (int i = 0; i < weak.length; i++) {
            double pull = weak[i] - likeliest[i];
            assertThat(weaker[i] - likeliest[i])
                    .as("parameter %d", i)
                    .isCloseTo(pull / 9, within(2e-5 + 0.1 * Math.abs(pull) / 9));
        }
    }

    /** A strong one holds every quantity; a stronger one never lets go of it more. */
    @Test
    void aStrongPriorHoldsItsQuantities() {
        double before = Double.POSITIVE_INFINITY;
        for (double factor : new double[] {1000, 100, 10, 3, 1.1}) {
            double away = 0;
            for (double quantity : quantities(Arrays.stream(logs(fit(1, Prior.withinFactor(factor))))
                    .map(Math::exp)
                    .toArray())) {
                away += Math.pow(Math.log(quantity), 2);
            }
            assertThat(away).as("factor %s", factor).isLessThan(before);
            before = away;
        }
        assertThat(Math.sqrt(before)).isLessThan(2 * Math.log(1.1));
    }
}
