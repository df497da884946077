package io.github.staycurve.clv.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.github.staycurve.clv.simulate.SimulatedTables;
import io.github.staycurve.core.data.CustomerSummary;
import io.github.staycurve.core.data.CustomerSummaryTable;
import io.github.staycurve.core.fit.Estimate;
import io.github.staycurve.core.fit.FitReport;
import io.github.staycurve.core.fit.FitStatus;
import io.github.staycurve.core.time.PeriodUnit;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class CnbdFitTest {
    /** k is found, and the truth lies within four standard errors of each estimate, in logarithms. */
    @ParameterizedTest
    @CsvSource({"AFTER_EVERY_PURCHASE, 3, 0.9, 3, 0.8, 2.5", "AFTER_REPEAT_PURCHASES, 2, 0.6, 2, 0.7, 3"})
    void recoversTheModelOfSimulatedCustomers(DropoutTiming timing, int k, double r, double alpha, double a, double b) {
        CustomerSummaryTable table = SimulatedTables.weeks(new CnbdParameters(timing, k, r, alpha, a, b), 6_000, 42);
        CnbdFit fit = Cnbd.of(timing).fit(table);
        assertThat(fit.model().parameters().k()).isEqualTo(k);
        assertThat(fit.model().parameters().timing()).isEqualTo(timing);
        assertThat(fit.report().status()).isEqualTo(FitStatus.CONVERGED);
        double[] truth = {r, alpha, a, b};
        for (int i = 0; i < truth.length; i++) {
            Estimate estimate = fit.report().estimates().get(i);
            double inLogs = estimate.standardError().orElseThrow() / estimate.value();
            assertThat(Math.log(estimate.value() / truth[i]))
                    .as(estimate.name())
                    .isCloseTo(0, within(4 * inLogs));
        }
        assertThat(fit.candidates()).hasSize(12);
        assertThat(fit.candidates().stream()
                        .mapToDouble(FitReport::logLikelihood)
                        .max())
                .hasValue(fit.report().logLikelihood());
        assertThat(fit.predictionErrors()).isPresent();
    }

    /** The reported likelihood is the sum of the model's own, and nothing beside the estimate beats it. */
    @Test
    void theEstimateIsAMaximumOfTheLikelihood() {
        CnbdParameters truth = new CnbdParameters(DropoutTiming.AFTER_EVERY_PURCHASE, 4, 0.9, 3, 0.8, 2.5);
        CustomerSummaryTable table = SimulatedTables.weeks(truth, 1_500, 9);
        CnbdFit fit = Cnbd.of(truth.timing()).fit(table, 4);
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

    private static double logLikelihood(CnbdModel model, CustomerSummaryTable table) {
        double sum = 0;
        for (int row = 0; row < table.size(); row++) {
            sum += model.logLikelihood(table.frequency(row), table.recency(row), table.age(row), table.sumLogGaps(row));
        }
        return sum;
    }

    @ParameterizedTest
    @EnumSource
    void oneStepIsTheFitOfTheSimplerModel(DropoutTiming timing) {
        CustomerSummaryTable table = SimulatedTables.weeks(SimulatedTables.CDNOW, 1_000, 4);
        FitReport simple = timing == DropoutTiming.AFTER_EVERY_PURCHASE
                ? MbgNbd.withDefaults().fit(table).report()
                : BgNbd.withDefaults().fit(table).report();
        assertThat(Cnbd.of(timing).fit(table, 1).report()).isEqualTo(simple);
    }

    @Test
    void withoutTheTimesBetweenPurchasesKMustBeGiven() {
        CnbdParameters truth = new CnbdParameters(DropoutTiming.AFTER_EVERY_PURCHASE, 2, 0.9, 3, 0.8, 2.5);
        CustomerSummaryTable known = SimulatedTables.weeks(truth, 800, 3);
        CustomerSummaryTable table = CustomerSummaryTable.of(PeriodUnit.WEEK, known.rows());
        Cnbd cnbd = Cnbd.of(truth.timing());

        assertThatIllegalArgumentException()
                .isThrownBy(() -> cnbd.fit(table))
                .withMessageStartingWith("table must know the times between purchases to choose k");
        CnbdFit fit = cnbd.fit(table, 2);
        assertThat(fit.report().explanation()).contains("leaves them out and compares with none of another k");
        assertThat(fit.model().parameters())
                .isEqualTo(cnbd.fit(known, 2).model().parameters());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> cnbd.fit(known, 25))
                .withMessage("k must be from 1 to 20, was 25");
    }

    /** The unit changes the density of the times, and nothing else: k and the rest come out the same. */
    @Test
    void theUnitOfTimeDoesNotMatter() {
        CnbdParameters truth = new CnbdParameters(DropoutTiming.AFTER_EVERY_PURCHASE, 3, 0.9, 3, 0.8, 2.5);
        CustomerSummaryTable weeks = SimulatedTables.weeks(truth, 1_000, 6);
        List<CustomerSummary> rows = weeks.rows().stream()
                .map(c -> CustomerSummary.of(c.customerId(), c.frequency(), 7 * c.recency(), 7 * c.age()))
                .toList();
        double[] gaps = new double[rows.size()];
        double purchases = 0;
        for (int row = 0; row < gaps.length; row++) {
            gaps[row] = weeks.sumLogGaps(row) + weeks.frequency(row) * Math.log(7);
            purchases += weeks.frequency(row);
        }
        CnbdFit here = Cnbd.of(truth.timing()).fit(weeks);
        CnbdFit there = Cnbd.of(truth.timing())
                .fit(CustomerSummaryTable.of(PeriodUnit.DAY, rows).withSumLogGaps(gaps));

        assertThat(there.model().parameters().k())
                .isEqualTo(here.model().parameters().k());
        assertThat(there.model().parameters().alpha())
                .isCloseTo(7 * here.model().parameters().alpha(), withinPercentage(1e-4));
        assertThat(there.report().logLikelihood())
                .isCloseTo(here.report().logLikelihood() - purchases * Math.log(7), withinPercentage(1e-8));
    }

    @Test
    void withoutCustomersThereIsNoModel() {
        CustomerSummaryTable nobody =
                CustomerSummaryTable.of(PeriodUnit.WEEK, List.of()).withSumLogGaps(new double[0]);
        CnbdFit fit = Cnbd.of(DropoutTiming.AFTER_EVERY_PURCHASE).fit(nobody);
        assertThat(fit.hasModel()).isFalse();
        assertThat(fit.report().status()).isEqualTo(FitStatus.FAILED);
        assertThat(fit.candidates()).hasSize(12);
    }
}
