package io.github.staycurve.core.metric;

import io.github.staycurve.core.data.TransactionLog;
import io.github.staycurve.core.internal.CompensatedSum;
import io.github.staycurve.core.internal.LocalDays;
import io.github.staycurve.core.stat.Ratio;

/**
 * What was sold in a period, and to how many: GMV, NMV, orders, buyers, and the rates made of them.
 *
 * <p>An order is a purchase row of the log; one of amount 0 is an order too. A refund lowers the NMV on its own day and
 * undoes no order. For rates about coming back, all orders of a customer on one local day are one purchase, so that a
 * basket paid in two parts is no repeat.
 *
 * <p>This class is immutable and thread-safe. Parts of a log without a common customer give results that
 * {@link #plus add up} to that of the whole.
 */
public final class OperatingMetrics {
    private final MetricPeriod period;
    private final double gmv;
    private final double refunds;
    private final Counts counts;

    /** Head counts of a period. */
    private record Counts(
            long orders, long purchaseDays, long buyers, long newBuyers, long repeatBuyers, long returning) {
        Counts plus(Counts other) {
            return new Counts(
                    orders + other.orders,
                    purchaseDays + other.purchaseDays,
                    buyers + other.buyers,
                    newBuyers + other.newBuyers,
                    repeatBuyers + other.repeatBuyers,
                    returning + other.returning);
        }
    }

    private OperatingMetrics(MetricPeriod period, double gmv, double refunds, Counts counts) {
        this.period = period;
        this.gmv = gmv;
        this.refunds = refunds;
        this.counts = counts;
    }

    /**
     * Counts a period of a log, in one pass.
     *
     * @param log the purchases and refunds; one currency
     * @param period the days to count; what the log holds after its {@code asOf} is left out
     * @return the metrics
     */
    public static OperatingMetrics of(TransactionLog log, MetricPeriod period) {
        LocalDays localDays = new LocalDays(period.zone());
        long first = period.firstDay().toEpochDay();
        long last = Math.min(period.lastDay().toEpochDay(), period.asOf().toEpochDay());
        CompensatedSum sold = new CompensatedSum();
        CompensatedSum refunded = new CompensatedSum();
        CustomerPurchases purchases = new CustomerPurchases(log, period);
        Counts counts = new Counts(0, 0, 0, 0, 0, 0);
        for (int customer = 0; customer < log.customers(); customer++) {
            int orders = 0;
            for (int row = log.start(customer); row < log.start(customer + 1); row++) {
                int day = localDays.epochDay(log.epochMillis(row));
                if (day < first || day > last) {
                    continue;
                }
                boolean refund = log.isRefund(row);
                (refund ? refunded : sold).add(Math.abs(log.amount(row)));
                orders += refund ? 0 : 1;
            }
            if (orders > 0) {
                purchases.read(customer);
                counts = counts.plus(countsOf(purchases, orders, first, last));
            }
        }
        return new OperatingMetrics(period, sold.value(), refunded.value(), counts);
    }

    /** Returns the counts of one buyer of the period. */
    private static Counts countsOf(CustomerPurchases purchases, int orders, long first, long last) {
        int before = 0;
        int within = 0;
        for (int i = 0; i < purchases.size(); i++) {
            before += purchases.day(i) < first ? 1 : 0;
            within += purchases.day(i) >= first && purchases.day(i) <= last ? 1 : 0;
        }
        return new Counts(orders, within, 1, before == 0 ? 1 : 0, within >= 2 ? 1 : 0, before + within >= 2 ? 1 : 0);
    }

    /**
     * Returns the metrics of both parts together.
     *
     * @param other the metrics of the same period of other customers
     * @return the metrics of all of them
     * @throws IllegalArgumentException if the periods differ
     */
    public OperatingMetrics plus(OperatingMetrics other) {
        if (!period.equals(other.period)) {
            throw new IllegalArgumentException("metrics of different periods do not add up: %s; %s"
                    .formatted(period.describe(), other.period.describe()));
        }
        return new OperatingMetrics(period, gmv + other.gmv, refunds + other.refunds, counts.plus(other.counts));
    }

    /**
     * Returns the days counted.
     *
     * @return the period
     */
    public MetricPeriod period() {
        return period;
    }

    /**
     * Returns the gross merchandise value: the amounts of all orders, at order time, whatever became of them.
     *
     * @return the sum, 0 or more; filter the log first to leave out unpaid or cancelled orders
     */
    public double gmv() {
        return gmv;
    }

    /**
     * Returns what was refunded in the period, whenever it had been bought.
     *
     * @return the sum, 0 or more
     */
    public double refunds() {
        return refunds;
    }

    /**
     * Returns the net merchandise value: GMV less refunds, each at its own time.
     *
     * @return the difference, which may be negative
     */
    public double nmv() {
        return gmv - refunds;
    }

    /**
     * Returns the number of orders.
     *
     * @return 0 or more
     */
    public long orders() {
        return counts.orders;
    }

    /**
     * Returns the number of customers with an order.
     *
     * @return 0 or more; also called paying users
     */
    public long buyers() {
        return counts.buyers;
    }

    /**
     * Returns the number of buyers who never bought before.
     *
     * @return 0 or more; too many where the data begins late: {@link MetricPeriod#dataFrom()}
     */
    public long newBuyers() {
        return counts.newBuyers;
    }

    /**
     * Returns the average order value (AOV).
     *
     * @return GMV over orders
     */
    public Ratio averageOrderValue() {
        return Ratio.of(gmv, (double) counts.orders);
    }

    /**
     * Returns the average revenue per user (ARPU).
     *
     * @param activeUsers the users who were active in the period, whatever counts as active; at least the buyers
     * @return NMV over active users
     * @throws IllegalArgumentException if there are fewer active users than buyers: a purchase is activity
     */
    public Ratio revenuePerUser(long activeUsers) {
        return Ratio.of(nmv(), atLeastBuyers(activeUsers, "activeUsers"));
    }

    /**
     * Returns the average revenue per paying user (ARPPU).
     *
     * @return NMV over buyers
     */
    public Ratio revenuePerPayingUser() {
        return Ratio.of(nmv(), (double) counts.buyers);
    }

    /**
     * Returns the conversion rate of users.
     *
     * @param eligibleUsers the users who could have bought, as those who were active; at least the buyers
     * @return buyers over eligible users
     * @throws IllegalArgumentException if there are fewer eligible users than buyers
     */
    public Conversion conversionOfUsers(long eligibleUsers) {
        return new Conversion(
                Conversion.Unit.USERS, Ratio.of((double) counts.buyers, atLeastBuyers(eligibleUsers, "eligibleUsers")));
    }

    /**
     * Returns how often a buyer bought.
     *
     * @return days with a purchase, over buyers; 1 or more
     */
    public Ratio purchaseFrequency() {
        return perBuyer(counts.purchaseDays);
    }

    /**
     * Returns the repeat purchase rate inside the period.
     *
     * @return buyers on two days or more of the period, over buyers; grows with the length of the period
     */
    public Ratio repeatPurchaseRate() {
        return perBuyer(counts.repeatBuyers);
    }

    /**
     * Returns the returning customer rate, over all time up to the last day of the period.
     *
     * <p>What buyers do later does not change it, so that the rate of a past period stays what it was.
     *
     * @return buyers of the period who bought on two days or more up to its end, over buyers
     */
    public Ratio returningCustomerRate() {
        return perBuyer(counts.returning);
    }

    /**
     * Returns what these numbers are made of.
     *
     * @return some lines
     */
    public String describe() {
        return """
                period: %s
                GMV %s (%d orders at order time), refunds %s at refund time, NMV %s = GMV - refunds
                AOV = GMV / orders; ARPU = NMV / active users; ARPPU = NMV / buyers (%d)
                purchases: a customer's orders of one local day are one (%d in all)
                repeat purchase rate = buyers on 2 days or more of the period (%d) / buyers
                returning customer rate = buyers with 2 days or more in all time up to the period's end (%d) / buyers""".formatted(
                        period.describe(),
                        gmv,
                        counts.orders,
                        refunds,
                        nmv(),
                        counts.buyers,
                        counts.purchaseDays,
                        counts.repeatBuyers,
                        counts.returning);
    }

    @Override
    public String toString() {
        return describe();
    }

    private Ratio perBuyer(long count) {
        return Ratio.of((double) count, (double) counts.buyers);
    }

    private double atLeastBuyers(long users, String name) {
        if (users < counts.buyers) {
            throw new IllegalArgumentException(
                    "%s must be at least the %d buyers, was %d".formatted(name, counts.buyers, users));
        }
        return (double) users;
    }
}
