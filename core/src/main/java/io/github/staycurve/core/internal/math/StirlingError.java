package io.github.staycurve.core.internal.math;

/**
 * What Stirling's formula leaves of the logarithm of the gamma function:
 * {@code Δ(z) = lnΓ(z) − [(z − 1/2) ln z − z + ln(2π)/2]}.
 *
 * <p>Densities built on the beta and gamma functions are sums of large terms that nearly cancel; written with Δ, the
 * large terms cancel on paper.
 *
 * <p>This class has no state and allocates nothing. Arguments are not checked.
 *
 * @see <a href="https://dlmf.nist.gov/5.11">NIST Digital Library of Mathematical Functions, 5.11.1 and 5.11.2</a>
 */
public final class StirlingError {
    private static final double HALF_LOG_TWO_PI = 0.9189385332046728;

    /** From here on the asymptotic series is used; below, nothing large cancels. */
    private static final double SERIES_START = 10;

    private StirlingError() {}

    /**
     * Returns Δ(z), about 1/(12z) for large z.
     *
     * @param z positive
     * @return the error, positive
     */
    public static double of(double z) {
        if (z >= SERIES_START) {
            return GammaFunctions.stirling(z);
        }
        return GammaFunctions.logGamma(z) - ((z - 0.5) * Math.log(z) - z + HALF_LOG_TWO_PI);
    }

    /**
     * Returns z·Δ′(z), the derivative of Δ in the logarithm of z: about −1/(12z) for large z.
     *
     * @param z positive
     * @return the derivative, negative
     */
    public static double logSlope(double z) {
        if (z >= SERIES_START) {
            return -z * GammaFunctions.digammaTail(z);
        }
        return z * (GammaFunctions.digamma(z) - Math.log(z)) + 0.5;
    }
}
