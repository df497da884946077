/**
 * When customers leave: tests between curves, Cox and accelerated failure time models.
 *
 * <p>Start at {@link io.github.staycurve.churn.survival.SurvivalModel}, which says what a fitted model answers about a row of
 * features, and {@link io.github.staycurve.churn.survival.LogRankTest} for groups. The curves themselves are
 * {@link io.github.staycurve.core.stat.KaplanMeier} and {@link io.github.staycurve.core.stat.NelsonAalen}.
 *
 * <p><b>Units.</b> Times are in the unit of the {@link io.github.staycurve.core.stat.CensoredDurations} given, with their
 * origin; nothing here converts units. A higher risk score means earlier.
 *
 * <p><b>Threads.</b> Fitters, models and results are immutable and safe to share; no random numbers are used.
 *
 * <p><b>Symbols.</b> S, H and h are survival, cumulative hazard and hazard; t is a duration, T that of a customer.
 */
@NullMarked
package io.github.staycurve.churn.survival;

import org.jspecify.annotations.NullMarked;
