package io.github.staycurve.core.data;

import io.github.staycurve.core.internal.LocalDays;
import io.github.staycurve.core.time.ObservationWindow;
import io.github.staycurve.core.time.PeriodUnit;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * Every purchase and refund of every customer, as columns: customers in the order of their identifiers, each one's
 * transactions by time.
 *
 * <p>Two logs of the same transactions are equal, whatever order these came in. A row of the log is a transaction; the
 * rows of customer {@code c} are {@code start(c)} to {@code start(c + 1)}, exclusive. It costs 16 bytes a transaction and
 * one {@code String} a customer.
 *
 * <p>This class is immutable and thread-safe.
 */
public final class TransactionLog {
    private final String[] customerIds;
    /** Row of the first transaction of each customer; one more element than customers. */
    private final int[] starts;

    private final long[] epochMillis;
    private final double[] amounts;

    /** Takes the arrays over; they are sorted as the class says. */
    TransactionLog(String[] customerIds, int[] starts, long[] epochMillis, double[] amounts) {
        this.customerIds = customerIds;
        this.starts = starts;
        this.epochMillis = epochMillis;
        this.amounts = amounts;
    }

    /**
     * Returns the log of the caller's own objects, all of which must be valid.
     *
     * <p>To keep the good rows of a source that has bad ones, and learn which were refused, read it with
     * {@code ObjectTransactions} of the {@code ingest} package.
     *
     * @param rows the purchases and refunds, in any order
     * @param customerId the customer's identifier of a row, not blank
     * @param time when the row happened
     * @param amount what was paid: 0 or more is a purchase, less is a refund
     * @param <T> the caller's type
     * @return the log
     * @throws IllegalArgumentException if a row is refused, naming its number (from 1), the value and the rule
     */
    public static <T> TransactionLog of(
            Iterable<? extends T> rows,
            Function<? super T, String> customerId,
            Function<? super T, Instant> time,
            ToDoubleFunction<? super T> amount) {
        TransactionLogBuilder builder = builder();
        long row = 0;
        for (T each : rows) {
            row++;
            try {
                builder.add(customerId.apply(each), time.apply(each), amount.applyAsDouble(each));
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("row " + row + ": " + e.getMessage(), e);
            }
        }
        return builder.build();
    }

    /**
     * Returns an empty builder.
     *
     * @return the builder
     */
    public static TransactionLogBuilder builder() {
        return new TransactionLogBuilder();
    }

    /**
     * Returns the number of transactions.
     *
     * @return the number of rows
     */
    public int size() {
        return amounts.length;
    }

    /**
     * Returns the number of customers.
     *
     * @return how many customers have at least one transaction
     */
    public int customers() {
        return customerIds.length;
    }

    /**
     * Returns the identifier of a customer.
     *
     * @param customer the customer's index, 0 or more and below {@link #customers()}
     * @return the identifier
     */
    public String customerId(int customer) {
        return customerIds[customer];
    }

    /**
     * Returns the index of a customer.
     *
     * @param customerId the identifier
     * @return the index, or -1 if the log has no such customer
     */
    public int indexOf(String customerId) {
        int index = Arrays.binarySearch(customerIds, customerId);
        return index < 0 ? -1 : index;
    }

    /**
     * Returns the row of a customer's first transaction.
     *
     * @param customer the customer's index, or {@link #customers()} for the end of the last one's
     * @return the row
     */
    public int start(int customer) {
        return starts[customer];
    }

    /**
     * Returns when a transaction happened.
     *
     * @param row the row
     * @return milliseconds since 1970-01-01T00:00Z
     */
    public long epochMillis(int row) {
        return epochMillis[row];
    }

    /**
     * Returns what was paid.
     *
     * @param row the row
     * @return the amount; see {@link Transaction#amount()}
     */
    public double amount(int row) {
        return amounts[row];
    }

    /**
     * Returns whether a transaction is a refund.
     *
     * @param row the row
     * @return true if its amount is below 0, or is -0.0
     */
    public boolean isRefund(int row) {
        return Transaction.isRefund(amounts[row]);
    }

    /**
     * Returns the local day of the last purchase, or of the last refund if there is no purchase.
     *
     * <p>To end the observation there takes for granted that the data was collected up to that day and no further. It is
     * better to say when the data was taken: a shop without a sale for a week would else seem busy to the end.
     *
     * @param zone the zone of the days
     * @return the day
     * @throws IllegalStateException if the log is empty
     */
    public LocalDate endOfData(ZoneId zone) {
        if (size() == 0) {
            throw new IllegalStateException("an empty log has no end of data");
        }
        long lastPurchase = Long.MIN_VALUE;
        long last = Long.MIN_VALUE;
        for (int row = 0; row < amounts.length; row++) {
            last = Math.max(last, epochMillis[row]);
            if (!isRefund(row)) {
                lastPurchase = Math.max(lastPurchase, epochMillis[row]);
            }
        }
        long end = lastPurchase == Long.MIN_VALUE ? last : lastPurchase;
        return LocalDate.ofEpochDay(new LocalDays(zone).epochDay(end));
    }

    /**
     * Reduces the log to one row a customer, by the default rule: one occasion a local day, refunds net into theirs.
     *
     * @param window the days to look at
     * @param unit the unit of the durations
     * @return the table and the audit of every transaction
     */
    public CustomerSummaries summarize(ObservationWindow window, PeriodUnit unit) {
        return summarize(window, unit, OccasionRule.DEFAULT);
    }

    /**
     * Reduces the log to one row a customer.
     *
     * @param window the days to look at
     * @param unit the unit of the durations
     * @param rule what a purchase occasion is
     * @return the table and the audit of every transaction
     */
    public CustomerSummaries summarize(ObservationWindow window, PeriodUnit unit, OccasionRule rule) {
        return new LogSummarizer(this, window, unit, rule).run();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TransactionLog log
                && Arrays.equals(customerIds, log.customerIds)
                && Arrays.equals(starts, log.starts)
                && Arrays.equals(epochMillis, log.epochMillis)
                && Arrays.equals(amounts, log.amounts);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(starts) + Arrays.hashCode(epochMillis);
    }

    @Override
    public String toString() {
        return "TransactionLog[%s transactions of %s customers]".formatted(size(), customers());
    }
}
