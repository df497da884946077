package io.github.staycurve.clv.contract;

import io.github.staycurve.core.internal.Checks;

/**
 * The two parameters of the shifted-beta-geometric model: customers' probabilities of leaving at a renewal are beta
 * distributed with mean alpha/(alpha + beta).
 *
 * @param alpha the first shape, positive and finite
 * @param beta the second shape, positive and finite
 */
public record SbgParameters(double alpha, double beta) {
    /**
     * Checks the parameters.
     *
     * @param alpha the first shape
     * @param beta the second shape
     * @throws IllegalArgumentException if one of them is not positive and finite
     */
    public SbgParameters {
        Checks.positiveFinite(alpha, "alpha");
        Checks.positiveFinite(beta, "beta");
    }
}
