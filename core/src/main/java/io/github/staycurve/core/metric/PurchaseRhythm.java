package io.github.staycurve.core.metric;

import io.github.staycurve.core.data.TransactionLog;
import io.github.staycurve.core.stat.KaplanMeier;
import io.github.staycurve.core.stat.Ratio;
import java.util.Arrays;
import java.util.OptionalDouble;

/**
 * How often each customer buys and for how long: purchases, tenure, and the days between purchases.
 *
 * <p>Orders of one local day are one purchase; refunds undo none. A customer with one purchase has no gap, and no mean of
 * gaps. Gaps that ended favour frequent buyers, who have many; {@link #gapCurve()} puts the gap that is still open
 * beside them, censored, for thresholds of silence.
 *
 * <p>This class is immutable and thread-safe.
 */
public final class PurchaseRhythm {
    private final MetricPeriod period;
    private final String[] customerIds;
    private final int[] starts;
    private final int[] days;

    private PurchaseRhythm(MetricPeriod period, String[] customerIds, int[] starts, int[] days) {
        this.period = period;
        this.customerIds = customerIds;
        this.starts = starts;
        this.days = days;
    }

    /**
     * Reads the purchase days of every customer of a log.
     *
     * @param log the purchases
     * @param period its zone makes the days, its {@code asOf} ends the data; every purchase up to then counts
     * @return the columns of the customers who have bought by then
     */
    public static PurchaseRhythm of(TransactionLog log, MetricPeriod period) {
        CustomerPurchases purchases = new CustomerPurchases(log, period);
        String[] ids = new String[log.customers()];
        int[] starts = new int[ids.length + 1];
        int[] days = new int[log.size()];
        int size = 0;
        int used = 0;
        for (int customer = 0; customer < log.customers(); customer++) {
            purchases.read(customer);
            if (purchases.size() == 0) {
                continue;
            }
            ids[size] = log.customerId(customer);
            for (int i = 0; i < purchases.size(); i++) {
                days[used++] = purchases.day(i);
            }
            starts[++size] = used;
        }
        return new PurchaseRhythm(
                period, Arrays.copyOf(ids, size), Arrays.copyOf(starts, size + 1), Arrays.copyOf(days, used));
    }

    /**
     * Returns the number of customers with a purchase.
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
     * Returns how many purchases a customer made: days with an order.
     *
     * @param row the row, from 0
     * @return 1 or more
     */
    public int purchases(int row) {
        return starts[row + 1] - starts[row];
    }

    /**
     * Returns the tenure of a customer: days from the first purchase to the end of the data.
     *
     * @param row the row, from 0
     * @return 0 or more
     */
    public int tenureDays(int row) {
        return Math.toIntExact(period.asOf().toEpochDay() - days[starts[row]]);
    }

    /**
     * Returns the lifetime of a customer as observed: days from the first purchase to the last.
     *
     * @param row the row, from 0
     * @return 0 or more; the customer may buy again, so that this is no lifetime to expect
     */
    public int observedLifetimeDays(int row) {
        return days[starts[row + 1] - 1] - days[starts[row]];
    }

    /**
     * Returns the mean time between a customer's purchases, in days.
     *
     * @param row the row, from 0
     * @return the mean, empty for a single purchase
     */
    public OptionalDouble meanGap(int row) {
        int gaps = purchases(row) - 1;
        return gaps == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) observedLifetimeDays(row) / gaps);
    }

    /**
     * Returns the median time between a customer's purchases, in days.
     *
     * @param row the row, from 0
     * @return the median, the mean of the middle two for an even number of gaps; empty for a single purchase
     */
    public OptionalDouble medianGap(int row) {
        int[] gaps = gaps(row);
        if (gaps.length == 0) {
            return OptionalDouble.empty();
        }
        Arrays.sort(gaps);
        return OptionalDouble.of((gaps[(gaps.length - 1) / 2] + (double) gaps[gaps.length / 2]) / 2);
    }

    /**
     * Returns the coefficient of variation of the time between a customer's purchases: 0 for a clockwork, 1 for a Poisson
     * process.
     *
     * @param row the row, from 0
     * @return the standard deviation (of n - 1) over the mean, empty for fewer than three purchases
     */
    public OptionalDouble gapVariation(int row) {
        int[] gaps = gaps(row);
        if (gaps.length < 2) {
            return OptionalDouble.empty();
        }
        double mean = (double) observedLifetimeDays(row) / gaps.length;
        double squares = 0;
        for (int gap : gaps) {
            squares += (gap - mean) * (gap - mean);
        }
        return OptionalDouble.of(Math.sqrt(squares / (gaps.length - 1)) / mean);
    }

    /**
     * Returns the curve of the time to the next purchase, over all gaps of all customers, in days.
     *
     * @return the share of gaps longer than an age; the open gap of each customer is censored at the end of the data
     */
    public KaplanMeier gapCurve() {
        double[] durations = new double[days.length];
        boolean[] ended = new boolean[days.length];
        for (int row = 0; row < size(); row++) {
            for (int i = starts[row]; i < starts[row + 1]; i++) {
                ended[i] = i + 1 < starts[row + 1];
                long until = ended[i] ? days[i + 1] : period.asOf().toEpochDay();
                durations[i] = (double) (until - days[i]);
            }
        }
        return KaplanMeier.of(durations, ended);
    }

    /**
     * Returns 1 / (1 - retention), the mean number of periods a customer stays if each period keeps the same share of
     * those who are left, in whole periods, the first included.
     *
     * <p>Only then: customers differ, those who stay are the loyal ones, and retention rises with tenure, so that this is
     * too short for nearly every real base. A purchase model gives a better answer.
     *
     * @param retention the share kept from one period to the next, a proportion
     * @return the mean in periods, 1 or more; empty where the retention is not known, or is 1 and none ever leaves
     * @throws IllegalArgumentException if the retention lies outside [0, 1]
     */
    public static OptionalDouble expectedLifetimeGeometric(Ratio retention) {
        if (!(retention.numerator() >= 0 && retention.numerator() <= retention.denominator())) {
            throw new IllegalArgumentException("retention must be a proportion, was %s of %s"
                    .formatted(retention.numerator(), retention.denominator()));
        }
        double lost = retention.denominator() - retention.numerator();
        return lost == 0 ? OptionalDouble.empty() : OptionalDouble.of(retention.denominator() / lost);
    }

    /**
     * Returns what these columns are.
     *
     * @return one line
     */
    public String describe() {
        return "purchase rhythm of %d customers up to %s, days in %s; orders of one local day are one purchase"
                .formatted(size(), period.asOf(), period.zone());
    }

    @Override
    public String toString() {
        return describe();
    }

    private int[] gaps(int row) {
        int[] gaps = new int[purchases(row) - 1];
        for (int i = 0; i < gaps.length; i++) {
            gaps[i] = days[starts[row] + i + 1] - days[starts[row] + i];
        }
        return gaps;
    }
}
