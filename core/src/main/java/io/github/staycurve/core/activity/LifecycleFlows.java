package io.github.staycurve.core.activity;

import io.github.staycurve.core.internal.Checks;
import io.github.staycurve.core.stat.CellStatus;
import java.util.Arrays;
import java.util.OptionalLong;

/**
 * How many customers were new, returning, resurrected and dormant in each period of a table.
 *
 * <p>With the active customers A<sub>p</sub> of period p, of whom F<sub>p</sub> were first seen in it, and the dormancy gap
 * g: NEW = F<sub>p</sub>; RETURNING are those of A<sub>p</sub> not new who were active in the periods p - g to p - 1;
 * RESURRECTED are the rest of A<sub>p</sub>; DORMANT were active in p - g and not since. So |A<sub>p</sub>| = NEW + RETURNING
 * + RESURRECTED, and with L<sub>p</sub>, the {@linkplain #live customers active in any of the last g periods}, |L<sub>p</sub>|
 * - |L<sub>p-1</sub>| = NEW + RESURRECTED - DORMANT. With g = 1, L is A.
 *
 * <p>A day that the zone skipped is no period: who was active on both sides of it is returning.
 *
 * <p>This class is immutable and thread-safe.
 */
public final class LifecycleFlows {
    private final ActivityWindow window;
    private final String definition;
    private final Periods periods;
    private final int gap;
    private final int lookback;
    /** Something lay before the window, which its rows do not hold. */
    private final boolean earlier;
    /** A row a flow, a column a slot. */
    private final long[][] counts;

    private final long[] live;
    /** How many customers were seen by the end of each slot. */
    private final long[] everSeen;

    LifecycleFlows(Setting setting, long[][] counts, long[] live, long[] everSeen) {
        this.window = setting.window;
        this.definition = setting.definition;
        this.periods = setting.periods;
        this.gap = setting.gap;
        this.lookback = setting.lookback;
        this.earlier = setting.earlier;
        this.counts = counts;
        this.live = live;
        this.everSeen = everSeen;
    }

    /** What flows were counted by. */
    record Setting(ActivityWindow window, String definition, Periods periods, int gap, int lookback, boolean earlier) {}

    /**
     * Counts the flows of a table whose window holds the whole history.
     *
     * @param table who was active when
     * @param gap the dormancy gap g: after how many periods without activity a customer is dormant, 1 or more
     *     and at most {@link ActivityWindow#MAX_PERIODS}
     * @return the flows
     * @throws IllegalArgumentException if the gap is out of its range
     */
    public static LifecycleFlows of(ActivityTable table, int gap) {
        return of(table, gap, 0);
    }

    /**
     * Counts the flows of a table.
     *
     * @param table who was active when
     * @param gap the dormancy gap g: after how many periods without activity a customer is dormant, 1 or more
     *     and at most {@link ActivityWindow#MAX_PERIODS}
     * @param lookback how many of the first periods are {@link CellStatus#LEFT_CENSORED} as the history before the window is
     *     not known, 0 or more; 0 says that there was none, or that the table knows who was seen before
     * @return the flows
     * @throws IllegalArgumentException if the gap is out of its range or the lookback negative
     */
    public static LifecycleFlows of(ActivityTable table, int gap, int lookback) {
        LifecycleCounter counter = new LifecycleCounter(table, gap, lookback);
        table.scan(counter);
        return counter.flows();
    }

    /**
     * Returns the dormancy gap.
     *
     * @return g, 1 or more
     */
    public int gap() {
        return gap;
    }

    /**
     * Returns the window.
     *
     * @return the periods, and as of when
     */
    public ActivityWindow window() {
        return window;
    }

    /**
     * Returns the number of periods.
     *
     * @return the number of slots
     */
    public int periods() {
        return periods.count();
    }

    /**
     * Returns how far a flow of a slot is known.
     *
     * @param flow the flow
     * @param slot the slot
     * @return UNOBSERVED outside the window and for a skipped day; PARTIAL for a period not wholly observed; LEFT_CENSORED
     *     within the lookback, and, where events before the window were left out, within the first g whole periods, but for
     *     NEW, which those events correct; else COMPLETE
     */
    public CellStatus status(LifecycleFlow flow, int slot) {
        CellStatus status = periods.status(slot);
        if (status != CellStatus.COMPLETE) {
            return status;
        }
        // of a first period that was cut, nothing is known of its start either
        int unknown = periods.status(0) == CellStatus.PARTIAL ? gap + 1 : gap;
        boolean cut = slot < lookback || (earlier && flow != LifecycleFlow.NEW && periods.ordinal(slot) < unknown);
        return cut ? CellStatus.LEFT_CENSORED : status;
    }

    /**
     * Returns how many customers were in a flow.
     *
     * @param flow the flow
     * @param slot the slot
     * @return the number, empty where it is UNOBSERVED
     */
    public OptionalLong count(LifecycleFlow flow, int slot) {
        return isObserved(slot) ? OptionalLong.of(raw(flow, slot)) : OptionalLong.empty();
    }

    /**
     * Returns how many customers were active.
     *
     * @param slot the slot
     * @return the number, empty where it is UNOBSERVED
     */
    public OptionalLong active(int slot) {
        return isObserved(slot) ? OptionalLong.of(rawActive(slot)) : OptionalLong.empty();
    }

    /**
     * Returns how many customers were active in any of the g periods up to this one; with g = 1 in this one.
     *
     * @param slot the slot
     * @return the number, empty where it is UNOBSERVED
     */
    public OptionalLong live(int slot) {
        return isObserved(slot) ? OptionalLong.of(live[slot]) : OptionalLong.empty();
    }

    /**
     * Returns how many customers were seen in this period or before it.
     *
     * @param slot the slot
     * @return the number, empty where it is UNOBSERVED
     */
    public OptionalLong everSeen(int slot) {
        return isObserved(slot) ? OptionalLong.of(everSeen[slot]) : OptionalLong.empty();
    }

    /**
     * Returns the stock of inactive customers: seen by then, and not active in the period.
     *
     * @param slot the slot
     * @return the number, empty where it is UNOBSERVED
     */
    public OptionalLong inactive(int slot) {
        return isObserved(slot) ? OptionalLong.of(everSeen[slot] - rawActive(slot)) : OptionalLong.empty();
    }

    /**
     * Returns the growth accounting of a period.
     *
     * @param slot the slot of a period that is not {@link CellStatus#UNOBSERVED}
     * @return its growth accounting
     * @throws IllegalArgumentException if the period was not observed
     */
    public GrowthAccounting growth(int slot) {
        if (!isObserved(slot)) {
            throw new IllegalArgumentException(
                    "slot must be of an observed period in [0, %s], was %s".formatted(periods() - 1, slot));
        }
        int ordinal = periods.ordinal(slot);
        return new GrowthAccounting(
                window.firstPeriod() + slot,
                status(LifecycleFlow.RETURNING, slot),
                raw(LifecycleFlow.NEW, slot),
                raw(LifecycleFlow.RETURNING, slot),
                raw(LifecycleFlow.RESURRECTED, slot),
                raw(LifecycleFlow.DORMANT, slot),
                ordinal == 0 ? 0 : live[periods.slot(ordinal - 1)]);
    }

    /**
     * Returns the flows of two tables that share no customer, as of partitions of the customers.
     *
     * @param other flows of the same definition
     * @return the sums
     * @throws IllegalArgumentException if the definitions differ
     */
    public LifecycleFlows plus(LifecycleFlows other) {
        if (!definition.equals(other.definition)
                || !window.equals(other.window)
                || gap != other.gap
                || lookback != other.lookback) {
            throw new IllegalArgumentException(
                    "cannot add flows of different definitions: '%s' to '%s'".formatted(other.describe(), describe()));
        }
        long[][] sums = new long[counts.length][];
        for (int flow = 0; flow < sums.length; flow++) {
            sums[flow] = sum(counts[flow], other.counts[flow]);
        }
        Setting setting = new Setting(window, definition, periods, gap, lookback, earlier || other.earlier);
        return new LifecycleFlows(setting, sums, sum(live, other.live), sum(everSeen, other.everSeen));
    }

    /**
     * Returns how these flows are defined, in words.
     *
     * @return one line
     */
    public String describe() {
        String cut = lookback == 0 ? "" : ", the first " + lookback + " periods left-censored";
        return "lifecycle flows with a dormancy gap of %s%s; %s; %s".formatted(gap, cut, definition, window.describe());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof LifecycleFlows flows
                && describe().equals(flows.describe())
                && earlier == flows.earlier
                && Arrays.deepEquals(counts, flows.counts)
                && Arrays.equals(live, flows.live)
                && Arrays.equals(everSeen, flows.everSeen);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.deepHashCode(counts) + gap;
    }

    @Override
    public String toString() {
        return "LifecycleFlows[" + describe() + "]";
    }

    private boolean isObserved(int slot) {
        return periods.status(slot) != CellStatus.UNOBSERVED;
    }

    private long raw(LifecycleFlow flow, int slot) {
        return counts[LifecycleCounter.index(flow)][slot];
    }

    private long rawActive(int slot) {
        return raw(LifecycleFlow.NEW, slot) + raw(LifecycleFlow.RETURNING, slot) + raw(LifecycleFlow.RESURRECTED, slot);
    }

    private static long[] sum(long[] one, long[] other) {
        long[] sums = one.clone();
        for (int i = 0; i < sums.length; i++) {
            sums[i] += other[i];
        }
        return sums;
    }

    static int checkedGap(int gap) {
        return Checks.inRange(gap, 1, ActivityWindow.MAX_PERIODS, "gap");
    }

    static int checkedLookback(int lookback) {
        return Checks.nonNegative(lookback, "lookback");
    }
}
