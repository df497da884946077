package io.github.staycurve.core.internal;

import java.time.Instant;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;

/**
 * Turns instants into local days of one zone, fast for instants that come in runs.
 *
 * <p>The offset from UTC is looked up once between two clock changes and reused, so that a log sorted by time within
 * each customer costs a division an instant.
 *
 * <p>An instance is not thread-safe; make one a loop.
 */
public final class LocalDays {
    private static final long MILLIS_A_DAY = 86_400_000L;

    private final ZoneRules rules;
    private long offsetMillis;
    /** The offset holds in [from, until). */
    private long from = Long.MAX_VALUE;

    private long until = Long.MIN_VALUE;

    /**
     * Makes a converter.
     *
     * @param zone the zone of the days
     */
    public LocalDays(ZoneId zone) {
        this.rules = zone.getRules();
    }

    /**
     * Returns the local day that holds an instant.
     *
     * @param epochMillis the instant, in milliseconds since 1970-01-01T00:00Z
     * @return the day, counted from 1970-01-01
     */
    public int epochDay(long epochMillis) {
        if (epochMillis < from || epochMillis >= until) {
            lookUp(epochMillis);
        }
        return (int) Math.floorDiv(epochMillis + offsetMillis, MILLIS_A_DAY);
    }

    private void lookUp(long epochMillis) {
        Instant instant = Instant.ofEpochMilli(epochMillis);
        offsetMillis = 1000L * rules.getOffset(instant).getTotalSeconds();
        if (rules.isFixedOffset()) {
            from = Long.MIN_VALUE;
            until = Long.MAX_VALUE;
            return;
        }
        // transitions lie on whole seconds: the one at or before this instant starts the span
        ZoneOffsetTransition before = rules.previousTransition(instant.plusMillis(1));
        ZoneOffsetTransition after = rules.nextTransition(instant);
        from = before == null ? Long.MIN_VALUE : before.getInstant().toEpochMilli();
        until = after == null ? Long.MAX_VALUE : after.getInstant().toEpochMilli();
    }
}
