package io.github.staycurve.core.activity;

import io.github.staycurve.core.internal.Instants;
import io.github.staycurve.core.stat.CellStatus;
import io.github.staycurve.core.time.CalendarGrid;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/**
 * The calendar periods that an analysis of activity may see, from a first day up to an as-of instant.
 *
 * <p>What happened at the as-of instant or later does not exist for the analysis. What happened before the first day only
 * tells that a customer is not new.
 *
 * <p>This record is immutable and thread-safe.
 *
 * @param grid the periods
 * @param start the first day observed; its period is the first one, and {@link CellStatus#PARTIAL} unless it starts there
 * @param asOf everything before this instant has been observed
 * @param allowedLateness how long after it happened an event may still come in, 0 or more: a period that ended less than
 *     that before {@code asOf} is {@link CellStatus#PARTIAL} yet
 */
public record ActivityWindow(CalendarGrid grid, LocalDate start, Instant asOf, Duration allowedLateness) {
    /** The most periods that a window may have, which is 179 years of days: a row of more would not be worth its bits. */
    public static final int MAX_PERIODS = 1 << 16;

    /**
     * Checks the window.
     *
     * @param grid the periods
     * @param start the first day observed
     * @param asOf everything before this instant has been observed
     * @param allowedLateness how long after it happened an event may still come in, 0 or more and below 10,000 years
     * @throws IllegalArgumentException if the as-of instant does not lie after the start of the first day, the allowed
     *     lateness is out of its range, a day lies outside the years 1 to 9999, or there are more than {@link #MAX_PERIODS}
     */
    public ActivityWindow {
        Instants.checked(asOf, "asOf");
        Instants.checkedLateness(allowedLateness);
        LocalDate last = LocalDate.ofInstant(asOf.minusNanos(1), grid.zone());
        if (start.getYear() < 1 || last.getYear() > 9999) {
            throw new IllegalArgumentException(
                    "window must lie in the years 1 to 9999, was from " + start + " as of " + asOf);
        }
        if (!asOf.isAfter(start.atStartOfDay(grid.zone()).toInstant())) {
            throw new IllegalArgumentException(
                    "asOf must lie after the start %s in %s, was %s".formatted(start, grid.zone(), asOf));
        }
        int periods = grid.indexOf(asOf.minusNanos(1)) - grid.indexOf(start) + 1;
        if (periods > MAX_PERIODS) {
            throw new IllegalArgumentException("a window has at most %s periods, was %s of a %s from %s as of %s"
                    .formatted(MAX_PERIODS, periods, grid.unit().label(), start, asOf));
        }
    }

    /**
     * Returns the window of whole days, in which nothing comes late.
     *
     * @param grid the periods
     * @param start the first day observed
     * @param lastDay the last day observed, inclusive: the window is as of its end
     * @return the window
     * @throws IllegalArgumentException if the last day lies before the first, or a day outside the years 1 to 9999
     */
    public static ActivityWindow of(CalendarGrid grid, LocalDate start, LocalDate lastDay) {
        Instant asOf = lastDay.plusDays(1).atStartOfDay(grid.zone()).toInstant();
        return new ActivityWindow(grid, start, asOf, Duration.ZERO);
    }

    /**
     * Returns the window up to an instant, in which nothing comes late.
     *
     * @param grid the periods
     * @param start the first day observed
     * @param asOf everything before this instant has been observed
     * @return the window
     * @throws IllegalArgumentException if the instant does not lie after the start of the first day, or a day lies outside
     *     the years 1 to 9999
     */
    public static ActivityWindow asOf(CalendarGrid grid, LocalDate start, Instant asOf) {
        return new ActivityWindow(grid, start, asOf, Duration.ZERO);
    }

    /**
     * Returns the same days on another grid.
     *
     * @param other the periods
     * @return the window
     * @throws IllegalArgumentException if the grid is of another zone
     */
    public ActivityWindow withGrid(CalendarGrid other) {
        ZoneId zone = grid.zone();
        if (!other.zone().equals(zone)) {
            throw new IllegalArgumentException("grid must be in the zone %s, was in %s".formatted(zone, other.zone()));
        }
        return new ActivityWindow(other, start, asOf, allowedLateness);
    }

    /**
     * Returns the first period.
     *
     * @return its index in the grid
     */
    public int firstPeriod() {
        return grid.indexOf(start);
    }

    /**
     * Returns the last period, which may be running.
     *
     * @return its index in the grid
     */
    public int lastPeriod() {
        return grid.indexOf(asOf.minusNanos(1));
    }

    /**
     * Returns the number of periods.
     *
     * @return the number, 1 or more
     */
    public int periods() {
        return lastPeriod() - firstPeriod() + 1;
    }

    /**
     * Returns how far a period was observed.
     *
     * @param period its index in the grid
     * @return UNOBSERVED outside the window and for a day that the zone skipped; PARTIAL if only a part of it was observed,
     *     or late events may still come; else COMPLETE
     */
    public CellStatus status(int period) {
        if (period < firstPeriod() || period > lastPeriod() || isSkipped(period)) {
            return CellStatus.UNOBSERVED;
        }
        boolean begun = period > firstPeriod() || !start.isAfter(grid.firstDay(period));
        boolean over = !grid.end(period).isAfter(asOf.minus(allowedLateness));
        return begun && over ? CellStatus.COMPLETE : CellStatus.PARTIAL;
    }

    /**
     * Returns whether a period is a day that the zone skipped, as Samoa did 2011-12-30.
     *
     * @param period its index in the grid
     * @return true if no instant lies in it
     */
    public boolean isSkipped(int period) {
        return grid.start(period).equals(grid.end(period));
    }

    /**
     * Returns this window in words.
     *
     * @return one line
     */
    public String describe() {
        String late = allowedLateness.isZero() ? "" : ", events up to " + allowedLateness + " late";
        return grid.describe() + ", from " + start + ", as of " + asOf + late;
    }
}
