package io.github.staycurve.core.data;

import io.github.staycurve.core.internal.CompensatedSum;

/**
 * Folds one customer's periods, in the order of time, into a row of a summary table. The batch path and the mergeable
 * histories both end here, so that they give the same numbers.
 *
 * <p>Not thread-safe.
 */
final class OccasionFold {
    /**
     * A net above this and below 0 is 0: what is left when a purchase is refunded in parts, as 0.3 - 0.2 - 0.1 is
     * -2.8e-17 in doubles.
     */
    private static final double NET_ROUNDING = -1e-6;

    private final long endKey;
    /** How many steps of the key one unit of the table has. */
    private final double keysPerUnit;

    private final SummaryColumns columns;

    private int occasions;
    private long firstKey;
    private long lastKey;
    private double firstSpend;
    private final CompensatedSum repeatSpend = new CompensatedSum();
    private final CompensatedSum totalSpend = new CompensatedSum();
    private int holdoutOccasions;
    private final CompensatedSum holdoutSpend = new CompensatedSum();

    OccasionFold(long endKey, double keysPerUnit, SummaryColumns columns) {
        this.endKey = endKey;
        this.keysPerUnit = keysPerUnit;
        this.columns = columns;
    }

    /** Forgets the customer before. */
    void start() {
        occasions = 0;
        repeatSpend.reset();
        totalSpend.reset();
        holdoutOccasions = 0;
        holdoutSpend.reset();
    }

    /**
     * Takes the next period.
     *
     * @return whether it is a purchase occasion
     */
    boolean add(long key, double net, boolean hasPurchase, boolean refundsArePurchases, boolean holdout) {
        boolean occasion = hasPurchase && (refundsArePurchases || net >= NET_ROUNDING);
        double spend = occasion && !refundsArePurchases ? Math.max(net, 0) : net;
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
            }
            lastKey = key;
            occasions++;
        }
        return occasion;
    }

    /** Returns how many occasions the customer had by the end of the calibration. */
    int occasions() {
        return occasions;
    }

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
        // dividing a whole number once rounds once: 272 days are 272 / 7.0 weeks, as every other tool has it
        columns.recency[row] = (lastKey - firstKey) / keysPerUnit;
        columns.age[row] = (endKey - firstKey) / keysPerUnit;
        columns.firstSpend[row] = firstSpend;
        columns.repeatSpend[row] = repeatSpend.value();
        columns.totalSpend[row] = totalSpend.value();
        columns.holdoutPurchases[row] = holdoutOccasions;
        columns.holdoutSpend[row] = holdoutSpend.value();
        return true;
    }
}
