package io.github.staycurve.core.data;

import io.github.staycurve.core.internal.CompensatedSum;
import io.github.staycurve.core.internal.Hashing;
import java.util.Arrays;

/** Counts equal histories in an open-addressing hash table; not thread-safe. */
final class HistoryCounter {
    private int size;
    private int[] frequency;
    private double[] recency;
    private double[] age;
    private double[] weight;
    /** What the additions to each weight rounded off, so that their order does not matter. */
    private double[] roundedOff;
    /** Entry number + 1 at the hash of its history, 0 where free; a power of two, at most half full. */
    private int[] slots;

    HistoryCounter(int expected) {
        int capacity = Math.max(16, expected);
        frequency = new int[capacity];
        recency = new double[capacity];
        age = new double[capacity];
        weight = new double[capacity];
        roundedOff = new double[capacity];
        slots = new int[Integer.highestOneBit(capacity) * 4];
    }

    void add(int x, double recencyOfRow, double ageOfRow, double customers) {
        double tx = recencyOfRow + 0.0; // makes -0.0 into 0.0, which is the same history
        double t = ageOfRow + 0.0;
        int slot = slotOf(x, tx, t);
        int entry = slots[slot] - 1;
        if (entry < 0) {
            if (size == frequency.length) {
                grow();
                slot = slotOf(x, tx, t);
            }
            entry = size++;
            slots[slot] = size;
            frequency[entry] = x;
            recency[entry] = tx;
            age[entry] = t;
        }
        double sum = weight[entry] + customers;
        roundedOff[entry] += CompensatedSum.roundedOff(weight[entry], customers, sum);
        weight[entry] = sum;
    }

    /** Returns the entries in ascending order of x, then T, then t_x. */
    int[] order() {
        int[] order = new int[size];
        for (int i = 0; i < size; i++) {
            order[i] = i;
        }
        sort(order, new int[size], 0, size);
        return order;
    }

    /** Merge sort of entry numbers: boxing them for a comparator costs more than the comparisons. */
    private void sort(int[] order, int[] scratch, int from, int to) {
        if (to - from < 2) {
            return;
        }
        int middle = (from + to) >>> 1;
        sort(order, scratch, from, middle);
        sort(order, scratch, middle, to);
        System.arraycopy(order, from, scratch, from, middle - from);
        int left = from;
        int right = middle;
        int out = from;
        while (left < middle) {
            boolean takeRight = right < to && compare(scratch[left], order[right]) > 0;
            order[out++] = takeRight ? order[right++] : scratch[left++];
        }
    }

    int frequency(int entry) {
        return frequency[entry];
    }

    double recency(int entry) {
        return recency[entry];
    }

    double age(int entry) {
        return age[entry];
    }

    double weight(int entry) {
        return weight[entry] + roundedOff[entry];
    }

    private int compare(int a, int b) {
        int byFrequency = Integer.compare(frequency[a], frequency[b]);
        if (byFrequency != 0) {
            return byFrequency;
        }
        int byAge = Double.compare(age[a], age[b]);
        return byAge != 0 ? byAge : Double.compare(recency[a], recency[b]);
    }

    /** Returns the slot that holds the history, or the free one where it belongs. */
    private int slotOf(int x, double tx, double t) {
        long hash = Hashing.mix(Double.doubleToRawLongBits(tx) + Hashing.mix(t, x));
        int mask = slots.length - 1;
        int slot = (int) hash & mask;
        while (slots[slot] != 0) {
            int entry = slots[slot] - 1;
            if (frequency[entry] == x && age[entry] == t && recency[entry] == tx) {
                return slot;
            }
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private void grow() {
        int capacity = frequency.length * 2;
        frequency = Arrays.copyOf(frequency, capacity);
        recency = Arrays.copyOf(recency, capacity);
        age = Arrays.copyOf(age, capacity);
        weight = Arrays.copyOf(weight, capacity);
        roundedOff = Arrays.copyOf(roundedOff, capacity);
        slots = new int[Integer.highestOneBit(capacity) * 4];
        for (int entry = 0; entry < size; entry++) {
            slots[slotOf(frequency[entry], recency[entry], age[entry])] = entry + 1;
        }
    }
}
