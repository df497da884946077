package io.github.staycurve.clv.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

/** The contract for models in which customers leave at a rate of their own, whether they buy or not. */
abstract class DropoutRateContract extends PurchaseModelContract {
    /** Returns the exponent of which P(alive) is made: rounding of it alone moves P(alive). */
    abstract double exponent(PurchaseModel model, int x, double tx, double age);

    @Override
    final double rounding(PurchaseModel model, int x, double tx, double age) {
        return 2e-15 * exponent(model, x, tx, age);
    }

    @Override
    final double rise() {
        return TOLERANCE;
    }

    @Override
    final double overlap() {
        return 1e-14;
    }

    @Override
    final double leastDiscount() {
        return 1e-11;
    }

    @RepeatedTest(400)
    void aliveIsCertainAtAPurchase(RepetitionInfo run) {
        Case c = Case.draw(this, run);
        double last = c.x() == 0 ? 0 : c.age();
        assertThat(c.model().probabilityAlive(c.x(), last, last)).as("%s", c).isEqualTo(1);
    }
}
