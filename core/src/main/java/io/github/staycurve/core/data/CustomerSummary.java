package io.github.staycurve.core.data;

import io.github.staycurve.core.internal.Checks;
import java.util.OptionalDouble;

/**
 * One customer's purchase history, reduced to what a buy-till-you-die model and a spend model need.
 *
 * <p>Durations are in the unit of the table that the row belongs to; money is in the caller's currency.
 *
 * <p>This record is immutable and thread-safe.
 *
 * @param customerId the caller's identifier, not blank
 * @param frequency x, the number of repeat purchases: occasions after the first; 0 for a one-time buyer
 * @param recency t<sub>x</sub>, the time from the first purchase to the last, in [0, age]; 0 exactly when frequency is 0.
 *     This is not the time since the last purchase: see {@link #inactivity()}
 * @param age T, the time from the first purchase to the end of the observation, finite, 0 or more
 * @param firstSpend what the first occasion brought, net of refunds of its day, 0 or more (any finite amount where
 *     refunds count as purchases)
 * @param repeatSpend what the x repeat occasions brought together, net; 0 when frequency is 0
 * @param totalSpend what the customer brought up to the end of the observation, net of every refund, also of those on
 *     days that are no occasion
 */
public record CustomerSummary(
        String customerId,
        int frequency,
        double recency,
        double age,
        double firstSpend,
        double repeatSpend,
        double totalSpend) {

    /**
     * Checks the row.
     *
     * @param customerId the caller's identifier, not blank
     * @param frequency x, the number of repeat purchases: occasions after the first; 0 for a one-time buyer
     * @param recency t<sub>x</sub>, the time from the first purchase to the last, in [0, age]; 0 exactly when frequency is
     *     0
     * @param age T, the time from the first purchase to the end of the observation, finite, 0 or more
     * @param firstSpend what the first occasion brought, finite
     * @param repeatSpend what the x repeat occasions brought together, finite; 0 when frequency is 0
     * @param totalSpend what the customer brought up to the end of the observation, finite
     * @throws IllegalArgumentException if a value lies outside the range given for its component
     */
    public CustomerSummary {
        Checks.notBlank(customerId, "customerId");
        Checks.nonNegative(frequency, "frequency");
        Checks.nonNegativeFinite(age, "age");
        Checks.inRange(recency, 0, age, "recency");
        if ((frequency == 0) != (recency == 0)) {
            throw new IllegalArgumentException(
                    ("customer '%s': frequency %s with recency %s; recency is 0 exactly when there is no repeat purchase."
                                    + " Purchases of one occasion count once: merge them before building the summary")
                            .formatted(customerId, frequency, recency));
        }
        Checks.finite(firstSpend, "firstSpend");
        Checks.finite(totalSpend, "totalSpend");
        if (!Double.isFinite(repeatSpend) || (frequency == 0 && repeatSpend != 0)) {
            throw new IllegalArgumentException(
                    "customer '%s': repeatSpend must be finite, and 0 without a repeat purchase, was %s"
                            .formatted(customerId, repeatSpend));
        }
    }

    /**
     * Returns the summary of a customer whose spend does not matter.
     *
     * @param customerId the caller's identifier, not blank
     * @param frequency x, the number of repeat purchases
     * @param recency t<sub>x</sub>, the time from the first purchase to the last
     * @param age T, the time from the first purchase to the end of the observation
     * @return the row, with a spend of 0
     * @throws IllegalArgumentException if a value lies outside the range given for its component
     */
    public static CustomerSummary of(String customerId, int frequency, double recency, double age) {
        return new CustomerSummary(customerId, frequency, recency, age, 0, 0, 0);
    }

    /**
     * Returns the number of purchases, the first one included.
     *
     * @return x + 1
     */
    public int purchases() {
        return frequency + 1;
    }

    /**
     * Returns the time since the last purchase; what RFM scoring calls recency.
     *
     * @return T - t<sub>x</sub>, 0 or more
     */
    public double inactivity() {
        return age - recency;
    }

    /**
     * Returns the mean spend of the repeat occasions, the z̄ of a spend model.
     *
     * @return the mean, empty for a one-time buyer
     */
    public OptionalDouble meanSpend() {
        return frequency == 0 ? OptionalDouble.empty() : OptionalDouble.of(repeatSpend / frequency);
    }
}
