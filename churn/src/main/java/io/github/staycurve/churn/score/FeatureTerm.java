package io.github.staycurve.churn.score;

import io.github.staycurve.core.internal.Checks;
import java.util.OptionalDouble;

/**
 * What a linear model makes of one feature.
 *
 * <p>This record is immutable and thread-safe.
 *
 * @param feature the feature's name
 * @param log1p whether the model reads {@code ln(1 + x)} instead of x, and {@code −ln(1 − x)} below 0, so that any number has
 *     one
 * @param slope what one more of it, or of its logarithm, adds to the linear predictor
 * @param missing what the feature adds where it has no value, in place of slope times value; empty if the model refuses such
 *     rows
 * @param reference the value of the customer that others are compared with
 */
public record FeatureTerm(String feature, boolean log1p, double slope, OptionalDouble missing, double reference) {
    /**
     * Checks the term.
     *
     * @param feature the feature's name
     * @param log1p whether the model reads {@code ln(1 + x)} instead of x, and {@code −ln(1 − x)} below 0, so that any
     *     number has one
     * @param slope what one more of it, or of its logarithm, adds to the linear predictor
     * @param missing what the feature adds where it has no value, in place of slope times value; empty if the model refuses
     *     such rows
     * @param reference the value of the customer that others are compared with
     * @throws IllegalArgumentException if the name is blank or a number is not finite
     */
    public FeatureTerm {
        Checks.notBlank(feature, "feature");
        Checks.finite(slope, "slope of " + feature);
        Checks.finite(reference, "reference of " + feature);
        if (missing.isPresent()) {
            Checks.finite(missing.getAsDouble(), "missing of " + feature);
        }
    }

    static double signedLog1p(double x) {
        return x >= 0 ? Math.log1p(x) : -Math.log1p(-x); // NaN stays NaN
    }

    static double inverseSignedLog1p(double y) {
        return y >= 0 ? Math.expm1(y) : -Math.expm1(-y);
    }
}
