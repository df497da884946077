package io.github.staycurve.core.stat;

import io.github.staycurve.core.internal.Checks;

/**
 * A range that holds an unknown quantity with a stated confidence.
 *
 * <p>Of many intervals of confidence 0.95, each from other data, about 95 in 100 hold the quantity that they were made
 * for. Both ends belong to the interval; they are infinite where the data sets no bound.
 *
 * <p>This record is immutable and thread-safe.
 *
 * @param lower the lower end, not NaN
 * @param upper the upper end, at least {@code lower}
 * @param confidence the confidence level, above 0 and below 1
 */
public record Interval(double lower, double upper, double confidence) {

    /**
     * Checks the ends and the level.
     *
     * @param lower the lower end, not NaN
     * @param upper the upper end, at least {@code lower}
     * @param confidence the confidence level, above 0 and below 1
     * @throws IllegalArgumentException if the ends are out of order or NaN, or the level is out of its range
     */
    public Interval {
        if (!(lower <= upper)) {
            throw new IllegalArgumentException(
                    "interval: lower %s must not lie above upper %s".formatted(lower, upper));
        }
        Checks.openUnit(confidence, "confidence");
    }

    /**
     * Returns whether a value lies in this interval.
     *
     * @param value the value
     * @return true from the lower end to the upper, both included; false for NaN
     */
    public boolean contains(double value) {
        return value >= lower && value <= upper;
    }

    /**
     * Returns the distance between the ends.
     *
     * @return the width, 0 or more
     */
    public double width() {
        return lower == upper ? 0 : upper - lower;
    }
}
