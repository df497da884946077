/**
 * Metrics of a business: what was sold and to whom, who came back and who was lost, what a customer costs, what became of
 * the revenue, and where a metric is heading.
 *
 * <p>{@link io.github.staycurve.core.metric.OperatingMetrics} counts one {@link io.github.staycurve.core.metric.MetricPeriod}
 * of a transaction log; {@link io.github.staycurve.core.metric.BuyerCohort} follows those who first bought in it.
 * {@link io.github.staycurve.core.metric.CustomerFlow} holds the head counts of one period and gives each churn rate
 * under a name of its own; {@link io.github.staycurve.core.metric.RevenueAccounting} splits the revenue of every period
 * into what came and what went. {@link io.github.staycurve.core.metric.Decomposition} says which factor moved a metric,
 * {@link io.github.staycurve.core.metric.Trend} and {@link io.github.staycurve.core.metric.SeasonalForecast} where it goes.
 *
 * <p><b>Units.</b> Money is in the currency of the log, one currency a log. Rates are proportions, never per cent, and
 * each is a {@link io.github.staycurve.core.stat.Ratio}. Days are local days.
 *
 * <p><b>Threads.</b> Every type here is immutable and safe to share.
 */
@NullMarked
package io.github.staycurve.core.metric;

import org.jspecify.annotations.NullMarked;
