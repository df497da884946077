package io.github.staycurve.core.funnel;

import java.util.ArrayList;
import java.util.List;

/**
 * The definition of a funnel taken at its word: every chain of a few events is written out and looked at. A second
 * derivation for tests, exponential and plain on purpose; it shares nothing with the walkers.
 */
final class ChainEnumeration {
    /** An event: which, when, what it may fulfil, after which steps it breaks. */
    record Event(int number, long time, long steps, long breaks) {}

    private final List<Event> events;
    private final FunnelPlan plan;
    int level = -1;
    boolean pending;
    long entry = ChainWalker.NONE;
    long start = ChainWalker.NONE;
    long end = ChainWalker.NONE;

    ChainEnumeration(List<Event> events, FunnelPlan plan, FunnelOrder order) {
        this.events = events;
        this.plan = plan;
        switch (order) {
            case ORDERED -> {
                findEntry(1);
                extend(new ArrayList<>());
            }
            case UNORDERED -> {
                findEntry(-1);
                assign(0, new ArrayList<>());
                pending = pendingUnordered();
            }
            case STRICT_ADJACENT -> {
                findEntry(1);
                permute(new ArrayList<>(), new ArrayList<>(events));
            }
        }
        if (level == plan.steps - 1) {
            pending = false;
        }
    }

    private void findEntry(long mask) {
        for (Event event : events) {
            boolean counts = (event.steps & mask) != 0 && event.time >= plan.from && event.time < plan.until;
            if (counts && (entry == ChainWalker.NONE || !plan.firstEntryOnly)) {
                entry = event.time;
            }
        }
    }

    private boolean isEntry(long time) {
        return time >= plan.from && time < plan.until && (!plan.firstEntryOnly || time == entry);
    }

    /** Tries every event as the next of a chain. */
    private void extend(List<Event> chain) {
        if (!chain.isEmpty()) {
            boolean dead = brokenBetween(chain.size() - 1, last(chain).time, Long.MAX_VALUE);
            record(chain, !dead);
        }
        if (chain.size() == plan.steps) {
            return;
        }
        for (Event next : events) {
            boolean used = chain.contains(next);
            if (!used && fits(chain, next)) {
                chain.add(next);
                extend(chain);
                chain.remove(chain.size() - 1);
            }
        }
    }

    private boolean fits(List<Event> chain, Event next) {
        int step = chain.size();
        if ((next.steps >> step & 1) == 0) {
            return false;
        }
        if (step == 0) {
            return isEntry(next.time);
        }
        long before = last(chain).time;
        long gap = next.time - before;
        return next.time - chain.get(0).time <= plan.window
                && gap <= plan.limits[step]
                && gap >= (plan.strictIncrease ? 1 : -plan.tolerance)
                && !brokenBetween(step - 1, before, next.time);
    }

    private boolean brokenBetween(int step, long after, long before) {
        return events.stream()
                .anyMatch(each -> each.time > after && each.time < before && (each.breaks >> step & 1) == 1);
    }

    /** Notes a chain and whether it can go on. */
    private void record(List<Event> chain, boolean canGoOn) {
        int reached = chain.size() - 1;
        level = Math.max(level, reached);
        long begun = chain.get(0).time;
        long now = last(chain).time;
        if (reached == plan.steps - 1) {
            converted(begun, now);
        } else if (canGoOn) {
            long limit = plan.limits[reached + 1];
            boolean bounded = plan.window != FunnelPlan.UNLIMITED || limit != FunnelPlan.UNLIMITED;
            boolean inWindow = plan.window == FunnelPlan.UNLIMITED || begun + plan.window > plan.asOf;
            boolean inLimit = limit == FunnelPlan.UNLIMITED || now + limit > plan.asOf;
            pending |= bounded && inWindow && inLimit;
        }
    }

    private long firstCompletion = Long.MAX_VALUE;

    private void converted(long begun, long now) {
        if (now < firstCompletion || (now == firstCompletion && begun > start)) {
            firstCompletion = now;
            start = begun;
            end = Math.max(begun, now);
        }
    }

    /** Writes out every order of the events that respects time, and takes runs of neighbours as chains. */
    private void permute(List<Event> sequence, List<Event> left) {
        if (left.isEmpty()) {
            runs(sequence);
            return;
        }
        long time = left.stream().mapToLong(Event::time).min().orElseThrow();
        for (Event next : List.copyOf(left)) {
            if (next.time == time) {
                List<Event> rest = new ArrayList<>(left);
                rest.remove(next);
                sequence.add(next);
                permute(sequence, rest);
                sequence.remove(sequence.size() - 1);
            }
        }
    }

    private void runs(List<Event> sequence) {
        for (int from = 0; from < sequence.size(); from++) {
            List<Event> chain = new ArrayList<>();
            for (int at = from; at < sequence.size() && chain.size() < plan.steps; at++) {
                Event next = sequence.get(at);
                if ((next.steps >> chain.size() & 1) == 0) {
                    break;
                }
                boolean good = chain.isEmpty()
                        ? isEntry(next.time)
                        : next.time - chain.get(0).time <= plan.window
                                && next.time - last(chain).time <= plan.limits[chain.size()]
                                && (next.time > last(chain).time || !plan.strictIncrease);
                if (!good) {
                    break;
                }
                chain.add(next);
                record(chain, at == sequence.size() - 1);
            }
        }
    }

    /** Gives every step one of the events that may fulfil it, or none. */
    private void assign(int step, List<Event> chosen) {
        if (step == plan.steps) {
            look(chosen);
            return;
        }
        assign(step + 1, chosen);
        for (Event event : events) {
            if ((event.steps >> step & 1) == 1 && !chosen.contains(event)) {
                chosen.add(event);
                assign(step + 1, chosen);
                chosen.remove(chosen.size() - 1);
            }
        }
    }

    private void look(List<Event> chosen) {
        if (chosen.isEmpty()) {
            return;
        }
        long first = chosen.stream().mapToLong(Event::time).min().orElseThrow();
        long now = chosen.stream().mapToLong(Event::time).max().orElseThrow();
        if (isEntry(first) && now - first <= plan.window && !brokenBetween(0, first, now)) {
            level = Math.max(level, chosen.size() - 1);
            if (chosen.size() == plan.steps) {
                converted(first, now);
            }
        }
    }

    private boolean pendingUnordered() {
        return plan.window != FunnelPlan.UNLIMITED
                && events.stream()
                        .anyMatch(each -> each.steps != 0
                                && isEntry(each.time)
                                && each.time + plan.window > plan.asOf
                                && !brokenBetween(0, each.time, Long.MAX_VALUE));
    }

    private static Event last(List<Event> chain) {
        return chain.get(chain.size() - 1);
    }
}
