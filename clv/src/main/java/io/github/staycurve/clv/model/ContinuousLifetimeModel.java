package io.github.staycurve.clv.model;

import io.github.staycurve.core.data.CustomerSummaryTable;
import io.github.staycurve.core.data.ScoreColumn;
import io.github.staycurve.core.internal.Checks;
import io.github.staycurve.core.time.DiscountRate;
import io.github.staycurve.core.time.Horizon;
import io.github.staycurve.core.time.PeriodUnit;
import java.util.Objects;

/**
 * What the Pareto/NBD and the GGompertz/NBD model have in common: purchases of a live customer are a Poisson process, and
 * the lifetime is continuous and does not depend on them.
 *
 * <p>Given that the customer is alive at T, the purchase rate is Gamma(r + x, alpha + T) and independent of the lifetime
 * that is left, which depends on T alone. A model adds what its lifetime is: the odds of having dropped out, the chance to
 * live on, the discounted time alive, and the number of purchases in it.
 *
 * <p>Immutable and thread-safe.
 */
abstract class ContinuousLifetimeModel implements PurchaseModel {
    /** With less there is no telling a discounted sum from the infinite one. */
    private static final double LEAST_RATE = 1e-12;

    private final double r;
    private final double alpha;
    private final PeriodUnit unit;

    /**
     * Takes the parameters of the purchase rate.
     *
     * @param r its shape
     * @param alpha its rate parameter
     * @param unit the time unit of alpha
     */
    ContinuousLifetimeModel(double r, double alpha, PeriodUnit unit) {
        this.r = r;
        this.alpha = alpha;
        this.unit = Objects.requireNonNull(unit, "unit");
    }

    /**
     * Returns the log-odds of having dropped out in (t<sub>x</sub>, T], given that the customer was alive at t<sub>x</sub>
     * and bought nothing since; minus infinity when the last purchase was at T.
     */
    abstract double logOddsOfDropout(int x, double tx, double age);

    /** Returns the probability that those alive at T live on to T + ahead. */
    abstract double survival(double age, double ahead);

    /** Returns the discounted expected time alive in (T + from, T + to] of those alive at T. */
    abstract double timeIfAlive(double age, double from, double to, double delta);

    /** Returns the probability of exactly n purchases in (T, T + horizon] of those alive at T. */
    abstract double countIfAlive(int n, int x, double age, double horizon);

    /**
     * Returns the time unit of the parameters.
     *
     * @return the unit of every duration this model takes
     */
    @Override
    public final PeriodUnit unit() {
        return unit;
    }

    /**
     * Returns the probability that a customer with this history has not dropped out by that age.
     *
     * @param x purchases after the first, 0 or more
     * @param tx time of the last purchase, in [0, age]
     * @param age time since the first purchase
     * @return P(alive), in [0, 1]
     * @throws IllegalArgumentException if the history is not one
     */
    @Override
    public final double probabilityAlive(int x, double tx, double age) {
        checkHistory(x, tx, age);
        return aliveUnchecked(x, tx, age);
    }

    /**
     * Returns the probability that a customer with this history at T has not dropped out by T + ahead: P(alive) times the
     * chance to live that much longer.
     *
     * @param x purchases after the first, 0 or more
     * @param tx time of the last purchase, in [0, age]
     * @param age T, time since the first purchase
     * @param ahead how far to look ahead, 0 or more
     * @return the probability, in [0, P(alive)]
     * @throws IllegalArgumentException if the history is not one or the time is negative or not finite
     */
    @Override
    public final double probabilityAlive(int x, double tx, double age, double ahead) {
        checkHistory(x, tx, age);
        Checks.nonNegativeFinite(ahead, "ahead");
        return aliveUnchecked(x, tx, age) * survival(age, ahead);
    }

    final double aliveUnchecked(int x, double tx, double age) {
        return logistic(-logOddsOfDropout(x, tx, age));
    }

    private static double logistic(double logOdds) {
        if (logOdds >= 0) {
            return 1 / (1 + Math.exp(-logOdds));
        }
        double odds = Math.exp(logOdds);
        return odds / (1 + odds);
    }

    /**
     * Returns the expected purchases over (T, T + horizon]: P(alive) times the mean purchase rate times the expected time
     * alive within the horizon.
     *
     * @param x purchases after the first, 0 or more
     * @param tx time of the last purchase, in [0, age]
     * @param age T, time since the first purchase
     * @param horizon how far to look ahead, 0 or more
     * @return E[Y(horizon) | x, t<sub>x</sub>, T], 0 or more
     * @throws IllegalArgumentException if the history is not one or the horizon is negative or not finite
     */
    @Override
    public final double expectedPurchases(int x, double tx, double age, double horizon) {
        return expectedPurchases(x, tx, age, 0, horizon);
    }

    /**
     * Returns the expected purchases over (T + from, T + to].
     *
     * @param x purchases after the first, 0 or more
     * @param tx time of the last purchase, in [0, age]
     * @param age T, time since the first purchase
     * @param from start of the interval after T, 0 or more
     * @param to end of the interval after T, from or more
     * @return the expectation, 0 or more
     * @throws IllegalArgumentException if the history is not one or the interval is out of order or not finite
     */
    @Override
    public final double expectedPurchases(int x, double tx, double age, double from, double to) {
        return discountedExpectedPurchases(x, tx, age, from, to, 0);
    }

    /**
     * Returns the expected purchases over (T, T + horizon], each discounted from its time to T.
     *
     * @param x purchases after the first, 0 or more
     * @param tx time of the last purchase, in [0, age]
     * @param age T, time since the first purchase
     * @param horizon how far to look ahead, 0 or more
     * @param deltaPerUnit continuous discount rate a time unit, 0 or more; with 0 this is
     *     {@link #expectedPurchases(int, double, double, double)}
     * @return the discounted expectation, 0 or more
     * @throws IllegalArgumentException if the history is not one or another argument is negative or not finite
     */
    @Override
    public final double discountedExpectedPurchases(int x, double tx, double age, double horizon, double deltaPerUnit) {
        return discountedExpectedPurchases(x, tx, age, 0, horizon, deltaPerUnit);
    }

    /**
     * Returns the expected purchases over (T + from, T + to], each discounted from its time to T: one cell of a stream of
     * cash flows.
     *
     * @param x purchases after the first, 0 or more
     * @param tx time of the last purchase, in [0, age]
     * @param age T, time since the first purchase
     * @param from start of the interval after T, 0 or more
     * @param to end of the interval after T, from or more
     * @param deltaPerUnit continuous discount rate a time unit, 0 or more
     * @return the discounted expectation, 0 or more
     * @throws IllegalArgumentException if the history is not one, the interval is out of order or not finite, or the rate
     *     is negative or not finite
     */
    @Override
    public final double discountedExpectedPurchases(
            int x, double tx, double age, double from, double to, double deltaPerUnit) {
        checkHistory(x, tx, age);
        Checks.nonNegativeFinite(to, "to");
        Checks.inRange(from, 0, to, "from");
        Checks.nonNegativeFinite(deltaPerUnit, "deltaPerUnit");
        return aliveUnchecked(x, tx, age) * rateIfAlive(x, age) * timeIfAlive(age, from, to, deltaPerUnit);
    }

    /** Returns the mean purchase rate of those alive at T. */
    private double rateIfAlive(int x, double age) {
        return (r + x) / (alpha + age);
    }

    /**
     * Returns the discounted expected residual transactions: the expected purchases after T without an end, each
     * discounted from its time to T.
     *
     * <p>Fader, Hardie and Lee (2005), RFM and CLV, Journal of Marketing Research 42(4), 415-430, give it for Pareto/NBD with
     * Tricomi's function; for GGompertz/NBD there is no closed form, and it is integrated.
     *
     * @param x purchases after the first, 0 or more
     * @param tx time of the last purchase, in [0, age]
     * @param age T, time since the first purchase
     * @param deltaPerUnit continuous discount rate a time unit, 1e-12 or more: without it the sum may be infinite
     * @return DERT, 0 or more
     * @throws IllegalArgumentException if the history is not one or the rate is below 1e-12 or not finite
     */
    @Override
    public final double dert(int x, double tx, double age, double deltaPerUnit) {
        checkHistory(x, tx, age);
        checkEndlessRate(deltaPerUnit);
        return aliveUnchecked(x, tx, age)
                * rateIfAlive(x, age)
                * timeIfAlive(age, 0, Double.POSITIVE_INFINITY, deltaPerUnit);
    }

    private static void checkEndlessRate(double deltaPerUnit) {
        if (!(deltaPerUnit >= LEAST_RATE && deltaPerUnit < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "deltaPerUnit must be %s or more and finite, was %s".formatted(LEAST_RATE, deltaPerUnit));
        }
    }

    /**
     * Returns the probability of no purchase in (T, T + horizon]: the customer has dropped out, or is alive and silent
     * until the end of the horizon or until dropping out.
     *
     * @param x purchases after the first, 0 or more
     * @param tx time of the last purchase, in [0, age]
     * @param age T, time since the first purchase
     * @param horizon how far to look ahead, 0 or more
     * @return the probability, in [1 − P(alive), 1]
     * @throws IllegalArgumentException if the history is not one or the horizon is negative or not finite
     */
    @Override
    public final double probabilityNoPurchase(int x, double tx, double age, double horizon) {
        checkHistory(x, tx, age);
        Checks.nonNegativeFinite(horizon, "horizon");
        double logOdds = logOddsOfDropout(x, tx, age);
        return Math.min(1, logistic(logOdds) + logistic(-logOdds) * countIfAlive(0, x, age, horizon));
    }

    /**
     * Returns the expected purchases of a new customer in the time after the first purchase; the first purchase is not
     * counted.
     *
     * @param t time since the first purchase, 0 or more
     * @return E[X(t)], 0 or more
     * @throws IllegalArgumentException if t is negative or not finite
     */
    @Override
    public final double expectedPurchasesOfNewCustomer(double t) {
        Checks.nonNegativeFinite(t, "t");
        return rateIfAlive(0, 0) * timeIfAlive(0, 0, t, 0);
    }

    /**
     * Returns the probability that a new customer makes exactly n purchases in the time after the first.
     *
     * @param n purchases after the first, 0 or more
     * @param t time since the first purchase, 0 or more
     * @return P(X(t) = n), in [0, 1]
     * @throws IllegalArgumentException if n or t is negative or t is not finite
     * @see <a href="http://brucehardie.com/notes/012/">Fader and Hardie (2006), Deriving an Expression for P(X(t) = x) Under
     *     the Pareto/NBD Model</a>
     */
    @Override
    public final double probabilityOfPurchases(int n, double t) {
        Checks.nonNegative(n, "n");
        Checks.nonNegativeFinite(t, "t");
        return countIfAlive(n, 0, 0, t);
    }

    /**
     * Returns the probability of exactly n purchases in (T, T + horizon]. A live customer with x purchases is as a new one
     * with r + x for r, alpha + T for alpha and beta moved: to beta + T under Pareto/NBD, towards 1 under GGompertz/NBD.
     *
     * @param n purchases in the interval, 0 or more
     * @param x purchases after the first, 0 or more
     * @param tx time of the last purchase, in [0, age]
     * @param age T, time since the first purchase
     * @param horizon how far to look ahead, 0 or more
     * @return the probability, in [0, 1]
     * @throws IllegalArgumentException if the history is not one, or n or the horizon is negative or not finite
     * @see <a href="http://brucehardie.com/notes/013/">Fader and Hardie, Deriving an Expression for P(X(t, t + u) = x)
     *     Under the Pareto/NBD Model: the same for a randomly chosen customer</a>
     */
    @Override
    public final double probabilityOfPurchases(int n, int x, double tx, double age, double horizon) {
        Checks.nonNegative(n, "n");
        if (n == 0) {
            return probabilityNoPurchase(x, tx, age, horizon);
        }
        checkHistory(x, tx, age);
        Checks.nonNegativeFinite(horizon, "horizon");
        return aliveUnchecked(x, tx, age) * countIfAlive(n, x, age, horizon);
    }

    @Override
    public final void probabilityAlive(CustomerSummaryTable table, double[] out) {
        requireScorable(table, out);
        PairCache ofOneTimeBuyers = new PairCache(table.size(), (x, age) -> aliveUnchecked(x, 0, age));
        for (int row = 0; row < table.size(); row++) {
            out[row] = alive(table, row, ofOneTimeBuyers);
        }
    }

    @Override
    public final void discountedExpectedPurchases(
            CustomerSummaryTable table, Horizon horizon, DiscountRate rate, double[] out) {
        double length = horizon.in(unit);
        double delta = rate.perUnit(unit);
        probabilityAlive(table, out);
        timesPurchasesIfAlive(table, length, delta, out);
    }

    @Override
    public final ScoreColumn dert(CustomerSummaryTable table, DiscountRate rate) {
        double delta = rate.perUnit(unit);
        checkEndlessRate(delta);
        double[] out = new double[table.size()];
        probabilityAlive(table, out);
        timesPurchasesIfAlive(table, Double.POSITIVE_INFINITY, delta, out);
        return ScoreColumn.of(DERT, out);
    }

    /** Multiplies a probability a row by what a customer with this x and T does if alive. */
    private void timesPurchasesIfAlive(CustomerSummaryTable table, double horizon, double delta, double[] out) {
        PairCache time = new PairCache(table.size(), (x, age) -> timeIfAlive(age, 0, horizon, delta));
        for (int row = 0; row < table.size(); row++) {
            double age = table.age(row);
            out[row] *= rateIfAlive(table.frequency(row), age);
            out[row] *= time.at(0, age); // whatever x is
        }
    }

    private double alive(CustomerSummaryTable table, int row, PairCache ofOneTimeBuyers) {
        int x = table.frequency(row);
        return x == 0 ? ofOneTimeBuyers.at(0, table.age(row)) : aliveUnchecked(x, table.recency(row), table.age(row));
    }

    static void checkHistory(int x, double tx, double age) {
        Checks.nonNegative(x, "x");
        Checks.nonNegativeFinite(age, "age");
        Checks.inRange(tx, 0, age, "tx");
        if (x == 0 && tx != 0) {
            throw new IllegalArgumentException(
                    "tx must be 0 when x is 0, was " + tx + ": there is no repeat purchase it could be the time of");
        }
    }
}
