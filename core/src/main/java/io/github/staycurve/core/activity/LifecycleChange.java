package io.github.staycurve.core.activity;

/**
 * A change of one count of {@link LifecycleFlows}, as one late event makes several of: a negative one retracts what was
 * counted before.
 *
 * <p>This record is immutable and thread-safe.
 *
 * @param period the period, as an index of the grid
 * @param flow the flow
 * @param change what is to be added to its count, not 0
 */
public record LifecycleChange(int period, LifecycleFlow flow, long change) {}
