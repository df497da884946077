package io.github.staycurve.churn.score;

import io.github.staycurve.core.fit.Estimate;
import io.github.staycurve.core.internal.Checks;
import io.github.staycurve.core.internal.math.NormalDistributions;
import io.github.staycurve.core.stat.Interval;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A coefficient of a linear predictor, in the units of its column.
 *
 * <p>This record is immutable and thread-safe.
 *
 * @param name the name of the column, or {@code (intercept)}
 * @param value the estimate: what one more of the column adds to the linear predictor
 * @param standardError its standard error, empty where the fit gives none
 */
public record Coefficient(String name, double value, OptionalDouble standardError) {
    static Coefficient of(Estimate estimate) {
        return new Coefficient(estimate.name(), estimate.value(), estimate.standardError());
    }

    /**
     * Returns the estimate over its standard error.
     *
     * @return Wald's z, empty without a standard error
     */
    public OptionalDouble z() {
        return standardError.isEmpty()
                ? OptionalDouble.empty()
                : OptionalDouble.of(value / standardError.getAsDouble());
    }

    /**
     * Returns how likely an estimate at least as far from 0 is if the truth is 0.
     *
     * @return the two-sided p-value of {@link #z()}, empty without a standard error
     */
    public OptionalDouble pValue() {
        return z().isEmpty()
                ? OptionalDouble.empty()
                : OptionalDouble.of(2 * NormalDistributions.cumulative(-Math.abs(z().getAsDouble())));
    }

    /**
     * Returns Wald's interval of the estimate; {@code exp} of its ends is that of the odds ratio.
     *
     * @param confidence the confidence level, above 0 and below 1
     * @return estimate ± quantile × standard error, empty without a standard error
     * @throws IllegalArgumentException if the level is out of its range
     */
    public Optional<Interval> interval(double confidence) {
        Checks.openUnit(confidence, "confidence");
        double z = -NormalDistributions.quantile((1 - confidence) / 2);
        return standardError.isEmpty()
                ? Optional.empty()
                : Optional.of(new Interval(
                        value - z * standardError.getAsDouble(), value + z * standardError.getAsDouble(), confidence));
    }
}
