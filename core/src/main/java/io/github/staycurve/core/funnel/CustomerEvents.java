package io.github.staycurve.core.funnel;

import java.util.Arrays;

/**
 * The events of one customer that matter to a funnel, by time: a buffer that is filled anew for each customer.
 *
 * <p>This class is not thread-safe.
 */
final class CustomerEvents {
    private static final int FIRST_CAPACITY = 64;

    long[] times;
    /** The steps that each event may fulfil, a bit a step. */
    long[] steps;
    /** The steps after which each event breaks a chain that waits there, a bit a step. */
    long[] breaks;

    int size;
    /** Whether any event breaks chains. */
    boolean anyBreaks;

    CustomerEvents() {
        this(FIRST_CAPACITY);
    }

    /** Makes a buffer that grows when it has to; the capacity is at least 2. */
    CustomerEvents(int capacity) {
        times = new long[capacity];
        steps = new long[capacity];
        breaks = new long[capacity];
    }

    void clear() {
        size = 0;
        anyBreaks = false;
    }

    void add(long time, long stepMask, long breakMask) {
        if (size == times.length) {
            int capacity = size + (size >> 1);
            times = Arrays.copyOf(times, capacity);
            steps = Arrays.copyOf(steps, capacity);
            breaks = Arrays.copyOf(breaks, capacity);
        }
        times[size] = time;
        steps[size] = stepMask;
        breaks[size] = breakMask;
        anyBreaks |= breakMask != 0;
        size++;
    }

    /** Adds an event unless as many like it are there as there are steps: no chain could use another one. */
    void addUnlessIdle(long time, long stepMask, long breakMask, int enough) {
        int alike = 0;
        for (int row = 0; row < size; row++) {
            if (steps[row] == stepMask && breaks[row] == breakMask) {
                alike++;
            }
        }
        if (alike < enough) {
            add(time, stepMask, breakMask);
        }
    }

    /** Returns the end of the events at the same instant as the one in a row. */
    int endOfInstant(int row) {
        int end = row + 1;
        while (end < size && times[end] == times[row]) {
            end++;
        }
        return end;
    }
}
