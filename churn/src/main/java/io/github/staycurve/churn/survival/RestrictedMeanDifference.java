package io.github.staycurve.churn.survival;

import io.github.staycurve.core.internal.math.NormalDistributions;
import io.github.staycurve.core.stat.Interval;
import io.github.staycurve.core.stat.KaplanMeier;
import io.github.staycurve.core.stat.PointEstimate;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How much longer one group stays than another within a time: the difference of the areas under their curves up to it.
 *
 * <p>It needs no assumption on the hazards, and is in the unit of the durations. The groups are taken as independent.
 *
 * <p>This record is immutable and thread-safe.
 *
 * @param upTo the time at which each lifetime is cut
 * @param first the restricted mean of the first group
 * @param second the restricted mean of the second group
 * @param difference first less second, with its error where both have one
 * @see <a href="https://doi.org/10.1186/1471-2288-13-152">Royston and Parmar (2013), Restricted mean survival time, BMC
 *     Medical Research Methodology 13, 152</a>
 */
public record RestrictedMeanDifference(
        double upTo, PointEstimate first, PointEstimate second, PointEstimate difference) {

    /**
     * Returns the difference of two groups.
     *
     * @param first the curve of the first group
     * @param second the curve of the second group
     * @param upTo the time, 0 or more
     * @return the difference; empty where one of the curves is not known up to that time
     * @throws IllegalArgumentException if the time is negative or NaN
     */
    public static Optional<RestrictedMeanDifference> of(KaplanMeier first, KaplanMeier second, double upTo) {
        Optional<PointEstimate> a = first.restrictedMean(upTo);
        Optional<PointEstimate> b = second.restrictedMean(upTo);
        if (a.isEmpty() || b.isEmpty()) {
            return Optional.empty();
        }
        double difference = a.get().value() - b.get().value();
        OptionalDouble error =
                a.get().standardError().isPresent() && b.get().standardError().isPresent()
                        ? OptionalDouble.of(Math.hypot(
                                a.get().standardError().getAsDouble(),
                                b.get().standardError().getAsDouble()))
                        : OptionalDouble.empty();
        return Optional.of(new RestrictedMeanDifference(upTo, a.get(), b.get(), new PointEstimate(difference, error)));
    }

    /**
     * Returns the normal interval of the difference.
     *
     * @param confidence the confidence level, above 0 and below 1
     * @return the interval; empty without a standard error
     * @throws IllegalArgumentException if the level is out of its range
     */
    public Optional<Interval> interval(double confidence) {
        return difference.interval(confidence);
    }

    /**
     * Returns the probability of a difference as great as this one or greater, in either direction, if there is none.
     *
     * @return the p-value of the normal test, in [0, 1]; empty without a standard error above 0
     */
    public OptionalDouble pValue() {
        double error = difference.standardError().orElse(0);
        return error > 0
                ? OptionalDouble.of(2 * NormalDistributions.cumulative(-Math.abs(difference.value()) / error))
                : OptionalDouble.empty();
    }

    /**
     * Returns what was compared, how, and the outcome.
     *
     * @return one line
     */
    public String describe() {
        String outcome = interval(0.95)
                .map(i -> String.format(
                        Locale.ROOT,
                        " (95 %% %.4g to %.4g, normal%s)",
                        i.lower(),
                        i.upper(),
                        pValue().isPresent() ? String.format(Locale.ROOT, ", p %.3g", pValue().getAsDouble()) : ""))
                .orElse(", error not known");
        return String.format(
                Locale.ROOT,
                "restricted mean up to %s: %.4g less %.4g is %.4g%s",
                upTo,
                first.value(),
                second.value(),
                difference.value(),
                outcome);
    }
}
