package io.github.staycurve.core.retention;

import io.github.staycurve.core.internal.LocalDays;
import io.github.staycurve.core.time.CalendarGrid;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.zone.ZoneRules;

/**
 * The arithmetic of one clock: which offset a return lies in, and when the offsets of a cohort begin and end.
 *
 * <p>Not thread-safe.
 */
final class OffsetTimes {
    private static final long HOUR = 3_600_000L;
    private static final int DAYS_A_WEEK = 7;

    private final CalendarGrid grid;
    private final RetentionClock clock;
    private final ZoneId zone;
    private final ZoneRules rules;
    private final LocalDays days;

    /** The period that the last instant asked about lies in, and its days. */
    private int period;

    private long periodFrom = Long.MAX_VALUE;
    private long periodTo = Long.MIN_VALUE;

    OffsetTimes(CalendarGrid grid, RetentionClock clock) {
        this.grid = grid;
        this.clock = clock;
        this.zone = grid.zone();
        this.rules = zone.getRules();
        this.days = new LocalDays(zone);
    }

    /** Returns the period of the grid that holds an instant. */
    int periodOf(long millis) {
        long day = days.epochDay(millis);
        if (day < periodFrom || day > periodTo) {
            period = grid.indexOf(LocalDate.ofEpochDay(day));
            periodFrom = grid.firstDay(period).toEpochDay();
            periodTo = grid.lastDay(period).toEpochDay();
        }
        return period;
    }

    /**
     * Returns the offset of a return, 0 or more. (Where a clock is set back across midnight, a return may lie on the day
     * before the start event's: that is offset 0.)
     *
     * @param cohort the period of the start event
     * @param start when the start event was
     * @param time when the return was, not before
     */
    int offset(int cohort, long start, long time) {
        long offset = switch (clock.kind()) {
            case CALENDAR -> periodOf(time) - cohort;
            case ELAPSED -> (time - start) / clock.length().toMillis();
            case ELAPSED_FROM_HOUR ->
                (hour(time) - hour(start)) / clock.length().toMillis();
            case ELAPSED_FROM_DAY ->
                (days.epochDay(time) - days.epochDay(start)) / clock.length().toDays();
            case ANNIVERSARY -> anniversaries(days.epochDay(start), days.epochDay(time));
        };
        return (int) Math.max(0, Math.min(offset, Integer.MAX_VALUE));
    }

    /** Returns when an offset begins for the first who may enter a cohort. */
    Instant begin(int cohort, long offset) {
        return switch (clock.kind()) {
            case CALENDAR -> grid.start(Math.toIntExact(cohort + offset));
            case ELAPSED, ELAPSED_FROM_HOUR ->
                grid.start(cohort).plus(clock.length().multipliedBy(offset));
            case ELAPSED_FROM_DAY, ANNIVERSARY -> startOf(plus(grid.firstDay(cohort), offset));
        };
    }

    /** Returns when an offset ends for the last who may enter a cohort. */
    Instant end(int cohort, long offset) {
        return switch (clock.kind()) {
            case CALENDAR -> grid.end(Math.toIntExact(cohort + offset));
            case ELAPSED, ELAPSED_FROM_HOUR ->
                grid.end(cohort).plus(clock.length().multipliedBy(offset + 1));
            case ELAPSED_FROM_DAY, ANNIVERSARY -> startOf(plus(grid.lastDay(cohort), offset + 1));
        };
    }

    private Instant startOf(LocalDate day) {
        return day.atStartOfDay(zone).toInstant();
    }

    /** Returns the start of the local hour that holds an instant. */
    private long hour(long millis) {
        long offset = rules.getOffset(Instant.ofEpochMilli(millis)).getTotalSeconds() * 1000L;
        return millis - Math.floorMod(millis + offset, HOUR);
    }

    private LocalDate plus(LocalDate day, long offsets) {
        if (clock.kind() == RetentionClock.Kind.ELAPSED_FROM_DAY) {
            return day.plusDays(clock.length().toDays() * offsets);
        }
        return switch (clock.unit()) {
            case DAY -> day.plusDays(offsets);
            case WEEK -> day.plusWeeks(offsets);
            case MONTH -> day.plusMonths(offsets); // to the last day of a month that has no such day
            case YEAR -> day.plusYears(offsets);
        };
    }

    /** Returns how many anniversaries of a day there were by another. */
    private long anniversaries(int startDay, int day) {
        LocalDate start = LocalDate.ofEpochDay(startDay);
        LocalDate now = LocalDate.ofEpochDay(day);
        long atMost = switch (clock.unit()) {
            case DAY -> day - startDay;
            case WEEK -> (day - startDay) / DAYS_A_WEEK;
            case MONTH -> 12L * (now.getYear() - start.getYear()) + now.getMonthValue() - start.getMonthValue();
            case YEAR -> now.getYear() - start.getYear();
        };
        return plus(start, atMost).isAfter(now) ? atMost - 1 : atMost;
    }
}
