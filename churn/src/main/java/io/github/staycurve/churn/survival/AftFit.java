package io.github.staycurve.churn.survival;

import io.github.staycurve.core.fit.FitReport;
import io.github.staycurve.core.internal.Checks;
import io.github.staycurve.core.internal.math.NormalDistributions;
import io.github.staycurve.core.stat.Interval;
import io.github.staycurve.core.stat.PointEstimate;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A fitted accelerated failure time model with the report of the fit, and predictions with their errors.
 *
 * <p>Errors of predictions are by the delta method from the covariance of the estimates: they tell how well the curve of a
 * row is known, not how far single customers scatter about it. They are empty where the fit has no covariance.
 *
 * <p>This class is immutable and thread-safe.
 */
public final class AftFit {
    private final Optional<AftModel> model;
    private final FitReport report;

    AftFit(Optional<AftModel> model, FitReport report) {
        this.model = model;
        this.report = report;
    }

    /**
     * Returns whether there is a model.
     *
     * @return false if the fit failed
     */
    public boolean hasModel() {
        return model.isPresent();
    }

    /**
     * Returns the fitted model.
     *
     * @return the model
     * @throws IllegalStateException if the fit failed; the message is the report's explanation
     */
    public AftModel model() {
        return model.orElseThrow(() -> new IllegalStateException(report.explanation()));
    }

    /**
     * Returns how the fit went.
     *
     * @return the report, with estimates named {@code (Intercept)}, as the features, and {@code log(scale)}
     */
    public FitReport report() {
        return report;
    }

    /**
     * Returns the share of customers with this row who stay longer than a time.
     *
     * @param row one finite value a feature
     * @param t the time, 0 or more, finite
     * @return S(t) with its error
     * @throws IllegalArgumentException if the row or the time is out of its range
     * @throws IllegalStateException if the fit failed
     */
    public PointEstimate survivalAt(double[] row, double t) {
        double survival = model().survivalAt(row, t);
        return estimate(survival, times(survival, hazardGradient(row, t)));
    }

    /**
     * Returns the probability that a customer who is still here leaves in (aliveAt, aliveAt + length].
     *
     * @param row one finite value a feature
     * @param aliveAt the age by which the customer has not left, 0 or more
     * @param length how far ahead, 0 or more
     * @return the probability with its error
     * @throws IllegalArgumentException if the row or a time is out of its range
     * @throws IllegalStateException if the fit failed
     */
    public PointEstimate churnProbability(double[] row, double aliveAt, double length) {
        double churn = model().churnProbability(row, aliveAt, length);
        return estimate(churn, times(1 - churn, incrementGradient(row, aliveAt, length)));
    }

    /**
     * Returns the interval of the probability to leave, symmetric in the logarithm of the hazard ahead, so that it stays
     * within 0 and 1.
     *
     * @param row one finite value a feature
     * @param aliveAt the age by which the customer has not left, 0 or more
     * @param length how far ahead, 0 or more
     * @param confidence the confidence level, above 0 and below 1
     * @return the interval; empty where the probability is 0 or 1, or the fit has no covariance
     * @throws IllegalArgumentException if the row, a time or the level is out of its range
     * @throws IllegalStateException if the fit failed
     */
    public Optional<Interval> churnInterval(double[] row, double aliveAt, double length, double confidence) {
        double z = -NormalDistributions.quantile((1 - Checks.openUnit(confidence, "confidence")) / 2);
        double hazard = -Math.log1p(-model().churnProbability(row, aliveAt, length));
        OptionalDouble error = error(incrementGradient(row, aliveAt, length));
        if (!(hazard > 0 && hazard < Double.POSITIVE_INFINITY) || error.isEmpty()) {
            return Optional.empty();
        }
        double factor = Math.exp(z * error.getAsDouble() / hazard);
        return Optional.of(new Interval(-Math.expm1(-hazard / factor), -Math.expm1(-hazard * factor), confidence));
    }

    /**
     * Returns the time by which a share of customers with this row has left.
     *
     * @param row one finite value a feature
     * @param share the share, above 0 and below 1
     * @return the time with its error; empty where it is greater than the greatest double
     * @throws IllegalArgumentException if the row or the share is out of its range
     * @throws IllegalStateException if the fit failed
     */
    public Optional<PointEstimate> quantile(double[] row, double share) {
        OptionalDouble t = model().quantile(row, share);
        return t.isEmpty()
                ? Optional.empty()
                : Optional.of(estimate(t.getAsDouble(), times(t.getAsDouble(), logQuantileGradient(row, share))));
    }

    /**
     * Returns the interval of the time by which a share has left, symmetric in its logarithm.
     *
     * @param row one finite value a feature
     * @param share the share, above 0 and below 1
     * @param confidence the confidence level, above 0 and below 1
     * @return the interval; empty where the time is greater than the greatest double, or the fit has no covariance
     * @throws IllegalArgumentException if the row, the share or the level is out of its range
     * @throws IllegalStateException if the fit failed
     */
    public Optional<Interval> quantileInterval(double[] row, double share, double confidence) {
        double z = -NormalDistributions.quantile((1 - Checks.openUnit(confidence, "confidence")) / 2);
        OptionalDouble t = model().quantile(row, share);
        OptionalDouble error = error(logQuantileGradient(row, share));
        if (t.isEmpty() || error.isEmpty()) {
            return Optional.empty();
        }
        double factor = Math.exp(z * error.getAsDouble());
        return Optional.of(new Interval(t.getAsDouble() / factor, t.getAsDouble() * factor, confidence));
    }

    /**
     * Returns the mean lifetime of a row, cut at a time.
     *
     * @param row one finite value a feature
     * @param upTo the time, 0 or more, finite
     * @return the restricted mean with its error
     * @throws IllegalArgumentException if the row or the time is out of its range
     * @throws IllegalStateException if the fit failed
     */
    public PointEstimate restrictedMean(double[] row, double upTo) {
        double mean = model().restrictedMean(row, upTo);
        if (upTo == 0) {
            return PointEstimate.of(0, 0);
        }
        AftDistribution distribution = model().distribution();
        AftArea area = new AftArea(distribution, model().location(row), model().scale());
        // dS/d location = S H'(z) / scale, dS/d log scale = S H'(z) z
        double byLocation = area.upTo(upTo, distribution::slope) / model().scale();
        double byLogScale = area.upTo(upTo, z -> distribution.slope(z) * z);
        return estimate(mean, gradient(row, byLocation, byLogScale));
    }

    /** The gradient of something by intercept, coefficients and log scale, from those by location and log scale. */
    private double[] gradient(double[] row, double byLocation, double byLogScale) {
        boolean hasScale = model().distribution().hasScale();
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
        double z = model().z(row, t);
        double slope = model().distribution().slope(z);
        return gradient(row, -slope / model().scale(), -slope * z);
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
        return gradient(row, 1, model().scale() * model().distribution().quantile(share));
    }

    private static double[] times(double factor, double[] gradient) {
        for (int i = 0; i < gradient.length; i++) {
            gradient[i] *= factor;
        }
        return gradient;
    }

    private PointEstimate estimate(double value, double[] gradient) {
        return new PointEstimate(value, error(gradient));
    }

    /** The delta method; empty without covariance, and where a derivative is not finite. */
    private OptionalDouble error(double[] gradient) {
        double[][] covariance = report.covariance();
        if (covariance.length != gradient.length) {
            return OptionalDouble.empty();
        }
        double variance = 0;
        for (int i = 0; i < gradient.length; i++) {
            for (int j = 0; j < gradient.length; j++) {
                variance += gradient[i] * covariance[i][j] * gradient[j];
            }
        }
        // rounding may take it below 0 where it is 0
        return Double.isFinite(variance) ? OptionalDouble.of(Math.sqrt(Math.max(0, variance))) : OptionalDouble.empty();
    }
}
