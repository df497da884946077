package io.github.staycurve.examples.shop;

import java.time.Instant;
import java.util.Optional;

/**
 * Something that a shopper or visitor did.
 *
 * @param customerId who
 * @param time when
 * @param type {@code register}, {@code visit}, {@code cart}, {@code purchase}, {@code share} or {@code invite}
 * @param counterpart whom an {@code invite} was sent to, a customer too
 */
public record ShopEvent(String customerId, Instant time, String type, Optional<String> counterpart) {}
