package io.github.staycurve.clv.model;

import io.github.staycurve.clv.internal.DeltaMethod;
import io.github.staycurve.core.data.ScoreColumn;
import io.github.staycurve.core.fit.Estimate;
import io.github.staycurve.core.fit.FitReport;
import io.github.staycurve.core.fit.FitStatus;
import java.util.Arrays;
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
    private final DeltaMethod<PurchaseModel> delta;

    private PredictionErrors(DeltaMethod<PurchaseModel> delta) {
        this.delta = delta;
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
        Optional<DeltaMethod<PurchaseModel>> delta = DeltaMethod.of(report, model::withParameterValues);
        double[] values = model.parameterValues();
        double[] estimates =
                report.estimates().stream().mapToDouble(Estimate::value).toArray();
        if (delta.isPresent() && !Arrays.equals(values, estimates)) {
            throw new IllegalArgumentException("report must be that of the model, which has the parameters "
                    + Arrays.toString(values) + ", was of " + report.modelName() + " with "
                    + Arrays.toString(estimates));
        }
        return delta.map(PredictionErrors::new);
    }

    /**
     * Returns the standard error of a prediction.
     *
     * @param prediction a number that a model gives; NaN where it does not exist
     * @return the standard error, 0 or more, empty where a model so close to the fitted one does not give a finite number
     */
    public OptionalDouble standardError(ToDoubleFunction<PurchaseModel> prediction) {
        double error = delta.standardError(gradient(prediction));
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
        return delta.standardErrors(scores);
    }

    /** Returns the derivatives of a prediction in the logarithms of the parameters. */
    double[] gradient(ToDoubleFunction<PurchaseModel> prediction) {
        return delta.gradient(prediction);
    }
}
