package io.github.staycurve.clv.contract;

import io.github.staycurve.core.internal.Checks;

/**
 * The three parameters of the beta-discrete-Weibull model: a customer with chance p of leaving at the first renewal is
 * still there after renewal t with probability (1 − p) to the power of t<sup>c</sup>; these chances are beta distributed
 * with mean alpha/(alpha + beta).
 *
 * @param alpha the first shape, positive and finite
 * @param beta the second shape, positive and finite
 * @param c how a customer's own chance of leaving changes from renewal to renewal: below 1 it falls, at 1 it stays and the
 *     model is the shifted-beta-geometric, above 1 it rises; positive and finite
 */
public record BdwParameters(double alpha, double beta, double c) {
    /**
     * Checks the parameters.
     *
     * @param alpha the first shape
     * @param beta the second shape
     * @param c how a customer's own chance of leaving changes
     * @throws IllegalArgumentException if one of them is not positive and finite
     */
    public BdwParameters {
        Checks.positiveFinite(alpha, "alpha");
        Checks.positiveFinite(beta, "beta");
        Checks.positiveFinite(c, "c");
    }
}
