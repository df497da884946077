package io.github.staycurve.core.data;

import io.github.staycurve.core.internal.CompensatedSum;
import io.github.staycurve.core.time.ObservationWindow;

/**
 * Folds one customer's periods, in the order of time, into a row of a summary table. The batch path and the mergeable
 * histories both end here, so that they give the same numbers.
 *
 * <p>Not thread-safe.
 */
final class OccasionFold {
    /**
     * The net of a purchase and its refund counts as 0 up to here, either way: in doubles 0.3 - 0.2 - 0.1 is -2.8e-17,
     * which is no debt, and 0.1 + 0.2 - 0.3 is 2.8e-17, which is no spend to fit a model to.
     */
    private static final double NET_ROUNDING = 1e-6;

    /** A product of times within this range of 1 has all its digits; beyond, its logarithm is taken. */
    private static final double LARGEST_PRODUCT = 1e150;

    private final OccasionKeys keys;
    private final long calibrationEnd;
    private final long end;
    private final boolean refundsArePurchases;
    private final SummaryColumns columns;

    private int occasions;
    private long firstKey;
    private long lastKey;
    private double firstSpend;
    private final CompensatedSum repeatSpend = new CompensatedSum();
    private final CompensatedSum totalSpend = new CompensatedSum();
    /** The sum of the logarithms of the times between occasions, but for those whose product is still kept. */
    private double sumLogGaps;

    private double productOfGaps;
    private boolean refunded;
    private int holdoutOccasions;
    private final CompensatedSum holdoutSpend = new CompensatedSum();

    OccasionFold(OccasionKeys keys, ObservationWindow window, RefundPolicy refunds, SummaryColumns columns) {
        this.keys = keys;
        this.calibrationEnd = keys.of(window.calibrationEnd());
        this.end = keys.of(window.end());
        this.refundsArePurchases = refunds == RefundPolicy.AS_PURCHASE;
        this.columns = columns;
    }

    /** Returns the length of the holdout, measured as the durations of the rows are. */
    double holdoutLength() {
        return keys.between(calibrationEnd, end);
    }

    /** Forgets the customer before. */
    void start() {
        occasions = 0;
        repeatSpend.reset();
        totalSpend.reset();
        sumLogGaps = 0;
        productOfGaps = 1;
        refunded = false;
        holdoutOccasions = 0;
        holdoutSpend.reset();
    }

    /**
     * Takes the next period, later than the one before.
     *
     * @return whether it is a purchase occasion
     */
    boolean add(long key, double net, boolean hasPurchase, boolean hasRefund, boolean holdout) {
        double spend = hasPurchase && hasRefund ? settled(net) : net;
        refunded |= hasRefund;
        boolean occasion = isOccasion(refundsArePurchases, net, hasPurchase, hasRefund);
        if (holdout) {
            holdoutSpend.add(spend);
            holdoutOccasions += occasion ? 1 : 0;
            return occasion;
        }
        totalSpend.add(spend);
        if (occasion) {
            if (occasions == 0) {
                firstKey = key;
                firstSpend = spend;
            } else {
                repeatSpend.add(spend);
                addGap(keys.between(lastKey, key));
            }
            lastKey = key;
            occasions++;
        }
        return occasion;
    }

    /** Returns whether a period with this net is a purchase occasion. */
    static boolean isOccasion(boolean refundsArePurchases, double net, boolean hasPurchase, boolean hasRefund) {
        // what is left of a purchase within the rounding of its refunds is nothing, which is no debt
        return refundsArePurchases || (hasPurchase && (net >= 0 || (hasRefund && net >= -NET_ROUNDING)));
    }

    /** Takes one logarithm for many gaps: a logarithm each would cost more than all else here. */
    private void addGap(double gap) {
        productOfGaps *= gap;
        if (!(productOfGaps < LARGEST_PRODUCT && productOfGaps > 1 / LARGEST_PRODUCT)) {
            sumLogGaps += Math.log(productOfGaps);
            productOfGaps = 1;
        }
    }

    /** Returns how many occasions the customer had in the holdout. */
    int holdoutOccasions() {
        return holdoutOccasions;
    }

    /** Writes the customer's row, if there was a purchase by the end of the calibration. */
    boolean finish(String customerId) {
        if (occasions == 0) {
            return false;
        }
        int row = columns.next();
        columns.ids[row] = customerId;
        columns.frequency[row] = occasions - 1;
        columns.recency[row] = keys.between(firstKey, lastKey);
        columns.age[row] = keys.between(firstKey, calibrationEnd);
        columns.sumLogGaps[row] = sumLogGaps + Math.log(productOfGaps);
        columns.firstSpend[row] = firstSpend;
        columns.repeatSpend[row] = repeatSpend.value();
        columns.totalSpend[row] = refunded ? settled(totalSpend.value()) : totalSpend.value();
        columns.holdoutPurchases[row] = holdoutOccasions;
        columns.holdoutSpend[row] = refunded ? settled(holdoutSpend.value()) : holdoutSpend.value();
        return true;
    }

    /** Returns what is left after refunds, 0 where only rounding is. */
    private double settled(double net) {
        return !refundsArePurchases && Math.abs(net) <= NET_ROUNDING ? 0 : net;
    }
}
