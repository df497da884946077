package io.github.staycurve.clv.model;

import io.github.staycurve.core.fit.FitReport;
import java.util.List;
import java.util.Optional;

/**
 * A fitted BG/CNBD-k or MBG/CNBD-k model with the report of the fit, and those of the other k that were tried.
 *
 * <p>This class is immutable and thread-safe.
 */
public final class CnbdFit extends ModelFit<CnbdModel> {
    private final List<FitReport> candidates;

    CnbdFit(Optional<CnbdModel> model, FitReport report, List<FitReport> candidates) {
        super(model, report);
        this.candidates = List.copyOf(candidates);
    }

    /**
     * Returns the reports of all k that were tried; where k was chosen, the one of greatest likelihood was taken.
     *
     * @return a report for each k, rising, named BG/CNBD-k or MBG/CNBD-k (BG/NBD or MBG/NBD for k = 1)
     */
    public List<FitReport> candidates() {
        return candidates;
    }
}
