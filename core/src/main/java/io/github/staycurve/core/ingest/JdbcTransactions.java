package io.github.staycurve.core.ingest;

import io.github.staycurve.core.data.TransactionLog;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads purchases and refunds from the rows of a query.
 *
 * <p>The columns are those of the result, by label, exactly or else without regard to case if that leaves one. A
 * {@code NULL} is a missing value. Times without a zone ({@code TIMESTAMP}, {@code DATE}) are local times in the zone of
 * the reader; those with one are instants; texts are read as {@link CsvTransactions} reads them, and so are numbers that
 * come as text. The line of a refused row is its number in the result, from 1. See {@link
 * io.github.staycurve.core.ingest the package} for the rules.
 *
 * <p>This class is immutable and thread-safe if its progress listener is.
 */
public final class JdbcTransactions {
    private static final String NAME = "query";

    private final Map<Role, String> columns;
    private final IngestOptions options;

    private JdbcTransactions(Builder builder) {
        this.columns = Map.copyOf(builder.columns());
        this.options = builder.options();
    }

    /**
     * Returns a builder for results with these columns.
     *
     * @param customerColumn the label of the column that identifies the customer
     * @param timeColumn the label of the column that says when
     * @param amountColumn the label of the column that says what was paid, or the unit price if there are quantities
     * @return the builder
     */
    public static Builder builder(String customerColumn, String timeColumn, String amountColumn) {
        return new Builder(customerColumn, timeColumn, amountColumn);
    }

    /**
     * Reads the rows from the one after the cursor to the last.
     *
     * @param rows the result of a query; neither it nor its statement is closed
     * @return the log of the accepted rows, the audit and the refused rows
     * @throws IngestException if a column is missing or there twice, or the database fails
     */
    public Ingested<TransactionLog> read(ResultSet rows) {
        SourceNames names = new SourceNames(NAME, "row", columns);
        RowGate gate = new RowGate(names, options);
        try {
            Columns found = Columns.of(rows.getMetaData(), columns);
            while (rows.next()) {
                gate.begin(gate.rows() + 1);
                pass(rows, found, gate);
                gate.end();
            }
        } catch (SQLException e) {
            throw new IngestException(
                    "query: the database failed after %d rows: %s"
                            .formatted(gate.rows(), Texts.quoted(String.valueOf(e.getMessage()), 150)),
                    e);
        }
        return gate.finish();
    }

    private static void pass(ResultSet rows, Columns columns, RowGate gate) throws SQLException {
        if (columns.order > 0) {
            gate.order(rows.getString(columns.order));
        }
        gate.customer(rows.getString(columns.customer));
        passTime(rows, columns, gate);
        Object amount = rows.getObject(columns.amount);
        if (amount instanceof Number number) {
            gate.amount(number.doubleValue());
        } else {
            gate.amount(rows.getString(columns.amount));
        }
        if (columns.quantity > 0) {
            Object quantity = rows.getObject(columns.quantity);
            if (quantity instanceof Number number) {
                gate.quantity(number.doubleValue());
            } else {
                gate.quantity(rows.getString(columns.quantity));
            }
        }
    }

    private static void passTime(ResultSet rows, Columns columns, RowGate gate) throws SQLException {
        Object time = rows.getObject(columns.time);
        if (time instanceof Timestamp timestamp) {
            if (columns.timeIsInstant) {
                gate.time(timestamp.toInstant());
            } else {
                gate.time(timestamp.toLocalDateTime());
            }
        } else if (time instanceof LocalDateTime local) {
            gate.time(local);
        } else if (time instanceof LocalDate date) {
            gate.time(date);
        } else if (time instanceof java.sql.Date date) {
            gate.time(date.toLocalDate());
        } else if (time instanceof OffsetDateTime offset) {
            gate.time(offset.toInstant());
        } else if (time instanceof ZonedDateTime zoned) {
            gate.time(zoned.toInstant());
        } else if (time instanceof Instant instant) {
            gate.time(instant);
        } else {
            gate.time(rows.getString(columns.time));
        }
    }

    /** The columns by number, from 1; 0 for one that was not asked for. */
    private record Columns(int order, int customer, int time, boolean timeIsInstant, int amount, int quantity) {

        static Columns of(ResultSetMetaData result, Map<Role, String> wanted) throws SQLException {
            List<String> labels = new ArrayList<>();
            for (int i = 1; i <= result.getColumnCount(); i++) {
                labels.add(result.getColumnLabel(i).strip());
            }
            Map<Role, Integer> found = new ColumnFinder(NAME, labels).find(wanted);
            int time = number(found.get(Role.TIME));
            // PostgreSQL's driver reports the plain type for both, and gives instants as Timestamp
            boolean instant = result.getColumnType(time) == Types.TIMESTAMP_WITH_TIMEZONE
                    || "timestamptz".equalsIgnoreCase(result.getColumnTypeName(time));
            return new Columns(
                    number(found.get(Role.ORDER)),
                    number(found.get(Role.CUSTOMER)),
                    time,
                    instant,
                    number(found.get(Role.AMOUNT)),
                    number(found.get(Role.QUANTITY)));
        }

        private static int number(@Nullable Integer index) {
            return index == null ? 0 : index + 1;
        }
    }

    /**
     * Collects the options of a {@link JdbcTransactions}.
     *
     * <p>This class is not thread-safe.
     */
    public static final class Builder extends ColumnsBuilder<Builder> {
        private Builder(String customerColumn, String timeColumn, String amountColumn) {
            super(customerColumn, timeColumn, amountColumn);
        }

        /**
         * Returns the reader.
         *
         * @return the reader
         * @throws IllegalStateException if there are cancelled orders but no order column
         */
        public JdbcTransactions build() {
            return new JdbcTransactions(this);
        }

        @Override
        Builder self() {
            return this;
        }
    }
}
