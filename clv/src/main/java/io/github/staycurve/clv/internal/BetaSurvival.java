package io.github.staycurve.clv.internal;

import io.github.staycurve.core.internal.math.BetaFunctions;
import io.github.staycurve.core.internal.math.GammaFunctions;
import java.util.OptionalDouble;

/**
 * Survival of customers whose chance p of leaving at the first renewal is Beta(alpha, beta) and who are still there after t
 * renewals with probability (1 − p) to the power of t<sup>c</sup>: S(t) = B(alpha, beta + t<sup>c</sup>)/B(alpha, beta).
 *
 * <p>Fader, Hardie, Liu, Davin and Steenburgh (2018), "How to Project Customer Retention" Revisited, Journal of Interactive
 * Marketing 43, equation 6; with c = 1, Fader and Hardie (2007), How to Project Customer Retention, Journal of Interactive
 * Marketing 21(1), equation 6. Immutable and thread-safe.
 */
public final class BetaSurvival {
    /** Above it ln t<sup>c</sup> may leave the range of a number; long before, ln S falls by alpha ln t<sup>c</sup>. */
    private static final double GREATEST_LOG_POWER = 600;

    private final double alpha;
    private final double beta;
    private final double c;

    /**
     * Takes the parameters.
     *
     * @param alpha the first shape, positive
     * @param beta the second shape, positive
     * @param c the power of time, positive
     */
    public BetaSurvival(double alpha, double beta, double c) {
        this.alpha = alpha;
        this.beta = beta;
        this.c = c;
    }

    /**
     * Returns ln S(to)/S(from), as one ratio of beta functions, since both may be too small for a number.
     *
     * @param from a time, whole or not
     * @param to a time, {@code from} or later
     * @return the logarithm, 0 or less
     */
    public double logSurvival(double from, double to) {
        if (isBeyond(from)) {
            return -alpha * c * Math.log1p((to - from) / from);
        }
        if (isBeyond(to)) {
            double greatest = Math.exp(GREATEST_LOG_POWER);
            return BetaFunctions.logBetaRatioOfReal(alpha, beta + power(from), greatest - power(from))
                    - alpha * (c * Math.log(to) - GREATEST_LOG_POWER);
        }
        return BetaFunctions.logBetaRatioOfReal(alpha, beta + power(from), powerDifference(from, to));
    }

    /**
     * Returns S(t).
     *
     * @param t a time, whole or not
     * @return the probability, in [0, 1]
     */
    public double survival(double t) {
        return Math.exp(logSurvival(0, t));
    }

    /**
     * Returns 1 − S(to)/S(from), without cancellation.
     *
     * @param from a time, whole or not
     * @param to a time, {@code from} or later
     * @return the probability, in [0, 1]
     */
    public double leaving(double from, double to) {
        return c == 1 && to == from + 1 ? alpha / (alpha + beta + from) : -Math.expm1(logSurvival(from, to));
    }

    private boolean isBeyond(double t) {
        return t > 1 && c * Math.log(t) > GREATEST_LOG_POWER;
    }

    private double power(double t) {
        return c == 1 ? t : Math.pow(t, c);
    }

    private double powerDifference(double from, double to) {
        if (c == 1 || from == 0) {
            return power(to - from);
        }
        return power(from) * Math.expm1(c * Math.log1p((to - from) / from));
    }

    /**
     * The derivative of ln S at t. With u = t^c it is du/dt times ψ(beta + u) − ψ(alpha + beta + u).
     */
    private double logSurvivalSlope(double t) {
        if (isBeyond(t)) {
            return -alpha * c / t;
        }
        double slope = c == 1 ? 1 : c * Math.pow(t, c - 1);
        return -slope * GammaFunctions.digammaDifference(beta + power(t), alpha);
    }

    /**
     * Returns the sum over k from 0 of S(from + lead + k)/S(from) e<sup>−delta k</sup>.
     *
     * @param from a time
     * @param lead how much later the first term is
     * @param delta the continuous discount rate a step, 0 for none
     * @return the sum
     * @throws IllegalArgumentException if it is infinite
     */
    public double discountedSum(double from, double lead, double delta) {
        if (delta > 0) {
            return new DecreasingSeries(
                            k -> logSurvival(from, from + lead + k) - delta * k,
                            k -> logSurvivalSlope(from + lead + k) - delta,
                            c,
                            Double.POSITIVE_INFINITY,
                            Double.POSITIVE_INFINITY)
                    .sum();
        }
        double sum = sum(from, lead);
        if (sum == Double.POSITIVE_INFINITY) {
            throw new IllegalArgumentException(
                    "without discounting the expectation is infinite, as survival falls too slowly;"
                            + " take a rate above 0");
        }
        return sum;
    }

    /** The sum over k from 0 of S(from + lead + k)/S(from), infinite if it is. */
    private double sum(double from, double lead) {
        if (!(alpha * c > 1)) {
            return Double.POSITIVE_INFINITY;
        }
        // Γ(b + u)/Γ(a + b + u) is u^(−a) (1 − a(a + 2b − 1)/(2u) + ...)
        double inTime = Math.log(1e17 * (1 + alpha) * (1 + alpha + 2 * beta)) / c;
        double inTerms = Math.log(1e17 * (1 + from + lead)); // from here on the start of the time is nothing beside it
        return new DecreasingSeries(
                        k -> logSurvival(from, from + lead + k),
                        k -> logSurvivalSlope(from + lead + k),
                        c,
                        alpha * c,
                        Math.max(inTime, inTerms))
                .sum();
    }

    /**
     * Returns the first terms of {@link #discountedSum(double, double, double)}.
     *
     * @param from a time
     * @param lead how much later the first term is
     * @param delta the continuous discount rate a step, 0 for none
     * @param terms how many, 0 or more
     * @return the sum, 0 to {@code terms}
     */
    public double discountedSum(double from, double lead, double delta, int terms) {
        return new DecreasingSeries(
                        k -> logSurvival(from, from + lead + k) - delta * k,
                        k -> logSurvivalSlope(from + lead + k) - delta,
                        c,
                        Double.POSITIVE_INFINITY,
                        Double.POSITIVE_INFINITY)
                .sum(terms);
    }

    /**
     * Returns the sum of S(t) over t from 0; S falls as t to the power of −alpha c.
     *
     * @return the sum; empty where it is infinite
     */
    public OptionalDouble expectedPayments() {
        // the mean of T under the shifted-beta-geometric, 1 + beta/(alpha − 1)
        return finite(c == 1 && alpha > 1 ? 1 + beta / (alpha - 1) : sum(0, 0));
    }

    /**
     * Returns the sum of S(from + t)/S(from) over t from 1.
     *
     * @param from a time
     * @return the sum; empty where it is infinite
     */
    public OptionalDouble expectedResidualPayments(double from) {
        return finite(c == 1 && alpha > 1 ? (beta + from) / (alpha - 1) : sum(from, 1));
    }

    private static OptionalDouble finite(double mean) {
        return mean < Double.POSITIVE_INFINITY ? OptionalDouble.of(mean) : OptionalDouble.empty();
    }
}
