/**
 * Calendar and model time: which local day or period an instant falls in, which days are observed, and how long a
 * model's unit, horizon and discount rate are.
 *
 * <p>{@link io.github.staycurve.core.time.ObservationWindow} is the type to start from: it fixes the zone and the last
 * day that an analysis may see. {@link io.github.staycurve.core.time.CalendarGrid} cuts time into calendar periods;
 * {@link io.github.staycurve.core.time.PeriodUnit} is the unit of a model's durations.
 *
 * <p><b>Units.</b> A period of a grid follows the calendar (a month has 28 to 31 days, a local day 23 to 25 hours); a
 * {@code PeriodUnit} is a fixed number of days. The two never mix.
 *
 * <p><b>Threads.</b> Every type here is immutable and safe to share.
 */
@NullMarked
package io.github.staycurve.core.time;

import org.jspecify.annotations.NullMarked;
