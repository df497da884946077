package io.github.staycurve.core.funnel;

import io.github.staycurve.core.internal.Checks;
import java.time.Instant;

/**
 * Takes the events of a span of one customer's time, by time, and gives the {@link FunnelSummary} of it.
 *
 * <p>This class is not thread-safe.
 */
public final class FunnelSummaryBuilder {
    private final FunnelDefinition definition;
    private final int steps;
    private final OrderedChains chains;
    private final StepMatching matching;
    /** For every step at which a chain may come in, the steps it has reached, itself included, and when. */
    private final long[] reachedFrom;

    private final long[] arrivals;
    private final CustomerEvents instant = new CustomerEvents(4);
    private long first = ChainWalker.NONE;
    private long latest = ChainWalker.NONE;
    private boolean built;

    FunnelSummaryBuilder(FunnelDefinition definition) {
        this.definition = definition;
        steps = definition.steps().size();
        check(definition);
        chains = new OrderedChains(new FunnelPlan(definition, EntryRange.upTo(Instant.EPOCH)));
        matching = new StepMatching(steps);
        reachedFrom = new long[steps];
        for (int step = 0; step < steps; step++) {
            reachedFrom[step] = 1L << step;
        }
        arrivals = FunnelSummary.noTimes(steps * (steps - 1) / 2);
    }

    private static void check(FunnelDefinition definition) {
        boolean limited = false;
        for (int step = 1; step < definition.steps().size(); step++) {
            limited |= definition.limit(step).isPresent();
        }
        boolean plain =
                definition.tieTolerance().isZero() && definition.excludedTypes().isEmpty() && !limited;
        if (definition.order() != FunnelOrder.ORDERED || !plain) {
            throw new IllegalArgumentException(
                    "a mergeable summary needs an ORDERED funnel without exclusions, limits between steps and"
                            + " tieTolerance, was: " + definition.describe());
        }
    }

    /**
     * Takes an event in; one whose type is of no step changes nothing.
     *
     * @param eventType its type, not blank
     * @param time when it happened, not before any event taken in
     * @return this builder
     * @throws IllegalArgumentException if the type is blank, or the event is earlier than one before
     */
    public FunnelSummaryBuilder add(String eventType, Instant time) {
        return add(eventType, time.toEpochMilli());
    }

    /**
     * Takes an event in; one whose type is of no step changes nothing.
     *
     * @param eventType its type, not blank
     * @param epochMillis when it happened, in milliseconds since 1970-01-01T00:00Z, not before any event taken in
     * @return this builder
     * @throws IllegalArgumentException if the type is blank, or the event is earlier than one before
     */
    public FunnelSummaryBuilder add(String eventType, long epochMillis) {
        Checks.notBlank(eventType, "eventType");
        if (epochMillis < latest || (built && epochMillis == latest)) {
            throw new IllegalArgumentException("events of a span must come by time: %s comes after %s%s"
                    .formatted(
                            Instant.ofEpochMilli(epochMillis),
                            Instant.ofEpochMilli(latest),
                            built ? ", of which a summary was built" : ""));
        }
        long mask = definition.stepMask(eventType);
        if (mask == 0) {
            return this;
        }
        if (epochMillis > latest) {
            settle();
            latest = epochMillis;
            built = false;
            first = first == ChainWalker.NONE ? epochMillis : first;
        }
        instant.addUnlessIdle(epochMillis, mask, 0, steps);
        return this;
    }

    /**
     * Returns the summary of the events so far; later ones may be added and another summary built.
     *
     * @return the summary
     */
    public FunnelSummary build() {
        settle();
        built = true;
        long[] starts = new long[steps];
        for (int step = 0; step < steps; step++) {
            starts[step] = chains.start(step);
        }
        long[] span = {first, latest};
        long[] conversion = {chains.conversionStart, chains.conversionEnd};
        return new FunnelSummary(definition, span, starts, arrivals.clone(), conversion);
    }

    /** Brings the events of the latest instant into the state. */
    private void settle() {
        if (instant.size == 0) {
            return;
        }
        moveIncoming();
        chains.addTied(instant, 0, instant.size);
        instant.clear();
    }

    /** Moves the chains that may have come in, whatever their windows: those are looked at when spans merge. */
    private void moveIncoming() {
        long present = 0;
        boolean oneStepEach = true;
        for (int row = 0; row < instant.size; row++) {
            present |= instant.steps[row];
            oneStepEach &= Long.bitCount(instant.steps[row]) == 1;
        }
        int[] reach = definition.strictIncrease() || oneStepEach ? new int[0] : reachOfInstant();
        for (int from = 0; from < steps; from++) {
            long reached = reachedFrom[from];
            long moved;
            if (definition.strictIncrease() || instant.size == 1) {
                moved = reached << 1 & present;
            } else {
                moved = oneStepEach ? runs(reached, present) : spans(reached, reach);
            }
            note(from, moved & ~reached);
        }
    }

    private int[] reachOfInstant() {
        matching.clear();
        for (int row = 0; row < instant.size; row++) {
            matching.insert(instant.steps[row], latest);
        }
        return matching.reach();
    }

    /** Returns the steps present that follow, without a gap, on one reached. */
    private static long runs(long reached, long present) {
        long moved = reached << 1 & present;
        long all = 0;
        while ((moved & ~all) != 0) {
            all |= moved;
            moved = all << 1 & present;
        }
        return all;
    }

    private static long spans(long reached, int[] reach) {
        long moved = 0;
        for (long bits = reached; bits != 0; bits &= bits - 1) {
            int level = Long.numberOfTrailingZeros(bits);
            for (int step = level + 1; level + 1 < reach.length && step <= reach[level + 1]; step++) {
                moved |= 1L << step;
            }
        }
        return moved;
    }

    private void note(int from, long moved) {
        reachedFrom[from] |= moved;
        for (long bits = moved; bits != 0; bits &= bits - 1) {
            arrivals[FunnelSummary.cell(from, Long.numberOfTrailingZeros(bits))] = latest;
        }
    }
}
