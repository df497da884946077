package io.github.staycurve.clv.model;

import io.github.staycurve.core.internal.Checks;

/**
 * The four parameters of the Pareto/NBD model.
 *
 * <p>Customers' purchase rates are gamma distributed with mean r/alpha purchases a time unit; the rates at which they drop
 * out are gamma distributed with mean s/beta a time unit, so that lifetimes are Pareto distributed with median
 * beta·(2<sup>1/s</sup> − 1). Results are tested for parameters from 1e-6 to 1e6.
 *
 * @param r the shape of the purchase rates, positive and finite
 * @param alpha the <em>rate</em> parameter of the purchase rates, in time units (other tools call it a scale), positive
 *     and finite
 * @param s the shape of the dropout rates, positive and finite
 * @param beta the <em>rate</em> parameter of the dropout rates, in time units, positive and finite
 */
public record ParetoNbdParameters(double r, double alpha, double s, double beta) {

    /**
     * Checks the parameters.
     *
     * @param r the shape of the purchase rates
     * @param alpha the rate parameter of the purchase rates, in time units
     * @param s the shape of the dropout rates
     * @param beta the rate parameter of the dropout rates, in time units
     * @throws IllegalArgumentException if one of them is not positive and finite
     */
    public ParetoNbdParameters {
        Checks.positiveFinite(r, "r");
        Checks.positiveFinite(alpha, "alpha");
        Checks.positiveFinite(s, "s");
        Checks.positiveFinite(beta, "beta");
    }
}
