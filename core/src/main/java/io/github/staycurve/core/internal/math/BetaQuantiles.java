package io.github.staycurve.core.internal.math;

/** Quantiles of the beta distribution. This class has no state. */
public final class BetaQuantiles {
    /** Odds beyond e<sup>±700</sup> are 0 or 1 in every use of a probability. */
    private static final double MOST_LOG_ODDS = 700;

    private static final int HALVINGS = 64;

    private BetaQuantiles() {}

    /**
     * Returns the x with I<sub>x</sub>(a, b) = p.
     *
     * <p>By halving in log-odds, where both ends of (0, 1) have room: the result has an error of a few units in its last
     * place, times that of the distribution function.
     *
     * @param p the probability, above 0 and below 1
     * @param a positive
     * @param b positive
     * @return the quantile, in [0, 1]
     */
    public static double quantile(double p, double a, double b) {
        double low = -MOST_LOG_ODDS;
        double high = MOST_LOG_ODDS;
        for (int i = 0; i < HALVINGS; i++) {
            double middle = (low + high) / 2;
            double x = 1 / (1 + Math.exp(-middle));
            double y = 1 / (1 + Math.exp(middle));
            if (BetaFunctions.regularized(x, y, a, b) < p) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return 1 / (1 + Math.exp(-(low + high) / 2));
    }
}
