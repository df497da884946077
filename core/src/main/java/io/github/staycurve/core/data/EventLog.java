package io.github.staycurve.core.data;

import io.github.staycurve.core.internal.LocalDays;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.function.Function;

/**
 * Every event of every customer, as columns: customers in the order of their identifiers, each one's events by time.
 *
 * <p>Events of one customer at the same millisecond stand by the name of their type, then by value (none first), then by
 * counterpart (none first), so that two logs of the same events are equal, whatever order these came in. A row of the log
 * is an event; the rows of customer {@code c} are {@code start(c)} to {@code start(c + 1)}, exclusive. It costs 12 bytes
 * an event, 8 more if any event has a value, 4 more if any has a counterpart, and one {@code String} a customer.
 *
 * <p>This class is immutable and thread-safe.
 */
public final class EventLog {
    private final String[] customerIds;
    /** Row of the first event of each customer; one more element than customers. */
    private final int[] starts;

    private final String[] typeNames;
    private final String[] counterpartIds;
    private final EventColumns columns;

    /** Takes the arrays over; they are sorted as the class says. */
    EventLog(String[] customerIds, int[] starts, String[] typeNames, String[] counterpartIds, EventColumns columns) {
        this.customerIds = customerIds;
        this.starts = starts;
        this.typeNames = typeNames;
        this.counterpartIds = counterpartIds;
        this.columns = columns;
    }

    /**
     * Returns the log of the caller's own objects, all of which must be valid.
     *
     * <p>To keep the good rows of a source that has bad ones, and learn which were refused, read it with {@code
     * ObjectEvents} of the {@code ingest} package, which also takes values, counterparts and event identifiers.
     *
     * @param rows the events, in any order
     * @param customerId the customer's identifier of a row, not blank
     * @param time when the row happened
     * @param type what happened, not blank
     * @param <T> the caller's type
     * @return the log
     * @throws IllegalArgumentException if a row is refused, naming its number (from 1), the value and the rule
     */
    public static <T> EventLog of(
            Iterable<? extends T> rows,
            Function<? super T, String> customerId,
            Function<? super T, Instant> time,
            Function<? super T, String> type) {
        EventLogBuilder builder = builder();
        long row = 0;
        for (T each : rows) {
            row++;
            try {
                builder.add(customerId.apply(each), time.apply(each), type.apply(each));
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
    public static EventLogBuilder builder() {
        return new EventLogBuilder();
    }

    /**
     * Returns the number of events.
     *
     * @return the number of rows
     */
    public int size() {
        return columns.size();
    }

    /**
     * Returns the number of customers.
     *
     * @return how many customers have at least one event
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
        return find(customerIds, customerId);
    }

    /**
     * Returns the row of a customer's first event.
     *
     * @param customer the customer's index, or {@link #customers()} for the end of the last one's
     * @return the row
     */
    public int start(int customer) {
        return starts[customer];
    }

    /**
     * Returns when an event happened.
     *
     * @param row the row
     * @return milliseconds since 1970-01-01T00:00Z
     */
    public long epochMillis(int row) {
        return columns.epochMillis[row];
    }

    /**
     * Returns what an event was, as a code.
     *
     * @param row the row
     * @return the code of its type, 0 or more and below {@link #types()}
     */
    public int type(int row) {
        return columns.types[row];
    }

    /**
     * Returns the number of types.
     *
     * @return how many types have at least one event
     */
    public int types() {
        return typeNames.length;
    }

    /**
     * Returns the name of a type. Codes are in the order of the names.
     *
     * @param type the code, 0 or more and below {@link #types()}
     * @return the name
     */
    public String typeName(int type) {
        return typeNames[type];
    }

    /**
     * Returns the code of a type.
     *
     * @param name the name
     * @return the code, or -1 if the log has no event of this type
     */
    public int typeOf(String name) {
        return find(typeNames, name);
    }

    /**
     * Returns whether an event has a value.
     *
     * @param row the row
     * @return true if it has one
     */
    public boolean hasValue(int row) {
        return columns.hasValue(row);
    }

    /**
     * Returns the value of an event that has one.
     *
     * @param row the row
     * @return the value, finite
     * @throws IllegalStateException if it has none
     */
    public double value(int row) {
        if (!columns.hasValue(row)) {
            throw new IllegalStateException("event " + row + " has no value: ask hasValue first");
        }
        return columns.values[row];
    }

    /**
     * Returns the other customer whom an event concerns, as a code.
     *
     * @param row the row
     * @return the code of the counterpart, below {@link #counterparts()}, or -1 if it has none
     */
    public int counterpart(int row) {
        return columns.counterpart(row);
    }

    /**
     * Returns the number of distinct counterparts.
     *
     * @return how many customers an event concerns, besides its own
     */
    public int counterparts() {
        return counterpartIds.length;
    }

    /**
     * Returns the identifier of a counterpart, who need not be a customer of this log: {@link #indexOf} tells. Codes are
     * in the order of the identifiers.
     *
     * @param counterpart the code, 0 or more and below {@link #counterparts()}
     * @return the identifier
     */
    public String counterpartId(int counterpart) {
        return counterpartIds[counterpart];
    }

    /**
     * Returns the local day of the last event.
     *
     * <p>To end the observation there takes for granted that the data was collected up to that day and no further. It is
     * better to say when the data was taken.
     *
     * @param zone the zone of the days
     * @return the day
     * @throws IllegalStateException if the log is empty
     */
    public LocalDate endOfData(ZoneId zone) {
        if (size() == 0) {
            throw new IllegalStateException("an empty log has no end of data");
        }
        long last = Long.MIN_VALUE;
        for (long millis : columns.epochMillis) {
            last = Math.max(last, millis);
        }
        return LocalDate.ofEpochDay(new LocalDays(zone).epochDay(last));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof EventLog log
                && Arrays.equals(customerIds, log.customerIds)
                && Arrays.equals(starts, log.starts)
                && Arrays.equals(typeNames, log.typeNames)
                && Arrays.equals(counterpartIds, log.counterpartIds)
                && columns.sameAs(log.columns);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(starts) + Arrays.hashCode(columns.epochMillis);
    }

    @Override
    public String toString() {
        return "EventLog[%s events of %s customers]".formatted(size(), customers());
    }

    private static int find(String[] sorted, String text) {
        int index = Arrays.binarySearch(sorted, text);
        return index < 0 ? -1 : index;
    }
}
