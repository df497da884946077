package io.github.staycurve.core.retention;

/** Takes one customer of one cohort at a time. */
@FunctionalInterface
interface RowSink {
    /**
     * Takes a customer.
     *
     * @param customer the index of the customer in the source
     * @param cohort a cohort of the layout
     * @param row the offsets of the returns; read it now, it is reused
     */
    void accept(int customer, int cohort, OffsetRow row);
}
