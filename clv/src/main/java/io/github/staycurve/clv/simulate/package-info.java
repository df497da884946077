/**
 * Customers made up from the assumptions of a model and a seed: to test a fit on data whose truth is known, and to plan
 * before there is data.
 *
 * <p>{@link io.github.staycurve.clv.simulate.PurchaseSimulator} is the type to start from: its customers one by one, or a
 * {@link io.github.staycurve.core.data.TransactionLog} of them all.
 *
 * <p><b>Units.</b> Times are in the unit of the purchase model's parameters, counted from a customer's first purchase.
 *
 * <p><b>Threads.</b> A simulator is immutable and safe to share; customer i of a seed is the same whichever thread makes
 * it, and whoever else is made.
 */
@NullMarked
package io.github.staycurve.clv.simulate;

import org.jspecify.annotations.NullMarked;
