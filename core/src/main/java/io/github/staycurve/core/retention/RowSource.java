package io.github.staycurve.core.retention;

/** Where customers and their returns come from. */
interface RowSource {
    /** Passes every customer of every cohort of the layout to a sink, customers in order. */
    void forEach(RowSink sink);

    CohortLayout layout();

    /** Returns how many events of the last pass lie at or after the as-of instant. */
    long ignored();

    /** Returns what the events are, in words. */
    String describe();
}
