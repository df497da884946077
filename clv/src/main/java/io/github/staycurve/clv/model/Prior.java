package io.github.staycurve.clv.model;

import io.github.staycurve.core.internal.Checks;
import java.util.Locale;

/**
 * What is taken to be likely of the customers of any shop before its data are seen: a weakly informative prior with the same
 * meaning in all models of this room.
 *
 * <p>It is on quantities that have no unit, each log-normal about a usual value, independently, within one factor of it with
 * probability 95 %:
 *
 * <table>
 * <caption>Quantities and their usual values</caption>
 * <tr><th>quantity</th><th>in the models</th><th>usual</th></tr>
 * <tr><td>mean purchase rate while active, over the rate observed: all repeat purchases over all time since the first ones
 * (one purchase where there is none)</td><td>r/alpha, over k in CNBD-k</td><td>2</td></tr>
 * <tr><td>shape of the purchase rates, one over their squared coefficient of variation</td><td>r</td><td>1</td></tr>
 * <tr><td>dropout rate of the average customer at the start, times the mean time of observation; of coins their
 * odds count, times the purchase rate</td><td>r/alpha · a/b, s/beta, s·b/beta</td><td>1</td></tr>
 * <tr><td>shape of the dropout chances near 0: below 1 many customers hardly ever leave</td><td>a, s</td><td>1</td></tr>
 * <tr><td>growth of the dropout rate, times the mean time of observation</td><td>b of GGompertz/NBD</td><td>1</td></tr>
 * </table>
 *
 * <p>So neither the unit of time nor the number of customers changes what it says, and it counts the less the more customers
 * there are. A fit with it ends inside the searched range where the likelihood alone has no maximum, as with few or short
 * histories. Its estimates are a posterior mode; the report says so.
 *
 * <p>This class is immutable and thread-safe.
 */
public final class Prior {
    /** 95 % of a normal distribution lie within this many deviations. */
    private static final double NINETY_FIVE = 1.959963984540054;

    private static final double WEAK = 10;
    /** With a weaker one an interval of a fit to no data would reach beyond the searched range. */
    private static final double GREATEST = 1000;

    private final double factor;
    private final double precision;

    private Prior(double factor) {
        this.factor = factor;
        double deviation = Math.log(factor) / NINETY_FIVE;
        this.precision = 1 / (deviation * deviation);
    }

    /**
     * Returns the prior that takes each quantity to lie within a factor of 10 of its usual value.
     *
     * @return the weak prior
     */
    public static Prior weak() {
        return new Prior(WEAK);
    }

    /**
     * Returns a prior of another strength.
     *
     * @param factor the factor within which each quantity lies with probability 95 %, from 1.1 to 1000; the smaller, the
     *     stronger
     * @return the prior
     * @throws IllegalArgumentException if the factor is out of its range
     */
    public static Prior withinFactor(double factor) {
        return new Prior(Checks.inRange(factor, 1.1, GREATEST, "factor"));
    }

    /**
     * Returns the factor within which each quantity lies with probability 95 %.
     *
     * @return the factor, from 1.1 to 1000
     */
    public double factor() {
        return factor;
    }

    /** Returns the negative logarithm of the density of a quantity, less that at its usual value. */
    double penalty(double log, double logUsual) {
        return precision * (log - logUsual) * (log - logUsual) / 2;
    }

    /** Returns the derivative of {@link #penalty} in the logarithm of the quantity. */
    double slope(double log, double logUsual) {
        return precision * (log - logUsual);
    }

    /**
     * Returns what the prior says.
     *
     * @return a sentence
     */
    public String describe() {
        String text =
                factor == Math.rint(factor) ? String.format(Locale.ROOT, "%.0f", factor) : Double.toString(factor);
        return "The prior takes purchase rate, dropout rate and their shapes each to lie within a factor of " + text
                + " of the usual value with probability 95 %.";
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Prior prior && prior.factor == factor;
    }

    @Override
    public int hashCode() {
        return Double.hashCode(factor);
    }

    @Override
    public String toString() {
        return "Prior[factor=" + factor + "]";
    }
}
