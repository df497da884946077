package io.github.staycurve.segmentation.segment;

import io.github.staycurve.core.stat.Ratio;
import java.util.OptionalDouble;

/**
 * One of several equally large groups of customers, from the most valuable to the least.
 *
 * <p>This record is immutable and thread-safe.
 *
 * @param rank the place, 1 for the most valuable group
 * @param customers how many customers the group has; not whole where a customer was split between two groups
 * @param value what they brought, in money
 * @param shareOfCustomers the customers out of all
 * @param shareOfValue the value out of all value; empty if that is 0
 * @param cumulativeShareOfValue the value of this group and all above it out of all value; empty if that is 0
 */
public record ValueGroup(
        int rank,
        double customers,
        double value,
        Ratio shareOfCustomers,
        Ratio shareOfValue,
        Ratio cumulativeShareOfValue) {

    /**
     * Returns how many times its even share the group brings.
     *
     * @return the share of value over the share of customers; 1 is what a group of average customers brings, and it is
     *     empty if nobody brought anything
     */
    public OptionalDouble lift() {
        OptionalDouble share = shareOfValue.value();
        OptionalDouble even = shareOfCustomers.value();
        return share.isPresent() && even.isPresent()
                ? OptionalDouble.of(share.getAsDouble() / even.getAsDouble())
                : OptionalDouble.empty();
    }
}
