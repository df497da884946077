package io.github.staycurve.clv.simulate;

import io.github.staycurve.clv.model.BgNbdParameters;
import io.github.staycurve.clv.model.CnbdParameters;
import io.github.staycurve.clv.model.DropoutTiming;
import io.github.staycurve.clv.model.GGompertzNbdParameters;
import io.github.staycurve.clv.model.MbgNbdParameters;
import io.github.staycurve.clv.model.ParetoNbdParameters;
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
        return of(new CnbdParameters(DropoutTiming.AFTER_REPEAT_PURCHASES, 1, p.r(), p.alpha(), p.a(), p.b()));
    }

    /** Returns the process of the MBG/NBD model: a constant rate, and a coin after each purchase. */
    static PurchaseProcess of(MbgNbdParameters p) {
        return of(new CnbdParameters(DropoutTiming.AFTER_EVERY_PURCHASE, 1, p.r(), p.alpha(), p.a(), p.b()));
    }

    /** Returns the process of the CNBD models: a purchase is every k-th event at a constant rate, with a coin after it. */
    static PurchaseProcess of(CnbdParameters p) {
        return random -> {
            double rate = RandomVariates.gamma(random, p.r()) / p.alpha();
            double leaves = RandomVariates.beta(random, p.a(), p.b());
            return (time, draws) -> {
                boolean coin = time > 0 || p.timing() == DropoutTiming.AFTER_EVERY_PURCHASE;
                if (!(rate > 0) || (coin && draws.nextDouble() < leaves)) {
                    return Double.POSITIVE_INFINITY;
                }
                double events = 0;
                for (int i = 0; i < p.k(); i++) {
                    events += draws.nextExponential();
                }
                return time + events / rate;
            };
        };
    }

    /** Returns the process of the Pareto/NBD model: a constant rate until an exponential lifetime ends. */
    static PurchaseProcess of(ParetoNbdParameters p) {
        return random -> {
            double rate = RandomVariates.gamma(random, p.r()) / p.alpha();
            double end = random.nextExponential() / (RandomVariates.gamma(random, p.s()) / p.beta());
            return (time, draws) -> {
                double next = rate > 0 ? time + draws.nextExponential() / rate : Double.POSITIVE_INFINITY;
                return next <= end ? next : Double.POSITIVE_INFINITY;
            };
        };
    }

    /** Returns the process of the GGompertz/NBD model: a constant rate until a Gompertz lifetime ends. */
    static PurchaseProcess of(GGompertzNbdParameters p) {
        return random -> {
            double rate = RandomVariates.gamma(random, p.r()) / p.alpha();
            double factor = RandomVariates.gamma(random, p.s()) / p.beta();
            double end = Math.log1p(random.nextExponential() / factor)
                    / p.b(); // where factor·(e^(b·end) − 1) is exponential
            return (time, draws) -> {
                double next = rate > 0 ? time + draws.nextExponential() / rate : Double.POSITIVE_INFINITY;
                return next <= end ? next : Double.POSITIVE_INFINITY;
            };
        };
    }
}
