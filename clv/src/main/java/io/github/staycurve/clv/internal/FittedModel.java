package io.github.staycurve.clv.internal;

import io.github.staycurve.core.data.ScoreColumn;
import io.github.staycurve.core.fit.Estimate;
import io.github.staycurve.core.fit.FitReport;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * The model of a report's estimates, if there is one, with the standard errors of what it says.
 *
 * <p>Immutable and thread-safe where the models are.
 *
 * @param <M> the kind of model
 */
public final class FittedModel<M> {
    private final Optional<M> model;
    private final FitReport report;
    private final Optional<DeltaMethod<M>> errors;

    /**
     * Takes a report.
     *
     * @param report how the fit went
     * @param model makes a model of parameters in the order of the report's estimates
     */
    public FittedModel(FitReport report, Function<double[], ? extends M> model) {
        this(report, model, DeltaMethod.STEP);
    }

    /**
     * Takes a report of a model whose parameters may be moved by a little only.
     *
     * @param report how the fit went
     * @param model makes a model of parameters in the order of the report's estimates
     * @param step a third of the greatest move of the logarithm of a parameter
     */
    public FittedModel(FitReport report, Function<double[], ? extends M> model, double step) {
        this.report = report;
        double[] values =
                report.estimates().stream().mapToDouble(Estimate::value).toArray();
        this.model = report.status().hasEstimates() ? Optional.of(model.apply(values)) : Optional.empty();
        this.errors = DeltaMethod.of(report, model, step);
    }

    /**
     * Returns whether the fit gave a model.
     *
     * @return false if it failed
     */
    public boolean isPresent() {
        return model.isPresent();
    }

    /**
     * Returns the model.
     *
     * @return the model
     * @throws IllegalStateException if the fit failed; the message is the report's explanation
     */
    public M get() {
        return model.orElseThrow(() -> new IllegalStateException(report.explanation()));
    }

    /**
     * Returns the report.
     *
     * @return how the fit went
     */
    public FitReport report() {
        return report;
    }

    /**
     * Returns the standard error of a prediction by the delta method.
     *
     * @param prediction a number that a model gives
     * @return the standard error, 0 or more; empty unless the fit converged, and where a model so close to the fitted one
     *     does not give a finite number
     */
    public OptionalDouble standardError(ToDoubleFunction<? super M> prediction) {
        double error = errors.map(delta -> delta.standardError(delta.gradient(prediction)))
                .orElse(Double.NaN);
        return Double.isFinite(error) ? OptionalDouble.of(error) : OptionalDouble.empty();
    }

    /**
     * Returns the standard errors of a column of scores by the delta method.
     *
     * @param scores what a model gives, always as many scores
     * @return a standard error a row, undefined where the score is; empty unless the fit converged
     */
    public Optional<ScoreColumn> standardErrors(Function<? super M, ScoreColumn> scores) {
        return errors.map(delta -> delta.standardErrors(scores));
    }
}
