package io.github.staycurve.core.stat;

/** What the weight of a row means; estimates agree, their errors do not. */
public enum WeightKind {
    /** The row stands for so many equal rows: a whole number. Everything equals that of the repeated rows. */
    FREQUENCY,
    /**
     * The row stands for a share of the population, as the inverse of its chance to be in the sample. Errors count rows,
     * not weights (the infinitesimal jackknife), and do not depend on the scale of the weights.
     */
    SAMPLING
}
