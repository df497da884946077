package io.github.staycurve.core.funnel;

/**
 * Decides how far one customer came: the only classifier of the room, behind counts, durations and drill-down alike.
 *
 * <p>Not thread-safe; one walker serves many customers, one after the other.
 */
abstract class ChainWalker {
    /** No time. */
    static final long NONE = Long.MIN_VALUE;

    /** The last step reached, from 0; -1 for a customer who did not enter. */
    int level;

    /** Whether the customer has not completed the funnel and still may, after the as-of instant. */
    boolean pending;

    /** The entry that is followed: the first, or the latest one by the policy BEST_LEVEL. */
    long entry;

    /** Start and end of the first converting chain; of all that end with the same event, the one that started last. */
    long start;

    long end;

    /** Classifies a customer by events up to the as-of instant; the fields of this class hold the result. */
    abstract void walk(CustomerEvents events);

    static ChainWalker of(FunnelPlan plan, FunnelOrder order) {
        return switch (order) {
            case ORDERED -> plan.tolerance > 0 ? new TolerantWalker(plan) : new OrderedWalker(plan);
            case UNORDERED -> new UnorderedWalker(plan);
            case STRICT_ADJACENT -> new StrictWalker(plan);
        };
    }
}
