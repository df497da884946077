package io.github.staycurve.churn.survival;

import io.github.staycurve.core.internal.Checks;
import io.github.staycurve.core.internal.math.NormalDistributions;
import io.github.staycurve.core.stat.Interval;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How many times as great the hazard is for 1 more of a feature, all others being equal.
 *
 * <p>This record is immutable and thread-safe.
 *
 * @param feature the feature's name
 * @param coefficient the logarithm of the ratio, finite
 * @param standardError the standard error of the coefficient, above 0; empty where there is none
 */
public record HazardRatio(String feature, double coefficient, OptionalDouble standardError) {
    /**
     * Checks the parts.
     *
     * @param feature the feature's name
     * @param coefficient the logarithm of the ratio, finite
     * @param standardError the standard error of the coefficient, above 0; empty where there is none
     * @throws IllegalArgumentException if the name is blank or a number out of its range
     */
    public HazardRatio {
        Checks.notBlank(feature, "feature");
        Checks.finite(coefficient, "coefficient");
        standardError.ifPresent(error -> Checks.positiveFinite(error, "standardError"));
    }

    /**
     * Returns the ratio.
     *
     * @return exp(coefficient), above 1 for a feature of those who leave early; 0 or infinite where it is beyond doubles, as
     *     for 1 more of a feature in a unit far too great for its values
     */
    public double ratio() {
        return Math.exp(coefficient);
    }

    /**
     * Returns the interval of the ratio, symmetric in its logarithm (Wald's).
     *
     * @param confidence the confidence level, above 0 and below 1
     * @return the interval, empty without a standard error
     * @throws IllegalArgumentException if the level is out of its range
     */
    public Optional<Interval> interval(double confidence) {
        double z = -NormalDistributions.quantile((1 - Checks.openUnit(confidence, "confidence")) / 2);
        return standardError.isEmpty()
                ? Optional.empty()
                : Optional.of(new Interval(
                        Math.exp(coefficient - z * standardError.getAsDouble()),
                        Math.exp(coefficient + z * standardError.getAsDouble()),
                        confidence));
    }

    /**
     * Returns the coefficient in standard errors.
     *
     * @return Wald's z, empty without a standard error
     */
    public OptionalDouble z() {
        return standardError.isEmpty()
                ? OptionalDouble.empty()
                : OptionalDouble.of(coefficient / standardError.getAsDouble());
    }

    /**
     * Returns how likely a coefficient at least as far from 0 is if the truth is a ratio of 1.
     *
     * @return the two-sided p-value of {@link #z()}, empty without a standard error
     */
    public OptionalDouble pValue() {
        return z().isEmpty()
                ? OptionalDouble.empty()
                : OptionalDouble.of(2 * NormalDistributions.cumulative(-Math.abs(z().getAsDouble())));
    }

    /**
     * Returns the ratio in words.
     *
     * @return one line
     */
    public String describe() {
        String text = String.format(Locale.ROOT, "%s: hazard ratio %.4g", feature, ratio());
        Optional<Interval> interval = interval(0.95);
        return interval.isEmpty()
                ? text
                : text
                        + String.format(
                                Locale.ROOT,
                                " (95 %% %.4g to %.4g), coefficient %.6g, standard error %.3g, p %.3g",
                                interval.get().lower(),
                                interval.get().upper(),
                                coefficient,
                                standardError.getAsDouble(),
                                pValue().getAsDouble());
    }
}
