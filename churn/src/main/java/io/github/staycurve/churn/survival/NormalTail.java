package io.github.staycurve.churn.survival;

import io.github.staycurve.core.internal.math.NormalDistributions;

/** The hazard &phi;(z) / &Phi;(-z) of the standard normal distribution and its integral, right in both tails. */
final class NormalTail {
    private static final double HALF_LOG_TWO_PI = 0.9189385332046727;
    /** From here on the continued fraction is right to the last digits with the terms below. */
    private static final double FAR = 5;

    private static final int TERMS = 30;

    private NormalTail() {}

    /** Returns -log &Phi;(-z). */
    static double cumulativeHazard(double z) {
        if (z < 0) {
            return -Math.log1p(-NormalDistributions.cumulative(z));
        }
        return z < FAR
                ? -Math.log(NormalDistributions.cumulative(-z))
                : z * z / 2 + HALF_LOG_TWO_PI + Math.log(inverseMills(z));
    }

    static double hazard(double z) {
        return z < FAR ? Math.exp(-z * z / 2 - HALF_LOG_TWO_PI) / NormalDistributions.cumulative(-z) : inverseMills(z);
    }

    static double logHazard(double z) {
        return z < FAR ? cumulativeHazard(z) - z * z / 2 - HALF_LOG_TWO_PI : Math.log(inverseMills(z));
    }

    /**
     * Returns &phi;(z) / &Phi;(-z) by Laplace's continued fraction z + 1/(z + 2/(z + 3/(z + ...))), from its far end.
     *
     * @see <a href="https://dlmf.nist.gov/7.9">NIST Digital Library of Mathematical Functions, 7.9.3</a>
     */
    private static double inverseMills(double z) {
        double value = z;
        for (int k = TERMS; k >= 1; k--) {
            value = z + k / value;
        }
        return value;
    }
}
