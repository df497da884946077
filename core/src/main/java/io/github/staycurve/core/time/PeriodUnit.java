package io.github.staycurve.core.time;

import java.util.Locale;

/**
 * The unit in which a model measures durations: a fixed number of days.
 *
 * <p>A year has 365.2425 days, the mean of the Gregorian calendar, and a month a twelfth of it. A model carries its
 * unit, so that a horizon or a discount rate given in another unit is converted and never misread.
 */
public enum PeriodUnit {
    /** One day. */
    DAY(1),
    /** Seven days. */
    WEEK(7),
    /** A twelfth of a year: 30.436875 days. */
    MONTH(365.2425 / 12),
    /** 365.2425 days. */
    YEAR(365.2425);

    private final double days;

    PeriodUnit(double days) {
        this.days = days;
    }

    /**
     * Returns the length of this unit.
     *
     * @return its length in days
     */
    public double days() {
        return days;
    }

    /**
     * Returns how many of this unit make a year.
     *
     * @return 365.2425, 52.1775, 12 or 1
     */
    public double perYear() {
        return YEAR.days / days;
    }

    /**
     * Returns the unit's name as options and documents write it.
     *
     * @return {@code day}, {@code week}, {@code month} or {@code year}
     */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Returns the unit with this name.
     *
     * @param label {@code day}, {@code week}, {@code month} or {@code year}
     * @return the unit
     * @throws IllegalArgumentException if there is no such unit
     */
    public static PeriodUnit ofLabel(String label) {
        for (PeriodUnit unit : values()) {
            if (unit.label().equals(label)) {
                return unit;
            }
        }
        throw new IllegalArgumentException("unit must be day, week, month or year, was '" + label + "'");
    }
}
