package io.github.staycurve.churn.survival;

import io.github.staycurve.core.internal.Checks;
import java.util.Arrays;

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
final class CoxPredictionErrors extends SurvivalPredictionErrors {
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

    @Override
    HazardEstimate upTo(double[] row, double t) {
        return increment(row, -1, baseline.lastAtOrBefore(t));
    }

    @Override
    HazardEstimate ahead(double[] row, double aliveAt, double length) {
        Checks.nonNegativeFinite(aliveAt, "aliveAt");
        Checks.nonNegativeFinite(length, "length");
        return increment(row, baseline.lastAtOrBefore(aliveAt), baseline.lastAtOrBefore(aliveAt + length));
    }

    /** Returns the hazard of a row after one jump up to another one, that included. */
    private HazardEstimate increment(double[] row, int after, int upTo) {
        double factor = model.relativeHazard(row);
        if (upTo == after) {
            return HazardEstimate.of(0, 0);
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
        return HazardEstimate.of(factor * hazard, factor * Math.sqrt(Math.max(0, sum))); // rounding may take 0 below it
    }

    @Override
    public String toString() {
        return "CoxPredictionErrors[%s, %s times]".formatted(Arrays.toString(model.coefficients()), variance.length);
    }
}
