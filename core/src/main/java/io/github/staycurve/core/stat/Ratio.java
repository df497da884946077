package io.github.staycurve.core.stat;

import io.github.staycurve.core.internal.Checks;
import io.github.staycurve.core.internal.math.NormalDistributions;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A rate that remembers what it was made of, so that the rates of parts merge into the rate of the whole.
 *
 * <p>Nothing over nothing is no rate: the {@linkplain #value() value} is empty when the denominator is 0, never 0 or NaN.
 * A proportion, as the share of customers who stayed, has a numerator in [0, denominator] and a
 * {@linkplain #wilson Wilson interval}. Other ratios have neither bound: a net revenue retention may be above 1, a growth
 * rate below 0.
 *
 * <p>This record is immutable and thread-safe.
 *
 * @param numerator what is counted or summed, finite
 * @param denominator out of how much, finite, 0 or more; a sum of weights need not be whole
 */
public record Ratio(double numerator, double denominator) {
    /** Nothing out of nothing: the ratio that others merge into. */
    public static final Ratio EMPTY = new Ratio(0, 0);

    /**
     * Checks the parts.
     *
     * @param numerator what is counted or summed, finite
     * @param denominator out of how much, finite, 0 or more; a sum of weights need not be whole
     * @throws IllegalArgumentException if one is not finite, or the denominator is negative
     */
    public Ratio {
        Checks.finite(numerator, "numerator");
        Checks.nonNegativeFinite(denominator, "denominator");
    }

    /**
     * Returns the ratio of two numbers.
     *
     * @param numerator what is counted or summed, finite
     * @param denominator out of how much, finite, 0 or more
     * @return the ratio
     * @throws IllegalArgumentException if one is not finite, or the denominator is negative
     */
    public static Ratio of(double numerator, double denominator) {
        return new Ratio(numerator, denominator);
    }

    /**
     * Returns the rate.
     *
     * @return numerator / denominator, empty when the denominator is 0
     */
    public OptionalDouble value() {
        return denominator == 0 ? OptionalDouble.empty() : OptionalDouble.of(numerator / denominator);
    }

    /**
     * Returns the ratio of both parts together.
     *
     * @param other the ratio of a part that shares nothing with this one
     * @return the sum of the numerators over the sum of the denominators
     */
    public Ratio plus(Ratio other) {
        return new Ratio(numerator + other.numerator, denominator + other.denominator);
    }

    /**
     * Returns the score interval of a proportion, which holds up for few cases and near 0 and 1, and never leaves [0, 1].
     *
     * <p>It is the set of proportions P that a test at this level does not reject: those with |p - P| at most
     * z &radic;(P (1 - P) / n), where p is the observed proportion out of n cases. The cases must be independent; a sum of
     * unequal weights counts as that many cases, which is more than it knows.
     *
     * @param confidence the confidence level, above 0 and below 1; 0.95 is usual
     * @return the interval, empty when the denominator is 0
     * @throws IllegalArgumentException if the level is out of its range
     * @throws IllegalStateException if this is no proportion: the numerator lies outside [0, denominator]
     */
    public Optional<Interval> wilson(double confidence) {
        Checks.openUnit(confidence, "confidence");
        if (!(numerator >= 0 && numerator <= denominator)) {
            throw new IllegalStateException("a Wilson interval needs a numerator in [0, denominator], was %s of %s"
                    .formatted(numerator, denominator));
        }
        if (denominator == 0) {
            return Optional.empty();
        }
        double z = -NormalDistributions.quantile((1 - confidence) / 2);
        double lower = scoreLower(numerator, denominator, z);
        // near 1 the upper end is computed from its distance to 1, near 0 directly, so that neither cancels
        double upper = numerator > denominator / 2
                ? 1 - scoreLower(denominator - numerator, denominator, z)
                : scoreUpper(numerator, denominator, z);
        return Optional.of(new Interval(lower, upper, confidence));
    }

    /**
     * Wilson (1927), "Probable Inference, the Law of Succession, and Statistical Inference", JASA 22, 209-212: the greater
     * root P of (n + z²) P² - (2k + z²) P + k²/n = 0, which is his equation squared out.
     */
    private static double scoreUpper(double k, double n, double z) {
        return (2 * k + z * z + spread(k, n, z)) / (2 * (n + z * z));
    }

    /** The lesser root, as the product of both, k² / (n (n + z²)), over the greater: no difference of equal terms. */
    private static double scoreLower(double k, double n, double z) {
        if (k == 0) {
            return 0; // also where z is so small that its square is 0
        }
        return 2 * k * (k / n) / (2 * k + z * z + spread(k, n, z));
    }

    private static double spread(double k, double n, double z) {
        return z * Math.sqrt(z * z + 4 * k * ((n - k) / n));
    }
}
