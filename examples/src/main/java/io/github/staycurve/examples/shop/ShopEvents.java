package io.github.staycurve.examples.shop;

import io.github.staycurve.clv.simulate.SimulatedCustomer;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/**
 * What the shoppers of a {@link SocialShop} do beside buying: they register, look around, fill carts that they do not
 * always pay, share and invite; and some visitors register and never buy.
 */
final class ShopEvents {
    /** Shoppers register up to so many days before their first order. */
    private static final double REGISTERED_DAYS_BEFORE = 3;

    private static final double DAYS_BETWEEN_VISITS = 9;
    private static final double MINUTE = 1.0 / (24 * 60);
    /** The share of the visits without an order in which something is put into the cart. */
    private static final double ABANDONED_CARTS = 0.25;

    private static final double SHARE_AFTER_ORDER = 0.12;
    private static final double INVITED_SHARE = 0.2;
    private static final double INVITED_DAYS_BEFORE = 7;
    /** For so many shoppers there is a visitor who never buys. */
    private static final double VISITORS_A_SHOPPER = 0.4;

    /** How long people look around without buying, on average. */
    private static final double STAYS_DAYS = 40;

    private final SocialShop shop;
    private final Consumer<ShopEvent> sink;

    ShopEvents(SocialShop shop, Consumer<ShopEvent> sink) {
        this.shop = shop;
        this.sink = sink;
    }

    /** Hands over the events of shopper i, of who invited them, and of the visitor beside them. */
    void of(int i, SplittableRandom random) {
        double joined = shop.joined(i);
        SimulatedCustomer customer = shop.customer(i, joined);
        String id = SocialShop.shopperId(i);
        double registered = Math.max(0, joined - REGISTERED_DAYS_BEFORE * random.nextDouble());
        invitation(i, id, registered, random);
        tell(id, registered, "register");
        double last = joined;
        for (int n = 0; n < customer.purchases(); n++) {
            last = joined + customer.time(n);
            order(id, Math.max(registered, last - 30 * MINUTE * random.nextDouble()), last, random);
        }
        visits(id, registered, last - STAYS_DAYS * Math.log1p(-random.nextDouble()), random);
        if (random.nextDouble() < VISITORS_A_SHOPPER) {
            visitor(i, random);
        }
    }

    private void order(String id, double came, double paid, SplittableRandom random) {
        tell(id, came, "visit");
        tell(id, came + (paid - came) * random.nextDouble(), "cart");
        tell(id, paid, "purchase");
        double shared = paid + 60 * MINUTE * random.nextDouble();
        if (random.nextDouble() < SHARE_AFTER_ORDER) {
            tell(id, shared, "share");
        }
    }

    /** Visits at random while there is interest, some with a cart that is left. */
    private void visits(String id, double from, double to, SplittableRandom random) {
        for (double day = from; ; ) {
            day -= DAYS_BETWEEN_VISITS * Math.log1p(-random.nextDouble());
            if (!(day < to)) {
                return;
            }
            tell(id, day, "visit");
            if (random.nextDouble() < ABANDONED_CARTS) {
                tell(id, day + 10 * MINUTE * random.nextDouble(), "cart");
            }
        }
    }

    /** Some shoppers were invited by one who was there before them. */
    private void invitation(int i, String id, double registered, SplittableRandom random) {
        boolean invited = random.nextDouble() < INVITED_SHARE;
        double before = INVITED_DAYS_BEFORE * random.nextDouble();
        int inviter = random.nextInt(i + 1);
        double time = Math.max(shop.joined(inviter), registered - before);
        if (invited && inviter != i && time < registered) {
            sink.accept(new ShopEvent(SocialShop.shopperId(inviter), SocialShop.at(time), "invite", Optional.of(id)));
        }
    }

    private void visitor(int i, SplittableRandom random) {
        String id = "visitor-" + SocialShop.number(i);
        double registered = SocialShop.JOINING_DAYS * random.nextDouble();
        tell(id, registered, "register");
        visits(id, registered, registered - STAYS_DAYS * Math.log1p(-random.nextDouble()), random);
    }

    private void tell(String id, double day, String type) {
        if (day < SocialShop.DAYS) {
            sink.accept(new ShopEvent(id, SocialShop.at(day), type, Optional.empty()));
        }
    }
}
