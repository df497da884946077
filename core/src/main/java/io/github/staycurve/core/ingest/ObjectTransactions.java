package io.github.staycurve.core.ingest;

import io.github.staycurve.core.data.TransactionLog;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * Reads purchases and refunds from the caller's own objects, keeps the good ones and accounts for the others.
 *
 * <p>An identifier or a time that is null, and an amount that is not finite, refuse their row. The line of a refused row
 * is its number, from 1. See {@link io.github.staycurve.core.ingest the package} for the rules; {@link TransactionLog#of}
 * is the way for objects of which all must be valid, and keeps an amount of -0.0 as the refund of nothing that it is in a
 * {@link io.github.staycurve.core.data.Transaction}. What the caller's functions throw is not caught.
 *
 * <p>This class is immutable and thread-safe if its functions and its progress listener are.
 *
 * @param <T> the caller's type
 */
public final class ObjectTransactions<T> {
    private static final String NAME = "objects";

    private final Function<? super T, @Nullable String> customer;
    private final Function<? super T, @Nullable Instant> time;
    private final ToDoubleFunction<? super T> amount;
    private final @Nullable ToDoubleFunction<? super T> quantity;
    private final @Nullable Function<? super T, @Nullable String> order;
    private final IngestOptions options;
    private final SourceNames names;

    private ObjectTransactions(Builder<T> builder) {
        this.customer = builder.customer;
        this.time = builder.time;
        this.amount = builder.amount;
        this.quantity = builder.quantity;
        this.order = builder.order;
        this.options = builder.options(order != null, ZoneOffset.UTC, List.of());
        Map<Role, String> columns = new EnumMap<>(Role.class);
        columns.put(Role.CUSTOMER, "customer");
        columns.put(Role.TIME, "time");
        columns.put(Role.AMOUNT, "amount");
        columns.put(Role.QUANTITY, "quantity");
        if (order != null) {
            columns.put(Role.ORDER, "order");
        }
        this.names = new SourceNames(NAME, "row", columns);
    }

    /**
     * Reads objects with the default policies: refunds and amounts of 0 are accepted.
     *
     * @param rows the purchases and refunds, in any order
     * @param customer the customer's identifier of a row; null or blank refuses it
     * @param time when the row happened; null refuses it
     * @param amount what was paid: 0 or more (and -0.0) is a purchase, less is a refund; a value that is not finite
     *     refuses it
     * @param <T> the caller's type
     * @return the log of the accepted rows, the audit and the refused rows
     */
    public static <T> Ingested<TransactionLog> of(
            Iterable<? extends T> rows,
            Function<? super T, @Nullable String> customer,
            Function<? super T, @Nullable Instant> time,
            ToDoubleFunction<? super T> amount) {
        return ObjectTransactions.<T>builder(customer, time, amount).build().read(rows);
    }

    /**
     * Returns a builder for objects of one type.
     *
     * @param customer the customer's identifier of a row; null or blank refuses it
     * @param time when the row happened; null refuses it
     * @param amount what was paid, or the unit price if there are quantities; a value that is not finite refuses the row
     * @param <T> the caller's type
     * @return the builder
     */
    public static <T> Builder<T> builder(
            Function<? super T, @Nullable String> customer,
            Function<? super T, @Nullable Instant> time,
            ToDoubleFunction<? super T> amount) {
        return new Builder<>(customer, time, amount);
    }

    /**
     * Reads objects.
     *
     * @param rows the purchases and refunds, in any order
     * @return the log of the accepted rows, the audit and the refused rows
     * @throws IngestException if a row is refused and the reader was asked to stop there
     */
    public Ingested<TransactionLog> read(Iterable<? extends T> rows) {
        RowGate gate = new RowGate(names, options);
        for (T row : rows) {
            gate.begin(gate.rows() + 1);
            if (order != null) {
                gate.order(order.apply(row));
            }
            gate.customer(customer.apply(row));
            Instant when = time.apply(row);
            if (when == null) {
                gate.time((String) null);
            } else {
                gate.time(when);
            }
            gate.amount(amount.applyAsDouble(row));
            if (quantity != null) {
                gate.quantity(quantity.applyAsDouble(row));
            }
            gate.end();
        }
        return gate.finish();
    }

    /**
     * Collects the options of an {@link ObjectTransactions}.
     *
     * <p>This class is not thread-safe.
     *
     * @param <T> the caller's type
     */
    public static final class Builder<T> extends TransactionsBuilder<Builder<T>> {
        private final Function<? super T, @Nullable String> customer;
        private final Function<? super T, @Nullable Instant> time;
        private final ToDoubleFunction<? super T> amount;
        private @Nullable ToDoubleFunction<? super T> quantity;
        private @Nullable Function<? super T, @Nullable String> order;

        private Builder(
                Function<? super T, @Nullable String> customer,
                Function<? super T, @Nullable Instant> time,
                ToDoubleFunction<? super T> amount) {
            this.customer = customer;
            this.time = time;
            this.amount = amount;
        }

        /**
         * Says how many were bought; the amount is then a unit price, and quantity × price is what was paid.
         *
         * @param quantityOfRow the quantity of a row; a value that is not finite refuses it
         * @return this builder
         */
        public Builder<T> quantity(ToDoubleFunction<? super T> quantityOfRow) {
            quantity = quantityOfRow;
            return this;
        }

        /**
         * Says which order a row belongs to; the distinct orders among the accepted rows are counted.
         *
         * @param orderOfRow the identifier of the order of a row, or null for none
         * @return this builder
         */
        public Builder<T> order(Function<? super T, @Nullable String> orderOfRow) {
            order = orderOfRow;
            return this;
        }

        /**
         * Returns the reader.
         *
         * @return the reader
         * @throws IllegalStateException if there are cancelled orders but no orders
         */
        public ObjectTransactions<T> build() {
            return new ObjectTransactions<>(this);
        }

        @Override
        Builder<T> self() {
            return this;
        }
    }
}
