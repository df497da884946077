package io.github.staycurve.core.funnel;

import java.util.Arrays;

/**
 * A largest set of events that can fulfil a step each, kept as events come in by time, and the latest such set.
 *
 * <p>The sets of events that can be matched to distinct steps are the independent sets of a transversal matroid (Edmonds
 * and Fulkerson 1965, "Transversals and Matroid Partition", J. Res. NBS 69B, 147-153). The basis of the latest events, in
 * which a newcomer that finds no free step takes the place of the oldest event it could, has for every instant as many
 * events since then as any set of events since then: the greedy property of matroids. So one basis of at most as many
 * events as there are steps answers for every window that ends now, and nothing else needs to be kept.
 *
 * <p>This class is not thread-safe.
 */
final class StepMatching {
    private static final int FROM_NEWCOMER = -1;

    private final int steps;
    /** What each step's event could fulfil, and when it happened. */
    private final long[] masks;

    private final long[] times;
    private final int[] parents;
    /** The steps that have an event. */
    private long taken;

    StepMatching(int steps) {
        this.steps = steps;
        masks = new long[steps];
        times = new long[steps];
        parents = new int[steps];
    }

    void clear() {
        taken = 0;
    }

    /**
     * Adds an event that is not before any other; returns whether the set has grown by it.
     *
     * @param mask the steps that it may fulfil, at least one
     */
    boolean insert(long mask, long time) {
        long free = mask & ~taken;
        if (free != 0) {
            put(Long.numberOfTrailingZeros(free), mask, time);
            return true;
        }
        return insertByMoving(mask, time);
    }

    /** Looks for an augmenting path, breadth first; without one, the oldest event on the way goes. */
    private boolean insertByMoving(long mask, long time) {
        long seen = mask;
        long frontier = mask;
        for (long bits = mask; bits != 0; bits &= bits - 1) {
            parents[Long.numberOfTrailingZeros(bits)] = FROM_NEWCOMER;
        }
        int oldest = Long.numberOfTrailingZeros(mask);
        while (frontier != 0) {
            int step = Long.numberOfTrailingZeros(frontier);
            frontier &= frontier - 1;
            if (!has(step)) {
                shift(step, mask, time);
                return true;
            }
            if (times[step] < times[oldest]) {
                oldest = step;
            }
            long found = masks[step] & ~seen;
            seen |= found;
            frontier |= found;
            for (long bits = found; bits != 0; bits &= bits - 1) {
                parents[Long.numberOfTrailingZeros(bits)] = step;
            }
        }
        shift(oldest, mask, time);
        return false;
    }

    /** Gives a step the event of the step it was found from, and so on back to the newcomer. */
    private void shift(int step, long mask, long time) {
        int to = step;
        while (parents[to] != FROM_NEWCOMER) {
            int from = parents[to];
            put(to, masks[from], times[from]);
            to = from;
        }
        put(to, mask, time);
    }

    private void put(int step, long mask, long time) {
        masks[step] = mask;
        times[step] = time;
        taken |= 1L << step;
    }

    private boolean has(int step) {
        return (taken & (1L << step)) != 0;
    }

    /** Forgets the events before an instant. */
    void dropBefore(long time) {
        for (long bits = taken; bits != 0; bits &= bits - 1) {
            int step = Long.numberOfTrailingZeros(bits);
            if (times[step] < time) {
                taken &= ~(1L << step);
            }
        }
    }

    /** Returns the most steps that distinct events at or after an instant fulfil. */
    int countSince(long time) {
        int count = 0;
        for (long bits = taken; bits != 0; bits &= bits - 1) {
            if (times[Long.numberOfTrailingZeros(bits)] >= time) {
                count++;
            }
        }
        return count;
    }

    /** Returns the time of the oldest event of the set, which must not be empty. */
    long oldest() {
        long oldest = Long.MAX_VALUE;
        for (long bits = taken; bits != 0; bits &= bits - 1) {
            oldest = Math.min(oldest, times[Long.numberOfTrailingZeros(bits)]);
        }
        return oldest;
    }

    /**
     * Returns how far the events of this set lead: for every level before, from -1, the last step such that all steps up to
     * it have an event of their own.
     *
     * <p>Events outside the set are not needed: what any events can cover, those of a largest set can (Mendelsohn and
     * Dulmage 1958, "Some Generalizations of the Problem of Distinct Representatives", Canad. J. Math. 10, 230-241).
     *
     * @return for level l, at l + 1, the last step reached, l itself if none
     */
    int[] reach() {
        long[] eventsOf = new long[steps];
        for (long bits = taken; bits != 0; bits &= bits - 1) {
            int event = Long.numberOfTrailingZeros(bits);
            for (long can = masks[event]; can != 0; can &= can - 1) {
                eventsOf[Long.numberOfTrailingZeros(can)] |= 1L << event;
            }
        }
        StepMatching eventOfStep = new StepMatching(steps); // the roles are swapped: steps look for events
        int[] reach = new int[steps];
        Arrays.setAll(reach, l -> l - 1);
        for (int level = -1; level < steps - 1; level++) {
            eventOfStep.clear();
            int next = level + 1;
            while (next < steps && eventsOf[next] != 0 && eventOfStep.insert(eventsOf[next], 0)) {
                next++;
            }
            reach[level + 1] = next - 1;
        }
        return reach;
    }
}
