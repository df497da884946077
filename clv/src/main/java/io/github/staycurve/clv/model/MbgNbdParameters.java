package io.github.staycurve.clv.model;

import io.github.staycurve.core.internal.Checks;

/**
 * The four parameters of the MBG/NBD model.
 *
 * <p>Customers' purchase rates are gamma distributed with mean r/alpha purchases a time unit; their probabilities of
 * dropping out after a purchase, the first one included, are beta distributed with mean a/(a + b). Results are tested for
 * parameters from 1e-6 to 1e6.
 *
 * @param r the shape of the purchase rates, positive and finite
 * @param alpha the <em>rate</em> parameter of the purchase rates, in time units (other tools call it a scale), positive
 *     and finite
 * @param a the first shape of the dropout probabilities, positive and finite
 * @param b the second shape of the dropout probabilities, positive and finite
 */
public record MbgNbdParameters(double r, double alpha, double a, double b) {

    /**
     * Checks the parameters.
     *
     * @param r the shape of the purchase rates
     * @param alpha the rate parameter of the purchase rates, in time units
     * @param a the first shape of the dropout probabilities
     * @param b the second shape of the dropout probabilities
     * @throws IllegalArgumentException if one of them is not positive and finite
     */
    public MbgNbdParameters {
        Checks.positiveFinite(r, "r");
        Checks.positiveFinite(alpha, "alpha");
        Checks.positiveFinite(a, "a");
        Checks.positiveFinite(b, "b");
    }
}
