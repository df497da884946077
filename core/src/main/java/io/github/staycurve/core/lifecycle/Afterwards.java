package io.github.staycurve.core.lifecycle;

import io.github.staycurve.core.data.PurchaseDays;
import io.github.staycurve.core.data.TransactionLog;
import io.github.staycurve.core.internal.CompensatedSum;
import io.github.staycurve.core.internal.LocalDays;
import java.time.LocalDate;

/** What customers did in the days after one day. Customers are asked for by their identifier. */
final class Afterwards {
    private final TransactionLog log;
    private final PurchaseDays whole;
    private final int asOf;
    private final int horizonDays;
    private final boolean ignoreRefunds;
    private final LocalDays localDays;

    Afterwards(TransactionLog log, PurchaseDays whole, LocalDate asOf, int horizonDays, boolean ignoreRefunds) {
        this.log = log;
        this.whole = whole;
        this.asOf = (int) asOf.toEpochDay();
        this.horizonDays = horizonDays;
        this.ignoreRefunds = ignoreRefunds;
        this.localDays = new LocalDays(whole.zone());
    }

    PurchaseDays whole() {
        return whole;
    }

    int asOf() {
        return asOf;
    }

    int horizonDays() {
        return horizonDays;
    }

    /** Returns whether a customer bought within the horizon. */
    boolean bought(String customerId) {
        int customer = whole.indexOf(customerId);
        for (int place = whole.start(customer + 1) - 1; place >= whole.start(customer); place--) {
            int day = whole.day(place);
            if (day <= asOf) {
                return false;
            }
            if (day <= asOf + horizonDays) {
                return true;
            }
        }
        return false;
    }

    /** Returns what a customer paid within the horizon, net of refunds unless these are ignored. */
    double spend(String customerId) {
        int customer = log.indexOf(customerId);
        CompensatedSum sum = new CompensatedSum();
        for (int row = log.start(customer); row < log.start(customer + 1); row++) {
            int day = localDays.epochDay(log.epochMillis(row));
            if (day > asOf && day <= asOf + horizonDays && !(ignoreRefunds && log.isRefund(row))) {
                sum.add(log.amount(row));
            }
        }
        return sum.value();
    }
}
