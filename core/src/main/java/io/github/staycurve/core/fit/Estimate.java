package io.github.staycurve.core.fit;

import io.github.staycurve.core.internal.Checks;
import io.github.staycurve.core.internal.math.NormalDistributions;
import io.github.staycurve.core.stat.Interval;
import io.github.staycurve.core.stat.PointEstimate;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * One fitted parameter with its standard error.
 *
 * <p>This record is immutable and thread-safe.
 *
 * @param name the parameter's name, the letter or word of the model's parameter record
 * @param value the estimate, finite
 * @param standardError the standard error in the unit of the value, positive and finite; empty where the likelihood
 *     gives none, at a boundary and on a flat likelihood
 * @param atBoundary whether the estimate ran to the end of its searched range, or is tied to one that did; such an
 *     estimate has no standard error
 */
public record Estimate(String name, double value, OptionalDouble standardError, boolean atBoundary) {
    /**
     * Checks the estimate.
     *
     * @param name the parameter's name, the letter or word of the model's parameter record
     * @param value the estimate, finite
     * @param standardError the standard error in the unit of the value, positive and finite; empty where the likelihood
     *     gives none, at a boundary and on a flat likelihood
     * @param atBoundary whether the estimate ran to the end of its searched range, or is tied to one that did; such an
     *     estimate has no standard error
     * @throws IllegalArgumentException if the name is blank, the value is not finite, the standard error is not positive
     *     and finite, or a boundary estimate has one
     */
    public Estimate {
        Checks.notBlank(name, "name");
        Checks.finite(value, name);
        if (standardError.isPresent()) {
            Checks.positiveFinite(standardError.getAsDouble(), "standardError of " + name);
            if (atBoundary) {
                throw new IllegalArgumentException("%s is at a boundary and has no standard error, was given %s"
                        .formatted(name, standardError.getAsDouble()));
            }
        }
    }

    /**
     * Returns Wald's interval {@code v ± z·se} of a parameter that may have either sign, with z the normal quantile of the
     * confidence level.
     *
     * @param confidence the confidence level, above 0 and below 1: 0.95 for 95 %
     * @return the interval; empty without a standard error
     * @throws IllegalArgumentException if the level is out of its range
     */
    public Optional<Interval> interval(double confidence) {
        return new PointEstimate(value, standardError).interval(confidence);
    }

    /**
     * Returns the interval {@code exp(ln v ± z·se/v)} of a positive parameter, with z the normal quantile of the
     * confidence level.
     *
     * <p>It is symmetric on the log scale, on which the search runs and on which the likelihood of a positive parameter
     * is closer to a parabola; it never reaches below 0, as {@code v ± z·se} can.
     *
     * @param confidence the confidence level, above 0 and below 1: 0.95 for 95 %
     * @return the interval; empty without a standard error or when the value is not positive
     * @throws IllegalArgumentException if the level is out of its range
     */
    public Optional<Interval> logScaleInterval(double confidence) {
        double z = -NormalDistributions.quantile((1 - Checks.openUnit(confidence, "confidence")) / 2);
        if (standardError.isEmpty() || value <= 0) {
            return Optional.empty();
        }
        double factor = Math.exp(z * standardError.getAsDouble() / value);
        return Optional.of(new Interval(value / factor, value * factor, confidence));
    }
}
