package io.github.staycurve.core.data;

import io.github.staycurve.core.internal.Checks;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Collects events in any order and sorts them into an {@link EventLog}, of which one holds some 2 billion
 * (2<sup>31</sup> - 9); a further one is an {@code IllegalStateException}.
 *
 * <p>Of events under the same {@linkplain Event#eventId() identifier} one is kept: the first by customer, time, type, value
 * and counterpart, in the order of the log, so that it does not matter which came first. The identifiers themselves are
 * forgotten when the builder is.
 *
 * <p>This class is not thread-safe.
 */
public final class EventLogBuilder {
    private static final int FIRST_CAPACITY = 1024;
    /** The longest array that every JVM makes. */
    private static final int MAX_SIZE = Integer.MAX_VALUE - 8;

    private final IdDictionary ids = new IdDictionary();
    private final IdDictionary typeNames = new IdDictionary();
    private final IdDictionary counterpartIds = new IdDictionary();
    /** The row of each event identifier. */
    private final Map<String, Integer> rowOfEvent = new HashMap<>();

    private long duplicates;
    private boolean anyValue;
    private boolean anyCounterpart;

    private int size;
    private int[] customers = new int[FIRST_CAPACITY];
    private long[] epochMillis = new long[FIRST_CAPACITY];
    private int[] types = new int[FIRST_CAPACITY];
    /** NaN where there is no value; stays empty until there is one. */
    private double[] values = {};
    /** -1 where there is none; stays empty until there is one. */
    private int[] counterparts = {};

    EventLogBuilder() {}

    /**
     * Adds an event.
     *
     * @param customerId the customer's identifier, not blank
     * @param time when it happened, in the years 1 to 9999
     * @param type what it was, not blank
     * @return this builder
     * @throws IllegalArgumentException if a value is out of its range; nothing is added then
     */
    public EventLogBuilder add(String customerId, Instant time, String type) {
        return add(customerId, Transaction.checkedMillis(time), type);
    }

    /**
     * Adds an event whose time is known in milliseconds, without making an object of it.
     *
     * @param customerId the customer's identifier, not blank
     * @param epochMillis when it happened, in milliseconds since 1970-01-01T00:00Z, in the years 1 to 9999
     * @param type what it was, not blank
     * @return this builder
     * @throws IllegalArgumentException if a value is out of its range; nothing is added then
     */
    public EventLogBuilder add(String customerId, long epochMillis, String type) {
        Checks.notBlank(customerId, "customerId");
        Transaction.checkedMillis(epochMillis);
        Checks.notBlank(type, "type");
        if (size == customers.length) {
            grow();
        }
        put(size, customerId, epochMillis, type);
        size++;
        return this;
    }

    /**
     * Adds an event with all that belongs to it, unless it is a duplicate.
     *
     * @param event the event
     * @return this builder
     */
    public EventLogBuilder add(Event event) {
        Integer known = event.eventId().isPresent()
                ? rowOfEvent.putIfAbsent(event.eventId().get(), size)
                : null;
        if (known == null) {
            add(event.customerId(), event.time(), event.type());
            putOptions(size - 1, event);
        } else {
            duplicates++;
            if (compare(event, known) < 0) {
                put(known, event.customerId(), event.time().toEpochMilli(), event.type());
                putOptions(known, event);
            }
        }
        return this;
    }

    /**
     * Returns how many events the log will have.
     *
     * @return the number of rows, duplicates not counted
     */
    public int size() {
        return size;
    }

    /**
     * Returns how many events were merged into another one of the same identifier.
     *
     * @return the number of duplicates
     */
    public long duplicates() {
        return duplicates;
    }

    /**
     * Returns the log of what was added so far; more may be added and another log built.
     *
     * @return the log
     */
    public EventLog build() {
        String[] sortedIds = ids.sorted(customers, size); // a replaced duplicate may leave a customer without events
        String[] sortedTypes = typeNames.sorted(types, size);
        String[] sortedCounterparts = counterpartIds.sorted(counterparts, anyCounterpart ? size : 0);
        EventColumns arrived = new EventColumns(size, isAnyValued(), sortedCounterparts.length > 0);
        System.arraycopy(epochMillis, 0, arrived.epochMillis, 0, size);
        rank(types, typeNames.ranks(sortedTypes), 0, arrived.types);
        rank(counterparts, counterpartIds.ranks(sortedCounterparts), 1, arrived.counterparts);
        for (int row = 0; row < arrived.values.length; row++) {
            if (!Double.isNaN(values[row])) {
                arrived.setValue(row, values[row]);
            }
        }
        int[] customerOf = new int[size];
        rank(customers, ids.ranks(sortedIds), 0, customerOf);
        RowOrder order = RowOrder.of(sortedIds.length, customerOf, epochMillis, size, arrived::compareTies);
        return new EventLog(sortedIds, order.starts(), sortedTypes, sortedCounterparts, arrived.inOrder(order));
    }

    /** Returns whether a row has a value; the only one that had may have been replaced. */
    private boolean isAnyValued() {
        for (int row = 0; anyValue && row < size; row++) {
            if (!Double.isNaN(values[row])) {
                return true;
            }
        }
        return false;
    }

    /** Turns codes into ranks, both from 0 to the number of rows; -1, which is no code, becomes 0. */
    private static void rank(int[] codes, int[] ranks, int offset, int[] to) {
        for (int row = 0; row < to.length; row++) {
            to[row] = codes[row] < 0 ? 0 : ranks[codes[row]] + offset;
        }
    }

    private void put(int row, String customerId, long millis, String type) {
        customers[row] = ids.codeOf(customerId);
        epochMillis[row] = millis;
        types[row] = typeNames.codeOf(type);
        if (anyValue) {
            values[row] = Double.NaN;
        }
        if (anyCounterpart) {
            counterparts[row] = -1;
        }
    }

    private void putOptions(int row, Event event) {
        if (event.value().isPresent()) {
            if (!anyValue) {
                anyValue = true;
                values = new double[customers.length];
                Arrays.fill(values, 0, size, Double.NaN);
            }
            values[row] = event.value().getAsDouble() + 0.0; // -0.0 + 0.0 is 0.0
        }
        if (event.counterpartId().isPresent()) {
            if (!anyCounterpart) {
                anyCounterpart = true;
                counterparts = new int[customers.length];
                Arrays.fill(counterparts, 0, size, -1);
            }
            counterparts[row] = counterpartIds.codeOf(event.counterpartId().get());
        }
    }

    /** Compares an event with a row, in the order of a log. */
    private int compare(Event event, int row) {
        int order = event.customerId().compareTo(ids.name(customers[row]));
        if (order == 0) {
            order = Long.compare(event.time().toEpochMilli(), epochMillis[row]);
        }
        if (order == 0) {
            order = event.type().compareTo(typeNames.name(types[row]));
        }
        if (order == 0) {
            boolean valued = anyValue && !Double.isNaN(values[row]);
            order = event.value().isPresent() && valued
                    ? Double.compare(event.value().getAsDouble() + 0.0, values[row])
                    : Boolean.compare(event.value().isPresent(), valued);
        }
        if (order == 0) {
            int code = anyCounterpart ? counterparts[row] : -1;
            String other = code < 0 ? "" : counterpartIds.name(code); // no identifier is empty
            order = event.counterpartId().orElse("").compareTo(other);
        }
        return order;
    }

    private void grow() {
        if (size == MAX_SIZE) {
            throw new IllegalStateException(
                    "a log holds at most " + MAX_SIZE + " events: split the customers over several logs");
        }
        int capacity = (int) Math.min(MAX_SIZE, (long) size + Math.max(size >> 1, FIRST_CAPACITY));
        customers = Arrays.copyOf(customers, capacity);
        epochMillis = Arrays.copyOf(epochMillis, capacity);
        types = Arrays.copyOf(types, capacity);
        if (anyValue) {
            values = Arrays.copyOf(values, capacity);
        }
        if (anyCounterpart) {
            counterparts = Arrays.copyOf(counterparts, capacity);
        }
    }
}
