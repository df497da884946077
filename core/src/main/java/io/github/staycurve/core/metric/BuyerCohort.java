package io.github.staycurve.core.metric;

import io.github.staycurve.core.data.TransactionLog;
import io.github.staycurve.core.internal.Checks;
import io.github.staycurve.core.stat.Interval;
import io.github.staycurve.core.stat.KaplanMeier;
import io.github.staycurve.core.stat.PointEstimate;
import io.github.staycurve.core.stat.Ratio;
import io.github.staycurve.core.stat.SurvivalIntervalKind;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The customers who first bought in a period, and how long each took to buy again.
 *
 * <p>Orders of one local day are one purchase; refunds undo none. Two answers are offered to "how many come back within k
 * days": {@link #repeatRate} counts those who have had k days, {@link #secondPurchaseWithin} also uses what is known of
 * those who have not. The share of all customers with a second purchase so far is no answer, as the young ones pull it
 * down.
 *
 * <p>This class is immutable and thread-safe.
 */
public final class BuyerCohort {
    private final MetricPeriod period;
    private final String[] customerIds;
    private final int[] firstDays;
    /** Days from the first purchase to the second, or to the end of the data. */
    private final double[] durations;

    private final boolean[] repeated;
    private final KaplanMeier curve;

    private BuyerCohort(MetricPeriod period, String[] ids, int[] firstDays, double[] durations, boolean[] repeated) {
        this.period = period;
        this.customerIds = ids;
        this.firstDays = firstDays;
        this.durations = durations;
        this.repeated = repeated;
        this.curve = KaplanMeier.of(durations, repeated);
    }

    /**
     * Finds the customers of a log who first bought in a period.
     *
     * @param log the purchases
     * @param period the days of the first purchases; customers are followed to its {@code asOf}
     * @return the cohort
     */
    public static BuyerCohort of(TransactionLog log, MetricPeriod period) {
        long from = period.firstDay().toEpochDay();
        long to = period.lastDay().toEpochDay();
        long asOf = period.asOf().toEpochDay();
        CustomerPurchases purchases = new CustomerPurchases(log, period);
        String[] ids = new String[log.customers()];
        int[] firstDays = new int[ids.length];
        double[] durations = new double[ids.length];
        boolean[] repeated = new boolean[ids.length];
        int size = 0;
        for (int customer = 0; customer < log.customers(); customer++) {
            purchases.read(customer);
            if (purchases.size() == 0 || purchases.day(0) < from || purchases.day(0) > to) {
                continue;
            }
            ids[size] = log.customerId(customer);
            firstDays[size] = purchases.day(0);
            repeated[size] = purchases.size() > 1;
            long until = repeated[size] ? purchases.day(1) : asOf;
            durations[size] = (double) (until - firstDays[size]);
            size++;
        }
        return new BuyerCohort(
                period,
                Arrays.copyOf(ids, size),
                Arrays.copyOf(firstDays, size),
                Arrays.copyOf(durations, size),
                Arrays.copyOf(repeated, size));
    }

    /**
     * Returns the number of customers.
     *
     * @return 0 or more
     */
    public int size() {
        return customerIds.length;
    }

    /**
     * Returns the identifier of a customer.
     *
     * @param row the row, from 0; rows are in the order of identifiers
     * @return the identifier
     */
    public String customerId(int row) {
        return customerIds[row];
    }

    /**
     * Returns the day on which a customer first bought.
     *
     * @param row the row, from 0
     * @return the local day
     */
    public LocalDate firstDay(int row) {
        return LocalDate.ofEpochDay(firstDays[row]);
    }

    /**
     * Returns the days of first purchases.
     *
     * @return the period
     */
    public MetricPeriod period() {
        return period;
    }

    /**
     * Returns the cohort repeat rate: the share that bought again within some days of the first purchase.
     *
     * @param days how many days, 1 or more
     * @return those who bought again within the days, over those whose first purchase lies that long back or longer;
     *     younger customers are in neither number
     * @throws IllegalArgumentException if the number is not positive
     */
    public Ratio repeatRate(int days) {
        checkDays(days);
        long asOf = period.asOf().toEpochDay();
        long matured = 0;
        long again = 0;
        for (int row = 0; row < durations.length; row++) {
            if (firstDays[row] + (long) days <= asOf) {
                matured++;
                again += repeated[row] && durations[row] <= days ? 1 : 0;
            }
        }
        return Ratio.of((double) again, (double) matured);
    }

    /**
     * Returns the curve of the time to the second purchase, in days.
     *
     * @return the share that has not bought again by an age, those who have not so far censored at the end of the data
     */
    public KaplanMeier timeToSecondPurchase() {
        return curve;
    }

    /**
     * Returns the probability to buy again within some days of the first purchase.
     *
     * @param days how many days, 1 or more; 30, 60 and 90 are usual
     * @return the probability with its error, empty where no customer has been followed that long
     * @throws IllegalArgumentException if the number is not positive
     */
    public Optional<PointEstimate> secondPurchaseWithin(int days) {
        checkDays(days);
        return curve.churnProbability(0, days);
    }

    /**
     * Returns the interval of {@link #secondPurchaseWithin}, symmetric in log(-log S).
     *
     * @param days how many days, 1 or more
     * @param confidence the confidence level, above 0 and below 1
     * @return the interval, empty where the probability is not known, 0 or 1
     * @throws IllegalArgumentException if the number is not positive, or the level is out of its range
     */
    public Optional<Interval> secondPurchaseInterval(int days, double confidence) {
        checkDays(days);
        return curve.churnInterval(0, days, confidence, SurvivalIntervalKind.LOG_LOG);
    }

    /**
     * Returns the time by which half of the cohort buys again, in days.
     *
     * @return the median; empty where it is not known that half ever do, as is common
     */
    public OptionalDouble medianDaysToSecondPurchase() {
        return curve.median();
    }

    /**
     * Returns the interval of the median time to the second purchase.
     *
     * @param confidence the confidence level, above 0 and below 1
     * @return the interval in days, infinite above where half may never buy again; empty where even its lower end is not
     *     known
     * @throws IllegalArgumentException if the level is out of its range
     */
    public Optional<Interval> medianInterval(double confidence) {
        return curve.quantileInterval(0.5, confidence, SurvivalIntervalKind.LOG_LOG);
    }

    /**
     * Returns what this cohort is.
     *
     * @return one line
     */
    public String describe() {
        return "%d customers whose first purchase lies in %s; orders of one local day are one purchase; those who have "
                        .formatted(size(), period.describe())
                + "not bought again are censored at " + period.asOf();
    }

    @Override
    public String toString() {
        return describe();
    }

    private static void checkDays(int days) {
        Checks.inRange(days, 1, Integer.MAX_VALUE, "days");
    }
}
