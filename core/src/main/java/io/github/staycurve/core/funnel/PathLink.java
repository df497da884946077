package io.github.staycurve.core.funnel;

import io.github.staycurve.core.stat.Ratio;

/**
 * One link of a flow diagram: how many went from one state to another.
 *
 * <p>This record is immutable and thread-safe.
 *
 * @param from the state before
 * @param to the state after
 * @param count how many, by the weight of the paths; above 0
 * @param share the part of all that left {@code from}, by the same weight
 */
public record PathLink(String from, String to, long count, Ratio share) {}
