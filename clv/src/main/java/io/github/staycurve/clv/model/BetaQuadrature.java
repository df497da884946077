package io.github.staycurve.clv.model;

/**
 * Means of a function of p when p is Beta(a, b), for any shapes, by the trapezoid rule in the log-odds of p.
 *
 * <p>In y = ln(p/(1 − p)) the density is p<sup>a</sup>(1 − p)<sup>b</sup>: smooth on the whole line, analytic within π of
 * it, and falling exponentially on both sides, so that the rule's error falls exponentially with 1/step (L. N. Trefethen
 * and J. A. C. Weideman (2014), The Exponentially Convergent Trapezoidal Rule, SIAM Review 56(3), 385-458). The weights
 * are taken relative to the peak and divided by their own sum, so that neither the beta function nor a large exponent
 * appears. Where a tail falls so slowly that it is followed until everything but e<sup>ay</sup> or e<sup>−by</sup> has
 * become constant, the rest of the rule's sum is a geometric series and is added as such.
 *
 * <p>This class has no state and allocates nothing.
 */
final class BetaQuadrature {
    /** What is averaged: a smooth positive function of p that falls as p rises, with two parameters of its own. */
    @FunctionalInterface
    interface Integrand {
        double at(double p, double shape, double u);
    }

    /** Steps above this leave an error above 1e-18 where the integrand falls double exponentially. */
    private static final double LARGEST_STEP = 0.22;
    /** Steps per standard deviation of the narrowest peak. */
    private static final double STEP_PER_DEVIATION = 0.65;
    /** A term below this part of the sum ends it. */
    private static final double NEGLIGIBLE = 1e-18;
    /** A change below this part is constant. */
    private static final double CONSTANT = 1e-17;
    /** Far above what any parameters of the tested domain need. */
    private static final int MOST_STEPS = 100_000;

    private BetaQuadrature() {}

    /**
     * Returns the mean of f(p, shape, u) over p from Beta(a, b).
     *
     * @param f the function, with f(p) about f(0) where p·u and p·shape·u are small, and about f(1) where (1 −
     *     p) and (1 − p)·shape are
     * @param a first shape, positive
     * @param b second shape, positive
     * @param shape parameter of the function, positive: how steeply it falls
     * @param u parameter of the function, positive: it falls from p = 1/u on
     * @return the mean
     */
    static double mean(Integrand f, double a, double b, double shape, double u) {
        double p = a / (a + b);
        double q = b / (a + b);
        // f pulls the peak of the product to the left, where its curvature is at most a
        double pull = shape * (p * u / (1 + p * u));
        double step = Math.min(LARGEST_STEP, STEP_PER_DEVIATION / Math.sqrt(Math.min(a, a * q + pull)));
        double weights = 1;
        double values = f.at(p, shape, u);
        for (int side = -1; side <= 1; side += 2) {
            double tail = 1 / Math.expm1((side < 0 ? a : b) * step);
            double scale =
                    side < 0 ? Math.max(Math.max(1, b), Math.max(1, shape) * u) : Math.max(Math.max(1, a), shape);
            for (int k = 1; k < MOST_STEPS; k++) {
                double rise = Math.expm1(k * step);
                double fall = -rise / (1 + rise);
                double logP = -Math.log1p(q * (side < 0 ? rise : fall)); // of p at this node over p at the peak
                double logQ = -Math.log1p(p * (side < 0 ? fall : rise));
                double weight = Math.exp(a * logP + b * logQ);
                double nodeP = p * Math.exp(logP);
                double value = weight * f.at(nodeP, shape, u);
                weights += weight;
                values += value;
                double distance = side < 0 ? nodeP : q * Math.exp(logQ);
                if (distance * scale < CONSTANT) {
                    weights += weight * tail;
                    values += value * tail;
                    break;
                }
                if (weight <= NEGLIGIBLE * weights && value <= NEGLIGIBLE * values) {
                    break;
                }
            }
        }
        return values / weights;
    }
}
