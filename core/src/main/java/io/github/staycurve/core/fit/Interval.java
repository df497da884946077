package io.github.staycurve.core.fit;

import io.github.staycurve.core.internal.Checks;

/**
 * A confidence interval of an estimate, in the unit of the estimate.
 *
 * <p>This class is immutable and thread-safe.
 *
 * @param lower the lower end, not NaN
 * @param upper the upper end, at least {@code lower}; infinite when the data give no upper limit
 */
public record Interval(double lower, double upper) {
    /**
     * Checks the ends.
     *
     * @param lower the lower end, not NaN
     * @param upper the upper end, at least {@code lower}; infinite when the data give no upper limit
     * @throws IllegalArgumentException if they are NaN or out of order
     */
    public Interval {
        Checks.inRange(lower, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, "lower");
        Checks.inRange(upper, lower, Double.POSITIVE_INFINITY, "upper");
    }

    /**
     * Returns whether the value lies in the interval, its ends included.
     *
     * @param value the value to look for
     * @return whether it lies inside
     */
    public boolean contains(double value) {
        return value >= lower && value <= upper;
    }
}
