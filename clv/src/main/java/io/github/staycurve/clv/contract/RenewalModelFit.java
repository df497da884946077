package io.github.staycurve.clv.contract;

import io.github.staycurve.clv.internal.FittedModel;
import io.github.staycurve.core.fit.FitReport;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * A fitted model of customers with a contract, with the report of the fit.
 *
 * <p>This class is immutable and thread-safe.
 *
 * @param <M> the kind of model
 */
public final class RenewalModelFit<M extends RenewalModel> {
    private final FittedModel<M> fitted;

    /** Takes the model of the report's estimates, if there is one. */
    RenewalModelFit(FitReport report, Function<double[], M> model) {
        this(new FittedModel<>(report, model));
    }

    RenewalModelFit(FittedModel<M> fitted) {
        this.fitted = fitted;
    }

    /**
     * Returns whether the fit gave a model.
     *
     * @return false if it failed
     */
    public boolean hasModel() {
        return fitted.isPresent();
    }

    /**
     * Returns the fitted model.
     *
     * @return the model
     * @throws IllegalStateException if the fit failed; the message is the report's explanation
     */
    public M model() {
        return fitted.get();
    }

    /**
     * Returns how the fit went.
     *
     * @return the report
     */
    public FitReport report() {
        return fitted.report();
    }

    /**
     * Returns how uncertain a prediction is because the parameters are, by the delta method.
     *
     * @param prediction a number that a model gives, such as {@code m -> m.survival(12)}
     * @return the standard error, 0 or more; empty unless the fit converged, and where a model so close to the fitted one
     *     does not give a finite number
     */
    public OptionalDouble standardError(ToDoubleFunction<? super M> prediction) {
        return fitted.standardError(prediction);
    }
}
