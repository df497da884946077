package io.github.staycurve.clv.selection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.staycurve.clv.model.GGompertzNbd;
import io.github.staycurve.clv.model.GGompertzNbdParameters;
import io.github.staycurve.clv.model.ParetoNbd;
import io.github.staycurve.clv.model.ParetoNbdParameters;
import io.github.staycurve.clv.simulate.PurchaseSimulator;
import io.github.staycurve.clv.simulate.SimulatedCustomer;
import io.github.staycurve.clv.simulate.SimulatedTables;
import io.github.staycurve.core.data.CustomerSummary;
import io.github.staycurve.core.data.CustomerSummaryTable;
import io.github.staycurve.core.fit.FitReport;
import io.github.staycurve.core.time.PeriodUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LikelihoodRatioTestTest {

    /** Quantiles of the chi-square distribution as printed in tables: the statistic whose p-value is 0.05 or 0.01. */
    @ParameterizedTest
    @CsvSource({
        "1, 3.841458820694124, 0.05",
        "2, 5.991464547107979, 0.05",
        "3, 7.814727903251179, 0.05",
        "1, 6.634896601021213, 0.01",
        "2, 9.210340371976182, 0.01"
    })
    void pValuesOfTheTables(int parameters, double statistic, double pValue) {
        LikelihoodRatioTest test = LikelihoodRatioTest.of(
                "the others are 1",
                Reports.of("small", 2, -1000, 500),
                Reports.of("large", 2 + parameters, -1000 + statistic / 2, 500));
        assertThat(test.statistic()).isCloseTo(statistic, within(1e-9));
        assertThat(test.degreesOfFreedom()).isEqualTo(parameters);
        assertThat(test.pValue()).isCloseTo(pValue, within(1e-10));
        assertThat(test.mixturePValue()).isEmpty();
        assertThat(test.describe())
                .contains("small against large (the others are 1)")
                .doesNotContain("edge");
    }

    /** At the edge the statistic is 0 half of the time: the p-value is half of that of chi-square, and 1 at 0. */
    @Test
    void atTheEdgeOneRestrictionHasAMixture() {
        FitReport small = Reports.of("small", 4, -1000, 500);
        LikelihoodRatioTest test = LikelihoodRatioTest.ofBoundary(
                "b goes to 0", small, Reports.of("large", 5, -1000 + 3.841458820694124 / 2, 500));
        assertThat(test.pValue()).isCloseTo(0.05, within(1e-10));
        assertThat(test.mixturePValue()).hasValueCloseTo(0.025, within(1e-10));
        assertThat(test.describe()).contains("too large", "0.02500 by the mixture");

        LikelihoodRatioTest same =
                LikelihoodRatioTest.ofBoundary("b goes to 0", small, Reports.of("large", 5, -1000, 500));
        assertThat(same.statistic()).isZero();
        assertThat(same.pValue()).isEqualTo(1);
        assertThat(same.mixturePValue()).hasValue(1);
        LikelihoodRatioTest two =
                LikelihoodRatioTest.ofBoundary("b, c go to 0", small, Reports.of("large", 6, -990, 500));
        assertThat(two.mixturePValue()).isEmpty();
        assertThat(two.describe()).contains("this p-value is too large.");
    }

    private static LikelihoodRatioTest paretoAgainstGGompertz(LongFunction<PurchaseSimulator> truth, long seed) {
        PurchaseSimulator simulator = truth.apply(seed);
        List<CustomerSummary> rows = new ArrayList<>();
        for (int i = 0; i < 600; i++) {
            SimulatedCustomer customer = simulator.customer(i, 40);
            int x = customer.purchases() - 1;
            rows.add(CustomerSummary.of("c" + i, x, customer.time(x), 40));
        }
        CustomerSummaryTable table = CustomerSummaryTable.of(PeriodUnit.WEEK, rows);
        return LikelihoodRatioTest.ofBoundary(
                "b goes to 0",
                ParetoNbd.withDefaults().fit(table).report(),
                GGompertzNbd.withDefaults().fit(table).report());
    }

    /** Customers of Pareto/NBD: the statistic is about 0 half of the time, and the p-value of the mixture rarely small. */
    @Test
    void theMixtureHoldsForATrueRestriction() {
        LongFunction<PurchaseSimulator> truth = seed ->
                new PurchaseSimulator(new ParetoNbdParameters(2, 4, 1.5, 20), SimulatedTables.CDNOW_SPEND, seed);
        int zero = 0;
        int significant = 0;
        for (long seed = 1; seed <= 16; seed++) {
            LikelihoodRatioTest test = paretoAgainstGGompertz(truth, seed);
            zero += test.statistic() < 0.01 ? 1 : 0;
            significant += test.mixturePValue().orElseThrow() < 0.05 ? 1 : 0;
        }
        // binomial: 3 standard deviations about 8, and more than 4 of 16 has probability 0.001
        assertThat(zero).as("seeds 1 to 16").isBetween(2, 14);
        assertThat(significant).as("seeds 1 to 16").isLessThanOrEqualTo(4);
    }

    /** Customers who leave the faster the longer they stay: Pareto/NBD is rejected. */
    @Test
    void aFalseRestrictionIsRejected() {
        LongFunction<PurchaseSimulator> truth = seed ->
                new PurchaseSimulator(new GGompertzNbdParameters(2, 4, 0.15, 1, 20), SimulatedTables.CDNOW_SPEND, seed);
        for (long seed = 1; seed <= 3; seed++) {
            assertThat(paretoAgainstGGompertz(truth, seed).pValue())
                    .as("seed %d", seed)
                    .isLessThan(1e-20);
        }
    }

    @Test
    void saysWhichEstimatesRanToTheEnd() {
        LikelihoodRatioTest test = LikelihoodRatioTest.of(
                "c = 1", Reports.of("small", 1, -100, 50), Reports.atBoundary("large", 2, -99, 50));
        assertThat(test.parametersAtBoundary()).containsExactly("large p1");
        assertThat(test.describe()).contains("At the end of their range are large p1");
    }

    /** Two searches for one maximum end a little apart. */
    @Test
    void aStatisticBelowZeroByTheErrorOfASearchIsZero() {
        LikelihoodRatioTest test = LikelihoodRatioTest.of(
                "c = 1", Reports.of("small", 1, -100, 50), Reports.of("large", 2, -100.0004, 50));
        assertThat(test.statistic()).isZero();
        assertThat(test.pValue()).isEqualTo(1);
    }

    @Test
    void refusesFitsThatDoNotCompare() {
        FitReport small = Reports.of("small", 2, -100, 50);
        assertThatThrownBy(() -> LikelihoodRatioTest.of("c = 1", small, Reports.of("large", 3, -90, 51)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("the same customers: small to 50.0, large to 51.0");
        assertThatThrownBy(() -> LikelihoodRatioTest.of("c = 1", small, Reports.of("other", 2, -90, 50)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("must have more parameters");
        assertThatThrownBy(() -> LikelihoodRatioTest.of("c = 1", small, Reports.of("large", 3, -101, 50)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at least as likely");
        assertThatThrownBy(() -> LikelihoodRatioTest.of("c = 1", small, FitReport.failed("large", "No customer.")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("fit of large failed: No customer.");
        assertThatThrownBy(() -> LikelihoodRatioTest.of(" ", small, Reports.of("large", 3, -90, 50)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("restriction");
    }
}
