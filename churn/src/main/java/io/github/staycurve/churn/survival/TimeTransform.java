package io.github.staycurve.churn.survival;

/**
 * The function of time with which a coefficient is tested for changing. Only its shape matters: a multiple and a constant
 * change nothing.
 */
public enum TimeTransform {
    /** 1 - S(t-) of the Kaplan-Meier curve of all rows: few late times do not weigh more than the many before; the default. */
    KAPLAN_MEIER,
    /** The time itself. */
    IDENTITY,
    /** The logarithm of the time, where no row ended at 0. */
    LOG,
    /** The rank of the time among those at which rows ended. */
    RANK
}
