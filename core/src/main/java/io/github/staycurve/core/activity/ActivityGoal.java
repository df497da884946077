package io.github.staycurve.core.activity;

import io.github.staycurve.core.stat.Ratio;
import java.util.Arrays;

/**
 * Active in n periods within w consecutive ones: a usual definition of an adopted or activated customer.
 *
 * <p>"3 days within a week" is {@code new ActivityGoal(3, 7)}: the third day at most 6 days after the first. With a third day
 * 7 days after the first allowed, as some write it, it is {@code new ActivityGoal(3, 8)}.
 *
 * <p>This record is immutable and thread-safe.
 *
 * @param periods n, how many distinct periods with activity are needed, 1 or more
 * @param within w, how many consecutive periods they must lie in, n or more
 */
public record ActivityGoal(int periods, int within) {

    /**
     * Checks the numbers.
     *
     * @param periods n, how many distinct periods with activity are needed, 1 or more
     * @param within w, how many consecutive periods they must lie in, n or more
     * @throws IllegalArgumentException if a number is out of its range
     */
    public ActivityGoal {
        if (periods < 1) {
            throw new IllegalArgumentException("periods must be 1 or more, was " + periods);
        }
        if (within < periods) {
            throw new IllegalArgumentException(
                    "within must be at least the %s periods needed, was %s".formatted(periods, within));
        }
    }

    /**
     * Returns when a customer reached the goal.
     *
     * @param table who was active when
     * @param customer the row
     * @return the slot of the n-th active period of the first span that reaches it, or -1 if none does
     */
    public int reachedIn(ActivityTable table, int customer) {
        int start = table.firstActive(customer); // of the span whose last period is n - 1 active ones further
        int end = start;
        for (int i = 1; i < periods && end >= 0; i++) {
            end = table.nextActive(customer, end + 1);
        }
        while (end >= 0 && end - start >= within) {
            start = table.nextActive(customer, start + 1);
            end = table.nextActive(customer, end + 1);
        }
        return end;
    }

    /**
     * Returns the customers who reached the goal.
     *
     * @param table who was active when
     * @return their rows, ascending
     */
    public int[] customers(ActivityTable table) {
        int[] reached = new int[table.customers()];
        int size = 0;
        for (int customer = 0; customer < reached.length; customer++) {
            if (reachedIn(table, customer) >= 0) {
                reached[size++] = customer;
            }
        }
        return Arrays.copyOf(reached, size);
    }

    /**
     * Returns the share of the customers of a table who reached the goal; whom it left no time for counts as one who did
     * not.
     *
     * @param table who was active when
     * @return the share, a proportion of all rows, those without activity included
     */
    public Ratio share(ActivityTable table) {
        return Ratio.of(customers(table).length, table.customers());
    }

    /**
     * Returns this goal in words.
     *
     * @return a few words
     */
    public String describe() {
        return "active in " + periods + " periods within " + within + " consecutive ones";
    }
}
