package io.github.staycurve.core.internal.math;

/**
 * The beta function: ratios of it that do not cancel, its density kernel, and the regularised incomplete integral with
 * full relative accuracy in either tail.
 *
 * <p>This class has no state and allocates nothing. Arguments are not checked.
 */
public final class BetaFunctions {
    /** Both shapes from here on: the kernel is taken relative to its peak. */
    private static final double LARGE_SHAPE = 10;

    /** Below this shape its gamma function is taken from the neighbourhood of 1. */
    private static final double TINY_SHAPE = 0.01;

    /** Steps of the continued fraction beyond the mean, times the square root of 1 − x: each costs some rounding. */
    private static final double STEPS_BEYOND_MEAN = 20;

    /** Enough for shapes to 1e7: the fraction needs about the square root of the larger shape. */
    private static final int MOST_TERMS = 100_000;

    private static final double TINY = 1e-300;

    private BetaFunctions() {}

    /**
     * Returns ln B(a, b).
     *
     * @param a positive
     * @param b positive
     * @return the logarithm of the beta function
     */
    public static double logBeta(double a, double b) {
        double small = Math.min(a, b);
        return GammaFunctions.logGamma(small) - GammaFunctions.logRisingFactorial(Math.max(a, b), small);
    }

    /**
     * Returns ln B(a, b + n) − ln B(a, b), the logarithm of the mean of (1 − p)<sup>n</sup> when p is Beta(a, b).
     *
     * <p>The difference of the two logarithms of the beta function loses all digits when a + b is large beside n, and an
     * optimiser then runs after the noise. Here the four logarithms of the gamma function are differenced in pairs that
     * lie the smaller of a and n apart, and what the pairs share is left out.
     *
     * @param a positive
     * @param b positive
     * @param n 0 or more, whole
     * @return the logarithm of the ratio, 0 or less
     */
    public static double logBetaRatio(double a, double b, double n) {
        double sum = 0;
        double z = b;
        double left = n;
        while (left > 0 && (n <= GammaFunctions.MOST_FACTORS || z < LARGE_SHAPE)) {
            sum -= Math.log1p(a / z);
            z++;
            left--;
        }
        return left == 0 ? sum : sum - mixedDifference(z, Math.min(a, left), Math.max(a, left));
    }

    /**
     * Returns ln B(a, b + n) − ln B(a, b) as {@link #logBetaRatio} does, for any n; eleven digits where n is below
     * 1e-6, one or two more otherwise.
     *
     * @param a positive
     * @param b positive
     * @param n 0 or more, whole or not, possibly infinite
     * @return the logarithm of the ratio, 0 or less
     */
    public static double logBetaRatioOfReal(double a, double b, double n) {
        if (n == 0) {
            return 0;
        }
        if (n == Double.POSITIVE_INFINITY) {
            return Double.NEGATIVE_INFINITY;
        }
        double sum = 0;
        double z = b;
        while (z < LARGE_SHAPE) { // Γ(z + 1) = z Γ(z), of all four
            sum -= Math.log1p(a / z * (n / (a + z + n)));
            z++;
        }
        return sum - mixedDifference(z, Math.min(a, n), Math.max(a, n));
    }

    /** Returns lnΓ(z + s + l) − lnΓ(z + s) − lnΓ(z + l) + lnΓ(z) for z of 10 or more and 0 < s ≤ l. */
    private static double mixedDifference(double z, double s, double l) {
        double far = z + l;
        double first = s / 12 * (1 / (z * (z + s)) - 1 / (far * (far + s)));
        double tails = (GammaFunctions.stirlingTail(far + s) - GammaFunctions.stirlingTail(far))
                - (GammaFunctions.stirlingTail(z + s) - GammaFunctions.stirlingTail(z));
        return s * Math.log1p(l / (z + s))
                + (far * LogSpace.log1pMinus(s / far) - z * LogSpace.log1pMinus(s / z))
                + 0.5 * (Math.log1p(s / z) - Math.log1p(s / far))
                + first
                + tails;
    }

    /**
     * Returns the derivative of {@link #logBetaRatio} in b.
     *
     * @param a positive
     * @param b positive
     * @param n 0 or more, whole
     * @return the derivative, 0 or more
     */
    public static double logBetaRatioSlopeB(double a, double b, double n) {
        double sum = 0;
        double z = b;
        double left = n;
        while (left > 0 && (n <= GammaFunctions.MOST_FACTORS || z < LARGE_SHAPE)) {
            sum += a / (z * (z + a));
            z++;
            left--;
        }
        if (left == 0) {
            return sum;
        }
        double shape = z + a;
        double tails = (GammaFunctions.digammaTail(z) - GammaFunctions.digammaTail(z + left))
                - (GammaFunctions.digammaTail(shape) - GammaFunctions.digammaTail(shape + left));
        return sum
                + Math.log1p(a / z * (left / (shape + left)))
                + 0.5 * (left / (z * (z + left)) - left / (shape * (shape + left)))
                + tails;
    }

    /**
     * Returns x<sup>a</sup>(1 − x)<sup>b</sup>/B(a, b), the density times x(1 − x).
     *
     * <p>For large shapes the exponent is taken relative to the peak, after C. Loader (2000), Fast and Accurate
     * Computation of Binomial Probabilities, so that it is small where the kernel is not.
     *
     * @param x in [0, 1]
     * @param y 1 − x, given apart so that neither loses digits near 1
     * @param a positive
     * @param b positive
     * @return the kernel, 0 or more
     */
    public static double kernel(double x, double y, double a, double b) {
        if (x <= 0 || y <= 0) {
            return 0;
        }
        double small = Math.min(a, b);
        if (small < LARGE_SHAPE) {
            double exponent = a * log(x, y) + b * log(y, x);
            double ratio = exponent + GammaFunctions.logRisingFactorial(Math.max(a, b), small);
            return small < TINY_SHAPE // Γ(small) is Γ(1 + small)/small, and Γ(1 + small) about 1
                    ? small * Math.exp(ratio - logGammaNearOne(small))
                    : Math.exp(ratio - GammaFunctions.logGamma(small));
        }
        double n = a + b;
        double offset = b * x - a * y;
        double exponent = deviance(a, offset / a, n * x) + deviance(b, -offset / b, n * y);
        double stirling = GammaFunctions.stirling(n) - GammaFunctions.stirling(a) - GammaFunctions.stirling(b);
        return Math.sqrt(a / n * b / (2 * Math.PI)) * Math.exp(exponent + stirling);
    }

    /** Returns lnΓ(1 + z) for z below 0.01, by its power series (DLMF 5.7.3): −γz + ζ(2)z²/2 − ζ(3)z³/3 + ... */
    private static double logGammaNearOne(double z) {
        double series = 0.1695571769974082; // ζ(6)/6
        series = series * z - 0.20738555102867398; // ζ(5)/5
        series = series * z + 0.27058080842778454; // ζ(4)/4
        series = series * z - 0.40068563438653143; // ζ(3)/3
        series = series * z + 0.8224670334241132; // ζ(2)/2
        series = series * z - 0.5772156649015329; // γ
        return series * z;
    }

    /** Returns shape · [ln(1 + u) − u], where shape · (1 + u) is the given mean. */
    private static double deviance(double shape, double u, double mean) {
        return u < -0.5 ? shape * (Math.log(mean / shape) - u) : shape * LogSpace.log1pMinus(u);
    }

    private static double log(double x, double complement) {
        return x > 0.5 ? Math.log1p(-complement) : Math.log(x);
    }

    /**
     * Returns I<sub>x</sub>(a, b), the probability that a Beta(a, b) variable is at most x; the upper tail is
     * {@code regularized(y, x, b, a)}.
     *
     * <p>By the continued fraction 8.17.22 of the NIST Digital Library of Mathematical Functions.
     *
     * @param x in [0, 1]
     * @param y 1 − x, given apart so that neither loses digits near 1
     * @param a positive
     * @param b positive
     * @return the probability, in [0, 1]
     */
    public static double regularized(double x, double y, double a, double b) {
        if (x <= 0) {
            return 0;
        }
        if (y <= 0) {
            return 1;
        }
        boolean belowMean = x * (a + b + 2) <= a + 1;
        // beyond the mean the result is at least about -b ln y, so that the complement cancels for small b, while the
        // fraction gets long for small y: the lesser evil of the two
        if (belowMean || -b * Math.log(y) * STEPS_BEYOND_MEAN < Math.sqrt(y)) {
            return Math.min(1, kernel(x, y, a, b) / (a * fraction(x, a, b)));
        }
        return Math.max(0, 1 - kernel(y, x, b, a) / (b * fraction(y, b, a)));
    }

    /**
     * Evaluates 1 + d1/(1 + d2/(1 + ...)): forward by the modified method of Lentz to find where it ends, then backward
     * from there, which adds up less rounding.
     */
    private static double fraction(double x, double a, double b) {
        double c = 1;
        double d = 0;
        int last = 1;
        for (; last < MOST_TERMS; last++) {
            double term = partialNumerator(last, x, a, b);
            d = 1 + term * d;
            d = 1 / (d == 0 ? TINY : d);
            c = 1 + term / c;
            c = c == 0 ? TINY : c;
            if (Math.abs(c * d - 1) < 1e-16) {
                break;
            }
        }
        double value = 1;
        for (int k = last; k > 0; k--) {
            value = 1 + partialNumerator(k, x, a, b) / value;
        }
        return value;
    }

    private static double partialNumerator(int k, double x, double a, double b) {
        double m = k >> 1;
        double numerator = (k & 1) == 0 ? m * (b - m) : -(a + m) * (a + b + m);
        return numerator * x / ((a + (k - 1)) * (a + k));
    }
}
