package io.github.staycurve.clv.discrete;

import io.github.staycurve.core.internal.Checks;

/**
 * The four parameters of the BG/BB model: customers' probabilities of taking an opportunity while active are beta
 * distributed with mean alpha/(alpha + beta), those of dropping out before the next one with mean gamma/(gamma + delta).
 *
 * @param alpha the first shape of taking an opportunity, positive and finite
 * @param beta the second shape of taking an opportunity, positive and finite
 * @param gamma the first shape of dropping out, positive and finite
 * @param delta the second shape of dropping out, positive and finite
 */
public record BgBbParameters(double alpha, double beta, double gamma, double delta) {
    /**
     * Checks the parameters.
     *
     * @param alpha the first shape of taking an opportunity
     * @param beta the second shape of taking an opportunity
     * @param gamma the first shape of dropping out
     * @param delta the second shape of dropping out
     * @throws IllegalArgumentException if one of them is not positive and finite
     */
    public BgBbParameters {
        Checks.positiveFinite(alpha, "alpha");
        Checks.positiveFinite(beta, "beta");
        Checks.positiveFinite(gamma, "gamma");
        Checks.positiveFinite(delta, "delta");
    }
}
