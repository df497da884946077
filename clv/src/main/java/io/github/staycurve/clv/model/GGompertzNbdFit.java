package io.github.staycurve.clv.model;

import io.github.staycurve.core.fit.FitReport;
import java.util.Optional;

/**
 * A fitted GGompertz/NBD model with the report of the fit.
 *
 * <p>This class is immutable and thread-safe.
 */
public final class GGompertzNbdFit extends ModelFit<GGompertzNbdModel> {

    GGompertzNbdFit(Optional<GGompertzNbdModel> model, FitReport report) {
        super(model, report);
    }
}
