package io.github.staycurve.core.data;

import java.util.Arrays;

/**
 * Amounts of one customer, each with the {@linkplain OccasionKeys key} of its period, put in the order of the keys.
 *
 * <p>Reused from customer to customer; not thread-safe.
 */
final class KeyedAmounts {
    private int size;
    private long[] keys = new long[16];
    private double[] amounts = new double[16];
    private boolean ascending = true;

    void clear() {
        size = 0;
        ascending = true;
    }

    void add(long key, double amount) {
        if (size == keys.length) {
            keys = Arrays.copyOf(keys, 2 * size);
            amounts = Arrays.copyOf(amounts, 2 * size);
        }
        ascending &= size == 0 || keys[size - 1] <= key;
        keys[size] = key;
        amounts[size++] = amount;
    }

    /** Puts the amounts of one key side by side; amounts in the order of time nearly always are. */
    void sort() {
        if (!ascending) {
            int[] rows = new int[size];
            for (int row = 0; row < size; row++) {
                rows[row] = row;
            }
            double[] unsorted = Arrays.copyOf(amounts, size);
            new RowSorter(keys, rows, (row, other) -> Double.compare(unsorted[row], unsorted[other])).sort(0, size);
            for (int to = 0; to < size; to++) {
                amounts[to] = unsorted[rows[to]];
            }
            ascending = true;
        }
    }

    int size() {
        return size;
    }

    long key(int i) {
        return keys[i];
    }

    double amount(int i) {
        return amounts[i];
    }
}
