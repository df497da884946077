package io.github.staycurve.core.ingest;

import io.github.staycurve.core.data.EventLog;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads events from the caller's own objects, keeps the good ones and accounts for the others.
 *
 * <p>An identifier, a time or a type that is null or blank refuses its row. The line of a refused row is its number, from
 * 1. See {@link io.github.staycurve.core.ingest the package} for the rules; {@link EventLog#of} is the way for objects of
 * which all must be valid. What the caller's functions throw is not caught.
 *
 * <p>This class is immutable and thread-safe if its functions and its progress listener are.
 *
 * @param <T> the caller's type
 */
public final class ObjectEvents<T> {
    private static final String NAME = "objects";

    private final Function<? super T, @Nullable String> customer;
    private final Function<? super T, @Nullable Instant> time;
    private final Function<? super T, @Nullable String> type;
    private final Function<? super T, @Nullable Double> value;
    private final Function<? super T, @Nullable String> counterpart;
    private final Function<? super T, @Nullable String> eventId;
    private final IngestOptions options;
    private final SourceNames names;

    private ObjectEvents(Builder<T> builder) {
        this.customer = builder.customer;
        this.time = builder.time;
        this.type = builder.type;
        this.value = builder.value;
        this.counterpart = builder.counterpart;
        this.eventId = builder.eventId;
        this.options = IngestOptions.ofEvents(ZoneOffset.UTC, TimePatterns.of(List.of()), builder);
        Map<Role, String> columns = new EnumMap<>(Role.class);
        columns.put(Role.CUSTOMER, "customer");
        columns.put(Role.TIME, "time");
        columns.put(Role.TYPE, "type");
        columns.put(Role.VALUE, "value");
        columns.put(Role.COUNTERPART, "counterpart");
        columns.put(Role.EVENT, "event");
        this.names = new SourceNames(NAME, "row", columns);
    }

    /**
     * Returns a builder for objects of one type.
     *
     * @param customer the customer's identifier of a row; null or blank refuses it
     * @param time when the row happened; null refuses it
     * @param type what happened; null or blank refuses the row
     * @param <T> the caller's type
     * @return the builder
     */
    public static <T> Builder<T> builder(
            Function<? super T, @Nullable String> customer,
            Function<? super T, @Nullable Instant> time,
            Function<? super T, @Nullable String> type) {
        return new Builder<>(customer, time, type);
    }

    /**
     * Reads objects.
     *
     * @param rows the events, in any order
     * @return the log of the accepted rows, the audit and the refused rows
     * @throws IngestException if a row is refused and the reader was asked to stop there
     */
    public Ingested<EventLog> read(Iterable<? extends T> rows) {
        EventGate gate = new EventGate(names, options);
        for (T row : rows) {
            gate.begin(gate.rows() + 1);
            gate.event(eventId.apply(row));
            gate.counterpart(counterpart.apply(row));
            gate.type(type.apply(row));
            gate.customer(customer.apply(row));
            Instant when = time.apply(row);
            if (when == null) {
                gate.time((String) null);
            } else {
                gate.time(when);
            }
            Double number = value.apply(row);
            if (number != null) {
                gate.value(number);
            }
            gate.end();
        }
        return gate.finish();
    }

    /**
     * Collects the options of an {@link ObjectEvents}.
     *
     * <p>This class is not thread-safe.
     *
     * @param <T> the caller's type
     */
    public static final class Builder<T> extends IngestBuilder<Builder<T>> {
        private final Function<? super T, @Nullable String> customer;
        private final Function<? super T, @Nullable Instant> time;
        private final Function<? super T, @Nullable String> type;
        private Function<? super T, @Nullable Double> value = row -> null;
        private Function<? super T, @Nullable String> counterpart = row -> null;
        private Function<? super T, @Nullable String> eventId = row -> null;

        private Builder(
                Function<? super T, @Nullable String> customer,
                Function<? super T, @Nullable Instant> time,
                Function<? super T, @Nullable String> type) {
            this.customer = customer;
            this.time = time;
            this.type = type;
        }

        /**
         * Says which number belongs to an event, such as a price or a length.
         *
         * @param valueOfRow the value of a row, or null for none; one that is not finite refuses it
         * @return this builder
         */
        public Builder<T> value(Function<? super T, @Nullable Double> valueOfRow) {
            value = valueOfRow;
            return this;
        }

        /**
         * Says which other customer an event concerns, such as the one invited.
         *
         * @param counterpartOfRow the other customer's identifier of a row, or null for none
         * @return this builder
         */
        public Builder<T> counterpart(Function<? super T, @Nullable String> counterpartOfRow) {
            counterpart = counterpartOfRow;
            return this;
        }

        /**
         * Says how an event is identified; rows of the same identifier are merged, and the audit counts them.
         *
         * @param eventIdOfRow the identifier of a row, or null for none
         * @return this builder
         */
        public Builder<T> eventId(Function<? super T, @Nullable String> eventIdOfRow) {
            eventId = eventIdOfRow;
            return this;
        }

        /**
         * Returns the reader.
         *
         * @return the reader
         */
        public ObjectEvents<T> build() {
            return new ObjectEvents<>(this);
        }

        @Override
        Builder<T> self() {
            return this;
        }
    }
}
