package io.github.staycurve.core.stat;

/** The scale on which the interval of a survival probability is symmetric; packages differ in their default. */
public enum SurvivalIntervalKind {
    /** S &plusmn; z se(S), cut to [0, 1]: poor near 0 and 1. */
    PLAIN,
    /** exp(log S &plusmn; z se(log S)), cut at 1: the default of R's survfit. */
    LOG,
    /** Symmetric in log(-log S), never outside [0, 1]: the default of lifelines, and of this library where one is taken. */
    LOG_LOG
}
