package io.github.staycurve.clv.value;

import io.github.staycurve.clv.model.PurchaseModel;
import io.github.staycurve.clv.spend.SpendModel;
import io.github.staycurve.core.data.CustomerSummary;
import io.github.staycurve.core.data.CustomerSummaryTable;
import io.github.staycurve.core.data.ScoreColumn;
import io.github.staycurve.core.data.ScoreKind;
import io.github.staycurve.core.data.ScoreTable;
import io.github.staycurve.core.time.Horizon;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Residual lifetime value: what the purchases that a customer is still expected to make are worth at the end of the
 * observation.
 *
 * <p>It is margin × expected spend × discounted expected purchases over the horizon, Fader, Hardie and Lee (2005), "RFM
 * and CLV", Journal of Marketing Research 42(4), 415-430, with continuous discounting of each purchase from its own
 * time. Purchases already made do not count. Spend and purchasing are taken to be independent, as both models assume.
 *
 * <p>This class is immutable and thread-safe.
 */
public final class ResidualValue {
    private static final int MOST_PERIODS = 100_000;
    /** A last period shorter than this part of the horizon is rounding, not a period. */
    private static final double ROUNDING = 1e-12;

    private final PurchaseModel purchases;
    private final SpendModel spend;
    private final ValueAssumptions assumptions;

    private ResidualValue(PurchaseModel purchases, SpendModel spend, ValueAssumptions assumptions) {
        this.purchases = purchases;
        this.spend = spend;
        this.assumptions = assumptions;
    }

    /**
     * Returns the valuation by these models.
     *
     * @param purchases how many purchases to expect
     * @param spend what each is expected to bring
     * @param assumptions horizon, discount rate and margin
     * @return the valuation
     */
    public static ResidualValue of(PurchaseModel purchases, SpendModel spend, ValueAssumptions assumptions) {
        return new ResidualValue(purchases, spend, assumptions);
    }

    /**
     * Returns the residual value of one customer.
     *
     * @param customer the customer's history, in the unit of the purchase model
     * @return the value, empty where the expected spend does not exist
     */
    public OptionalDouble of(CustomerSummary customer) {
        OptionalDouble mean = expectedSpend(customer);
        if (mean.isEmpty()) {
            return mean;
        }
        double discounted = purchases.discountedExpectedPurchases(
                customer.frequency(), customer.recency(), customer.age(), horizon(), rate());
        return OptionalDouble.of(assumptions.margin() * mean.getAsDouble() * discounted);
    }

    /**
     * Returns what one customer is expected to bring, period by period up to the horizon; the present values add up to
     * the residual value.
     *
     * @param customer the customer's history, in the unit of the purchase model
     * @param period the length of a period; the last one is shorter if the horizon is not a multiple of it
     * @return the periods in the order of time, empty where the expected spend does not exist
     * @throws IllegalArgumentException if the period is 0, or so short that there are more than 100,000
     */
    public List<CashFlow> cashFlows(CustomerSummary customer, Horizon period) {
        double length = period.in(purchases.unit());
        double end = horizon();
        if (!(length > 0) || end / length > MOST_PERIODS) {
            throw new IllegalArgumentException("period must be positive and at least a %,dth of the horizon, was %s"
                    .formatted(MOST_PERIODS, period));
        }
        List<CashFlow> flows = new ArrayList<>();
        OptionalDouble mean = expectedSpend(customer);
        // multiples of the length, not a running sum, so that 52 weeks are 52 periods
        for (int i = 0; mean.isPresent() && i * length < end * (1 - ROUNDING); i++) {
            double from = i * length;
            double to = (i + 1) * length < end * (1 - ROUNDING) ? (i + 1) * length : end;
            flows.add(flow(customer, assumptions.margin() * mean.getAsDouble(), from, to));
        }
        return flows;
    }

    private CashFlow flow(CustomerSummary c, double profitAPurchase, double from, double to) {
        double expected = purchases.expectedPurchases(c.frequency(), c.recency(), c.age(), from, to);
        double discounted =
                purchases.discountedExpectedPurchases(c.frequency(), c.recency(), c.age(), from, to, rate());
        return new CashFlow(from, to, expected, profitAPurchase * expected, profitAPurchase * discounted);
    }

    /**
     * Scores every customer of a table: P(alive), expected purchases over the horizon, expected spend, residual value.
     *
     * @param table the customers, in the unit of the purchase model
     * @return the four columns, in the row order of the table
     * @throws IllegalArgumentException if the table is in another unit than the model
     */
    public ScoreTable score(CustomerSummaryTable table) {
        ScoreColumn alive = purchases.probabilityAlive(table);
        ScoreColumn expected = purchases.expectedPurchases(table, assumptions.horizon());
        ScoreColumn mean = spend.expectedSpend(table);
        ScoreColumn discounted =
                purchases.discountedExpectedPurchases(table, assumptions.horizon(), assumptions.discountRate());
        double[] value = new double[table.size()];
        for (int row = 0; row < value.length; row++) {
            value[row] = assumptions.margin() * mean.valueOrNaN(row) * discounted.valueOrNaN(row);
        }
        return ScoreTable.of(table)
                .with(alive)
                .with(expected)
                .with(mean)
                .with(ScoreColumn.of(ScoreKind.RESIDUAL_VALUE, value));
    }

    private OptionalDouble expectedSpend(CustomerSummary customer) {
        return spend.expectedSpend(customer.frequency(), customer.meanSpend().orElse(0));
    }

    private double horizon() {
        return assumptions.horizon().in(purchases.unit());
    }

    private double rate() {
        return assumptions.discountRate().perUnit(purchases.unit());
    }
}
