package io.github.staycurve.churn.evaluate;

import io.github.staycurve.core.stat.Interval;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How much better or worse the first of two scores is than the second, by a metric, on the same customers.
 *
 * <p>This record is immutable and thread-safe.
 *
 * @param metric the metric's name
 * @param value the metric of the first less that of the second; empty where one is undefined
 * @param standardError its standard error; empty where the data sets none
 * @param interval the interval; empty where there is none. Where it holds 0, the two are not told apart
 * @param pValue the probability of a difference as large, either way, between scores that are equally good; empty without
 *     an interval
 * @param method how the error, the interval and the p-value were made, or why there are none
 */
public record MetricDifference(
        String metric,
        OptionalDouble value,
        OptionalDouble standardError,
        Optional<Interval> interval,
        OptionalDouble pValue,
        String method) {

    static MetricDifference withoutInterval(String metric, OptionalDouble value, String method) {
        return new MetricDifference(
                metric, value, OptionalDouble.empty(), Optional.empty(), OptionalDouble.empty(), method);
    }

    /**
     * Returns the difference in words, to six decimals.
     *
     * @return one line
     */
    public String describe() {
        if (value.isEmpty()) {
            return "%s is undefined: %s".formatted(metric, method);
        }
        return interval.map(range -> String.format(
                        Locale.ROOT,
                        "%s differs by %.6f, %.6f to %.6f (%s %%), p = %.3g, %s (%s)",
                        metric,
                        value.getAsDouble(),
                        range.lower(),
                        range.upper(),
                        Math.round(range.confidence() * 1000) / 10.0,
                        pValue.orElseThrow(),
                        range.contains(0) ? "not told apart" : "told apart",
                        method))
                .orElseGet(() -> String.format(
                        Locale.ROOT, "%s differs by %.6f (no interval: %s)", metric, value.getAsDouble(), method));
    }
}
