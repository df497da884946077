package io.github.staycurve.core.stat;

import java.util.Arrays;

/**
 * The distinct times at which rows ended or were censored, ascending, with who was at risk just before each.
 *
 * <p>Immutable after construction; O(n log n), for a sort of the durations and a search a row.
 */
final class RiskTable {
    /** Row of weight 0: it is nowhere. */
    private static final int ABSENT = -1;

    final double[] times;
    /** Weight of the rows at risk just before each time. */
    final double[] atRisk;
    /** Weight of the rows that ended at each time. */
    final double[] ended;
    /** Weight of the rows censored at each time, after those that ended. */
    final double[] censored;
    /** Whether the rows that ended are all that were at risk, counted so that rounding of weights plays no part. */
    final boolean[] exhausted;

    RiskTable(CensoredDurations data) {
        times = distinctTimes(data);
        int n = times.length;
        atRisk = new double[n];
        ended = new double[n];
        censored = new double[n];
        exhausted = new boolean[n];
        // rows at risk less rows that ended, by index of time: what leaves and what has not come yet
        int[] endedRows = new int[n];
        int[] rowsAtRisk = new int[n];
        double[] notYet = new double[n];
        for (int row = 0; row < data.size(); row++) {
            int exit = exitIndex(data, row);
            if (exit == ABSENT) {
                continue;
            }
            double weight = data.weight(row);
            rowsAtRisk[exit]++;
            if (data.ended(row)) {
                ended[exit] += weight;
                endedRows[exit]++;
            } else {
                censored[exit] += weight;
            }
            int entry = data.hasEntries() ? entryIndex(data, row) : -1;
            if (entry >= 0) {
                rowsAtRisk[entry]--;
                notYet[entry] += weight;
            }
        }
        accumulate(rowsAtRisk, endedRows, notYet);
    }

    /** Sums from the last time to the first: those who leave at a time or later, less those who come at it or later. */
    private void accumulate(int[] rowsAtRisk, int[] endedRows, double[] notYet) {
        double leaving = 0;
        double coming = 0;
        int rows = 0;
        for (int j = times.length - 1; j >= 0; j--) {
            leaving += ended[j] + censored[j];
            coming += notYet[j];
            rows += rowsAtRisk[j];
            exhausted[j] = rows == endedRows[j];
            atRisk[j] = exhausted[j] ? ended[j] : leaving - coming;
        }
    }

    /** Returns the index of the time at which a row leaves, negative for a row of weight 0. */
    int exitIndex(CensoredDurations data, int row) {
        return data.weight(row) == 0 ? ABSENT : Arrays.binarySearch(times, data.duration(row) + 0.0);
    }

    /** Returns the index of the last time at which a row is not yet at risk, -1 if there is none. */
    int entryIndex(CensoredDurations data, int row) {
        double entry = data.entry(row);
        return entry == 0 ? -1 : lastAtOrBefore(entry);
    }

    /** Returns the index of the last time at or before t, -1 if there is none. */
    int lastAtOrBefore(double t) {
        int index = Arrays.binarySearch(times, t + 0.0);
        return index >= 0 ? index : -index - 2;
    }

    private static double[] distinctTimes(CensoredDurations data) {
        double[] sorted = new double[data.size()];
        int present = 0;
        for (int row = 0; row < sorted.length; row++) {
            if (data.weight(row) != 0) {
                sorted[present++] = data.duration(row) + 0.0; // -0.0 is 0.0
            }
        }
        Arrays.sort(sorted, 0, present);
        int distinct = 0;
        for (int i = 0; i < present; i++) {
            if (i == 0 || sorted[i] != sorted[i - 1]) {
                sorted[distinct++] = sorted[i];
            }
        }
        return Arrays.copyOf(sorted, distinct);
    }
}
