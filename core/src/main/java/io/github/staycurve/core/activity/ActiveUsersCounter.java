package io.github.staycurve.core.activity;

import io.github.staycurve.core.internal.Checks;
import java.util.stream.IntStream;

/**
 * Counts {@link ActiveUsers}, one customer after the other, in a pass over a table that may feed others too.
 *
 * <p>A customer active in slot s counts in the windows that end at s to s + w - 1; the union of these ranges is added to an
 * array of differences, so that the cost does not depend on the width.
 *
 * <p>An instance is not thread-safe.
 */
public final class ActiveUsersCounter implements ActivityAccumulator {
    private final ActivityTable table;
    private final int[] widths;
    /** A row a width: by how much the count of a slot is above that of the slot before. */
    private final long[][] differences;

    /**
     * Makes a counter of nothing yet.
     *
     * @param table the table that will be scanned
     * @param widths the numbers of periods in a window, each 1 or more and at most {@link ActivityWindow#MAX_PERIODS}; 1 is
     *     always counted
     * @throws IllegalArgumentException if a width is out of its range
     */
    public ActiveUsersCounter(ActivityTable table, int... widths) {
        for (int width : widths) {
            Checks.inRange(width, 1, ActivityWindow.MAX_PERIODS, "width");
        }
        this.table = table;
        this.widths = IntStream.concat(IntStream.of(1), IntStream.of(widths))
                .sorted()
                .distinct()
                .toArray();
        this.differences = new long[this.widths.length][table.periods() + 1];
    }

    @Override
    public void accept(int customer, int[] slots, int count) {
        for (int row = 0; row < widths.length; row++) {
            int width = widths[row];
            long[] difference = differences[row];
            int end = 0; // of the range that the last slot opened
            for (int i = 0; i < count; i++) {
                int slot = slots[i];
                if (slot >= end) {
                    difference[end]--;
                    difference[slot]++;
                }
                end = Math.min(slot + width, table.periods());
            }
            if (count > 0) {
                difference[0]++; // undoes the range that was closed before the first
                difference[end]--;
            }
        }
    }

    /**
     * Returns the counts of the customers seen so far.
     *
     * @return the counts
     */
    public ActiveUsers activeUsers() {
        long[][] counts = new long[widths.length][table.periods()];
        for (int row = 0; row < counts.length; row++) {
            long sum = 0;
            for (int slot = 0; slot < table.periods(); slot++) {
                sum += differences[row][slot];
                counts[row][slot] = sum;
            }
        }
        return new ActiveUsers(table, widths, counts);
    }
}
