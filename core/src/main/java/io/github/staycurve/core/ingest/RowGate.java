package io.github.staycurve.core.ingest;

import io.github.staycurve.core.data.RefundPolicy;
import io.github.staycurve.core.data.Transaction;
import io.github.staycurve.core.data.TransactionLog;
import io.github.staycurve.core.data.TransactionLogBuilder;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides about each row, for every source: accepted into the log, or refused for its first flaw.
 *
 * <p>A source calls {@link #begin}, then the methods of its values in the order order, customer, time, amount, quantity,
 * then {@link #end}. After the first flaw the other values of the row are not looked at. Nothing is made into an object
 * but new identifiers and what was refused.
 *
 * <p>An instance is not thread-safe.
 */
final class RowGate {
    private static final Logger LOG = LoggerFactory.getLogger(RowGate.class);
    private static final int ROWS_A_STEP = 100_000;

    private final SourceNames names;
    private final RefundPolicy refunds;
    private final ZeroAmountPolicy zeroAmounts;
    private final boolean stopAtFirstRefusal;
    private final LongConsumer progress;
    private final TimeText times;
    private final NumberText numbers = new NumberText();
    private final OrderBook orders;
    private final RefusalColumns refusals;
    private final TransactionLogBuilder log = TransactionLog.builder();
    private final Cell scratch = new Cell();

    private long rows;
    private long line;
    /** No flaw was found in the row yet. */
    private boolean open;

    private String customer = "";
    private long epochMillis;
    private double amount;
    private double quantity;
    /** What the row says of its amount and quantity, for the message of a refusal: a cell, a text or a number. */
    private Object amountSaid = "";

    private @Nullable Object quantitySaid;

    RowGate(SourceNames names, IngestOptions options) {
        this.names = names;
        this.refunds = options.refunds();
        this.zeroAmounts = options.zeroAmounts();
        this.stopAtFirstRefusal = options.stopAtFirstRefusal();
        this.progress = options.progress();
        this.times = new TimeText(new LocalClock(options.zone()), options.patterns());
        this.orders = new OrderBook(options.cancelledOrders());
        this.refusals = new RefusalColumns(names);
    }

    /** Returns how many rows were begun. */
    long rows() {
        return rows;
    }

    void begin(long lineOfRow) {
        rows++;
        line = lineOfRow;
        open = true;
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

    void customer(Cell cell) {
        if (!open) {
            return;
        }
        if (cell.isBlank()) {
            refuse(Role.CUSTOMER, Flaw.MISSING, "");
        } else if (cell.isTooLong()) {
            refuse(Role.CUSTOMER, Flaw.TOO_LONG, cell.toString());
        } else if (!cell.contentEquals(customer)) { // sources are often sorted by customer
            customer = cell.toString();
        }
    }

    void customer(@Nullable String id) {
        customer(toCell(id));
    }

    void time(Cell cell) {
        if (open) {
            epochMillis = times.parse(cell);
            refuseIfNoTime(cell);
        }
    }

    void time(@Nullable String text) {
        time(toCell(text));
    }

    void time(Instant instant) {
        if (open) {
            epochMillis = times.of(instant);
            refuseIfNoTime(instant);
        }
    }

    void time(LocalDateTime local) {
        if (open) {
            epochMillis = times.of(local);
            refuseIfNoTime(local);
        }
    }

    void time(LocalDate date) {
        if (open) {
            epochMillis = times.of(date);
            refuseIfNoTime(date);
        }
    }

    void amount(Cell cell) {
        if (open) {
            amount = numbers.parse(cell);
            amountSaid = cell;
            refuseIfNaN(Role.AMOUNT, amount, cell);
        }
    }

    void amount(@Nullable String text) {
        amount(toCell(text));
        amountSaid = text == null ? "" : text; // the scratch cell is needed for the quantity
    }

    void amount(double value) {
        if (open) {
            amount = checked(Role.AMOUNT, value);
            amountSaid = value;
        }
    }

    void quantity(Cell cell) {
        if (open) {
            quantity = numbers.parse(cell);
            quantitySaid = cell;
            refuseIfNaN(Role.QUANTITY, quantity, cell);
        }
    }

    void quantity(@Nullable String text) {
        quantity(toCell(text));
    }

    void quantity(double value) {
        if (open) {
            quantity = checked(Role.QUANTITY, value);
            quantitySaid = value;
        }
    }

    /** Decides about a row whose values were all read. */
    void end() {
        if (open) {
            double paid = quantitySaid == null ? amount : quantity * amount + 0.0; // -0.0 + 0.0 is 0.0
            decide(orders.isCancelled() ? Math.copySign(paid, -1) : paid);
        }
        if (rows % ROWS_A_STEP == 0) {
            progress.accept(rows);
        }
    }

    private void decide(double paid) {
        if (Math.abs(paid) > Transaction.MAX_AMOUNT) {
            refuse(Role.AMOUNT, Flaw.PRODUCT_BEYOND_LIMIT, amountSaid);
        } else if (refunds == RefundPolicy.IGNORE && orders.isCancelled()) {
            refuse(Role.ORDER, Flaw.CANCELLED, orders.current());
        } else if (refunds == RefundPolicy.IGNORE && paid < 0) {
            refuseEither(quantity < 0, Flaw.REFUND);
        } else if (zeroAmounts == ZeroAmountPolicy.REFUSE && paid == 0) {
            refuseEither(quantity == 0, Flaw.ZERO);
        } else {
            log.add(customer, epochMillis, paid);
            orders.accept();
        }
    }

    /** Returns the log and the account of all rows, and says in the program's log if some were refused. */
    Ingested<TransactionLog> finish() {
        IngestAudit audit = new IngestAudit(
                rows, log.size(), refusals.size(), refusals.counts(), orders.accepted(names.has(Role.ORDER)));
        Ingested<TransactionLog> ingested = new Ingested<>(names.source(), log.build(), audit, refusals.asList());
        if (audit.refused() > 0) {
            LOG.warn("{}", ingested.describeRefusals());
        }
        return ingested;
    }

    private void refuseIfNoTime(Object said) {
        if (epochMillis == TimeText.NONE) {
            refuse(Role.TIME, times.flaw(), said);
        }
    }

    private void refuseIfNaN(Role role, double value, Cell said) {
        if (Double.isNaN(value)) {
            refuse(role, numbers.flaw(), said);
        }
    }

    private double checked(Role role, double value) {
        if (!Double.isFinite(value)) {
            refuse(role, Flaw.NOT_FINITE, value);
        } else if (Math.abs(value) > Transaction.MAX_AMOUNT) {
            refuse(role, Flaw.BEYOND_LIMIT, value);
        }
        return value + 0.0; // -0.0 + 0.0 is 0.0
    }

    private void refuseEither(boolean ofQuantity, Flaw flaw) {
        if (quantitySaid != null && ofQuantity) {
            refuse(Role.QUANTITY, flaw, quantitySaid);
        } else {
            refuse(Role.AMOUNT, flaw, amountSaid);
        }
    }

    private void refuse(Role role, Flaw flaw, Object value) {
        open = false;
        refusals.add(line, role, flaw, flaw == Flaw.MISSING ? "" : value.toString());
        if (stopAtFirstRefusal) {
            throw new IngestException(refusals.get(refusals.size() - 1).message());
        }
    }

    private Cell toCell(@Nullable String text) {
        if (text == null) {
            scratch.clear();
        } else {
            scratch.set(text);
        }
        return scratch;
    }
}
