package io.github.staycurve.core.activity;

import io.github.staycurve.core.internal.Checks;
import io.github.staycurve.core.stat.KaplanMeier;
import java.util.Arrays;

/**
 * How long customers stay active: the time from the first active period to the last one.
 *
 * <p>Whether a last activity was the last is known only after a silence. Customers who were active in one of the last g
 * periods may go on, and are right-censored; the others have ended, by the same dormancy gap as in {@link LifecycleFlows}.
 * Unlike a row of retention on or after, which stands on fewer and fewer cohorts, the curve uses every customer at every age
 * that was observed.
 *
 * <p>This class has no state.
 */
public final class ActiveLifetime {
    private ActiveLifetime() {}

    /**
     * Returns the curve of the active lifetime.
     *
     * @param table who was active when; customers who never were are left out
     * @param gap the dormancy gap g: after how many periods without activity a customer has ended, 1 to
     *     {@link ActivityWindow#MAX_PERIODS}
     * @return the curve: S(t) is the share still to be active more than t periods after the first one
     * @throws IllegalArgumentException if the gap is out of its range
     */
    public static KaplanMeier of(ActivityTable table, int gap) {
        Checks.inRange(gap, 1, ActivityWindow.MAX_PERIODS, "gap");
        double[] durations = new double[table.customers()];
        boolean[] ended = new boolean[durations.length];
        int n = 0;
        int end = table.periods() - 1;
        for (int customer = 0; customer < durations.length; customer++) {
            int last = table.lastActive(customer);
            if (last != ActivityTable.NEVER) {
                durations[n] = last - (double) table.firstActive(customer);
                ended[n++] = end - last >= gap;
            }
        }
        return KaplanMeier.of(Arrays.copyOf(durations, n), Arrays.copyOf(ended, n));
    }
}
