package io.github.staycurve.churn.definition;

import io.github.staycurve.core.data.PurchaseDays;
import io.github.staycurve.core.internal.Checks;
import java.time.LocalDate;

/** What all definitions by purchases share: who is a customer at the cutoff, and whether the days that decide were observed. */
final class PurchaseLabeller {
    private PurchaseLabeller() {}

    /** Labels one customer who had bought by the cutoff, in a row whose last sign is already there. */
    @FunctionalInterface
    interface Rule {
        /**
         * Writes a label.
         *
         * @param row the customer
         * @param end the place after the customer's last purchase by the cutoff; there is one before it
         * @param out where to
         */
        void label(int row, int end, LabelColumns out);
    }

    static ChurnLabels label(
            PurchaseChurn definition, PurchaseDays days, LocalDate cutoff, LocalDate observationEnd, Rule rule) {
        int day = Checks.epochDay(cutoff, "cutoff");
        boolean observed = (long) day + definition.lookAheadDays() <= Checks.epochDay(observationEnd, "observationEnd");
        LabelColumns out = new LabelColumns(days.customers());
        for (int row = 0; row < days.customers(); row++) {
            int end = endOf(days, row, day);
            if (end == days.start(row)) {
                out.unknown(row, UnknownReason.NOT_YET_CUSTOMER);
                continue;
            }
            out.lastSeen[row] = days.day(end - 1);
            if (observed) {
                rule.label(row, end, out);
            } else {
                out.unknown(row, UnknownReason.NOT_OBSERVED);
            }
        }
        return out.build(definition, cutoff, observationEnd, days::customerId);
    }

    /** Returns the place after a customer's last purchase on or before a day. */
    static int endOf(PurchaseDays days, int customer, int day) {
        int low = days.start(customer);
        int high = days.start(customer + 1);
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (days.day(middle) <= day) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
