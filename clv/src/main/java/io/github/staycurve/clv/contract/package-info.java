/**
 * Models of customers with a contract, who say when they leave: how many of a cohort renew, for how long, and what that is
 * worth.
 *
 * <p>{@link io.github.staycurve.clv.contract.RenewalCounts} is the data, how many customers left at each renewal;
 * {@link io.github.staycurve.clv.contract.Sbg}, {@link io.github.staycurve.clv.contract.Bdw} and
 * {@link io.github.staycurve.clv.contract.Geometric} fit a {@link io.github.staycurve.clv.contract.RenewalModel} to it.
 *
 * <p><b>Units.</b> Time is counted in renewals, one a {@link io.github.staycurve.core.time.PeriodUnit} of the data; money is
 * discounted by a rate that knows its own unit.
 *
 * <p><b>Threads.</b> Counts, models and fits are immutable and safe to share.
 *
 * <p><b>Symbols.</b> T is the renewal at which a customer leaves, from 1; S(t) = P(T &gt; t); r(t) = S(t)/S(t − 1).
 */
@NullMarked
package io.github.staycurve.clv.contract;

import org.jspecify.annotations.NullMarked;
