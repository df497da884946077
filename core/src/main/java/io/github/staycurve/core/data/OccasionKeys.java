package io.github.staycurve.core.data;

import io.github.staycurve.core.data.OccasionRule.Occasion;
import io.github.staycurve.core.internal.LocalDays;
import io.github.staycurve.core.time.PeriodUnit;
import java.time.LocalDate;
import java.time.ZoneId;

/**
 * Numbers the periods that are one occasion: transactions with one key are merged, and durations run between keys.
 *
 * <p>Later instants have later keys, with one exception: where a clock is set back across midnight, an hour of the old
 * day follows the first minute of the new one.
 *
 * <p>Not thread-safe.
 */
final class OccasionKeys {
    private static final double MILLIS_A_DAY = 86_400_000;

    private final Occasion occasion;
    private final ZoneId zone;
    private final PeriodUnit unit;
    private final LocalDays days;

    OccasionKeys(Occasion occasion, ZoneId zone, PeriodUnit unit) {
        this.occasion = occasion;
        this.zone = zone;
        this.unit = unit;
        this.days = new LocalDays(zone);
    }

    long of(long epochMillis) {
        return switch (occasion) {
            case INSTANT -> epochMillis;
            case DAY -> days.epochDay(epochMillis);
            case WEEK -> weekOf(days.epochDay(epochMillis));
        };
    }

    long of(LocalDate day) {
        return switch (occasion) {
            case INSTANT -> startOf(day);
            case DAY -> day.toEpochDay();
            case WEEK -> weekOf(day.toEpochDay());
        };
    }

    /** Returns the first instant of a day, in milliseconds. */
    long startOf(LocalDate day) {
        return day.atStartOfDay(zone).toInstant().toEpochMilli();
    }

    /**
     * Returns the time between two keys, in the unit. A whole number is divided once, and so rounded once: 272 days are
     * 272 / 7.0 weeks, as every other tool has it.
     */
    double between(long from, long to) {
        long steps = to - from;
        return switch (occasion) {
            case INSTANT -> steps / (unit.days() * MILLIS_A_DAY);
            case DAY -> steps / unit.days();
            case WEEK -> 7 * steps / unit.days();
        };
    }

    private static long weekOf(long epochDay) {
        return Math.floorDiv(epochDay + 3, 7); // 1970-01-01 was a Thursday: its week began three days before
    }
}
