package io.github.staycurve.examples.shop;

import io.github.staycurve.clv.model.BgNbdParameters;
import io.github.staycurve.clv.simulate.PurchaseSimulator;
import io.github.staycurve.clv.simulate.SimulatedCustomer;
import io.github.staycurve.clv.spend.GammaGammaParameters;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/**
 * A shop on a social network: customers join over time, buy at a pace and for amounts of their own, sometimes send things
 * back, and one day stop without a word.
 *
 * <p>They buy, leave and pay as the BG/NBD and Gamma-Gamma models assume; refunds are what neither model knows of.
 * Customer i of a seed is always the same, whatever the number of customers; and each aspect of a customer (what they
 * buy, when they join and send back) has a random number generator of its own, so that a new aspect leaves the others as
 * they are.
 *
 * <p>This class is immutable and thread-safe.
 */
public final class SocialShop {
    /** The first customers join on this day. */
    public static final LocalDate OPENING = LocalDate.of(2024, 1, 1);

    /** Nothing is known after this day. */
    public static final LocalDate LAST_DAY = LocalDate.of(2025, 12, 31);

    static final double JOINING_DAYS = 540;
    static final double DAYS = (double) (LAST_DAY.toEpochDay() - OPENING.toEpochDay() + 1);
    private static final double SECONDS_A_DAY = 86_400;
    private static final double REFUND_SHARE = 0.04;
    private static final double REFUND_WITHIN_DAYS = 20;

    /** A purchase every six weeks on average while active, and one in five leaves after each; times in days. */
    private static final BgNbdParameters PURCHASES = new BgNbdParameters(0.9, 38, 1.1, 4.2);
    /** A mean order of 43, most between 20 and 80. */
    private static final GammaGammaParameters SPEND = new GammaGammaParameters(4.5, 3.8, 27);

    private final int customers;
    private final PurchaseSimulator simulator;

    /**
     * Opens a shop.
     *
     * @param customers how many customers ever join
     * @param seed where the random numbers start; another seed is another shop
     */
    public SocialShop(int customers, long seed) {
        this.customers = customers;
        this.simulator = new PurchaseSimulator(PURCHASES, SPEND, seed);
    }

    /** Returns the shop that the examples show: four thousand customers. */
    public static SocialShop ofExamples() {
        return new SocialShop(4000, 20240101);
    }

    /** Returns every order and refund, customer by customer. */
    public List<Order> orders() {
        List<Order> orders = new ArrayList<>();
        forEachOrder(orders::add);
        return orders;
    }

    /** Hands over every order and refund, customer by customer, without keeping them. */
    public void forEachOrder(Consumer<Order> sink) {
        for (int i = 0; i < customers; i++) {
            SplittableRandom random = ordersRandom(i);
            double joined = joined(random);
            SimulatedCustomer customer = customer(i, joined);
            String id = shopperId(i);
            for (int n = 0; n < customer.purchases(); n++) {
                double day = joined + customer.time(n);
                double paid = cents(customer.amount(n));
                sink.accept(new Order(id, at(day), paid));
                if (random.nextDouble() < REFUND_SHARE) {
                    refund(id, day, paid, random, sink);
                }
            }
        }
    }

    /** Returns everything that shoppers and visitors did, customer by customer; a {@code purchase} for every order. */
    public List<ShopEvent> events() {
        List<ShopEvent> events = new ArrayList<>();
        ShopEvents generator = new ShopEvents(this, events::add);
        for (int i = 0; i < customers; i++) {
            SplittableRandom random = simulator.randomOf(i);
            random.split(); // that of the orders
            generator.of(i, random.split());
        }
        return events;
    }

    /** The first split of a customer's random numbers is for orders; what comes to the shop later takes the next ones. */
    private SplittableRandom ordersRandom(int i) {
        return simulator.randomOf(i).split();
    }

    private static double joined(SplittableRandom random) {
        return JOINING_DAYS * random.nextDouble();
    }

    /** The day, from the opening on, on which a customer orders first. */
    double joined(int i) {
        return joined(ordersRandom(i));
    }

    SimulatedCustomer customer(int i, double joined) {
        return simulator.customer(i, Math.nextDown(DAYS - joined));
    }

    static String shopperId(int i) {
        return "shopper-" + number(i);
    }

    static String number(int i) {
        return String.format(Locale.ROOT, "%07d", i + 1);
    }

    /** Sends back the whole order or half of it, some days later. */
    private static void refund(String id, double day, double paid, SplittableRandom random, Consumer<Order> sink) {
        double back = day + REFUND_WITHIN_DAYS * random.nextDouble();
        double amount = random.nextBoolean() ? paid : cents(paid / 2);
        if (back < DAYS && amount > 0) {
            sink.accept(new Order(id, at(back), -amount));
        }
    }

    static Instant at(double day) {
        return OPENING.atStartOfDay(ZoneOffset.UTC).toInstant().plusSeconds((long) (day * SECONDS_A_DAY));
    }

    private static double cents(double amount) {
        return Math.rint(amount * 100) / 100;
    }
}
