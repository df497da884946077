package io.github.staycurve.churn.survival;

import java.util.Arrays;
import java.util.function.IntToDoubleFunction;

/** Rows in the order of a time, without an object a row: a sort of the times, and a place for each row by search. */
final class TimeOrder {
    private TimeOrder() {}

    /** Returns the rows by ascending time, 0 or more; rows of one time in the order given. */
    static int[] ascending(int[] rows, IntToDoubleFunction time) {
        double[] times = new double[rows.length];
        for (int i = 0; i < rows.length; i++) {
            times[i] = time.applyAsDouble(rows[i]) + 0.0; // -0.0 is 0.0
        }
        double[] sorted = times.clone();
        Arrays.sort(sorted);
        int distinct = 0;
        int[] next = new int[rows.length]; // where the next row of each distinct time goes
        for (int i = 0; i < sorted.length; i++) {
            if (i == 0 || sorted[i] != sorted[distinct - 1]) {
                next[distinct] = i;
                sorted[distinct++] = sorted[i];
            }
        }
        int[] order = new int[rows.length];
        for (int i = 0; i < rows.length; i++) {
            order[next[Arrays.binarySearch(sorted, 0, distinct, times[i])]++] = rows[i];
        }
        return order;
    }
}
