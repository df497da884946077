package io.github.staycurve.churn.evaluate;

import io.github.staycurve.core.stat.Ratio;

/**
 * A bin of a drifting column, then and now. Immutable and thread-safe.
 *
 * @param lower values are above this, minus infinity for the first bin; NaN for the bin of missing values
 * @param upper and at most this, infinity for the last; NaN for the bin of missing values
 * @param reference those in the bin out of the reference
 * @param current those in the bin out of the current rows
 */
public record DriftBin(double lower, double upper, Ratio reference, Ratio current) {

    /**
     * Returns whether this is the bin of missing values.
     *
     * @return true if values are missing
     */
    public boolean isMissing() {
        return Double.isNaN(lower);
    }
}
