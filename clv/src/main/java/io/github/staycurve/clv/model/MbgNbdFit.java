package io.github.staycurve.clv.model;

import io.github.staycurve.core.fit.FitReport;
import java.util.Optional;

/**
 * A fitted MBG/NBD model with the report of the fit.
 *
 * <p>This class is immutable and thread-safe.
 */
public final class MbgNbdFit extends ModelFit<MbgNbdModel> {

    MbgNbdFit(Optional<MbgNbdModel> model, FitReport report) {
        super(model, report);
    }
}
