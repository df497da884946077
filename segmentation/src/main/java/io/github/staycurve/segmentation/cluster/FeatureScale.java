package io.github.staycurve.segmentation.cluster;

import io.github.staycurve.core.internal.Checks;

/**
 * How one feature is scaled: {@code (g(value) − centre) / spread}, g being log(1 + value) or nothing.
 *
 * <p>This record is immutable and thread-safe.
 *
 * @param name the feature's name, not blank
 * @param log whether the logarithm of 1 + value is scaled in place of the value; values must then be 0 or more
 * @param centre what becomes 0, in units of g, finite
 * @param spread what becomes 1, in units of g, positive and finite
 */
public record FeatureScale(String name, boolean log, double centre, double spread) {
    /** Squares and sums of scaled values stay far from the range of a double. */
    private static final double LIMIT = 1e100;

    /**
     * Checks the parts.
     *
     * @param name the feature's name, not blank
     * @param log whether the logarithm of 1 + value is scaled in place of the value; values must then be 0 or more
     * @param centre what becomes 0, in units of g, finite
     * @param spread what becomes 1, in units of g, positive and finite
     * @throws IllegalArgumentException if a part is out of its range
     */
    public FeatureScale {
        Checks.notBlank(name, "name");
        Checks.finite(centre, "centre");
        Checks.positiveFinite(spread, "spread");
    }

    /**
     * Returns a scaled value.
     *
     * @param value a value of the feature, finite; 0 or more if {@link #log()}
     * @return the scaled value, without a unit
     * @throws IllegalArgumentException if the value is out of range, or more than 1e100 spreads from the centre
     */
    public double scaled(double value) {
        double scaled = (transformed(name, log, value) - centre) / spread;
        if (!(Math.abs(scaled) <= LIMIT)) {
            throw new IllegalArgumentException("feature '%s': %s lies more than %s spreads of %s from the centre %s"
                    .formatted(name, value, LIMIT, spread, centre));
        }
        return scaled + 0.0; // makes 0.0 of -0.0
    }

    /**
     * Returns the value of the feature that is scaled to this one.
     *
     * @param scaled a scaled value
     * @return the value in the feature's unit
     */
    public double original(double scaled) {
        double transformed = centre + scaled * spread;
        return log ? Math.expm1(transformed) : transformed;
    }

    /** Returns g(value). */
    static double transformed(String name, boolean log, double value) {
        if (!log) {
            return Checks.finite(value, name);
        }
        return Math.log1p(Checks.nonNegativeFinite(value, name));
    }
}
