package io.github.staycurve.clv.spend;

import io.github.staycurve.core.fit.FitReport;
import java.util.Optional;

/**
 * A fitted Gamma-Gamma model with the report of the fit, and what the fit left out.
 *
 * <p>This class is immutable and thread-safe.
 */
public final class GammaGammaFit {
    private final Optional<GammaGammaModel> model;
    private final FitReport report;
    private final int excludedWithoutRepeat;
    private final int excludedZeroSpend;

    GammaGammaFit(Optional<GammaGammaModel> model, FitReport report, SpendRows rows) {
        this.model = model;
        this.report = report;
        this.excludedWithoutRepeat = rows.excluded.withoutRepeat();
        this.excludedZeroSpend = rows.excluded.withoutSpend();
    }

    /**
     * Returns whether there is a model: unless the fit {@linkplain io.github.staycurve.core.fit.FitStatus#FAILED failed}.
     *
     * @return whether {@link #model()} returns one
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
    public GammaGammaModel model() {
        return model.orElseThrow(() -> new IllegalStateException(report.explanation()));
    }

    /**
     * Returns how the fit went.
     *
     * @return the report, with estimates named p, q and gamma
     */
    public FitReport report() {
        return report;
    }

    /**
     * Returns how many rows were left out because their customer has no repeat purchase, so no mean spend.
     *
     * @return 0 or more
     */
    public int excludedWithoutRepeat() {
        return excludedWithoutRepeat;
    }

    /**
     * Returns how many rows with repeat purchases were left out because these brought 0 or less, which has no density
     * under the model.
     *
     * @return 0 or more
     */
    public int excludedZeroSpend() {
        return excludedZeroSpend;
    }
}
