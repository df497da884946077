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
 * A BG/NBD model with known parameters: purchases of a live customer are a Poisson process, and after each purchase but
 * the first the customer may drop out for good.
 *
 * <p>A history is three numbers: x, the purchases after the first; t<sub>x</sub>, the time from the first purchase to the
 * last (0 when x is 0); and T, the time from the first purchase to the end of observation. The methods for one customer
 * take times, horizons and discount rates in the {@link #unit() unit} of the parameters. Every method gives a finite
 * result for x to 1e6, times to 1e5 and parameters from 1e-6 to 1e6, also where the textbook formulas divide by zero (a =
 * 1, a + b = 1, b = 1), with a relative error of about 1e-12 or less.
 *
 * <p>This class is immutable and thread-safe. The methods for one customer allocate nothing.
 *
 * @see <a href="https://doi.org/10.1287/mksc.1040.0098">Fader, Hardie and Lee (2005), "Counting Your Customers" the Easy
 *     Way, Marketing Science 24(2), 275-284</a>
 * @see <a href="http://brucehardie.com/notes/021/palive_for_BGNBD.pdf">Hardie, Computing P(alive) using the BG/NBD
 *     model</a>
 */
public final class BgNbdModel implements PurchaseModel {
    private static final int TABULATED_PURCHASES = 64;
    /** With less there is no telling a discounted sum from the infinite one. */
    private static final double LEAST_RATE = 1e-12;
    /** Rows scored at a time: their columns stay in the first cache. */
    private static final int BLOCK = 512;

    private final BgNbdParameters parameters;
    private final PeriodUnit unit;
    private final BgNbdAlive alive;
    /** ln(a / (b + x − 1)) by x, for the numbers of purchases that nearly all customers have; the first is not used. */
    private final double[] logOddsAtPurchase;

    private BgNbdModel(BgNbdParameters parameters, PeriodUnit unit) {
        this.parameters = parameters;
        this.unit = unit;
        this.alive = new BgNbdAlive(parameters);
        this.logOddsAtPurchase = new double[TABULATED_PURCHASES];
        for (int x = 1; x < TABULATED_PURCHASES; x++) {
            logOddsAtPurchase[x] = Math.log(parameters.a() / (parameters.b() + (x - 1)));
        }
    }

    /**
     * Returns the model with these parameters.
     *
     * @param parameters the parameters
     * @param unit the time unit that alpha, and every duration passed to the model, is in
     * @return the model
     */
    public static BgNbdModel of(BgNbdParameters parameters, PeriodUnit unit) {
        return new BgNbdModel(Objects.requireNonNull(parameters, "parameters"), Objects.requireNonNull(unit, "unit"));
    }

    /**
     * Returns the parameters.
     *
     * @return the parameters
     */
    public BgNbdParameters parameters() {
        return parameters;
    }

    /**
     * Returns the time unit of the parameters.
     *
     * @return the unit of every duration this model takes
     */
    @Override
    public PeriodUnit unit() {
        return unit;
    }

    @Override
    public double[] parameterValues() {
        return new double[] {parameters.r(), parameters.alpha(), parameters.a(), parameters.b()};
    }

    @Override
    public BgNbdModel withParameterValues(double[] values) {
        Checks.length(values.length, 4, "values");
        return of(new BgNbdParameters(values[0], values[1], values[2], values[3]), unit);
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
    public double logLikelihood(int x, double tx, double age) {
        checkHistory(x, tx, age);
        BgNbdParameters p = parameters;
        double logAge = Math.log1p(age / p.alpha());
        double neverDropped = BetaFunctions.logBetaRatio(p.a(), p.b(), x)
                + GammaFunctions.logRisingFactorial(p.r(), x)
                - p.r() * logAge
                - x * (Math.log(p.alpha()) + logAge);
        return x == 0 ? neverDropped : neverDropped + LogSpace.log1pExp(logOddsOfDropout(x, tx, age));
    }

    /**
     * Returns the probability that a customer with this history has not dropped out by that age.
     *
     * <p>It is 1 for a one-time buyer, as dropout can only follow a repeat purchase in this model.
     *
     * @param x purchases after the first, 0 or more
     * @param tx time of the last purchase, in [0, age]
     * @param age time since the first purchase
     * @return P(alive), in [0, 1]
     * @throws IllegalArgumentException if the history is not one
     */
    @Override
    public double probabilityAlive(int x, double tx, double age) {
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
    public double probabilityAlive(int x, double tx, double age, double ahead) {
        checkHistory(x, tx, age);
        Checks.nonNegativeFinite(ahead, "ahead");
        return aliveUnchecked(x, tx, age) * alive.staying(x, parameters.alpha() + age, ahead);
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
    public OptionalDouble expectedResidualLifetime(int x, double tx, double age) {
        checkHistory(x, tx, age);
        double expected = aliveUnchecked(x, tx, age) * alive.remaining(x, parameters.alpha() + age);
        return expected < Double.POSITIVE_INFINITY ? OptionalDouble.of(expected) : OptionalDouble.empty();
    }

    private double aliveUnchecked(int x, double tx, double age) {
        return x == 0 ? 1 : logistic(-logOddsOfDropout(x, tx, age));
    }

    /** Returns the log-odds of having dropped out, Hardie's note, for x of 1 or more. */
    private double logOddsOfDropout(int x, double tx, double age) {
        double silence = (age - tx) / (parameters.alpha() + tx);
        return logOddsAtPurchase(x) + (parameters.r() + x) * log1p(silence);
    }

    /** Returns the log-odds of having dropped out right after purchase x, a / (b + x − 1). */
    private double logOddsAtPurchase(int x) {
        return x < logOddsAtPurchase.length
                ? logOddsAtPurchase[x]
                : Math.log(parameters.a() / (parameters.b() + (x - 1)));
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
    public double expectedPurchases(int x, double tx, double age, double horizon) {
        checkHistory(x, tx, age);
        Checks.nonNegativeFinite(horizon, "horizon");
        return aliveUnchecked(x, tx, age) * alive.purchases(x, parameters.alpha() + age, horizon);
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
    public double expectedPurchases(int x, double tx, double age, double from, double to) {
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
    public double discountedExpectedPurchases(int x, double tx, double age, double horizon, double deltaPerUnit) {
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
    public double discountedExpectedPurchases(
            int x, double tx, double age, double from, double to, double deltaPerUnit) {
        checkHistory(x, tx, age);
        Checks.nonNegativeFinite(to, "to");
        Checks.inRange(from, 0, to, "from");
        Checks.nonNegativeFinite(deltaPerUnit, "deltaPerUnit");
        return aliveUnchecked(x, tx, age) * discountedIfAlive(x, age, from, to, deltaPerUnit);
    }

    private double discountedIfAlive(int x, double age, double from, double to, double delta) {
        double scale = parameters.alpha() + age;
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
    public double dert(int x, double tx, double age, double deltaPerUnit) {
        checkHistory(x, tx, age);
        checkEndlessRate(deltaPerUnit);
        return aliveUnchecked(x, tx, age)
                * EndlessPurchases.at(alive, parameters.r(), x, parameters.alpha() + age, deltaPerUnit);
    }

    private static void checkEndlessRate(double deltaPerUnit) {
        if (!(deltaPerUnit >= LEAST_RATE && deltaPerUnit < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "deltaPerUnit must be %s or more and finite, was %s".formatted(LEAST_RATE, deltaPerUnit));
        }
    }

    /**
     * Returns the probability of no purchase in (T, T + horizon]: the customer has dropped out, or is alive and silent.
     *
     * <p>A silent customer who is alive cannot drop out, so that given alive this is ((alpha + T)/(alpha + T +
     * horizon))<sup>r+x</sup> whatever the dropout probability. A one-time buyer is alive for certain.
     *
     * @param x purchases after the first, 0 or more
     * @param tx time of the last purchase, in [0, age]
     * @param age T, time since the first purchase
     * @param horizon how far to look ahead, 0 or more
     * @return the probability, in [1 − P(alive), 1]
     * @throws IllegalArgumentException if the history is not one or the horizon is negative or not finite
     */
    @Override
    public double probabilityNoPurchase(int x, double tx, double age, double horizon) {
        checkHistory(x, tx, age);
        Checks.nonNegativeFinite(horizon, "horizon");
        BgNbdParameters p = parameters;
        double silent = Math.exp(-(p.r() + x) * Math.log1p(horizon / (p.alpha() + age)));
        if (x == 0) {
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
    public double expectedPurchasesOfNewCustomer(double t) {
        Checks.nonNegativeFinite(t, "t");
        return alive.purchases(0, parameters.alpha(), t);
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
    public double probabilityOfPurchases(int n, double t) {
        Checks.nonNegative(n, "n");
        Checks.nonNegativeFinite(t, "t");
        return probabilityIfAlive(n, 0, parameters.alpha(), t);
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
    public double probabilityOfPurchases(int n, int x, double tx, double age, double horizon) {
        Checks.nonNegative(n, "n");
        if (n == 0) {
            return probabilityNoPurchase(x, tx, age, horizon);
        }
        checkHistory(x, tx, age);
        Checks.nonNegativeFinite(horizon, "horizon");
        return aliveUnchecked(x, tx, age) * probabilityIfAlive(n, x, parameters.alpha() + age, horizon);
    }

    private double probabilityIfAlive(int n, int x, double scale, double t) {
        BgNbdParameters p = parameters;
        double shape = p.r() + x;
        if (n == 0) {
            return Math.exp(-shape * Math.log1p(t / scale));
        }
        double beta = p.b() + x;
        double late = t / (scale + t);
        double early = scale / (scale + t);
        double exactlyN = BetaFunctions.kernel(late, early, n, shape) / n;
        double atLeastN = BetaFunctions.regularized(late, early, n, shape);
        double probability =
                Math.exp(BetaFunctions.logBetaRatio(p.a(), beta, n)) * (exactlyN + p.a() / (beta + (n - 1)) * atLeastN);
        return Math.min(1, probability);
    }

    @Override
    public void probabilityAlive(CustomerSummaryTable table, double[] out) {
        requireScorable(table, out);
        int[] repeaters = new int[BLOCK];
        for (int start = 0; start < table.size(); start += BLOCK) {
            int end = Math.min(start + BLOCK, table.size());
            // found first and computed after: one-time buyers come at random, and a branch on them is guessed wrong
            int n = 0;
            for (int row = start; row < end; row++) {
                out[row] = 1;
                repeaters[n] = row;
                n += Math.min(table.frequency(row), 1);
            }
            for (int i = 0; i < n; i++) {
                int row = repeaters[i];
                out[row] = aliveUnchecked(table.frequency(row), table.recency(row), table.age(row));
            }
        }
    }

    @Override
    public void discountedExpectedPurchases(
            CustomerSummaryTable table, Horizon horizon, DiscountRate rate, double[] out) {
        double length = horizon.in(unit);
        double delta = rate.perUnit(unit);
        probabilityAlive(table, out);
        timesIfAlive(table, (x, age) -> discountedIfAlive(x, age, 0, length, delta), out);
    }

    @Override
    public ScoreColumn dert(CustomerSummaryTable table, DiscountRate rate) {
        double delta = rate.perUnit(unit);
        checkEndlessRate(delta);
        double[] out = new double[table.size()];
        probabilityAlive(table, out);
        EndlessPurchases endless = new EndlessPurchases(alive, parameters.r(), parameters.alpha(), delta);
        timesIfAlive(table, (x, age) -> endless.at(x, parameters.alpha() + age), out);
        return ScoreColumn.of(DERT, out);
    }

    /** Multiplies a probability a row by what a customer with this x and T does if alive. */
    private static void timesIfAlive(CustomerSummaryTable table, PairCache.OfPair function, double[] out) {
        PairCache ifAlive = new PairCache(table.size(), function);
        for (int row = 0; row < table.size(); row++) {
            out[row] *= ifAlive.at(table.frequency(row), table.age(row));
        }
    }

    private static void checkHistory(int x, double tx, double age) {
        Checks.nonNegative(x, "x");
        Checks.nonNegativeFinite(age, "age");
        Checks.inRange(tx, 0, age, "tx");
        if (x == 0 && tx != 0) {
            throw new IllegalArgumentException(
                    "tx must be 0 when x is 0, was " + tx + ": there is no repeat purchase it could be the time of");
        }
    }
}
