package io.github.staycurve.clv.model;

import io.github.staycurve.core.internal.Checks;
import java.util.Objects;

/**
 * The parameters of the BG/CNBD-k and MBG/CNBD-k models.
 *
 * <p>A customer's purchase is every k-th event of a Poisson process with a rate of the customer's own, so that the times
 * between purchases are Erlang-k distributed: as irregular as can be for k = 1, nearly equal for large k. The rates of events
 * are gamma distributed with mean r/alpha: a customer makes about r/(k alpha) purchases a time unit. The probabilities of
 * dropping out after a purchase are beta distributed with mean a/(a + b).
 *
 * @param timing after which purchases a customer may leave
 * @param k the regularity, from 1 to 20
 * @param r the shape of the rates, positive and finite
 * @param alpha the <em>rate</em> parameter of the rates, in time units, positive and finite
 * @param a the first shape of the dropout probabilities, positive and finite
 * @param b the second shape of the dropout probabilities, positive and finite
 */
public record CnbdParameters(DropoutTiming timing, int k, double r, double alpha, double a, double b) {
    /** The largest regularity: with it, times between purchases differ by about a fifth of their mean. */
    public static final int LARGEST_K = 20;

    /**
     * Checks the parameters.
     *
     * @param timing after which purchases a customer may leave
     * @param k the regularity
     * @param r the shape of the rates
     * @param alpha the rate parameter of the rates, in time units
     * @param a the first shape of the dropout probabilities
     * @param b the second shape of the dropout probabilities
     * @throws IllegalArgumentException if k is below 1 or above 20, or one of the others is not positive and finite
     */
    public CnbdParameters {
        Objects.requireNonNull(timing, "timing");
        checkK(k);
        Checks.positiveFinite(r, "r");
        Checks.positiveFinite(alpha, "alpha");
        Checks.positiveFinite(a, "a");
        Checks.positiveFinite(b, "b");
    }

    static int checkK(int k) {
        if (k < 1 || k > LARGEST_K) {
            throw new IllegalArgumentException("k must be from 1 to " + LARGEST_K + ", was " + k);
        }
        return k;
    }
}
