package io.github.staycurve.churn.feature;

import io.github.staycurve.core.data.EventLog;
import io.github.staycurve.core.data.PurchaseDays;
import io.github.staycurve.core.data.TransactionLog;
import io.github.staycurve.core.internal.Checks;
import io.github.staycurve.core.internal.LocalDays;
import io.github.staycurve.core.lifecycle.StagePolicy;
import io.github.staycurve.core.lifecycle.StageTable;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Fills a history with the customers of logs, each as of a cutoff. Customers are those of the purchase days.
 *
 * <p>Not thread-safe.
 */
final class LogReader {
    private static final int NONE = -1;

    private final TransactionLog log;
    private final @Nullable EventLog events;
    private final PurchaseDays days;
    private final LocalDays localDays;
    /** Where each customer of the purchase days stands in the logs. */
    private final int[] inLog;

    private final int[] inEvents;
    private final int customers;

    private final CustomerHistory history = new CustomerHistory();
    private int cutoff;
    private @Nullable StageTable stages;

    LogReader(CustomerLogs logs, PurchaseDays days) {
        this.log = logs.purchases();
        this.events = logs.events().orElse(null);
        this.days = days;
        this.localDays = new LocalDays(days.zone());
        inLog = new int[days.customers()];
        inEvents = new int[days.customers()];
        int place = 0;
        for (int customer = 0; customer < inLog.length; customer++) {
            while (!log.customerId(place).equals(days.customerId(customer))) {
                place++; // customers without a purchase day
            }
            inLog[customer] = place++;
        }
        customers = log.customers() + (events == null ? 0 : findEvents(events));
        nameTypes();
    }

    /** Finds each customer in the events, and returns how many customers are in these alone. Both ascend. */
    private int findEvents(EventLog source) {
        Arrays.fill(inEvents, NONE);
        int alone = 0;
        int place = 0;
        int customer = 0;
        for (int event = 0; event < source.customers(); event++) {
            String id = source.customerId(event);
            while (place < log.customers() && log.customerId(place).compareTo(id) < 0) {
                place++;
            }
            boolean known = place < log.customers() && log.customerId(place).equals(id);
            alone += known ? 0 : 1;
            while (customer < inLog.length && inLog[customer] < place) {
                customer++;
            }
            if (known && customer < inLog.length && inLog[customer] == place) {
                inEvents[customer] = event;
            }
        }
        return alone;
    }

    private void nameTypes() {
        if (events == null) {
            history.withoutEventLog();
            return;
        }
        String[] names = new String[events.types()];
        Map<String, Integer> codes = new HashMap<>();
        for (int type = 0; type < names.length; type++) {
            names[type] = events.typeName(type);
            codes.put(names[type], type);
        }
        history.types(names, codes);
    }

    /** Returns how many customers are in the logs. */
    int customers() {
        return customers;
    }

    /** Reads as of another day from here on. */
    void moveTo(LocalDate day, Optional<StagePolicy> policy) {
        cutoff = Checks.epochDay(day, "cutoff");
        stages = policy.map(rules -> rules.stageAt(days, day)).orElse(null);
    }

    /** Returns the history of a customer, valid until the next one is read. */
    CustomerHistory read(int customer) {
        history.start(cutoff);
        for (int place = days.start(customer), end = days.start(customer + 1);
                place < end && days.day(place) <= cutoff;
                place++) {
            history.addPurchaseDay(days.day(place));
        }
        int at = inLog[customer];
        for (int row = log.start(at), end = log.start(at + 1); row < end; row++) {
            int day = localDays.epochDay(log.epochMillis(row));
            if (day > cutoff + 1L) {
                break; // a clock set back may show a day again, but not two days later
            }
            history.addTransaction(day, log.amount(row), log.isRefund(row));
        }
        if (events != null && inEvents[customer] != NONE) {
            readEvents(events, inEvents[customer]);
        }
        if (stages != null) {
            history.stage(stages.code(customer));
        }
        return history;
    }

    private void readEvents(EventLog source, int customer) {
        for (int row = source.start(customer), end = source.start(customer + 1); row < end; row++) {
            int day = localDays.epochDay(source.epochMillis(row));
            if (day > cutoff + 1L) {
                break;
            }
            history.addEvent(day, source.type(row), source.hasValue(row) ? source.value(row) : Double.NaN);
        }
    }
}
