package io.github.staycurve.core.internal.math;

/**
 * Small functions of logarithms that keep their digits where the plain expression loses them.
 *
 * <p>This class has no state and allocates nothing.
 */
public final class LogSpace {
    /** Above this |u| the series of {@link #log1pMinus} converges slowly and the plain difference loses at most a bit. */
    private static final double SERIES_LIMIT = 0.5;

    private LogSpace() {}

    /**
     * Returns log(e<sup>a</sup> + e<sup>b</sup>) without leaving log space.
     *
     * @param a a logarithm; negative infinity is the logarithm of 0
     * @param b another
     * @return the logarithm of the sum; NaN if either is NaN
     */
    public static double logAddExp(double a, double b) {
        double max = Math.max(a, b);
        if (Double.isInfinite(max)) {
            return max; // both are log 0, or one is infinite: the difference below would be NaN
        }
        return max + Math.log1p(Math.exp(-Math.abs(a - b)));
    }

    /**
     * Returns log(1 + e<sup>u</sup>), the negative logarithm of the logistic function of −u.
     *
     * @param u any number
     * @return the logarithm, 0 or more
     */
    public static double log1pExp(double u) {
        return u > 0 ? u + Math.log1p(Math.exp(-u)) : Math.log1p(Math.exp(u));
    }

    /**
     * Returns log(1 + u) − u without cancellation: about −u<sup>2</sup>/2 near 0.
     *
     * @param u above −1
     * @return the difference, 0 or less
     */
    public static double log1pMinus(double u) {
        if (!(Math.abs(u) < SERIES_LIMIT)) {
            return Math.log1p(u) - u;
        }
        // log(1 + u) = 2 artanh(t) with t = u / (2 + u), and 2t - u = -ut
        double t = u / (2 + u);
        double square = t * t;
        double power = 2 * t * square;
        double sum = 0;
        for (int k = 3; Math.abs(power) > 1e-18 * Math.abs(sum) * k; k += 2) {
            sum += power / k;
            power *= square;
        }
        return sum - u * t;
    }
}
