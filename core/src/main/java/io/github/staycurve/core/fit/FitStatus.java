package io.github.staycurve.core.fit;

/**
 * How the search for the best parameters ended.
 *
 * <p>The first three come with a model that can be used, each within what it says; {@link #FAILED} has none.
 */
public enum FitStatus {
    /**
     * The likelihood has a maximum inside the searched range, its gradient there is zero to working precision and its
     * curvature is negative in every direction. Every estimate has a standard error.
     */
    CONVERGED,

    /**
     * The likelihood still rises, or no longer changes, where the searched range ends for at least one parameter. The
     * limit is the best description of the data within the model, and predictions are those of the limit; the parameters
     * {@linkplain FitReport#boundaryParameters() at the boundary} have no standard error, as their values only say
     * "very large" or "very small".
     */
    BOUNDARY,

    /**
     * The search ended where the gradient is zero, but along some direction the likelihood hardly changes, so that the
     * data do not tell the parameters apart. The estimates are one of many that fit equally well and have no standard
     * errors; predictions for customers like those seen hold, others may not.
     */
    FLAT,

    /**
     * There is no estimate: no row could be used, or the search could not evaluate the likelihood or bring it to rest.
     */
    FAILED;

    /**
     * Returns whether a fit that ended this way has estimates, and with them a model.
     *
     * @return false for {@link #FAILED}, true for the others
     */
    public boolean hasEstimates() {
        return this != FAILED;
    }
}
