package io.github.staycurve.core.metric;

import io.github.staycurve.core.internal.Checks;
import io.github.staycurve.core.stat.CellStatus;
import io.github.staycurve.core.stat.Ratio;
import java.util.function.ToDoubleFunction;

/**
 * A metric before and after: users, GMV or any other level, one period over another.
 *
 * <p>This record is immutable and thread-safe.
 *
 * @param metric the metric's name
 * @param before its value in the earlier period, finite
 * @param after its value in the later period, finite
 */
public record MetricChange(String metric, double before, double after) {

    /**
     * Checks the values.
     *
     * @param metric the metric's name
     * @param before its value in the earlier period, finite
     * @param after its value in the later period, finite
     * @throws IllegalArgumentException if the name is blank or a value is not finite
     */
    public MetricChange {
        Checks.notBlank(metric, "metric");
        Checks.finite(before, metric + " before");
        Checks.finite(after, metric + " after");
    }

    /**
     * Compares a metric of two periods, as the last 28 days with the 28 before, or with those of a year before.
     *
     * @param metric the metric's name
     * @param before the metrics of the earlier period; {@link MetricPeriod#before()} and {@link MetricPeriod#yearBefore()}
     *     give one that fits
     * @param after the metrics of the later period
     * @param value the metric
     * @return the change
     * @throws IllegalArgumentException if the periods do not hold as many days of the same weekdays in one zone, or one is
     *     not complete
     */
    public static MetricChange between(
            String metric, OperatingMetrics before, OperatingMetrics after, ToDoubleFunction<OperatingMetrics> value) {
        MetricPeriod early = before.period();
        MetricPeriod late = after.period();
        if (!early.alignsWith(late)) {
            throw new IllegalArgumentException("periods must have the same length, weekdays and zone: %s; %s"
                    .formatted(early.describe(), late.describe()));
        }
        if (early.status() != CellStatus.COMPLETE || late.status() != CellStatus.COMPLETE) {
            throw new IllegalArgumentException(
                    "only complete periods compare: %s; %s".formatted(early.describe(), late.describe()));
        }
        return new MetricChange(metric, value.applyAsDouble(before), value.applyAsDouble(after));
    }

    /**
     * Returns by how much the metric rose.
     *
     * @return after less before
     */
    public double difference() {
        return after - before;
    }

    /**
     * Returns the growth rate.
     *
     * @return the difference over the value before; without a value where that is 0 or less, as nothing grows from it in
     *     proportion
     */
    public Ratio rate() {
        return before > 0 ? Ratio.of(after - before, before) : Ratio.of(after - before, 0);
    }

    /**
     * Returns this change in words.
     *
     * @return one line
     */
    public String describe() {
        return "%s: %s after %s, growth rate (after - before) / before".formatted(metric, after, before);
    }
}
