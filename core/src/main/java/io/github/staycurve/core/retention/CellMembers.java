package io.github.staycurve.core.retention;

import java.util.function.IntConsumer;

/**
 * Lists the customers of one cell.
 *
 * <p>Not thread-safe.
 */
final class CellMembers implements RowSink, ColumnSink {
    private final CellRule rule;
    private final int cohort;
    private final int column;
    private final IntConsumer customers;
    private boolean counts;

    CellMembers(CohortLayout layout, int cohort, int column, IntConsumer customers) {
        this.rule = new CellRule(layout);
        this.cohort = cohort;
        this.column = column;
        this.customers = customers;
    }

    @Override
    public void accept(int customer, int of, OffsetRow row) {
        if (of != cohort) {
            return;
        }
        counts = false;
        rule.mark(of, row, this);
        if (counts) {
            customers.accept(customer);
        }
    }

    @Override
    public void one(int each) {
        counts |= each == column;
    }

    @Override
    public void range(int from, int to) {
        counts |= column >= from && column < to;
    }
}
