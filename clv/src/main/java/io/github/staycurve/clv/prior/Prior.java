package io.github.staycurve.clv.prior;

import io.github.staycurve.core.internal.Checks;
import java.util.Locale;

/**
 * What is taken to be likely of the customers of any shop before its data are seen: a weakly informative prior with the same
 * meaning in all models.
 *
 * <p>It is on quantities that have no unit, each log-normal about a usual value, independently, within one factor of it with
 * probability 95 %:
 *
 * <table>
 * <caption>Quantities and their usual values</caption>
 * <tr><th>quantity</th><th>in the models</th><th>usual</th></tr>
 * <tr><td>rate of what is seen, at the start, over the rate observed (all that was seen over all times it could have been,
 * one where there is none): of purchases while active, and of leaving where customers say that they leave</td><td>r/alpha,
 * over k in CNBD-k; alpha/beta of BG/BB, sBG and BdW</td><td>2</td></tr>
 * <tr><td>shape of the purchase rates, one over their squared coefficient of variation; of chances, that near
 * 0</td><td>r; alpha of BG/BB</td><td>1</td></tr>
 * <tr><td>dropout rate of the average customer at the start, times the mean time of observation, where leaving is not
 * seen</td><td>r/alpha · a/b, s/beta, s·b/beta; gamma/delta</td><td>1</td></tr>
 * <tr><td>shape of the dropout chances near 0: below 1 many customers hardly ever leave</td><td>a, s; gamma; alpha of sBG and
 * BdW</td><td>1</td></tr>
 * <tr><td>growth of the dropout rate, times the mean time of observation</td><td>b of GGompertz/NBD</td><td>1</td></tr>
 * <tr><td>power of time by which a customer's own chance of leaving changes</td><td>c of BdW</td><td>1</td></tr>
 * <tr><td>level of spend over the one observed, the geometric mean</td><td>p·gamma/q; median</td><td>1</td></tr>
 * <tr><td>shape of one customer's amounts, one over their squared coefficient of variation</td><td>p; 1/σ²</td><td>3</td></tr>
 * <tr><td>shape of the customers' levels of spend; at 3 the coefficient of variation of their means is 1</td><td>q;
 * 1/τ²</td><td>3</td></tr>
 * </table>
 *
 * <p>Of chances the odds count. So neither the unit of time or money nor the number of customers changes what it says, and it
 * counts the less the more customers there are. A fit with it ends inside the searched range where the likelihood alone has
 * no maximum, as with few or short histories. Its estimates are a posterior mode; the report says so.
 *
 * <p>This class is immutable and thread-safe.
 */
public final class Prior {
    private static final double WEAK = 10;
    /** With a weaker one an interval of a fit to no data would reach beyond the searched range. */
    private static final double GREATEST = 1000;

    private final double factor;

    private Prior(double factor) {
        this.factor = factor;
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

    /**
     * Returns what the prior says.
     *
     * @return a sentence
     */
    public String describe() {
        String text =
                factor == Math.rint(factor) ? String.format(Locale.ROOT, "%.0f", factor) : Double.toString(factor);
        return "The prior takes each of its quantities to lie within a factor of " + text
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
