package io.github.staycurve.clv.model;

import io.github.staycurve.core.data.CustomerSummaryTable;
import io.github.staycurve.core.data.ScoreColumn;
import io.github.staycurve.core.data.ScoreKind;
import io.github.staycurve.core.lifecycle.AliveProbability;
import io.github.staycurve.core.time.DiscountRate;
import io.github.staycurve.core.time.Horizon;
import io.github.staycurve.core.time.PeriodUnit;
import java.util.OptionalDouble;

/**
 * What every fitted model of purchases in continuous time answers, for one customer or for a table.
 *
 * <p>A history is x, t<sub>x</sub> and T as {@link io.github.staycurve.core.data.CustomerSummary} defines them. The
 * methods for one customer take durations in the {@link #unit() unit} of the model; those for a table convert horizons and
 * rates, refuse a table in another unit, and give for each row the very number that the method for one customer gives. A
 * number never depends on who else is in the table.
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

    /** Discounted expected residual transactions, without a horizon, 0 or more. */
    ScoreKind DERT = new ScoreKind("dert", "purchases", 0, Double.POSITIVE_INFINITY);

    /** Time from the end of the observation by which the next purchase is made with a stated probability, 0 or more. */
    ScoreKind TIME_TO_NEXT_PURCHASE =
            new ScoreKind("time_to_next_purchase", "units of the model", 0, Double.POSITIVE_INFINITY);

    /** The longest wait that {@link #timeToNextPurchase} tells apart from never: a million units. */
    double LONGEST_WAIT = 1e6;

    /**
     * Returns the unit of all durations.
     *
     * @return the unit
     */
    PeriodUnit unit();

    /**
     * Returns the values of the parameters that a fit estimates, all positive.
     *
     * @return a copy, in the order in which the report of a fit lists them
     */
    double[] parameterValues();

    /**
     * Returns the model of this kind and unit with other parameters.
     *
     * @param values the parameters in the order of {@link #parameterValues()}
     * @return the model
     * @throws IllegalArgumentException if there are more or fewer values than parameters, or one of them is not positive
     *     and finite
     */
    PurchaseModel withParameterValues(double[] values);

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
     * Returns the probability that a customer with this history at T is still a customer at T + ahead.
     *
     * <p>What happens after T is not known: this is the probability now for a time to come, not that of a customer who
     * stays silent until then.
     *
     * @param x repeat purchases
     * @param tx time from the first purchase to the last
     * @param age T, time from the first purchase to now
     * @param ahead how far to look ahead
     * @return the probability, in [0, P(alive)]
     */
    double probabilityAlive(int x, double tx, double age, double ahead);

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
     * Returns the probability that a customer with this history makes exactly n purchases in (T, T + horizon].
     *
     * @param n the number of purchases
     * @param x repeat purchases
     * @param tx time from the first purchase to the last
     * @param age T, time from the first purchase to now
     * @param horizon how far to look ahead
     * @return P(Y(T, T + horizon] = n), in [0, 1]
     */
    double probabilityOfPurchases(int n, int x, double tx, double age, double horizon);

    /**
     * Returns the time after T by which the next purchase is made with a given probability: the median wait for one half.
     *
     * <p>A customer may be gone, so that the purchase may never come: the answer is empty where the probability of a
     * purchase within {@link #LONGEST_WAIT} does not reach the one asked for.
     *
     * @param x repeat purchases
     * @param tx time from the first purchase to the last
     * @param age T, time from the first purchase to now
     * @param probability the probability of a purchase by then, above 0 and below 1
     * @return the quantile of the wait, in units after T, empty if the purchase is too likely not to come
     */
    default OptionalDouble timeToNextPurchase(int x, double tx, double age, double probability) {
        return NextPurchase.time(this, x, tx, age, probability);
    }

    /**
     * Returns the expected time after T for which a customer with this history remains one, counting 0 if gone already.
     *
     * @param x repeat purchases
     * @param tx time from the first purchase to the last
     * @param age T, time from the first purchase to now
     * @return the expectation, 0 or more, empty where the mean is infinite, as it is when enough customers hardly ever
     *     leave
     */
    OptionalDouble expectedResidualLifetime(int x, double tx, double age);

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
     * Scores a table by P(alive) at a time to come.
     *
     * @param table the customers, in the unit of this model
     * @param ahead how far to look ahead, in any unit
     * @return a score a row
     * @throws IllegalArgumentException if the table is in another unit
     */
    default ScoreColumn probabilityAlive(CustomerSummaryTable table, Horizon ahead) {
        double[] out = new double[table.size()];
        requireScorable(table, out);
        double length = ahead.in(unit());
        for (int row = 0; row < out.length; row++) {
            out[row] = probabilityAlive(table.frequency(row), table.recency(row), table.age(row), length);
        }
        return ScoreColumn.of(ScoreKind.PROBABILITY_ALIVE, out);
    }

    /**
     * Scores a table by DERT.
     *
     * @param table the customers, in the unit of this model
     * @param rate the discount rate, at least 1e-12 a unit
     * @return a score a row
     * @throws IllegalArgumentException if the table is in another unit, or the rate too low
     */
    default ScoreColumn dert(CustomerSummaryTable table, DiscountRate rate) {
        double[] out = new double[table.size()];
        requireScorable(table, out);
        double delta = rate.perUnit(unit());
        for (int row = 0; row < out.length; row++) {
            out[row] = dert(table.frequency(row), table.recency(row), table.age(row), delta);
        }
        return ScoreColumn.of(DERT, out);
    }

    /**
     * Scores a table by the time to the next purchase.
     *
     * @param table the customers, in the unit of this model
     * @param probability the probability of a purchase by then, above 0 and below 1: one half for the median
     * @return a score a row, undefined where the purchase is too likely not to come
     * @throws IllegalArgumentException if the table is in another unit, or the probability out of range
     */
    default ScoreColumn timeToNextPurchase(CustomerSummaryTable table, double probability) {
        double[] out = new double[table.size()];
        requireScorable(table, out);
        for (int row = 0; row < out.length; row++) {
            out[row] = timeToNextPurchase(table.frequency(row), table.recency(row), table.age(row), probability)
                    .orElse(Double.NaN);
        }
        return ScoreColumn.of(TIME_TO_NEXT_PURCHASE, out);
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
