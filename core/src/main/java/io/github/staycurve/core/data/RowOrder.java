package io.github.staycurve.core.data;

import java.util.Arrays;
import java.util.function.IntBinaryOperator;

/**
 * The order in which the rows of a log stand: by customer, then by time, then by what the caller compares.
 *
 * @param starts the place of the first row of each customer; one more element than customers
 * @param rows the row at each place
 * @param epochMillis the time at each place
 */
@SuppressWarnings("ArrayRecordComponent") // handed from one builder to its log, and never compared
record RowOrder(int[] starts, int[] rows, long[] epochMillis) {

    /**
     * Sorts rows.
     *
     * @param customers how many customers there are
     * @param customerOf the index of the customer of each row; may be longer than there are rows
     * @param epochMillis the time of each row; may be longer than there are rows
     * @param size the number of rows
     * @param ties compares two rows of one customer and one time
     */
    static RowOrder of(int customers, int[] customerOf, long[] epochMillis, int size, IntBinaryOperator ties) {
        int[] starts = new int[customers + 1];
        for (int row = 0; row < size; row++) {
            starts[customerOf[row] + 1]++;
        }
        for (int i = 1; i < starts.length; i++) {
            starts[i] += starts[i - 1];
        }
        int[] next = Arrays.copyOf(starts, customers);
        int[] rows = new int[size];
        long[] sortedMillis = new long[size];
        for (int row = 0; row < size; row++) {
            int to = next[customerOf[row]]++;
            rows[to] = row;
            sortedMillis[to] = epochMillis[row];
        }
        RowSorter sorter = new RowSorter(sortedMillis, rows, ties);
        for (int customer = 0; customer < customers; customer++) {
            sorter.sort(starts[customer], starts[customer + 1]);
        }
        return new RowOrder(starts, rows, sortedMillis);
    }
}
