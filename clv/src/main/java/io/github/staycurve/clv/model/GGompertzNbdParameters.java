package io.github.staycurve.clv.model;

import io.github.staycurve.core.internal.Checks;

/**
 * The five parameters of the GGompertz/NBD model.
 *
 * <p>Customers' purchase rates are gamma distributed with mean r/alpha purchases a time unit. Their lifetimes are Gompertz
 * distributed, with a dropout rate η·b·e<sup>bt</sup> that grows with age t; η is gamma distributed with shape s and rate
 * parameter beta, so that of all customers (1 + (e<sup>bt</sup> − 1)/beta)<sup>−s</sup> live beyond t. As b falls to 0 with
 * beta/b fixed this becomes the Pareto/NBD model, whose beta is beta/b. Results are tested for parameters from 1e-6 to
 * 1e6.
 *
 * @param r the shape of the purchase rates, positive and finite
 * @param alpha the <em>rate</em> parameter of the purchase rates, in time units (other tools call it a scale), positive
 *     and finite
 * @param b the growth of the dropout rate, per time unit and the same for all customers, positive and finite
 * @param s the shape of the factors η, positive and finite
 * @param beta the rate parameter of the factors η, a pure number, positive and finite
 */
public record GGompertzNbdParameters(double r, double alpha, double b, double s, double beta) {

    /**
     * Checks the parameters.
     *
     * @param r the shape of the purchase rates
     * @param alpha the rate parameter of the purchase rates, in time units
     * @param b the growth of the dropout rate, per time unit
     * @param s the shape of the factors
     * @param beta the rate parameter of the factors
     * @throws IllegalArgumentException if one of them is not positive and finite
     */
    public GGompertzNbdParameters {
        Checks.positiveFinite(r, "r");
        Checks.positiveFinite(alpha, "alpha");
        Checks.positiveFinite(b, "b");
        Checks.positiveFinite(s, "s");
        Checks.positiveFinite(beta, "beta");
    }
}
