package io.github.staycurve.core.retention;

import io.github.staycurve.core.internal.Instants;
import java.util.Arrays;

/**
 * Customers and their returns out of a log, in one pass over its rows.
 *
 * <p>Not thread-safe: make one a pass.
 */
final class LogRows implements RowSource {
    private final TimedRows rows;
    private final RetentionSettings settings;
    private final CohortLayout layout;
    private final OffsetTimes times;
    private final boolean calendar;
    private final long asOfMillis;
    private final OffsetRow row = new OffsetRow();

    /** The returns of one customer, by time; on the calendar clock the last of each period. */
    private long[] returnTimes = new long[16];

    private int[] returnPeriods = new int[16];
    private int returned;
    private long ignored;

    LogRows(TimedRows rows, RetentionSettings settings) {
        this.rows = rows;
        this.settings = settings;
        this.times = new OffsetTimes(settings.grid(), settings.clock());
        this.calendar = settings.clock().kind() == RetentionClock.Kind.CALENDAR;
        this.asOfMillis = Instants.ceilingMillis(settings.asOf());
        this.layout = layOut();
    }

    private CohortLayout layOut() {
        int lastBegun = CohortLayout.lastBegun(settings);
        int last = settings.cohortsTo()
                .map(day -> Math.min(settings.grid().indexOf(day), lastBegun))
                .orElse(lastBegun);
        int first = settings.cohortsFrom().map(settings.grid()::indexOf).orElseGet(() -> firstPeriod(last));
        return new CohortLayout(settings, first, last, Integer.MIN_VALUE);
    }

    /** Returns the period of the first row, the one after the last if there is none. */
    private int firstPeriod(int last) {
        int first = last + 1;
        for (int customer = 0; customer < rows.customers(); customer++) {
            first = Math.min(first, times.periodOf(rows.epochMillis(rows.start(customer))));
        }
        return first;
    }

    @Override
    public CohortLayout layout() {
        return layout;
    }

    @Override
    public long ignored() {
        return ignored;
    }

    @Override
    public String describe() {
        return rows.describe();
    }

    @Override
    public void forEach(RowSink sink) {
        ignored = 0;
        for (int customer = 0; customer < rows.customers(); customer++) {
            int from = rows.start(customer);
            int to = from;
            int end = rows.start(customer + 1);
            while (to < end && rows.epochMillis(to) < asOfMillis) {
                to++;
            }
            ignored += end - to;
            collectReturns(from, to);
            if (settings.entry() == CohortEntry.EVERY) {
                enterEvery(customer, from, to, sink);
            } else {
                int start = startRow(from, to);
                if (start >= 0) {
                    enter(customer, rows.epochMillis(start), sink);
                }
            }
        }
    }

    private void collectReturns(int from, int to) {
        if (returnTimes.length < to - from) {
            returnTimes = new long[2 * (to - from)];
            returnPeriods = new int[returnTimes.length];
        }
        returned = 0;
        for (int each = from; each < to; each++) {
            if (rows.isReturn(each)) {
                long time = rows.epochMillis(each);
                int period = calendar ? times.periodOf(time) : 0;
                // whether there was a return after a start in the same period, the last one there tells
                boolean again = calendar && returned > 0 && returnPeriods[returned - 1] == period;
                returned += again ? 0 : 1;
                returnTimes[returned - 1] = time;
                returnPeriods[returned - 1] = period;
            }
        }
    }

    /** Returns the row of the start event that decides a customer's one cohort, -1 if there is none. */
    private int startRow(int from, int to) {
        for (int each = from; each < to; each++) {
            if (rows.isStart(each)) {
                if (rows.startFits(each) && isInWindow(each)) {
                    return each;
                }
                if (settings.entry() == CohortEntry.FIRST_EVER) {
                    return -1;
                }
            }
        }
        return -1;
    }

    private boolean isInWindow(int each) {
        return settings.entry() != CohortEntry.FIRST_IN_WINDOW || layout.has(times.periodOf(rows.epochMillis(each)));
    }

    private void enterEvery(int customer, int from, int to, RowSink sink) {
        boolean entered = false;
        int last = 0;
        for (int each = from; each < to; each++) {
            if (rows.isStart(each) && rows.startFits(each)) {
                int cohort = times.periodOf(rows.epochMillis(each));
                if (!entered || cohort > last) {
                    enter(customer, rows.epochMillis(each), sink);
                    entered = true;
                    last = cohort;
                }
            }
        }
    }

    private void enter(int customer, long start, RowSink sink) {
        int cohort = times.periodOf(start);
        if (!layout.has(cohort)) {
            return;
        }
        row.clear(returned);
        int previous = 0;
        for (int i = firstReturn(start); i < returned; i++) {
            int offset = calendar ? returnPeriods[i] - cohort : times.offset(cohort, start, returnTimes[i]);
            // a clock set back, across midnight or rounded down, never takes an offset back
            previous = Math.max(previous, offset);
            row.add(previous);
        }
        sink.accept(customer, cohort, row);
    }

    /** Returns the first return that counts for a start event. */
    private int firstReturn(long start) {
        long from = settings.returnAtStart() ? start : start + 1;
        int index = Arrays.binarySearch(returnTimes, 0, returned, from);
        if (index < 0) {
            return -index - 1;
        }
        while (index > 0 && returnTimes[index - 1] == from) {
            index--;
        }
        return index;
    }
}
