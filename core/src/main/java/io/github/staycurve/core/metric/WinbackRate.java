package io.github.staycurve.core.metric;

import io.github.staycurve.core.data.TransactionLog;
import io.github.staycurve.core.internal.Checks;
import io.github.staycurve.core.internal.LocalDays;
import io.github.staycurve.core.stat.PointEstimate;
import io.github.staycurve.core.stat.Ratio;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The share of churned customers who bought again within some days of a treatment, beside the share of those who were
 * held out, where some were.
 *
 * <p>Customers come back by themselves too: without a holdout drawn at random the rate is {@link Evidence#OBSERVATIONAL},
 * and says nothing about what the treatment did.
 *
 * <p>This record is immutable and thread-safe.
 *
 * @param treated reactivated over treated, among customers who were churned when treated and have had the days since
 * @param control the same among those held out; empty without a holdout
 * @param days how many days a customer had to come back, 1 or more
 */
public record WinbackRate(Ratio treated, Optional<Ratio> control, int days) {
    /** What a winback rate is evidence of. */
    public enum Evidence {
        /** Nobody was held out: the rate counts those who would have come back anyway. */
        OBSERVATIONAL,
        /** The difference from those held out is what the treatment did, if they were drawn at random. */
        INCREMENTAL
    }

    /**
     * Checks that the rates are proportions.
     *
     * @param treated reactivated over treated, among customers who were churned when treated and have had the days since
     * @param control the same among those held out; empty without a holdout
     * @param days how many days a customer had to come back, 1 or more
     * @throws IllegalArgumentException if more came back than were treated or held out, or the days are not positive
     */
    public WinbackRate {
        Checks.inRange(treated.numerator(), 0, treated.denominator(), "reactivated of the treated");
        control.ifPresent(c -> Checks.inRange(c.numerator(), 0, c.denominator(), "reactivated of the control"));
        Checks.inRange(days, 1, Integer.MAX_VALUE, "days");
    }

    /**
     * Counts who of some customers came back.
     *
     * <p>A customer is in the denominator if, on the local day of the treatment, the last purchase lay at least {@code
     * churnedAfter} days back, and {@code days} more are in the data.
     *
     * @param log the purchases; a treated customer without any is left out
     * @param treatedAt when each customer was treated, or, for those held out, would have been
     * @param churnedAfter the days without a purchase that make a customer churned, 1 or more
     * @param days how many days after the treatment a customer had to come back, 1 or more
     * @param data its zone makes the days, its {@code asOf} ends the data
     * @return reactivated over churned at the treatment and followed for the days
     * @throws IllegalArgumentException if a number of days is not positive
     */
    public static Ratio count(
            TransactionLog log, Map<String, Instant> treatedAt, int churnedAfter, int days, MetricPeriod data) {
        Checks.inRange(churnedAfter, 1, Integer.MAX_VALUE, "churnedAfter");
        Checks.inRange(days, 1, Integer.MAX_VALUE, "days");
        LocalDays localDays = new LocalDays(data.zone());
        CustomerPurchases purchases = new CustomerPurchases(log, data);
        long followed = 0;
        long back = 0;
        for (Map.Entry<String, Instant> treatment : treatedAt.entrySet()) {
            int customer = log.indexOf(treatment.getKey());
            long day = localDays.epochDay(treatment.getValue().toEpochMilli());
            if (customer < 0 || day + days > data.asOf().toEpochDay()) {
                continue;
            }
            purchases.read(customer);
            int next = 0;
            while (next < purchases.size() && purchases.day(next) <= day) {
                next++;
            }
            if (next > 0 && day - purchases.day(next - 1) >= churnedAfter) {
                followed++;
                back += next < purchases.size() && purchases.day(next) <= day + days ? 1 : 0;
            }
        }
        return Ratio.of((double) back, (double) followed);
    }

    /**
     * Returns what this rate is evidence of.
     *
     * @return OBSERVATIONAL without a holdout
     */
    public Evidence evidence() {
        return control.isPresent() ? Evidence.INCREMENTAL : Evidence.OBSERVATIONAL;
    }

    /**
     * Returns by how much the rate of the treated lies above that of those held out.
     *
     * @return the difference with its (unpooled) standard error; empty where either group is empty or there is no holdout
     */
    public Optional<PointEstimate> incremental() {
        if (control.isEmpty() || treated.denominator() == 0 || control.get().denominator() == 0) {
            return Optional.empty();
        }
        double p = treated.value().orElseThrow();
        double q = control.get().value().orElseThrow();
        double variance = p * (1 - p) / treated.denominator()
                + q * (1 - q) / control.get().denominator();
        return Optional.of(PointEstimate.of(p - q, Math.sqrt(variance)));
    }

    /**
     * Returns what the treatment earned: the customers it brought back times their margin, less what it cost to contact
     * all and to reward those who came.
     *
     * @param margin the margin of a reactivated customer over a stated horizon
     * @param contactCost the cost of treating one customer
     * @param incentive what is given to each treated customer who comes back, whether because of it or not
     * @return the profit; empty where the incremental rate is
     * @throws IllegalArgumentException if an argument is not finite
     */
    public OptionalDouble profit(double margin, double contactCost, double incentive) {
        Checks.finite(margin, "margin");
        Checks.finite(contactCost, "contactCost");
        Checks.finite(incentive, "incentive");
        double n = treated.denominator();
        Optional<PointEstimate> rate = incremental();
        return rate.isEmpty()
                ? OptionalDouble.empty()
                : OptionalDouble.of(
                        rate.get().value() * n * margin - n * contactCost - treated.numerator() * incentive);
    }

    /**
     * Returns this rate in words.
     *
     * @return one line
     */
    public String describe() {
        return "winback within %d days, %s: %s of %s treated%s"
                .formatted(
                        days,
                        evidence(),
                        treated.numerator(),
                        treated.denominator(),
                        control.map(c -> ", %s of %s held out".formatted(c.numerator(), c.denominator()))
                                .orElse(""));
    }
}
