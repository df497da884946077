package io.github.staycurve.core.metric;

import io.github.staycurve.core.data.TransactionLog;
import io.github.staycurve.core.internal.Instants;
import io.github.staycurve.core.stat.CellStatus;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * The revenue of every period, split into what came and what went since the period before.
 *
 * <p>A customer's revenue in a period is the sum of their amounts in it. A refund counts when it is paid, in the period
 * of the refund, not of the purchase. A customer is new in the first period in which that sum is above 0: what was before
 * the log begins is not known to it. Transactions at or after the as-of instant, and after the last window, do not exist
 * for it; they are {@linkplain #ignored() counted}.
 *
 * <p>This class is immutable and thread-safe.
 */
public final class RevenueAccounting {
    /** Daily periods of 270 years. */
    private static final int MAX_PERIODS = 100_000;

    private final RevenuePeriods periods;
    private final Instant asOf;
    private final int first;
    private final List<RevenueMovement> movements;
    private final List<CustomerFlow> customers;
    private final long ignored;

    RevenueAccounting(
            RevenuePeriods periods,
            Instant asOf,
            int first,
            List<RevenueMovement> movements,
            List<CustomerFlow> customers,
            long ignored) {
        this.periods = periods;
        this.asOf = asOf;
        this.first = first;
        this.movements = List.copyOf(movements);
        this.customers = List.copyOf(customers);
        this.ignored = ignored;
    }

    /**
     * Returns the accounting of a log.
     *
     * @param log the purchases and refunds, in one currency
     * @param periods the periods
     * @param asOf the instant up to which the data is known, exclusive, in the years 1 to 9999
     * @return the accounting, from the period of the first transaction to the one of the as-of instant
     * @throws IllegalArgumentException if that is more than 100,000 periods, or the instant is out of its range
     */
    public static RevenueAccounting of(TransactionLog log, RevenuePeriods periods, Instant asOf) {
        return new RevenueFold(log, periods, Instants.checked(asOf, "asOf"), MAX_PERIODS).run();
    }

    /**
     * Returns the periods.
     *
     * @return the periods
     */
    public RevenuePeriods periods() {
        return periods;
    }

    /**
     * Returns the instant up to which the data is known.
     *
     * @return the instant, exclusive
     */
    public Instant asOf() {
        return asOf;
    }

    /**
     * Returns the index of the first period.
     *
     * @return the period of the first transaction; of the as-of instant if there is none
     */
    public int firstPeriod() {
        return first;
    }

    /**
     * Returns the index of the last period.
     *
     * @return the period that holds the as-of instant or ends at it, or the last window
     */
    public int lastPeriod() {
        return first + movements.size() - 1;
    }

    /**
     * Returns the movement of a period.
     *
     * @param period the period's index
     * @return the amounts that came and went
     * @throws IllegalArgumentException if it is not one of these periods
     */
    public RevenueMovement movement(int period) {
        return movements.get(place(period));
    }

    /**
     * Returns the paying customers of a period: those whose revenue in it is above 0.
     *
     * @param period the period's index
     * @return who paid before, and who came and went; nobody is both in one period
     * @throws IllegalArgumentException if it is not one of these periods
     */
    public CustomerFlow customers(int period) {
        return customers.get(place(period));
    }

    /**
     * Returns how far a period is known.
     *
     * @param period the period's index
     * @return {@link CellStatus#PARTIAL} for a period that ends after the as-of instant, in which customers who have yet to
     *     pay count as churned; else {@link CellStatus#COMPLETE}
     * @throws IllegalArgumentException if it is not one of these periods
     */
    public CellStatus status(int period) {
        place(period);
        LocalDate next = periods.lastDay(period).plusDays(1);
        Instant end = next.atStartOfDay(periods.zone()).toInstant();
        return end.isAfter(asOf) ? CellStatus.PARTIAL : CellStatus.COMPLETE;
    }

    /**
     * Returns how many transactions were left out because they lie at or after the as-of instant, or after the last window.
     *
     * @return the number of transactions
     */
    public long ignored() {
        return ignored;
    }

    /**
     * Returns the accounting of both parts together.
     *
     * @param other the accounting of other customers, none of whom is in this one
     * @return the sums, period by period
     * @throws IllegalArgumentException if it has other periods or another as-of instant
     */
    public RevenueAccounting plus(RevenueAccounting other) {
        if (!other.describe().equals(describe())) {
            throw new IllegalArgumentException("accountings of different definitions cannot be added: %s; %s"
                    .formatted(describe(), other.describe()));
        }
        int from = Math.min(first, other.first);
        List<RevenueMovement> amounts = new ArrayList<>();
        List<CustomerFlow> heads = new ArrayList<>();
        for (int period = from; period <= lastPeriod(); period++) {
            amounts.add(orNone(period).plus(other.orNone(period)));
            heads.add(headsOrNone(period).plus(other.headsOrNone(period)));
        }
        return new RevenueAccounting(periods, asOf, from, amounts, heads, ignored + other.ignored);
    }

    /**
     * Returns this accounting's definition in words.
     *
     * @return one line
     */
    public String describe() {
        return "revenue by customer and period, %s, as of %s; refunds count when paid, a customer's net below 0 as 0 in movements"
                .formatted(periods.describe(), asOf);
    }

    @Override
    public String toString() {
        return "RevenueAccounting[%s; periods %s to %s]".formatted(describe(), first, lastPeriod());
    }

    private RevenueMovement orNone(int period) {
        return period < first ? RevenueMovement.NONE : movements.get(period - first);
    }

    private CustomerFlow headsOrNone(int period) {
        return period < first ? CustomerFlow.of(0, 0, 0) : customers.get(period - first);
    }

    private int place(int period) {
        if (period < first || period > lastPeriod()) {
            throw new IllegalArgumentException(
                    "period must lie in [%s, %s], was %s".formatted(first, lastPeriod(), period));
        }
        return period - first;
    }
}
