package io.github.staycurve.core.retention;

import java.util.Arrays;

/**
 * The offsets in which one customer of a cohort returned, ascending, each once.
 *
 * <p>One row is reused for all customers. Not thread-safe.
 */
final class OffsetRow {
    private int[] values = {};
    private int from;
    private int to;
    /** What is taken from each value to make it an offset. */
    private int shift;

    /** Starts an empty row with room for some offsets. */
    void clear(int capacity) {
        if (values.length < capacity) {
            values = new int[Math.max(capacity, 2 * values.length)];
        }
        from = 0;
        to = 0;
        shift = 0;
    }

    /** Adds an offset, not below the last one; again the same one is no other. */
    void add(int offset) {
        if (to == 0 || values[to - 1] != offset) {
            values[to++] = offset;
        }
    }

    /** Shows a part of an array instead, each value less a number. */
    void view(int[] array, int first, int end, int lessThis) {
        values = array;
        from = first;
        to = end;
        shift = lessThis;
    }

    int size() {
        return to - from;
    }

    /** Returns the offset at an index, 0 or more and below the size. */
    int offset(int index) {
        return values[from + index] - shift;
    }

    /** Returns the last offset, -1 if there is none. */
    int last() {
        return to == from ? -1 : values[to - 1] - shift;
    }

    /** Returns the index of the first offset at or after one; the size if there is none. */
    int indexFrom(int offset) {
        int found = Arrays.binarySearch(values, from, to, offset + shift);
        return (found < 0 ? -found - 1 : found) - from;
    }
}
