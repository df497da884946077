package io.github.staycurve.core.time;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/**
 * Cuts time into calendar periods: days, weeks, months or years of one zone.
 *
 * <p>Each period has an index; neighbouring periods have neighbouring indices. A period starts at the first instant of
 * its first local day and ends, exclusive, where the next one starts, so that a day may have 23 to 25 hours. The index
 * is that of the period since the one that holds 1970-01-01, which is 0.
 *
 * <p>This record is immutable and thread-safe.
 *
 * @param zone the zone in which instants become local days
 * @param unit the kind of period
 * @param weekStart the first day of a week; without effect for the other units
 */
public record CalendarGrid(ZoneId zone, PeriodUnit unit, DayOfWeek weekStart) {
    /** 1970-01-01 was a Thursday. */
    private static final int EPOCH_DAY_OF_WEEK = DayOfWeek.THURSDAY.getValue();

    private static final int EPOCH_YEAR = 1970;

    /**
     * Returns the grid of local days.
     *
     * @param zone the zone of the days
     * @return the grid
     */
    public static CalendarGrid daily(ZoneId zone) {
        return new CalendarGrid(zone, PeriodUnit.DAY, DayOfWeek.MONDAY);
    }

    /**
     * Returns the grid of weeks.
     *
     * @param zone the zone of the days
     * @param weekStart the first day of a week
     * @return the grid
     */
    public static CalendarGrid weekly(ZoneId zone, DayOfWeek weekStart) {
        return new CalendarGrid(zone, PeriodUnit.WEEK, weekStart);
    }

    /**
     * Returns the grid of calendar months.
     *
     * @param zone the zone of the days
     * @return the grid
     */
    public static CalendarGrid monthly(ZoneId zone) {
        return new CalendarGrid(zone, PeriodUnit.MONTH, DayOfWeek.MONDAY);
    }

    /**
     * Returns the grid of calendar years.
     *
     * @param zone the zone of the days
     * @return the grid
     */
    public static CalendarGrid yearly(ZoneId zone) {
        return new CalendarGrid(zone, PeriodUnit.YEAR, DayOfWeek.MONDAY);
    }

    /**
     * Returns the index of the period that holds an instant.
     *
     * @param instant the instant
     * @return the index
     */
    public int indexOf(Instant instant) {
        return indexOf(LocalDate.ofInstant(instant, zone));
    }

    /**
     * Returns the index of the period that holds a local day.
     *
     * @param day the day
     * @return the index
     */
    public int indexOf(LocalDate day) {
        return switch (unit) {
            case DAY -> Math.toIntExact(day.toEpochDay());
            case WEEK -> Math.toIntExact(Math.floorDiv(day.toEpochDay() + daysIntoEpochWeek(), 7));
            case MONTH -> (day.getYear() - EPOCH_YEAR) * 12 + day.getMonthValue() - 1;
            case YEAR -> day.getYear() - EPOCH_YEAR;
        };
    }

    /**
     * Returns the first day of a period.
     *
     * @param index the period's index
     * @return its first day
     */
    public LocalDate firstDay(int index) {
        return switch (unit) {
            case DAY -> LocalDate.ofEpochDay(index);
            case WEEK -> LocalDate.ofEpochDay(7L * index - daysIntoEpochWeek());
            case MONTH -> LocalDate.of(EPOCH_YEAR, 1, 1).plusMonths(index);
            case YEAR -> LocalDate.of(EPOCH_YEAR, 1, 1).plusYears(index);
        };
    }

    /**
     * Returns the last day of a period.
     *
     * @param index the period's index
     * @return its last day
     */
    public LocalDate lastDay(int index) {
        return firstDay(index + 1).minusDays(1);
    }

    /**
     * Returns the instant at which a period starts: the first of its first day, which is not midnight where the clock
     * skips it.
     *
     * @param index the period's index
     * @return the start, inclusive
     */
    public Instant start(int index) {
        return firstDay(index).atStartOfDay(zone).toInstant();
    }

    /**
     * Returns the instant at which a period ends: the start of the next one.
     *
     * @param index the period's index
     * @return the end, exclusive
     */
    public Instant end(int index) {
        return start(index + 1);
    }

    /**
     * Returns this grid in words.
     *
     * @return one line
     */
    public String describe() {
        String start = unit == PeriodUnit.WEEK ? " from " + weekStart : "";
        return "calendar " + unit.label() + "s" + start + ", days in " + zone;
    }

    /** Returns how many days of the week that holds 1970-01-01 lie before that day. */
    private int daysIntoEpochWeek() {
        return Math.floorMod(EPOCH_DAY_OF_WEEK - weekStart.getValue(), 7);
    }
}
