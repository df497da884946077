package io.github.staycurve.core.funnel;

/**
 * Walks unordered funnels: the level is the most distinct steps that the events of one window fulfil, each event one step.
 *
 * <p>{@link StepMatching} keeps the latest of the largest sets, which answers for every window that ends now. The window
 * must begin with an entry of the range; since any single event can be extended to a largest set of its window, it is
 * enough that one event of the window is an entry. This class is not thread-safe.
 */
final class UnorderedWalker extends ChainWalker {
    private final FunnelPlan plan;
    private final StepMatching matching;
    private int most;
    /** The latest entry, or the first by the policy FIRST_ENTRY, that no event has broken. */
    private long anchor;

    UnorderedWalker(FunnelPlan plan) {
        this.plan = plan;
        matching = new StepMatching(plan.steps);
    }

    @Override
    void walk(CustomerEvents events) {
        matching.clear();
        most = 0;
        anchor = NONE;
        entry = NONE;
        start = NONE;
        end = NONE;
        int row = 0;
        while (row < events.size && end == NONE) {
            int next = events.endOfInstant(row);
            if (events.times[row] >= plan.from && walkInstant(events, row, next)) {
                break;
            }
            row = next;
        }
        level = most - 1;
        pending = end == NONE && anchor != NONE && plan.isOpen(anchor, anchor, FunnelPlan.UNLIMITED, plan.asOf);
    }

    /** Returns whether nothing after this instant can matter. */
    private boolean walkInstant(CustomerEvents events, int from, int to) {
        long time = events.times[from];
        long breaks = 0;
        boolean some = false;
        for (int row = from; row < to; row++) {
            breaks |= events.breaks[row];
            if (events.steps[row] != 0) {
                matching.insert(events.steps[row], time);
                some = true;
            }
        }
        if (some) {
            if (plan.mayEnter(time) && (entry == NONE || !plan.firstEntryOnly)) {
                entry = time;
                anchor = time;
            }
            evaluate(time);
        }
        if (breaks == 0) {
            return false;
        }
        matching.dropBefore(time);
        if (anchor < time) {
            anchor = NONE;
            return plan.firstEntryOnly && entry != NONE;
        }
        return false;
    }

    private void evaluate(long time) {
        if (anchor == NONE || time - anchor > plan.window) {
            return;
        }
        long since = plan.firstEntryOnly ? anchor : Math.max(plan.from, time - Math.min(plan.window, time - plan.from));
        int count = matching.countSince(since);
        most = Math.max(most, count);
        if (count == plan.steps) {
            start = Math.min(anchor, matching.oldest());
            end = time;
        }
    }
}
