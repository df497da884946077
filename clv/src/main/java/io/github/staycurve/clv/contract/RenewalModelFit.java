package io.github.staycurve.clv.contract;

import io.github.staycurve.core.fit.FitReport;
import java.util.Optional;

/**
 * A fitted model of customers with a contract, with the report of the fit.
 *
 * <p>This class is immutable and thread-safe.
 *
 * @param <M> the kind of model
 */
public final class RenewalModelFit<M extends RenewalModel> {
    private final Optional<M> model;
    private final FitReport report;

    RenewalModelFit(Optional<M> model, FitReport report) {
        this.model = model;
        this.report = report;
    }

    /**
     * Returns whether the fit gave a model.
     *
     * @return false if it failed
     */
    public boolean hasModel() {
        return model.isPresent();
    }

    /**
     * Returns the fitted model.
     *
     * @return the model
     * @throws IllegalStateException if the fit failed; the message is the report's explanation
     */
    public M model() {
        return model.orElseThrow(() -> new IllegalStateException(report.explanation()));
    }

    /**
     * Returns how the fit went.
     *
     * @return the report
     */
    public FitReport report() {
        return report;
    }
}
