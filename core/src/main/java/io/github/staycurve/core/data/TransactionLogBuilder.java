package io.github.staycurve.core.data;

import io.github.staycurve.core.internal.Checks;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

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

    private final Map<String, Integer> codes = new HashMap<>();
    private String lastId = "";
    private int lastCode = -1;

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
        customers[size] = codeOf(customerId);
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
        String[] ids = codes.keySet().toArray(new String[0]);
        Arrays.sort(ids);
        int[] rankOfCode = new int[ids.length];
        for (int rank = 0; rank < ids.length; rank++) {
            rankOfCode[codes.getOrDefault(ids[rank], -1)] = rank;
        }
        int[] starts = new int[ids.length + 1];
        for (int row = 0; row < size; row++) {
            starts[rankOfCode[customers[row]] + 1]++;
        }
        for (int i = 1; i < starts.length; i++) {
            starts[i] += starts[i - 1];
        }
        int[] next = Arrays.copyOf(starts, ids.length);
        long[] sortedMillis = new long[size];
        double[] sortedAmounts = new double[size];
        for (int row = 0; row < size; row++) {
            int to = next[rankOfCode[customers[row]]]++;
            sortedMillis[to] = epochMillis[row];
            sortedAmounts[to] = amounts[row];
        }
        RowSorter sorter = new RowSorter(sortedMillis, sortedAmounts);
        for (int c = 0; c < ids.length; c++) {
            sorter.sort(starts[c], starts[c + 1]);
        }
        return new TransactionLog(ids, starts, sortedMillis, sortedAmounts);
    }

    private int codeOf(String customerId) {
        if (customerId.equals(lastId)) { // sources are often sorted by customer
            return lastCode;
        }
        Integer known = codes.get(customerId);
        int code = known == null ? codes.size() : known;
        if (known == null) {
            codes.put(customerId, code);
        }
        lastId = customerId;
        lastCode = code;
        return code;
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
