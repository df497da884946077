/**
 * A made-up social shop whose customers, orders and refunds come from a seed: data to run examples on without a
 * download.
 *
 * <p>{@link io.github.staycurve.examples.shop.SocialShop} is the type to start from.
 */
@NullMarked
package io.github.staycurve.examples.shop;

import org.jspecify.annotations.NullMarked;
