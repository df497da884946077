package io.github.staycurve.examples.report;

import io.github.staycurve.clv.model.PurchaseModel;
import io.github.staycurve.core.data.CustomerSummaryTable;
import java.util.Locale;

/** Why a purchase model expects no purchase: the customer has gone already, or is one and buys rarely. */
final class PurchaseReason {
    private PurchaseReason() {}

    /**
     * Returns the part of the probability that weighs more, with the history it comes from; empty where a purchase is more
     * probable than none.
     */
    static String words(PurchaseModel model, CustomerSummaryTable customers, int row, double noPurchase) {
        if (noPurchase < 0.5) {
            return "";
        }
        double gone = 1 - model.probabilityAlive(customers.frequency(row), customers.recency(row), customers.age(row));
        int purchases = customers.frequency(row) + 1;
        String history = String.format(
                Locale.ROOT,
                "%d purchase%s in %.4g %ss and none for %.4g",
                purchases,
                purchases == 1 ? "" : "s",
                customers.age(row),
                customers.unit().label(),
                customers.inactivity(row));
        return gone > noPurchase / 2
                ? history + String.format(Locale.ROOT, ": gone already with probability %.2f", gone)
                : history + ": buys rarely";
    }
}
