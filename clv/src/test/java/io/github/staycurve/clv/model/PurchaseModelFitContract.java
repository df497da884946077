package io.github.staycurve.clv.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.github.staycurve.core.data.CollapsedSummaryTable;
import io.github.staycurve.core.data.CustomerSummary;
import io.github.staycurve.core.data.CustomerSummaryTable;
import io.github.staycurve.core.fit.Estimate;
import io.github.staycurve.core.fit.FitStatus;
import io.github.staycurve.core.time.PeriodUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What holds of the fit of any purchase model. Models without regularity say their own truths, and what is told of customers
 * who never come back.
 *
 * @param <M> the kind of model
 */
abstract class PurchaseModelFitContract<M extends PurchaseModel> {
    abstract HistoryFitter<M, ? extends ModelFit<M>> fitter();

    /** Returns the parameters of customers whom enough of them give back. */
    abstract List<double[]> truths();

    /** Returns made-up customers with these parameters. */
    abstract CustomerSummaryTable simulated(double[] parameters, int customers, long seed);

    /** Returns how many customers it takes to find the truth. */
    abstract int enough();

    /** Returns the power of time in the unit of each parameter. */
    abstract int[] powersOfTime();

    abstract double logLikelihood(M model, int x, double tx, double age);

    /** Checks what is said, and expected, of customers of whom nobody bought again. */
    abstract void checkNobodyCameBack(ModelFit<M> fit);

    private ModelFit<M> fit(CustomerSummaryTable table) {
        return fitter().fit(table);
    }

    private CustomerSummaryTable simulated(int customers, long seed) {
        return simulated(truths().get(0), customers, seed);
    }

    @SuppressWarnings("unchecked")
    private M moved(M model, double[] parameters) {
        return (M) model.withParameterValues(parameters);
    }

    private double logLikelihood(M model, CustomerSummaryTable table) {
        double sum = 0;
        for (int row = 0; row < table.size(); row++) {
            sum += logLikelihood(model, table.frequency(row), table.recency(row), table.age(row));
        }
        return sum;
    }

    /** The truth lies within four standard errors of each estimate, in logarithms. */
    @Test
    void recoversTheParametersOfSimulatedCustomers() {
        for (double[] truth : truths()) {
            ModelFit<M> fit = fit(simulated(truth, enough(), 42));
            assertThat(fit.report().status()).isEqualTo(FitStatus.CONVERGED);
            for (int i = 0; i < truth.length; i++) {
                Estimate estimate = fit.report().estimates().get(i);
                double inLogs = estimate.standardError().orElseThrow() / estimate.value();
                assertThat(Math.log(estimate.value() / truth[i]))
                        .as(estimate.name())
                        .isCloseTo(0, within(4 * inLogs));
                assertThat(inLogs).as(estimate.name()).isBetween(0.001, 0.5);
            }
        }
    }

    /** Nothing beats the estimate: not a step to any side in any parameter, by the model's own likelihood. */
    @Test
    void theEstimateIsAMaximumOfTheLikelihood() {
        CustomerSummaryTable table = simulated(3_000, 9);
        ModelFit<M> fit = fit(table);
        double[] at = fit.model().parameterValues();
        double best = logLikelihood(fit.model(), table);

        assertThat(fit.report().logLikelihood()).isCloseTo(best, withinPercentage(1e-10));
        for (double step : new double[] {0.999, 1.001}) {
            for (int i = 0; i < at.length; i++) {
                double[] beside = at.clone();
                beside[i] *= step;
                assertThat(logLikelihood(moved(fit.model(), beside), table))
                        .as("parameter %d", i)
                        .isLessThan(best);
            }
        }
    }

    /** Standard errors against second differences of the model's own likelihood, inverted here by hand. */
    @Test
    void standardErrorsComeFromTheCurvature() {
        CustomerSummaryTable table = simulated(3_000, 10);
        ModelFit<M> fit = fit(table);
        double[] at = fit.model().parameterValues();
        int n = at.length;
        double[][] information = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                double sum = 0;
                for (int sign = 0; sign < 4; sign++) {
                    double[] moved = at.clone();
                    double h = 2e-3;
                    moved[i] += (sign & 1) == 0 ? h * at[i] : -h * at[i];
                    moved[j] += (sign & 2) == 0 ? h * at[j] : -h * at[j];
                    double value = logLikelihood(moved(fit.model(), moved), table);
                    sum += ((sign == 0 || sign == 3) ? 1 : -1) * value / (4 * h * h * at[i] * at[j]);
                }
                information[i][j] = -sum;
            }
        }
        double[][] covariance = inverse(information);
        List<Estimate> estimates = fit.report().estimates();
        for (int i = 0; i < n; i++) {
            assertThat(estimates.get(i).standardError().orElseThrow())
                    .isCloseTo(Math.sqrt(covariance[i][i]), withinPercentage(0.5));
        }
        assertThat(fit.report()
                        .covariance(
                                estimates.get(n - 2).name(),
                                estimates.get(n - 1).name())
                        .orElseThrow())
                .isCloseTo(covariance[n - 2][n - 1], withinPercentage(1));
    }

    @RepeatedTest(5)
    void orderAndRepetitionDoNotMatter(RepetitionInfo run) {
        CustomerSummaryTable table = simulated(800, run.getCurrentRepetition());
        double[] p = fit(table).model().parameterValues();

        List<CustomerSummary> shuffled = new ArrayList<>(table.rows());
        Collections.shuffle(shuffled, new Random(run.getCurrentRepetition()));
        assertThat(fit(CustomerSummaryTable.of(PeriodUnit.WEEK, shuffled))
                        .model()
                        .parameterValues())
                .isEqualTo(p);

        List<CustomerSummary> twice = new ArrayList<>(table.rows());
        twice.addAll(table.rows());
        double[] ofTwice =
                fit(CustomerSummaryTable.of(PeriodUnit.WEEK, twice)).model().parameterValues();
        for (int i = 0; i < p.length; i++) {
            assertThat(ofTwice[i]).as("parameter %d", i).isCloseTo(p[i], withinPercentage(1e-4));
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {7, 1 / 4.348125, 1e-4, 1e4})
    void theUnitOfTimeDoesNotMatter(double factor) {
        CustomerSummaryTable weeks = simulated(2_000, 4);
        List<CustomerSummary> rescaled = weeks.rows().stream()
                .map(c -> CustomerSummary.of(c.customerId(), c.frequency(), c.recency() * factor, c.age() * factor))
                .toList();
        ModelFit<M> here = fit(weeks);
        ModelFit<M> there = fit(CustomerSummaryTable.of(PeriodUnit.DAY, rescaled));
        double[] p = here.model().parameterValues();
        double[] q = there.model().parameterValues();

        for (int i = 0; i < p.length; i++) {
            assertThat(q[i])
                    .as("parameter %d", i)
                    .isCloseTo(p[i] * Math.pow(factor, powersOfTime()[i]), withinPercentage(1e-5));
        }
        double purchases =
                weeks.rows().stream().mapToInt(CustomerSummary::frequency).sum();
        assertThat(there.report().logLikelihood())
                .isCloseTo(here.report().logLikelihood() - purchases * Math.log(factor), withinPercentage(1e-8));
    }

    @Test
    void customersWhoNeverComeBackRunToALimitInWords() {
        ModelFit<M> fit = fit(identical(300, 0, 0, 20));
        assertThat(fit.report().status()).isEqualTo(FitStatus.BOUNDARY);
        assertThat(fit.predictionErrors()).isEmpty();
        checkNobodyCameBack(fit);
    }

    /** Everyone bought to the end: the likelihood rises as s/beta falls, to that of a Poisson process without dropout. */
    @Test
    void customersWhoAllStayRunToNoDropoutInWords() {
        List<CustomerSummary> rows = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            int x = 1 + (i * 7) % 13 + i % 5;
            rows.add(CustomerSummary.of("c" + i, x, 29.9, 30));
        }
        ModelFit<M> fit = fit(CustomerSummaryTable.of(PeriodUnit.WEEK, rows));
        assertThat(fit.report().status()).isEqualTo(FitStatus.BOUNDARY);
        assertThat(fit.report().explanation()).contains("no customer has left");
        assertThat(fit.model().probabilityAlive(5, 29.9, 30)).isCloseTo(1, within(1e-5));
    }

    @Test
    void equalCustomersHaveNoHeterogeneity() {
        ModelFit<M> fit = fit(identical(300, 3, 13, 13));
        assertThat(fit.report().status()).isEqualTo(FitStatus.BOUNDARY);
        assertThat(fit.report().boundaryParameters()).contains("r", "alpha");
        assertThat(fit.report().explanation()).contains("heterogeneity of purchase rates is not identified");
        assertThat(fit.model().expectedPurchases(3, 13, 13, 13)).isCloseTo(3, within(0.01));
    }

    @Test
    void withoutCustomersOrTimeThereIsNoModel() {
        for (CustomerSummaryTable table : List.of(identical(0, 0, 0, 1), identical(50, 0, 0, 0))) {
            ModelFit<M> fit = fit(table);
            assertThat(fit.hasModel()).isFalse();
            assertThat(fit.report().status()).isEqualTo(FitStatus.FAILED);
            assertThatThrownBy(fit::model)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage(fit.report().explanation());
        }
    }

    /** Whatever the data, a fit ends with a status and finite predictions, never with an exception. */
    @RepeatedTest(150)
    void anyDataEndsInAReport(RepetitionInfo run) {
        long seed = run.getCurrentRepetition();
        SplittableRandom random = new SplittableRandom(seed);
        double unit = Math.pow(10, random.nextInt(-3, 4));
        List<CustomerSummary> rows = new ArrayList<>();
        int n = 1 + random.nextInt(12);
        for (int i = 0; i < n; i++) {
            int x = random.nextInt(3) == 0 ? 0 : random.nextInt(1, 1 + (int) Math.pow(10, random.nextInt(1, 5)));
            double age = unit * random.nextInt(x == 0 ? 0 : 1, 1000);
            rows.add(CustomerSummary.of("c" + i, x, x == 0 ? 0 : age * (1 - random.nextDouble()), age));
        }
        CustomerSummaryTable table = CustomerSummaryTable.of(PeriodUnit.DAY, rows);
        ModelFit<M> fit = fit(table);
        assertThat(fit.report().explanation()).as("seed %d", seed).isNotBlank();
        if (fit.hasModel()) {
            for (CustomerSummary c : rows) {
                assertThat(fit.model().probabilityAlive(c.frequency(), c.recency(), c.age()))
                        .as("seed %d", seed)
                        .isBetween(0.0, 1.0);
                assertThat(fit.model().expectedPurchases(c.frequency(), c.recency(), c.age(), 52))
                        .as("seed %d", seed)
                        .isGreaterThanOrEqualTo(0)
                        .isFinite();
            }
        }
    }

    @Test
    void weightsAreRepetitions() {
        CollapsedSummaryTable weighted = CollapsedSummaryTable.of(
                PeriodUnit.WEEK,
                new int[] {0, 2, 5, 1},
                new double[] {0, 10, 30, 4},
                new double[] {35, 36, 38, 39},
                new double[] {60, 12, 4, 24});
        List<CustomerSummary> repeated = new ArrayList<>();
        for (int row = 0; row < weighted.size(); row++) {
            for (int i = 0; i < weighted.weight(row); i++) {
                repeated.add(CustomerSummary.of(
                        row + "-" + i, weighted.frequency(row), weighted.recency(row), weighted.age(row)));
            }
        }
        assertThat(fit(CustomerSummaryTable.of(PeriodUnit.WEEK, repeated))
                        .model()
                        .parameterValues())
                .isEqualTo(fitter().fit(weighted).model().parameterValues());
    }

    private static CustomerSummaryTable identical(int customers, int x, double tx, double age) {
        List<CustomerSummary> rows = new ArrayList<>();
        for (int i = 0; i < customers; i++) {
            rows.add(CustomerSummary.of("c" + i, x, tx, age));
        }
        return CustomerSummaryTable.of(PeriodUnit.WEEK, rows);
    }

    /** Gauss-Jordan elimination, without pivoting: the matrix is positive definite. */
    private static double[][] inverse(double[][] matrix) {
        int n = matrix.length;
        double[][] inverse = new double[n][n];
        for (int i = 0; i < n; i++) {
            inverse[i][i] = 1;
        }
        for (int i = 0; i < n; i++) {
            double pivot = matrix[i][i];
            for (int j = 0; j < n; j++) {
                matrix[i][j] /= pivot;
                inverse[i][j] /= pivot;
            }
            for (int k = 0; k < n; k++) {
                double factor = matrix[k][i];
                for (int j = 0; k != i && j < n; j++) {
                    matrix[k][j] -= factor * matrix[i][j];
                    inverse[k][j] -= factor * inverse[i][j];
                }
            }
        }
        return inverse;
    }
}
