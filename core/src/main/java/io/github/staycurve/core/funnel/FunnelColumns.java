package io.github.staycurve.core.funnel;

import java.util.Arrays;
import java.util.function.IntPredicate;

/**
 * How far each customer who entered came: columns in the order of the identifiers.
 *
 * <p>Not thread-safe while it is filled; afterwards it is only read.
 */
final class FunnelColumns {
    private static final byte PENDING = 1 << 6; // levels take the six bits below

    private String[] ids;
    private byte[] states;
    private long[] millis;
    private int size;

    FunnelColumns(int expected) {
        int capacity = Math.max(16, Math.min(expected, 1 << 16));
        ids = new String[capacity];
        states = new byte[capacity];
        millis = new long[capacity];
    }

    void add(String customerId, int level, boolean pending, long observedMillis) {
        if (size == ids.length) {
            int capacity = (int) Math.min(Integer.MAX_VALUE - 8L, size + (long) (size >> 1));
            ids = Arrays.copyOf(ids, capacity);
            states = Arrays.copyOf(states, capacity);
            millis = Arrays.copyOf(millis, capacity);
        }
        ids[size] = customerId;
        states[size] = (byte) (pending ? level | PENDING : level);
        millis[size] = observedMillis;
        size++;
    }

    int size() {
        return size;
    }

    String id(int row) {
        return ids[row];
    }

    int level(int row) {
        return states[row] & (PENDING - 1);
    }

    boolean isPending(int row) {
        return (states[row] & PENDING) != 0;
    }

    /** Time to convert, or how long a customer who did not convert was observed since the entry. */
    long observedMillis(int row) {
        return millis[row];
    }

    String[] idsWhere(IntPredicate rows) {
        String[] found = new String[size];
        int count = 0;
        for (int row = 0; row < size; row++) {
            if (rows.test(row)) {
                found[count++] = ids[row];
            }
        }
        return Arrays.copyOf(found, count);
    }

    /**
     * Returns the customers of both.
     *
     * @throws IllegalArgumentException if a customer is in both
     */
    FunnelColumns mergedWith(FunnelColumns other) {
        FunnelColumns merged = new FunnelColumns(Math.addExact(size, other.size));
        int mine = 0;
        int theirs = 0;
        while (mine < size || theirs < other.size) {
            int order = compare(mine, other, theirs);
            if (order == 0) {
                throw new IllegalArgumentException(
                        "customer '%s' is in both funnels: only funnels of different customers merge"
                                .formatted(ids[mine]));
            }
            FunnelColumns from = order < 0 ? this : other;
            int row = order < 0 ? mine++ : theirs++;
            merged.add(from.ids[row], from.level(row), from.isPending(row), from.millis[row]);
        }
        return merged;
    }

    private int compare(int mine, FunnelColumns other, int theirs) {
        if (mine == size) {
            return 1;
        }
        return theirs == other.size ? -1 : ids[mine].compareTo(other.ids[theirs]);
    }
}
