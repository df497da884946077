package io.github.staycurve.clv.model;

import io.github.staycurve.core.data.CustomerSummaryTable;
import io.github.staycurve.core.data.ScoreColumn;
import io.github.staycurve.core.data.ScoreKind;
import io.github.staycurve.core.lifecycle.AliveProbability;
import io.github.staycurve.core.time.DiscountRate;
import io.github.staycurve.core.time.Horizon;
import io.github.staycurve.core.time.PeriodUnit;

/**
 * What every fitted model of purchases in continuous time answers, for one customer or for a table.
 *
 * <p>A history is x, t<sub>x</sub> and T as {@link io.github.staycurve.core.data.CustomerSummary} defines them. The
 * methods for one customer take durations in the {@link #unit() unit} of the model and allocate nothing; those for a
 * table convert horizons and rates, refuse a table in another unit, and give for each row the very number that the method
 * for one customer gives. A number never depends on who else is in the table.
 *
 * <p>Implementations are immutable and thread-safe. All methods throw {@link IllegalArgumentException} for a history that
 * is none, and for arguments that are negative, infinite or NaN.
 */
public interface PurchaseModel extends AliveProbability {
    /** The probability of no purchase over a horizon, in [0, 1]: a churn score for every customer, one-time buyers too. */
    ScoreKind PROBABILITY_NO_PURCHASE = ScoreKind.probability("p_no_purchase");

    /** Expected purchases over a horizon, each discounted to the end of the observation, 0 or more. */
    ScoreKind DISCOUNTED_EXPECTED_PURCHASES =
            new ScoreKind("discounted_expected_purchases", "purchases", 0, Double.POSITIVE_INFINITY);

    /**
     * Returns the unit of all durations.
     *
     * @return the unit
     */
    PeriodUnit unit();

    /**
     * Returns the probability that a customer with this history is still one at age T.
     *
     * @param x repeat purchases
     * @param tx time from the first purchase to the last
     * @param age T, time from the first purchase to now
     * @return P(alive), in [0, 1]
     */
    @Override
    double probabilityAlive(int x, double tx, double age);

    /**
     * Returns the expected number of purchases in (T, T + horizon].
     *
     * @param x repeat purchases
     * @param tx time from the first purchase to the last
     * @param age T, time from the first purchase to now
     * @param horizon how far to look ahead
     * @return the expectation, 0 or more
     */
    double expectedPurchases(int x, double tx, double age, double horizon);

    /**
     * Returns the expected number of purchases in (T + from, T + to].
     *
     * @param x repeat purchases
     * @param tx time from the first purchase to the last
     * @param age T, time from the first purchase to now
     * @param from start of the interval after T
     * @param to end of the interval after T, {@code from} or more
     * @return the expectation, 0 or more
     */
    double expectedPurchases(int x, double tx, double age, double from, double to);

    /**
     * Returns the expected purchases in (T, T + horizon], each discounted from its own time to T.
     *
     * @param x repeat purchases
     * @param tx time from the first purchase to the last
     * @param age T, time from the first purchase to now
     * @param horizon how far to look ahead
     * @param deltaPerUnit the continuous discount rate a unit, 0 for none
     * @return the discounted expectation, 0 or more
     */
    double discountedExpectedPurchases(int x, double tx, double age, double horizon, double deltaPerUnit);

    /**
     * Returns the expected purchases in (T + from, T + to], each discounted from its own time to T.
     *
     * @param x repeat purchases
     * @param tx time from the first purchase to the last
     * @param age T, time from the first purchase to now
     * @param from start of the interval after T
     * @param to end of the interval after T, {@code from} or more
     * @param deltaPerUnit the continuous discount rate a unit, 0 for none
     * @return the discounted expectation, 0 or more
     */
    double discountedExpectedPurchases(int x, double tx, double age, double from, double to, double deltaPerUnit);

    /**
     * Returns the discounted expected residual transactions (DERT): the expected purchases after T without an end, each
     * discounted from its own time to T.
     *
     * @param x repeat purchases
     * @param tx time from the first purchase to the last
     * @param age T, time from the first purchase to now
     * @param deltaPerUnit the continuous discount rate a unit, 1e-12 or more: without it the sum may be infinite
     * @return DERT, 0 or more
     */
    double dert(int x, double tx, double age, double deltaPerUnit);

    /**
     * Returns the probability that a customer buys nothing in (T, T + horizon], gone or only silent.
     *
     * @param x repeat purchases
     * @param tx time from the first purchase to the last
     * @param age T, time from the first purchase to now
     * @param horizon how far to look ahead
     * @return the probability, in [1 - P(alive), 1]
     */
    double probabilityNoPurchase(int x, double tx, double age, double horizon);

    /**
     * Returns the expected number of repeat purchases of a customer who has just made the first one.
     *
     * @param t how far to look ahead from the first purchase, which does not count
     * @return the expectation, 0 or more
     */
    double expectedPurchasesOfNewCustomer(double t);

    /**
     * Returns the probability that a new customer makes exactly this many repeat purchases.
     *
     * @param n the number of purchases, the first one not counted
     * @param t how far to look ahead from the first purchase
     * @return the probability, in [0, 1]
     */
    double probabilityOfPurchases(int n, double t);

    /**
     * Scores a table by P(alive).
     *
     * @param table the customers, in the unit of this model
     * @param out receives a score a row; at least as long as the table
     * @throws IllegalArgumentException if the table is in another unit or longer than {@code out}
     */
    default void probabilityAlive(CustomerSummaryTable table, double[] out) {
        requireScorable(table, out);
        for (int row = 0; row < table.size(); row++) {
            out[row] = probabilityAlive(table.frequency(row), table.recency(row), table.age(row));
        }
    }

    /**
     * Scores a table by expected purchases.
     *
     * @param table the customers, in the unit of this model
     * @param horizon how far to look ahead, in any unit
     * @param out receives a score a row; at least as long as the table
     * @throws IllegalArgumentException if the table is in another unit or longer than {@code out}
     */
    default void expectedPurchases(CustomerSummaryTable table, Horizon horizon, double[] out) {
        discountedExpectedPurchases(table, horizon, DiscountRate.NONE, out);
    }

    /**
     * Scores a table by discounted expected purchases.
     *
     * @param table the customers, in the unit of this model
     * @param horizon how far to look ahead, in any unit
     * @param rate the discount rate
     * @param out receives a score a row; at least as long as the table
     * @throws IllegalArgumentException if the table is in another unit or longer than {@code out}
     */
    default void discountedExpectedPurchases(
            CustomerSummaryTable table, Horizon horizon, DiscountRate rate, double[] out) {
        requireScorable(table, out);
        double length = horizon.in(unit());
        double delta = rate.perUnit(unit());
        for (int row = 0; row < table.size(); row++) {
            out[row] = discountedExpectedPurchases(
                    table.frequency(row), table.recency(row), table.age(row), length, delta);
        }
    }

    /**
     * Scores a table by P(alive).
     *
     * @param table the customers, in the unit of this model
     * @return a score a row
     * @throws IllegalArgumentException if the table is in another unit
     */
    default ScoreColumn probabilityAlive(CustomerSummaryTable table) {
        double[] out = new double[table.size()];
        probabilityAlive(table, out);
        return ScoreColumn.of(ScoreKind.PROBABILITY_ALIVE, out);
    }

    /**
     * Scores a table by expected purchases.
     *
     * @param table the customers, in the unit of this model
     * @param horizon how far to look ahead, in any unit
     * @return a score a row
     * @throws IllegalArgumentException if the table is in another unit
     */
    default ScoreColumn expectedPurchases(CustomerSummaryTable table, Horizon horizon) {
        double[] out = new double[table.size()];
        expectedPurchases(table, horizon, out);
        return ScoreColumn.of(ScoreKind.EXPECTED_PURCHASES, out);
    }

    /**
     * Scores a table by discounted expected purchases.
     *
     * @param table the customers, in the unit of this model
     * @param horizon how far to look ahead, in any unit
     * @param rate the discount rate
     * @return a score a row
     * @throws IllegalArgumentException if the table is in another unit
     */
    default ScoreColumn discountedExpectedPurchases(CustomerSummaryTable table, Horizon horizon, DiscountRate rate) {
        double[] out = new double[table.size()];
        discountedExpectedPurchases(table, horizon, rate, out);
        return ScoreColumn.of(DISCOUNTED_EXPECTED_PURCHASES, out);
    }

    /**
     * Scores a table by the probability of no purchase.
     *
     * @param table the customers, in the unit of this model
     * @param horizon how far to look ahead, in any unit
     * @return a score a row
     * @throws IllegalArgumentException if the table is in another unit
     */
    default ScoreColumn probabilityNoPurchase(CustomerSummaryTable table, Horizon horizon) {
        double[] out = new double[table.size()];
        requireScorable(table, out);
        double length = horizon.in(unit());
        for (int row = 0; row < out.length; row++) {
            out[row] = probabilityNoPurchase(table.frequency(row), table.recency(row), table.age(row), length);
        }
        return ScoreColumn.of(PROBABILITY_NO_PURCHASE, out);
    }

    /**
     * Checks that a table can be scored by this model into an array.
     *
     * @param table the customers
     * @param out receives a score a row
     * @throws IllegalArgumentException if the table is in another unit or longer than {@code out}
     */
    default void requireScorable(CustomerSummaryTable table, double[] out) {
        if (table.unit() != unit()) {
            throw new IllegalArgumentException("table must be in %ss as the model is, was in %ss"
                    .formatted(unit().label(), table.unit().label()));
        }
        if (out.length < table.size()) {
            throw new IllegalArgumentException("out must hold %d rows, has %d".formatted(table.size(), out.length));
        }
    }
}
