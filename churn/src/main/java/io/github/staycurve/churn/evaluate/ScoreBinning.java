package io.github.staycurve.churn.evaluate;

import io.github.staycurve.core.internal.Checks;

/**
 * How scores are put into bins, to compare scores with outcomes.
 *
 * <p>This record is immutable and thread-safe.
 *
 * @param kind bins of one width, or of one number of customers
 * @param bins how many, 1 to 10,000
 * @param ties which customers of a tie come first in bins of one number of customers; bins of one width do not cut ties
 */
public record ScoreBinning(Kind kind, int bins, TieRule ties) {
    private static final int MOST_BINS = 10_000;

    /** What bins have in common. */
    public enum Kind {
        /** Bin k of K holds the scores in ((k - 1)/K, k/K]; a score of 0 is in the first. */
        EQUAL_WIDTH,
        /** From the lowest score, bin k of K ends after floor(k n / K) of n customers. */
        EQUAL_MASS
    }

    /**
     * Checks the number of bins.
     *
     * @param kind bins of one width, or of one number of customers
     * @param bins how many, 1 to 10,000
     * @param ties which customers of a tie come first
     * @throws IllegalArgumentException if the number is out of its range
     */
    public ScoreBinning {
        Checks.inRange(bins, 1, MOST_BINS, "bins");
    }

    /**
     * Returns bins of one width.
     *
     * @param bins how many, 1 to 10,000; 10 is usual
     * @return the binning
     * @throws IllegalArgumentException if the number is out of its range
     */
    public static ScoreBinning equalWidth(int bins) {
        return new ScoreBinning(Kind.EQUAL_WIDTH, bins, TieRule.POOLED);
    }

    /**
     * Returns bins of one number of customers, in which the order of rows does not matter.
     *
     * @param bins how many, 1 to 10,000; 10 is usual
     * @return the binning
     * @throws IllegalArgumentException if the number is out of its range
     */
    public static ScoreBinning equalMass(int bins) {
        return new ScoreBinning(Kind.EQUAL_MASS, bins, TieRule.POOLED);
    }

    BinSums sums(ScoreGroups data) {
        return kind == Kind.EQUAL_WIDTH ? BinSums.equalWidth(data, bins) : BinSums.equalMass(data, bins, false);
    }

    void requirePooledTies() {
        if (ties != TieRule.POOLED) {
            throw new IllegalArgumentException("ties must be POOLED in a metric, were " + ties
                    + ": resamples have no order of rows. A calibration table takes them by input order");
        }
    }

    /**
     * Returns the binning in words.
     *
     * @return a few words
     */
    public String describe() {
        return "%d bins of equal %s%s"
                .formatted(
                        bins,
                        kind == Kind.EQUAL_WIDTH ? "width" : "numbers",
                        ties == TieRule.INPUT_ORDER ? ", ties by input order" : "");
    }
}
