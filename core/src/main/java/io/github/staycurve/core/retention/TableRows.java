package io.github.staycurve.core.retention;

import io.github.staycurve.core.activity.ActivityAccumulator;
import io.github.staycurve.core.activity.ActivityTable;
import io.github.staycurve.core.activity.ActivityWindow;

/**
 * Customers and their returns out of an activity table: every active period is a start event and a return.
 *
 * <p>Not thread-safe: make one a pass.
 */
final class TableRows implements RowSource {
    private final ActivityTable table;
    private final RetentionSettings settings;
    private final CohortLayout layout;
    private final OffsetRow row = new OffsetRow();

    TableRows(ActivityTable table, RetentionSettings settings) {
        this.table = table;
        this.settings = settings;
        check();
        int first = settings.cohortsFrom().map(settings.grid()::indexOf).orElse(table.firstPeriod());
        int last = settings.cohortsTo()
                .map(day -> Math.min(settings.grid().indexOf(day), table.lastPeriod()))
                .orElse(table.lastPeriod());
        if (first < table.firstPeriod()) {
            throw new IllegalArgumentException("cohorts from %s begin before the activity table, which is of %s"
                    .formatted(settings.cohortsFrom().orElseThrow(), table.describe()));
        }
        this.layout = new CohortLayout(settings, first, last, wholeFrom());
    }

    /**
     * Returns the first period with all of its activity, for cohorts by activity: the first one of the table may have begun
     * before the table did. (Who was first seen in it, the table knows all the same.)
     */
    private int wholeFrom() {
        boolean byActivity = settings.entry() == CohortEntry.EVERY || settings.entry() == CohortEntry.FIRST_IN_WINDOW;
        boolean cut = table.window().start().isAfter(settings.grid().firstDay(table.firstPeriod()));
        return byActivity && cut ? table.firstPeriod() + 1 : Integer.MIN_VALUE;
    }

    private void check() {
        ActivityWindow window = table.window();
        if (!window.grid().equals(settings.grid())
                || !window.asOf().equals(settings.asOf())
                || !window.allowedLateness().equals(settings.allowedLateness())) {
            throw new IllegalArgumentException(
                    "activity table must have the grid, as-of instant and lateness of the definition; it is of %s, for: %s"
                            .formatted(table.describe(), settings.describe()));
        }
        if (settings.clock().kind() != RetentionClock.Kind.CALENDAR
                || settings.offsetZero() != OffsetZero.COHORT_SIZE
                || settings.returnAtStart()
                || !settings.start().equals(EventSelection.ANY)
                || !settings.returns().equals(EventSelection.ANY)) {
            throw new IllegalArgumentException(
                    "an activity table knows periods, not events: it takes the calendar clock, no selection of events,"
                            + " and the cohort's size for offset 0; use the log for: " + settings.describe());
        }
    }

    @Override
    public CohortLayout layout() {
        return layout;
    }

    @Override
    public long ignored() {
        return table.audit().clockAnomalies();
    }

    @Override
    public String describe() {
        return table.describe();
    }

    @Override
    public void forEach(RowSink sink) {
        table.scan(accumulator(sink));
    }

    /** Returns what takes the customers of a pass over the table and hands those of a cohort on. */
    ActivityAccumulator accumulator(RowSink sink) {
        return switch (settings.entry()) {
            case FIRST_EVER, FIRST_MATCHING -> (customer, slots, count) -> enterFirst(customer, slots, count, sink);
            case FIRST_IN_WINDOW -> (customer, slots, count) -> enterFirstInWindow(customer, slots, count, sink);
            case EVERY -> (customer, slots, count) -> enterEvery(customer, slots, count, sink);
        };
    }

    private void enterFirst(int customer, int[] slots, int count, RowSink sink) {
        enter(customer, table.firstSeenPeriod(customer), slots, 0, count, sink);
    }

    private void enterFirstInWindow(int customer, int[] slots, int count, RowSink sink) {
        for (int i = 0; i < count; i++) {
            if (table.firstPeriod() + slots[i] >= layout.first()) {
                enter(customer, table.firstPeriod() + slots[i], slots, i, count, sink);
                return;
            }
        }
    }

    private void enterEvery(int customer, int[] slots, int count, RowSink sink) {
        for (int i = 0; i < count; i++) {
            enter(customer, table.firstPeriod() + slots[i], slots, i, count, sink);
        }
    }

    private void enter(int customer, int cohort, int[] slots, int from, int count, RowSink sink) {
        if (layout.has(cohort)) {
            row.view(slots, from, count, cohort - table.firstPeriod());
            sink.accept(customer, cohort, row);
        }
    }
}
