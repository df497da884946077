package io.github.staycurve.core.internal.math;

/**
 * The logarithm of the gamma function, its derivative, and differences of both that do not cancel.
 *
 * <p>All use Stirling's series from 10 upwards and the recurrence below it (NIST Digital Library of Mathematical
 * Functions, 5.11.1, 5.11.2, 5.5.1 and 5.5.2). Errors are a few units in the last place of the larger of 1 and the
 * result.
 *
 * <p>This class has no state and allocates nothing. Arguments are not checked.
 */
public final class GammaFunctions {
    private static final double HALF_LOG_TWO_PI = 0.9189385332046728;

    /** From here on seven terms of Stirling's series give all the digits of a double. */
    private static final double SERIES_START = 10;

    /** Up to this many factors a rising factorial is multiplied out: (2e6 + 16)^16 is still a double. */
    static final int MOST_FACTORS = 16;

    private GammaFunctions() {}

    /**
     * Returns lnΓ(z).
     *
     * @param z positive
     * @return the logarithm of the gamma function
     */
    public static double logGamma(double z) {
        double shifted = z;
        double product = 1;
        while (shifted < SERIES_START) {
            product *= shifted;
            shifted++;
        }
        double series = (shifted - 0.5) * Math.log(shifted) - shifted + HALF_LOG_TWO_PI + stirling(shifted);
        return shifted == z ? series : series - Math.log(product);
    }

    /**
     * Returns ψ(z), the derivative of lnΓ(z).
     *
     * @param z positive
     * @return the digamma function
     */
    public static double digamma(double z) {
        double shifted = z;
        double sum = 0;
        while (shifted < SERIES_START) {
            sum += 1 / shifted;
            shifted++;
        }
        return Math.log(shifted) - 0.5 / shifted - digammaTail(shifted) - sum;
    }

    /**
     * Returns lnΓ(z + n) − lnΓ(z), the logarithm of z(z + 1)...(z + n − 1) for whole n.
     *
     * @param z positive
     * @param n 0 or more, whole or not
     * @return the logarithm of the rising factorial
     */
    public static double logRisingFactorial(double z, double n) {
        if (n <= MOST_FACTORS && n == Math.rint(n)) {
            double product = 1;
            for (int k = 0; k < n; k++) {
                product *= z + k;
            }
            if (product > 0 && product < Double.POSITIVE_INFINITY) {
                return Math.log(product);
            }
        }
        double shifted = z;
        double ratio = 1;
        while (shifted < SERIES_START) {
            ratio *= (shifted + n) / shifted;
            shifted++;
        }
        double series = n * Math.log(shifted + n)
                + shifted * LogSpace.log1pMinus(n / shifted)
                - 0.5 * Math.log1p(n / shifted)
                + (stirling(shifted + n) - stirling(shifted));
        return series - Math.log(ratio);
    }

    /**
     * Returns ψ(z + n) − ψ(z), the derivative of {@link #logRisingFactorial} in z.
     *
     * @param z positive
     * @param n 0 or more, whole or not
     * @return the difference, 0 or more
     */
    public static double digammaDifference(double z, double n) {
        double sum = 0;
        if (n <= MOST_FACTORS && n == Math.rint(n)) {
            for (int k = 0; k < n; k++) {
                sum += 1 / (z + k);
            }
            return sum;
        }
        double shifted = z;
        while (shifted < SERIES_START) {
            sum += n / (shifted * (shifted + n));
            shifted++;
        }
        return sum
                + Math.log1p(n / shifted)
                + 0.5 * n / (shifted * (shifted + n))
                + (digammaTail(shifted) - digammaTail(shifted + n));
    }

    /** Returns lnΓ(z) − [(z − 1/2) ln z − z + ln(2π)/2] for z of 10 or more. */
    static double stirling(double z) {
        return stirlingTail(z) + 1 / (12 * z);
    }

    /** Returns {@link #stirling} without its first term, 1/(12z). */
    static double stirlingTail(double z) {
        double inverse = 1 / z;
        double square = inverse * inverse;
        double series = 1.0 / 156;
        series = series * square - 691.0 / 360360;
        series = series * square + 1.0 / 1188;
        series = series * square - 1.0 / 1680;
        series = series * square + 1.0 / 1260;
        series = series * square - 1.0 / 360;
        return series * square * inverse;
    }

    /** Returns ln z − 1/(2z) − ψ(z) for z of 10 or more. */
    static double digammaTail(double z) {
        double square = 1 / (z * z);
        double series = 1.0 / 12;
        series = series * square - 691.0 / 32760;
        series = series * square + 1.0 / 132;
        series = series * square - 1.0 / 240;
        series = series * square + 1.0 / 252;
        series = series * square - 1.0 / 120;
        series = series * square + 1.0 / 12;
        return series * square;
    }
}
