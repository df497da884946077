package io.github.staycurve.core.metric;

import io.github.staycurve.core.internal.Checks;
import io.github.staycurve.core.time.PeriodUnit;

/**
 * Brings prices that are billed in different rhythms to one month.
 *
 * <p>This class has no state.
 */
public final class RecurringRevenue {
    private static final double MONTHS_A_YEAR = 12;

    private RecurringRevenue() {}

    /**
     * Returns what a price comes to a month.
     *
     * <p>A year of bills has 365 days, 52 weeks or 12 months. So a week's price counts 52/12 times, not 4 times, which would
     * leave out a month of every year.
     *
     * @param amount what is billed each time, finite; negative for a credit
     * @param unit the unit of the billing rhythm
     * @param every how many units lie between two bills, 1 or more: 3 months for a quarter
     * @return the amount a month
     * @throws IllegalArgumentException if an argument is out of its range
     */
    public static double monthly(double amount, PeriodUnit unit, int every) {
        Checks.finite(amount, "amount");
        if (every < 1) {
            throw new IllegalArgumentException("every must be 1 or more, was " + every);
        }
        double billsAYear = switch (unit) {
            case DAY -> 365;
            case WEEK -> 52;
            case MONTH -> MONTHS_A_YEAR;
            case YEAR -> 1;
        };
        return amount * (billsAYear / every / MONTHS_A_YEAR);
    }
}
