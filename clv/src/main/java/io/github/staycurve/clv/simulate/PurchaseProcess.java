package io.github.staycurve.clv.simulate;

import io.github.staycurve.clv.model.BgNbdParameters;
import io.github.staycurve.clv.model.MbgNbdParameters;
import io.github.staycurve.core.internal.math.RandomVariates;
import java.util.SplittableRandom;

/** How the customers of a purchase model buy and leave. Immutable and thread-safe; a buyer is neither. */
@FunctionalInterface
interface PurchaseProcess {
    /** Draws what makes a customer differ from others. */
    Buyer buyer(SplittableRandom random);

    /** One customer, from the first purchase on. */
    @FunctionalInterface
    interface Buyer {
        /**
         * Draws the next purchase.
         *
         * @param time the time of the last one, 0 for the first
         * @return the time of the next one, infinite if there is none
         */
        double next(double time, SplittableRandom random);
    }

    /** Returns the process of the BG/NBD model: a constant rate, and a coin after each repeat purchase. */
    static PurchaseProcess of(BgNbdParameters p) {
        return betaGeometric(p.r(), p.alpha(), p.a(), p.b(), false);
    }

    /** Returns the process of the MBG/NBD model: a constant rate, and a coin after each purchase. */
    static PurchaseProcess of(MbgNbdParameters p) {
        return betaGeometric(p.r(), p.alpha(), p.a(), p.b(), true);
    }

    private static PurchaseProcess betaGeometric(double r, double alpha, double a, double b, boolean coinAtFirst) {
        return random -> {
            double rate = RandomVariates.gamma(random, r) / alpha;
            double leaves = RandomVariates.beta(random, a, b);
            return (time, draws) -> {
                boolean coin = coinAtFirst || time > 0;
                if (!(rate > 0) || (coin && draws.nextDouble() < leaves)) {
                    return Double.POSITIVE_INFINITY;
                }
                return time + draws.nextExponential() / rate;
            };
        };
    }
}
