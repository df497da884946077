package io.github.staycurve.core.data;

/**
 * Sorts a span of two parallel columns by time, and by amount where times are equal, so that a log does not depend on
 * the order its rows came in.
 */
final class RowSorter {
    /** Shorter spans are sorted by insertion, which is faster for them and for spans already in order. */
    private static final int INSERTION_LIMIT = 48;

    private final long[] times;
    private final double[] amounts;
    private long[] timeScratch = new long[0];
    private double[] amountScratch = new double[0];

    RowSorter(long[] times, double[] amounts) {
        this.times = times;
        this.amounts = amounts;
    }

    /** Sorts the rows [from, to). */
    void sort(int from, int to) {
        if (to - from <= INSERTION_LIMIT) {
            insertionSort(from, to);
            return;
        }
        int middle = (from + to) >>> 1;
        sort(from, middle);
        sort(middle, to);
        if (isAfter(middle - 1, times[middle], amounts[middle])) {
            merge(from, middle, to);
        }
    }

    private void insertionSort(int from, int to) {
        for (int i = from + 1; i < to; i++) {
            long time = times[i];
            double amount = amounts[i];
            int j = i - 1;
            while (j >= from && isAfter(j, time, amount)) {
                times[j + 1] = times[j];
                amounts[j + 1] = amounts[j];
                j--;
            }
            times[j + 1] = time;
            amounts[j + 1] = amount;
        }
    }

    private void merge(int from, int middle, int to) {
        int left = middle - from;
        if (timeScratch.length < left) {
            timeScratch = new long[left];
            amountScratch = new double[left];
        }
        System.arraycopy(times, from, timeScratch, 0, left);
        System.arraycopy(amounts, from, amountScratch, 0, left);
        int i = 0;
        int j = middle;
        int out = from;
        while (i < left) {
            if (j < to && compare(timeScratch[i], amountScratch[i], times[j], amounts[j]) > 0) {
                times[out] = times[j];
                amounts[out++] = amounts[j++];
            } else {
                times[out] = timeScratch[i];
                amounts[out++] = amountScratch[i++];
            }
        }
    }

    private boolean isAfter(int row, long time, double amount) {
        return compare(times[row], amounts[row], time, amount) > 0;
    }

    private static int compare(long time, double amount, long otherTime, double otherAmount) {
        return time != otherTime ? Long.compare(time, otherTime) : Double.compare(amount, otherAmount);
    }
}
