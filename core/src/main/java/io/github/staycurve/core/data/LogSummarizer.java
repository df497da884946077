package io.github.staycurve.core.data;

import io.github.staycurve.core.data.OccasionRule.Split;
import io.github.staycurve.core.internal.CompensatedSum;
import io.github.staycurve.core.internal.LocalDays;
import io.github.staycurve.core.time.ObservationWindow;
import io.github.staycurve.core.time.PeriodUnit;
import java.time.LocalDate;

/** One pass over a log that groups each customer's rows into periods and folds these; used once, not thread-safe. */
final class LogSummarizer {
    private static final double MILLIS_A_DAY = 86_400_000;

    private final TransactionLog log;
    private final ObservationWindow window;
    private final PeriodUnit unit;
    private final OccasionRule rule;
    private final LocalDays days;
    private final boolean refundsArePurchases;
    private final boolean splitAtInstant;
    private final long calibrationEnd;
    private final long end;
    private final SummaryColumns columns;
    private final OccasionFold fold;
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
        this.days = new LocalDays(window.zone());
        this.refundsArePurchases = rule.refunds() == RefundPolicy.AS_PURCHASE;
        this.splitAtInstant = window.hasHoldout() && rule.split() == Split.START_OF_DAY;
        this.calibrationEnd = boundary(window.calibrationEnd());
        this.end = boundary(window.end());
        this.columns = new SummaryColumns(log.customers());
        this.fold = new OccasionFold(keyOf(window.calibrationEnd()), keysPerUnit(), columns);
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
        return new CustomerSummaries(CustomerSummaryTable.of(unit, window, rule, columns), audit);
    }

    private void summarize(int customer) {
        fold.start();
        long occasionsBefore = occasions;
        long mergedBefore = merged;
        int end = log.start(customer + 1);
        int row = log.start(customer);
        while (row < end && isObserved(row)) {
            row = foldPeriod(row, end);
        }
        outsideWindow += end - row;
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

    /** Folds the rows of the period that starts at a row; returns the row after it. */
    private int foldPeriod(int first, int end) {
        boolean holdout = !isCalibration(first);
        long key = keyOf(log.epochMillis(first));
        boolean hasPurchase = false;
        int rows = 0;
        net.reset();
        int row = first;
        while (row < end && isObserved(row) && keyOf(log.epochMillis(row)) == key && isCalibration(row) != holdout) {
            boolean refund = log.isRefund(row);
            if (refund && rule.refunds() == RefundPolicy.IGNORE) {
                ignoredRefunds++;
            } else {
                hasPurchase |= !refund || refundsArePurchases;
                net.add(log.amount(row));
                rows++;
            }
            row++;
        }
        if (rows > 0) {
            count(fold.add(key, net.value(), hasPurchase, refundsArePurchases, holdout), rows);
        }
        return row;
    }

    private void count(boolean occasion, int rows) {
        if (occasion) {
            occasions++;
            merged += rows - 1;
        } else {
            withoutOccasion += rows;
        }
    }

    private boolean isCalibration(int row) {
        return position(row) <= calibrationEnd;
    }

    private boolean isObserved(int row) {
        return position(row) <= end;
    }

    /** Where a row stands against the ends of the window: its instant where a split cuts the day, else its period. */
    private long position(int row) {
        long millis = log.epochMillis(row);
        return splitAtInstant ? millis : keyOf(millis);
    }

    private long boundary(LocalDate day) {
        return splitAtInstant ? startOf(day) : keyOf(day);
    }

    private long keyOf(long epochMillis) {
        return switch (rule.occasion()) {
            case INSTANT -> epochMillis;
            case DAY -> days.epochDay(epochMillis);
            case WEEK -> weekOf(days.epochDay(epochMillis));
        };
    }

    private long keyOf(LocalDate day) {
        return switch (rule.occasion()) {
            case INSTANT -> startOf(day);
            case DAY -> day.toEpochDay();
            case WEEK -> weekOf(day.toEpochDay());
        };
    }

    private long startOf(LocalDate day) {
        return day.atStartOfDay(window.zone()).toInstant().toEpochMilli();
    }

    private static long weekOf(long epochDay) {
        return Math.floorDiv(epochDay + 3, 7); // 1970-01-01 was a Thursday: its week began three days before
    }

    private double keysPerUnit() {
        return switch (rule.occasion()) {
            case INSTANT -> unit.days() * MILLIS_A_DAY;
            case DAY -> unit.days();
            case WEEK -> unit.days() / PeriodUnit.WEEK.days();
        };
    }
}
