package io.github.staycurve.core.retention;

import io.github.staycurve.core.activity.ActivityTable;
import io.github.staycurve.core.data.EventLog;
import io.github.staycurve.core.data.TransactionLog;
import io.github.staycurve.core.stat.CellStatus;
import java.util.function.IntConsumer;

/**
 * The retention of the customers of one source: the table, and the customers behind each of its cells.
 *
 * <p>Customers are listed by a second pass through the classifier that counted them, so a list is as long as its cell
 * says. It keeps the source, not a list of customers.
 *
 * <p>This class is immutable and thread-safe.
 */
public final class Retention {
    /** Makes the sources of passes, which are not thread-safe. */
    private interface Passes {
        RowSource start();
    }

    private final Passes passes;
    private final RetentionTable table;
    private final long ignored;

    private Retention(RetentionDefinition definition, Passes passes) {
        this.passes = passes;
        RowSource source = passes.start();
        CellCounts counts = new CellCounts(source.layout());
        source.forEach(counts);
        this.table = RetentionTable.of(definition, source.describe(), source.layout(), counts);
        this.ignored = source.ignored();
    }

    /**
     * Returns the retention of the customers of a log of events.
     *
     * @param log the events; those at or after the as-of instant do not exist
     * @param definition what is counted
     * @return the retention; its customers are the log's
     * @throws IllegalArgumentException if the table would exceed a limit of the definition, naming it
     */
    public static Retention of(EventLog log, RetentionDefinition definition) {
        return of(TimedRows.of(log, definition.settings()), definition);
    }

    /**
     * Returns the retention of buyers: start events and returns are purchases, refunds are neither.
     *
     * @param log the purchases; those at or after the as-of instant do not exist
     * @param definition what is counted
     * @return the retention; its customers are the log's
     * @throws IllegalArgumentException if the definition selects types of events, or the table would exceed a limit of the
     *     definition, naming it
     */
    public static Retention of(TransactionLog log, RetentionDefinition definition) {
        return of(TimedRows.of(log, definition.settings()), definition);
    }

    /**
     * Returns the retention of the customers of an activity table, the fast path: a customer began in the period in which
     * the table says they were first seen, and returned in every later one in which they were active.
     *
     * <p>By the table's rule the first sight may be a registration, or any event. It is the same for {@link
     * CohortEntry#FIRST_EVER} and {@link CohortEntry#FIRST_MATCHING}; the other two entries go by activity, and the cohort
     * of a first period that the table does not have from its start is LEFT_CENSORED for them. Cohorts begin with the table:
     * who was first seen before it is in none.
     *
     * @param activity the table, of the grid, as-of instant and lateness of the definition
     * @param definition what is counted; on the calendar clock, without a selection of events
     * @return the retention; its customers are the table's
     * @throws IllegalArgumentException if a table of activity cannot tell what the definition asks for, or the result would
     *     exceed a limit of the definition, naming it
     */
    public static Retention of(ActivityTable activity, RetentionDefinition definition) {
        return new Retention(definition, () -> new TableRows(activity, definition.settings()));
    }

    private static Retention of(TimedRows rows, RetentionDefinition definition) {
        return new Retention(definition, () -> new LogRows(rows, definition.settings()));
    }

    /**
     * Returns the table.
     *
     * @return the table
     */
    public RetentionTable table() {
        return table;
    }

    /**
     * Returns how many events were left out because they lie at or after the as-of instant.
     *
     * @return the number of events, of whatever type
     */
    public long ignored() {
        return ignored;
    }

    /**
     * Passes the customers of a cell to a consumer, in the order of the source: as many as the cell's numerator says, none
     * where nothing was observed.
     *
     * @param cohort the cohort
     * @param column the offset, or the place of the bracket in the definition
     * @param customers takes the index of each customer in the source
     * @throws IllegalArgumentException if the table has no such cohort, or the column is negative or no bracket
     */
    public void forEach(int cohort, int column, IntConsumer customers) {
        if (table.cell(cohort, column).status() == CellStatus.UNOBSERVED) { // which checks both
            return;
        }
        RowSource source = passes.start();
        CellMembers members = new CellMembers(source.layout(), cohort, column, customers);
        source.forEach(members);
    }

    /**
     * Passes the customers of a cohort to a consumer, in the order of the source.
     *
     * @param cohort the cohort
     * @param customers takes the index of each customer in the source
     * @throws IllegalArgumentException if the table has no such cohort
     */
    public void forEach(int cohort, IntConsumer customers) {
        table.size(cohort); // checks it
        passes.start().forEach((customer, of, row) -> {
            if (of == cohort) {
                customers.accept(customer);
            }
        });
    }
}
