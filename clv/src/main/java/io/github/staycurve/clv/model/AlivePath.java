package io.github.staycurve.clv.model;

import io.github.staycurve.core.data.ScoreColumn;
import io.github.staycurve.core.data.ScoreKind;
import io.github.staycurve.core.internal.Checks;
import io.github.staycurve.core.time.PeriodUnit;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.OptionalDouble;

/**
 * P(alive) over one customer's history: what a model would have said at any time, knowing the purchases up to then and
 * none after.
 *
 * <p>Purchases on one day count once. On the day of a purchase, that purchase is known.
 *
 * <p>This class is immutable and thread-safe.
 */
public final class AlivePath {
    private final PurchaseModel model;
    private final LocalDate first;
    /** Times of the purchases after the first, in units of the model since the first, rising. */
    private final double[] times;

    private AlivePath(PurchaseModel model, LocalDate first, double[] times) {
        this.model = model;
        this.first = first;
        this.times = times;
    }

    /**
     * Returns the path of a customer.
     *
     * @param model the model
     * @param purchaseDays the days of all purchases, the first one included, in any order
     * @return the path
     * @throws IllegalArgumentException if there is no purchase
     */
    public static AlivePath of(PurchaseModel model, Collection<LocalDate> purchaseDays) {
        long[] days = purchaseDays.stream()
                .mapToLong(LocalDate::toEpochDay)
                .sorted()
                .distinct()
                .toArray();
        if (days.length == 0) {
            throw new IllegalArgumentException("purchaseDays must hold the first purchase, was empty");
        }
        double[] times = Arrays.stream(days)
                .skip(1)
                .mapToDouble(day -> (day - days[0]) / model.unit().days())
                .toArray();
        return new AlivePath(model, LocalDate.ofEpochDay(days[0]), times);
    }

    /**
     * Returns P(alive) at a time since the first purchase.
     *
     * @param age the time, in the {@linkplain PurchaseModel#unit() unit} of the model, 0 or more
     * @return the probability, in [0, 1]
     * @throws IllegalArgumentException if the age is negative or not finite
     */
    public double atAge(double age) {
        Checks.nonNegativeFinite(age, "age");
        int found = Arrays.binarySearch(times, age);
        int x = found >= 0 ? found + 1 : -found - 1;
        return model.probabilityAlive(x, x == 0 ? 0 : times[x - 1], age);
    }

    /**
     * Returns P(alive) on a day.
     *
     * @param day the day
     * @return the probability, empty before the first purchase
     */
    public OptionalDouble on(LocalDate day) {
        long days = day.toEpochDay() - first.toEpochDay();
        PeriodUnit unit = model.unit();
        return days < 0 ? OptionalDouble.empty() : OptionalDouble.of(atAge(days / unit.days()));
    }

    /**
     * Returns P(alive) on each of many days.
     *
     * @param days the days, in any order
     * @return a probability a day, undefined before the first purchase
     */
    public ScoreColumn on(List<LocalDate> days) {
        return ScoreColumn.of(
                ScoreKind.PROBABILITY_ALIVE,
                days.stream().mapToDouble(day -> on(day).orElse(Double.NaN)).toArray());
    }
}
