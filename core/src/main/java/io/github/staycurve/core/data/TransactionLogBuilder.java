package io.github.staycurve.core.data;

import io.github.staycurve.core.internal.Checks;
import java.time.Instant;
import java.util.Arrays;

/**
 * Collects transactions in any order and sorts them into a {@link TransactionLog}, of which one holds some 2 billion
 * (2<sup>31</sup> - 9); a further one is an {@code IllegalStateException}.
 *
 * <p>This class is not thread-safe.
 */
public final class TransactionLogBuilder {
    private static final int FIRST_CAPACITY = 1024;
    /** The longest array that every JVM makes. */
    private static final int MAX_SIZE = Integer.MAX_VALUE - 8;

    private final IdDictionary ids = new IdDictionary();

    private int size;
    private int[] customers = new int[FIRST_CAPACITY];
    private long[] epochMillis = new long[FIRST_CAPACITY];
    private double[] amounts = new double[FIRST_CAPACITY];

    TransactionLogBuilder() {}

    /**
     * Adds a purchase or a refund.
     *
     * @param customerId the customer's identifier, not blank
     * @param time when it happened, in the years 1 to 9999
     * @param amount what was paid: 0 or more is a purchase, less (and -0.0) is a refund; finite, at most 1e15 either way
     * @return this builder
     * @throws IllegalArgumentException if a value is out of its range; nothing is added then
     */
    public TransactionLogBuilder add(String customerId, Instant time, double amount) {
        return add(customerId, Transaction.checkedMillis(time), amount);
    }

    /**
     * Adds a purchase or a refund whose time is known in milliseconds, without making an object of it.
     *
     * @param customerId the customer's identifier, not blank
     * @param epochMillis when it happened, in milliseconds since 1970-01-01T00:00Z, in the years 1 to 9999
     * @param amount what was paid: 0 or more is a purchase, less (and -0.0) is a refund; finite, at most 1e15 either way
     * @return this builder
     * @throws IllegalArgumentException if a value is out of its range; nothing is added then
     */
    public TransactionLogBuilder add(String customerId, long epochMillis, double amount) {
        Checks.notBlank(customerId, "customerId");
        Transaction.checkedMillis(epochMillis);
        Transaction.checkedAmount(amount);
        if (size == customers.length) {
            grow();
        }
        customers[size] = ids.codeOf(customerId);
        this.epochMillis[size] = epochMillis;
        amounts[size] = amount;
        size++;
        return this;
    }

    /**
     * Adds a transaction.
     *
     * @param transaction the purchase or refund
     * @return this builder
     */
    public TransactionLogBuilder add(Transaction transaction) {
        return add(transaction.customerId(), transaction.time(), transaction.amount());
    }

    /**
     * Returns how many transactions were added.
     *
     * @return the number of rows
     */
    public int size() {
        return size;
    }

    /**
     * Returns the log of what was added so far; more may be added and another log built.
     *
     * @return the log
     */
    public TransactionLog build() {
        String[] sortedIds = ids.sorted(customers, size);
        int[] ranks = ids.ranks(sortedIds);
        int[] customerOf = new int[size];
        for (int row = 0; row < size; row++) {
            customerOf[row] = ranks[customers[row]];
        }
        RowOrder order = RowOrder.of(
                sortedIds.length,
                customerOf,
                epochMillis,
                size,
                (row, other) -> Double.compare(amounts[row], amounts[other]));
        double[] sortedAmounts = new double[size];
        for (int to = 0; to < size; to++) {
            sortedAmounts[to] = amounts[order.rows()[to]];
        }
        return new TransactionLog(sortedIds, order.starts(), order.epochMillis(), sortedAmounts);
    }

    private void grow() {
        if (size == MAX_SIZE) {
            throw new IllegalStateException(
                    "a log holds at most " + MAX_SIZE + " transactions: split the customers over several logs");
        }
        int capacity = (int) Math.min(MAX_SIZE, (long) size + Math.max(size >> 1, FIRST_CAPACITY));
        customers = Arrays.copyOf(customers, capacity);
        epochMillis = Arrays.copyOf(epochMillis, capacity);
        amounts = Arrays.copyOf(amounts, capacity);
    }
}
