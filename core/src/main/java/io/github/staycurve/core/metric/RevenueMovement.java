package io.github.staycurve.core.metric;

import io.github.staycurve.core.internal.Checks;
import io.github.staycurve.core.stat.Ratio;

/**
 * How the revenue of one period came from that of the period before, summed over customers.
 *
 * <p>A customer's revenue in a period is what they paid less what they were refunded in it. Where that is below 0, it
 * counts as 0 in every movement, and what it is below 0 is kept apart as {@code overRefunded}. The books balance, to
 * rounding: {@code opening = kept + contraction + churned} and {@code closing = kept + expansion + fromNew + resurrected}.
 *
 * <p>This record is immutable and thread-safe. All amounts are 0 or more.
 *
 * @param opening the revenue of the period before, of the customers who had any
 * @param kept the part of it that those customers paid again: of each the lesser of both periods
 * @param expansion what they paid beyond it
 * @param contraction what those who still paid something paid less
 * @param churned the revenue before of those who paid nothing
 * @param fromNew the revenue of customers who never had any before
 * @param resurrected the revenue of customers who had some once, and none in the period before
 * @param overRefunded how far refunds exceeded purchases, over the customers of whom they did
 * @param overRefundedOfOpening the part of {@code overRefunded} that is of customers with revenue in the period before
 */
public record RevenueMovement(
        double opening,
        double kept,
        double expansion,
        double contraction,
        double churned,
        double fromNew,
        double resurrected,
        double overRefunded,
        double overRefundedOfOpening) {
    /** Nothing came and nothing went. */
    static final RevenueMovement NONE = new RevenueMovement(0, 0, 0, 0, 0, 0, 0, 0, 0);

    /**
     * Checks the amounts.
     *
     * @param opening the revenue of the period before
     * @param kept the part of it that was paid again, at most {@code opening}
     * @param expansion what was paid beyond it
     * @param contraction what was paid less
     * @param churned the revenue before of those who paid nothing
     * @param fromNew the revenue of new customers
     * @param resurrected the revenue of customers who came back
     * @param overRefunded how far refunds exceeded purchases
     * @param overRefundedOfOpening the part of it that is of customers with revenue in the period before, at most
     *     {@code overRefunded}
     * @throws IllegalArgumentException if an amount is negative or not finite, or a part exceeds its whole
     */
    public RevenueMovement {
        Checks.nonNegativeFinite(opening, "opening");
        Checks.inRange(kept, 0, opening, "kept");
        Checks.nonNegativeFinite(expansion, "expansion");
        Checks.nonNegativeFinite(contraction, "contraction");
        Checks.nonNegativeFinite(churned, "churned");
        Checks.nonNegativeFinite(fromNew, "fromNew");
        Checks.nonNegativeFinite(resurrected, "resurrected");
        Checks.nonNegativeFinite(overRefunded, "overRefunded");
        Checks.inRange(overRefundedOfOpening, 0, overRefunded, "overRefundedOfOpening");
    }

    /**
     * Returns the revenue of the period, of the customers who had any.
     *
     * @return kept + expansion + fromNew + resurrected
     */
    public double closing() {
        return kept + expansion + fromNew + resurrected;
    }

    /**
     * Returns all that was paid in the period less all that was refunded.
     *
     * @return closing - overRefunded, which may be below 0
     */
    public double revenue() {
        return closing() - overRefunded;
    }

    /**
     * Returns the net revenue retention (NRR): what the customers of the period before paid now, out of what they paid
     * then. Above 1 their spending grew.
     *
     * <p>Refunds count in full, so it is below 0 where they were refunded more than they paid.
     *
     * @return (kept + expansion - overRefundedOfOpening) / opening; empty if there was no revenue before
     */
    public Ratio netRevenueRetention() {
        return netRevenueRetention(false);
    }

    /**
     * Returns the net revenue retention, with or without the customers who came back.
     *
     * @param includeReactivation whether the revenue of customers who came back counts, though it is not of customers of
     *     the period before; some billing reports do so
     * @return the ratio; empty if there was no revenue before
     */
    public Ratio netRevenueRetention(boolean includeReactivation) {
        double now = kept + expansion - overRefundedOfOpening;
        return Ratio.of(includeReactivation ? now + resurrected : now, opening);
    }

    /**
     * Returns the gross revenue retention (GRR): the part of the revenue before that was paid again, growth left out.
     *
     * <p>A customer who was refunded more than they paid counts as one who paid nothing: what they got back beyond it is
     * not held against the revenue of others. It is in {@link #overRefundedOfOpening()}.
     *
     * @return kept / opening, in [0, 1]; empty if there was no revenue before
     */
    public Ratio grossRevenueRetention() {
        return Ratio.of(kept, opening);
    }

    /**
     * Returns the net revenue churn rate, called net MRR churn where revenue recurs each month.
     *
     * @param includeReactivation whether the revenue of customers who came back counts against it
     * @return (churned + contraction - expansion, less resurrected if included, plus what was refunded beyond) / opening:
     *     1 minus the {@linkplain #netRevenueRetention(boolean) net revenue retention}, negative where revenue grew; empty
     *     if there was no revenue before
     */
    public Ratio netRevenueChurn(boolean includeReactivation) {
        double gone = churned + contraction - expansion + overRefundedOfOpening;
        return Ratio.of(includeReactivation ? gone - resurrected : gone, opening);
    }

    /**
     * Returns the quick ratio of revenue: what came for each unit that went. Below 1 the revenue shrinks.
     *
     * @return (fromNew + resurrected + expansion) / (churned + contraction); empty, not 0, if nothing went
     */
    public Ratio quickRatio() {
        return Ratio.of(fromNew + resurrected + expansion, churned + contraction);
    }

    /**
     * Returns the movement of both parts together.
     *
     * @param other the movement of other customers in the same period
     * @return the sums
     */
    public RevenueMovement plus(RevenueMovement other) {
        return new RevenueMovement(
                opening + other.opening,
                kept + other.kept,
                expansion + other.expansion,
                contraction + other.contraction,
                churned + other.churned,
                fromNew + other.fromNew,
                resurrected + other.resurrected,
                overRefunded + other.overRefunded,
                overRefundedOfOpening + other.overRefundedOfOpening);
    }
}
