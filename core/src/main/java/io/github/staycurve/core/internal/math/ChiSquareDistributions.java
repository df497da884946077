package io.github.staycurve.core.internal.math;

import org.apache.commons.math3.special.Gamma;

/**
 * The chi-square distribution. This class has no state.
 */
public final class ChiSquareDistributions {
    private ChiSquareDistributions() {}

    /**
     * Returns the probability of a value above x, the p-value of a test.
     *
     * @param x the value, 0 or more
     * @param degreesOfFreedom the degrees of freedom, positive
     * @return the probability, in [0, 1], with relative accuracy in the tail
     */
    public static double upperTail(double x, double degreesOfFreedom) {
        if (x <= 0) {
            return 1;
        }
        if (Double.isInfinite(x)) {
            return 0;
        }
        return Math.min(1, Math.max(0, Gamma.regularizedGammaQ(degreesOfFreedom / 2, x / 2)));
    }
}
