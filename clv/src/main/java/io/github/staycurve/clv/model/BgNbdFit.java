package io.github.staycurve.clv.model;

import io.github.staycurve.core.fit.FitReport;
import java.util.Optional;

/**
 * A fitted BG/NBD model with the report of the fit.
 *
 * <p>This class is immutable and thread-safe.
 */
public final class BgNbdFit extends ModelFit<BgNbdModel> {

    BgNbdFit(Optional<BgNbdModel> model, FitReport report) {
        super(model, report);
    }
}
