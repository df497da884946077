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
 * is that of the period since the one that holds 1970-01-01, which is 0. Days lie in the years -999,999 to 999,999.
 *
 * <p>Clocks have two oddities that a grid shows as they are. A day that a zone skipped, as Samoa did 2011-12-30, is empty:
 * it starts where the next one does. Where a clock was set back across midnight, as in Newfoundland before 2011, an hour
 * of the old day follows the first minute of the new one; {@link #indexOf(Instant)} then goes by the date that the clock
 * showed, and for that hour is one less than the period between whose start and end it lies.
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
    /** Far beyond any data, and near enough that the index of a day is an {@code int}. */
    private static final int MAX_YEAR = 999_999;

    private static final LocalDate FIRST_DAY = LocalDate.of(-MAX_YEAR, 1, 1);
    private static final LocalDate LAST_DAY = LocalDate.of(MAX_YEAR, 12, 31);

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
     * @throws IllegalArgumentException if its day lies outside the years -999,999 to 999,999
     */
    public int indexOf(Instant instant) {
        return indexOf(LocalDate.ofInstant(instant, zone));
    }

    /**
     * Returns the index of the period that holds a local day.
     *
     * @param day the day
     * @return the index
     * @throws IllegalArgumentException if it lies outside the years -999,999 to 999,999
     */
    public int indexOf(LocalDate day) {
        if (day.isBefore(FIRST_DAY) || day.isAfter(LAST_DAY)) {
            throw new IllegalArgumentException(
                    "day must lie in the years %s to %s, was %s".formatted(-MAX_YEAR, MAX_YEAR, day));
        }
        return switch (unit) {
            case DAY -> (int) day.toEpochDay();
            case WEEK -> (int) Math.floorDiv(day.toEpochDay() + daysIntoEpochWeek(), 7L);
            case MONTH -> (day.getYear() - EPOCH_YEAR) * 12 + day.getMonthValue() - 1;
            case YEAR -> day.getYear() - EPOCH_YEAR;
        };
    }

    /**
     * Returns the first day of a period.
     *
     * @param index the period's index
     * @return its first day
     * @throws IllegalArgumentException if no day of the years -999,999 to 999,999 lies in the period
     */
    public LocalDate firstDay(int index) {
        return dayAt(checkedIndex(index));
    }

    /**
     * Returns the last day of a period.
     *
     * @param index the period's index
     * @return its last day
     * @throws IllegalArgumentException if no day of the years -999,999 to 999,999 lies in the period
     */
    public LocalDate lastDay(int index) {
        return dayAt(checkedIndex(index) + 1).minusDays(1);
    }

    /**
     * Returns the instant at which a period starts: the first of its first day, which is not midnight where the clock
     * skips it.
     *
     * @param index the period's index
     * @return the start, inclusive
     * @throws IllegalArgumentException if no day of the years -999,999 to 999,999 lies in the period
     */
    public Instant start(int index) {
        return firstDay(index).atStartOfDay(zone).toInstant();
    }

    /**
     * Returns the instant at which a period ends: the start of the next one.
     *
     * @param index the period's index
     * @return the end, exclusive
     * @throws IllegalArgumentException if no day of the years -999,999 to 999,999 lies in the period
     */
    public Instant end(int index) {
        return dayAt(checkedIndex(index) + 1).atStartOfDay(zone).toInstant();
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

    /** Returns the first day of a period, which may be the one after the last allowed. */
    private LocalDate dayAt(int index) {
        return switch (unit) {
            case DAY -> LocalDate.ofEpochDay(index);
            case WEEK -> LocalDate.ofEpochDay(7L * index - daysIntoEpochWeek());
            case MONTH -> LocalDate.of(EPOCH_YEAR, 1, 1).plusMonths(index);
            case YEAR -> LocalDate.of(EPOCH_YEAR, 1, 1).plusYears(index);
        };
    }

    private int checkedIndex(int index) {
        int low = indexOf(FIRST_DAY);
        int high = indexOf(LAST_DAY);
        if (index < low || index > high) {
            throw new IllegalArgumentException(
                    "index of a %s must lie in [%s, %s], was %s".formatted(unit.label(), low, high, index));
        }
        return index;
    }

    /** Returns how many days of the week that holds 1970-01-01 lie before that day. */
    private int daysIntoEpochWeek() {
        return Math.floorMod(EPOCH_DAY_OF_WEEK - weekStart.getValue(), 7);
    }
}
