package io.github.staycurve.clv.model;

import io.github.staycurve.core.internal.math.GaussLegendre;

/**
 * A lifetime with the survival function S(w) = (1 + (e<sup>bw</sup> − 1)/beta)<sup>−s</sup>: Gompertz, with a factor of the
 * dropout rate that is drawn from Gamma(s, beta).
 *
 * <p>A customer who is alive at age T has such a lifetime left, with {@link #later beta} between the one of birth and 1.
 * There are no closed forms that do not cancel. Integrals are taken in Gauss-Legendre panels, as wide as the distance to
 * the singular points of the integrand in the complex plane (w = −a of the purchases, and e<sup>bw</sup> = 1 − beta) and its
 * steepness allow; all integrands are positive.
 *
 * <p>This class has no state and allocates nothing. Arguments are not checked: b, s and beta are positive.
 */
final class GompertzLifetime {
    /** A panel that ends no farther than this times its distance to a real singular point behind. */
    private static final double BEHIND = 2;
    /** The same for one ahead. */
    private static final double AHEAD = 0.5;
    /** With 16 nodes the integrand may change over a panel by e to this. */
    private static final double STEEPEST = 15;

    private static final double NEGLIGIBLE = 1e-18;
    /** Beyond this exponent 1 is lost beside its exponential. */
    private static final double LARGE_EXPONENT = 40;
    /** No integral needs as many: the panels grow, or what is left falls by e^−15 in each. */
    private static final int MOST_PANELS = 10_000;

    private GompertzLifetime() {}

    /** Returns beta of what is left after an age: 1 + (beta − 1)e^(−b·age), without cancellation. */
    static double later(double b, double beta, double age) {
        return beta * Math.exp(-b * age) - Math.expm1(-b * age);
    }

    /** Returns ln(1 + (e^(bw) − 1)/beta) = −ln S(w)/s. */
    static double logGrowth(double b, double beta, double w) {
        double u = b * w;
        return u > LARGE_EXPONENT
                ? u - Math.log(beta) + Math.log1p((beta - 1) * Math.exp(-u))
                : Math.log1p(Math.expm1(u) / beta);
    }

    /** Returns S(w). */
    static double survival(double b, double s, double beta, double w) {
        return Math.exp(-s * logGrowth(b, beta, w));
    }

    /** Returns the dropout rate after w over the one that all customers tend to, s·b: from 1/beta to 1. */
    static double relativeHazard(double b, double beta, double w) {
        return 1 / later(b, beta, w);
    }

    /** Returns how far a panel that starts at w may go without coming too near to a singular point of S. */
    private static double reach(double b, double beta, double w) {
        // where e^(bw) = |1 − beta|; minus infinity for beta = 1
        double distance = w - (beta < 1 ? Math.log1p(-beta) : Math.log(beta - 1)) / b;
        if (beta < 1) {
            return BEHIND * distance;
        }
        // a pair of them at a height of π/b above and below
        return Math.max(Math.PI / b, distance > 0 ? BEHIND * distance : -AHEAD * distance);
    }

    /** Returns the steepest slope of ln(S^k·hazard) between two times, hazard being monotone. */
    private static double steepness(double b, double beta, double from, double to, double k) {
        double start = relativeHazard(b, beta, from);
        double end = relativeHazard(b, beta, to);
        return b * Math.max(Math.abs(1 - k * start), Math.abs(1 - k * end));
    }

    /**
     * Returns the chance to drop out within a span, each time weighted by the chance that a customer whose purchase rate
     * is drawn from Gamma(shape, a) has bought nothing by then: the integral of (1 + w/a)<sup>−shape</sup>(−S′(w)).
     */
    static double silentDropout(double shape, double a, double b, double s, double beta, double span) {
        double w = 0;
        double sum = 0;
        for (int panel = 0; w < span && panel < MOST_PANELS; panel++) {
            double to = silentPanelEnd(w, span, shape, a, b, s, beta);
            GaussLegendre rule = GaussLegendre.SIXTEEN;
            double half = (to - w) / 2;
            double part = 0;
            for (int i = 0; i < rule.size(); i++) {
                double node = w + half * (1 + rule.node(i));
                part += rule.weight(i)
                        * relativeHazard(b, beta, node)
                        * Math.exp(-shape * Math.log1p(node / a) - s * logGrowth(b, beta, node));
            }
            sum += half * part;
            w = to;
            // at most S(w) drop out later
            if (Math.exp(-shape * Math.log1p(w / a)) * survival(b, s, beta, w) <= NEGLIGIBLE * sum * s * b) {
                break;
            }
        }
        return s * b * sum;
    }

    /**
     * Returns the chance that a customer whose purchase rate is drawn from Gamma(shape, a) buys within a span, and before
     * dropping out: the integral of S(w) times the density of the first purchase, shape/(a + w)·(1 + w/a)<sup>−shape</sup>.
     */
    static double purchase(double shape, double a, double b, double s, double beta, double span) {
        double w = 0;
        double sum = 0;
        for (int panel = 0; w < span && panel < MOST_PANELS; panel++) {
            double to = purchasePanelEnd(w, span, shape, a, b, s, beta);
            GaussLegendre rule = GaussLegendre.SIXTEEN;
            double half = (to - w) / 2;
            double part = 0;
            for (int i = 0; i < rule.size(); i++) {
                double node = w + half * (1 + rule.node(i));
                part += rule.weight(i)
                        * Math.exp(-shape * Math.log1p(node / a) - s * logGrowth(b, beta, node))
                        / (a + node);
            }
            sum += half * part;
            w = to;
            // the integrand times a + w falls: at most so much is left
            double left = Math.exp(-shape * Math.log1p(w / a)) * survival(b, s, beta, w);
            if (left <= NEGLIGIBLE * sum * shape) {
                break;
            }
        }
        return shape * sum;
    }

    private static double purchasePanelEnd(
            double w, double end, double shape, double a, double b, double s, double beta) {
        double to = Math.min(end, w + Math.min(BEHIND * (a + w), reach(b, beta, w)));
        double dropout = s * b * Math.max(relativeHazard(b, beta, w), relativeHazard(b, beta, to));
        double steepness = (shape + 1) / (a + w) + dropout;
        return steepness * (to - w) > STEEPEST ? w + STEEPEST / steepness : to;
    }

    /** Returns the end of a panel of the integral of {@link #silentDropout} that starts at w. */
    static double silentPanelEnd(double w, double end, double shape, double a, double b, double s, double beta) {
        double to = Math.min(end, w + Math.min(BEHIND * (a + w), reach(b, beta, w)));
        double steepness = shape / (a + w) + steepness(b, beta, w, to, s + 1);
        return steepness * (to - w) > STEEPEST ? w + STEEPEST / steepness : to;
    }

    /**
     * Returns the expected time alive in (from, to], each moment discounted to 0: the integral of e<sup>−delta·w</sup>S(w).
     * It is finite without an end too, and without discounting: the dropout rate does not fall to 0.
     */
    static double discountedTimeAlive(double b, double s, double beta, double from, double to, double delta) {
        double w = from;
        double sum = 0;
        double leastHazard = s * b;
        for (int panel = 0; w < to && panel < MOST_PANELS; panel++) {
            double end = discountedPanelEnd(w, to, delta, b, s, beta);
            GaussLegendre rule = GaussLegendre.SIXTEEN;
            double half = (end - w) / 2;
            double part = 0;
            for (int i = 0; i < rule.size(); i++) {
                double node = w + half * (1 + rule.node(i));
                part += rule.weight(i) * Math.exp(-delta * node - s * logGrowth(b, beta, node));
            }
            sum += half * part;
            w = end;
            double hazard = beta < 1 ? leastHazard : leastHazard * relativeHazard(b, beta, w);
            if (Math.exp(-delta * w) * survival(b, s, beta, w) <= NEGLIGIBLE * sum * (delta + hazard)) {
                break;
            }
        }
        return sum;
    }

    private static double discountedPanelEnd(double w, double end, double delta, double b, double s, double beta) {
        // never infinite: where S has no singular point (beta = 1) its steepness is s·b
        double to = Math.min(
                Math.min(end, w + reach(b, beta, w)),
                w + STEEPEST / (delta + s * b * Math.min(1, relativeHazard(b, beta, w))));
        double steepness = delta + s * b * Math.max(relativeHazard(b, beta, w), relativeHazard(b, beta, to));
        return steepness * (to - w) > STEEPEST ? w + STEEPEST / steepness : to;
    }
}
