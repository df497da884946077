package io.github.staycurve.core.activity;

import io.github.staycurve.core.internal.Checks;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * Keeps {@linkplain LifecycleFlows lifecycle flows} up to date event by event, in whatever order events come.
 *
 * <p>An event costs a constant number of counts, however late it is: the flows of a customer depend on neighbouring active
 * periods only, so that a new active period changes at most six counts. {@link #add} returns the changes, for whoever keeps
 * the counts elsewhere. At every moment {@link #flows()} is what {@link LifecycleFlows#of(ActivityTable, int)} gives on all
 * events so far.
 *
 * <p>Customers are first seen at their first event. This class is not thread-safe.
 */
public final class LifecycleTracker {
    private static final List<LifecycleFlow> FLOWS = List.of(LifecycleFlow.values());

    private final String definition;
    private final int gap;
    private ActivityWindow window;
    private Periods periods;
    private PeriodClock clock;
    private ActivityRows rows;
    /** By flow and ordinal; with dormant flows that lie beyond the window as yet. */
    private long[][] counts;
    /** First-seen customers by slot, those seen before the window in slot 0. */
    private long[] seen;

    /** Who did something before the window, which its rows do not hold. */
    private final BitSet earlier = new BitSet();

    private long clockAnomalies;
    private List<LifecycleChange> changes = new ArrayList<>();

    /**
     * Makes a tracker of nothing.
     *
     * @param window the periods, and as of when to begin with
     * @param definition what counts as activity, in words
     * @param gap the dormancy gap, 1 or more and at most {@link ActivityWindow#MAX_PERIODS}
     * @throws IllegalArgumentException if the gap is out of its range
     */
    public LifecycleTracker(ActivityWindow window, String definition, int gap) {
        this.window = window;
        this.definition = definition;
        this.gap = LifecycleFlows.checkedGap(gap);
        this.periods = new Periods(window);
        this.clock = new PeriodClock(window);
        this.rows = new ActivityRows(window.periods(), 0);
        this.counts = new long[FLOWS.size()][periods.observed() + gap];
        this.seen = new long[periods.count()];
    }

    /**
     * Marks a customer as active.
     *
     * @param customer the customer's row, 0 or more
     * @param epochMillis when, in milliseconds since 1970-01-01T00:00Z; at or after the as-of instant it is left out and
     *     counted as a clock anomaly
     * @return what it changes, within the window; empty if it changes nothing
     * @throws IllegalArgumentException if the row is negative
     */
    public List<LifecycleChange> add(int customer, long epochMillis) {
        Checks.nonNegative(customer, "customer");
        int slot = clock.slot(epochMillis);
        if (slot == PeriodClock.AFTER) {
            clockAnomalies++;
            return List.of();
        }
        rows.admit(customer);
        if (slot == PeriodClock.BEFORE) {
            firstSeen(customer, Math.min(clock.period(epochMillis), window.firstPeriod()));
            earlier.set(customer);
        } else if (rows.set(customer, slot)) {
            insert(customer, slot);
        }
        return taken();
    }

    /**
     * Removes all that is known of a customer, as the right to erasure asks for.
     *
     * @param customer the customer's row
     * @return what it changes, within the window
     */
    public List<LifecycleChange> remove(int customer) {
        if (customer < 0 || customer >= rows.customers() || rows.firstSeen(customer) == ActivityRows.NEVER) {
            return List.of();
        }
        int previous = -1;
        for (int slot = rows.next(customer, 0); slot >= 0; slot = rows.next(customer, slot + 1)) {
            retract(flowOf(customer, previous, slot), periods.ordinal(slot));
            int next = rows.next(customer, slot + 1);
            if (lapses(slot, next)) {
                retract(LifecycleFlow.DORMANT, periods.ordinal(slot) + gap);
            }
            previous = slot;
        }
        seen[slotSeen(rows.firstSeen(customer))]--;
        rows.clear(customer);
        earlier.clear(customer);
        return taken();
    }

    /**
     * Moves the as-of instant on: events up to it are taken from now on, and lapses that it completes become visible.
     *
     * @param asOf the new as-of instant, not before the present one
     * @return the lapses that became visible
     * @throws IllegalArgumentException if it lies before the present one
     */
    public List<LifecycleChange> advanceTo(Instant asOf) {
        if (asOf.isBefore(window.asOf())) {
            throw new IllegalArgumentException("asOf must not go back from %s, was %s".formatted(window.asOf(), asOf));
        }
        int visible = periods.observed();
        window = new ActivityWindow(window.grid(), window.start(), asOf, window.allowedLateness());
        periods = new Periods(window);
        clock = new PeriodClock(window);
        rows = rows.widened(window.periods());
        seen = Arrays.copyOf(seen, periods.count());
        for (int flow = 0; flow < counts.length; flow++) {
            counts[flow] = Arrays.copyOf(counts[flow], periods.observed() + gap);
        }
        long[] dormant = counts[LifecycleCounter.index(LifecycleFlow.DORMANT)];
        for (int ordinal = visible; ordinal < periods.observed(); ordinal++) {
            if (dormant[ordinal] != 0) {
                changes.add(new LifecycleChange(periodOf(ordinal), LifecycleFlow.DORMANT, dormant[ordinal]));
            }
        }
        return taken();
    }

    /**
     * Returns the flows as of now.
     *
     * @return the flows
     */
    public LifecycleFlows flows() {
        long[] liveChange = new long[periods.observed()];
        for (int ordinal = 0; ordinal < liveChange.length; ordinal++) {
            for (LifecycleFlow flow : FLOWS) {
                long count = counts[LifecycleCounter.index(flow)][ordinal];
                liveChange[ordinal] +=
                        flow == LifecycleFlow.DORMANT ? -count : flow == LifecycleFlow.RETURNING ? 0 : count;
            }
        }
        LifecycleFlows.Setting setting =
                new LifecycleFlows.Setting(window, definition, periods, gap, 0, !earlier.isEmpty());
        return LifecycleCounter.flows(setting, counts, liveChange, seen);
    }

    /**
     * Returns how many events were left out as they lay at or after the as-of instant.
     *
     * @return the number of events
     */
    public long clockAnomalies() {
        return clockAnomalies;
    }

    /** The neighbours of the new slot are the only ones whose flows can change. */
    private void insert(int customer, int slot) {
        int before = rows.previous(customer, slot - 1);
        int after = rows.next(customer, slot + 1);
        int at = periods.ordinal(slot);
        if (before >= 0 && lapses(before, after)) {
            change(LifecycleFlow.DORMANT, periods.ordinal(before) + gap, -1);
        }
        if (after >= 0) {
            change(flowOf(customer, before, after), periods.ordinal(after), -1);
        }
        see(customer, window.firstPeriod() + slot);
        change(flowOf(customer, before, slot), at, 1);
        if (before >= 0 && lapses(before, slot)) {
            change(LifecycleFlow.DORMANT, periods.ordinal(before) + gap, 1);
        }
        if (lapses(slot, after)) {
            change(LifecycleFlow.DORMANT, at + gap, 1);
        }
        if (after >= 0) {
            change(flowOf(customer, slot, after), periods.ordinal(after), 1);
        }
    }

    /** Takes an event before the window, which makes the first active period of the customer no new one. */
    private void firstSeen(int customer, int period) {
        int first = rows.next(customer, 0);
        if (first >= 0) {
            change(flowOf(customer, -1, first), periods.ordinal(first), -1);
        }
        see(customer, period);
        if (first >= 0) {
            change(flowOf(customer, -1, first), periods.ordinal(first), 1);
        }
    }

    private void see(int customer, int period) {
        int known = rows.firstSeen(customer);
        if (period < known) {
            if (known != ActivityRows.NEVER) {
                seen[slotSeen(known)]--;
            }
            seen[slotSeen(period)]++;
            rows.seen(customer, period);
        }
    }

    private int slotSeen(int period) {
        return Math.max(0, period - window.firstPeriod());
    }

    private LifecycleFlow flowOf(int customer, int before, int slot) {
        if (before < 0) {
            boolean isNew = rows.firstSeen(customer) == window.firstPeriod() + slot;
            return isNew ? LifecycleFlow.NEW : LifecycleFlow.RESURRECTED;
        }
        return lapses(before, slot) ? LifecycleFlow.RESURRECTED : LifecycleFlow.RETURNING;
    }

    /** Returns whether a customer active in a slot and next in another (-1 for never) is dormant in between. */
    private boolean lapses(int slot, int next) {
        return next < 0 || periods.ordinal(next) - periods.ordinal(slot) > gap;
    }

    /** Changes that undo each other are not told. */
    private void change(LifecycleFlow flow, int ordinal, int by) {
        counts[LifecycleCounter.index(flow)][ordinal] += by;
        if (ordinal >= periods.observed()) {
            return;
        }
        LifecycleChange change = new LifecycleChange(periodOf(ordinal), flow, by);
        if (!changes.remove(new LifecycleChange(change.period(), flow, -by))) {
            changes.add(change);
        }
    }

    /** Takes one customer from a count that no other change of the call is about. */
    private void retract(LifecycleFlow flow, int ordinal) {
        counts[LifecycleCounter.index(flow)][ordinal]--;
        if (ordinal < periods.observed()) {
            changes.add(new LifecycleChange(periodOf(ordinal), flow, -1));
        }
    }

    private int periodOf(int ordinal) {
        return window.firstPeriod() + periods.slot(ordinal);
    }

    private List<LifecycleChange> taken() {
        if (changes.isEmpty()) {
            return List.of();
        }
        List<LifecycleChange> taken = changes;
        changes = new ArrayList<>();
        return taken;
    }
}
