package io.github.staycurve.core.activity;

/** Whom a histogram of active periods counts. */
public enum HistogramPopulation {
    /** The customers active at least once in its window. */
    ACTIVE,
    /** All customers seen by the end of its window: those not active in it are in bucket 0. */
    EVER_SEEN
}
