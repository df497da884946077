/**
 * Metrics of a business: who was lost, and what became of the revenue.
 *
 * <p>{@link io.github.staycurve.core.metric.CustomerFlow} holds the head counts of one period and gives each churn rate
 * under a name of its own; {@link io.github.staycurve.core.metric.RevenueAccounting} splits the revenue of every period
 * into what came and what went.
 *
 * <p><b>Units.</b> Money is in the currency of the log, one currency a log. Rates are proportions, never per cent.
 *
 * <p><b>Threads.</b> Every type here is immutable and safe to share.
 */
@NullMarked
package io.github.staycurve.core.metric;

import org.jspecify.annotations.NullMarked;
