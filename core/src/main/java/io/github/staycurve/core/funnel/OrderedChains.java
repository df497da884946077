package io.github.staycurve.core.funnel;

import org.jspecify.annotations.Nullable;

/**
 * The chains of one customer through an ordered funnel: for every step, the chain that waits there and started last.
 *
 * <p>One chain a step is enough. Of two chains that wait at the same step, the one that started later has the later
 * deadline; it also made its last step no earlier, by induction over the steps, so that it outlasts the other under a
 * limit of the next step as well; and an event that breaks one of them breaks both. So the state of a customer is two
 * times a step.
 *
 * <p>Events at the same instant are interchangeable: a chain may use several of them in whatever order suits it, each
 * once. They must therefore be added together.
 *
 * <p>This class is not thread-safe.
 */
final class OrderedChains {
    private final FunnelPlan plan;
    private final int lastStep;
    /** Start of the chain that waits at each step, and when it made its last step. */
    private final long[] starts;

    private final long[] lasts;
    /** Matches events that may fulfil several steps and share an instant, which is rare. */
    private @Nullable StepMatching matching;

    /** The steps at which a chain waits, and the steps that were ever reached. */
    private long alive;

    private long reached;
    private long firstEntry;
    long entry;
    long conversionStart;
    long conversionEnd;

    OrderedChains(FunnelPlan plan) {
        this.plan = plan;
        lastStep = plan.steps - 1;
        starts = new long[plan.steps];
        lasts = new long[plan.steps];
        clear();
    }

    void clear() {
        alive = 0;
        reached = 0;
        firstEntry = ChainWalker.NONE;
        entry = ChainWalker.NONE;
        conversionStart = ChainWalker.NONE;
        conversionEnd = ChainWalker.NONE;
    }

    void copyFrom(OrderedChains other) {
        System.arraycopy(other.starts, 0, starts, 0, starts.length);
        System.arraycopy(other.lasts, 0, lasts, 0, lasts.length);
        alive = other.alive;
        reached = other.reached;
        firstEntry = other.firstEntry;
        entry = other.entry;
        conversionStart = other.conversionStart;
        conversionEnd = other.conversionEnd;
    }

    boolean isConverted() {
        return conversionEnd != ChainWalker.NONE;
    }

    /** Returns the start of the chain that waits at a step, or NONE. */
    long start(int step) {
        return (alive & (1L << step)) == 0 ? ChainWalker.NONE : starts[step];
    }

    int level() {
        return Long.SIZE - 1 - Long.numberOfLeadingZeros(reached);
    }

    boolean isPending(long asOf) {
        if (isConverted()) {
            return false;
        }
        for (long bits = alive; bits != 0; bits &= bits - 1) {
            int step = Long.numberOfTrailingZeros(bits);
            if (plan.isOpen(starts[step], lasts[step], plan.limits[step + 1], asOf)) {
                return true;
            }
        }
        return false;
    }

    /** Adds the only event of an instant, which lies after all that were added before. */
    void add(long time, long steps, long breaks) {
        if (steps != 0) {
            moveFromBefore(time, steps);
        }
        alive &= ~breaks; // an event that breaks fulfils no step
    }

    /** Adds all events of an instant, which lies after all that were added before. */
    void addTied(CustomerEvents events, int from, int to) {
        long time = events.times[from];
        long present = 0;
        long breaks = 0;
        boolean oneStepEach = true;
        for (int row = from; row < to; row++) {
            long steps = events.steps[row];
            present |= steps;
            breaks |= events.breaks[row];
            oneStepEach &= (steps & (steps - 1)) == 0;
        }
        long moved;
        if (plan.strictIncrease) {
            moved = moveFromBefore(time, present);
        } else if (oneStepEach) {
            moved = moveStepByStep(time, present);
        } else {
            moved = moveByMatching(events, from, to);
        }
        alive &= ~(breaks & ~moved); // a chain that moved at this instant has no break strictly after its last step
    }

    /** Moves each chain by one step at most: from the last step down, so that no chain that moved moves again. */
    private long moveFromBefore(long time, long present) {
        long moved = 0;
        long candidates = present & ((alive << 1) | 1);
        while (candidates != 0) {
            int step = Long.SIZE - 1 - Long.numberOfLeadingZeros(candidates);
            candidates ^= 1L << step;
            if (step == 0 ? enter(time) : follow(step, time)) {
                moved |= 1L << step;
            }
        }
        alive |= moved;
        reached |= moved;
        return moved;
    }

    /** Moves chains over as many steps as the instant has events for, of which each fulfils one step only. */
    private long moveStepByStep(long time, long present) {
        long moved = 0;
        for (long bits = present; bits != 0; bits &= bits - 1) {
            int step = Long.numberOfTrailingZeros(bits);
            boolean may = step == 0 ? enter(time) : (alive & (1L << (step - 1))) != 0 && follow(step, time);
            if (may) {
                moved |= 1L << step;
                alive |= 1L << step;
            }
        }
        reached |= moved;
        return moved;
    }

    /** Moves chains where an event of the instant may fulfil several steps: each event is used once. */
    private long moveByMatching(CustomerEvents events, int from, int to) {
        long time = events.times[from];
        int[] reach = reach(events, from, to);
        long[] moving = new long[plan.steps];
        long moved = 0;
        for (int level = 0; level < lastStep; level++) {
            boolean waits = (alive & (1L << level)) != 0;
            if (waits && reach[level + 1] > level && mayFollow(level + 1, time)) {
                moved = carry(moving, level, reach[level + 1], starts[level], moved);
            }
        }
        if (reach[0] >= 0 && enter(time)) { // only now: the chains above go on from the entry that they had
            moved = carry(moving, -1, reach[0], time, moved);
        }
        for (long bits = moved; bits != 0; bits &= bits - 1) {
            int step = Long.numberOfTrailingZeros(bits);
            arrive(step, moving[step], time);
        }
        alive |= moved;
        reached |= moved;
        return moved;
    }

    private int[] reach(CustomerEvents events, int from, int to) {
        StepMatching matching = this.matching == null ? new StepMatching(plan.steps) : this.matching;
        this.matching = matching;
        matching.clear();
        for (int row = from; row < to; row++) {
            if (events.steps[row] != 0) {
                matching.insert(events.steps[row], events.times[row]);
            }
        }
        return matching.reach();
    }

    /** Notes the steps that chains move over with the start they have; of several chains, the latest start. */
    private static long carry(long[] moving, int level, int to, long start, long moved) {
        long all = moved;
        for (int step = level + 1; step <= to; step++) {
            boolean first = (all & (1L << step)) == 0;
            moving[step] = first ? start : Math.max(moving[step], start);
            all |= 1L << step;
        }
        return all;
    }

    private boolean enter(long time) {
        if (!plan.mayEnter(time)) {
            return false;
        }
        if (firstEntry == ChainWalker.NONE) {
            firstEntry = time;
        } else if (plan.firstEntryOnly && time != firstEntry) {
            return false;
        }
        entry = time;
        starts[0] = time;
        lasts[0] = time;
        return true;
    }

    private boolean mayFollow(int step, long time) {
        return time - starts[step - 1] <= plan.window && time - lasts[step - 1] <= plan.limits[step];
    }

    private boolean follow(int step, long time) {
        if (!mayFollow(step, time)) {
            return false;
        }
        arrive(step, starts[step - 1], time);
        return true;
    }

    private void arrive(int step, long start, long time) {
        starts[step] = start;
        lasts[step] = time;
        if (step == lastStep && !isConverted()) {
            conversionStart = start;
            conversionEnd = time;
        }
    }
}
