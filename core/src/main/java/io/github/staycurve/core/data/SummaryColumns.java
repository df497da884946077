package io.github.staycurve.core.data;

import java.util.Arrays;

/** The columns of a summary table while it grows; not thread-safe. */
final class SummaryColumns {
    int size;
    String[] ids;
    int[] frequency;
    double[] recency;
    double[] age;
    double[] firstSpend;
    double[] repeatSpend;
    double[] totalSpend;
    int[] holdoutPurchases;
    double[] holdoutSpend;
    /** Of the times between purchases; without rows if they are not known. */
    double[] sumLogGaps;

    private boolean hasGaps = true;

    SummaryColumns(int capacity) {
        ids = new String[capacity];
        frequency = new int[capacity];
        recency = new double[capacity];
        age = new double[capacity];
        firstSpend = new double[capacity];
        repeatSpend = new double[capacity];
        totalSpend = new double[capacity];
        holdoutPurchases = new int[capacity];
        holdoutSpend = new double[capacity];
        sumLogGaps = new double[capacity];
    }

    /** Forgets the times between purchases: all rows came without. */
    void dropGaps() {
        hasGaps = false;
        sumLogGaps = new double[0];
    }

    boolean hasGaps() {
        return hasGaps;
    }

    /** Returns the same columns with other times between purchases. */
    SummaryColumns withSumLogGaps(double[] values) {
        SummaryColumns copy = new SummaryColumns(0);
        copy.size = size;
        copy.ids = ids;
        copy.frequency = frequency;
        copy.recency = recency;
        copy.age = age;
        copy.firstSpend = firstSpend;
        copy.repeatSpend = repeatSpend;
        copy.totalSpend = totalSpend;
        copy.holdoutPurchases = holdoutPurchases;
        copy.holdoutSpend = holdoutSpend;
        copy.sumLogGaps = values;
        return copy;
    }

    /** Returns the index of a new, empty row. */
    int next() {
        if (size == ids.length) {
            resize(Math.max(16, size + (size >> 1)));
        }
        return size++;
    }

    void trim() {
        if (size < ids.length) {
            resize(size);
        }
    }

    private void resize(int capacity) {
        ids = Arrays.copyOf(ids, capacity);
        frequency = Arrays.copyOf(frequency, capacity);
        recency = Arrays.copyOf(recency, capacity);
        age = Arrays.copyOf(age, capacity);
        firstSpend = Arrays.copyOf(firstSpend, capacity);
        repeatSpend = Arrays.copyOf(repeatSpend, capacity);
        totalSpend = Arrays.copyOf(totalSpend, capacity);
        holdoutPurchases = Arrays.copyOf(holdoutPurchases, capacity);
        holdoutSpend = Arrays.copyOf(holdoutSpend, capacity);
        sumLogGaps = Arrays.copyOf(sumLogGaps, hasGaps ? capacity : 0);
    }
}
