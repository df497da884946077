package io.github.staycurve.clv.model;

import io.github.staycurve.core.data.CustomerSummaryTable;
import io.github.staycurve.core.data.ScoreColumn;
import io.github.staycurve.core.internal.Checks;
import io.github.staycurve.core.internal.math.GammaFunctions;
import io.github.staycurve.core.time.DiscountRate;
import io.github.staycurve.core.time.Horizon;
import io.github.staycurve.core.time.PeriodUnit;
import java.util.Objects;
import java.util.OptionalDouble;

/**
 * A GGompertz/NBD model with known parameters: purchases of a live customer are a Poisson process, and customers drop out
 * for good at a rate of their own that grows with age.
 *
 * <p>A history is three numbers: x, the purchases after the first; t<sub>x</sub>, the time from the first purchase to the
 * last (0 when x is 0); and T, the time from the first purchase to the end of observation. The methods for one customer
 * take times, horizons and discount rates in the {@link #unit() unit} of the parameters. Every method gives a finite
 * result for x to 1e6, times to 1e5 and parameters from 1e-6 to 1e6, with a relative error of about 1e-11 or less.
 *
 * <p>The published formulas are hypergeometric functions of two variables and their differences. All that they say follows
 * from two facts, which are computed instead: given that the customer is alive at T, the purchase rate is Gamma(r + x,
 * alpha + T), and the lifetime that is left is again of the same kind, with beta moved towards 1; and the odds of having
 * dropped out are a positive integral over the time of dropping out. The formula for expected purchases in the first paper
 * is wrong, as Adler (2022) points out; the one here is derived from the definition.
 *
 * <p>This class is immutable and thread-safe. The methods for one customer allocate nothing, but those for numbers of
 * purchases above 0.
 *
 * @see <a href="https://doi.org/10.1287/mnsc.1110.1461">Bemmaor and Glady (2012), Modeling Purchasing Behavior with Sudden
 *     "Death": A Flexible Customer Lifetime Model, Management Science 58(5), 1012-1021</a>
 * @see <a href="https://pubsonline.informs.org/journal/mnsc">Adler (2022), Comment on "Modeling Purchasing Behavior with
 *     Sudden 'Death': A Flexible Customer Lifetime Model", Management Science</a>
 */
public final class GGompertzNbdModel implements PurchaseModel {
    /** With less there is no telling a discounted sum from the infinite one. */
    private static final double LEAST_RATE = 1e-12;

    private final GGompertzNbdParameters parameters;
    private final PeriodUnit unit;

    private GGompertzNbdModel(GGompertzNbdParameters parameters, PeriodUnit unit) {
        this.parameters = parameters;
        this.unit = unit;
    }

    /**
     * Returns the model with these parameters.
     *
     * @param parameters the parameters
     * @param unit the time unit that alpha and 1/b, and every duration passed to the model, are in
     * @return the model
     */
    public static GGompertzNbdModel of(GGompertzNbdParameters parameters, PeriodUnit unit) {
        return new GGompertzNbdModel(
                Objects.requireNonNull(parameters, "parameters"), Objects.requireNonNull(unit, "unit"));
    }

    /**
     * Returns the parameters.
     *
     * @return the parameters
     */
    public GGompertzNbdParameters parameters() {
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
        GGompertzNbdParameters p = parameters;
        return new double[] {p.r(), p.alpha(), p.b(), p.s(), p.beta()};
    }

    @Override
    public GGompertzNbdModel withParameterValues(double[] values) {
        Checks.length(values.length, 5, "values");
        return of(new GGompertzNbdParameters(values[0], values[1], values[2], values[3], values[4]), unit);
    }

    /**
     * Returns the logarithm of the likelihood of one history: that of the purchases up to t<sub>x</sub>, alive, and that of
     * none from there to T, alive or not.
     *
     * <p>The unit matters: the likelihood is a density in the times of x purchases.
     *
     * @param x purchases after the first, 0 or more
     * @param tx time of the last purchase, in [0, age]
     * @param age time since the first purchase
     * @return the logarithm of the likelihood
     * @throws IllegalArgumentException if the history is not one
     */
    public double logLikelihood(int x, double tx, double age) {
        checkHistory(x, tx, age);
        GGompertzNbdParameters p = parameters;
        double logTx = Math.log1p(tx / p.alpha());
        double untilTx = GammaFunctions.logRisingFactorial(p.r(), x)
                - p.r() * logTx
                - x * (Math.log(p.alpha()) + logTx)
                - p.s() * GompertzLifetime.logGrowth(p.b(), p.beta(), tx);
        return untilTx
                + Math.log(GGompertzNbdCounts.silence(p.r() + x, p.alpha() + tx, p.b(), p.s(), betaAt(tx), age - tx));
    }

    /** Returns beta of the lifetime that is left of those alive at an age. */
    private double betaAt(double age) {
        return GompertzLifetime.later(parameters.b(), parameters.beta(), age);
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
    public double probabilityAlive(int x, double tx, double age) {
        checkHistory(x, tx, age);
        return aliveUnchecked(x, tx, age);
    }

    /**
     * Returns the probability that a customer with this history at T has not dropped out by T + ahead: P(alive) times
     * the chance to live that much longer.
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
        return aliveUnchecked(x, tx, age)
                * GompertzLifetime.survival(parameters.b(), parameters.s(), betaAt(age), ahead);
    }

    /**
     * Returns the expected time for which a customer with this history remains one after T. It always exists in this model:
     * nobody's dropout rate falls to 0.
     *
     * @param x purchases after the first, 0 or more
     * @param tx time of the last purchase, in [0, age]
     * @param age T, time since the first purchase
     * @return the expectation, never empty
     * @throws IllegalArgumentException if the history is not one
     */
    @Override
    public OptionalDouble expectedResidualLifetime(int x, double tx, double age) {
        checkHistory(x, tx, age);
        return OptionalDouble.of(aliveUnchecked(x, tx, age) * timeIfAlive(age, 0, Double.POSITIVE_INFINITY, 0));
    }

    private double aliveUnchecked(int x, double tx, double age) {
        return logistic(-logOddsOfDropout(x, tx, age));
    }

    /**
     * Returns the log-odds of having dropped out in (t<sub>x</sub>, T], given that the customer was alive at t<sub>x</sub>
     * and bought nothing since; minus infinity when the last purchase was at T.
     */
    private double logOddsOfDropout(int x, double tx, double age) {
        GGompertzNbdParameters p = parameters;
        double silence = age - tx;
        double shape = p.r() + x;
        double a = p.alpha() + tx;
        double beta = betaAt(tx);
        double dropout = GompertzLifetime.silentDropout(shape, a, p.b(), p.s(), beta, silence);
        return Math.log(dropout)
                + shape * Math.log1p(silence / a)
                + p.s() * GompertzLifetime.logGrowth(p.b(), beta, silence);
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
    public double expectedPurchases(int x, double tx, double age, double horizon) {
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
    public double discountedExpectedPurchases(
            int x, double tx, double age, double from, double to, double deltaPerUnit) {
        checkHistory(x, tx, age);
        Checks.nonNegativeFinite(to, "to");
        Checks.inRange(from, 0, to, "from");
        Checks.nonNegativeFinite(deltaPerUnit, "deltaPerUnit");
        return aliveUnchecked(x, tx, age) * rateIfAlive(x, age) * timeIfAlive(age, from, to, deltaPerUnit);
    }

    /** Returns the mean purchase rate of those alive at T. */
    private double rateIfAlive(int x, double age) {
        return (parameters.r() + x) / (parameters.alpha() + age);
    }

    /** Returns the discounted expected time alive in (T + from, T + to] of those alive at T. */
    private double timeIfAlive(double age, double from, double to, double delta) {
        return GompertzLifetime.discountedTimeAlive(parameters.b(), parameters.s(), betaAt(age), from, to, delta);
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
    public double probabilityNoPurchase(int x, double tx, double age, double horizon) {
        checkHistory(x, tx, age);
        Checks.nonNegativeFinite(horizon, "horizon");
        double logOdds = logOddsOfDropout(x, tx, age);
        return Math.min(1, logistic(logOdds) + logistic(-logOdds) * countIfAlive(0, x, age, horizon));
    }

    private double countIfAlive(int n, int x, double age, double horizon) {
        GGompertzNbdParameters p = parameters;
        return GGompertzNbdCounts.probability(n, p.r() + x, p.alpha() + age, p.b(), p.s(), betaAt(age), horizon);
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
    public double expectedPurchasesOfNewCustomer(double t) {
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
     */
    @Override
    public double probabilityOfPurchases(int n, double t) {
        Checks.nonNegative(n, "n");
        Checks.nonNegativeFinite(t, "t");
        return countIfAlive(n, 0, 0, t);
    }

    /**
     * Returns the probability of exactly n purchases in (T, T + horizon]. A live customer with x purchases is as a new one
     * with r + x for r, alpha + T for alpha and beta moved towards 1.
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
        return aliveUnchecked(x, tx, age) * countIfAlive(n, x, age, horizon);
    }

    @Override
    public void probabilityAlive(CustomerSummaryTable table, double[] out) {
        requireScorable(table, out);
        PairCache ofOneTimeBuyers = new PairCache(table.size(), (x, age) -> aliveUnchecked(x, 0, age));
        for (int row = 0; row < table.size(); row++) {
            out[row] = alive(table, row, ofOneTimeBuyers);
        }
    }

    @Override
    public void discountedExpectedPurchases(
            CustomerSummaryTable table, Horizon horizon, DiscountRate rate, double[] out) {
        double length = horizon.in(unit);
        double delta = rate.perUnit(unit);
        probabilityAlive(table, out);
        timesPurchasesIfAlive(table, length, delta, out);
    }

    @Override
    public ScoreColumn dert(CustomerSummaryTable table, DiscountRate rate) {
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
