package io.github.staycurve.segmentation.segment;

import io.github.staycurve.core.internal.Checks;

/**
 * How customers are cut into tiers by what they brought.
 *
 * <p>Customers are taken from the most valuable down, until they are a share of all customers or bring a share of all
 * value. Equal values are never torn apart: whoever equals the last customer of a tier belongs to it too. And whoever
 * brought nothing or less is {@link ValueTier#LOW}, even if few brought more.
 *
 * <p>This record is immutable and thread-safe.
 *
 * @param basis what the shares are shares of
 * @param high where {@link ValueTier#HIGH} ends, above 0
 * @param middle where {@link ValueTier#MIDDLE} ends, HIGH included; at least {@code high}, at most 1
 */
public record ValueTierRule(Basis basis, double high, double middle) {
    /** What a tier is a share of. */
    public enum Basis {
        /**
         * Of the number of customers, those below 0 included: a tier ends with the customer who completes the share, the
         * ceil(share N)-th.
         */
        CUSTOMERS,

        /**
         * Of the value of all customers who brought more than nothing: a tier is the fewest customers that reach the share.
         * Customers below 0 neither count towards the whole nor lower it.
         */
        VALUE
    }

    /** The top 20 % of the customers are high, the next 30 % middle. */
    public static final ValueTierRule TOP_20_NEXT_30 = new ValueTierRule(Basis.CUSTOMERS, 0.2, 0.5);

    /** ABC: A brings 80 % of the value, B up to 95 %. */
    public static final ValueTierRule ABC = new ValueTierRule(Basis.VALUE, 0.8, 0.95);

    /**
     * Checks the shares.
     *
     * @param basis what the shares are shares of
     * @param high where {@link ValueTier#HIGH} ends, above 0
     * @param middle where {@link ValueTier#MIDDLE} ends, HIGH included; at least {@code high}, at most 1
     * @throws IllegalArgumentException if the shares are out of order or out of range
     */
    public ValueTierRule {
        Checks.positiveFinite(high, "high");
        Checks.inRange(middle, high, 1, "middle");
    }

    /**
     * Returns the rule in words.
     *
     * @return one line
     */
    public String describe() {
        String of = basis == Basis.CUSTOMERS ? "customers by value" : "customers by value, as a share of value";
        return "tiers of %s: high to %s, middle to %s, ties in the higher tier".formatted(of, high, middle);
    }
}
