package io.github.staycurve.churn.evaluate;

import io.github.staycurve.core.internal.math.BetaFunctions;

/** Integrals over a beta distribution between two points of [0, 1]. Immutable and thread-safe. */
record BetaWeight(double alpha, double beta) {

    /** The probability of [from, to]. */
    double mass(double from, double to) {
        return between(from, to, alpha, beta);
    }

    /** The integral of x over [from, to]: x times the density is the mean times the density of Beta(alpha + 1, beta). */
    double mean(double from, double to) {
        return alpha / (alpha + beta) * between(from, to, alpha + 1, beta);
    }

    /** The integral of 1 - x over [from, to]. */
    double complementMean(double from, double to) {
        return beta / (alpha + beta) * between(from, to, alpha, beta + 1);
    }

    /** As a difference of the smaller tails, so that a small probability keeps its digits at either end. */
    private static double between(double from, double to, double a, double b) {
        if (!(from < to)) {
            return 0;
        }
        double difference = from > a / (a + b)
                ? BetaFunctions.regularized(1 - from, from, b, a) - BetaFunctions.regularized(1 - to, to, b, a)
                : BetaFunctions.regularized(to, 1 - to, a, b) - BetaFunctions.regularized(from, 1 - from, a, b);
        return Math.max(0, difference);
    }
}
