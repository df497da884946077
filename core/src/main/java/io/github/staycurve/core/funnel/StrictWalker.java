package io.github.staycurve.core.funnel;

/**
 * Walks funnels whose steps must be adjacent events of the customer. Events at the same instant may stand in any order: a
 * chain may end with some of them, begin with some of them, or pass through all of them.
 *
 * <p>A chain waits at most at one event, the latest, so the state is one start a step. This class is not thread-safe.
 */
final class StrictWalker extends ChainWalker {
    private final FunnelPlan plan;
    private final int lastStep;
    private final StepMatching matching;
    private long[] starts;
    private long[] nextStarts;
    private long alive;
    private long nextAlive;
    private long reached;
    private long firstEntry;
    /** When the chains that wait made their last step. */
    private long last;

    StrictWalker(FunnelPlan plan) {
        this.plan = plan;
        lastStep = plan.steps - 1;
        matching = new StepMatching(plan.steps);
        starts = new long[plan.steps];
        nextStarts = new long[plan.steps];
    }

    @Override
    void walk(CustomerEvents events) {
        alive = 0;
        reached = 0;
        firstEntry = NONE;
        entry = NONE;
        start = NONE;
        end = NONE;
        int row = 0;
        while (row < events.size && end == NONE) {
            int next = events.endOfInstant(row);
            nextAlive = 0;
            if (next == row + 1) {
                step(events.times[row], events.steps[row], true);
            } else if (plan.strictIncrease) {
                stepInto(events, row, next);
            } else {
                match(events, row, next);
            }
            swap();
            last = events.times[row];
            row = next;
        }
        level = Long.SIZE - 1 - Long.numberOfLeadingZeros(reached);
        pending = end == NONE && isOpen();
    }

    private boolean isOpen() {
        for (long bits = alive; bits != 0; bits &= bits - 1) {
            int step = Long.numberOfTrailingZeros(bits);
            if (plan.isOpen(starts[step], last, plan.limits[step + 1], plan.asOf)) {
                return true;
            }
        }
        return false;
    }

    /** One event goes on with the chains that wait; if it stands alone at its instant they can go on after it too. */
    private void step(long time, long steps, boolean alone) {
        for (long bits = steps & ((alive << 1) | 1); bits != 0; bits &= bits - 1) {
            int step = Long.numberOfTrailingZeros(bits);
            if (step == 0) {
                if (enter(time)) {
                    arrive(0, time, time, true);
                }
            } else if (mayFollow(step, time)) {
                arrive(step, starts[step - 1], time, alone);
            }
        }
    }

    /** Where times must increase, a chain takes one event of the instant, and the others stand in its way. */
    private void stepInto(CustomerEvents events, int from, int to) {
        long present = 0;
        for (int row = from; row < to; row++) {
            present |= events.steps[row];
        }
        step(events.times[from], present, false);
    }

    private void match(CustomerEvents events, int from, int to) {
        long time = events.times[from];
        int count = to - from;
        matching.clear();
        for (int row = from; row < to; row++) {
            if (events.steps[row] != 0) {
                matching.insert(events.steps[row], time);
            }
        }
        int[] reach = matching.reach();
        for (int level = 0; level < lastStep; level++) {
            boolean waits = (alive & (1L << level)) != 0;
            if (waits && reach[level + 1] > level && mayFollow(level + 1, time)) {
                long through =
                        (long) level + count; // with all events of the instant used, the chain can go on after it
                for (int step = level + 1; step <= Math.min(reach[level + 1], through); step++) {
                    arrive(step, starts[level], time, step == through);
                }
            }
        }
        if (reach[0] >= 0 && enter(time)) {
            for (int step = 0; step <= reach[0]; step++) {
                arrive(step, time, time, true);
            }
        }
    }

    private boolean enter(long time) {
        if (!plan.mayEnter(time)) {
            return false;
        }
        if (firstEntry == NONE) {
            firstEntry = time;
        } else if (plan.firstEntryOnly && time != firstEntry) {
            return false;
        }
        entry = time;
        return true;
    }

    private boolean mayFollow(int step, long time) {
        return time - starts[step - 1] <= plan.window && time - last <= plan.limits[step];
    }

    private void arrive(int step, long from, long time, boolean waits) {
        reached |= 1L << step;
        if (waits) {
            boolean first = (nextAlive & (1L << step)) == 0;
            nextStarts[step] = first ? from : Math.max(nextStarts[step], from);
            nextAlive |= 1L << step;
        }
        if (step == lastStep) {
            start = end == NONE ? from : Math.max(start, from);
            end = time;
        }
    }

    private void swap() {
        long[] starts = this.starts;
        this.starts = nextStarts;
        nextStarts = starts;
        alive = nextAlive;
    }
}
