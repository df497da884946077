package io.github.staycurve.segmentation.rfm;

import java.util.Locale;

/**
 * How the values of a measure become scores from 1 to n.
 *
 * <p>Below, N is the number of customers in the table that is fitted; L and E are how many of their values lie below a
 * value and how many equal it; quantiles are those between two neighbours, at position (N - 1) p from 0 (type 7 of
 * Hyndman and Fan 1996). A measure of which the least value is the best is turned around as each method says.
 *
 * <p>Scoring a value that was not in the table is part of each method; where a tool defines none, the rule is ours.
 *
 * @see <a href="https://doi.org/10.1080/00031305.1996.10473566">Hyndman and Fan (1996), Sample Quantiles in Statistical
 *     Packages, The American Statistician 50(4), 361-365</a>
 */
public enum RfmMethod {
    /**
     * The default: score = clamp(ceil(n (L + (E + 1)/2) / N), 1, n), the bin of the middle rank of equal values. Equal
     * values get equal scores, the unit does not matter, and no score is skipped unless ties, or fewer customers than
     * scores, leave it no value. Without ties each score gets the same share of the customers; a single customer gets n.
     *
     * <p>A value that was not in the table gets the score of the formula with its own L and E = 0: half a rank above all
     * that lie below it. Where the least value is the best, the values are ranked from the greatest.
     */
    MID_RANK,
    /**
     * Cuts of the caller's own: the score is 1 and one more for each cut at or below the value. A cut belongs to the bin
     * above it. Where the least value is the best, the bins stay as they are and their scores are reversed: with a cut of
     * 30 days, 30 days of inactivity score as 31 do.
     */
    FIXED,
    /**
     * The R package rfm 0.3.0: the n - 1 inner quantiles, each plus 1, are cuts as in {@link #FIXED}. The 1 makes whole
     * numbers fall as if the bins were closed above. For fractional amounts it is a mistake of that tool, kept here: with
     * amounts from 0.1 to 1.0 everybody scores 1. Scores depend on the unit of money, and may be skipped.
     */
    R_RFM,
    /**
     * {@code pandas.qcut(q=n, duplicates="drop")}, as PyMC-Marketing's {@code rfm_segments} uses it: bins between
     * neighbouring quantiles, closed above, the least value in the first one. Quantiles that coincide are one edge, which
     * leaves fewer scores than n, from 1 up to {@link RfmThresholds#levels}; two measures, or two dates, are then not on
     * the same scale. Where the least value is the best, the scores that are left are reversed. Quantiles are rounded as
     * pandas 3.0 rounds them; earlier releases differ in the last bit, which can move a value that is a quantile itself.
     *
     * <p>If all values are equal, pandas gives no score; here it is 1. A value beyond the least or the greatest of the
     * table, for which pandas gives none, gets the score of that end.
     */
    PANDAS_QCUT,
    /**
     * SQL's {@code NTILE(n) OVER (ORDER BY measure, customer_id)}: rows are dealt out in order, the first N mod n
     * buckets get one more. Customers with equal values are split by their identifiers (compared by UTF-16 code units),
     * so that the score of a value alone is not defined and the frozen cuts hold identifiers. Where the least value is the
     * best the order is {@code measure DESC, customer_id}.
     *
     * <p>A customer who was not in the table gets the bucket of the last one in that order who does not come after it, or
     * 1.
     */
    SQL_NTILE,
    /**
     * SPSS's {@code RANK ... /NTILES(n) /TIES=MEAN}: score = floor(1 + n r / (N + 1)) with r = L + (E + 1)/2 the mean rank
     * of equal values. A value that was not in the table is ranked half a rank above all that lie below it. Where the
     * least value is the best, the values are ranked from the greatest.
     *
     * @see <a href="https://www.ibm.com/docs/en/spss-statistics/31.0.0?topic=rank-function-subcommands-command">IBM SPSS
     *     Statistics, Function Subcommands (RANK command)</a>
     */
    SPSS;

    /**
     * Returns the method's name as options and documents write it.
     *
     * @return {@code mid-rank}, {@code fixed}, {@code r-rfm}, {@code pandas}, {@code ntile} or {@code spss}
     */
    public String label() {
        return switch (this) {
            case PANDAS_QCUT -> "pandas";
            case SQL_NTILE -> "ntile";
            default -> name().toLowerCase(Locale.ROOT).replace('_', '-');
        };
    }

    /**
     * Returns the method with this name.
     *
     * @param label {@code mid-rank}, {@code fixed}, {@code r-rfm}, {@code pandas}, {@code ntile} or {@code spss}
     * @return the method
     * @throws IllegalArgumentException if there is no such method
     */
    public static RfmMethod ofLabel(String label) {
        for (RfmMethod method : values()) {
            if (method.label().equals(label)) {
                return method;
            }
        }
        throw new IllegalArgumentException(
                "method must be mid-rank, fixed, r-rfm, pandas, ntile or spss, was '" + label + "'");
    }
}
