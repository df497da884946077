package io.github.staycurve.churn.survival;

import io.github.staycurve.core.internal.Checks;
import io.github.staycurve.core.internal.math.NormalDistributions;
import io.github.staycurve.core.stat.Interval;
import io.github.staycurve.core.stat.PointEstimate;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How well the curves of a fitted accelerated failure time model are known, its quantiles and restricted means too.
 *
 * <p>This class is immutable and thread-safe.
 */
public final class AftPredictionErrors extends SurvivalPredictionErrors {
    private final AftModel model;
    private final double[][] covariance;

    /** The covariance is that of intercept, coefficients and log scale. */
    AftPredictionErrors(AftModel model, double[][] covariance) {
        this.model = model;
        this.covariance = covariance;
    }

    @Override
    HazardEstimate upTo(double[] row, double t) {
        return estimate(model.cumulativeHazardAt(row, t), hazardGradient(row, t));
    }

    @Override
    HazardEstimate ahead(double[] row, double aliveAt, double length) {
        return estimate(model.hazardAhead(row, aliveAt, length), incrementGradient(row, aliveAt, length));
    }

    private HazardEstimate estimate(double hazard, double[] gradient) {
        return HazardEstimate.of(hazard, error(gradient));
    }

    /**
     * Returns the time by which a share of customers with this row has left.
     *
     * @param row one finite value a feature, in the order of the model
     * @param share the share, above 0 and below 1
     * @return the time with its error; empty where it is greater than the greatest double
     * @throws IllegalArgumentException if the row has another length or a value that is not finite, or the share is out of
     *     its range
     */
    public Optional<PointEstimate> quantile(double[] row, double share) {
        OptionalDouble t = model.quantile(row, share);
        return t.isEmpty()
                ? Optional.empty()
                : Optional.of(pointEstimate(t.getAsDouble(), times(t.getAsDouble(), logQuantileGradient(row, share))));
    }

    /**
     * Returns the interval of the time by which a share has left, symmetric in its logarithm.
     *
     * @param row one finite value a feature, in the order of the model
     * @param share the share, above 0 and below 1
     * @param confidence the confidence level, above 0 and below 1
     * @return the interval; empty where the time is greater than the greatest double, or its error is
     * @throws IllegalArgumentException if the row has another length or a value that is not finite, or the share or the
     *     level is out of its range
     */
    public Optional<Interval> quantileInterval(double[] row, double share, double confidence) {
        double z = -NormalDistributions.quantile((1 - Checks.openUnit(confidence, "confidence")) / 2);
        OptionalDouble t = model.quantile(row, share);
        double factor = Math.exp(z * error(logQuantileGradient(row, share)));
        if (t.isEmpty() || !(t.getAsDouble() * factor < Double.POSITIVE_INFINITY)) {
            return Optional.empty();
        }
        return Optional.of(new Interval(t.getAsDouble() / factor, t.getAsDouble() * factor, confidence));
    }

    /**
     * Returns the mean lifetime of a row, cut at a time.
     *
     * @param row one finite value a feature, in the order of the model
     * @param upTo the time, 0 or more, finite
     * @return the restricted mean with its error
     * @throws IllegalArgumentException if the row has another length or a value that is not finite, or the time is out of
     *     its range
     */
    public PointEstimate restrictedMean(double[] row, double upTo) {
        double mean = model.restrictedMean(row, upTo);
        if (upTo == 0) {
            return PointEstimate.of(0, 0);
        }
        AftDistribution distribution = model.distribution();
        AftArea area = new AftArea(distribution, model.location(row), model.scale());
        // dS/d location = S H'(z) / scale, dS/d log scale = S H'(z) z
        double byLocation = area.upTo(upTo, distribution::slope) / model.scale();
        double byLogScale = area.upTo(upTo, z -> distribution.slope(z) * z);
        return pointEstimate(mean, gradient(row, byLocation, byLogScale));
    }

    /** The gradient of something by intercept, coefficients and log scale, from those by location and log scale. */
    private double[] gradient(double[] row, double byLocation, double byLogScale) {
        boolean hasScale = model.distribution().hasScale();
        double[] gradient = new double[1 + row.length + (hasScale ? 1 : 0)];
        gradient[0] = byLocation;
        for (int j = 0; j < row.length; j++) {
            gradient[1 + j] = byLocation * row[j];
        }
        if (hasScale) {
            gradient[1 + row.length] = byLogScale;
        }
        return gradient;
    }

    private double[] hazardGradient(double[] row, double t) {
        if (t == 0) {
            return gradient(row, 0, 0);
        }
        double z = model.z(row, t);
        double slope = model.distribution().slope(z);
        return gradient(row, -slope / model.scale(), -slope * z);
    }

    private double[] incrementGradient(double[] row, double aliveAt, double length) {
        double[] end = hazardGradient(row, aliveAt + length);
        double[] start = hazardGradient(row, aliveAt);
        for (int i = 0; i < end.length; i++) {
            end[i] -= start[i];
        }
        return end;
    }

    private double[] logQuantileGradient(double[] row, double share) {
        return gradient(row, 1, model.scale() * model.distribution().quantile(share));
    }

    private static double[] times(double factor, double[] gradient) {
        for (int i = 0; i < gradient.length; i++) {
            gradient[i] *= factor;
        }
        return gradient;
    }

    private PointEstimate pointEstimate(double value, double[] gradient) {
        double error = error(gradient);
        return Double.isFinite(error) ? PointEstimate.of(value, error) : PointEstimate.withoutError(value);
    }

    /** The delta method; not finite where a derivative is not. */
    private double error(double[] gradient) {
        double variance = 0;
        for (int i = 0; i < gradient.length; i++) {
            for (int j = 0; j < gradient.length; j++) {
                variance += gradient[i] * covariance[i][j] * gradient[j];
            }
        }
        return Math.sqrt(Math.max(0, variance)); // rounding may take it below 0 where it is 0
    }

    @Override
    public String toString() {
        return "AftPredictionErrors[%s]".formatted(model);
    }
}
