package io.github.staycurve.core.internal;

import java.time.Instant;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.Arrays;

/**
 * Turns instants into local days of one zone, fast for instants that come in runs.
 *
 * <p>The offset from UTC is looked up once between two clock changes and reused, so that a log sorted by time within
 * each customer costs a division an instant. The spans between clock changes are kept, as one customer after the other
 * crosses the same few.
 *
 * <p>An instance is not thread-safe; make one a loop.
 */
public final class LocalDays {
    private static final long MILLIS_A_DAY = 86_400_000L;

    /** How many spans are kept: more than a century with two clock changes a year; those beyond are looked up anew. */
    private static final int MAX_SPANS = 256;

    private final ZoneRules rules;
    /** The spans that were looked up, ascending: where each begins, where it ends, and its offset. */
    private long[] starts = {};

    private long[] ends = {};
    private long[] offsets = {};
    private int spans;

    /** The span that the last instant was in. */
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
            moveTo(epochMillis);
        }
        return (int) Math.floorDiv(epochMillis + offsetMillis, MILLIS_A_DAY);
    }

    /** Moves to the span that holds an instant: one of those kept, or a new one. */
    private void moveTo(long epochMillis) {
        int found = Arrays.binarySearch(starts, 0, spans, epochMillis);
        int span = found >= 0 ? found : -found - 2; // the last that begins by then
        if (span >= 0 && epochMillis < ends[span]) {
            from = starts[span];
            until = ends[span];
            offsetMillis = offsets[span];
            return;
        }
        lookUp(epochMillis);
        if (spans < MAX_SPANS) {
            keep(span + 1);
        }
    }

    private void keep(int place) {
        if (spans == starts.length) {
            int capacity = Math.max(2, 2 * spans);
            starts = Arrays.copyOf(starts, capacity);
            ends = Arrays.copyOf(ends, capacity);
            offsets = Arrays.copyOf(offsets, capacity);
        }
        System.arraycopy(starts, place, starts, place + 1, spans - place);
        System.arraycopy(ends, place, ends, place + 1, spans - place);
        System.arraycopy(offsets, place, offsets, place + 1, spans - place);
        starts[place] = from;
        ends[place] = until;
        offsets[place] = offsetMillis;
        spans++;
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
