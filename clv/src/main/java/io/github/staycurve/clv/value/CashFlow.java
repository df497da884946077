package io.github.staycurve.clv.value;

/**
 * What one customer is expected to bring in one period after the end of the observation.
 *
 * <p>This record is immutable and thread-safe.
 *
 * @param from when the period starts, in units of the purchase model after the end of the observation
 * @param to when it ends
 * @param purchases expected purchases in the period
 * @param profit margin times expected spend times these purchases, at the prices of their day
 * @param presentValue the same, each purchase discounted from its own time to the end of the observation
 */
public record CashFlow(double from, double to, double purchases, double profit, double presentValue) {}
