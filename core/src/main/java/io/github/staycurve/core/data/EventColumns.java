package io.github.staycurve.core.data;

import java.util.Arrays;

/**
 * The columns of events, without their customers. What no event has is an array of length 0.
 *
 * <p>Instances are filled by one thread and then left alone.
 */
final class EventColumns {
    final long[] epochMillis;
    final int[] types;
    /** 0 where there is no value. */
    final double[] values;
    /** A bit a row: whether it has a value. */
    final long[] valued;
    /** One more than the code of the counterpart, 0 where there is none. */
    final int[] counterparts;

    EventColumns(int size, boolean anyValue, boolean anyCounterpart) {
        epochMillis = new long[size];
        types = new int[size];
        values = new double[anyValue ? size : 0];
        valued = new long[anyValue ? (size + 63) >>> 6 : 0];
        counterparts = new int[anyCounterpart ? size : 0];
    }

    int size() {
        return epochMillis.length;
    }

    boolean hasValue(int row) {
        return values.length > 0 && (valued[row >>> 6] >>> (row & 63) & 1) != 0;
    }

    int counterpart(int row) {
        return counterparts.length == 0 ? -1 : counterparts[row] - 1;
    }

    void setValue(int row, double value) {
        values[row] = value;
        valued[row >>> 6] |= 1L << (row & 63);
    }

    /** Compares two events of one customer and one time: by type, then by value, then by counterpart, none first. */
    int compareTies(int row, int other) {
        int order = Integer.compare(types[row], types[other]);
        if (order == 0 && values.length > 0) {
            order = Boolean.compare(hasValue(row), hasValue(other));
            order = order == 0 ? Double.compare(values[row], values[other]) : order;
        }
        return order == 0 ? Integer.compare(counterpart(row), counterpart(other)) : order;
    }

    /** Returns these columns with their rows in another order. */
    EventColumns inOrder(RowOrder order) {
        int size = size();
        EventColumns sorted = new EventColumns(size, values.length > 0, counterparts.length > 0);
        System.arraycopy(order.epochMillis(), 0, sorted.epochMillis, 0, size);
        for (int to = 0; to < size; to++) {
            int row = order.rows()[to];
            sorted.types[to] = types[row];
            if (hasValue(row)) {
                sorted.setValue(to, values[row]);
            }
            if (counterparts.length > 0) {
                sorted.counterparts[to] = counterparts[row];
            }
        }
        return sorted;
    }

    boolean sameAs(EventColumns other) {
        return Arrays.equals(epochMillis, other.epochMillis)
                && Arrays.equals(types, other.types)
                && Arrays.equals(values, other.values)
                && Arrays.equals(valued, other.valued)
                && Arrays.equals(counterparts, other.counterparts);
    }
}
