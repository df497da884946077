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
     *     without an error where it is too great for doubles
     * @throws IllegalArgumentException if the row has another length or a value that is not finite, or the time is out of
     *     its range or the hazard infinite
     */
    public PointEstimate cumulativeHazard(double[] row, double t) {
        double factor = model.relativeHazard(row);
        int index = baseline.lastAtOrBefore(t);
        if (index < 0) {
            return PointEstimate.of(0, 0);
        }
        double hazard = baseline.cumulativeHazard(index);
        int p = scale.length;
        double[] q = new double[p];
        double[] reference = model.reference();
        for (int j = 0; j < p; j++) {
            q[j] = (row[j] - reference[j]) / scale[j] * hazard - meanHazard[index * p + j];
        }
        double sum = variance[index];
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
     * @throws IllegalArgumentException as {@link #cumulativeHazard} does
     */
    public PointEstimate survival(double[] row, double t) {
        PointEstimate hazard = cumulativeHazard(row, t);
        double survival = Math.exp(-hazard.value());
        return hazard.standardError().isPresent()
                ? PointEstimate.of(survival, survival * hazard.standardError().getAsDouble())
                : PointEstimate.withoutError(survival);
    }

    /**
     * Returns the interval of the survival of a row.
     *
     * @param row one finite value a feature, in the order of the model
     * @param t the time, in [0, the model's {@code knownUpTo}]
     * @param confidence the confidence level, above 0 and below 1
     * @param kind the scale on which it is symmetric
     * @return the interval; empty before the first jump, and where the error is too great for doubles
     * @throws IllegalArgumentException as {@link #cumulativeHazard} does, or if the level is out of its range
     */
    public Optional<Interval> survivalInterval(double[] row, double t, double confidence, SurvivalIntervalKind kind) {
        Checks.openUnit(confidence, "confidence");
        PointEstimate hazard = cumulativeHazard(row, t);
        double value = hazard.value();
        if (!(value > 0) || hazard.standardError().isEmpty()) {
            return Optional.empty();
        }
        double half = -NormalDistributions.quantile((1 - confidence) / 2)
                * hazard.standardError().getAsDouble();
        double survival = Math.exp(-value);
        double[] ends = switch (kind) {
            case PLAIN -> new double[] {survival * (1 - half), survival * (1 + half)};
            case LOG -> new double[] {Math.exp(-value - half), Math.exp(-value + half)};
            case LOG_LOG ->
                new double[] {Math.exp(-value * Math.exp(half / value)), Math.exp(-value * Math.exp(-half / value))};
        };
        return Optional.of(new Interval(Math.max(0, ends[0]), Math.min(1, ends[1]), confidence));
    }

    @Override
    public String toString() {
        return "CoxPredictionErrors[%s, %s times]".formatted(Arrays.toString(model.coefficients()), variance.length);
    }
}
