package io.github.staycurve.clv.spend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

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
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class GammaGammaFitTest {
    private static final GammaGamma FITTER = GammaGamma.withDefaults();
    private static final double LIMIT = 1e6;

    /** Repeat customers with their number of purchases and mean spend. */
    private static final class Customers {
        private final int[] x;
        private final double[] meanSpend;

        Customers(int[] x, double[] meanSpend) {
            this.x = x;
            this.meanSpend = meanSpend;
        }

        int[] x() {
            return x;
        }

        double[] meanSpend() {
            return meanSpend;
        }

        GammaGammaFit fit() {
            return FITTER.fit(x, meanSpend);
        }
    }

    /** Draws customers of the model with whole shapes, whose gamma variates are sums of exponential ones. */
    private static Customers simulate(long seed, int customers, int p, int q, double gamma) {
        SplittableRandom random = new SplittableRandom(seed);
        int[] x = new int[customers];
        double[] meanSpend = new double[customers];
        for (int i = 0; i < customers; i++) {
            double rate = erlang(random, q) / gamma;
            x[i] = 1 + (int) (8 * Math.pow(random.nextDouble(), 2));
            meanSpend[i] = erlang(random, p * x[i]) / rate / x[i];
        }
        return new Customers(x, meanSpend);
    }

    private static double erlang(SplittableRandom random, int shape) {
        double sum = 0;
        for (int k = 0; k < shape; k++) {
            sum -= Math.log1p(-random.nextDouble());
        }
        return sum;
    }

    private static Offset<Double> relative(double value, double tolerance) {
        return within(Math.abs(value) * tolerance);
    }

    private static void assertSame(GammaGammaParameters actual, GammaGammaParameters expected, double tolerance) {
        assertThat(actual.p()).isCloseTo(expected.p(), relative(expected.p(), tolerance));
        assertThat(actual.q()).isCloseTo(expected.q(), relative(expected.q(), tolerance));
        assertThat(actual.gamma()).isCloseTo(expected.gamma(), relative(expected.gamma(), tolerance));
    }

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
