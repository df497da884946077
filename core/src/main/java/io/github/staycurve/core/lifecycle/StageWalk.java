package io.github.staycurve.core.lifecycle;

import io.github.staycurve.core.data.PurchaseDays;
import org.jspecify.annotations.Nullable;

/**
 * Walks through one customer's history in the order of time and tells the stage at the end of each day it stops at. The
 * timeline, the table of one day and the live state all walk this way, so that they agree.
 *
 * <p>Reused from customer to customer; not thread-safe.
 */
final class StageWalk {
    /** The code of a customer who is not known yet, in four bits. */
    static final int ABSENT = 15;

    /** The registration day of who did not register. */
    static final int NEVER = Integer.MAX_VALUE;

    private static final int ACTIVE = ActivityState.ACTIVE.code();
    private static final int DECLINING = ActivityState.DECLINING.code();
    private static final int CHURNED = ActivityState.CHURNED.code();

    private final SilenceMeter meter;
    private final @Nullable TrendTracker trend;
    private final ValueTracker value;
    private final int minDwellSteps;

    private int[] days = new int[0];
    private int next;
    private int end;
    private int registered;

    private int orders;
    private int first;
    private int last;
    private int today;
    private boolean reactivated;
    private boolean declinedByTrend;
    private int activeSteps;

    StageWalk(StagePolicy policy) {
        this.meter = policy.meter();
        this.trend = policy.trend().map(TrendTracker::new).orElse(null);
        this.value = new ValueTracker(policy);
        this.minDwellSteps = policy.minDwellSteps();
    }

    /** Starts with a customer of a collection. */
    void start(PurchaseDays source, int customer) {
        int n = source.purchases(customer);
        if (n > days.length) {
            days = new int[2 * n];
        }
        source.copyDays(customer, days);
        start(days, n, source.registeredDay(customer).orElse(NEVER));
    }

    /** Starts with the first n of these days, which are not copied, of a customer who registered on a day. */
    void start(int[] purchaseDays, int n, int registeredDay) {
        days = purchaseDays;
        next = 0;
        end = n;
        registered = registeredDay;
        orders = 0;
        reactivated = false;
        declinedByTrend = false;
        activeSteps = 0;
        value.start(purchaseDays);
    }

    /** Goes on to the end of a day, not before the one reached. */
    void advanceTo(int day) {
        while (next < end && days[next] <= day) {
            order(days[next]);
        }
        if (orders > 0) {
            value.advanceTo(day);
        }
        today = day;
    }

    private void order(int day) {
        if (orders > 0) {
            int before = meter.state(day - 1 - last); // how the day before the purchase ended
            reactivated |= before == CHURNED;
            if (trend != null) {
                trend.order(day);
                // back from a long silence is a new start, otherwise the trend itself must have ended
                declinedByTrend &= before <= DECLINING && !trend.recovered(day);
            }
        } else {
            first = day;
            if (trend != null) {
                trend.start(day);
            }
        }
        orders++;
        last = day;
        next++;
        value.order(day, orders, next);
        meter.after(orders - 1, day - first);
    }

    /** Ends a complete step of the grid on the day reached: a trend is looked at here. */
    void endStep() {
        if (trend == null || orders == 0) {
            return;
        }
        boolean active = activity() == ACTIVE;
        if (active && activeSteps >= minDwellSteps && trend.declines(today)) {
            declinedByTrend = true;
            active = false;
        }
        activeSteps = active ? activeSteps + 1 : 0;
    }

    /** Starts a step: a return from churn is marked in the step in which it happens. */
    void startStep() {
        reactivated = false;
    }

    /** Returns the code of the {@link CustomerStage} at the end of the day reached, or {@link #ABSENT}. */
    int code() {
        if (orders > 0) {
            return value.code(orders, today - first) + activity();
        }
        return registered <= today ? 0 : ABSENT;
    }

    /** Returns the code of the activity state; there must have been an order. */
    int activity() {
        int state = meter.state(silence());
        return declinedByTrend ? Math.max(state, DECLINING) : state;
    }

    boolean isReactivated() {
        return reactivated;
    }

    boolean isDeclinedByTrend() {
        return declinedByTrend;
    }

    int orders() {
        return orders;
    }

    int tenure() {
        return today - first;
    }

    int silence() {
        return today - last;
    }

    int lastDay() {
        return last;
    }

    /** Returns the score of the silence, NaN for who has not ordered. */
    double score() {
        return orders == 0 ? Double.NaN : meter.score(silence());
    }

    SilenceMeter meter() {
        return meter;
    }

    ValueTracker value() {
        return value;
    }
}
