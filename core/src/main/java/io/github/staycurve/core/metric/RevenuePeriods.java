package io.github.staycurve.core.metric;

import io.github.staycurve.core.time.CalendarGrid;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The periods whose revenue is compared, each with the one before: the calendar's, or windows of a fixed number of days
 * that end on a given day.
 *
 * <p>Windows suit shops, whose customers owe nothing every month: 28 days hold the same weekdays each time, and 365 days
 * the same seasons.
 *
 * <p>This class is immutable and thread-safe.
 */
public final class RevenuePeriods {
    private final CalendarGrid grid;
    /** Length of a window, 0 for the periods of the calendar. */
    private final int days;
    /** The last day of window 0, null for the periods of the calendar. */
    private final @Nullable LocalDate lastDay;

    private RevenuePeriods(CalendarGrid grid, int days, @Nullable LocalDate lastDay) {
        this.grid = grid;
        this.days = days;
        this.lastDay = lastDay;
    }

    /**
     * Returns the periods of a calendar grid, under its indices.
     *
     * @param grid the grid
     * @return the periods
     */
    public static RevenuePeriods calendar(CalendarGrid grid) {
        return new RevenuePeriods(grid, 0, null);
    }

    /**
     * Returns windows of equal length, one after the other. The last has index 0, the one before it -1.
     *
     * @param days how many local days a window has, 1 or more; 28 and 365 are usual
     * @param lastDay the last day of window 0
     * @param zone the zone of the days
     * @return the periods
     * @throws IllegalArgumentException if {@code days} is out of its range
     */
    public static RevenuePeriods trailing(int days, LocalDate lastDay, ZoneId zone) {
        if (days < 1) {
            throw new IllegalArgumentException("days must be 1 or more, was " + days);
        }
        return new RevenuePeriods(CalendarGrid.daily(zone), days, lastDay);
    }

    /**
     * Returns the zone of the days.
     *
     * @return the zone
     */
    public ZoneId zone() {
        return grid.zone();
    }

    /**
     * Returns the index of the period that holds a day.
     *
     * @param day the local day
     * @return the index; above 0 for a day after the last window
     */
    public int indexOf(LocalDate day) {
        if (lastDay == null) {
            return grid.indexOf(day);
        }
        return Math.toIntExact(Math.floorDiv(day.toEpochDay() - lastDay.toEpochDay() - 1, (long) days) + 1);
    }

    /**
     * Returns the first day of a period.
     *
     * @param index the period's index
     * @return its first day
     */
    public LocalDate firstDay(int index) {
        return lastDay == null ? grid.firstDay(index) : lastDay(index).minusDays(days - 1L);
    }

    /**
     * Returns the last day of a period.
     *
     * @param index the period's index
     * @return its last day
     */
    public LocalDate lastDay(int index) {
        return lastDay == null ? grid.lastDay(index) : lastDay.plusDays((long) days * index);
    }

    /** Returns the greatest index there is. */
    int lastIndex() {
        return lastDay == null ? Integer.MAX_VALUE : 0;
    }

    /**
     * Returns these periods in words.
     *
     * @return one line
     */
    public String describe() {
        return lastDay == null
                ? grid.describe()
                : "windows of %s days to %s, days in %s".formatted(days, lastDay, zone());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RevenuePeriods periods
                && periods.grid.equals(grid)
                && periods.days == days
                && Objects.equals(periods.lastDay, lastDay);
    }

    @Override
    public int hashCode() {
        return Objects.hash(grid, days, lastDay);
    }

    @Override
    public String toString() {
        return "RevenuePeriods[" + describe() + "]";
    }
}
