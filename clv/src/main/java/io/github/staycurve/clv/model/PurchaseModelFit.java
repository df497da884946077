package io.github.staycurve.clv.model;

import io.github.staycurve.core.fit.FitReport;
import java.util.Optional;

/**
 * What every fit of a purchase model gives: a model, unless it failed, and how it went.
 *
 * <p>Implementations are immutable and thread-safe.
 */
public interface PurchaseModelFit {

    /**
     * Returns whether there is a model: unless the fit {@linkplain io.github.staycurve.core.fit.FitStatus#FAILED failed}.
     *
     * @return whether {@link #model()} returns one
     */
    boolean hasModel();

    /**
     * Returns the fitted model.
     *
     * @return the model
     * @throws IllegalStateException if the fit failed; the message is the report's explanation
     */
    PurchaseModel model();

    /**
     * Returns how the fit went.
     *
     * @return the report
     */
    FitReport report();

    /**
     * Returns how uncertain the model's predictions are, by the delta method.
     *
     * @return the errors; empty unless the fit {@linkplain io.github.staycurve.core.fit.FitStatus#CONVERGED converged}: at
     *     a boundary, and where the likelihood is flat, the method does not apply, and the report's explanation says
     *     which limit was reached
     */
    default Optional<PredictionErrors> predictionErrors() {
        return hasModel() ? PredictionErrors.of(model(), report()) : Optional.empty();
    }
}
