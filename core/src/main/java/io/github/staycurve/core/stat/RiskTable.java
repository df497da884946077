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

    /** Index of the time at which each row leaves, {@link #ABSENT} for a row of weight 0; empty for plain rows. */
    private final int[] exits;

    RiskTable(CensoredDurations data) {
        boolean plain = data.isPlain();
        double[] endings = plain ? sortedDurations(data, true) : new double[0];
        double[] censorings = plain ? sortedDurations(data, false) : new double[0];
        times = plain ? distinct(merged(endings, censorings)) : distinct(sortedDurations(data));
        int n = times.length;
        atRisk = new double[n];
        ended = new double[n];
        censored = new double[n];
        exhausted = new boolean[n];
        exits = new int[plain ? 0 : data.size()];
        int[] endedRows = new int[n];
        // rows that leave at each time, less rows at risk after it only
        int[] rowsAtRisk = new int[n];
        double[] notYet = new double[n];
        if (plain) {
            count(endings, ended);
            count(censorings, censored);
            for (int j = 0; j < n; j++) {
                endedRows[j] = (int) ended[j];
                rowsAtRisk[j] = endedRows[j] + (int) censored[j];
            }
        } else {
            count(data, endedRows, rowsAtRisk, notYet);
        }
        accumulate(rowsAtRisk, endedRows, notYet);
    }

    /** Counts sorted durations at the times they are among: a walk along both, and no search a row. */
    private void count(double[] sorted, double[] counts) {
        int j = 0;
        for (double duration : sorted) {
            while (times[j] < duration) {
                j++;
            }
            counts[j]++;
        }
    }

    private void count(CensoredDurations data, int[] endedRows, int[] rowsAtRisk, double[] notYet) {
        for (int row = 0; row < data.size(); row++) {
            double weight = data.weight(row);
            int exit = weight == 0 ? ABSENT : Arrays.binarySearch(times, data.duration(row) + 0.0);
            exits[row] = exit;
            if (exit == ABSENT) {
                continue;
            }
            rowsAtRisk[exit]++;
            if (data.ended(row)) {
                ended[exit] += weight;
                endedRows[exit]++;
            } else {
                censored[exit] += weight;
            }
            int entry = entryIndex(data, row);
            if (entry >= 0) {
                rowsAtRisk[entry]--;
                notYet[entry] += weight;
            }
        }
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
    int exitIndex(int row) {
        return exits[row];
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

    private static double[] sortedDurations(CensoredDurations data) {
        double[] sorted = new double[data.size()];
        int present = 0;
        for (int row = 0; row < sorted.length; row++) {
            if (data.weight(row) != 0) {
                sorted[present++] = data.duration(row) + 0.0; // -0.0 is 0.0
            }
        }
        return sortedPrefix(sorted, present);
    }

    private static double[] sortedDurations(CensoredDurations data, boolean thatEnded) {
        double[] sorted = new double[data.size()];
        int present = 0;
        for (int row = 0; row < sorted.length; row++) {
            if (data.ended(row) == thatEnded) {
                sorted[present++] = data.duration(row) + 0.0;
            }
        }
        return sortedPrefix(sorted, present);
    }

    private static double[] sortedPrefix(double[] values, int length) {
        double[] prefix = Arrays.copyOf(values, length);
        Arrays.sort(prefix);
        return prefix;
    }

    private static double[] merged(double[] first, double[] second) {
        double[] both = new double[first.length + second.length];
        int i = 0;
        int j = 0;
        for (int to = 0; to < both.length; to++) {
            boolean fromFirst = j == second.length || (i < first.length && first[i] <= second[j]);
            both[to] = fromFirst ? first[i++] : second[j++];
        }
        return both;
    }

    private static double[] distinct(double[] sorted) {
        int distinct = 0;
        for (int i = 0; i < sorted.length; i++) {
            if (i == 0 || sorted[i] != sorted[i - 1]) {
                sorted[distinct++] = sorted[i];
            }
        }
        return Arrays.copyOf(sorted, distinct);
    }
}
