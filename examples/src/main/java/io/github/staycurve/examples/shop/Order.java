package io.github.staycurve.examples.shop;

import java.time.Instant;

/**
 * An order, or the refund of one.
 *
 * @param customerId who ordered
 * @param time when
 * @param amount what was paid, with two decimals; below 0 for a refund
 */
public record Order(String customerId, Instant time, double amount) {}
