/**
 * Buy-till-you-die models of customers who never announce that they leave.
 *
 * <p>{@link io.github.staycurve.clv.model.BgNbd} fits a {@link io.github.staycurve.core.data.CustomerSummaryTable} and
 * returns an immutable {@link io.github.staycurve.clv.model.BgNbdModel}; {@link io.github.staycurve.clv.model.MbgNbd} does
 * where one-time buyers may have left too, {@link io.github.staycurve.clv.model.Cnbd} where customers buy to a rhythm, and
 * {@link io.github.staycurve.clv.model.ParetoNbd} and {@link io.github.staycurve.clv.model.GGompertzNbd} where they may leave
 * at any time; {@link io.github.staycurve.clv.prior.Prior} helps where the data are few.
 * Every score is a method of {@link io.github.staycurve.clv.model.PurchaseModel}, for one history or for a table;
 * {@link io.github.staycurve.clv.model.PredictionErrors} has their standard errors, and
 * {@link io.github.staycurve.clv.model.AlivePath} P(alive) over a customer's history.
 *
 * <p><b>Units.</b> A fitted model carries the time unit of the table it was fitted to. Methods for one history take bare
 * durations and rates in that unit; those for a table take a {@code Horizon} and a {@code DiscountRate}, convert them, and
 * refuse a table in another unit.
 *
 * <p><b>Threads.</b> Models and parameters are immutable and safe to share. Scoring a table allocates
 * nothing a row in the models without regularity.
 *
 * <p><b>Symbols.</b> x is the number of purchases after the first, t<sub>x</sub> the time from the first purchase to the
 * last, T the time from the first purchase to the end of observation; parameter names are those of the papers.
 */
@NullMarked
package io.github.staycurve.clv.model;

import org.jspecify.annotations.NullMarked;
