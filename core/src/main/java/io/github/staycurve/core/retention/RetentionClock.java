package io.github.staycurve.core.retention;

import io.github.staycurve.core.time.PeriodUnit;
import java.time.Duration;

/**
 * How the time from the start event to a return becomes an offset.
 *
 * <p>This record is immutable and thread-safe.
 *
 * @param kind how time is cut
 * @param length the length of an offset where it is a fixed time, 0 otherwise
 * @param unit the unit of an offset where it is one of the local calendar; without effect otherwise
 */
public record RetentionClock(Kind kind, Duration length, PeriodUnit unit) {
    /** How time is cut. */
    public enum Kind {
        /** Into the periods of the grid. */
        CALENDAR,
        /** Into equal lengths from the customer's start event. */
        ELAPSED,
        /** As {@link #ELAPSED}, after both times were rounded down to the local hour. */
        ELAPSED_FROM_HOUR,
        /** As {@link #ELAPSED}, after both times were rounded down to the local day. */
        ELAPSED_FROM_DAY,
        /** At the anniversaries of the local day of the customer's start event. */
        ANNIVERSARY
    }

    private static final Duration LONGEST = Duration.ofDays(3_660_000);

    /**
     * Checks the length.
     *
     * @param kind how time is cut
     * @param length the length of an offset where it is a fixed time, 0 otherwise
     * @param unit the unit of an offset where it is one of the local calendar
     * @throws IllegalArgumentException if a fixed time is not whole milliseconds above 0 and below 10,000 years, or not
     *     whole days where times are rounded down to days
     */
    public RetentionClock {
        boolean fixed = kind != Kind.CALENDAR && kind != Kind.ANNIVERSARY;
        if (fixed
                && (length.compareTo(Duration.ofMillis(1)) < 0
                        || length.compareTo(LONGEST) > 0
                        || length.toNanosPart() % 1_000_000 != 0)) {
            throw new IllegalArgumentException(
                    "length must be whole milliseconds, above 0 and below 10,000 years, was " + length);
        }
        if (kind == Kind.ELAPSED_FROM_DAY && !Duration.ofDays(length.toDays()).equals(length)) {
            throw new IllegalArgumentException("length must be whole days where times are days, was " + length);
        }
    }

    /**
     * Returns the clock of the grid's own periods: whoever starts late on one day and returns early on the next has
     * returned on day 1. The default, as anyone can check it against a calendar.
     *
     * @return the clock
     */
    public static RetentionClock calendar() {
        return new RetentionClock(Kind.CALENDAR, Duration.ZERO, PeriodUnit.DAY);
    }

    /**
     * Returns the clock of exact lengths from each customer's start event: offset 1 is from one length after it to two.
     *
     * @param length the length of an offset; 24 hours whatever the local clock does
     * @return the clock
     * @throws IllegalArgumentException if the length is not whole milliseconds above 0 and below 10,000 years
     */
    public static RetentionClock elapsed(Duration length) {
        return new RetentionClock(Kind.ELAPSED, length, PeriodUnit.DAY);
    }

    /**
     * Returns the clock of lengths between local hours, to compare with products that round times down.
     *
     * @param length the length of an offset
     * @return the clock
     * @throws IllegalArgumentException if the length is not whole milliseconds above 0 and below 10,000 years
     */
    public static RetentionClock elapsedFromHour(Duration length) {
        return new RetentionClock(Kind.ELAPSED_FROM_HOUR, length, PeriodUnit.DAY);
    }

    /**
     * Returns the clock of numbers of local days, to compare with products that round times down.
     *
     * @param days how many days an offset has, 1 or more
     * @return the clock
     * @throws IllegalArgumentException if the number is out of its range
     */
    public static RetentionClock elapsedFromDay(int days) {
        return new RetentionClock(Kind.ELAPSED_FROM_DAY, Duration.ofDays(days), PeriodUnit.DAY);
    }

    /**
     * Returns the clock that ticks on the anniversaries of each customer's start day.
     *
     * <p>Where a month has no such day, it ticks on its last day; the next tick is again counted from the start day. So
     * after 31 January come 29 February of a leap year, and 31 March.
     *
     * @param unit what is added to the start day
     * @return the clock
     */
    public static RetentionClock anniversary(PeriodUnit unit) {
        return new RetentionClock(Kind.ANNIVERSARY, Duration.ZERO, unit);
    }

    /** Returns whether an offset is a day, on a grid of days. */
    boolean countsDays() {
        return switch (kind) {
            case CALENDAR -> true;
            case ELAPSED, ELAPSED_FROM_HOUR, ELAPSED_FROM_DAY -> length.equals(Duration.ofDays(1));
            case ANNIVERSARY -> unit == PeriodUnit.DAY;
        };
    }

    /**
     * Returns this clock in words.
     *
     * @return one line
     */
    public String describe() {
        return switch (kind) {
            case CALENDAR -> "offsets in calendar periods";
            case ELAPSED -> "offsets of " + length + " from the start event";
            case ELAPSED_FROM_HOUR ->
                "offsets of " + length + " from the start event, both times rounded down to the hour";
            case ELAPSED_FROM_DAY -> "offsets of " + length.toDays() + " days between local days";
            case ANNIVERSARY -> "offsets between anniversaries of the start day, each " + unit.label();
        };
    }
}
