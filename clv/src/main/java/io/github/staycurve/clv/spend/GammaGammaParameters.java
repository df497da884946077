package io.github.staycurve.clv.spend;

import io.github.staycurve.core.internal.Checks;

/**
 * Parameters of the Gamma-Gamma model.
 *
 * <p>This class is immutable and thread-safe. The model keeps its accuracy for values from 1e-6 to 1e6.
 *
 * @param p the shape of the spend of one customer's purchases, without unit: their coefficient of variation is 1/√p
 * @param q the shape of the rate ν across customers, without unit; the mean spend of the population exists for q above 1
 * @param gamma the rate of ν across customers, in the unit of money; some tools call it v
 */
public record GammaGammaParameters(double p, double q, double gamma) {
    /**
     * Checks the parameters.
     *
     * @param p the shape of the spend of one customer's purchases, without unit: their coefficient of variation is 1/√p
     * @param q the shape of the rate ν across customers, without unit; the mean spend of the population exists for q
     *     above 1
     * @param gamma the rate of ν across customers, in the unit of money; some tools call it v
     * @throws IllegalArgumentException if one is not positive and finite
     */
    public GammaGammaParameters {
        Checks.positiveFinite(p, "p");
        Checks.positiveFinite(q, "q");
        Checks.positiveFinite(gamma, "gamma");
    }
}
