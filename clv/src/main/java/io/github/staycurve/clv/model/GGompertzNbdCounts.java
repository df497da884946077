package io.github.staycurve.clv.model;

import io.github.staycurve.core.internal.math.BetaFunctions;
import io.github.staycurve.core.internal.math.GaussLegendre;

/**
 * The distribution of the number of purchases within a time of a customer who is alive at its start, under the
 * GGompertz/NBD model: negative binomial while alive, averaged over the lifetime, cut off at the end of the time.
 *
 * <p>The average is an integral over the time w of dropping out. It is taken in ln w, from the peak outwards, in panels that
 * are halved until 16 nodes on the whole and on both halves agree.
 *
 * <p>This class has no state. Arguments are not checked.
 */
final class GGompertzNbdCounts {
    private static final double PANEL = 1;
    /** Panels and their halves agree to this part of the whole. */
    private static final double AGREEMENT = 1e-14;

    private static final double NEGLIGIBLE = 1e-19;
    /** More are not needed for a million purchases; what rounding leaves never agrees. */
    private static final int MOST_HALVINGS = 14;
    /** Steps of golden section that find the peak well enough to start from it. */
    private static final int PEAK_STEPS = 80;

    private static final double GOLDEN = 0.6180339887498949;

    private GGompertzNbdCounts() {}

    /**
     * Returns the probability of n purchases in a time.
     *
     * @param n number of purchases, 0 or more
     * @param shape of the purchase rate, positive
     * @param a rate parameter of the purchase rate, positive
     * @param b growth of the dropout rate, positive
     * @param s shape of its factors, positive
     * @param beta rate parameter of its factors, positive
     * @param t the time, 0 or more
     * @return the probability, in [0, 1]
     */
    static double probability(int n, double shape, double a, double b, double s, double beta, double t) {
        if (n == 0) {
            return silence(shape, a, b, s, beta, t);
        }
        if (t == 0) {
            return 0;
        }
        GompertzFactors life = new GompertzFactors(b, s, beta);
        double end = Math.log(t);
        Integrand f = new Integrand(n, shape, a, life, end);
        double peak = f.peak(end);
        Integrand relative = new Integrand(n, shape, a, life, peak);
        double top = Math.exp(relative.exponent(peak));
        double at = Math.exp(peak);
        double integral =
                side(relative, peak, -1, Double.POSITIVE_INFINITY, top) + side(relative, peak, 1, end - peak, top);
        double staying = purchases(n, shape, a, t) * GompertzLifetime.survival(b, s, beta, t);
        return Math.min(1, staying + purchases(n, shape, a, at) * integral);
    }

    /** Returns the probability of no purchase in a time: alive to its end, or dropped out before a purchase. */
    static double silence(double shape, double a, double b, double s, double beta, double t) {
        double stays = Math.exp(-shape * Math.log1p(t / a) - s * GompertzLifetime.logGrowth(b, beta, t));
        return Math.min(1, stays + GompertzLifetime.silentDropout(shape, a, b, s, beta, t));
    }

    /** Returns the negative binomial probability of n purchases of a customer who is alive throughout the time w. */
    private static double purchases(int n, double shape, double a, double w) {
        return BetaFunctions.kernel(w / (a + w), a / (a + w), n, shape) / n;
    }

    /** Integrates from the peak in one direction until nothing is left. */
    private static double side(Integrand f, double peak, int direction, double length, double top) {
        double sum = 0;
        double from = 0;
        double scale = top;
        while (from < length) {
            double to = Math.min(length, from + PANEL);
            double part = panel(f, peak + direction * from, peak + direction * to, scale, 0);
            sum += Math.abs(part);
            from = to;
            scale = Math.max(scale, sum);
            // the density of dropping out may rise again, but no more than beta-fold
            if (Math.abs(part) * Math.max(1, f.life.beta()) <= NEGLIGIBLE * sum) {
                break;
            }
        }
        return sum;
    }

    private static double panel(Integrand f, double from, double to, double scale, int depth) {
        double rounding = 4e-16 * (f.n + f.shape);
        double middle = (from + to) / 2;
        double whole = rule(f, from, to);
        double halves = rule(f, from, middle) + rule(f, middle, to);
        if (Math.abs(whole - halves) <= (AGREEMENT + rounding) * (Math.abs(halves) + 1e-3 * scale * Math.abs(to - from))
                || depth == MOST_HALVINGS) {
            return halves;
        }
        return panel(f, from, middle, scale, depth + 1) + panel(f, middle, to, scale, depth + 1);
    }

    private static double rule(Integrand f, double from, double to) {
        GaussLegendre rule = GaussLegendre.SIXTEEN;
        double half = (to - from) / 2;
        double sum = 0;
        for (int i = 0; i < rule.size(); i++) {
            sum += rule.weight(i) * Math.exp(f.exponent(from + half * (1 + rule.node(i))));
        }
        return half * sum;
    }

    /** The density of the time of dropping out in v = ln w, times the probability of n purchases relative to a reference. */
    private record Integrand(int n, double shape, double a, GompertzFactors life, double reference) {

        double exponent(double v) {
            double w = Math.exp(v);
            double c = a / Math.exp(reference);
            double rise = Math.expm1(v - reference);
            // ln((a + w)/(a + w_reference))
            double growth =
                    rise > -0.5 ? Math.log1p(rise / (1 + c)) : Math.log((c + Math.exp(v - reference)) / (1 + c));
            return n * (v - reference)
                    - (shape + n) * growth
                    + v
                    + Math.log(life.s() * life.b() * GompertzLifetime.relativeHazard(life.b(), life.beta(), w))
                    - life.s() * GompertzLifetime.logGrowth(life.b(), life.beta(), w);
        }

        /** Returns about where the integrand is greatest, at most the given end: its logarithm rises and then falls. */
        double peak(double end) {
            double low = Math.min(end, Math.log(a)) - 60;
            double high = end;
            double left = high - GOLDEN * (high - low);
            double right = low + GOLDEN * (high - low);
            double atLeft = exponent(left);
            double atRight = exponent(right);
            for (int i = 0; i < PEAK_STEPS; i++) {
                if (atLeft < atRight) {
                    low = left;
                    left = right;
                    atLeft = atRight;
                    right = low + GOLDEN * (high - low);
                    atRight = exponent(right);
                } else {
                    high = right;
                    right = left;
                    atRight = atLeft;
                    left = high - GOLDEN * (high - low);
                    atLeft = exponent(left);
                }
            }
            return Math.min(end, (low + high) / 2);
        }
    }
}
