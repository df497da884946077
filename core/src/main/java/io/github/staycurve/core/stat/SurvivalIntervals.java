package io.github.staycurve.core.stat;

import io.github.staycurve.core.internal.Checks;
import io.github.staycurve.core.internal.math.NormalDistributions;
import java.util.Optional;

/** The intervals of a survival probability from the variance of its logarithm. */
final class SurvivalIntervals {
    private SurvivalIntervals() {}

    /** Returns the interval of s; empty at 0 and 1, where the variance says nothing. */
    static Optional<Interval> of(double s, double logVariance, double confidence, SurvivalIntervalKind kind) {
        Checks.openUnit(confidence, "confidence");
        if (!(s > 0 && s < 1)) {
            return Optional.empty();
        }
        double z = -NormalDistributions.quantile((1 - confidence) / 2);
        double error = Math.sqrt(logVariance); // of log S
        return Optional.of(
                switch (kind) {
                    case PLAIN ->
                        new Interval(Math.max(0, s - z * s * error), Math.min(1, s + z * s * error), confidence);
                    case LOG ->
                        new Interval(s * Math.exp(-z * error), Math.min(1, s * Math.exp(z * error)), confidence);
                    case LOG_LOG -> logLog(s, z * error, confidence);
                });
    }

    /** Kalbfleisch and Prentice (2002), section 1.4: log(-log S) has the error of log S over |log S|. */
    private static Interval logLog(double s, double halfOfLog, double confidence) {
        double hazard = -Math.log(s);
        double factor = Math.exp(halfOfLog / hazard);
        return new Interval(Math.exp(-hazard * factor), Math.exp(-hazard / factor), confidence);
    }
}
