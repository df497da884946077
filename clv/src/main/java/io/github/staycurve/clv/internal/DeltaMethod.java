package io.github.staycurve.clv.internal;

import io.github.staycurve.core.data.ScoreColumn;
import io.github.staycurve.core.data.ScoreKind;
import io.github.staycurve.core.fit.Estimate;
import io.github.staycurve.core.fit.FitReport;
import io.github.staycurve.core.fit.FitStatus;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * Standard errors of what a fitted model says, by the delta method.
 *
 * <p>With g the gradient of a prediction in the logarithms of the parameters and C their covariance, the variance is gᵀ C g
 * (for example Casella and Berger (2002), Statistical Inference, section 5.5.4). The gradient is a difference of sixth order
 * over models with one parameter moved by at most 3 %; it is exact to about nine digits.
 *
 * <p>This class is immutable and thread-safe where the models are.
 *
 * @param <M> the kind of model
 */
public final class DeltaMethod<M> {
    /** The step in the logarithm of a parameter: what it leaves out and what it rounds off are both about 1e-11. */
    static final double STEP = 0.01;

    /** Central differences of sixth order: the factors of f(h) − f(−h), f(2h) − f(−2h), f(3h) − f(−3h), times h. */
    private static final double[] FACTORS = {45.0 / 60, -9.0 / 60, 1.0 / 60};

    /** For each parameter the models with it moved by h, −h, 2h, −2h, 3h and −3h. */
    private final List<List<M>> nearby;
    /** The covariance of the logarithms of the parameters. */
    private final double[][] covariance;

    private final double step;

    private DeltaMethod(List<List<M>> nearby, double[][] covariance, double step) {
        this.nearby = nearby;
        this.covariance = covariance;
        this.step = step;
    }

    /**
     * Prepares the errors of a model's predictions.
     *
     * @param report the report of the fit that gave the model
     * @param model makes a model of parameters in the order of the report's estimates, all positive
     * @param <M> the kind of model
     * @return the errors; empty unless the fit converged and every parameter has an error
     */
    public static <M> Optional<DeltaMethod<M>> of(FitReport report, Function<double[], ? extends M> model) {
        return of(report, model, STEP);
    }

    /** As the other, for a model whose parameters may not be moved by as much as three times the usual step. */
    static <M> Optional<DeltaMethod<M>> of(FitReport report, Function<double[], ? extends M> model, double h) {
        double[] values =
                report.estimates().stream().mapToDouble(Estimate::value).toArray();
        List<String> names = report.estimates().stream().map(Estimate::name).toList();
        if (report.status() != FitStatus.CONVERGED
                || !report.covarianceParameters().equals(names)) {
            return Optional.empty();
        }
        double[][] covariance = report.covariance();
        List<List<M>> nearby = new ArrayList<>();
        for (int i = 0; i < values.length; i++) {
            for (int j = 0; j < values.length; j++) {
                covariance[i][j] /= values[i] * values[j];
            }
            List<M> moved = new ArrayList<>();
            for (int move = 0; move < 2 * FACTORS.length; move++) {
                double[] parameters = values.clone();
                parameters[i] *= Math.exp(((move & 1) == 0 ? h : -h) * (1 + move / 2));
                moved.add(model.apply(parameters));
            }
            nearby.add(moved);
        }
        return Optional.of(new DeltaMethod<>(nearby, covariance, h));
    }

    /**
     * Returns the derivatives of a prediction in the logarithms of the parameters.
     *
     * @param prediction a number that a model gives
     * @return a derivative a parameter
     */
    public double[] gradient(ToDoubleFunction<? super M> prediction) {
        double[] gradient = new double[nearby.size()];
        for (int i = 0; i < gradient.length; i++) {
            for (int move = 0; move < 2 * FACTORS.length; move++) {
                gradient[i] +=
                        factor(move) * prediction.applyAsDouble(nearby.get(i).get(move));
            }
        }
        return gradient;
    }

    /**
     * Returns the derivatives of many predictions at once.
     *
     * @param predictions what a model gives, always as many numbers
     * @return for each parameter a derivative a prediction
     */
    public double[][] gradients(Function<? super M, double[]> predictions) {
        double[][] gradients = new double[nearby.size()][];
        for (int i = 0; i < gradients.length; i++) {
            for (int move = 0; move < 2 * FACTORS.length; move++) {
                double[] values = predictions.apply(nearby.get(i).get(move));
                if (move == 0) {
                    gradients[i] = new double[values.length];
                }
                for (int row = 0; row < values.length; row++) {
                    gradients[i][row] += factor(move) * values[row];
                }
            }
        }
        return gradients;
    }

    private double factor(int move) {
        double factor = FACTORS[move / 2] / step;
        return (move & 1) == 0 ? factor : -factor;
    }

    /**
     * Returns the standard error of a prediction with these derivatives.
     *
     * @param gradient the derivatives in the logarithms of the parameters
     * @return √(gᵀ C g), 0 or more; NaN where a derivative is not finite
     */
    public double standardError(double... gradient) {
        double variance = 0;
        for (int i = 0; i < gradient.length; i++) {
            for (int j = 0; j < gradient.length; j++) {
                variance += gradient[i] * covariance[i][j] * gradient[j];
            }
        }
        return Double.isFinite(variance) ? Math.sqrt(Math.max(0, variance)) : Double.NaN;
    }

    /**
     * Returns the standard errors of many predictions.
     *
     * @param gradients for each parameter a derivative a prediction
     * @return a standard error a prediction, NaN where a derivative is not finite
     */
    public double[] standardErrors(double[][] gradients) {
        double[] errors = new double[gradients[0].length];
        double[] gradient = new double[gradients.length];
        for (int row = 0; row < errors.length; row++) {
            for (int i = 0; i < gradient.length; i++) {
                gradient[i] = gradients[i][row];
            }
            errors[row] = standardError(gradient);
        }
        return errors;
    }

    /**
     * Returns the standard error of each score of a column.
     *
     * @param scores what a model gives, always as many scores
     * @return a standard error a row, undefined where the score is; its kind is named as that of the scores with {@code _se}
     *     at the end
     */
    public ScoreColumn standardErrors(Function<? super M, ScoreColumn> scores) {
        AtomicReference<ScoreKind> kind = new AtomicReference<>(ScoreKind.PROBABILITY_ALIVE);
        double[][] gradients = gradients(model -> {
            ScoreColumn column = scores.apply(model);
            kind.set(column.kind());
            double[] values = new double[column.size()];
            Arrays.setAll(values, column::valueOrNaN);
            return values;
        });
        ScoreKind of = Objects.requireNonNull(kind.get());
        return ScoreColumn.of(
                new ScoreKind(of.name() + "_se", of.unit(), 0, Double.POSITIVE_INFINITY), standardErrors(gradients));
    }

    @Override
    public String toString() {
        return "DeltaMethod of " + nearby.size() + " parameters, covariance of logarithms "
                + Arrays.deepToString(covariance);
    }
}
