package io.github.staycurve.core.stat;

import io.github.staycurve.core.internal.Checks;
import io.github.staycurve.core.internal.math.NormalDistributions;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A number read off data, with its standard error where there is one.
 *
 * <p>This record is immutable and thread-safe.
 *
 * @param value the estimate, finite
 * @param standardError its standard error, finite, 0 or more; empty where the data sets none
 */
public record PointEstimate(double value, OptionalDouble standardError) {

    /**
     * Checks the parts.
     *
     * @param value the estimate, finite
     * @param standardError its standard error, finite, 0 or more; empty where the data sets none
     * @throws IllegalArgumentException if a number is not finite, or the error is negative
     */
    public PointEstimate {
        Checks.finite(value, "value");
        standardError.ifPresent(error -> Checks.nonNegativeFinite(error, "standardError"));
    }

    /**
     * Returns an estimate with its error.
     *
     * @param value the estimate, finite
     * @param standardError its standard error, finite, 0 or more
     * @return the estimate
     * @throws IllegalArgumentException if a number is not finite, or the error is negative
     */
    public static PointEstimate of(double value, double standardError) {
        return new PointEstimate(value, OptionalDouble.of(standardError));
    }

    /**
     * Returns an estimate whose error is not known.
     *
     * @param value the estimate, finite
     * @return the estimate
     * @throws IllegalArgumentException if it is not finite
     */
    public static PointEstimate withoutError(double value) {
        return new PointEstimate(value, OptionalDouble.empty());
    }

    /**
     * Returns the normal interval, value &plusmn; z standard errors, which knows no bounds of the quantity.
     *
     * @param confidence the confidence level, above 0 and below 1
     * @return the interval, empty without a standard error
     * @throws IllegalArgumentException if the level is out of its range
     */
    public Optional<Interval> interval(double confidence) {
        Checks.openUnit(confidence, "confidence");
        if (standardError.isEmpty()) {
            return Optional.empty();
        }
        double half = -NormalDistributions.quantile((1 - confidence) / 2) * standardError.getAsDouble();
        return Optional.of(new Interval(value - half, value + half, confidence));
    }
}
