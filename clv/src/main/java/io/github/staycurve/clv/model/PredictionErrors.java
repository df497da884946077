package io.github.staycurve.clv.model;

import io.github.staycurve.core.data.ScoreColumn;
import io.github.staycurve.core.data.ScoreKind;
import io.github.staycurve.core.fit.Estimate;
import io.github.staycurve.core.fit.FitReport;
import io.github.staycurve.core.fit.FitStatus;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * How uncertain the predictions of a fitted model are because its parameters are: standard errors by the delta method.
 *
 * <p>With g the gradient of a prediction in the logarithms of the parameters and C their covariance, the variance is gᵀ C g
 * (for example Casella and Berger (2002), Statistical Inference, section 5.5.4). It does not count what chance adds to a
 * single customer's purchases. The gradient is a difference of sixth order over models with one parameter moved by at
 * most 3 %; it is exact to about nine digits. Any function of the model is a prediction: one number of one customer, a sum
 * over a table, a value in money.
 *
 * <pre>{@code
 * PredictionErrors errors = fit.predictionErrors().orElseThrow();
 * OptionalDouble error = errors.standardError(model -> model.expectedPurchases(2, 30.43, 38.86, 39));
 * ScoreColumn column = errors.standardErrors(model -> model.probabilityAlive(table));
 * }</pre>
 *
 * <p>This class is immutable and thread-safe.
 */
public final class PredictionErrors {
    /** The step in the logarithm of a parameter: what it leaves out and what it rounds off are both about 1e-11. */
    private static final double STEP = 0.01;

    /** Central differences of sixth order: the factors of f(h) − f(−h), f(2h) − f(−2h), f(3h) − f(−3h), times h. */
    private static final double[] FACTORS = {45.0 / 60, -9.0 / 60, 1.0 / 60};

    /** For each parameter the models with it moved by h, −h, 2h, −2h, 3h and −3h. */
    private final PurchaseModel[][] nearby;
    /** The covariance of the logarithms of the parameters. */
    private final double[][] covariance;

    private PredictionErrors(PurchaseModel[][] nearby, double[][] covariance) {
        this.nearby = nearby;
        this.covariance = covariance;
    }

    /**
     * Returns the errors of a model's predictions. Model and report may both have been stored and read again.
     *
     * @param model the model
     * @param report the report of the fit that gave the model
     * @return the errors; empty unless the fit {@linkplain FitStatus#CONVERGED converged}: at a boundary, and where the
     *     likelihood is flat, there are none, and the report's explanation says which limit was reached
     * @throws IllegalArgumentException if the report is that of another model
     */
    public static Optional<PredictionErrors> of(PurchaseModel model, FitReport report) {
        double[] values = model.parameterValues();
        double[] estimates =
                report.estimates().stream().mapToDouble(Estimate::value).toArray();
        List<String> names = report.estimates().stream().map(Estimate::name).toList();
        if (report.status() != FitStatus.CONVERGED
                || !report.covarianceParameters().equals(names)) {
            return Optional.empty();
        }
        if (!Arrays.equals(values, estimates)) {
            throw new IllegalArgumentException("report must be that of the model, which has the parameters "
                    + Arrays.toString(values) + ", was of " + report.modelName() + " with "
                    + Arrays.toString(estimates));
        }
        double[][] covariance = report.covariance();
        PurchaseModel[][] nearby = new PurchaseModel[values.length][2 * FACTORS.length];
        for (int i = 0; i < values.length; i++) {
            for (int j = 0; j < values.length; j++) {
                covariance[i][j] /= values[i] * values[j];
            }
            for (int step = 0; step < nearby[i].length; step++) {
                double[] moved = values.clone();
                moved[i] *= Math.exp(((step & 1) == 0 ? STEP : -STEP) * (1 + step / 2));
                nearby[i][step] = model.withParameterValues(moved);
            }
        }
        return Optional.of(new PredictionErrors(nearby, covariance));
    }

    /**
     * Returns the standard error of a prediction.
     *
     * @param prediction a number that a model gives; NaN where it does not exist
     * @return the standard error, 0 or more, empty where a model so close to the fitted one does not give a finite number
     */
    public OptionalDouble standardError(ToDoubleFunction<PurchaseModel> prediction) {
        double error = standardError(gradient(prediction));
        return Double.isNaN(error) ? OptionalDouble.empty() : OptionalDouble.of(error);
    }

    /**
     * Returns the standard error of a score of every customer.
     *
     * @param scores the scores that a model gives a table
     * @return a standard error a row, undefined where the score is; its kind is named as that of the scores with {@code
     *     _se} at the end
     */
    public ScoreColumn standardErrors(Function<PurchaseModel, ScoreColumn> scores) {
        double[][] gradients = new double[nearby.length][];
        ScoreKind kind = ScoreKind.PROBABILITY_ALIVE;
        for (int i = 0; i < nearby.length; i++) {
            for (int step = 0; step < nearby[i].length; step++) {
                ScoreColumn column = scores.apply(nearby[i][step]);
                kind = column.kind();
                if (step == 0) {
                    gradients[i] = new double[column.size()];
                }
                for (int row = 0; row < gradients[i].length; row++) {
                    gradients[i][row] += factor(step) * column.valueOrNaN(row);
                }
            }
        }
        double[] errors = new double[gradients[0].length];
        double[] gradient = new double[gradients.length];
        for (int row = 0; row < errors.length; row++) {
            for (int i = 0; i < gradient.length; i++) {
                gradient[i] = gradients[i][row];
            }
            errors[row] = standardError(gradient);
        }
        return ScoreColumn.of(new ScoreKind(kind.name() + "_se", kind.unit(), 0, Double.POSITIVE_INFINITY), errors);
    }

    /** Returns the derivatives of a prediction in the logarithms of the parameters. */
    double[] gradient(ToDoubleFunction<PurchaseModel> prediction) {
        double[] gradient = new double[nearby.length];
        for (int i = 0; i < gradient.length; i++) {
            for (int step = 0; step < nearby[i].length; step++) {
                gradient[i] += factor(step) * prediction.applyAsDouble(nearby[i][step]);
            }
        }
        return gradient;
    }

    private static double factor(int step) {
        double factor = FACTORS[step / 2] / STEP;
        return (step & 1) == 0 ? factor : -factor;
    }

    /** Returns √(gᵀ C g), NaN where the gradient is not finite. */
    private double standardError(double[] gradient) {
        double variance = 0;
        for (int i = 0; i < gradient.length; i++) {
            for (int j = 0; j < gradient.length; j++) {
                variance += gradient[i] * covariance[i][j] * gradient[j];
            }
        }
        return Double.isFinite(variance) ? Math.sqrt(Math.max(0, variance)) : Double.NaN;
    }
}
