/**
 * Spend models: what a customer's purchases bring, apart from how many there are.
 *
 * <p>{@link io.github.staycurve.clv.spend.GammaGamma} fits customers' frequency and mean spend and returns a
 * {@link io.github.staycurve.clv.spend.GammaGammaFit}: an immutable
 * {@link io.github.staycurve.clv.spend.GammaGammaModel}, which predicts, and a report. What values customers takes any
 * {@link io.github.staycurve.clv.spend.SpendModel}. {@link io.github.staycurve.clv.spend.LogNormalSpend} fits the amounts
 * of single purchases instead; its means always exist. {@link io.github.staycurve.clv.spend.SpendDependence} tests what both
 * take for granted: that spend does not depend on frequency.
 *
 * <p><b>Units.</b> Money is in whatever unit the model was fitted to; only the parameter gamma carries it.
 *
 * <p><b>Threads.</b> Models, parameters and fitters are immutable and safe to share.
 *
 * <p><b>Symbols.</b> x is the number of repeat purchases and m their mean spend; p, q and gamma are those of Fader and
 * Hardie (2013), where ν of a customer, the rate of the spend distribution, is Gamma(q, gamma) across customers. The
 * mean of a customer's purchases is p/ν. Some tools write v for gamma.
 */
@NullMarked
package io.github.staycurve.clv.spend;

import org.jspecify.annotations.NullMarked;
