package io.github.staycurve.core.retention;

/** Takes the columns in which one customer of a cohort counts. */
interface ColumnSink {
    /** Takes one column. */
    void one(int column);

    /** Takes the columns from one, inclusive, to another, exclusive. */
    void range(int from, int to);
}
