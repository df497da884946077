package io.github.staycurve.clv.contract;

import io.github.staycurve.clv.internal.FittedModel;
import io.github.staycurve.core.fit.FitReport;
import io.github.staycurve.core.fit.FitStatus;
import java.util.List;

/**
 * Fits the geometric model: the share of all renewals at which somebody left.
 *
 * <p>It takes no {@link io.github.staycurve.clv.prior.Prior}: that is on how customers differ and on their chance of leaving
 * relative to the share who left, and here nobody differs and the share is the estimate. {@link Sbg} does.
 *
 * <p>This class has no state.
 */
public final class Geometric {
    private static final String MODEL = "geometric";
    private static final double MOST_STEP = 0.01;

    private Geometric() {}

    /**
     * Fits the model.
     *
     * @param counts who left at which renewal
     * @return the model, in the unit of the counts, and the report with an estimate named theta
     */
    public static RenewalModelFit<GeometricModel> fit(RenewalCounts counts) {
        double left = counts.totalLeft();
        double renewed = counts.totalRenewed();
        if (!(left + renewed > 0)) {
            return fit(counts, FitReport.failed(MODEL, "No customer has come to a renewal yet."));
        }
        double theta = left / (left + renewed);
        boolean inside = left > 0 && renewed > 0;
        FitReport.Builder report = FitReport.builder(MODEL, inside ? FitStatus.CONVERGED : FitStatus.BOUNDARY)
                .estimate("theta", theta, !inside)
                .observations(counts.customers())
                .logLikelihood(inside ? left * Math.log(theta) + renewed * Math.log1p(-theta) : 0)
                .explanation(
                        inside
                                ? "The likelihood has a maximum inside (0, 1)."
                                : renewed > 0
                                        ? "Nobody has left yet: theta is 0, and predictions are that nobody ever will."
                                        : "Nobody has renewed: theta is 1, and predictions are that nobody ever will.");
        if (inside) {
            report.covariance(List.of("theta"), new double[][] {{theta * (1 - theta) / (left + renewed)}});
        }
        return fit(counts, report.build());
    }

    private static RenewalModelFit<GeometricModel> fit(RenewalCounts counts, FitReport report) {
        // renewing too has to change by a little only for the derivatives of its powers
        double step = report.estimates().stream()
                .mapToDouble(estimate -> Math.min(MOST_STEP, -Math.log(estimate.value()) / 1000))
                .findFirst()
                .orElse(MOST_STEP);
        return new RenewalModelFit<>(new FittedModel<>(report, p -> GeometricModel.of(p[0], counts.unit()), step));
    }
}
