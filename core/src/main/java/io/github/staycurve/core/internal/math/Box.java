package io.github.staycurve.core.internal.math;

import java.util.Arrays;

/**
 * A range for each coordinate of a point. Immutable and thread-safe.
 */
public final class Box {
    private final double[] lower;
    private final double[] upper;

    private Box(double[] lower, double[] upper) {
        this.lower = lower;
        this.upper = upper;
    }

    /**
     * Returns the box between two corners.
     *
     * @param lower the least values, finite or minus infinity; copied
     * @param upper the greatest values, finite or infinite, each above its lower one; copied
     * @return the box
     * @throws IllegalArgumentException if the corners differ in size, are NaN, or leave a range empty
     */
    public static Box of(double[] lower, double[] upper) {
        if (lower.length != upper.length) {
            throw new IllegalArgumentException(
                    "corners must have one size, have %d and %d".formatted(lower.length, upper.length));
        }
        for (int i = 0; i < lower.length; i++) {
            if (!(lower[i] < upper[i])) { // written so that NaN fails
                throw new IllegalArgumentException(
                        "range %d must not be empty, was [%s, %s]".formatted(i, lower[i], upper[i]));
            }
        }
        return new Box(lower.clone(), upper.clone());
    }

    /**
     * Returns the box that is all of space.
     *
     * @param dimension the number of coordinates
     * @return a box without bounds
     */
    public static Box unbounded(int dimension) {
        double[] lower = new double[dimension];
        double[] upper = new double[dimension];
        Arrays.fill(lower, Double.NEGATIVE_INFINITY);
        Arrays.fill(upper, Double.POSITIVE_INFINITY);
        return new Box(lower, upper);
    }

    /**
     * Returns the number of coordinates.
     *
     * @return 0 or more
     */
    public int dimension() {
        return lower.length;
    }

    /**
     * Returns the value nearest to the one given that lies in the range of a coordinate.
     *
     * @param i the coordinate, from 0
     * @param value any value but NaN
     * @return the value, or the bound it lies beyond
     */
    public double clamp(int i, double value) {
        return Math.min(upper[i], Math.max(lower[i], value));
    }

    /** Returns whether a move of coordinate i from this value, in the direction of the sign given, would leave the box. */
    boolean blocks(int i, double value, double direction) {
        return (direction < 0 && value <= lower[i]) || (direction > 0 && value >= upper[i]);
    }

    /**
     * Returns whether a value lies at one of the bounds of a coordinate, or beyond.
     *
     * @param i the coordinate, from 0
     * @param value the value
     * @return whether it lies at a bound
     */
    public boolean atBound(int i, double value) {
        return value <= lower[i] || value >= upper[i];
    }
}
