/**
 * The BG/BB model of customers who can buy at whole opportunities only: once a year, at an event, in a month of a calendar.
 *
 * <p>{@link io.github.staycurve.clv.discrete.BgBb} fits an {@link io.github.staycurve.clv.discrete.OpportunityTable} and
 * returns an immutable {@link io.github.staycurve.clv.discrete.BgBbModel}.
 *
 * <p><b>Units.</b> Time is counted in opportunities, one a {@link io.github.staycurve.core.time.PeriodUnit}.
 *
 * <p><b>Threads.</b> Tables, models and fits are immutable and safe to share.
 *
 * <p><b>Symbols.</b> x is the number of opportunities taken out of n, t<sub>x</sub> the number of the last one taken, 0 if
 * none; parameter names are those of Fader, Hardie and Shang (2010).
 */
@NullMarked
package io.github.staycurve.clv.discrete;

import org.jspecify.annotations.NullMarked;
