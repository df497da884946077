package io.github.staycurve.core.metric;

import io.github.staycurve.core.internal.CompensatedSum;

/**
 * Adds up the movements of one period, customer by customer.
 *
 * <p>Not thread-safe.
 */
final class RevenueTally {
    private final CompensatedSum opening = new CompensatedSum();
    private final CompensatedSum kept = new CompensatedSum();
    private final CompensatedSum expansion = new CompensatedSum();
    private final CompensatedSum contraction = new CompensatedSum();
    private final CompensatedSum churned = new CompensatedSum();
    private final CompensatedSum fromNew = new CompensatedSum();
    private final CompensatedSum resurrected = new CompensatedSum();
    private final CompensatedSum overRefunded = new CompensatedSum();
    private final CompensatedSum overRefundedOfOpening = new CompensatedSum();
    private long payingBefore;
    private long joined;
    private long reactivated;
    private long lost;

    /**
     * Adds a customer.
     *
     * @param before the net revenue in the period before
     * @param now the net revenue in this one
     * @param known whether the customer had revenue above 0 in any period before this one
     */
    void add(double before, double now, boolean known) {
        double had = Math.max(0, before);
        double has = Math.max(0, now);
        opening.add(had);
        kept.add(Math.min(had, has));
        overRefunded.add(has - now);
        if (had > 0) {
            payingBefore++;
            overRefundedOfOpening.add(has - now);
            addToPaying(had, has);
        } else if (has > 0) {
            (known ? resurrected : fromNew).add(has);
            joined += known ? 0 : 1;
            reactivated += known ? 1 : 0;
        }
    }

    private void addToPaying(double had, double has) {
        if (has == 0) {
            churned.add(had);
            lost++;
        } else if (has >= had) {
            expansion.add(has - had);
        } else {
            contraction.add(had - has);
        }
    }

    RevenueMovement movement() {
        return new RevenueMovement(
                opening.value(),
                Math.min(kept.value(), opening.value()), // each is a rounded sum: equal sums may differ in the last bit
                expansion.value(),
                contraction.value(),
                churned.value(),
                fromNew.value(),
                resurrected.value(),
                overRefunded.value(),
                Math.min(overRefundedOfOpening.value(), overRefunded.value()));
    }

    CustomerFlow customers() {
        return new CustomerFlow(payingBefore, joined, reactivated, lost, 0);
    }
}
