/**
 * The lifecycle stage of every customer, and how customers move between stages.
 *
 * <p>{@link io.github.staycurve.core.lifecycle.StagePolicy} is the type to start from: it makes a
 * {@link io.github.staycurve.core.lifecycle.StageTable} of one day or a
 * {@link io.github.staycurve.core.lifecycle.StageTimeline} over a calendar grid of the purchase days of customers, and
 * {@link io.github.staycurve.core.lifecycle.LiveStage} keeps one customer's stage up to date.
 * {@link io.github.staycurve.core.lifecycle.StageTransitions} counts moves,
 * {@link io.github.staycurve.core.lifecycle.StageBacktest} asks past days whether a policy was right.
 *
 * <p><b>Units.</b> Silences, gaps and limits are in local days; a P(alive) model is asked in a unit of its own, which is stated
 * with it. Scores are in [0, 1].
 *
 * <p><b>Threads.</b> Policies, tables, timelines and results are immutable and safe to share; builders and live stages are not.
 *
 * <p><b>Symbols.</b> x, t<sub>x</sub> and T are the frequency, recency and age of
 * {@link io.github.staycurve.core.data.CustomerSummary}.
 */
@NullMarked
package io.github.staycurve.core.lifecycle;

import org.jspecify.annotations.NullMarked;
