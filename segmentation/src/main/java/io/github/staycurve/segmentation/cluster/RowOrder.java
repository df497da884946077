package io.github.staycurve.segmentation.cluster;

/** Sorts rows by their values, the first feature first. For one use by one thread. */
final class RowOrder {
    /** Shorter spans are sorted by insertion, which is faster for them. */
    private static final int INSERTION_LIMIT = 24;

    private final int features;
    private final double[] values;
    private final int[] order;
    /** The first feature of the rows in their order, so that most comparisons read memory that is near. */
    private final double[] keys;

    private final int[] orderScratch;
    private final double[] keyScratch;

    RowOrder(int features, double[] values) {
        int rows = values.length / features;
        this.features = features;
        this.values = values;
        this.order = new int[rows];
        this.keys = new double[rows];
        this.orderScratch = new int[rows / 2 + 1];
        this.keyScratch = new double[rows / 2 + 1];
        for (int row = 0; row < rows; row++) {
            order[row] = row;
            keys[row] = values[row * features];
        }
    }

    /** Returns the rows in ascending order. */
    int[] sorted() {
        sort(0, order.length);
        return order;
    }

    /** Compares two rows, or two centres: negative if the first comes first, 0 if all values are equal. */
    static int compare(int features, double[] values, int first, int second) {
        for (int feature = 0; feature < features; feature++) {
            int compared = Double.compare(values[first * features + feature], values[second * features + feature]);
            if (compared != 0) {
                return compared;
            }
        }
        return 0;
    }

    private void sort(int from, int to) {
        if (to - from <= INSERTION_LIMIT) {
            insertionSort(from, to);
            return;
        }
        int middle = (from + to) >>> 1;
        sort(from, middle);
        sort(middle, to);
        if (isAfter(keys[middle - 1], order[middle - 1], keys[middle], order[middle])) {
            merge(from, middle, to);
        }
    }

    private void insertionSort(int from, int to) {
        for (int i = from + 1; i < to; i++) {
            int row = order[i];
            double key = keys[i];
            int j = i - 1;
            while (j >= from && isAfter(keys[j], order[j], key, row)) {
                order[j + 1] = order[j];
                keys[j + 1] = keys[j];
                j--;
            }
            order[j + 1] = row;
            keys[j + 1] = key;
        }
    }

    private void merge(int from, int middle, int to) {
        int left = middle - from;
        System.arraycopy(order, from, orderScratch, 0, left);
        System.arraycopy(keys, from, keyScratch, 0, left);
        int i = 0;
        int j = middle;
        int out = from;
        while (i < left) {
            if (j < to && isAfter(keyScratch[i], orderScratch[i], keys[j], order[j])) {
                order[out] = order[j];
                keys[out++] = keys[j++];
            } else {
                order[out] = orderScratch[i];
                keys[out++] = keyScratch[i++];
            }
        }
    }

    private boolean isAfter(double key, int row, double otherKey, int otherRow) {
        return key != otherKey ? key > otherKey : compare(features, values, row, otherRow) > 0;
    }
}
