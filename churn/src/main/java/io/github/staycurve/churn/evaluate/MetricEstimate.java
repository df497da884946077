package io.github.staycurve.churn.evaluate;

import io.github.staycurve.core.stat.Interval;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A metric of a score on some customers, with its interval and how that was made.
 *
 * <p>This record is immutable and thread-safe.
 *
 * @param metric the metric's name
 * @param value the metric; empty where it is undefined, as an AUC where nobody churned
 * @param standardError its standard error; empty where the data sets none
 * @param bias by how much chance flatters the value, or does the opposite: the mean of the replicates less the value; empty
 *     unless made by bootstrap
 * @param interval the interval; empty where there is none
 * @param method how the error and the interval were made, or why there is none
 */
public record MetricEstimate(
        String metric,
        OptionalDouble value,
        OptionalDouble standardError,
        OptionalDouble bias,
        Optional<Interval> interval,
        String method) {

    static MetricEstimate withoutInterval(String metric, OptionalDouble value, String method) {
        return new MetricEstimate(
                metric, value, OptionalDouble.empty(), OptionalDouble.empty(), Optional.empty(), method);
    }

    /**
     * Returns the estimate in words, to four decimals.
     *
     * @return one line
     */
    public String describe() {
        if (value.isEmpty()) {
            return "%s is undefined: %s".formatted(metric, method);
        }
        return interval.map(range -> String.format(
                        Locale.ROOT,
                        "%s %.4f, %.4f to %.4f (%s %%, %s)",
                        metric,
                        value.getAsDouble(),
                        range.lower(),
                        range.upper(),
                        Math.round(range.confidence() * 1000) / 10.0,
                        method))
                .orElseGet(() ->
                        String.format(Locale.ROOT, "%s %.4f (no interval: %s)", metric, value.getAsDouble(), method));
    }
}
