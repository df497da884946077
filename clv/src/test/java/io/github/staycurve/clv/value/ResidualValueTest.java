package io.github.staycurve.clv.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.github.staycurve.clv.model.BgNbdModel;
import io.github.staycurve.clv.model.BgNbdParameters;
import io.github.staycurve.clv.simulate.SimulatedTables;
import io.github.staycurve.clv.spend.GammaGammaModel;
import io.github.staycurve.clv.spend.GammaGammaParameters;
import io.github.staycurve.core.data.CustomerSummary;
import io.github.staycurve.core.data.CustomerSummaryTable;
import io.github.staycurve.core.data.ScoreKind;
import io.github.staycurve.core.data.ScoreTable;
import io.github.staycurve.core.time.DiscountRate;
import io.github.staycurve.core.time.Horizon;
import io.github.staycurve.core.time.PeriodUnit;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class ResidualValueTest {
    private static final BgNbdModel PURCHASES = BgNbdModel.of(SimulatedTables.CDNOW, PeriodUnit.WEEK);
    private static final GammaGammaModel SPEND = GammaGammaModel.of(SimulatedTables.CDNOW_SPEND);
    private static final ValueAssumptions YEAR =
            new ValueAssumptions(Horizon.of(52, PeriodUnit.WEEK), DiscountRate.annual(0.15), 0.3);
    private static final CustomerSummary CUSTOMER = new CustomerSummary("c", 2, 30.43, 38.86, 29.33, 2 * 22.345, 74.02);

    /** The integral of the discounted purchase rate by a fine midpoint rule, from the expectation alone. */
    @Test
    void discountsEachPurchaseFromItsOwnTime() {
        double delta = Math.log(1.15) / 52.1775;
        int steps = 20_000;
        double value = 0;
        double before = 0;
        for (int i = 1; i <= steps; i++) {
            double t = 52.0 * i / steps;
            double expected = PURCHASES.expectedPurchases(2, 30.43, 38.86, t);
            value += (expected - before) * Math.exp(-delta * (t - 26.0 / steps));
            before = expected;
        }
        double spend = SPEND.expectedSpend(2, 22.345).orElseThrow();
        assertThat(ResidualValue.of(PURCHASES, SPEND, YEAR).of(CUSTOMER).orElseThrow())
                .isCloseTo(0.3 * spend * value, withinPercentage(1e-6));
    }

    @Test
    void withoutDiscountingItIsMarginTimesSpendTimesPurchases() {
        ValueAssumptions plain = new ValueAssumptions(Horizon.of(1, PeriodUnit.YEAR), DiscountRate.NONE, 0.25);
        double expected = 0.25
                * SPEND.expectedSpend(2, 22.345).orElseThrow()
                * PURCHASES.expectedPurchases(2, 30.43, 38.86, 52.1775);
        assertThat(ResidualValue.of(PURCHASES, SPEND, plain).of(CUSTOMER).orElseThrow())
                .isCloseTo(expected, withinPercentage(1e-10));
    }

    @Test
    void cashFlowsAddUpToTheValue() {
        ResidualValue value = ResidualValue.of(PURCHASES, SPEND, YEAR);
        List<CashFlow> months = value.cashFlows(CUSTOMER, Horizon.of(1, PeriodUnit.MONTH));

        assertThat(months).hasSize(12); // 52 weeks are a little less than 12 months
        assertThat(months.get(0).from()).isZero();
        assertThat(months.get(11).to()).isEqualTo(52);
        assertThat(months.stream().mapToDouble(CashFlow::presentValue).sum())
                .isCloseTo(value.of(CUSTOMER).orElseThrow(), withinPercentage(1e-10));
        assertThat(months.stream().mapToDouble(CashFlow::purchases).sum())
                .isCloseTo(PURCHASES.expectedPurchases(2, 30.43, 38.86, 52), withinPercentage(1e-10));
        for (CashFlow month : months) {
            assertThat(month.presentValue()).isPositive().isLessThan(month.profit());
        }
        assertThat(value.cashFlows(CUSTOMER, Horizon.of(1, PeriodUnit.WEEK))).hasSize(52);
        assertThat(value.cashFlows(CUSTOMER, Horizon.of(2, PeriodUnit.YEAR))).hasSize(1);
    }

    @Test
    void aTableGivesTheNumbersOfItsRows() {
        CustomerSummaryTable table = SimulatedTables.weeks(SimulatedTables.CDNOW, 2_000, 1);
        ResidualValue value = ResidualValue.of(PURCHASES, SPEND, YEAR);
        ScoreTable scores = value.score(table);

        assertThat(scores.kinds())
                .containsExactly(
                        ScoreKind.PROBABILITY_ALIVE,
                        ScoreKind.EXPECTED_PURCHASES,
                        ScoreKind.EXPECTED_SPEND,
                        ScoreKind.RESIDUAL_VALUE);
        for (int row = 0; row < table.size(); row++) {
            CustomerSummary customer = table.get(row);
            assertThat(scores.column(ScoreKind.RESIDUAL_VALUE).value(row)).isEqualTo(value.of(customer));
            assertThat(scores.column(ScoreKind.PROBABILITY_ALIVE).valueOrNaN(row))
                    .isEqualTo(PURCHASES.probabilityAlive(customer.frequency(), customer.recency(), customer.age()));
            assertThat(scores.column(ScoreKind.EXPECTED_PURCHASES).valueOrNaN(row))
                    .isEqualTo(
                            PURCHASES.expectedPurchases(customer.frequency(), customer.recency(), customer.age(), 52));
        }
    }

    @Test
    void weeksAndDaysGiveTheSameMoney() {
        BgNbdParameters weekly = SimulatedTables.CDNOW;
        BgNbdModel daily = BgNbdModel.of(
                new BgNbdParameters(weekly.r(), 7 * weekly.alpha(), weekly.a(), weekly.b()), PeriodUnit.DAY);
        CustomerSummary inDays = new CustomerSummary("c", 2, 7 * 30.43, 7 * 38.86, 29.33, 2 * 22.345, 74.02);
        assertThat(ResidualValue.of(daily, SPEND, YEAR).of(inDays).orElseThrow())
                .isCloseTo(
                        ResidualValue.of(PURCHASES, SPEND, YEAR).of(CUSTOMER).orElseThrow(), withinPercentage(1e-10));
    }

    @Test
    void whereTheMeanSpendDoesNotExistThereIsNoValue() {
        GammaGammaModel heavy = GammaGammaModel.of(new GammaGammaParameters(2, 0.9, 30));
        ResidualValue value = ResidualValue.of(PURCHASES, heavy, YEAR);
        CustomerSummary oneTime = new CustomerSummary("new", 0, 0, 10, 20, 0, 20);

        assertThat(value.of(oneTime)).isEmpty();
        assertThat(value.cashFlows(oneTime, Horizon.of(1, PeriodUnit.WEEK))).isEmpty();
        assertThat(value.of(CUSTOMER)).isPresent();
        ScoreTable scores = value.score(CustomerSummaryTable.of(PeriodUnit.WEEK, List.of(oneTime, CUSTOMER)));
        assertThat(scores.column(ScoreKind.RESIDUAL_VALUE).isDefined(0)).isFalse();
        assertThat(scores.column(ScoreKind.RESIDUAL_VALUE).isDefined(1)).isTrue();
    }

    @Test
    void anySpendModelWillDo() {
        ResidualValue value = ResidualValue.of(
                PURCHASES, (x, mean) -> x == 0 ? OptionalDouble.empty() : OptionalDouble.of(mean + 1), YEAR);
        double discounted = PURCHASES.discountedExpectedPurchases(
                2, 30.43, 38.86, 52, DiscountRate.annual(0.15).perUnit(PeriodUnit.WEEK));
        ScoreTable scores = value.score(
                CustomerSummaryTable.of(PeriodUnit.WEEK, List.of(CUSTOMER, CustomerSummary.of("once", 0, 0, 20))));

        assertThat(value.of(CUSTOMER).orElseThrow()).isCloseTo(0.3 * 23.345 * discounted, withinPercentage(1e-12));
        assertThat(scores.column(ScoreKind.EXPECTED_SPEND).value(0)).hasValue(23.345);
        assertThat(scores.column(ScoreKind.RESIDUAL_VALUE).value(0))
                .hasValue(value.of(CUSTOMER).orElseThrow());
        assertThat(scores.column(ScoreKind.RESIDUAL_VALUE).value(1)).isEmpty();
    }

    @Test
    void aHorizonOfNothingIsWorthNothing() {
        ValueAssumptions now = new ValueAssumptions(Horizon.of(0, PeriodUnit.DAY), DiscountRate.annual(0.1), 1);
        ResidualValue value = ResidualValue.of(PURCHASES, SPEND, now);
        assertThat(value.of(CUSTOMER)).hasValue(0);
        assertThat(value.cashFlows(CUSTOMER, Horizon.of(1, PeriodUnit.DAY))).isEmpty();
    }

    @Test
    void refusesWhatMakesNoSense() {
        assertThatThrownBy(() -> new ValueAssumptions(Horizon.of(1, PeriodUnit.YEAR), DiscountRate.NONE, Double.NaN))
                .hasMessageContaining("margin")
                .hasMessageContaining("NaN");
        ResidualValue value = ResidualValue.of(PURCHASES, SPEND, YEAR);
        assertThatThrownBy(() -> value.cashFlows(CUSTOMER, Horizon.of(0, PeriodUnit.WEEK)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("period must be positive");
        CustomerSummaryTable days = CustomerSummaryTable.of(PeriodUnit.DAY, List.of(CUSTOMER));
        assertThatThrownBy(() -> value.score(days)).hasMessage("table must be in weeks as the model is, was in days");
        assertThatThrownBy(() -> PURCHASES.probabilityAlive(
                        CustomerSummaryTable.of(PeriodUnit.WEEK, List.of(CUSTOMER)), new double[0]))
                .hasMessage("out must hold 1 rows, has 0");
    }

    @Test
    void noPurchaseInATableIsThatOfTheRow() {
        CustomerSummaryTable table = CustomerSummaryTable.of(PeriodUnit.WEEK, List.of(CUSTOMER));
        assertThat(PURCHASES
                        .probabilityNoPurchase(table, Horizon.of(1, PeriodUnit.YEAR))
                        .valueOrNaN(0))
                .isCloseTo(PURCHASES.probabilityNoPurchase(2, 30.43, 38.86, 52.1775), within(1e-15));
        assertThat(PURCHASES
                        .discountedExpectedPurchases(table, Horizon.of(52, PeriodUnit.WEEK), DiscountRate.annual(0.15))
                        .valueOrNaN(0))
                .isEqualTo(PURCHASES.discountedExpectedPurchases(
                        2, 30.43, 38.86, 52, DiscountRate.annual(0.15).perUnit(PeriodUnit.WEEK)));
    }
}
