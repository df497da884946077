package io.github.staycurve.core.retention;

/**
 * Counts the customers of every cell. A customer's row costs one addition a return, or two a run of columns.
 *
 * <p>Not thread-safe.
 */
final class CellCounts implements RowSink, ColumnSink {
    private final CohortLayout layout;
    private final CellRule rule;
    private final int[] sizes;
    private final int[] counts;
    /** Where runs of columns begin (+) and end (-); of the length of a row and one more each, for the end of the last. */
    private final int[] runs;

    private int cohort;
    private int place;

    CellCounts(CohortLayout layout) {
        this.layout = layout;
        this.rule = new CellRule(layout);
        this.sizes = new int[layout.cohorts()];
        this.counts = new int[layout.cells()];
        RetentionMode mode = layout.settings().mode();
        boolean byCell = mode == RetentionMode.ON || mode == RetentionMode.BRACKET;
        this.runs = new int[byCell ? 0 : layout.cells() + layout.cohorts()];
    }

    @Override
    public void accept(int customer, int of, OffsetRow row) {
        cohort = of - layout.first();
        place = layout.place(of, 0);
        sizes[cohort]++;
        rule.mark(of, row, this);
    }

    @Override
    public void one(int column) {
        counts[place + column]++;
    }

    @Override
    public void range(int from, int to) {
        runs[place + cohort + from]++;
        runs[place + cohort + to]--;
    }

    int[] sizes() {
        return sizes.clone();
    }

    int[] counts() {
        int[] sums = counts.clone();
        if (runs.length == 0) {
            return sums;
        }
        for (int i = 0; i < layout.cohorts(); i++) {
            int of = layout.first() + i;
            int start = layout.place(of, 0);
            int open = 0;
            for (int column = 0; column < layout.columns(of); column++) {
                open += runs[start + i + column];
                sums[start + column] += open;
            }
        }
        return sums;
    }
}
