package io.github.staycurve.clv.simulate;

import io.github.staycurve.clv.model.BgNbdParameters;
import io.github.staycurve.clv.model.CnbdParameters;
import io.github.staycurve.clv.model.GGompertzNbdParameters;
import io.github.staycurve.clv.model.MbgNbdParameters;
import io.github.staycurve.clv.model.ParetoNbdParameters;
import io.github.staycurve.clv.spend.GammaGammaParameters;
import io.github.staycurve.core.data.TransactionLog;
import io.github.staycurve.core.data.TransactionLogBuilder;
import io.github.staycurve.core.internal.Checks;
import io.github.staycurve.core.internal.math.RandomVariates;
import io.github.staycurve.core.time.ObservationWindow;
import io.github.staycurve.core.time.PeriodUnit;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Makes up customers who buy as a purchase model assumes and pay as the Gamma-Gamma model assumes, one by one or as a
 * {@linkplain #log log}.
 *
 * <p>BG/NBD: while active a customer buys at a constant rate of their own, drawn from Gamma(r, alpha); after each repeat
 * purchase they leave with a probability of their own, drawn from Beta(a, b). MBG/NBD: the same, and they may leave after
 * the first purchase too. The CNBD-k models: with more regular times between purchases. Pareto/NBD: they buy at such a rate
 * and leave at another of their own, drawn from Gamma(s, beta), whether they buy or not. GGompertz/NBD: that other rate
 * grows with age. Each amount is drawn from Gamma(p, nu) with
 * a nu of the customer's own, drawn from Gamma(q, gamma).
 *
 * <p>This class is immutable and thread-safe.
 *
 * @see <a href="https://doi.org/10.1287/mksc.1040.0098">Fader, Hardie and Lee (2005), "Counting
 *     Your Customers" the Easy Way: the assumptions of the BG/NBD model</a>
 * @see <a href="http://brucehardie.com/notes/025/gamma_gamma.pdf">Fader and Hardie (2013), The Gamma-Gamma
 *     Model of Monetary Value</a>
 */
public final class PurchaseSimulator {
    private static final int FIRST_CAPACITY = 8;
    private static final double MILLIS_A_DAY = 86_400_000;
    /**
     * Sets the generators of customers far apart. It must not be 2<sup>64</sup> over the golden ratio, by which
     * {@link SplittableRandom} itself advances: then a customer's generator would be the next one's, a step behind.
     */
    private static final long CUSTOMER_STEP = 0xD1342543DE82EF95L;

    private final PurchaseProcess purchases;
    private final GammaGammaParameters spend;
    private final long seed;

    /**
     * Makes a simulator of the BG/NBD model.
     *
     * @param purchases how customers buy and leave
     * @param spend what they pay
     * @param seed where the random numbers start; the same seed makes the same customers
     */
    public PurchaseSimulator(BgNbdParameters purchases, GammaGammaParameters spend, long seed) {
        this(PurchaseProcess.of(purchases), spend, seed);
    }

    /**
     * Makes a simulator of the MBG/NBD model.
     *
     * @param purchases how customers buy and leave
     * @param spend what they pay
     * @param seed where the random numbers start; the same seed makes the same customers
     */
    public PurchaseSimulator(MbgNbdParameters purchases, GammaGammaParameters spend, long seed) {
        this(PurchaseProcess.of(purchases), spend, seed);
    }

    /**
     * Makes a simulator of the BG/CNBD-k or MBG/CNBD-k model.
     *
     * @param purchases how customers buy and leave
     * @param spend what they pay
     * @param seed where the random numbers start; the same seed makes the same customers
     */
    public PurchaseSimulator(CnbdParameters purchases, GammaGammaParameters spend, long seed) {
        this(PurchaseProcess.of(purchases), spend, seed);
    }

    /**
     * Makes a simulator of the Pareto/NBD model.
     *
     * @param purchases how customers buy and leave
     * @param spend what they pay
     * @param seed where the random numbers start; the same seed makes the same customers
     */
    public PurchaseSimulator(ParetoNbdParameters purchases, GammaGammaParameters spend, long seed) {
        this(PurchaseProcess.of(purchases), spend, seed);
    }

    /**
     * Makes a simulator of the GGompertz/NBD model.
     *
     * @param purchases how customers buy and leave
     * @param spend what they pay
     * @param seed where the random numbers start; the same seed makes the same customers
     */
    public PurchaseSimulator(GGompertzNbdParameters purchases, GammaGammaParameters spend, long seed) {
        this(PurchaseProcess.of(purchases), spend, seed);
    }

    private PurchaseSimulator(PurchaseProcess purchases, GammaGammaParameters spend, long seed) {
        this.purchases = purchases;
        this.spend = spend;
        this.seed = seed;
    }

    /**
     * Returns a generator for whatever else differs between customers, such as the day they join: independent of what
     * {@link #customer} draws, and the same for the same customer.
     *
     * @param index the customer's number, 0 or more
     * @return a fresh generator
     */
    public SplittableRandom randomOf(int index) {
        SplittableRandom own = generatorOf(index);
        own.split(); // the purchases take the first split
        return own.split();
    }

    /**
     * Returns the purchases of a customer up to an age. The times up to one age are the first times up to a greater one;
     * the amounts, which are drawn after all times, are others.
     *
     * @param index the customer's number, 0 or more
     * @param age how long the customer is observed after the first purchase, in the unit of the parameters
     * @return the purchases, the first one at time 0 included
     * @throws IllegalArgumentException if the index is negative, or the age is negative or not finite
     */
    public SimulatedCustomer customer(int index, double age) {
        Checks.nonNegative(index, "index");
        Checks.nonNegativeFinite(age, "age");
        SplittableRandom random = generatorOf(index).split();
        PurchaseProcess.Buyer buyer = purchases.buyer(random);
        double spendRate = RandomVariates.gamma(random, spend.q()) / spend.gamma();
        double[] times = new double[FIRST_CAPACITY];
        int n = 1;
        for (double time = buyer.next(0, random); time <= age; time = buyer.next(time, random)) {
            if (n == times.length) {
                times = Arrays.copyOf(times, 2 * n);
            }
            times[n++] = time;
        }
        double[] amounts = new double[n];
        for (int i = 0; i < n; i++) {
            amounts[i] = RandomVariates.gamma(random, spend.p()) / spendRate;
        }
        return new SimulatedCustomer(Arrays.copyOf(times, n), amounts);
    }

    /**
     * Returns the purchases of many customers, each of whom joins at a time of their own, as likely at any as at another of
     * the days between two. A purchase is at the time of the first one and the customer's time after it, a day being 24
     * hours, to the millisecond; its amount is not rounded.
     *
     * <p>Customer i makes the same purchases in every log of these days, whatever the number of customers.
     *
     * @param customers how many, from number 0 on; number i is called {@code customer-i}
     * @param unit the unit of the parameters
     * @param firstJoining the first day on which customers join
     * @param lastJoining the last day on which customers join, inclusive; may be the first
     * @param window where the log ends: the last purchases are on the window's last day, that of the holdout if it has
     *     one; and the zone of all days
     * @return the log, of which {@code summarize(window, unit)} gives the table that a model is fitted to
     * @throws IllegalArgumentException if the number is negative, or the days are not in order
     */
    public TransactionLog log(
            int customers, PeriodUnit unit, LocalDate firstJoining, LocalDate lastJoining, ObservationWindow window) {
        Checks.nonNegative(customers, "customers");
        requireOrder(firstJoining, lastJoining, window.end());
        long start = startOf(firstJoining, window.zone());
        double joining = (double) (startOf(lastJoining.plusDays(1), window.zone()) - start);
        long end = startOf(window.end().plusDays(1), window.zone());
        double millisAUnit = unit.days() * MILLIS_A_DAY;
        TransactionLogBuilder log = TransactionLog.builder();
        for (int i = 0; i < customers; i++) {
            long joined = start + (long) (joining * randomOf(i).nextDouble());
            SimulatedCustomer customer = customer(i, (end - joined) / millisAUnit);
            String id = "customer-" + i;
            for (int n = 0; n < customer.purchases(); n++) {
                long time = joined + (long) (customer.time(n) * millisAUnit);
                log.add(id, Math.min(time, end - 1), customer.amount(n)); // rounding may reach the end
            }
        }
        return log.build();
    }

    private static void requireOrder(LocalDate firstJoining, LocalDate lastJoining, LocalDate end) {
        if (firstJoining.isAfter(lastJoining) || lastJoining.isAfter(end)) {
            throw new IllegalArgumentException(
                    "firstJoining, lastJoining and the window's end must be in order, were %s, %s and %s"
                            .formatted(firstJoining, lastJoining, end));
        }
    }

    private static long startOf(LocalDate day, ZoneId zone) {
        return day.atStartOfDay(zone).toInstant().toEpochMilli();
    }

    private SplittableRandom generatorOf(int index) {
        return new SplittableRandom(seed + index * CUSTOMER_STEP);
    }
}
