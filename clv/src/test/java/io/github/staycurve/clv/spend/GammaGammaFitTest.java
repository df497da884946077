package io.github.staycurve.clv.spend;

import static io.github.staycurve.clv.spend.SpendSamples.assertSame;
import static io.github.staycurve.clv.spend.SpendSamples.relative;
import static io.github.staycurve.clv.spend.SpendSamples.simulate;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import io.github.staycurve.clv.spend.SpendSamples.Customers;
import io.github.staycurve.core.data.CustomerSummary;
import io.github.staycurve.core.data.CustomerSummaryTable;
import io.github.staycurve.core.fit.Estimate;
import io.github.staycurve.core.fit.FitReport;
import io.github.staycurve.core.fit.FitStatus;
import io.github.staycurve.core.time.PeriodUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class GammaGammaFitTest {
    private static final GammaGamma FITTER = GammaGamma.withDefaults();

    @Test
    void recoversTheParametersOfASimulation() {
        Customers customers = simulate(20130601, 20_000, 6, 4, 15);

        GammaGammaFit fit = customers.fit();

        FitReport report = fit.report();
        assertThat(report.status()).isEqualTo(FitStatus.CONVERGED);
        assertThat(report.observations()).isEqualTo(20_000);
        double[] truth = {6, 4, 15};
        for (int i = 0; i < 3; i++) {
            Estimate estimate = report.estimates().get(i);
            double error = estimate.standardError().orElseThrow();
            assertThat(estimate.value()).as(estimate.name()).isCloseTo(truth[i], within(3 * error));
            assertThat(error).as(estimate.name()).isLessThan(0.1 * truth[i]);
        }
        assertThat(fit.model().populationMean().orElseThrow()).isCloseTo(30, within(0.5));
    }

    /** The delta method by hand for the mean p gamma/(q − 1). */
    @Test
    void errorsOfPredictionsAreThoseOfTheirDerivatives() {
        GammaGammaFit fit = simulate(20130602, 2000, 6, 4, 15).fit();
        GammaGammaParameters p = fit.model().parameters();
        double mean = p.p() * p.gamma() / (p.q() - 1);
        double expected = SpendSamples.error(fit.report(), mean / p.p(), -mean / (p.q() - 1), mean / p.gamma());
        assertThat(fit.standardError(m -> m.populationMean().orElse(Double.NaN)).orElseThrow())
                .isCloseTo(expected, within(1e-8 * expected));
        CustomerSummaryTable newCustomer =
                CustomerSummaryTable.of(PeriodUnit.DAY, List.of(new CustomerSummary("a", 0, 0, 10, 20, 0, 20)));
        assertThat(fit.standardErrors(m -> m.expectedSpend(newCustomer))
                        .orElseThrow()
                        .value(0))
                .hasValueCloseTo(expected, within(1e-8 * expected));
        GammaGammaFit nobody = FITTER.fit(new int[0], new double[0], null);
        assertThat(nobody.standardError(m -> m.populationMean().orElse(Double.NaN)))
                .isEmpty();
    }

    @RepeatedTest(60)
    void intervalsCoverTheTruthAsOftenAsTheySay(RepetitionInfo run) {
        // the statistic 2 (log L at the estimate − log L at the truth) is χ² with 3 degrees of freedom: above 22 it is
        // seen once in 15,000
        long seed = run.getCurrentRepetition();
        Customers customers = simulate(seed, 500, 3, 3, 40);
        GammaGammaFit fit = customers.fit();
        double atTruth = logLikelihood(GammaGammaModel.of(new GammaGammaParameters(3, 3, 40)), customers);

        assertThat(fit.report().status()).as("seed %d", seed).isEqualTo(FitStatus.CONVERGED);
        assertThat(2 * (fit.report().logLikelihood() - atTruth))
                .as("seed %d", seed)
                .isBetween(0.0, 22.0);
    }

    private static double logLikelihood(GammaGammaModel model, Customers customers) {
        double sum = 0;
        for (int i = 0; i < customers.x().length; i++) {
            sum += model.logLikelihood(customers.x()[i], customers.meanSpend()[i]);
        }
        return sum;
    }

    @Test
    void reportedLikelihoodIsTheModels() {
        Customers customers = simulate(7, 300, 2, 3, 12);

        GammaGammaFit fit = customers.fit();

        double sum = logLikelihood(fit.model(), customers);
        assertThat(fit.report().logLikelihood()).isCloseTo(sum, relative(sum, 1e-12));
        assertThat(fit.report().aic()).isCloseTo(6 - 2 * sum, relative(sum, 1e-11));
    }

    @Test
    void estimateIsAMaximum() {
        Customers customers = simulate(8, 300, 2, 3, 12);
        GammaGammaFit fit = customers.fit();
        GammaGammaParameters best = fit.model().parameters();

        for (double factor : new double[] {0.999, 1.001}) {
            assertThat(logLikelihood(
                            GammaGammaModel.of(new GammaGammaParameters(best.p() * factor, best.q(), best.gamma())),
                            customers))
                    .isLessThan(fit.report().logLikelihood());
            assertThat(logLikelihood(
                            GammaGammaModel.of(new GammaGammaParameters(best.p(), best.q() * factor, best.gamma())),
                            customers))
                    .isLessThan(fit.report().logLikelihood());
            assertThat(logLikelihood(
                            GammaGammaModel.of(new GammaGammaParameters(best.p(), best.q(), best.gamma() * factor)),
                            customers))
                    .isLessThan(fit.report().logLikelihood());
        }
    }

    /** The observed information by second differences of the model's own log-likelihood, inverted by hand. */
    @Test
    void covarianceIsTheInverseOfTheObservedInformation() {
        Customers customers = simulate(9, 400, 2, 3, 12);
        GammaGammaFit fit = customers.fit();
        double[][] covariance = fit.report().covariance();
        double[][] information = informationInParameters(customers, fit.model().parameters());

        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 3; j++) {
                double entry = 0;
                for (int k = 0; k < 3; k++) {
                    entry += information[i][k] * covariance[k][j];
                }
                assertThat(entry).as("entry %d, %d", i, j).isCloseTo(i == j ? 1 : 0, within(2e-3));
            }
        }
        assertThat(fit.report().covariance("p", "gamma")).hasValue(covariance[0][2]);
        assertThat(covariance[2][0]).isEqualTo(covariance[0][2]);
    }

    private static double[][] informationInParameters(Customers customers, GammaGammaParameters at) {
        double[] point = {at.p(), at.q(), at.gamma()};
        double[][] information = new double[3][3];
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 3; j++) {
                double stepI = 1e-3 * point[i];
                double stepJ = 1e-3 * point[j];
                information[i][j] = -(shifted(customers, point, i, stepI, j, stepJ)
                                - shifted(customers, point, i, stepI, j, -stepJ)
                                - shifted(customers, point, i, -stepI, j, stepJ)
                                + shifted(customers, point, i, -stepI, j, -stepJ))
                        / (4 * stepI * stepJ);
            }
        }
        return information;
    }

    private static double shifted(Customers customers, double[] point, int i, double stepI, int j, double stepJ) {
        double[] moved = point.clone();
        moved[i] += stepI;
        moved[j] += stepJ;
        return logLikelihood(GammaGammaModel.of(new GammaGammaParameters(moved[0], moved[1], moved[2])), customers);
    }

    @Test
    void gradientIsThatOfTheValue() {
        SpendRows rows = SpendRows.of(new int[] {1, 2, 2, 9, 400}, new double[] {3, 1, 8, 4, 5}, null);
        GammaGammaLikelihood likelihood = new GammaGammaLikelihood(rows);
        double[] unused = new double[3];
        for (double[] point : new double[][] {{0, 0, 0}, {2, -3, 1}, {-4, 6, -2}, {7, 7, 0.1}, {1, 10, 0.3}}) {
            double[] gradient = new double[3];
            likelihood.value(point, gradient);
            for (int i = 0; i < 3; i++) {
                double[] high = point.clone();
                double[] low = point.clone();
                high[i] += 1e-4;
                low[i] -= 1e-4;
                double difference = (likelihood.value(high, unused) - likelihood.value(low, unused)) / 2e-4;
                assertThat(gradient[i])
                        .as("%s, coordinate %d", Arrays.toString(point), i)
                        .isCloseTo(difference, within(1e-6 * Math.max(1, Math.abs(difference))));
            }
        }
    }

    @Test
    void rowOrderDoesNotMatterToTheLastBit() {
        Customers customers = simulate(10, 400, 3, 4, 20);
        SplittableRandom random = new SplittableRandom(1);
        int[] x = customers.x().clone();
        double[] meanSpend = customers.meanSpend().clone();
        for (int i = x.length - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int swappedX = x[i];
            x[i] = x[j];
            x[j] = swappedX;
            double swapped = meanSpend[i];
            meanSpend[i] = meanSpend[j];
            meanSpend[j] = swapped;
        }

        GammaGammaFit shuffled = FITTER.fit(x, meanSpend);

        assertThat(shuffled.model().parameters())
                .isEqualTo(customers.fit().model().parameters());
        assertThat(shuffled.report().describe())
                .isEqualTo(customers.fit().report().describe());
    }

    @Test
    void weightEqualsRepetition() {
        Customers customers = simulate(11, 200, 3, 4, 20);
        double[] weight = new double[200];
        List<Integer> repeated = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            weight[i] = i % 4;
            for (int k = 0; k < i % 4; k++) {
                repeated.add(i);
            }
        }

        GammaGammaFit weighted = FITTER.fit(customers.x(), customers.meanSpend(), weight);
        GammaGammaFit longer = FITTER.fit(
                repeated.stream().mapToInt(i -> customers.x()[i]).toArray(),
                repeated.stream().mapToDouble(i -> customers.meanSpend()[i]).toArray());

        assertThat(weighted.model().parameters()).isEqualTo(longer.model().parameters());
        assertThat(weighted.report().describe()).isEqualTo(longer.report().describe());
        assertThat(weighted.report().observations()).isEqualTo(300);
    }

    @Test
    void unitOfMoneyScalesGammaAlone() {
        Customers customers = simulate(12, 500, 6, 4, 15);
        GammaGammaParameters dollars = customers.fit().model().parameters();
        for (double unit : new double[] {100, 1e-6, 1e9}) {
            double[] scaled =
                    Arrays.stream(customers.meanSpend()).map(m -> m * unit).toArray();
            GammaGammaFit fit = FITTER.fit(customers.x(), scaled);

            assertSame(
                    fit.model().parameters(),
                    new GammaGammaParameters(dollars.p(), dollars.q(), dollars.gamma() * unit),
                    1e-9);
        }
    }

    @Test
    void rowsThatCannotBeUsedAreCounted() {
        Customers customers = simulate(13, 100, 3, 4, 20);
        int[] x = Arrays.copyOf(customers.x(), 105);
        double[] meanSpend = Arrays.copyOf(customers.meanSpend(), 105);
        meanSpend[100] = Double.NaN; // x is 0 there: not looked at
        x[103] = 2;
        x[104] = 1;
        meanSpend[104] = -5;

        GammaGammaFit fit = FITTER.fit(x, meanSpend);

        assertThat(fit.excludedWithoutRepeat()).isEqualTo(3);
        assertThat(fit.excludedZeroSpend()).isEqualTo(2);
        assertThat(fit.report().observations()).isEqualTo(100);
        assertThat(fit.report().explanation())
                .contains("3 rows without a repeat purchase")
                .contains("2 rows whose repeat purchases brought 0 or less");
        assertThat(fit.model().parameters()).isEqualTo(customers.fit().model().parameters());
    }

    @Test
    void nothingToFitIsAFailureThatSaysWhy() {
        GammaGammaFit fit = FITTER.fit(new int[] {0, 0, 1}, new double[] {0, 0, 0});

        assertThat(fit.report().status()).isEqualTo(FitStatus.FAILED);
        assertThat(fit.hasModel()).isFalse();
        assertThat(fit.report().explanation()).contains("No customer has repeat purchases");
        assertThatIllegalStateException().isThrownBy(fit::model).withMessageContaining("Try a longer calibration");
        assertThat(FITTER.fit(new int[0], new double[0]).report().status()).isEqualTo(FitStatus.FAILED);
    }

    @Test
    void tableEqualsItsColumns() {
        Customers customers = simulate(18, 50, 3, 4, 20);
        List<CustomerSummary> rows = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            int x = customers.x()[i];
            rows.add(new CustomerSummary("c" + i, x, 10, 20, 5, customers.meanSpend()[i] * x, 99));
        }
        rows.add(new CustomerSummary("once", 0, 0, 20, 5, 0, 5));

        GammaGammaFit fit = FITTER.fit(CustomerSummaryTable.of(PeriodUnit.WEEK, rows));

        assertSame(fit.model().parameters(), customers.fit().model().parameters(), 1e-9);
        assertThat(fit.excludedWithoutRepeat()).isEqualTo(1);
        assertThat(fit.hasModel()).isTrue();
    }

    @Test
    void badColumnsAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FITTER.fit(new int[2], new double[1]))
                .withMessage("columns must have one length, were x 2, meanSpend 1, weight none");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FITTER.fit(new int[1], new double[1], new double[0]))
                .withMessage("columns must have one length, were x 1, meanSpend 1, weight 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FITTER.fit(new int[] {1}, new double[] {Double.NaN}))
                .withMessage("meanSpend must be finite, was NaN");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FITTER.fit(new int[] {-1}, new double[] {1}))
                .withMessage("x must be 0 or more, was -1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FITTER.fit(new int[] {1}, new double[] {1}, new double[] {Double.NaN}))
                .withMessage("weight must be 0 or more and finite, was NaN");
    }
}
