package io.github.staycurve.clv.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.github.staycurve.clv.simulate.SimulatedTables;
import io.github.staycurve.core.data.CustomerSummary;
import io.github.staycurve.core.data.CustomerSummaryTable;
import io.github.staycurve.core.fit.Estimate;
import io.github.staycurve.core.fit.FitStatus;
import io.github.staycurve.core.time.PeriodUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MbgNbdFitTest {
    private static final MbgNbdParameters CDNOW = new MbgNbdParameters(0.525, 6.183, 0.891, 1.614);

    private static MbgNbdFit fit(CustomerSummaryTable table) {
        return MbgNbd.withDefaults().fit(table);
    }

    /** The truth lies within four standard errors of each estimate, in logarithms. */
    @ParameterizedTest
    @CsvSource({"0.525, 6.183, 0.891, 1.614", "0.9, 8, 1.2, 3", "3, 12, 0.6, 4"})
    void recoversTheParametersOfSimulatedCustomers(double r, double alpha, double a, double b) {
        MbgNbdFit fit = fit(SimulatedTables.weeks(new MbgNbdParameters(r, alpha, a, b), 20_000, 42));
        assertThat(fit.report().status()).isEqualTo(FitStatus.CONVERGED);
        assertThat(fit.report().modelName()).isEqualTo("MBG/NBD");
        double[] truth = {r, alpha, a, b};
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
        CustomerSummaryTable table = SimulatedTables.weeks(CDNOW, 3_000, 9);
        MbgNbdFit fit = fit(table);
        double best = logLikelihood(fit.model(), table);

        assertThat(fit.report().logLikelihood()).isCloseTo(best, withinPercentage(1e-10));
        for (int i = 0; i < 4; i++) {
            for (double step : new double[] {0.999, 1.001}) {
                double[] beside = fit.model().parameterValues();
                beside[i] *= step;
                assertThat(logLikelihood(fit.model().withParameterValues(beside), table))
                        .as("parameter %d", i)
                        .isLessThan(best);
            }
        }
    }

    private static double logLikelihood(MbgNbdModel model, CustomerSummaryTable table) {
        double sum = 0;
        for (int row = 0; row < table.size(); row++) {
            sum += model.logLikelihood(table.frequency(row), table.recency(row), table.age(row));
        }
        return sum;
    }

    /** Nobody comes back: either nobody buys again or everybody left, and the report says which it took. */
    @Test
    void customersWhoNeverComeBackRunToALimitInWords() {
        MbgNbdFit fit = fit(identical(300, 0, 0, 20));
        assertThat(fit.report().status()).isEqualTo(FitStatus.BOUNDARY);
        assertThat(fit.report().explanation()).containsAnyOf("nobody bought again", "leaves after the first purchase");
        assertThat(fit.model().expectedPurchases(0, 0, 20, 52)).isBetween(0.0, 1e-2);
        assertThat(fit.predictionErrors()).isEmpty();
    }

    @Test
    void customersWhoAllStayRunToNoDropoutInWords() {
        List<CustomerSummary> rows = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            int x = 1 + (i * 7) % 13 + i % 5;
            rows.add(CustomerSummary.of("c" + i, x, 29.9, 30));
        }
        MbgNbdFit fit = fit(CustomerSummaryTable.of(PeriodUnit.WEEK, rows));
        assertThat(fit.report().status()).isEqualTo(FitStatus.BOUNDARY);
        assertThat(fit.report().explanation()).contains("no customer has left");
        assertThat(fit.model().probabilityAlive(5, 29.9, 30)).isCloseTo(1, within(1e-5));
    }

    @Test
    void withoutCustomersOrTimeThereIsNoModel() {
        for (CustomerSummaryTable table : List.of(identical(0, 0, 0, 1), identical(50, 0, 0, 0))) {
            assertThat(fit(table).hasModel()).isFalse();
            assertThat(fit(table).report().status()).isEqualTo(FitStatus.FAILED);
        }
    }

    /** Whatever the data, a fit ends with a status and finite predictions, never with an exception. */
    @RepeatedTest(200)
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
        MbgNbdFit fit = fit(CustomerSummaryTable.of(PeriodUnit.DAY, rows));
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

    private static CustomerSummaryTable identical(int customers, int x, double tx, double age) {
        List<CustomerSummary> rows = new ArrayList<>();
        for (int i = 0; i < customers; i++) {
            rows.add(CustomerSummary.of("c" + i, x, tx, age));
        }
        return CustomerSummaryTable.of(PeriodUnit.WEEK, rows);
    }
}
