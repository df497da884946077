package io.github.staycurve.churn.survival;

import io.github.staycurve.core.internal.Checks;
import io.github.staycurve.core.internal.math.NormalDistributions;
import io.github.staycurve.core.stat.Interval;
import io.github.staycurve.core.stat.PointEstimate;
import io.github.staycurve.core.stat.SurvivalIntervalKind;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A cumulated hazard with its standard error, and what follows for the share that stays or leaves.
 *
 * @param value H, 0 or more; infinite where nobody stays
 * @param standardError its error; empty where it is not known or too great for doubles
 */
record HazardEstimate(double value, OptionalDouble standardError) {
    /** An error that is not finite is not known. */
    static HazardEstimate of(double value, double error) {
        return new HazardEstimate(value, Double.isFinite(error) ? OptionalDouble.of(error) : OptionalDouble.empty());
    }

    /** Returns the hazard; refused where it is infinite. */
    PointEstimate hazard() {
        return new PointEstimate(value, standardError);
    }

    /** Returns S = exp(-H), its error S times that of H. */
    PointEstimate survival() {
        return estimate(Math.exp(-value));
    }

    /** Returns 1 - S, which keeps its digits where it is next to nothing. */
    PointEstimate churn() {
        return estimate(-Math.expm1(-value) + 0.0); // no -0.0
    }

    private PointEstimate estimate(double share) {
        double slope = Math.exp(-value);
        return standardError.isPresent()
                ? PointEstimate.of(share, slope * standardError.getAsDouble())
                : PointEstimate.withoutError(share);
    }

    /** Returns the interval of S; empty where H is 0 or infinite, or its error is not known. */
    Optional<Interval> survivalInterval(double confidence, SurvivalIntervalKind kind) {
        double half = half(confidence);
        if (Double.isNaN(half)) {
            return Optional.empty();
        }
        double survival = Math.exp(-value);
        double ratio = Math.exp(half / value);
        double[] ends = switch (kind) {
            case PLAIN -> new double[] {survival * (1 - half), survival * (1 + half)};
            case LOG -> new double[] {Math.exp(-value - half), Math.exp(-value + half)};
            case LOG_LOG -> new double[] {Math.exp(-value * ratio), Math.exp(-value / ratio)};
        };
        return Optional.of(new Interval(Math.max(0, ends[0]), Math.min(1, ends[1]), confidence));
    }

    /** Returns the interval of 1 - S, symmetric in log H, which keeps its digits where it is next to nothing. */
    Optional<Interval> churnInterval(double confidence) {
        double half = half(confidence);
        if (Double.isNaN(half)) {
            return Optional.empty();
        }
        double ratio = Math.exp(half / value);
        return Optional.of(new Interval(-Math.expm1(-value / ratio) + 0.0, -Math.expm1(-value * ratio), confidence));
    }

    /** Half the width of the interval of H; NaN where there is none. */
    private double half(double confidence) {
        double z = -NormalDistributions.quantile((1 - Checks.openUnit(confidence, "confidence")) / 2);
        boolean known = value > 0 && value < Double.POSITIVE_INFINITY;
        return known && standardError.isPresent() ? z * standardError.getAsDouble() : Double.NaN;
    }
}
