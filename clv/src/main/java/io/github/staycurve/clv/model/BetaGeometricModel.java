package io.github.staycurve.clv.model;

import io.github.staycurve.core.data.CustomerSummaryTable;
import io.github.staycurve.core.data.ScoreColumn;
import io.github.staycurve.core.internal.Checks;
import io.github.staycurve.core.internal.math.BetaFunctions;
import io.github.staycurve.core.internal.math.GammaFunctions;
import io.github.staycurve.core.internal.math.LogSpace;
import io.github.staycurve.core.time.DiscountRate;
import io.github.staycurve.core.time.Horizon;
import io.github.staycurve.core.time.PeriodUnit;
import java.util.Objects;
import java.util.OptionalDouble;

/**
 * What the BG/NBD and the MBG/NBD model have in common: purchases of a live customer are a Poisson process, and a coin is
 * tossed after purchases that ends it for good.
 *
 * <p>The models differ in whether the first purchase has its coin. With m coins survived by a live customer, x or x + 1,
 * everything else is the same: dropout is possible if m is above 0, its odds right after the last purchase are a/(b + m −
 * 1), and given alive the dropout probability is Beta(a, b + m). Equation numbers are those of Fader, Hardie and Lee
 * (2005) for m = x.
 *
 * <p>Immutable and thread-safe. The methods for one customer that return a number allocate nothing.
 */
abstract class BetaGeometricModel implements PurchaseModel {
    private static final int TABULATED_PURCHASES = 64;
    /** With less there is no telling a discounted sum from the infinite one. */
    private static final double LEAST_RATE = 1e-12;
    /** Rows scored at a time: their columns stay in the first cache. */
    private static final int BLOCK = 512;

    private final double r;
    private final double alpha;
    private final double a;
    private final double b;
    /** Coins survived by a live customer beyond repeat purchases, 0 or 1. */
    private final int coins;

    private final PeriodUnit unit;
    private final BetaGeometricAlive alive;
    /** ln(a / (b + m − 1)) by m, for the numbers that nearly all customers have; the first is not used. */
    private final double[] logOddsAtPurchase;

    /**
     * Takes the parameters.
     *
     * @param family the model, with one step a purchase
     * @param values r, alpha, a and b
     * @param unit the time unit of alpha
     */
    BetaGeometricModel(BetaGeometricFamily family, double[] values, PeriodUnit unit) {
        this.r = values[0];
        this.alpha = values[1];
        this.a = values[2];
        this.b = values[3];
        this.coins = family.coins();
        this.unit = Objects.requireNonNull(unit, "unit");
        this.alive = new BetaGeometricAlive(r, a, b, coins);
        this.logOddsAtPurchase = new double[TABULATED_PURCHASES];
        for (int m = 1; m < TABULATED_PURCHASES; m++) {
            logOddsAtPurchase[m] = Math.log(a / (b + (m - 1)));
        }
    }

    /**
     * Returns the time unit of the parameters.
     *
     * @return the unit of every duration this model takes
     */
    @Override
    public final PeriodUnit unit() {
        return unit;
    }

    @Override
    public final double[] parameterValues() {
        return new double[] {r, alpha, a, b};
    }

    /**
     * Returns the logarithm of the likelihood of one history, Fader, Hardie and Lee (2005), equation (6).
     *
     * <p>The two terms in its braces leave the range of a double for frequent buyers: the first is taken out, and what is
     * left, 1 plus the odds of having dropped out, is added in log space. The unit matters: the likelihood is a density
     * in the times of x purchases.
     *
     * @param x purchases after the first, 0 or more
     * @param tx time of the last purchase, in [0, age]
     * @param age time since the first purchase
     * @return the logarithm of the likelihood
     * @throws IllegalArgumentException if the history is not one
     */
    public final double logLikelihood(int x, double tx, double age) {
        checkHistory(x, tx, age);
        double logAge = Math.log1p(age / alpha);
        if (x == 0 && coins > 0) {
            double left = a / (a + b);
            double stayed = b / (a + b);
            double silence = left + stayed * Math.exp(-r * logAge);
            // near 1 it is 1 less the share of those who stayed and would have bought
            return silence > 0.5 ? Math.log1p(stayed * Math.expm1(-r * logAge)) : Math.log(silence);
        }
        double neverDropped = BetaFunctions.logBetaRatio(a, b, x + coins)
                + GammaFunctions.logRisingFactorial(r, x)
                - r * logAge
                - x * (Math.log(alpha) + logAge);
        return mayHaveDropped(x) ? neverDropped + LogSpace.log1pExp(logOddsOfDropout(x, tx, age)) : neverDropped;
    }

    /**
     * Returns the probability that a customer with this history has not dropped out by that age.
     *
     * <p>In the BG/NBD model it is 1 for a one-time buyer, as dropout can only follow a repeat purchase there. In the
     * MBG/NBD model such a customer may have left after the first purchase.
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
     * Returns the probability that a customer with this history at T has not dropped out by T + ahead: a live customer
     * drops out at the rate λp, so that it is P(alive) · E[(1 + p · ahead/(alpha + T))<sup>−(r+x)</sup>].
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
        return aliveUnchecked(x, tx, age) * alive.staying(x, alpha + age, ahead);
    }

    /**
     * Returns the expected time for which a customer with this history remains one after T.
     *
     * @param x purchases after the first, 0 or more
     * @param tx time of the last purchase, in [0, age]
     * @param age T, time since the first purchase
     * @return the expectation, empty where it is infinite: unless both r + x and a are above 1, too many customers hardly
     *     ever buy, or hardly ever leave
     * @throws IllegalArgumentException if the history is not one
     */
    @Override
    public final OptionalDouble expectedResidualLifetime(int x, double tx, double age) {
        checkHistory(x, tx, age);
        double expected = aliveUnchecked(x, tx, age) * alive.remaining(x, alpha + age);
        return expected < Double.POSITIVE_INFINITY ? OptionalDouble.of(expected) : OptionalDouble.empty();
    }

    private boolean mayHaveDropped(int x) {
        return x + coins > 0;
    }

    private double aliveUnchecked(int x, double tx, double age) {
        return mayHaveDropped(x) ? logistic(-logOddsOfDropout(x, tx, age)) : 1;
    }

    /** Returns the log-odds of having dropped out, Hardie's note, where that is possible. */
    private double logOddsOfDropout(int x, double tx, double age) {
        double silence = (age - tx) / (alpha + tx);
        return logOddsAtPurchase(x + coins) + (r + x) * log1p(silence);
    }

    /** Returns the log-odds of having dropped out at the last of m coins, a / (b + m − 1). */
    private double logOddsAtPurchase(int m) {
        return m < logOddsAtPurchase.length ? logOddsAtPurchase[m] : Math.log(a / (b + (m - 1)));
    }

    /** Returns ln(1 + u) for u of 0 or more: Math.log is compiled to one routine, and far from 0 it is as exact. */
    private static double log1p(double u) {
        return u > 0.5 ? Math.log(1 + u) : Math.log1p(u);
    }

    private static double logistic(double logOdds) {
        if (logOdds >= 0) {
            return 1 / (1 + Math.exp(-logOdds));
        }
        double odds = Math.exp(logOdds);
        return odds / (1 + odds);
    }

    /**
     * Returns the expected purchases over (T, T + horizon], equation (10).
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
        checkHistory(x, tx, age);
        Checks.nonNegativeFinite(horizon, "horizon");
        return aliveUnchecked(x, tx, age) * alive.purchases(x, alpha + age, horizon);
    }

    /**
     * Returns the expected purchases over (T + from, T + to].
     *
     * <p>It is integrated over the interval itself, so that a short interval far ahead keeps its digits.
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
        checkHistory(x, tx, age);
        Checks.nonNegativeFinite(horizon, "horizon");
        Checks.nonNegativeFinite(deltaPerUnit, "deltaPerUnit");
        return aliveUnchecked(x, tx, age) * discountedIfAlive(x, age, 0, horizon, deltaPerUnit);
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
        return aliveUnchecked(x, tx, age) * discountedIfAlive(x, age, from, to, deltaPerUnit);
    }

    private double discountedIfAlive(int x, double age, double from, double to, double delta) {
        double scale = alpha + age;
        return from == 0 && delta == 0
                ? alive.purchases(x, scale, to)
                : alive.discountedPurchases(x, scale, from, to, delta);
    }

    /**
     * Returns the discounted expected residual transactions: the expected purchases after T without an end, each
     * discounted from its time to T.
     *
     * <p>There is no closed form for this model; it is integrated.
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
        return aliveUnchecked(x, tx, age) * EndlessPurchases.at(alive, r, x, alpha + age, deltaPerUnit);
    }

    static void checkEndlessRate(double deltaPerUnit) {
        if (!(deltaPerUnit >= LEAST_RATE && deltaPerUnit < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "deltaPerUnit must be %s or more and finite, was %s".formatted(LEAST_RATE, deltaPerUnit));
        }
    }

    /**
     * Returns the probability of no purchase in (T, T + horizon]: the customer has dropped out, or is alive and silent.
     *
     * <p>A silent customer who is alive cannot drop out, so that given alive this is ((alpha + T)/(alpha + T +
     * horizon))<sup>r+x</sup> whatever the dropout probability. In the BG/NBD model a one-time buyer is alive for certain.
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
        double silent = Math.exp(-(r + x) * Math.log1p(horizon / (alpha + age)));
        if (!mayHaveDropped(x)) {
            return silent;
        }
        double logOdds = logOddsOfDropout(x, tx, age);
        return Math.min(1, logistic(logOdds) + logistic(-logOdds) * silent);
    }

    /**
     * Returns the expected purchases of a new customer in the time after the first purchase, equation (9); the first
     * purchase is not counted.
     *
     * @param t time since the first purchase, 0 or more
     * @return E[X(t)], 0 or more
     * @throws IllegalArgumentException if t is negative or not finite
     */
    @Override
    public final double expectedPurchasesOfNewCustomer(double t) {
        Checks.nonNegativeFinite(t, "t");
        return aliveUnchecked(0, 0, 0) * alive.purchases(0, alpha, t);
    }

    /**
     * Returns the probability that a new customer makes exactly n purchases in the time after the first, equation (8).
     *
     * <p>The finite sum of that equation cancels; it is the lower tail of a negative binomial distribution, and 1 minus
     * it an incomplete beta function.
     *
     * @param n purchases after the first, 0 or more
     * @param t time since the first purchase, 0 or more
     * @return P(X(t) = n), in [0, 1]
     * @throws IllegalArgumentException if n or t is negative or t is not finite
     */
    @Override
    public final double probabilityOfPurchases(int n, double t) {
        Checks.nonNegative(n, "n");
        Checks.nonNegativeFinite(t, "t");
        return probabilityOfPurchases(n, 0, 0, 0, t);
    }

    /**
     * Returns the probability of exactly n purchases in (T, T + horizon]. A live customer with x purchases is as a new one
     * with r + x for r, alpha + T for alpha and b + x for b.
     *
     * @param n purchases in the interval, 0 or more
     * @param x purchases after the first, 0 or more
     * @param tx time of the last purchase, in [0, age]
     * @param age T, time since the first purchase
     * @param horizon how far to look ahead, 0 or more
     * @return the probability, in [0, 1]
     * @throws IllegalArgumentException if the history is not one, or n or the horizon is negative or not finite
     */
    @Override
    public final double probabilityOfPurchases(int n, int x, double tx, double age, double horizon) {
        Checks.nonNegative(n, "n");
        if (n == 0) {
            return probabilityNoPurchase(x, tx, age, horizon);
        }
        checkHistory(x, tx, age);
        Checks.nonNegativeFinite(horizon, "horizon");
        return aliveUnchecked(x, tx, age) * probabilityIfAlive(n, x, alpha + age, horizon);
    }

    /** Returns the probability of n purchases, 1 or more, within the time t of a customer who is alive. */
    private double probabilityIfAlive(int n, int x, double scale, double t) {
        double beta = b + (x + coins);
        double late = t / (scale + t);
        double early = scale / (scale + t);
        double exactlyN = BetaFunctions.kernel(late, early, n, r + x) / n;
        double atLeastN = BetaFunctions.regularized(late, early, n, r + x);
        double probability =
                Math.exp(BetaFunctions.logBetaRatio(a, beta, n)) * (exactlyN + a / (beta + (n - 1)) * atLeastN);
        return Math.min(1, probability);
    }

    @Override
    public final void probabilityAlive(CustomerSummaryTable table, double[] out) {
        requireScorable(table, out);
        int[] mayHaveLeft = new int[BLOCK];
        for (int start = 0; start < table.size(); start += BLOCK) {
            int end = Math.min(start + BLOCK, table.size());
            // found first and computed after: who cannot have left comes at random, and a branch on that is guessed
            // wrong
            int n = 0;
            for (int row = start; row < end; row++) {
                out[row] = 1;
                mayHaveLeft[n] = row;
                n += Math.min(table.frequency(row) + coins, 1);
            }
            for (int i = 0; i < n; i++) {
                int row = mayHaveLeft[i];
                out[row] = aliveUnchecked(table.frequency(row), table.recency(row), table.age(row));
            }
        }
    }

    @Override
    public final void discountedExpectedPurchases(
            CustomerSummaryTable table, Horizon horizon, DiscountRate rate, double[] out) {
        double length = horizon.in(unit);
        double delta = rate.perUnit(unit);
        probabilityAlive(table, out);
        timesIfAlive(table, (x, age) -> discountedIfAlive(x, age, 0, length, delta), out);
    }

    @Override
    public final ScoreColumn dert(CustomerSummaryTable table, DiscountRate rate) {
        double delta = rate.perUnit(unit);
        checkEndlessRate(delta);
        double[] out = new double[table.size()];
        probabilityAlive(table, out);
        EndlessPurchases endless = new EndlessPurchases(alive, r, alpha, delta);
        timesIfAlive(table, (x, age) -> endless.at(x, alpha + age), out);
        return ScoreColumn.of(DERT, out);
    }

    /** Multiplies a probability a row by what a customer with this x and T does if alive. */
    private static void timesIfAlive(CustomerSummaryTable table, PairCache.OfPair function, double[] out) {
        PairCache ifAlive = new PairCache(table.size(), function);
        for (int row = 0; row < table.size(); row++) {
            out[row] *= ifAlive.at(table.frequency(row), table.age(row));
        }
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
