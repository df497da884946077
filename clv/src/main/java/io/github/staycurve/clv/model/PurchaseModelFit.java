package io.github.staycurve.clv.model;

import io.github.staycurve.core.fit.FitReport;

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
}
