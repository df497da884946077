package io.github.staycurve.segmentation.rfm;

import io.github.staycurve.core.data.TransactionLog;
import io.github.staycurve.core.internal.Checks;
import io.github.staycurve.core.time.ObservationWindow;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * What RFM looks at of each customer, as columns: inactivity, frequency, money, and where they are known engagement and
 * tenure.
 *
 * <p>A table from a {@link TransactionLog} is in the order of the customers' identifiers; one from rows or columns keeps
 * theirs. Scores come back in the same row order. It costs 8 bytes a row and measure, and the identifiers, which it shares
 * with the log.
 *
 * <p>This class is immutable and thread-safe.
 */
public final class RfmTable {
    private final String[] customerIds;
    private final Map<RfmMeasure, double[]> columns;
    private final Optional<Source> source;

    /** What a table from transactions was made with. */
    private record Source(ObservationWindow window, RfmAudit audit) {}

    /** Takes the arrays over; they are checked. */
    private RfmTable(String[] customerIds, Map<RfmMeasure, double[]> columns, Optional<Source> source) {
        this.customerIds = customerIds;
        this.columns = columns;
        this.source = source;
    }

    /**
     * Returns the table of a log, as of the calibration end of a window.
     *
     * <p>It has a row for each customer with a purchase by then. Inactivity and tenure count local days from the last
     * purchase and from the first one to the calibration end. Frequency is the number of purchases, each row of the log
     * one order, also when there are two on a day; money is the sum of all amounts. A refund is no order and no activity,
     * but subtracts from the money.
     *
     * @param log the purchases and refunds
     * @param window the zone of the days, and the last day to look at; a holdout is not looked at
     * @return the table, with an {@linkplain #audit() audit} of every transaction
     */
    public static RfmTable of(TransactionLog log, ObservationWindow window) {
        LogReducer reducer = new LogReducer(log, window);
        RfmAudit audit = reducer.run();
        return new RfmTable(reducer.ids, reducer.columns, Optional.of(new Source(window, audit)));
    }

    /**
     * Returns the table of rows that were made elsewhere.
     *
     * @param rows one row a customer; the table keeps their order
     * @return the table; it has engagement, and tenure, if the rows have
     * @throws IllegalArgumentException if a customer comes twice, or some rows have engagement or tenure and others not
     */
    public static RfmTable of(Iterable<RfmRow> rows) {
        List<RfmRow> list = new ArrayList<>();
        rows.forEach(list::add);
        String[] ids = new String[list.size()];
        double[] inactivity = new double[ids.length];
        double[] frequency = new double[ids.length];
        double[] monetary = new double[ids.length];
        for (int row = 0; row < ids.length; row++) {
            RfmRow each = list.get(row);
            ids[row] = each.customerId();
            inactivity[row] = each.inactivity();
            frequency[row] = each.frequency();
            monetary[row] = each.monetary();
        }
        RfmTable table = of(ids, inactivity, frequency, monetary);
        table = withOptional(
                table,
                RfmMeasure.ENGAGEMENT,
                list.stream().map(RfmRow::engagement).toList());
        return withOptional(
                table, RfmMeasure.TENURE, list.stream().map(RfmRow::tenure).toList());
    }

    /**
     * Returns the table of the caller's own columns.
     *
     * @param customerIds the identifiers, not blank, none twice; copied, as the columns are
     * @param inactivity local days since the last purchase, 0 or more
     * @param frequency the number of orders, 0 or more
     * @param monetary what each customer brought, net of refunds; may be below 0
     * @return the table, in the order of the columns
     * @throws IllegalArgumentException if the lengths differ, a customer is blank or comes twice, or a value is out of the
     *     range of its measure, naming the row (from 0)
     */
    public static RfmTable of(String[] customerIds, double[] inactivity, double[] frequency, double[] monetary) {
        String[] ids = customerIds.clone();
        checkDistinct(ids);
        Map<RfmMeasure, double[]> columns = new EnumMap<>(RfmMeasure.class);
        columns.put(RfmMeasure.INACTIVITY, checkedCopy(RfmMeasure.INACTIVITY, inactivity, ids.length));
        columns.put(RfmMeasure.FREQUENCY, checkedCopy(RfmMeasure.FREQUENCY, frequency, ids.length));
        columns.put(RfmMeasure.MONETARY, checkedCopy(RfmMeasure.MONETARY, monetary, ids.length));
        return new RfmTable(ids, columns, Optional.empty());
    }

    /**
     * Returns this table with a column added, or put in the place of the one it has.
     *
     * @param measure what the column measures
     * @param values one value a row, in the order of the rows; copied
     * @return the table, which shares its other columns with this one
     * @throws IllegalArgumentException if there are more or fewer values than rows, or one is out of the range of the
     *     measure
     */
    public RfmTable withColumn(RfmMeasure measure, double[] values) {
        Map<RfmMeasure, double[]> more = new EnumMap<>(columns);
        more.put(measure, checkedCopy(measure, values, size()));
        return new RfmTable(customerIds, more, source);
    }

    /**
     * Returns the number of customers.
     *
     * @return the number of rows
     */
    public int size() {
        return customerIds.length;
    }

    /**
     * Returns the identifier of a row's customer.
     *
     * @param row the row
     * @return the caller's identifier
     */
    public String customerId(int row) {
        return customerIds[row];
    }

    /**
     * Returns whether the table has a column of this measure.
     *
     * @param measure the measure
     * @return true if it has
     */
    public boolean has(RfmMeasure measure) {
        return columns.containsKey(measure);
    }

    /**
     * Returns a value.
     *
     * @param measure the measure
     * @param row the row
     * @return the value, finite
     * @throws IllegalArgumentException if the table has no such column
     */
    public double value(RfmMeasure measure, int row) {
        return column(measure)[row];
    }

    /**
     * Returns the local days since the customer's last purchase; what RFM elsewhere calls recency.
     *
     * @param row the row
     * @return the days, 0 or more
     */
    public double inactivity(int row) {
        return value(RfmMeasure.INACTIVITY, row);
    }

    /**
     * Returns the number of orders.
     *
     * @param row the row
     * @return the number; all orders, unlike the repeat purchases of a purchase history
     */
    public double frequency(int row) {
        return value(RfmMeasure.FREQUENCY, row);
    }

    /**
     * Returns what the customer brought, net of refunds.
     *
     * @param row the row
     * @return the sum; below 0 if more was refunded than bought
     */
    public double monetary(int row) {
        return value(RfmMeasure.MONETARY, row);
    }

    /**
     * Returns one row.
     *
     * @param row the row
     * @return the customer's values
     */
    public RfmRow get(int row) {
        Objects.checkIndex(row, size());
        return new RfmRow(
                customerId(row),
                inactivity(row),
                frequency(row),
                monetary(row),
                optionalValue(RfmMeasure.ENGAGEMENT, row),
                optionalValue(RfmMeasure.TENURE, row));
    }

    /**
     * Returns the window that the table was made over.
     *
     * @return the window, empty for a table of rows from elsewhere
     */
    public Optional<ObservationWindow> window() {
        return source.map(Source::window);
    }

    /**
     * Returns what became of every transaction of the log.
     *
     * @return the audit, empty for a table of rows from elsewhere
     */
    public Optional<RfmAudit> audit() {
        return source.map(Source::audit);
    }

    /**
     * Returns how this table was made, in words.
     *
     * @return one line
     */
    public String describe() {
        String made =
                source.map(s -> "orders are rows; " + s.window().describe()).orElse("measured by the caller");
        return "%s customers; %s".formatted(size(), made);
    }

    @Override
    public String toString() {
        return "RfmTable[" + describe() + "]";
    }

    /** Returns the column itself, which no one may change. */
    double[] column(RfmMeasure measure) {
        double[] column = columns.get(measure);
        if (column == null) {
            throw new IllegalArgumentException(
                    "this table has no %s: add it with withColumn(..)".formatted(measure.label()));
        }
        return column;
    }

    /** Returns the identifiers themselves, which no one may change. */
    String[] ids() {
        return customerIds;
    }

    private OptionalDouble optionalValue(RfmMeasure measure, int row) {
        return has(measure) ? OptionalDouble.of(value(measure, row)) : OptionalDouble.empty();
    }

    private static RfmTable withOptional(RfmTable table, RfmMeasure measure, List<OptionalDouble> values) {
        double[] column = new double[values.size()];
        int present = 0;
        for (int row = 0; row < column.length; row++) {
            if (values.get(row).isPresent()) {
                present++;
                column[row] = values.get(row).getAsDouble();
            }
        }
        if (present > 0 && present < column.length) {
            throw new IllegalArgumentException("%s of %s rows have a %s: all must have it, or none"
                    .formatted(present, column.length, measure.label()));
        }
        return present == 0 ? table : table.withColumn(measure, column);
    }

    private static double[] checkedCopy(RfmMeasure measure, double[] values, int rows) {
        if (values.length != rows) {
            throw new IllegalArgumentException(
                    "%s has %s values for %s customers".formatted(measure.label(), values.length, rows));
        }
        double[] copy = new double[rows];
        for (int row = 0; row < rows; row++) {
            try {
                copy[row] = measure.checked(values[row]);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("row " + row + ": " + e.getMessage(), e);
            }
        }
        return copy;
    }

    private static void checkDistinct(String[] ids) {
        boolean ascending = true;
        for (int row = 0; row < ids.length; row++) {
            Checks.notBlank(ids[row], "customerId of row " + row);
            ascending &= row == 0 || ids[row - 1].compareTo(ids[row]) < 0;
        }
        if (ascending) {
            return;
        }
        Set<String> seen = new HashSet<>();
        for (String id : ids) {
            if (!seen.add(id)) {
                throw new IllegalArgumentException(
                        "customer '%s' comes twice: RFM takes one row a customer".formatted(id));
            }
        }
    }
}
