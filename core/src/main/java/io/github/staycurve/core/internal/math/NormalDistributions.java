package io.github.staycurve.core.internal.math;

import org.apache.commons.math3.special.Erf;

/**
 * The standard normal distribution, with full relative accuracy in both tails.
 *
 * <p>This class has no state and allocates nothing.
 */
public final class NormalDistributions {
    private static final double SQRT_TWO = Math.sqrt(2);
    private static final double SQRT_TWO_PI = Math.sqrt(2 * Math.PI);

    private NormalDistributions() {}

    /**
     * Returns Φ(z), the probability of a value of at most z; the upper tail is {@code cumulative(-z)}.
     *
     * @param z any number
     * @return the probability, in [0, 1]
     */
    public static double cumulative(double z) {
        return 0.5 * Erf.erfc(-z / SQRT_TWO);
    }

    /**
     * Returns the z with Φ(z) = p.
     *
     * <p>A rational start (Abramowitz and Stegun 26.2.23, error below 4.5e-4) and Newton steps on the logarithm of the
     * smaller tail, which is concave, so that they converge from there in either tail.
     *
     * @param p in [0, 1]
     * @return the quantile; minus and plus infinity at 0 and 1
     */
    public static double quantile(double p) {
        if (p <= 0 || p >= 1 || Double.isNaN(p)) {
            return p == 0 ? Double.NEGATIVE_INFINITY : p == 1 ? Double.POSITIVE_INFINITY : Double.NaN;
        }
        if (p > 0.5) {
            return -quantile(1 - p);
        }
        double logP = Math.log(p);
        double t = Math.sqrt(-2 * logP);
        double z =
                (2.515517 + t * (0.802853 + t * 0.010328)) / (1 + t * (1.432788 + t * (0.189269 + t * 0.001308))) - t;
        for (int step = 0; step < 3; step++) {
            double tail = cumulative(z);
            double density = Math.exp(-z * z / 2) / SQRT_TWO_PI;
            if (!(tail > 0 && density > 0)) {
                break; // beyond the smallest double: the start is all there is
            }
            z -= (Math.log(tail) - logP) * tail / density;
        }
        return z;
    }
}
