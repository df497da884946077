package io.github.staycurve.clv.model;

import io.github.staycurve.core.internal.math.ExponentialIntegral;
import io.github.staycurve.core.internal.math.GaussLegendre;

/**
 * Integrals over a Pareto distributed lifetime, with survival function S(w) = (1 + w/b)<sup>−s</sup>: that of a customer
 * whose dropout rate is drawn from Gamma(s, b).
 *
 * <p>A customer who is alive at age T has such a lifetime left, with b = beta + T. Nothing here is a difference of
 * hypergeometric functions: the integrands are positive, so that sums of them lose no digits whatever the parameters.
 *
 * <p>This class has no state and allocates nothing. Arguments are not checked.
 */
final class ParetoLifetime {
    /** A panel of this width in log time, over which the integrand changes by no more than e to the next, needs 8 nodes. */
    private static final double WIDTH_FOR_8 = 1;

    private static final double STEEPNESS_FOR_8 = 2.5;
    private static final double WIDTH_FOR_12 = 2;
    private static final double STEEPNESS_FOR_12 = 8;
    private static final double WIDTH_FOR_16 = 2.6;
    private static final double STEEPNESS_FOR_16 = 15;

    /** What is left beyond a point is dropped below this part of the sum. */
    private static final double NEGLIGIBLE = 1e-18;
    /** Above this part of the whole, the tail is not taken from it: the difference would lose digits. */
    private static final double MOST_TAIL = 0.9;
    /** Panels of discounted time, in log time. */
    private static final double DISCOUNT_WIDTH = 1.2;

    private ParetoLifetime() {}

    /**
     * Returns the chance to drop out within a span, each time weighted by the chance that a customer whose purchase rate
     * is drawn from Gamma(shape, a) has bought nothing by then: the integral of (1 + w/a)<sup>−shape</sup> (1 +
     * w/b)<sup>−s</sup> s/(b + w) over w from 0 to the span.
     *
     * <p>By Gauss-Legendre panels in v = ln(1 + w/min(a, b)), in which the nearest singular points lie π off the real axis
     * and the logarithm of the integrand is concave.
     *
     * @param shape of the purchase rate, positive
     * @param a rate parameter of the purchase rate, positive
     * @param s of the dropout rate, positive
     * @param b rate parameter of the dropout rate, positive
     * @param span 0 or more
     * @return the integral, in [0, 1]
     */
    static double silentDropout(double shape, double a, double s, double b, double span) {
        double c = Math.min(a, b);
        double ofA = c / a;
        double ofB = c / b;
        double end = Math.log1p(span / c);
        double v = 0;
        double sum = 0;
        while (v < end) {
            double to = panelEnd(v, end, shape, ofA, s, ofB);
            GaussLegendre rule = rule(v, to, shape, ofA, s, ofB);
            double half = (to - v) / 2;
            double panel = 0;
            for (int i = 0; i < rule.size(); i++) {
                panel += rule.weight(i) * density(v + half * (1 + rule.node(i)), shape, ofA, s, ofB);
            }
            sum += half * panel;
            v = to;
            double slope = slope(v, shape, ofA, s, ofB);
            if (slope < 0 && density(v, shape, ofA, s, ofB) <= -slope * NEGLIGIBLE * sum) {
                break; // concave in logarithms: what is left is at most density/−slope
            }
        }
        return s * ofB * sum;
    }

    /** Returns the end of a panel that starts at v: at most the given end, and no farther than 16 nodes can follow. */
    static double panelEnd(double v, double end, double shape, double ofA, double s, double ofB) {
        double to = Math.min(end, v + WIDTH_FOR_16);
        double steepness = steepness(v, to, shape, ofA, s, ofB);
        return steepness * (to - v) > STEEPNESS_FOR_16 ? v + STEEPNESS_FOR_16 / steepness : to;
    }

    /** Returns the rule with the fewest nodes that integrates over a panel to 1e-16. */
    static GaussLegendre rule(double v, double to, double shape, double ofA, double s, double ofB) {
        double width = to - v;
        double change = width * steepness(v, to, shape, ofA, s, ofB);
        if (width <= WIDTH_FOR_8 && change <= STEEPNESS_FOR_8) {
            return GaussLegendre.EIGHT;
        }
        return width <= WIDTH_FOR_12 && change <= STEEPNESS_FOR_12 ? GaussLegendre.TWELVE : GaussLegendre.SIXTEEN;
    }

    /** Returns the steepest slope of the logarithm of the integrand in a panel; the slope falls, so it is at an end. */
    private static double steepness(double v, double to, double shape, double ofA, double s, double ofB) {
        return Math.max(Math.abs(slope(v, shape, ofA, s, ofB)), Math.abs(slope(to, shape, ofA, s, ofB)));
    }

    /** Returns the integrand in v, but for the constant factor. */
    private static double density(double v, double shape, double ofA, double s, double ofB) {
        double rise = Math.expm1(v);
        double logA = ofA == 1 ? v : Math.log1p(ofA * rise);
        double logB = ofB == 1 ? v : Math.log1p(ofB * rise);
        return Math.exp(v - shape * logA - (s + 1) * logB);
    }

    /** Returns the derivative of the logarithm of the integrand in v; it falls. */
    static double slope(double v, double shape, double ofA, double s, double ofB) {
        double up = Math.exp(v);
        double a = ofA * up;
        double b = ofB * up;
        return 1 - shape * (a / (1 - ofA + a)) - (s + 1) * (b / (1 - ofB + b));
    }

    /**
     * Returns the expected time alive in (from, to], the integral of S: b(1 − (1 + t/b)<sup>1−s</sup>)/(s − 1) for (0, t],
     * in a form that has no singular s.
     *
     * @param s shape, positive
     * @param b rate parameter, positive
     * @param from start, 0 or more
     * @param to end, from or more
     * @return the expected time, at most to − from
     */
    static double timeAlive(double s, double b, double from, double to) {
        double start = b + from;
        double log = Math.log1p((to - from) / start);
        double exponent = (1 - s) * log;
        double ratio = exponent == 0 ? 1 : Math.expm1(exponent) / exponent;
        return survival(s, b, from) * start * log * ratio;
    }

    /**
     * Returns S(w).
     *
     * @param s shape, positive
     * @param b rate parameter, positive
     * @param w 0 or more
     * @return the probability of a lifetime above w
     */
    static double survival(double s, double b, double w) {
        return Math.exp(-s * Math.log1p(w / b));
    }

    /**
     * Returns the expected time alive in (from, to], each moment discounted to 0: the integral of e<sup>−delta·w</sup>S(w).
     *
     * <p>Without an end it is b·e<sup>z</sup>E<sub>s</sub>(z) with z = b·delta (Tricomi's function, in Fader, Hardie and
     * Lee (2005), RFM and CLV); to an end the difference of two such, unless that would lose digits: then it is
     * integrated.
     *
     * @param s shape, positive
     * @param b rate parameter, positive
     * @param from start, 0 or more
     * @param to end, from or more; infinite only if delta is positive
     * @param delta continuous discount rate, 0 or more
     * @return the discounted time
     */
    static double discountedTimeAlive(double s, double b, double from, double to, double delta) {
        double span = to - from;
        if (delta * span < NEGLIGIBLE) {
            return Math.exp(-delta * from) * timeAlive(s, b, from, to);
        }
        double start = b + from;
        double now = Math.exp(-delta * from) * survival(s, b, from);
        double whole = start * ExponentialIntegral.scaled(s, delta * start);
        double end = start + span;
        double kept = Math.exp(-delta * span) * survival(s, start, span);
        double tail = kept == 0 ? 0 : kept * end * ExponentialIntegral.scaled(s, delta * end);
        return now * (tail <= MOST_TAIL * whole ? whole - tail : discountedSpan(s, start, span, delta));
    }

    /** Returns the integral of e^(−delta·w)(1 + w/b)^(−s) over w to the span. */
    private static double discountedSpan(double s, double b, double span, double delta) {
        // the shortest time in which the integrand changes; not above b, where it has its singular point
        double shortest = Math.min(1 / delta, b / Math.max(1, s));
        double width = Math.log1p(span / shortest);
        int panels = (int) Math.ceil(width / DISCOUNT_WIDTH);
        double half = width / (2 * panels);
        GaussLegendre rule = GaussLegendre.TWELVE;
        double sum = 0;
        for (int panel = 0; panel < panels; panel++) {
            double middle = (2 * panel + 1) * half;
            for (int i = 0; i < rule.size(); i++) {
                double rise = Math.expm1(middle + half * rule.node(i));
                double w = shortest * rise;
                sum += rule.weight(i) * (1 + rise) * Math.exp(-delta * w - s * Math.log1p(w / b));
            }
        }
        return shortest * half * sum;
    }
}
