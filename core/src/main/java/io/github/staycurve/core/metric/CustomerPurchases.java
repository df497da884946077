package io.github.staycurve.core.metric;

import io.github.staycurve.core.data.TransactionLog;
import io.github.staycurve.core.internal.LocalDays;
import java.util.Arrays;

/**
 * The distinct local days on which a customer bought, one customer at a time, without an object a row.
 *
 * <p>Reused from customer to customer; not thread-safe.
 */
final class CustomerPurchases {
    private final TransactionLog log;
    private final LocalDays localDays;
    private final long lastDay;
    private int[] days = new int[16];
    private int size;

    CustomerPurchases(TransactionLog log, MetricPeriod period) {
        this.log = log;
        this.localDays = new LocalDays(period.zone());
        this.lastDay = period.asOf().toEpochDay();
    }

    /** Reads a customer's purchase days up to the last day of the data, ascending. */
    void read(int customer) {
        size = 0;
        for (int row = log.start(customer); row < log.start(customer + 1); row++) {
            if (!log.isRefund(row)) {
                add(localDays.epochDay(log.epochMillis(row)));
            }
        }
    }

    private void add(int day) {
        if (day > lastDay) {
            return;
        }
        int at = size;
        // a clock set back across midnight may give a later instant the day before
        while (at > 0 && days[at - 1] > day) {
            at--;
        }
        if (at > 0 && days[at - 1] == day) {
            return;
        }
        if (size == days.length) {
            days = Arrays.copyOf(days, 2 * size);
        }
        System.arraycopy(days, at, days, at + 1, size - at);
        days[at] = day;
        size++;
    }

    int size() {
        return size;
    }

    int day(int i) {
        return days[i];
    }
}
