package io.github.staycurve.core.internal.math;

import org.apache.commons.math3.distribution.TDistribution;

/**
 * Student's t distribution.
 *
 * <p>This class has no state.
 */
public final class StudentDistributions {
    private static final double ACCURACY = 1e-12;

    private StudentDistributions() {}

    /**
     * Returns the t below which a share of the distribution lies.
     *
     * @param p in (0, 1)
     * @param degreesOfFreedom above 0
     * @return the quantile
     */
    public static double quantile(double p, double degreesOfFreedom) {
        return new TDistribution(null, degreesOfFreedom, ACCURACY).inverseCumulativeProbability(p);
    }
}
