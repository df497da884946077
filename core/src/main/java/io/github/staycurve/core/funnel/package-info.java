/**
 * Funnels and paths: how far customers come through a sequence of events, and which event follows which.
 *
 * <p>{@link io.github.staycurve.core.funnel.FunnelDefinition} is the type to start from: it counts a log into a
 * {@link io.github.staycurve.core.funnel.FunnelResult}. {@link io.github.staycurve.core.funnel.FunnelState} keeps the same
 * event by event, {@link io.github.staycurve.core.funnel.FunnelSummary} merges it over spans of time.
 * {@link io.github.staycurve.core.funnel.PathDefinition} counts which event follows which, and
 * {@link io.github.staycurve.core.funnel.Aarrr} has a set of metrics for each of the five stages from acquisition to
 * referral.
 *
 * <p><b>Units.</b> Windows are elapsed durations in whole milliseconds, not calendar days: a change of the clocks does not
 * move them. Rates are {@link io.github.staycurve.core.stat.Ratio}.
 *
 * <p><b>Threads.</b> Definitions and results are immutable and safe to share; builders, states and summaries in the making
 * are not.
 */
@NullMarked
package io.github.staycurve.core.funnel;

import org.jspecify.annotations.NullMarked;
