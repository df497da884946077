package io.github.staycurve.core.funnel;

import java.util.Arrays;

/**
 * Walks ordered funnels in which an event may come up to a tolerance before the event of the step before it, as the clocks
 * of devices and servers put it.
 *
 * <p>Steps share no event type here, so that no event is used twice; the definition refuses it otherwise. Then each step's
 * events can be looked at in turn: an event is reached by the latest reached event of the step before that is at most the
 * tolerance later. That one started last as well (by induction), so it is the one to follow, as in {@link OrderedChains}.
 *
 * <p>This class is not thread-safe.
 */
final class TolerantWalker extends ChainWalker {
    private final FunnelPlan plan;
    /** The reached events of the step before and of this one: when they happened, and the start of the chain there. */
    private long[] times = new long[0];

    private long[] starts = new long[0];
    private long[] nextTimes = new long[0];
    private long[] nextStarts = new long[0];

    TolerantWalker(FunnelPlan plan) {
        this.plan = plan;
    }

    @Override
    void walk(CustomerEvents events) {
        makeRoom(events.size);
        int reached = enter(events);
        level = reached == 0 ? -1 : 0;
        entry = reached == 0 ? NONE : times[reached - 1];
        start = NONE;
        end = NONE;
        pending = reached > 0 && waits(events, 0, reached);
        for (int step = 1; step < plan.steps && reached > 0; step++) {
            reached = follow(events, step, reached);
            swap();
            if (reached > 0) {
                level = step;
                pending |= step < plan.steps - 1 && waits(events, step, reached);
            }
        }
        if (reached > 0) {
            pending = false;
            start = starts[0];
            end = Math.max(starts[0], times[0]); // an early event of the last step counts as at once
        }
    }

    private int enter(CustomerEvents events) {
        int reached = 0;
        for (int row = 0; row < events.size; row++) {
            long time = events.times[row];
            boolean late = plan.firstEntryOnly && reached > 0 && time != times[0];
            if ((events.steps[row] & 1) != 0 && plan.mayEnter(time) && !late) {
                times[reached] = time;
                starts[reached++] = time;
            }
        }
        return reached;
    }

    /** Finds the events of a step that chains reach; their times and starts stand in the arrays of the next step. */
    private int follow(CustomerEvents events, int step, int reachedBefore) {
        int reached = 0;
        int before = -1;
        long bit = 1L << step;
        for (int row = 0; row < events.size; row++) {
            if ((events.steps[row] & bit) == 0) {
                continue;
            }
            long time = events.times[row];
            while (before + 1 < reachedBefore && times[before + 1] <= time + plan.tolerance) {
                before++;
            }
            if (before >= 0
                    && time - starts[before] <= plan.window
                    && time - times[before] <= plan.limits[step]
                    && !isBroken(events, step - 1, times[before], time)) {
                nextTimes[reached] = time;
                nextStarts[reached++] = starts[before];
            }
        }
        return reached;
    }

    /** Returns whether the chain that waits at a step, the last one to have come there, may still be continued. */
    private boolean waits(CustomerEvents events, int step, int reached) {
        long last = times[reached - 1];
        return plan.isOpen(starts[reached - 1], last, plan.limits[step + 1], plan.asOf)
                && !isBroken(events, step, last, Long.MAX_VALUE);
    }

    /** Returns whether an event strictly between two instants breaks a chain that waits at a step. */
    private boolean isBroken(CustomerEvents events, int step, long after, long before) {
        if (!events.anyBreaks) {
            return false;
        }
        int row = Arrays.binarySearch(events.times, 0, events.size, after);
        long bit = 1L << step;
        for (int each = row < 0 ? -row - 1 : row; each < events.size && events.times[each] < before; each++) {
            if (events.times[each] > after && (events.breaks[each] & bit) != 0) {
                return true;
            }
        }
        return false;
    }

    private void makeRoom(int size) {
        if (times.length < size) {
            times = new long[size];
            starts = new long[size];
            nextTimes = new long[size];
            nextStarts = new long[size];
        }
    }

    private void swap() {
        long[] swapped = times;
        times = nextTimes;
        nextTimes = swapped;
        swapped = starts;
        starts = nextStarts;
        nextStarts = swapped;
    }
}
