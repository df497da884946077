package io.github.staycurve.clv.spend;

import io.github.staycurve.core.fit.FitReport;
import java.util.Optional;

/**
 * A fitted log-normal spend model with the report of the fit, and what the fit left out.
 *
 * <p>This class is immutable and thread-safe.
 */
public final class LogNormalSpendFit {
    private final Optional<LogNormalSpendModel> model;
    private final FitReport report;
    private final int excludedZeroSpend;

    LogNormalSpendFit(Optional<LogNormalSpendModel> model, FitReport report, LogSpendRows rows) {
        this.model = model;
        this.report = report;
        this.excludedZeroSpend = rows.withoutSpend;
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
    public LogNormalSpendModel model() {
        return model.orElseThrow(() -> new IllegalStateException(report.explanation()));
    }

    /**
     * Returns how the fit went. Its likelihood is that of single amounts: it compares with that of no model of mean
     * spends, such as Gamma-Gamma.
     *
     * @return the report, with estimates named median, between and within; its observations are customers
     */
    public FitReport report() {
        return report;
    }

    /**
     * Returns how many purchases were left out because they brought 0 or less, which has no density under the model.
     *
     * @return 0 or more
     */
    public int excludedZeroSpend() {
        return excludedZeroSpend;
    }
}
