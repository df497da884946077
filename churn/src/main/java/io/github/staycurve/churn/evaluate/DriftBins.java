package io.github.staycurve.churn.evaluate;

import io.github.staycurve.core.internal.Checks;
import java.util.Arrays;

/**
 * Bins of one column, made from a reference and then kept: what shares of two samples are compared in.
 *
 * <p>A value belongs to the bin whose upper cut is the first at or above it; missing values have a bin of their own, the
 * last. Quantiles of the reference (type 7 of Hyndman and Fan, 1996) are the cuts. A value that is several quantiles at once
 * has a bin of its own: cut on one side only, as is usual, it would share one with all below, and a flag that is mostly 1
 * could fall to 0 unseen.
 *
 * <p>This class is immutable and thread-safe.
 */
public final class DriftBins {
    private static final int MOST_BINS = 10_000;

    private final double[] cuts;

    private DriftBins(double[] cuts) {
        this.cuts = cuts;
    }

    /**
     * Returns bins of about equal numbers of the reference.
     *
     * @param reference the values, finite, NaN where missing
     * @param bins how many bins to aim at, 2 to 10,000; 10 is usual
     * @return the bins; fewer or more where values repeat, one where all are missing
     * @throws IllegalArgumentException if the number is out of its range or a value is infinite
     */
    public static DriftBins ofQuantiles(double[] reference, int bins) {
        Checks.inRange(bins, 2, MOST_BINS, "bins");
        return ofSorted(EmpiricalDistances.sortedKnown(reference, "reference"), bins);
    }

    static DriftBins ofSorted(double[] ascending, int bins) {
        double[] cuts = new double[2 * bins];
        int size = 0;
        double last = Double.NaN;
        for (int k = 1; k < bins && ascending.length > 0; k++) {
            double quantile = Quantiles.ofSorted(ascending, (double) k / bins);
            if (quantile != last) {
                cuts[size++] = quantile;
            } else if (size < 2 || cuts[size - 2] != Math.nextDown(quantile)) {
                cuts[size - 1] = Math.nextDown(quantile);
                cuts[size++] = quantile;
            }
            last = quantile;
        }
        return new DriftBins(Arrays.copyOf(cuts, size));
    }

    /**
     * Returns bins with given cuts.
     *
     * @param cuts the upper ends of all bins but the last, finite, ascending; copied
     * @return the bins, one more than cuts
     * @throws IllegalArgumentException if a cut is not finite or not above the one before
     */
    public static DriftBins ofCuts(double... cuts) {
        for (int i = 0; i < cuts.length; i++) {
            Checks.finite(cuts[i], "cuts[" + i + "]");
            if (i > 0) {
                Checks.below(cuts[i - 1], "cuts[" + (i - 1) + "]", cuts[i], "cuts[" + i + "]");
            }
        }
        return new DriftBins(cuts.clone());
    }

    /**
     * Returns the upper ends of all bins but the last.
     *
     * @return a copy, ascending
     */
    public double[] cuts() {
        return cuts.clone();
    }

    /**
     * Returns the number of bins.
     *
     * @return how many, that of missing values included
     */
    public int size() {
        return cuts.length + 2;
    }

    /**
     * Returns the bin of a value.
     *
     * @param value the value; NaN is missing
     * @return the bin, from 0; {@code size() - 1} for a missing value
     */
    public int binOf(double value) {
        if (Double.isNaN(value)) {
            return cuts.length + 1;
        }
        int low = 0;
        int high = cuts.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (cuts[middle] < value) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /**
     * Returns how many values are in each bin.
     *
     * @param values the values; NaN is missing
     * @return one number a bin
     */
    public double[] counts(double[] values) {
        double[] counts = new double[size()];
        for (double value : values) {
            counts[binOf(value)]++;
        }
        return counts;
    }

    @Override
    public String toString() {
        return "cuts " + Arrays.toString(cuts);
    }
}
