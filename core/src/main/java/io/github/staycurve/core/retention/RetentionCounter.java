package io.github.staycurve.core.retention;

import io.github.staycurve.core.activity.ActivityAccumulator;
import io.github.staycurve.core.activity.ActivityTable;

/**
 * Counts a retention table in a pass over an activity table that feeds other results too.
 *
 * <pre>{@code
 * RetentionCounter retention = new RetentionCounter(table, definition);
 * table.scan(flows, retention);
 * RetentionTable triangle = retention.table();
 * }</pre>
 *
 * <p>This class is not thread-safe; scan its table with it once.
 */
public final class RetentionCounter implements ActivityAccumulator {
    private final RetentionDefinition definition;
    private final TableRows rows;
    private final CellCounts counts;
    private final ActivityAccumulator accumulator;

    /**
     * Makes a counter of nobody yet.
     *
     * @param table the table that will be scanned, of the grid, as-of instant and lateness of the definition
     * @param definition what is counted; on the calendar clock, without a selection of events
     * @throws IllegalArgumentException if a table of activity cannot tell what the definition asks for, or the result would
     *     exceed a limit of the definition, naming it
     */
    public RetentionCounter(ActivityTable table, RetentionDefinition definition) {
        this.definition = definition;
        this.rows = new TableRows(table, definition.settings());
        this.counts = new CellCounts(rows.layout());
        this.accumulator = rows.accumulator(counts);
    }

    @Override
    public void accept(int customer, int[] slots, int count) {
        accumulator.accept(customer, slots, count);
    }

    /**
     * Returns the table of the customers seen so far.
     *
     * @return the table
     */
    public RetentionTable table() {
        return RetentionTable.of(definition, rows.describe(), rows.layout(), counts);
    }
}
