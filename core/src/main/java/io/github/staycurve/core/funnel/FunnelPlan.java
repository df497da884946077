package io.github.staycurve.core.funnel;

import java.time.Instant;

/** What of a definition and a range decides about events, as primitives. Times are in milliseconds since 1970 (UTC). */
final class FunnelPlan {
    /** The window or limit of a funnel that has none: longer than any time between two events. */
    static final long UNLIMITED = Long.MAX_VALUE;

    final int steps;
    final long window;
    /** The longest time from the step before to each step; that of the first is never asked for. */
    final long[] limits;

    final boolean strictIncrease;
    final long tolerance;
    final boolean firstEntryOnly;
    final long from;
    final long until;
    final long asOf;

    FunnelPlan(FunnelDefinition definition, EntryRange range) {
        steps = definition.steps().size();
        window = definition.windowMillis();
        limits = definition.limitMillis();
        strictIncrease = definition.strictIncrease();
        tolerance = definition.tieTolerance().toMillis();
        firstEntryOnly = definition.entryPolicy() == EntryPolicy.FIRST_ENTRY;
        from = ceilMillis(range.from());
        until = ceilMillis(range.until());
        asOf = range.asOf().toEpochMilli();
    }

    boolean mayEnter(long time) {
        return time >= from && time < until;
    }

    /**
     * Returns whether a chain that waits for a step can still be continued after the as-of instant, and will not for ever.
     *
     * @param start when the chain began
     * @param last when it made its last step
     * @param limit the longest time from there to the step it waits for
     * @param asOf the instant
     */
    boolean isOpen(long start, long last, long limit, long asOf) {
        boolean hasDeadline = window != UNLIMITED || limit != UNLIMITED;
        return hasDeadline && asOf - start < window && asOf - last < limit;
    }

    /** Times of events are whole milliseconds, so those at or after an instant are those at or after its ceiling. */
    static long ceilMillis(Instant instant) {
        long millis = instant.toEpochMilli();
        return instant.equals(Instant.ofEpochMilli(millis)) ? millis : millis + 1;
    }
}
