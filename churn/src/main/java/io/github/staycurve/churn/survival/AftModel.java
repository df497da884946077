package io.github.staycurve.churn.survival;

import io.github.staycurve.core.internal.Checks;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * An accelerated failure time model with known parameters: log T = intercept + coefficients · row + scale · W, with W of a
 * known shape. A coefficient c of a feature multiplies every lifetime by e<sup>c</sup> for each unit of it, so that a
 * positive one means a longer stay.
 *
 * <p>The curve is known at all times. A Weibull model has proportional hazards too, with log hazard ratios -c / scale.
 *
 * <p>This class is immutable and thread-safe. Times are in the unit of the durations that it was fitted to.
 *
 * @see <a href="https://doi.org/10.1002/9781118032985">Kalbfleisch and Prentice (2002), The Statistical Analysis of Failure
 *     Time Data, chapter 3</a>
 */
public final class AftModel implements SurvivalModel {
    private final AftDistribution distribution;
    private final List<String> featureNames;
    private final double intercept;
    private final double[] coefficients;
    private final double scale;

    private AftModel(
            AftDistribution distribution,
            List<String> featureNames,
            double intercept,
            double[] coefficients,
            double scale) {
        this.distribution = distribution;
        this.featureNames = featureNames;
        this.intercept = intercept;
        this.coefficients = coefficients;
        this.scale = scale;
    }

    /**
     * Returns a model of known parameters.
     *
     * @param distribution the shape of lifetimes
     * @param featureNames the features in the order of a row; may be empty
     * @param intercept the location of a row of zeros, finite, on the scale of log T
     * @param coefficients one a feature, finite
     * @param scale the scale of log T, positive and finite; 1 for the exponential distribution
     * @return the model
     * @throws IllegalArgumentException if a number is out of its range, a name blank or there twice, or the lengths differ
     */
    public static AftModel of(
            AftDistribution distribution,
            List<String> featureNames,
            double intercept,
            double[] coefficients,
            double scale) {
        ModelRows.checkFeatures(featureNames, coefficients);
        Checks.finite(intercept, "intercept");
        Checks.positiveFinite(scale, "scale");
        if (!distribution.hasScale() && scale != 1) {
            throw new IllegalArgumentException("scale of the exponential distribution must be 1, was " + scale);
        }
        return new AftModel(distribution, List.copyOf(featureNames), intercept, coefficients.clone(), scale);
    }

    /**
     * Returns the shape of lifetimes.
     *
     * @return the distribution
     */
    public AftDistribution distribution() {
        return distribution;
    }

    /**
     * Returns the location of a row of zeros.
     *
     * @return the intercept, on the scale of log T
     */
    public double intercept() {
        return intercept;
    }

    /**
     * Returns the coefficients in the order of the features.
     *
     * @return a fresh copy
     */
    public double[] coefficients() {
        return coefficients.clone();
    }

    /**
     * Returns the scale of log T.
     *
     * @return above 0; 1 for the exponential distribution
     */
    public double scale() {
        return scale;
    }

    @Override
    public List<String> featureNames() {
        return featureNames;
    }

    @Override
    public double knownUpTo() {
        return Double.POSITIVE_INFINITY;
    }

    /**
     * Returns the location of a row on the scale of log T: the median of log T for the log-normal and log-logistic
     * distributions, the logarithm of the time by which 63 % have left for the others.
     *
     * @param row one finite value a feature
     * @return the location
     * @throws IllegalArgumentException if the row has another length or a value that is not finite
     */
    public double location(double[] row) {
        ModelRows.check(featureNames, row);
        double sum = intercept;
        for (int j = 0; j < coefficients.length; j++) {
            sum += coefficients[j] * row[j];
        }
        return sum;
    }

    @Override
    public double riskScore(double[] row) {
        return -location(row);
    }

    @Override
    public double cumulativeHazardAt(double[] row, double t) {
        return distribution.cumulativeHazard(z(row, Checks.nonNegativeFinite(t, "t")));
    }

    /** Returns z of a time; minus infinity for time 0. */
    double z(double[] row, double t) {
        return (Math.log(t) - location(row)) / scale;
    }

    /**
     * Returns the hazard of a row at a time: the rate at which those still here leave.
     *
     * @param row one finite value a feature
     * @param t the time, above 0 and finite
     * @return the hazard per unit of time, 0 or more; may be infinite near time 0 and in the far tail
     * @throws IllegalArgumentException if the row has another length or a value that is not finite, or the time is out of
     *     its range
     */
    public double hazardAt(double[] row, double t) {
        double z = z(row, Checks.positiveFinite(t, "t"));
        return Math.exp(distribution.logSlope(z) - Math.log(t) - Math.log(scale));
    }

    @Override
    public double churnProbability(double[] row, double aliveAt, double length) {
        return -Math.expm1(-hazardAhead(row, aliveAt, length)) + 0.0; // no -0.0
    }

    /** Returns H over (aliveAt, aliveAt + length], infinite where everyone had left before. */
    double hazardAhead(double[] row, double aliveAt, double length) {
        Checks.nonNegativeFinite(aliveAt, "aliveAt");
        Checks.nonNegativeFinite(length, "length");
        double location = location(row);
        return length == 0 ? 0 : hazardBetween(location, aliveAt, length);
    }

    private double hazardBetween(double location, double aliveAt, double length) {
        if (aliveAt == 0) {
            return distribution.cumulativeHazard((Math.log(length) - location) / scale);
        }
        double start = (Math.log(aliveAt) - location) / scale;
        if (distribution.cumulativeHazard(start) == Double.POSITIVE_INFINITY) {
            return Double.POSITIVE_INFINITY;
        }
        // at least 0: the log-normal one is a difference, which rounds
        return Math.max(0, distribution.increment(start, Math.log1p(length / aliveAt) / scale));
    }

    /** Empty also where the time is greater than the greatest double. */
    @Override
    public OptionalDouble quantile(double[] row, double share) {
        double t = Math.exp(location(row) + scale * distribution.quantile(Checks.openUnit(share, "share")));
        return t < Double.POSITIVE_INFINITY ? OptionalDouble.of(t) : OptionalDouble.empty();
    }

    @Override
    public double restrictedMean(double[] row, double upTo) {
        double location = location(row);
        if (Checks.nonNegativeFinite(upTo, "upTo") == 0) {
            return 0;
        }
        return Math.min(upTo, new AftArea(distribution, location, scale).upTo(upTo));
    }

    @Override
    public String describe() {
        return String.format(
                Locale.ROOT,
                "%s accelerated failure time model of %s, intercept %.6g, scale %.6g",
                distribution.words(),
                featureNames,
                intercept,
                scale);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof AftModel model
                && distribution == model.distribution
                && featureNames.equals(model.featureNames)
                && Double.compare(intercept, model.intercept) == 0
                && Arrays.equals(coefficients, model.coefficients)
                && Double.compare(scale, model.scale) == 0;
    }

    @Override
    public int hashCode() {
        return Objects.hash(distribution, featureNames, intercept, Arrays.hashCode(coefficients), scale);
    }

    @Override
    public String toString() {
        return describe();
    }
}
