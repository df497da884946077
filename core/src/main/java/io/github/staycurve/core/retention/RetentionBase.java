package io.github.staycurve.core.retention;

/** What the customers of a cell are held against. */
public enum RetentionBase {
    /** The size of the cohort. The default. */
    COHORT_SIZE,
    /**
     * The customers of the cell before it in the row, of the last offset that has any time in it; the cohort's size in the
     * first column. In mode {@link RetentionMode#ON} it may be above 1.
     */
    PREVIOUS_OFFSET
}
