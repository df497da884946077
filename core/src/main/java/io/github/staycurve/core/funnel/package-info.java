/**
 * Funnels and paths: how far customers come through a sequence of events, and which event follows which.
 *
 * <p>{@link io.github.staycurve.core.funnel.FunnelDefinition} is the type to start from.
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
