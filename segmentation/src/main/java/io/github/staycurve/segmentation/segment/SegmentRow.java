package io.github.staycurve.segmentation.segment;

import io.github.staycurve.core.stat.Ratio;

/**
 * What the customers of one segment are like.
 *
 * <p>Means are ratios of a sum and a number of customers, so that those of several segments merge; they are empty for a
 * segment without customers.
 *
 * <p>This record is immutable and thread-safe.
 *
 * @param segment the segment
 * @param customers how many customers are in it
 * @param totalValue what they brought together, in money; below 0 if more was refunded than bought
 * @param meanInactivity the mean time since the last purchase, in the unit of the column
 * @param meanFrequency the mean number of purchases, counted as in the column
 * @param meanValue the mean of what they brought, in money
 * @param shareOfCustomers how many of all customers are in the segment
 * @param shareOfValue how much of the value of all customers they brought; below 0 or above 1 where some customers brought
 *     less than nothing, and empty when all of them together brought nothing or less
 */
public record SegmentRow(
        Segment segment,
        int customers,
        double totalValue,
        Ratio meanInactivity,
        Ratio meanFrequency,
        Ratio meanValue,
        Ratio shareOfCustomers,
        Ratio shareOfValue) {}
