package io.github.staycurve.churn.survival;

import io.github.staycurve.core.internal.Checks;
import io.github.staycurve.core.internal.math.NormalDistributions;
import io.github.staycurve.core.stat.Interval;
import io.github.staycurve.core.stat.PointEstimate;
import io.github.staycurve.core.stat.SurvivalIntervalKind;
import java.util.Arrays;
import java.util.Optional;

/**
 * How far the curves of a fitted Cox model may be off, in one stratum: standard errors by the delta method, from the
 * coefficients and the jumps of the baseline hazard together.
 *
 * <p>The variance of H(t|x) is that of the hazard at known coefficients plus q' V q, where V is the covariance of the
 * coefficients and q the integral of x less the mean features of those at risk over the hazard of the row.
 *
 * <p>This class is immutable and thread-safe. It takes 8 (p + 2) bytes for each time at which rows ended.
 *
 * @see <a href="https://doi.org/10.1214/aos/1176345317">Tsiatis (1981), A Large Sample Study of Cox's Regression Model,
 *     Annals of Statistics 9, 93-108</a>
 */
public final class CoxPredictionErrors {
    private final CoxModel model;
    private final double[] scale;
    private final double[][] covariance;
    private final BaselineHazard baseline;
    private final double[] variance;
    private final double[] meanHazard;

    private CoxPredictionErrors(
            CoxModel model, double[] scale, double[][] covariance, double[] variance, double[] meanHazard) {
        this.model = model;
        this.scale = scale;
        this.covariance = covariance;
        this.baseline = model.baselines().get(0);
        this.variance = variance;
        this.meanHazard = meanHazard;
    }

    /** Returns the errors of the model of one stratum. */
    static CoxPredictionErrors of(CoxModel model, CoxState state, int stratum, double[][] covariance) {
        int p = state.sample.features;
        int n = model.baselines().get(0).size();
        double unit = Math.exp(-state.sweep.shift[stratum]);
        int close = state.sample.strataEnd[stratum] - 1;
        double[] variance = new double[n];
        double[] meanHazard = new double[n * p];
        for (int i = 0; i < n; i++) {
            int group = close - 1 - i;
            variance[i] = state.variance[group] * unit * unit;
            for (int j = 0; j < p; j++) {
                meanHazard[i * p + j] = state.meanHazard[group * p + j] * unit;
            }
        }
        return new CoxPredictionErrors(model, state.sample.scale, covariance, variance, meanHazard);
    }

    /**
     * Returns the cumulative hazard of a row with its standard error.
     *
     * @param row one finite value a feature, in the order of the model
     * @param t the time, in [0, the model's {@code knownUpTo}]
     * @return H(t|x) and its standard error; 0 with an error of 0 before the first jump, where nothing was seen to happen;
     *     without an error where that is too great for doubles
     * @throws IllegalArgumentException if the row has another length or a value that is not finite, the time is out of its
     *     range, or the hazard is beyond doubles
     */
    public PointEstimate cumulativeHazardAt(double[] row, double t) {
        return increment(row, -1, baseline.lastAtOrBefore(t));
    }

    /** Returns the hazard of a row after one jump up to another one, that included. */
    private PointEstimate increment(double[] row, int after, int upTo) {
        double factor = model.relativeHazard(row);
        if (upTo == after) {
            return PointEstimate.of(0, 0);
        }
        double hazard = baseline.cumulativeHazard(upTo) - (after < 0 ? 0 : baseline.cumulativeHazard(after));
        int p = scale.length;
        double[] q = new double[p];
        double[] reference = model.reference();
        for (int j = 0; j < p; j++) {
            double means = meanHazard[upTo * p + j] - (after < 0 ? 0 : meanHazard[after * p + j]);
            q[j] = (row[j] - reference[j]) / scale[j] * hazard - means;
        }
        double sum = variance[upTo] - (after < 0 ? 0 : variance[after]);
        double[] product = CoxEstimation.times(covariance, q);
        for (int j = 0; j < p; j++) {
            sum += q[j] * product[j];
        }
        double error = factor * Math.sqrt(Math.max(0, sum));
        return Double.isFinite(error)
                ? PointEstimate.of(factor * hazard, error)
                : PointEstimate.withoutError(factor * hazard);
    }

    /**
     * Returns the survival of a row with its standard error, S times that of the cumulative hazard.
     *
     * @param row one finite value a feature, in the order of the model
     * @param t the time, in [0, the model's {@code knownUpTo}]
     * @return S(t|x) and its standard error
     * @throws IllegalArgumentException as {@link #cumulativeHazardAt} does
     */
    public PointEstimate survivalAt(double[] row, double t) {
        PointEstimate hazard = cumulativeHazardAt(row, t);
        return estimate(Math.exp(-hazard.value()), Math.exp(-hazard.value()), hazard);
    }

    private static PointEstimate estimate(double value, double slope, PointEstimate hazard) {
        return hazard.standardError().isPresent()
                ? PointEstimate.of(value, slope * hazard.standardError().getAsDouble())
                : PointEstimate.withoutError(value);
    }

    /**
     * Returns the probability that a customer who is still here leaves in (aliveAt, aliveAt + length].
     *
     * @param row one finite value a feature, in the order of the model
     * @param aliveAt the age by which the customer has not left, 0 or more
     * @param length how far ahead, 0 or more; the end must lie within the model's {@code knownUpTo}
     * @return the probability and its standard error
     * @throws IllegalArgumentException as {@link #cumulativeHazardAt} does
     */
    public PointEstimate churnProbability(double[] row, double aliveAt, double length) {
        PointEstimate hazard = ahead(row, aliveAt, length);
        return estimate(-Math.expm1(-hazard.value()) + 0.0, Math.exp(-hazard.value()), hazard);
    }

    private PointEstimate ahead(double[] row, double aliveAt, double length) {
        Checks.nonNegativeFinite(aliveAt, "aliveAt");
        Checks.nonNegativeFinite(length, "length");
        return increment(row, baseline.lastAtOrBefore(aliveAt), baseline.lastAtOrBefore(aliveAt + length));
    }

    /**
     * Returns the interval of the survival of a row.
     *
     * @param row one finite value a feature, in the order of the model
     * @param t the time, in [0, the model's {@code knownUpTo}]
     * @param confidence the confidence level, above 0 and below 1
     * @param kind the scale on which it is symmetric
     * @return the interval; empty before the first jump, and where the error is too great for doubles
     * @throws IllegalArgumentException as {@link #cumulativeHazardAt} does, or if the level is out of its range
     */
    public Optional<Interval> survivalInterval(double[] row, double t, double confidence, SurvivalIntervalKind kind) {
        return interval(cumulativeHazardAt(row, t), confidence, kind);
    }

    private static Optional<Interval> interval(PointEstimate hazard, double confidence, SurvivalIntervalKind kind) {
        Checks.openUnit(confidence, "confidence");
        double value = hazard.value();
        if (!(value > 0) || hazard.standardError().isEmpty()) {
            return Optional.empty();
        }
        double half = -NormalDistributions.quantile((1 - confidence) / 2)
                * hazard.standardError().getAsDouble();
        double survival = Math.exp(-value);
        double ratio = Math.exp(half / value);
        double[] ends = switch (kind) {
            case PLAIN -> new double[] {survival * (1 - half), survival * (1 + half)};
            case LOG -> new double[] {Math.exp(-value - half), Math.exp(-value + half)};
            case LOG_LOG -> new double[] {Math.exp(-value * ratio), Math.exp(-value / ratio)};
        };
        return Optional.of(new Interval(Math.max(0, ends[0]), Math.min(1, ends[1]), confidence));
    }

    /**
     * Returns the interval of the probability to leave, symmetric in the logarithm of the hazard ahead, so that it stays
     * within 0 and 1.
     *
     * @param row one finite value a feature, in the order of the model
     * @param aliveAt the age by which the customer has not left, 0 or more
     * @param length how far ahead, 0 or more; the end must lie within the model's {@code knownUpTo}
     * @param confidence the confidence level, above 0 and below 1
     * @return the interval; empty where nobody was seen to leave in that span, or the error is too great for doubles
     * @throws IllegalArgumentException as {@link #cumulativeHazardAt} does, or if the level is out of its range
     */
    public Optional<Interval> churnInterval(double[] row, double aliveAt, double length, double confidence) {
        return interval(ahead(row, aliveAt, length), confidence, SurvivalIntervalKind.LOG_LOG)
                .map(stay -> new Interval(1 - stay.upper(), 1 - stay.lower(), confidence));
    }

    @Override
    public String toString() {
        return "CoxPredictionErrors[%s, %s times]".formatted(Arrays.toString(model.coefficients()), variance.length);
    }
}
