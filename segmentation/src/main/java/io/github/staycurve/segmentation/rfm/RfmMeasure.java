package io.github.staycurve.segmentation.rfm;

import io.github.staycurve.core.internal.Checks;
import java.util.Locale;

/** What a column of an {@link RfmTable} measures. */
public enum RfmMeasure {
    /** R: local days from the last purchase to the day of the analysis, 0 or more; the least is the best. */
    INACTIVITY('R', RfmDirection.LOW_IS_BEST, 0),
    /** F: the number of orders, 0 or more. */
    FREQUENCY('F', RfmDirection.HIGH_IS_BEST, 0),
    /** M: the net sum of the customer's amounts; below 0 if more was refunded than bought. */
    MONETARY('M', RfmDirection.HIGH_IS_BEST, -RfmMeasure.MAX_VALUE),
    /** E: how engaged the customer is, on any scale of the caller: visits, minutes, opened letters. */
    ENGAGEMENT('E', RfmDirection.HIGH_IS_BEST, -RfmMeasure.MAX_VALUE),
    /** T: local days from the first purchase to the day of the analysis, 0 or more; the longest is the best. */
    TENURE('T', RfmDirection.HIGH_IS_BEST, 0);

    /** The greatest value accepted, either way: beyond it the cuts between two values could overflow. */
    public static final double MAX_VALUE = 1e300;

    private final char letter;
    private final RfmDirection direction;
    private final double low;

    RfmMeasure(char letter, RfmDirection direction, double low) {
        this.letter = letter;
        this.direction = direction;
        this.low = low;
    }

    /**
     * Returns the letter of this measure in the name of a variant.
     *
     * @return R, F, M, E or T
     */
    public char letter() {
        return letter;
    }

    /**
     * Returns which end is the best, unless the scorer says otherwise.
     *
     * @return the direction
     */
    public RfmDirection direction() {
        return direction;
    }

    /**
     * Returns the measure's name as options and documents write it.
     *
     * @return {@code inactivity}, {@code frequency}, {@code monetary}, {@code engagement} or {@code tenure}
     */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Returns the measure with this name.
     *
     * @param label {@code inactivity}, {@code frequency}, {@code monetary}, {@code engagement} or {@code tenure}
     * @return the measure
     * @throws IllegalArgumentException if there is no such measure
     */
    public static RfmMeasure ofLabel(String label) {
        for (RfmMeasure measure : values()) {
            if (measure.label().equals(label)) {
                return measure;
            }
        }
        throw new IllegalArgumentException(
                "measure must be inactivity, frequency, monetary, engagement or tenure, was '" + label + "'");
    }

    /** Returns the value if it is in the range of this measure, -0.0 as 0.0; NaN fails. */
    double checked(double value) {
        if (!(value >= low && value <= MAX_VALUE)) {
            Checks.inRange(value, low, MAX_VALUE, label());
        }
        return value + 0.0;
    }
}
