/**
 * Statistics that every module shares.
 *
 * <p>{@link io.github.staycurve.core.stat.Ratio} is the type to start from: every rate of Staycurve is one, so that parts
 * merge and an {@link io.github.staycurve.core.stat.Interval} comes with the number.
 * {@link io.github.staycurve.core.stat.KaplanMeier} is for durations of which many have not ended yet.
 *
 * <p><b>Units.</b> Proportions are in [0, 1], never in per cent; so are confidence levels.
 *
 * <p><b>Threads.</b> Every type here is immutable and safe to share.
 */
@NullMarked
package io.github.staycurve.core.stat;

import org.jspecify.annotations.NullMarked;
