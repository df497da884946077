package io.github.staycurve.core.activity;

/**
 * What a customer does to the number of active customers in a period. The first three are of customers active in it, each
 * of whom is in exactly one; the last is of customers who stopped.
 */
public enum LifecycleFlow {
    /** Active in the period in which they were first seen. */
    NEW,
    /** Not new, active in it, and in one of the g periods before: the dormancy gap. */
    RETURNING,
    /** Not new, active in it, and in none of the g periods before. */
    RESURRECTED,
    /** Active g periods before, and not since: counted once for each lapse, in the period that completes it. */
    DORMANT
}
