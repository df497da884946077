package io.github.staycurve.core.data;

import java.util.function.IntBinaryOperator;

/**
 * Sorts a span of rows by time, and by what the caller compares where times are equal, so that a log does not depend on
 * the order its rows came in.
 */
final class RowSorter {
    /** Shorter spans are sorted by insertion, which is faster for them and for spans already in order. */
    private static final int INSERTION_LIMIT = 48;

    private final long[] times;
    private final int[] rows;
    private final IntBinaryOperator ties;
    private long[] timeScratch = new long[0];
    private int[] rowScratch = new int[0];

    /** Takes the times, the rows they belong to, and what compares two rows of equal times. */
    RowSorter(long[] times, int[] rows, IntBinaryOperator ties) {
        this.times = times;
        this.rows = rows;
        this.ties = ties;
    }

    /** Sorts the places [from, to) of both arrays. */
    void sort(int from, int to) {
        if (to - from <= INSERTION_LIMIT) {
            insertionSort(from, to);
            return;
        }
        int middle = (from + to) >>> 1;
        sort(from, middle);
        sort(middle, to);
        if (compare(times[middle - 1], rows[middle - 1], times[middle], rows[middle]) > 0) {
            merge(from, middle, to);
        }
    }

    private void insertionSort(int from, int to) {
        for (int i = from + 1; i < to; i++) {
            long time = times[i];
            int row = rows[i];
            int j = i - 1;
            while (j >= from && compare(times[j], rows[j], time, row) > 0) {
                times[j + 1] = times[j];
                rows[j + 1] = rows[j];
                j--;
            }
            times[j + 1] = time;
            rows[j + 1] = row;
        }
    }

    private void merge(int from, int middle, int to) {
        int left = middle - from;
        if (timeScratch.length < left) {
            timeScratch = new long[left];
            rowScratch = new int[left];
        }
        System.arraycopy(times, from, timeScratch, 0, left);
        System.arraycopy(rows, from, rowScratch, 0, left);
        int i = 0;
        int j = middle;
        int out = from;
        while (i < left) {
            if (j < to && compare(timeScratch[i], rowScratch[i], times[j], rows[j]) > 0) {
                times[out] = times[j];
                rows[out++] = rows[j++];
            } else {
                times[out] = timeScratch[i];
                rows[out++] = rowScratch[i++];
            }
        }
    }

    private int compare(long time, int row, long otherTime, int otherRow) {
        return time != otherTime ? Long.compare(time, otherTime) : ties.applyAsInt(row, otherRow);
    }
}
