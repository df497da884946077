package io.github.staycurve.core.lifecycle;

/**
 * Follows one customer's value stage through time: orders, tenure, and the reviews of mature customers.
 *
 * <p>Reused from customer to customer; not thread-safe.
 */
final class ValueTracker {
    private final int matureOrders;
    private final int reviewDays;
    private final double newTenure;
    private final int matureTenure;

    private int[] days = new int[0];
    /** Place of the first order within the last review period, and of the first that has not happened yet. */
    private int trailing;

    private int next;
    private int orders;
    private int first;
    private boolean mature;
    private boolean demoted;
    private int nextReview;

    ValueTracker(StagePolicy policy) {
        matureOrders = policy.matureOrders();
        reviewDays = policy.reviewDays();
        newTenure = policy.medianGapDays();
        matureTenure = (int) Math.ceil(2 * newTenure);
    }

    void start(int[] purchaseDays) {
        days = purchaseDays;
        trailing = 0;
        next = 0;
        orders = 0;
        mature = false;
        demoted = false;
        nextReview = 0;
    }

    /** Takes an order; all that happened before its day comes first. */
    void order(int day, int ordersWithThis, int placeAfter) {
        if (orders == 0) {
            first = day;
        } else {
            advanceTo(day - 1);
        }
        orders = ordersWithThis;
        next = placeAfter;
        if (demoted && ordersInYearTo(day) >= matureOrders) {
            demoted = false;
            becomeMature(day);
        }
        advanceTo(day);
    }

    /** Goes on to the end of a day on which there is no order, or whose order was taken. */
    void advanceTo(int day) {
        if (!mature && !demoted && orders >= matureOrders && day >= first + matureTenure) {
            becomeMature(Math.max(days[next - 1], first + matureTenure));
        }
        while (mature && nextReview <= day) {
            if (ordersInYearTo(nextReview) < matureOrders - 1) {
                mature = false;
                demoted = true;
            }
            nextReview += reviewDays;
        }
    }

    private void becomeMature(int day) {
        mature = true;
        nextReview = first + ((day - first) / reviewDays + 1) * reviewDays;
    }

    /** Returns the number of orders in the review period that ends with a day; days must not go back. */
    private int ordersInYearTo(int day) {
        while (trailing < next && days[trailing] <= day - reviewDays) {
            trailing++;
        }
        return next - trailing;
    }

    /** Returns the code of the {@link CustomerStage} of this value stage that is active. */
    int code(int ordersNow, int tenure) {
        if (mature) {
            return CustomerStage.MATURE;
        }
        return ordersNow == 1 || (ordersNow == 2 && tenure <= newTenure) ? CustomerStage.NEW : CustomerStage.GROWTH;
    }

    /** Returns the rule behind {@link #code}. */
    ValueRule rule(int ordersNow, int tenure) {
        return switch (code(ordersNow, tenure)) {
            case CustomerStage.MATURE -> ValueRule.MATURE;
            case CustomerStage.NEW -> ordersNow == 1 ? ValueRule.FIRST_ORDER : ValueRule.TWO_ORDERS_SOON;
            default -> {
                if (demoted) {
                    yield ValueRule.DEMOTED;
                }
                yield ordersNow < matureOrders ? ValueRule.FEW_ORDERS : ValueRule.SHORT_TENURE;
            }
        };
    }
}
