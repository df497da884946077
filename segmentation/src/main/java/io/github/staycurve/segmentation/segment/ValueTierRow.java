package io.github.staycurve.segmentation.segment;

import io.github.staycurve.core.stat.Ratio;

/**
 * What the customers of one tier are to the whole.
 *
 * <p>This record is immutable and thread-safe.
 *
 * @param tier the tier
 * @param customers how many customers are in it
 * @param totalValue what they brought together, in money
 * @param shareOfCustomers how many of all customers are in it
 * @param shareOfValue how much of the value of all customers they brought; above 1 or below 0 where customers brought less
 *     than nothing, and empty when all of them together brought nothing or less
 */
public record ValueTierRow(
        ValueTier tier, int customers, double totalValue, Ratio shareOfCustomers, Ratio shareOfValue) {}
