package io.github.staycurve.clv.model;

import io.github.staycurve.core.internal.Checks;
import io.github.staycurve.core.internal.math.Roots;
import java.util.OptionalDouble;

/** The wait for the next purchase under any model, from the probability of none. This class has no state. */
final class NextPurchase {
    /** The bracket widens by this factor a step. */
    private static final double WIDEN = 8;
    /** No wait is shorter; it has more room below the shortest time in use than a double has digits. */
    private static final double SHORTEST = 1e-30;

    private NextPurchase() {}

    static OptionalDouble time(PurchaseModel model, int x, double tx, double age, double probability) {
        Checks.openUnit(probability, "probability");
        double silent = 1 - probability;
        double late = 1;
        while (model.probabilityNoPurchase(x, tx, age, late) > silent) {
            if (late >= PurchaseModel.LONGEST_WAIT) {
                return OptionalDouble.empty();
            }
            late = Math.min(late * WIDEN, PurchaseModel.LONGEST_WAIT);
        }
        double early = late / WIDEN;
        while (early > SHORTEST && model.probabilityNoPurchase(x, tx, age, early) <= silent) {
            late = early;
            early /= WIDEN;
        }
        // in log time, where all bends of the curve are about equally wide
        double root = Roots.bracketed(
                logTime -> model.probabilityNoPurchase(x, tx, age, Math.exp(logTime)) - silent,
                Math.log(early),
                Math.log(late));
        return OptionalDouble.of(Math.exp(root));
    }
}
