package io.github.staycurve.core.lifecycle;

import io.github.staycurve.core.data.PurchaseDays;
import io.github.staycurve.core.stat.Interval;
import io.github.staycurve.core.stat.IsotonicRegression;
import io.github.staycurve.core.stat.Ratio;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * How many orders make a customer mature, told by the data: where one more order no longer makes the next one likelier.
 *
 * <p><b>Definition.</b> The repeat rate of n is the share of customers who made an (n + 1)-th order within so many days of
 * their n-th, of those whose n-th order was at least as many days before the end, so that everybody had the same time. The
 * rates of n = 1, 2, … count up to the last n before the first whose 95 % Wilson interval is wider than {@link #MAX_WIDTH}:
 * beyond, too few customers are left to tell. Through them runs the non-decreasing curve nearest by weighted least squares;
 * its last value is the plateau. Mature are customers from the least n whose value is within {@link #TOLERANCE} of the
 * plateau, but from 2 on.
 *
 * <p>This class is immutable and thread-safe.
 */
public final class MatureOrders {
    /** How far from the plateau a repeat rate may be to count as on it, as a difference of shares. */
    public static final double TOLERANCE = 0.02;

    /** The widest 95 % interval of a repeat rate that counts: known to within the tolerance either way. */
    public static final double MAX_WIDTH = 2 * TOLERANCE;

    private final List<Ratio> repeatRates;
    private final double[] curve;
    private final int withinDays;
    private final LocalDate end;

    private MatureOrders(List<Ratio> repeatRates, double[] curve, int withinDays, LocalDate end) {
        this.repeatRates = repeatRates;
        this.curve = curve;
        this.withinDays = withinDays;
        this.end = end;
    }

    /**
     * Looks at the repeat rates of these customers.
     *
     * @param days the purchases; those after the end do not count
     * @param end the last day of the data
     * @param withinDays how long customers have for the next order, 1 or more; a year is usual
     * @return what the data say
     * @throws IllegalArgumentException if the number of days is not positive
     */
    public static MatureOrders of(PurchaseDays days, LocalDate end, int withinDays) {
        if (withinDays < 1) {
            throw new IllegalArgumentException("withinDays must be 1 or more, was " + withinDays);
        }
        List<Ratio> rates = new ArrayList<>();
        long[][] counts = counts(days, end.toEpochDay(), withinDays);
        for (int n = 0; n < counts[0].length && counts[0][n] > 0; n++) {
            rates.add(Ratio.of((double) counts[1][n], (double) counts[0][n]));
        }
        return new MatureOrders(List.copyOf(rates), curve(rates), withinDays, end);
    }

    /** Returns, for n from 1 on, how many made an n-th order early enough, and how many of them the next in time. */
    private static long[][] counts(PurchaseDays days, long end, int withinDays) {
        int most = 0;
        for (int customer = 0; customer < days.customers(); customer++) {
            most = Math.max(most, days.purchases(customer));
        }
        long[][] counts = new long[2][most];
        for (int customer = 0; customer < days.customers(); customer++) {
            int start = days.start(customer);
            int stop = days.start(customer + 1);
            for (int i = start; i < stop && days.day(i) + (long) withinDays <= end; i++) {
                counts[0][i - start]++;
                boolean again = i + 1 < stop && days.day(i + 1) - days.day(i) <= withinDays;
                counts[1][i - start] += again ? 1 : 0;
            }
        }
        return counts;
    }

    private static double[] curve(List<Ratio> rates) {
        int n = 0;
        while (n < rates.size() && isSure(rates.get(n))) {
            n++;
        }
        if (n == 0) {
            return new double[0];
        }
        double[] orders = new double[n];
        double[] values = new double[n];
        double[] weights = new double[n];
        for (int i = 0; i < n; i++) {
            orders[i] = i + 1;
            values[i] = rates.get(i).value().orElseThrow();
            weights[i] = rates.get(i).denominator();
        }
        IsotonicRegression fit = IsotonicRegression.fit(orders, values, weights);
        for (int i = 0; i < n; i++) {
            values[i] = fit.valueAt(orders[i]);
        }
        return values;
    }

    private static boolean isSure(Ratio rate) {
        Interval interval = rate.wilson(0.95).orElseThrow();
        return interval.upper() - interval.lower() <= MAX_WIDTH;
    }

    /**
     * Returns the orders that make a customer mature, for {@link StagePolicy.Builder#matureOrders}.
     *
     * @return m, 2 or more; empty if there are too few customers to tell: no two rates that count, or a curve that still
     *     rises where they end, so that the plateau may lie higher
     */
    public OptionalInt orders() {
        for (int i = 0; i < curve.length; i++) {
            if (curve[i] >= curve[curve.length - 1] - TOLERANCE) {
                return i < curve.length - 1 ? OptionalInt.of(Math.max(2, i + 1)) : OptionalInt.empty();
            }
        }
        return OptionalInt.empty();
    }

    /**
     * Returns the repeat rate of n.
     *
     * @param n the number of orders, 1 or more
     * @return the share of customers with n orders who made another in time; 0 of 0 where nobody had n orders early enough
     * @throws IllegalArgumentException if n is below 1
     */
    public Ratio repeatRate(int n) {
        if (n < 1) {
            throw new IllegalArgumentException("n must be 1 or more, was " + n);
        }
        return n <= repeatRates.size() ? repeatRates.get(n - 1) : Ratio.EMPTY;
    }

    /**
     * Returns how many numbers of orders have a repeat rate that is sure enough to count.
     *
     * @return the greatest n that counts, 0 if there is none
     */
    public int reliableOrders() {
        return curve.length;
    }

    /**
     * Returns the value of the non-decreasing curve.
     *
     * @param n the number of orders, from 1 to {@link #reliableOrders()}
     * @return a share, in [0, 1]
     * @throws IllegalArgumentException if n lies outside its range
     */
    public double smoothedRate(int n) {
        if (n < 1 || n > curve.length) {
            throw new IllegalArgumentException("n must lie in [1, %s], was %s".formatted(curve.length, n));
        }
        return curve[n - 1];
    }

    /**
     * Returns what was looked at, in words.
     *
     * @return one line
     */
    public String describe() {
        return "share of customers with another order within %s days of their n-th, of those with %s days after it up to %s"
                .formatted(withinDays, withinDays, end);
    }
}
