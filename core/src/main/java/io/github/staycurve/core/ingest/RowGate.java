package io.github.staycurve.core.ingest;

import io.github.staycurve.core.data.RefundPolicy;
import io.github.staycurve.core.data.Transaction;
import io.github.staycurve.core.data.TransactionLog;
import io.github.staycurve.core.data.TransactionLogBuilder;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The gate of purchases and refunds. Its values come in the order order, customer, time, amount, quantity.
 *
 * <p>An instance is not thread-safe.
 */
final class RowGate extends Gate<TransactionLog> {
    private final boolean hasOrders;
    private final RefundPolicy refunds;
    private final ZeroAmountPolicy zeroAmounts;
    private final OrderBook orders;
    private final TransactionLogBuilder log = TransactionLog.builder();

    private double amount;
    private double quantity;
    /** What the row says of its amount and quantity, for the message of a refusal: a cell, a text or a number. */
    private Object amountSaid = "";

    private @Nullable Object quantitySaid;

    RowGate(SourceNames names, IngestOptions options) {
        super(names, options);
        this.hasOrders = names.has(Role.ORDER);
        this.refunds = options.refunds();
        this.zeroAmounts = options.zeroAmounts();
        this.orders = new OrderBook(options.cancelledOrders());
    }

    @Override
    void clear() {
        quantitySaid = null;
        orders.none();
    }

    void order(Cell cell) {
        if (cell.isTooLong()) {
            refuse(Role.ORDER, Flaw.TOO_LONG, cell.toString());
        } else {
            orders.next(cell);
        }
    }

    void order(@Nullable String id) {
        order(toCell(id));
    }

    void amount(Cell cell) {
        if (isOpen()) {
            amountSaid = cell;
            amount = number(Role.AMOUNT, cell);
        }
    }

    void amount(@Nullable String text) {
        amount(toCell(text));
        amountSaid = text == null ? "" : text; // the scratch cell is needed for the quantity
    }

    void amount(double value) {
        if (isOpen()) {
            amountSaid = value;
            amount = number(Role.AMOUNT, value);
        }
    }

    void quantity(Cell cell) {
        if (isOpen()) {
            quantitySaid = cell;
            quantity = number(Role.QUANTITY, cell);
        }
    }

    void quantity(@Nullable String text) {
        quantity(toCell(text));
    }

    void quantity(double value) {
        if (isOpen()) {
            quantitySaid = value;
            quantity = number(Role.QUANTITY, value);
        }
    }

    @Override
    void decide() {
        double product = quantitySaid == null ? amount : quantity * amount + 0.0; // -0.0 + 0.0 is 0.0
        double paid = orders.isCancelled() ? Math.copySign(product, -1) : product;
        if (Math.abs(paid) > Transaction.MAX_AMOUNT) {
            refuse(Role.AMOUNT, Flaw.PRODUCT_BEYOND_LIMIT, amountSaid);
        } else if (refunds == RefundPolicy.IGNORE && orders.isCancelled()) {
            refuse(Role.ORDER, Flaw.CANCELLED, orders.current());
        } else if (refunds == RefundPolicy.IGNORE && paid < 0) {
            refuseEither(quantity < 0, Flaw.REFUND);
        } else if (zeroAmounts == ZeroAmountPolicy.REFUSE && paid == 0) {
            refuseEither(quantity == 0, Flaw.ZERO);
        } else {
            log.add(customer(), epochMillis(), paid);
            if (hasOrders) {
                orders.accept(epochMillis(), Math.copySign(1, paid) < 0); // as the log tells a refund: -0.0 is one
            }
        }
    }

    @Override
    long accepted() {
        return log.size();
    }

    @Override
    long merged() {
        return 0;
    }

    @Override
    OptionalLong orders() {
        return hasOrders ? OptionalLong.of(orders.accepted()) : OptionalLong.empty();
    }

    @Override
    long @Nullable [] orderTimes() {
        return hasOrders ? orders.times() : null;
    }

    @Override
    TransactionLog buildLog() {
        return log.build();
    }

    private void refuseEither(boolean ofQuantity, Flaw flaw) {
        if (quantitySaid != null && ofQuantity) {
            refuse(Role.QUANTITY, flaw, quantitySaid);
        } else {
            refuse(Role.AMOUNT, flaw, amountSaid);
        }
    }
}
