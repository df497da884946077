package io.github.staycurve.churn.evaluate;

/**
 * How the weights of inverse probability of censoring are read off G, the Kaplan-Meier curve of the time of censoring.
 *
 * <p>The kinds differ only where rows end and others are censored at one time, as whole days and months have it.
 */
public enum SurvivalCensoring {
    /**
     * A row that ended at T has weight 1/G(T-), and rows that end at a time leave before others are censored at it, as in
     * the Kaplan-Meier curve: the default. The weight always exists, since the row was at risk of being censored.
     */
    BEFORE_TIES_LAST,
    /** A row that ended at T has weight 1/G(T), and rows that end at a time count among those at risk of censoring at it. */
    AT_TIES_TOGETHER,
    /**
     * A row that ended at T has weight 1/G(T), and rows that end at a time leave before others are censored at it: what
     * scikit-survival does. There is no weight, and no result, where all that are left are censored at T.
     */
    AT_TIES_LAST
}
