package io.github.staycurve.clv.model;

import io.github.staycurve.core.fit.FitReport;
import java.util.Optional;

/**
 * A fitted model with the report of the fit. Immutable and thread-safe.
 *
 * @param <M> the kind of model
 */
abstract class ModelFit<M extends PurchaseModel> implements PurchaseModelFit {
    private final Optional<M> model;
    private final FitReport report;

    ModelFit(Optional<M> model, FitReport report) {
        this.model = model;
        this.report = report;
    }

    @Override
    public final boolean hasModel() {
        return model.isPresent();
    }

    /**
     * Returns the fitted model.
     *
     * @return the model
     * @throws IllegalStateException if the fit failed; the message is the report's explanation
     */
    @Override
    public final M model() {
        return model.orElseThrow(() -> new IllegalStateException(report.explanation()));
    }

    /**
     * Returns how the fit went.
     *
     * @return the report, with an estimate for each parameter, named as the components of the parameters are
     */
    @Override
    public final FitReport report() {
        return report;
    }
}
