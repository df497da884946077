package io.github.staycurve.core.time;

import io.github.staycurve.core.internal.Checks;

/**
 * How far ahead a prediction looks: a length of time after the end of the observation.
 *
 * <p>This record is immutable and thread-safe.
 *
 * @param length the length in units, finite, 0 or more
 * @param unit the unit of the length
 */
public record Horizon(double length, PeriodUnit unit) {

    /**
     * Checks the length.
     *
     * @param length the length in units, finite, 0 or more
     * @param unit the unit of the length
     * @throws IllegalArgumentException if the length is negative, infinite or NaN
     */
    public Horizon {
        Checks.nonNegativeFinite(length, "horizon");
    }

    /**
     * Returns the horizon of this length.
     *
     * @param length the length in units, finite, 0 or more
     * @param unit the unit of the length
     * @return the horizon
     * @throws IllegalArgumentException if the length is negative, infinite or NaN
     */
    public static Horizon of(double length, PeriodUnit unit) {
        return new Horizon(length, unit);
    }

    /**
     * Returns the length of this horizon in another unit.
     *
     * @param other the unit to convert to
     * @return the same time span, in {@code other}
     */
    public double in(PeriodUnit other) {
        return unit == other ? length : length * unit.days() / other.days();
    }
}
