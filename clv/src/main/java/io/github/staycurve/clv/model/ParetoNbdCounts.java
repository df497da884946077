package io.github.staycurve.clv.model;

import io.github.staycurve.core.internal.math.BetaFunctions;
import io.github.staycurve.core.internal.math.GaussLegendre;

/**
 * The distribution of the number of purchases within a time of a customer who is alive at its start, under the Pareto/NBD
 * model.
 *
 * <p>With a purchase rate from Gamma(shape, a) the number within w time units is negative binomial while the customer is
 * alive; the number within t is its mean over the lifetime, cut off at t. The published expression for it (Fader and
 * Hardie, note 012) is a sum of hypergeometric functions that cancels; here every part is positive: the chance of n
 * purchases of those who live beyond t, plus an integral over the time of dropping out.
 *
 * <p>This class has no state and allocates nothing. Arguments are not checked.
 */
final class ParetoNbdCounts {
    /** A panel of this width in log time needs 16 nodes for 1e-16, if it is no steeper than the next. */
    private static final double WIDEST = 2.6;

    private static final double STEEPEST = 15;
    private static final double NARROWER = 0.6;
    private static final double NEGLIGIBLE = 1e-18;

    private ParetoNbdCounts() {}

    /**
     * Returns the probability of n purchases in a time.
     *
     * @param n number of purchases, 0 or more
     * @param shape of the purchase rate, positive
     * @param a rate parameter of the purchase rate, positive
     * @param s shape of the dropout rate, positive
     * @param b rate parameter of the dropout rate, positive
     * @param t the time, 0 or more
     * @return the probability, in [0, 1]
     */
    static double probability(int n, double shape, double a, double s, double b, double t) {
        if (n == 0) {
            double silent = Math.exp(-shape * Math.log1p(t / a) - s * Math.log1p(t / b));
            return Math.min(1, silent + ParetoLifetime.silentDropout(shape, a, s, b, t));
        }
        if (t == 0) {
            return 0;
        }
        double staying = purchases(n, shape, a, t) * ParetoLifetime.survival(s, b, t);
        // half of the quadratic's linear coefficient: the integrand, in log time, peaks where
        // (shape + s)w² + ((shape − 1)b + (s − n)a)w = (n + 1)ab
        double linear = ((shape - 1) * b + (s - n) * a) / 2;
        double constant = (n + 1) * a * b;
        double root = Math.hypot(linear, Math.sqrt((shape + s) * constant));
        double peak = linear > 0 ? constant / (linear + root) : (root - linear) / (shape + s);
        double reference = Math.min(peak, t);
        Integrand f = new Integrand(n, shape, a / reference, s, b / reference);
        double sum = f.side(-1, Double.POSITIVE_INFINITY) + f.side(1, Math.log(t / reference));
        double dropping = purchases(n, shape, a, reference)
                * ParetoLifetime.survival(s, b, reference)
                * s
                * (reference / (b + reference))
                * sum;
        return Math.min(1, staying + dropping);
    }

    /** Returns the negative binomial probability of n purchases of a customer who is alive throughout the time w. */
    private static double purchases(int n, double shape, double a, double w) {
        return BetaFunctions.kernel(w / (a + w), a / (a + w), n, shape) / n;
    }

    /**
     * The integrand over the logarithm v of the time of dropping out, relative to a reference time near its peak; a and b
     * are in units of that time.
     */
    private record Integrand(int n, double shape, double a, double s, double b) {

        double at(double v) {
            return Math.exp((n + 1) * v - (shape + n) * logGrowth(v, a) - (s + 1) * logGrowth(v, b));
        }

        /** Returns ln((c + w)/(c + 1)) at w = e^v. */
        private static double logGrowth(double v, double c) {
            double rise = Math.expm1(v);
            return rise > -0.5 ? Math.log1p(rise / (1 + c)) : Math.log((c + Math.exp(v)) / (1 + c));
        }

        double slope(double v) {
            double w = Math.exp(v);
            return (n + 1) - (shape + n) * (w / (a + w)) - (s + 1) * (w / (b + w));
        }

        /** Integrates from the reference in one direction, in panels over which the integrand changes moderately. */
        double side(int direction, double length) {
            GaussLegendre rule = GaussLegendre.SIXTEEN;
            double sum = 0;
            double from = 0;
            while (from < length) {
                double width = Math.min(length - from, WIDEST);
                while (Math.abs(slope(direction * (from + width))) * width > STEEPEST) {
                    width *= NARROWER;
                }
                double half = width / 2;
                double panel = 0;
                for (int i = 0; i < rule.size(); i++) {
                    panel += rule.weight(i) * at(direction * (from + half * (1 + rule.node(i))));
                }
                sum += half * panel;
                from += width;
                double left = Math.abs(slope(direction * from));
                if (at(direction * from) <= left * NEGLIGIBLE * sum) {
                    break; // concave in logarithms, and beyond the peak
                }
            }
            return sum;
        }
    }
}
