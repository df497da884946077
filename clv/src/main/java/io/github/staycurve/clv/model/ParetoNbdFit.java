package io.github.staycurve.clv.model;

import io.github.staycurve.core.fit.FitReport;
import java.util.Optional;

/**
 * A fitted Pareto/NBD model with the report of the fit.
 *
 * <p>This class is immutable and thread-safe.
 */
public final class ParetoNbdFit extends ModelFit<ParetoNbdModel> {

    ParetoNbdFit(Optional<ParetoNbdModel> model, FitReport report) {
        super(model, report);
    }
}
