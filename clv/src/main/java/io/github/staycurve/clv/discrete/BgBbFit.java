package io.github.staycurve.clv.discrete;

import io.github.staycurve.core.fit.FitReport;
import java.util.Optional;

/**
 * A fitted BG/BB model with the report of the fit.
 *
 * <p>This class is immutable and thread-safe.
 */
public final class BgBbFit {
    private final Optional<BgBbModel> model;
    private final FitReport report;

    BgBbFit(Optional<BgBbModel> model, FitReport report) {
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
    public BgBbModel model() {
        return model.orElseThrow(() -> new IllegalStateException(report.explanation()));
    }

    /**
     * Returns how the fit went.
     *
     * @return the report, with estimates named alpha, beta, gamma and delta
     */
    public FitReport report() {
        return report;
    }
}
