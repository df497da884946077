package io.github.staycurve.core.data;

import io.github.staycurve.core.internal.Checks;
import io.github.staycurve.core.time.Horizon;
import io.github.staycurve.core.time.ObservationWindow;
import io.github.staycurve.core.time.PeriodUnit;
import java.util.AbstractList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * One {@linkplain CustomerSummary purchase history} a row, as columns: what models are fitted to and score.
 *
 * <p>A table from a {@link TransactionLog} is in the order of the customers' identifiers; one from rows keeps their order.
 * Scores come back in the same row order. It costs 68 bytes a row and the identifiers, which it shares with the log.
 *
 * <p>This class is immutable and thread-safe.
 */
public final class CustomerSummaryTable {
    private static final double GAP_ROUNDING = 1e-9;

    private final PeriodUnit unit;
    private final Optional<Definition> definition;
    private final SummaryColumns columns;

    /** What a table from transactions was made with. */
    private record Definition(ObservationWindow window, OccasionRule rule, double holdoutLength) {}

    private CustomerSummaryTable(PeriodUnit unit, Optional<Definition> definition, SummaryColumns columns) {
        columns.trim();
        this.unit = unit;
        this.definition = definition;
        this.columns = columns;
    }

    /** Takes the columns over. */
    static CustomerSummaryTable of(
            PeriodUnit unit,
            ObservationWindow window,
            OccasionRule rule,
            double holdoutLength,
            SummaryColumns columns) {
        return new CustomerSummaryTable(unit, Optional.of(new Definition(window, rule, holdoutLength)), columns);
    }

    /**
     * Returns the table of rows that were summarised elsewhere.
     *
     * @param unit the unit of the rows' durations
     * @param rows the rows; the table keeps their order
     * @return the table, without a window or a holdout
     */
    public static CustomerSummaryTable of(PeriodUnit unit, Iterable<CustomerSummary> rows) {
        SummaryColumns columns = new SummaryColumns(16);
        for (CustomerSummary row : rows) {
            int i = columns.next();
            columns.ids[i] = row.customerId();
            columns.frequency[i] = row.frequency();
            columns.recency[i] = row.recency();
            columns.age[i] = row.age();
            columns.firstSpend[i] = row.firstSpend();
            columns.repeatSpend[i] = row.repeatSpend();
            columns.totalSpend[i] = row.totalSpend();
        }
        columns.dropGaps();
        return new CustomerSummaryTable(unit, Optional.empty(), columns);
    }

    /**
     * Returns the number of customers.
     *
     * @return the number of rows
     */
    public int size() {
        return columns.size;
    }

    /**
     * Returns the unit of all durations.
     *
     * @return the unit
     */
    public PeriodUnit unit() {
        return unit;
    }

    /**
     * Returns the window that the table was summarised over.
     *
     * @return the window, empty for a table of rows from elsewhere
     */
    public Optional<ObservationWindow> window() {
        return definition.map(Definition::window);
    }

    /**
     * Returns the identifier of a row's customer.
     *
     * @param row the row
     * @return the caller's identifier
     */
    public String customerId(int row) {
        return columns.ids[row];
    }

    /**
     * Returns x, the number of repeat purchases.
     *
     * @param row the row
     * @return x, 0 or more
     */
    public int frequency(int row) {
        return columns.frequency[row];
    }

    /**
     * Returns t<sub>x</sub>, the time from the first purchase to the last.
     *
     * @param row the row
     * @return the time in units, in [0, age]
     */
    public double recency(int row) {
        return columns.recency[row];
    }

    /**
     * Returns T, the time from the first purchase to the end of the calibration.
     *
     * @param row the row
     * @return the time in units, 0 or more
     */
    public double age(int row) {
        return columns.age[row];
    }

    /**
     * Returns T - t<sub>x</sub>, the time since the last purchase.
     *
     * @param row the row
     * @return the time in units, 0 or more
     */
    public double inactivity(int row) {
        return columns.age[row] - columns.recency[row];
    }

    /**
     * Returns what the first occasion brought.
     *
     * @param row the row
     * @return the net spend of the occasion
     */
    public double firstSpend(int row) {
        return columns.firstSpend[row];
    }

    /**
     * Returns what the repeat occasions brought together.
     *
     * @param row the row
     * @return their net spend, 0 without a repeat purchase
     */
    public double repeatSpend(int row) {
        return columns.repeatSpend[row];
    }

    /**
     * Returns the mean spend of the repeat occasions.
     *
     * @param row the row
     * @return the mean, empty for a one-time buyer
     */
    public OptionalDouble meanSpend(int row) {
        int x = columns.frequency[row];
        return x == 0 ? OptionalDouble.empty() : OptionalDouble.of(columns.repeatSpend[row] / x);
    }

    /**
     * Returns what the customer brought up to the end of the calibration, net of every refund.
     *
     * @param row the row
     * @return the net spend; below 0 if more was refunded than bought
     */
    public double totalSpend(int row) {
        return columns.totalSpend[row];
    }

    /**
     * Returns whether the table knows what its customers did after the calibration.
     *
     * @return true if its window has a holdout
     */
    public boolean hasHoldout() {
        return window().map(ObservationWindow::hasHoldout).orElse(false);
    }

    /**
     * Returns the length of the holdout, measured as the rows' durations are: whole days, or whole weeks where an occasion
     * is a week.
     *
     * @return the length in units, 0 without a holdout
     */
    public Horizon holdout() {
        return Horizon.of(definition.map(Definition::holdoutLength).orElse(0.0), unit);
    }

    /**
     * Returns how many purchase occasions a customer had in the holdout.
     *
     * @param row the row
     * @return the number of occasions
     * @throws IllegalStateException if there is no holdout
     */
    public int holdoutPurchases(int row) {
        requireHoldout();
        return columns.holdoutPurchases[row];
    }

    /**
     * Returns what a customer brought in the holdout, net of every refund.
     *
     * @param row the row
     * @return the net spend
     * @throws IllegalStateException if there is no holdout
     */
    public double holdoutSpend(int row) {
        requireHoldout();
        return columns.holdoutSpend[row];
    }

    /**
     * Returns whether the times between purchases are known: where the table was made from transactions, or they were
     * {@linkplain #withSumLogGaps added}.
     *
     * @return whether {@link #sumLogGaps} has an answer
     */
    public boolean hasGaps() {
        return columns.hasGaps();
    }

    /**
     * Returns the sum of the natural logarithms of the x times between one purchase of a customer and the next, all that a
     * model of regular purchasing needs of them besides t<sub>x</sub>.
     *
     * @param row the row
     * @return the sum, with times in units of this table; 0 at x = 0
     * @throws IllegalStateException if the times between purchases are not known
     */
    public double sumLogGaps(int row) {
        if (!hasGaps()) {
            throw new IllegalStateException("this table does not know the times between purchases: summarise a log or a"
                    + " history, or add them by withSumLogGaps(..)");
        }
        return columns.sumLogGaps[row];
    }

    /**
     * Returns this table with the times between purchases.
     *
     * @param sums the sum of the natural logarithms of the times between purchases, a row; copied
     * @return the table
     * @throws IllegalArgumentException if there are more or fewer than rows, or a sum is not finite, is not 0 at x = 0, or is
     *     more than x · ln(t<sub>x</sub>/x), that of equal times
     */
    public CustomerSummaryTable withSumLogGaps(double[] sums) {
        Checks.length(sums.length, size(), "sums");
        for (int row = 0; row < sums.length; row++) {
            int x = frequency(row);
            double most = x == 0 ? 0 : x * Math.log(recency(row) / x);
            double rounding = GAP_ROUNDING * x * (1 + Math.abs(most));
            if (!(sums[row] <= most + rounding && sums[row] >= (x == 0 ? 0 : -Double.MAX_VALUE))) {
                throw new IllegalArgumentException(
                        "sums must be finite and at most x ln(tx/x) = %s in row %d with x = %d, was %s"
                                .formatted(most, row, x, sums[row]));
            }
        }
        return new CustomerSummaryTable(unit, definition, columns.withSumLogGaps(sums.clone()));
    }

    /**
     * Returns one row.
     *
     * @param row the row
     * @return the customer's summary
     */
    public CustomerSummary get(int row) {
        Objects.checkIndex(row, size());
        return new CustomerSummary(
                customerId(row),
                frequency(row),
                recency(row),
                age(row),
                firstSpend(row),
                repeatSpend(row),
                totalSpend(row));
    }

    /**
     * Returns the rows as objects, made as they are asked for.
     *
     * @return a read-only list that looks at this table
     */
    public List<CustomerSummary> rows() {
        return new AbstractList<>() {
            @Override
            public CustomerSummary get(int index) {
                return CustomerSummaryTable.this.get(index);
            }

            @Override
            public int size() {
                return CustomerSummaryTable.this.size();
            }
        };
    }

    /**
     * Returns the distinct histories (x, t<sub>x</sub>, T) and how many customers share each: all that a purchase model's
     * likelihood depends on, and often a tenth of the rows.
     *
     * @return the histories, in an order that depends on their values alone
     */
    public CollapsedSummaryTable collapsed() {
        return CollapsedSummaryTable.of(this);
    }

    /**
     * Returns how this table was made, in words.
     *
     * @return one line
     */
    public String describe() {
        String made = definition
                .map(d -> d.window().describe() + "; " + d.rule().describe())
                .orElse("summarised by the caller");
        return "%s customers, durations in %ss; %s".formatted(size(), unit.label(), made);
    }

    @Override
    public String toString() {
        return "CustomerSummaryTable[" + describe() + "]";
    }

    private void requireHoldout() {
        if (!hasHoldout()) {
            throw new IllegalStateException("this table has no holdout: summarise over ObservationWindow.split(..)");
        }
    }
}
