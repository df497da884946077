package io.github.staycurve.core.ingest;

import io.github.staycurve.core.data.Transaction;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.OptionalLong;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides about each row, for every source: accepted into a log, or refused for its first flaw. This is what purchases
 * and events have in common.
 *
 * <p>A source calls {@link #begin}, then the methods of its values in the order that the kind of gate states, then {@link
 * #end}. After the first flaw the other values of the row are not looked at. Nothing is made into an object but new
 * identifiers and what was refused.
 *
 * <p>An instance is not thread-safe.
 *
 * @param <T> the type of the log
 */
abstract class Gate<T> {
    private static final Logger LOG = LoggerFactory.getLogger(Gate.class);
    private static final int ROWS_A_STEP = 100_000;

    private final SourceNames names;
    private final boolean stopAtFirstRefusal;
    private final LongConsumer progress;
    private final TimeText times;
    private final NumberText numbers = new NumberText();
    private final RefusalColumns refusals;
    private final Cell scratch = new Cell();

    private long rows;
    private long line;
    /** No flaw was found in the row yet. */
    private boolean open;

    private String customer = "";
    private long epochMillis;

    Gate(SourceNames names, IngestOptions options) {
        this.names = names;
        this.stopAtFirstRefusal = options.stopAtFirstRefusal();
        this.progress = options.progress();
        this.times = new TimeText(new LocalClock(options.zone()), options.patterns());
        this.refusals = new RefusalColumns(names);
    }

    /** Forgets what the row before said. */
    abstract void clear();

    /** Decides about a row without a flaw so far. */
    abstract void decide();

    /** Returns how many rows are in the log. */
    abstract long accepted();

    /** Returns how many rows were merged into another one. */
    abstract long merged();

    /** Returns the number of distinct orders, if the source has orders. */
    abstract OptionalLong orders();

    /** Returns when each order was first bought, in milliseconds, ascending; null if the source has no orders. */
    abstract long @Nullable [] orderTimes();

    abstract T buildLog();

    /** Returns how many rows were begun. */
    final long rows() {
        return rows;
    }

    final void begin(long lineOfRow) {
        rows++;
        line = lineOfRow;
        open = true;
        clear();
    }

    final boolean isOpen() {
        return open;
    }

    final String customer() {
        return customer;
    }

    final long epochMillis() {
        return epochMillis;
    }

    final void customer(Cell cell) {
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

    final void customer(@Nullable String id) {
        customer(toCell(id));
    }

    final void time(Cell cell) {
        if (open) {
            epochMillis = times.parse(cell);
            refuseIfNoTime(cell);
        }
    }

    final void time(@Nullable String text) {
        time(toCell(text));
    }

    final void time(Instant instant) {
        if (open) {
            epochMillis = times.of(instant);
            refuseIfNoTime(instant);
        }
    }

    final void time(LocalDateTime local) {
        if (open) {
            epochMillis = times.of(local);
            refuseIfNoTime(local);
        }
    }

    final void time(LocalDate date) {
        if (open) {
            epochMillis = times.of(date);
            refuseIfNoTime(date);
        }
    }

    /** Decides about a row whose values were all read. */
    final void end() {
        if (open) {
            decide();
        }
        if (rows % ROWS_A_STEP == 0) {
            progress.accept(rows);
        }
    }

    /** Returns the log and the account of all rows, and says in the program's log if some were refused. */
    final Ingested<T> finish() {
        IngestAudit audit = new IngestAudit(rows, accepted(), merged(), refusals.size(), refusals.counts(), orders());
        Ingested<T> ingested = new Ingested<>(names.source(), buildLog(), audit, refusals.asList(), orderTimes());
        if (audit.refused() > 0) {
            LOG.warn("{}", ingested.describeRefusals());
        }
        return ingested;
    }

    /** Returns the number in a cell; refuses the row if there is none, and then returns NaN. */
    final double number(Role role, Cell cell) {
        double value = numbers.parse(cell);
        if (Double.isNaN(value)) {
            refuse(role, numbers.flaw(), cell);
        }
        return value;
    }

    /** Returns a number, -0 as 0; refuses the row if it is not finite or beyond the limit. */
    final double number(Role role, double value) {
        if (!Double.isFinite(value)) {
            refuse(role, Flaw.NOT_FINITE, value);
        } else if (Math.abs(value) > Transaction.MAX_AMOUNT) {
            refuse(role, Flaw.BEYOND_LIMIT, value);
        }
        return value + 0.0; // -0.0 + 0.0 is 0.0
    }

    final void refuse(Role role, Flaw flaw, Object value) {
        open = false;
        refusals.add(line, role, flaw, flaw == Flaw.MISSING ? "" : value.toString());
        if (stopAtFirstRefusal) {
            throw new IngestException(refusals.get(refusals.size() - 1).message());
        }
    }

    final Cell toCell(@Nullable String text) {
        if (text == null) {
            scratch.clear();
        } else {
            scratch.set(text);
        }
        return scratch;
    }

    private void refuseIfNoTime(Object said) {
        if (epochMillis == TimeText.NONE) {
            refuse(Role.TIME, times.flaw(), said);
        }
    }
}
