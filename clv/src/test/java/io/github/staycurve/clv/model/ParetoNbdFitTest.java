package io.github.staycurve.clv.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.github.staycurve.clv.simulate.ParetoTables;
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
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ParetoNbdFitTest {
    private static ParetoNbdFit fit(CustomerSummaryTable table) {
        return ParetoNbd.withDefaults().fit(table);
    }

    /** The truth lies within four standard errors of each estimate, in logarithms. */
    @ParameterizedTest
    @CsvSource({"0.5533, 10.578, 0.6061, 11.669", "1.5, 8, 0.8, 15", "3, 12, 1.4, 20"})
    void recoversTheParametersOfSimulatedCustomers(double r, double alpha, double s, double beta) {
        ParetoNbdFit fit = fit(ParetoTables.weeks(new ParetoNbdParameters(r, alpha, s, beta), 20_000, 42));
        assertThat(fit.report().status()).isEqualTo(FitStatus.CONVERGED);
        double[] truth = {r, alpha, s, beta};
        for (int i = 0; i < truth.length; i++) {
            Estimate estimate = fit.report().estimates().get(i);
            double inLogs = estimate.standardError().orElseThrow() / estimate.value();
            assertThat(Math.log(estimate.value() / truth[i]))
                    .as(estimate.name())
                    .isCloseTo(0, within(4 * inLogs));
            assertThat(inLogs).as(estimate.name()).isBetween(0.001, 0.5);
        }
    }

    /** Nothing beats the estimate: not a step to any side in any parameter, by the model's own likelihood. */
    @Test
    void theEstimateIsAMaximumOfTheLikelihood() {
        CustomerSummaryTable table = ParetoTables.weeks(ParetoTables.CDNOW, 3_000, 9);
        ParetoNbdFit fit = fit(table);
        ParetoNbdParameters p = fit.model().parameters();
        double best = logLikelihood(fit.model(), table);

        assertThat(fit.report().logLikelihood()).isCloseTo(best, withinPercentage(1e-10));
        for (double step : new double[] {0.999, 1.001}) {
            for (ParetoNbdParameters beside : List.of(
                    new ParetoNbdParameters(p.r() * step, p.alpha(), p.s(), p.beta()),
                    new ParetoNbdParameters(p.r(), p.alpha() * step, p.s(), p.beta()),
                    new ParetoNbdParameters(p.r(), p.alpha(), p.s() * step, p.beta()),
                    new ParetoNbdParameters(p.r(), p.alpha(), p.s(), p.beta() * step))) {
                assertThat(logLikelihood(ParetoNbdModel.of(beside, PeriodUnit.WEEK), table))
                        .as(beside.toString())
                        .isLessThan(best);
            }
        }
    }

    /** Standard errors against second differences of the model's own likelihood, inverted here by hand. */
    @Test
    void standardErrorsComeFromTheCurvature() {
        CustomerSummaryTable table = ParetoTables.weeks(ParetoTables.CDNOW, 3_000, 10);
        ParetoNbdFit fit = fit(table);
        ParetoNbdParameters p = fit.model().parameters();
        double[] at = {p.r(), p.alpha(), p.s(), p.beta()};
        double[][] information = new double[4][4];
        for (int i = 0; i < 4; i++) {
            for (int j = 0; j < 4; j++) {
                double sum = 0;
                for (int sign = 0; sign < 4; sign++) {
                    double[] moved = at.clone();
                    double h = 2e-3;
                    moved[i] += (sign & 1) == 0 ? h * at[i] : -h * at[i];
                    moved[j] += (sign & 2) == 0 ? h * at[j] : -h * at[j];
                    double value = logLikelihood(
                            ParetoNbdModel.of(
                                    new ParetoNbdParameters(moved[0], moved[1], moved[2], moved[3]), PeriodUnit.WEEK),
                            table);
                    sum += ((sign == 0 || sign == 3) ? 1 : -1) * value / (4 * h * h * at[i] * at[j]);
                }
                information[i][j] = -sum;
            }
        }
        double[][] covariance = inverse(information);
        for (int i = 0; i < 4; i++) {
            assertThat(fit.report().estimates().get(i).standardError().orElseThrow())
                    .isCloseTo(Math.sqrt(covariance[i][i]), withinPercentage(0.5));
        }
        assertThat(fit.report().covariance("s", "beta").orElseThrow()).isCloseTo(covariance[2][3], withinPercentage(1));
    }

    @RepeatedTest(5)
    void orderAndRepetitionDoNotMatter(RepetitionInfo run) {
        CustomerSummaryTable table = ParetoTables.weeks(ParetoTables.CDNOW, 800, run.getCurrentRepetition());
        ParetoNbdParameters p = fit(table).model().parameters();

        List<CustomerSummary> shuffled = new ArrayList<>(table.rows());
        Collections.shuffle(shuffled, new Random(run.getCurrentRepetition()));
        assertThat(fit(CustomerSummaryTable.of(PeriodUnit.WEEK, shuffled))
                        .model()
                        .parameters())
                .isEqualTo(p);

        List<CustomerSummary> twice = new ArrayList<>(table.rows());
        twice.addAll(table.rows());
        ParetoNbdParameters ofTwice =
                fit(CustomerSummaryTable.of(PeriodUnit.WEEK, twice)).model().parameters();
        assertThat(ofTwice.r()).isCloseTo(p.r(), withinPercentage(1e-4));
        assertThat(ofTwice.beta()).isCloseTo(p.beta(), withinPercentage(1e-4));
    }

    @ParameterizedTest
    @ValueSource(doubles = {7, 1 / 4.348125, 1e-4, 1e4})
    void theUnitOfTimeDoesNotMatter(double factor) {
        CustomerSummaryTable weeks = ParetoTables.weeks(ParetoTables.CDNOW, 2_000, 4);
        List<CustomerSummary> rescaled = weeks.rows().stream()
                .map(c -> CustomerSummary.of(c.customerId(), c.frequency(), c.recency() * factor, c.age() * factor))
                .toList();
        ParetoNbdFit here = fit(weeks);
        ParetoNbdFit there = fit(CustomerSummaryTable.of(PeriodUnit.DAY, rescaled));
        ParetoNbdParameters p = here.model().parameters();
        ParetoNbdParameters q = there.model().parameters();

        assertThat(q.r()).isCloseTo(p.r(), withinPercentage(1e-5));
        assertThat(q.alpha()).isCloseTo(p.alpha() * factor, withinPercentage(1e-5));
        assertThat(q.s()).isCloseTo(p.s(), withinPercentage(1e-5));
        assertThat(q.beta()).isCloseTo(p.beta() * factor, withinPercentage(1e-5));
        double purchases =
                weeks.rows().stream().mapToInt(CustomerSummary::frequency).sum();
        assertThat(there.report().logLikelihood())
                .isCloseTo(here.report().logLikelihood() - purchases * Math.log(factor), withinPercentage(1e-8));
    }

    @Test
    void customersWhoNeverComeBackRunToALimitInWords() {
        ParetoNbdFit fit = fit(identical(300, 0, 0, 20));
        assertThat(fit.report().status()).isEqualTo(FitStatus.BOUNDARY);
        assertThat(fit.report().explanation()).contains("nobody bought again").doesNotContain("vanishing");
        assertThat(fit.model().expectedPurchases(0, 0, 20, 52)).isBetween(0.0, 1e-3);
    }

    /** Everyone bought to the end: the likelihood rises as s/beta falls, to that of a Poisson process without dropout. */
    @Test
    void customersWhoAllStayRunToNoDropoutInWords() {
        List<CustomerSummary> rows = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            int x = 1 + (i * 7) % 13 + i % 5;
            rows.add(CustomerSummary.of("c" + i, x, 29.9, 30));
        }
        ParetoNbdFit fit = fit(CustomerSummaryTable.of(PeriodUnit.WEEK, rows));
        assertThat(fit.report().status()).isEqualTo(FitStatus.BOUNDARY);
        assertThat(fit.report().boundaryParameters()).contains("beta");
        assertThat(fit.report().explanation()).contains("no customer has left");
        assertThat(fit.model().probabilityAlive(5, 29.9, 30)).isCloseTo(1, within(1e-5));
    }

    @Test
    void equalCustomersHaveNoHeterogeneity() {
        ParetoNbdFit fit = fit(identical(300, 3, 13, 13));
        assertThat(fit.report().status()).isEqualTo(FitStatus.BOUNDARY);
        assertThat(fit.report().boundaryParameters()).contains("r", "alpha");
        assertThat(fit.report().explanation()).contains("heterogeneity of purchase rates is not identified");
        assertThat(fit.model().expectedPurchases(3, 13, 13, 13)).isCloseTo(3, within(0.01));
    }

    @Test
    void withoutCustomersOrTimeThereIsNoModel() {
        for (CustomerSummaryTable table : List.of(identical(0, 0, 0, 1), identical(50, 0, 0, 0))) {
            ParetoNbdFit fit = fit(table);
            assertThat(fit.hasModel()).isFalse();
            assertThat(fit.report().status()).isEqualTo(FitStatus.FAILED);
            assertThatThrownBy(fit::model)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage(fit.report().explanation());
        }
    }

    /** Whatever the data, a fit ends with a status and finite predictions, never with an exception. */
    @RepeatedTest(300)
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
        ParetoNbdFit fit = fit(table);
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
                        .parameters())
                .isEqualTo(ParetoNbd.withDefaults().fit(weighted).model().parameters());
    }

    private static CustomerSummaryTable identical(int customers, int x, double tx, double age) {
        List<CustomerSummary> rows = new ArrayList<>();
        for (int i = 0; i < customers; i++) {
            rows.add(CustomerSummary.of("c" + i, x, tx, age));
        }
        return CustomerSummaryTable.of(PeriodUnit.WEEK, rows);
    }

    private static double logLikelihood(ParetoNbdModel model, CustomerSummaryTable table) {
        double sum = 0;
        for (int row = 0; row < table.size(); row++) {
            sum += model.logLikelihood(table.frequency(row), table.recency(row), table.age(row));
        }
        return sum;
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
