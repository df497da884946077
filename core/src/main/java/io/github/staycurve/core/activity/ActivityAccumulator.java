package io.github.staycurve.core.activity;

/**
 * What is fed with one customer after the other by {@link ActivityTable#scan}, so that several results come out of one
 * pass over a table.
 *
 * <p>An accumulator sees every customer of the table once, in the order of the rows.
 */
@FunctionalInterface
public interface ActivityAccumulator {
    /**
     * Takes a customer.
     *
     * @param customer the customer's row
     * @param slots the slots in which the customer was active, ascending, in the first {@code count} elements; not to be
     *     changed or kept, as the array is used again
     * @param count how many there are, 0 or more
     */
    void accept(int customer, int[] slots, int count);
}
