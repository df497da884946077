package io.github.staycurve.clv.value;

import io.github.staycurve.core.internal.Checks;
import io.github.staycurve.core.time.DiscountRate;
import io.github.staycurve.core.time.Horizon;

/**
 * What turns expected purchases into money: how far ahead to count them, what later money loses, and the share of spend
 * that is profit.
 *
 * <p>This record is immutable and thread-safe.
 *
 * @param horizon how far ahead purchases count
 * @param discountRate what money loses in value as it arrives later
 * @param margin the share of spend that is profit, finite, 0 or more; 1 values revenue
 */
public record ValueAssumptions(Horizon horizon, DiscountRate discountRate, double margin) {

    /**
     * Checks the margin.
     *
     * @param horizon how far ahead purchases count
     * @param discountRate what money loses in value as it arrives later
     * @param margin the share of spend that is profit, finite, 0 or more; 1 values revenue
     * @throws IllegalArgumentException if the margin is negative, infinite or NaN
     */
    public ValueAssumptions {
        Checks.nonNegativeFinite(margin, "margin");
    }
}
