package io.github.staycurve.churn.evaluate;

import java.util.Arrays;

/** Where each value of a column stands among its distinct values, and the rows in that order; no object a row. */
final class ConcordanceRanks {
    /** The distinct values, ascending. */
    final double[] distinct;
    /** Where each row stands among them. */
    final int[] rank;

    ConcordanceRanks(double[] values) {
        double[] sorted = new double[values.length];
        for (int i = 0; i < sorted.length; i++) {
            sorted[i] = values[i] + 0.0; // -0.0 is 0.0
        }
        rank = new int[values.length];
        Arrays.sort(sorted);
        int count = 0;
        for (double value : sorted) {
            if (count == 0 || value != sorted[count - 1]) {
                sorted[count++] = value;
            }
        }
        distinct = Arrays.copyOf(sorted, count);
        for (int i = 0; i < rank.length; i++) {
            rank[i] = Arrays.binarySearch(distinct, values[i] + 0.0);
        }
    }

    int size() {
        return distinct.length;
    }

    /** Returns where the rows of each distinct value begin in {@link #order()}, with the number of rows at the end. */
    int[] starts() {
        int[] starts = new int[distinct.length + 1];
        for (int r : rank) {
            starts[r + 1]++;
        }
        for (int r = 0; r < distinct.length; r++) {
            starts[r + 1] += starts[r];
        }
        return starts;
    }

    /** Returns the rows by ascending value. */
    int[] order() {
        int[] next = starts();
        int[] order = new int[rank.length];
        for (int row = 0; row < rank.length; row++) {
            order[next[rank[row]]++] = row;
        }
        return order;
    }
}
