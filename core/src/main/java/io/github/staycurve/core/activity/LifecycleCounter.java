package io.github.staycurve.core.activity;

/**
 * Counts {@linkplain LifecycleFlows lifecycle flows}, one customer after the other, in a pass over a table that may feed
 * others too.
 *
 * <pre>{@code
 * LifecycleCounter lifecycle = new LifecycleCounter(table, 1, 0);
 * ActiveUsersCounter actives = new ActiveUsersCounter(table, 7, 28);
 * table.scan(lifecycle, actives);
 * LifecycleFlows flows = lifecycle.flows();
 * }</pre>
 *
 * <p>An instance is not thread-safe.
 */
public final class LifecycleCounter implements ActivityAccumulator {
    private static final int NEW = 0;
    private static final int RETURNING = 1;
    private static final int RESURRECTED = 2;
    private static final int DORMANT = 3;

    private final ActivityTable table;
    private final Periods periods;
    private final int gap;
    private final int lookback;
    /** By flow and ordinal; dormant flows beyond the window fall into the last column. */
    private final long[][] counts;
    /** The change of the live customers at each ordinal, those beyond the window in the last one. */
    private final long[] liveChange;

    private final long[] seen;

    /**
     * Makes a counter of nothing yet.
     *
     * @param table the table that will be scanned
     * @param gap the dormancy gap, 1 or more and at most {@link ActivityWindow#MAX_PERIODS}
     * @param lookback how many of the first periods are left-censored, 0 or more
     * @throws IllegalArgumentException if the gap is out of its range or the lookback negative
     */
    public LifecycleCounter(ActivityTable table, int gap, int lookback) {
        this.table = table;
        this.periods = table.slots();
        this.gap = LifecycleFlows.checkedGap(gap);
        this.lookback = LifecycleFlows.checkedLookback(lookback);
        this.counts = new long[4][periods.observed() + 1];
        this.liveChange = new long[periods.observed() + 1];
        this.seen = new long[periods.count()];
    }

    @Override
    public void accept(int customer, int[] slots, int count) {
        int firstSeen = table.firstSeenPeriod(customer);
        if (firstSeen == ActivityTable.NEVER) {
            return;
        }
        int firstSlot = firstSeen - table.firstPeriod();
        seen[Math.max(0, firstSlot)]++;
        if (count == 0) {
            return;
        }
        int previous = periods.ordinal(slots[0]);
        counts[slots[0] == firstSlot ? NEW : RESURRECTED][previous]++;
        liveChange[previous]++;
        for (int i = 1; i < count; i++) {
            int at = periods.ordinal(slots[i]);
            if (at - previous <= gap) {
                counts[RETURNING][at]++;
            } else {
                counts[RESURRECTED][at]++;
                liveChange[at]++;
                counts[DORMANT][previous + gap]++;
                liveChange[previous + gap]--;
            }
            previous = at;
        }
        int end = (int) Math.min(periods.observed(), (long) previous + gap);
        counts[DORMANT][end]++;
        liveChange[end]--;
    }

    /**
     * Returns the flows of the customers seen so far.
     *
     * @return the flows
     */
    public LifecycleFlows flows() {
        boolean earlier = table.audit().beforeStart() > 0;
        LifecycleFlows.Setting setting =
                new LifecycleFlows.Setting(table.window(), table.definition(), periods, gap, lookback, earlier);
        return flows(setting, counts, liveChange, seen);
    }

    /** Makes flows of counts by ordinal, and of first-seen customers by slot. */
    static LifecycleFlows flows(LifecycleFlows.Setting setting, long[][] byOrdinal, long[] liveChange, long[] seen) {
        Periods periods = setting.periods();
        long[][] bySlot = new long[byOrdinal.length][periods.count()];
        long[] live = new long[periods.count()];
        long running = 0;
        for (int ordinal = 0; ordinal < periods.observed(); ordinal++) {
            int slot = periods.slot(ordinal);
            for (int flow = 0; flow < bySlot.length; flow++) {
                bySlot[flow][slot] = byOrdinal[flow][ordinal];
            }
            running += liveChange[ordinal];
            live[slot] = running;
        }
        long[] everSeen = new long[periods.count()];
        long sum = 0;
        for (int slot = 0; slot < everSeen.length; slot++) {
            sum += seen[slot];
            everSeen[slot] = sum;
        }
        return new LifecycleFlows(setting, bySlot, live, everSeen);
    }

    static int index(LifecycleFlow flow) {
        return switch (flow) {
            case NEW -> NEW;
            case RETURNING -> RETURNING;
            case RESURRECTED -> RESURRECTED;
            case DORMANT -> DORMANT;
        };
    }
}
