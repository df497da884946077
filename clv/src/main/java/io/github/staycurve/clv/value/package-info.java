/**
 * What customers are worth: purchases that a purchase model expects, times what a spend model expects each to bring,
 * discounted.
 *
 * <p>{@link io.github.staycurve.clv.value.ResidualValue} is the type to start from. The residual value is that of
 * purchases to come; what a customer has brought already is {@code totalSpend} of the summary table.
 *
 * <p><b>Units.</b> Horizons and discount rates carry their own units and are converted to that of the purchase model;
 * values are in the currency of the spend, as worth at the end of the observation.
 *
 * <p><b>Threads.</b> Every type here is immutable and safe to share.
 */
@NullMarked
package io.github.staycurve.clv.value;

import org.jspecify.annotations.NullMarked;
