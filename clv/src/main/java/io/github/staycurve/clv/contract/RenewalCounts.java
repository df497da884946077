package io.github.staycurve.clv.contract;

import io.github.staycurve.core.internal.Checks;
import io.github.staycurve.core.stat.CensoredDurations;
import io.github.staycurve.core.stat.Ratio;
import io.github.staycurve.core.time.PeriodUnit;
import java.util.Arrays;

/**
 * How many customers came to each renewal, and how many of them left there.
 *
 * <p>The customers of one cohort, or of several together: one who joined three periods ago came to the renewals 1, 2 and 3
 * unless they left before, and says nothing about the fourth.
 *
 * <p>This class is immutable and thread-safe.
 */
public final class RenewalCounts {
    /** Counts are kept for every renewal up to the last. */
    private static final int MOST_RENEWALS = 100_000_000;

    private final PeriodUnit unit;
    /** Customers who left at renewal t, at index t − 1. */
    private final double[] left;
    /** Customers who renewed at t and have not come to t + 1 yet, at index t − 1. */
    private final double[] stayed;

    private RenewalCounts(PeriodUnit unit, double[] left, double[] stayed) {
        this.unit = unit;
        this.left = left;
        this.stayed = stayed;
    }

    /**
     * Returns the counts of one cohort, of which it is known how many are left after each renewal.
     *
     * @param unit the time from one renewal to the next
     * @param customers customers at the start, then after each renewal: 1000, 869, 743; finite, 0 or more, never
     *     rising; whole numbers, or percentages where only these were published
     * @return the counts
     * @throws IllegalArgumentException if there is no renewal, or a number is out of its range
     */
    public static RenewalCounts ofSurvivors(PeriodUnit unit, double... customers) {
        if (customers.length < 2) {
            throw new IllegalArgumentException(
                    "customers must be those at the start and after one renewal at least, were " + customers.length
                            + " numbers");
        }
        double[] left = new double[customers.length - 1];
        double[] stayed = new double[left.length];
        for (int t = 1; t < customers.length; t++) {
            Checks.inRange(
                    customers[t], 0, Checks.nonNegativeFinite(customers[0], "customers at the start"), "customers");
            left[t - 1] = Checks.nonNegativeFinite(
                    customers[t - 1] - customers[t],
                    "customers who left at renewal " + t + ", of a count that never rises,");
        }
        stayed[left.length - 1] = customers[left.length];
        return new RenewalCounts(unit, left, stayed);
    }

    /**
     * Returns the counts of customers who are known one by one.
     *
     * @param unit the time from one renewal to the next
     * @param renewals for each customer, at which renewal they left, or how many they have come to so far; 0 or more. One
     *     who has come to none yet counts for nothing
     * @param ended for each customer, whether they left
     * @return the counts
     * @throws IllegalArgumentException if the arrays differ in length, a number is negative, or somebody left at renewal 0
     */
    public static RenewalCounts of(PeriodUnit unit, int[] renewals, boolean[] ended) {
        if (renewals.length != ended.length) {
            throw new IllegalArgumentException("renewals and ended must be of one length, were %d and %d"
                    .formatted(renewals.length, ended.length));
        }
        int last = Math.max(0, Arrays.stream(renewals).max().orElse(0));
        double[] left = new double[last];
        double[] stayed = new double[last];
        for (int i = 0; i < renewals.length; i++) {
            int t = Checks.nonNegative(renewals[i], "renewals of customer " + i);
            if (t == 0 && ended[i]) {
                throw new IllegalArgumentException(
                        "customer %d cannot leave at renewal 0; the first is 1".formatted(i));
            }
            if (t > 0) {
                (ended[i] ? left : stayed)[t - 1]++;
            }
        }
        return new RenewalCounts(unit, left, stayed);
    }

    /**
     * Returns the counts of customers who are known one by one, as the curves of {@code core.stat} take them.
     *
     * @param unit the time from one renewal to the next, in which the durations are counted
     * @param durations for each customer, at which renewal they left, or how many they have come to so far; whole numbers,
     *     watched from the start. One who has come to none yet counts for nothing
     * @return the counts, each row by its weight
     * @throws IllegalArgumentException if a duration is not whole or too long, a row entered late, or somebody left at
     *     renewal 0
     */
    public static RenewalCounts of(PeriodUnit unit, CensoredDurations durations) {
        int last = 0;
        for (int row = 0; row < durations.size(); row++) {
            last = Math.max(last, wholeDuration(durations, row));
        }
        double[] left = new double[last];
        double[] stayed = new double[last];
        for (int row = 0; row < durations.size(); row++) {
            int t = wholeDuration(durations, row);
            if (t > 0) {
                (durations.ended(row) ? left : stayed)[t - 1] += durations.weight(row);
            }
        }
        return new RenewalCounts(unit, left, stayed);
    }

    private static int wholeDuration(CensoredDurations durations, int row) {
        double duration = durations.duration(row);
        if (!(duration == Math.rint(duration) && duration < MOST_RENEWALS) || durations.entry(row) != 0) {
            throw new IllegalArgumentException(
                    "duration %s of row %d, entered at %s, must be a whole number below %d, entered at 0"
                            .formatted(duration, row, durations.entry(row), MOST_RENEWALS));
        }
        if (duration == 0 && durations.ended(row)) {
            throw new IllegalArgumentException("customer %d cannot leave at renewal 0; the first is 1".formatted(row));
        }
        return (int) duration;
    }

    /**
     * Returns these customers and others together, each renewal with its own number: cohorts pooled.
     *
     * @param other other customers, with the same time from one renewal to the next
     * @return the counts of all
     * @throws IllegalArgumentException if the others renew in another unit
     */
    public RenewalCounts plus(RenewalCounts other) {
        if (other.unit != unit) {
            throw new IllegalArgumentException(
                    "counts by %s and by %s cannot be pooled".formatted(unit.label(), other.unit.label()));
        }
        return new RenewalCounts(unit, sum(left, other.left), sum(stayed, other.stayed));
    }

    private static double[] sum(double[] one, double[] other) {
        double[] sum = Arrays.copyOf(one.length >= other.length ? one : other, Math.max(one.length, other.length));
        double[] shorter = one.length >= other.length ? other : one;
        for (int i = 0; i < shorter.length; i++) {
            sum[i] += shorter[i];
        }
        return sum;
    }

    /**
     * Returns the time from one renewal to the next.
     *
     * @return the unit
     */
    public PeriodUnit unit() {
        return unit;
    }

    /**
     * Returns the last renewal that somebody came to.
     *
     * @return its number, 0 if nobody came to one
     */
    public int renewals() {
        return left.length;
    }

    /**
     * Returns how many customers left at a renewal.
     *
     * @param renewal its number, 1 to {@link #renewals()}
     * @return the customers
     */
    public double left(int renewal) {
        return left[index(renewal)];
    }

    /**
     * Returns how many customers renewed here and have not come to the next renewal yet.
     *
     * @param renewal its number, 1 to {@link #renewals()}
     * @return the customers
     */
    public double stayed(int renewal) {
        return stayed[index(renewal)];
    }

    /**
     * Returns the customers who came to a renewal, and the share of them who renewed.
     *
     * @param renewal its number, 1 to {@link #renewals()}
     * @return renewed over came
     */
    public Ratio retention(int renewal) {
        double came = 0;
        for (int i = index(renewal); i < left.length; i++) {
            came += left[i] + stayed[i];
        }
        return Ratio.of(came - left[index(renewal)], came);
    }

    /**
     * Returns how many customers there are.
     *
     * @return all who came to the first renewal
     */
    public double customers() {
        return Arrays.stream(left).sum() + Arrays.stream(stayed).sum();
    }

    /** Returns how many customers left at any renewal. */
    double totalLeft() {
        return Arrays.stream(left).sum();
    }

    /** Returns how often anybody renewed. */
    double totalRenewed() {
        double renewed = 0;
        for (int t = 1; t <= left.length; t++) {
            renewed += (t - 1) * left[t - 1] + t * stayed[t - 1];
        }
        return renewed;
    }

    private int index(int renewal) {
        if (renewal < 1 || renewal > left.length) {
            throw new IllegalArgumentException("renewal must be 1 to %d, was %d".formatted(left.length, renewal));
        }
        return renewal - 1;
    }
}
