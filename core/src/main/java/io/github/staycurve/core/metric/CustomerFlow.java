package io.github.staycurve.core.metric;

import io.github.staycurve.core.activity.GrowthAccounting;
import io.github.staycurve.core.stat.Ratio;

/**
 * Who came and who left in one period, in head counts.
 *
 * <p>The books balance: {@code end = start + joined + reactivated - lost - joinedAndLost}. Someone who left and came back
 * within the period was there at its start and at its end, and is in none of the flows.
 *
 * <p>This record is immutable and thread-safe.
 *
 * @param start S, the customers at the start of the period
 * @param joined those who became a customer in the period for the first time, whether or not they were still one at its
 *     end
 * @param reactivated those who had been a customer before, were none at the start and came back in the period
 * @param lost those of the start who are no customer any more at the end; at most {@code start}
 * @param joinedAndLost those who joined or came back in the period and left within it; at most {@code joined +
 *     reactivated}. They are no part of {@code lost}, as nobody of them was there at the start
 */
public record CustomerFlow(long start, long joined, long reactivated, long lost, long joinedAndLost) {
    /** Above it a count would not be exact as a double, nor would a sum of a few of them. */
    private static final long MOST = 1L << 50;

    /**
     * Checks the counts.
     *
     * @param start the customers at the start of the period
     * @param joined those who became a customer in the period for the first time
     * @param reactivated those who came back in the period
     * @param lost those of the start who left
     * @param joinedAndLost those who came and left within the period
     * @throws IllegalArgumentException if a count is negative, or more left than were there
     */
    public CustomerFlow {
        checkCount(start, MOST, "start");
        checkCount(joined, MOST, "joined");
        checkCount(reactivated, MOST, "reactivated");
        checkCount(lost, start, "lost");
        checkCount(joinedAndLost, joined + reactivated, "joinedAndLost");
    }

    /**
     * Returns the flow of a period in which everyone who joined stayed and nobody came back.
     *
     * @param start the customers at the start
     * @param joined those who joined
     * @param lost those of the start who left
     * @return the flow
     * @throws IllegalArgumentException if a count is negative, or more left than were there
     */
    public static CustomerFlow of(long start, long joined, long lost) {
        return new CustomerFlow(start, joined, 0, lost, 0);
    }

    /**
     * Returns the flow of a period in which whoever is active is a customer, and whoever falls dormant is lost.
     *
     * @param growth the growth accounting of the period
     * @return the flow; it starts with the live customers before
     */
    public static CustomerFlow of(GrowthAccounting growth) {
        return new CustomerFlow(growth.liveBefore(), growth.fresh(), growth.resurrected(), growth.dormant(), 0);
    }

    /**
     * Returns the customers at the end of the period.
     *
     * @return E = start + joined + reactivated - lost - joinedAndLost, 0 or more
     */
    public long end() {
        return start + joined + reactivated - lost - joinedAndLost;
    }

    /**
     * Returns the churn rate by its usual formula.
     *
     * @return lost / start, a proportion; empty when nobody was there at the start
     */
    public Ratio churnRate() {
        return churnRate(ChurnDenominator.START);
    }

    /**
     * Returns a churn rate.
     *
     * @param denominator what the customers lost are held against
     * @return the rate; empty when the denominator is 0
     */
    public Ratio churnRate(ChurnDenominator denominator) {
        double everyoneLost = (double) lost + joinedAndLost;
        return switch (denominator) {
            case START -> Ratio.of((double) lost, (double) start);
            case START_PLUS_NEW -> Ratio.of(everyoneLost, (double) start + joined + reactivated);
            case AVERAGE -> Ratio.of(everyoneLost, ((double) start + end()) / 2);
        };
    }

    /**
     * Returns by which part the number of customers fell. This is no churn rate, though textbooks print it as one: who
     * joins hides who leaves, and it is negative where more join.
     *
     * @return (start - end) / start; empty when nobody was there at the start
     */
    public Ratio netUserLossRate() {
        return Ratio.of((double) start - end(), (double) start);
    }

    /**
     * Returns the flow of both parts together.
     *
     * @param other the flow of other customers in the same period
     * @return the sums
     */
    public CustomerFlow plus(CustomerFlow other) {
        return new CustomerFlow(
                start + other.start,
                joined + other.joined,
                reactivated + other.reactivated,
                lost + other.lost,
                joinedAndLost + other.joinedAndLost);
    }

    private static void checkCount(long count, long most, String name) {
        if (count < 0 || count > most) {
            throw new IllegalArgumentException("%s must lie in [0, %s], was %s".formatted(name, most, count));
        }
    }
}
