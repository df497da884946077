package io.github.staycurve.clv.model;

import io.github.staycurve.core.fit.FitReport;
import java.util.Optional;

/**
 * A fitted Pareto/NBD model with the report of the fit.
 *
 * <p>This class is immutable and thread-safe.
 */
public final class ParetoNbdFit implements PurchaseModelFit {
    private final Optional<ParetoNbdModel> model;
    private final FitReport report;

    ParetoNbdFit(Optional<ParetoNbdModel> model, FitReport report) {
        this.model = model;
        this.report = report;
    }

    @Override
    public boolean hasModel() {
        return model.isPresent();
    }

    /**
     * Returns the fitted model.
     *
     * @return the model
     * @throws IllegalStateException if the fit failed; the message is the report's explanation
     */
    @Override
    public ParetoNbdModel model() {
        return model.orElseThrow(() -> new IllegalStateException(report.explanation()));
    }

    /**
     * Returns how the fit went.
     *
     * @return the report, with estimates named r, alpha, s and beta
     */
    @Override
    public FitReport report() {
        return report;
    }
}
