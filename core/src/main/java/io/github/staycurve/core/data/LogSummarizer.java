package io.github.staycurve.core.data;

import io.github.staycurve.core.data.OccasionRule.Split;
import io.github.staycurve.core.internal.CompensatedSum;
import io.github.staycurve.core.time.ObservationWindow;
import io.github.staycurve.core.time.PeriodUnit;
import java.time.LocalDate;

/** One pass over a log that groups each customer's rows into periods and folds these; used once, not thread-safe. */
final class LogSummarizer {
    private final TransactionLog log;
    private final ObservationWindow window;
    private final PeriodUnit unit;
    private final OccasionRule rule;
    private final OccasionKeys keys;
    private final boolean ignoresRefunds;
    private final boolean splitAtInstant;
    private final long calibrationEnd;
    private final long end;
    private final SummaryColumns columns;
    private final OccasionFold fold;
    private final KeyedAmounts calibration = new KeyedAmounts();
    private final KeyedAmounts holdout = new KeyedAmounts();
    private final CompensatedSum net = new CompensatedSum();

    // counts of the audit
    private long occasions;
    private long merged;
    private long withoutOccasion;
    private long ignoredRefunds;
    private long ofLaterCustomers;
    private long outsideWindow;
    private int laterCustomers;
    private int withoutPurchase;

    LogSummarizer(TransactionLog log, ObservationWindow window, PeriodUnit unit, OccasionRule rule) {
        this.log = log;
        this.window = window;
        this.unit = unit;
        this.rule = rule;
        this.keys = new OccasionKeys(rule.occasion(), window.zone(), unit);
        this.ignoresRefunds = rule.refunds() == RefundPolicy.IGNORE;
        this.splitAtInstant = window.hasHoldout() && rule.split() == Split.START_OF_DAY;
        this.calibrationEnd = boundary(window.calibrationEnd());
        this.end = boundary(window.end());
        this.columns = new SummaryColumns(log.customers());
        this.fold = new OccasionFold(keys, window, rule.refunds(), columns);
    }

    CustomerSummaries run() {
        for (int customer = 0; customer < log.customers(); customer++) {
            summarize(customer);
        }
        SummaryAudit audit = new SummaryAudit(
                log.size(),
                occasions,
                merged,
                withoutOccasion,
                ignoredRefunds,
                ofLaterCustomers,
                outsideWindow,
                log.customers(),
                columns.size,
                laterCustomers,
                withoutPurchase);
        return new CustomerSummaries(CustomerSummaryTable.of(unit, window, rule, fold.holdoutLength(), columns), audit);
    }

    private void summarize(int customer) {
        read(log.start(customer), log.start(customer + 1));
        fold.start();
        long occasionsBefore = occasions;
        long mergedBefore = merged;
        foldPeriods(calibration, false);
        foldPeriods(holdout, true);
        if (fold.finish(log.customerId(customer))) {
            return;
        }
        // not in the table: what was counted as its occasions were purchases in the holdout
        if (fold.holdoutOccasions() > 0) {
            laterCustomers++;
            ofLaterCustomers += occasions - occasionsBefore + merged - mergedBefore;
            occasions = occasionsBefore;
            merged = mergedBefore;
        } else {
            withoutPurchase++;
        }
    }

    /** Deals the rows [from, to) out to the calibration and the holdout. */
    private void read(int from, int to) {
        calibration.clear();
        holdout.clear();
        for (int row = from; row < to; row++) {
            long millis = log.epochMillis(row);
            long key = keys.of(millis);
            long position = splitAtInstant ? millis : key;
            if (position > end) {
                outsideWindow++;
            } else if (ignoresRefunds && log.isRefund(row)) {
                ignoredRefunds++;
            } else {
                (position <= calibrationEnd ? calibration : holdout).add(key, log.amount(row));
            }
        }
    }

    private void foldPeriods(KeyedAmounts rows, boolean isHoldout) {
        rows.sort();
        int row = 0;
        while (row < rows.size()) {
            int first = row;
            long key = rows.key(row);
            boolean hasPurchase = false;
            boolean hasRefund = false;
            net.reset();
            while (row < rows.size() && rows.key(row) == key) {
                double amount = rows.amount(row++);
                boolean refund = Transaction.isRefund(amount);
                hasPurchase |= !refund;
                hasRefund |= refund;
                net.add(amount);
            }
            count(fold.add(key, net.value(), hasPurchase, hasRefund, isHoldout), row - first);
        }
    }

    private void count(boolean occasion, int rows) {
        if (occasion) {
            occasions++;
            merged += rows - 1;
        } else {
            withoutOccasion += rows;
        }
    }

    /** Where a part of the window ends: at an instant where a split cuts the day, else with its period. */
    private long boundary(LocalDate day) {
        if (!splitAtInstant) {
            return keys.of(day);
        }
        long start = keys.startOf(day);
        return keys.of(start) > keys.of(day) ? start - 1 : start; // a day that the zone skipped has no first instant
    }
}
