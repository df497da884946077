package io.github.staycurve.clv.selection;

import io.github.staycurve.core.fit.FitReport;
import io.github.staycurve.core.fit.FitStatus;

/** Reports of fits that were never made. */
final class Reports {
    private Reports() {}

    static FitReport of(String name, int parameters, double logLikelihood, int observations) {
        return report(name, FitStatus.FLAT, parameters, logLikelihood, observations);
    }

    /** Returns a report whose last parameter is at the boundary. */
    static FitReport atBoundary(String name, int parameters, double logLikelihood, int observations) {
        return report(name, FitStatus.BOUNDARY, parameters, logLikelihood, observations);
    }

    private static FitReport report(
            String name, FitStatus status, int parameters, double logLikelihood, int observations) {
        FitReport.Builder builder = FitReport.builder(name, status)
                .logLikelihood(logLikelihood)
                .observations(observations)
                .explanation("Made up.");
        for (int i = 0; i < parameters; i++) {
            builder.estimate("p" + i, 1, status == FitStatus.BOUNDARY && i == parameters - 1);
        }
        return builder.build();
    }
}
