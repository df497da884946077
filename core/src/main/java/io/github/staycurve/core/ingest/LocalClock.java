package io.github.staycurve.core.ingest;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;

/**
 * Turns local times of one zone into instants, fast for times that come in runs: the offset is looked up once between two
 * clock changes.
 *
 * <p>A local time that a clock change skips is moved forward by the length of the gap, and of one that comes twice the
 * earlier is taken: both are what the offset before the change gives.
 *
 * <p>An instance is not thread-safe.
 */
final class LocalClock {
    private static final long MILLIS_A_DAY = 86_400_000L;

    private final ZoneId zone;
    private final ZoneRules rules;
    private long offsetMillis;
    /** The offset holds for local times in [from, until), in milliseconds since 1970-01-01T00:00 of the local clock. */
    private long from = Long.MAX_VALUE;

    private long until = Long.MIN_VALUE;

    LocalClock(ZoneId zone) {
        this.zone = zone;
        this.rules = zone.getRules();
    }

    /** Returns the instant of a local time, in milliseconds since 1970. */
    long epochMillis(long localMillis) {
        if (!holds(localMillis)) {
            lookUp(localMillis);
        }
        return localMillis - offsetMillis;
    }

    /** Returns the first instant of a local day, in milliseconds since 1970. */
    long startOfDay(long epochDay) {
        long midnight = epochDay * MILLIS_A_DAY;
        if (!holds(midnight)) {
            lookUp(midnight);
        }
        return holds(midnight)
                ? midnight - offsetMillis
                : LocalDate.ofEpochDay(epochDay).atStartOfDay(zone).toInstant().toEpochMilli();
    }

    private boolean holds(long localMillis) {
        return localMillis >= from && localMillis < until;
    }

    private void lookUp(long localMillis) {
        LocalDateTime local = LocalDateTime.ofEpochSecond(
                Math.floorDiv(localMillis, 1000), (int) Math.floorMod(localMillis, 1000L) * 1_000_000, ZoneOffset.UTC);
        ZoneOffset offset = rules.getOffset(local); // the one before the change, in a gap and in an overlap
        offsetMillis = 1000L * offset.getTotalSeconds();
        Instant instant = local.toInstant(offset);
        ZoneOffsetTransition before = rules.previousTransition(instant.plusNanos(1));
        ZoneOffsetTransition after = rules.nextTransition(instant);
        // local times up to the later end of a change take the offset before it
        from = before == null ? Long.MIN_VALUE : laterEnd(before);
        until = after == null ? Long.MAX_VALUE : laterEnd(after);
        if (localMillis < from) { // in a gap: the instant lies after the change, the offset is the one before it
            from = Long.MAX_VALUE;
        }
    }

    private static long laterEnd(ZoneOffsetTransition change) {
        LocalDateTime end = change.isGap() ? change.getDateTimeAfter() : change.getDateTimeBefore();
        return 1000 * end.toEpochSecond(ZoneOffset.UTC);
    }
}
