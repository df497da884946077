package io.github.staycurve.core.metric;

import io.github.staycurve.core.data.TransactionLog;
import io.github.staycurve.core.internal.CompensatedSum;
import io.github.staycurve.core.internal.Instants;
import io.github.staycurve.core.internal.LocalDays;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * Folds a log into the movements of each period.
 *
 * <p>Not thread-safe; made for one run.
 */
final class RevenueFold {
    /**
     * A net with a refund in it counts as 0 up to here: in doubles 0.3 - 0.2 - 0.1 is -2.8e-17, which is neither debt nor
     * revenue.
     */
    private static final double NET_ROUNDING = 1e-6;

    private final TransactionLog log;
    private final RevenuePeriods periods;
    private final Instant asOf;
    private final long asOfMillis;
    private final LocalDays days;
    private final int last;
    private final int maxPeriods;

    private int first;
    private RevenueTally[] tallies = {};
    private long ignored;

    /** The period that the last row asked about lies in, and its days. */
    private int period;

    private long periodFrom = Long.MAX_VALUE;
    private long periodTo = Long.MIN_VALUE;

    RevenueFold(TransactionLog log, RevenuePeriods periods, Instant asOf, int maxPeriods) {
        this.log = log;
        this.periods = periods;
        this.asOf = asOf;
        this.asOfMillis = Instants.ceilingMillis(asOf);
        this.days = new LocalDays(periods.zone());
        this.maxPeriods = maxPeriods;
        LocalDate lastKnown = LocalDate.ofInstant(asOf.minusNanos(1), periods.zone());
        this.last = Math.min(periods.lastIndex(), periods.indexOf(lastKnown));
    }

    RevenueAccounting run() {
        first = firstPeriod();
        tallies = new RevenueTally[count()];
        for (int i = 0; i < tallies.length; i++) {
            tallies[i] = new RevenueTally();
        }
        for (int customer = 0; customer < log.customers(); customer++) {
            addCustomer(log.start(customer), log.start(customer + 1));
        }
        List<RevenueMovement> movements = new ArrayList<>(tallies.length);
        List<CustomerFlow> customers = new ArrayList<>(tallies.length);
        for (RevenueTally tally : tallies) {
            movements.add(tally.movement());
            customers.add(tally.customers());
        }
        return new RevenueAccounting(periods, asOf, first, movements, customers, ignored);
    }

    private int firstPeriod() {
        int earliest = last;
        for (int customer = 0; customer < log.customers(); customer++) {
            earliest = Math.min(earliest, periodOf(log.start(customer)));
        }
        return earliest;
    }

    private int count() {
        long count = (long) last - first + 1;
        if (count > maxPeriods) {
            throw new IllegalArgumentException("periods from %s to %s are %s, more than the limit of %s"
                    .formatted(periods.firstDay(first), periods.lastDay(last), count, maxPeriods));
        }
        return (int) count;
    }

    private void addCustomer(int from, int to) {
        int before = first - 2; // no period, nor one next to any
        double netBefore = 0;
        boolean known = false;
        int row = from;
        while (row < to && seen(row)) {
            int at = periodOf(row);
            CompensatedSum net = new CompensatedSum();
            boolean refunded = false;
            for (; row < to && seen(row) && periodOf(row) == at; row++) {
                net.add(log.amount(row));
                refunded |= log.isRefund(row);
            }
            double now = refunded ? settled(net.value()) : net.value();
            if (before != at - 1) {
                addSilence(before + 1, netBefore, known);
                netBefore = 0;
            }
            tallies[at - first].add(netBefore, now, known);
            known |= now > 0;
            before = at;
            netBefore = now;
        }
        addSilence(before + 1, netBefore, known);
        ignored += to - row;
    }

    /** Adds the first period without transactions after one with, in which the revenue of that one is lost. */
    private void addSilence(int at, double netBefore, boolean known) {
        if (at >= first && at <= last) {
            tallies[at - first].add(netBefore, 0, known);
        }
    }

    /** Returns whether a row exists for this analysis; those of a customer that do come first. */
    private boolean seen(int row) {
        return log.epochMillis(row) < asOfMillis && periodOf(row) <= last;
    }

    private int periodOf(int row) {
        long day = days.epochDay(log.epochMillis(row));
        if (day < periodFrom || day > periodTo) {
            period = periods.indexOf(LocalDate.ofEpochDay(day));
            periodFrom = periods.firstDay(period).toEpochDay();
            periodTo = periods.lastDay(period).toEpochDay();
        }
        return period;
    }

    private static double settled(double net) {
        return Math.abs(net) <= NET_ROUNDING ? 0 : net;
    }
}
