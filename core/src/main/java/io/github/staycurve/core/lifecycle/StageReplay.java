package io.github.staycurve.core.lifecycle;

import io.github.staycurve.core.data.PurchaseDays;
import io.github.staycurve.core.time.CalendarGrid;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Brings walks through the customers of a collection to a day: at once, or, where a trend is looked at when steps end,
 * step by step from the first order on, so that where a timeline begins has no influence.
 *
 * <p>Not thread-safe.
 */
final class StageReplay {
    private final PurchaseDays days;
    private final StageWalk walk;
    private final @Nullable StepDays trendSteps;

    private StageReplay(PurchaseDays days, StageWalk walk, @Nullable StepDays trendSteps) {
        this.days = days;
        this.walk = walk;
        this.trendSteps = trendSteps;
    }

    /** Returns the replay of customers up to days that are not after the last one given. */
    static StageReplay of(PurchaseDays days, StagePolicy policy, @Nullable CalendarGrid grid, LocalDate last) {
        StepDays steps = null;
        if (grid != null && policy.trend().isPresent()) {
            steps = StepDays.of(grid, firstOrder(days, last), last);
        }
        return new StageReplay(days, new StageWalk(policy), steps);
    }

    /** Returns the replay of one customer, without a look at all others. */
    static StageReplay ofOne(
            int customer, PurchaseDays days, StagePolicy policy, @Nullable CalendarGrid grid, LocalDate last) {
        StepDays steps = null;
        if (grid != null && policy.trend().isPresent()) {
            steps = StepDays.of(grid, LocalDate.ofEpochDay(firstOrder(days, customer, last.toEpochDay())), last);
        }
        return new StageReplay(days, new StageWalk(policy), steps);
    }

    /** Returns the day of the first purchase of all customers, or the day given if there is none by then. */
    private static LocalDate firstOrder(PurchaseDays days, LocalDate last) {
        long first = last.toEpochDay();
        for (int customer = 0; customer < days.customers(); customer++) {
            first = firstOrder(days, customer, first);
        }
        return LocalDate.ofEpochDay(first);
    }

    /** Returns the day of a customer's first purchase, or the day given if there is none by then. */
    private static long firstOrder(PurchaseDays days, int customer, long last) {
        return days.purchases(customer) == 0 ? last : Math.min(last, days.day(days.start(customer)));
    }

    /** Returns the walk of a customer at the end of a day. */
    StageWalk at(int customer, int day) {
        walk.start(days, customer);
        int first = days.purchases(customer) == 0 ? Integer.MAX_VALUE : days.day(days.start(customer));
        if (trendSteps == null || first > day) {
            walk.advanceTo(day);
        } else {
            trendSteps.advance(walk, first, day);
        }
        return walk;
    }
}
