package io.github.staycurve.churn.evaluate;

import io.github.staycurve.core.internal.Checks;

/**
 * How many of the customers who would churn accept an offer and stay: a share, and how sure one is of it.
 *
 * <p>An unsure share is a beta variable. Verbraken, Verbeke and Baesens (2013) take Beta(6, 14): a share of 0.3, as sure as
 * if 20 customers had been asked.
 *
 * <p>This record is immutable and thread-safe.
 *
 * @param mean the share expected, above 0, at most 1, and below 1 unless it is known exactly
 * @param trials alpha + beta, how many customers one would have had to ask to be as sure, above 0; infinite if the share is
 *     known exactly
 */
public record Acceptance(double mean, double trials) {

    /**
     * Checks the numbers.
     *
     * @param mean the share expected, above 0, at most 1, and below 1 unless it is known exactly
     * @param trials alpha + beta, above 0, possibly infinite
     * @throws IllegalArgumentException if a number is out of its range
     */
    public Acceptance {
        if (!(mean > 0 && mean <= 1)) {
            throw new IllegalArgumentException("acceptance must lie above 0 and be at most 1, was " + mean);
        }
        if (!(trials > 0)) {
            throw new IllegalArgumentException("trials must be positive, was " + trials);
        }
        if (Double.isFinite(trials)) {
            Checks.openUnit(mean, "acceptance");
        }
    }

    /**
     * Returns a share that is known exactly.
     *
     * @param share the share, above 0 and at most 1
     * @return the acceptance
     * @throws IllegalArgumentException if the share is out of its range
     */
    public static Acceptance known(double share) {
        return new Acceptance(share, Double.POSITIVE_INFINITY);
    }

    /**
     * Returns a share with a beta distribution.
     *
     * @param alpha the first shape, as of so many who accepted, positive and finite
     * @param beta the second shape, as of so many who did not, positive and finite
     * @return the acceptance
     * @throws IllegalArgumentException if a shape is out of its range
     */
    public static Acceptance beta(double alpha, double beta) {
        Checks.positiveFinite(alpha, "alpha");
        Checks.positiveFinite(beta, "beta");
        return new Acceptance(alpha / (alpha + beta), alpha + beta);
    }

    /**
     * Returns whether the share is known exactly.
     *
     * @return false if it has a beta distribution
     */
    public boolean isKnown() {
        return Double.isInfinite(trials);
    }

    /**
     * Returns the acceptance in words.
     *
     * @return a few words
     */
    public String describe() {
        return isKnown()
                ? "acceptance " + mean
                : "acceptance %s, Beta(%s, %s)".formatted(mean, mean * trials, (1 - mean) * trials);
    }
}
