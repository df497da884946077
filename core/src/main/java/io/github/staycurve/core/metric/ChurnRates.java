package io.github.staycurve.core.metric;

import io.github.staycurve.core.internal.Checks;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Arithmetic on churn rates of several periods.
 *
 * <p>This class has no state.
 */
public final class ChurnRates {
    private ChurnRates() {}

    /**
     * Returns the churn rate of n periods in a row that each lose the same part of those who are left.
     *
     * <p>Twelve months of 5 % lose 46 % of the customers, not 60 %: each month loses from fewer.
     *
     * @param rate c, the churn rate of one period, in [0, 1]
     * @param periods n, how many periods, finite, 0 or more; 12 to make a year of months
     * @return 1 - (1 - c)<sup>n</sup>, in [0, 1]
     * @throws IllegalArgumentException if an argument is out of its range
     */
    public static double compounded(double rate, double periods) {
        Checks.inRange(rate, 0, 1, "rate");
        Checks.nonNegativeFinite(periods, "periods");
        if (periods == 0) {
            return 0; // 0 · log 0 where everyone leaves at once
        }
        return -Math.expm1(periods * Math.log1p(-rate));
    }

    /**
     * Returns the sum of what the number of customers fell by on each day, as some reports of shops print it for a month.
     *
     * <p>It is kept for comparison with those: a sum of rates with different denominators is the rate of nothing.
     *
     * @param days the days, in order
     * @return the sum of (start - end) / start; empty when there is no day, or when one began with no customer
     * @throws IllegalArgumentException if a day does not start with the customers of the end of the day before
     */
    public static OptionalDouble sumOfNetUserLossRates(List<CustomerFlow> days) {
        if (days.isEmpty()) {
            return OptionalDouble.empty();
        }
        double sum = 0;
        for (int day = 0; day < days.size(); day++) {
            CustomerFlow flow = days.get(day);
            if (day > 0 && flow.start() != days.get(day - 1).end()) {
                throw new IllegalArgumentException(
                        "flow %s must start with the %s customers at the end of the one before"
                                        .formatted(day, days.get(day - 1).end())
                                + ", started with " + flow.start());
            }
            OptionalDouble rate = flow.netUserLossRate().value();
            if (rate.isEmpty()) {
                return OptionalDouble.empty();
            }
            sum += rate.getAsDouble();
        }
        return OptionalDouble.of(sum);
    }
}
