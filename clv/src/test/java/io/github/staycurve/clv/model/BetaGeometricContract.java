package io.github.staycurve.clv.model;

import static io.github.staycurve.clv.model.PurchaseModelContract.Case.logUniform;

import io.github.staycurve.core.time.PeriodUnit;
import java.util.SplittableRandom;

/**
 * The contract for models with gamma distributed rates and beta distributed dropout, with the singular points of the textbook
 * formulas, and a and b from 1e-12 to 1e12.
 */
abstract class BetaGeometricContract extends PurchaseModelContract {
    /** Returns the model with r, alpha, a and b. */
    abstract PurchaseModel model(double[] values, PeriodUnit unit);

    @Override
    final PurchaseModel draw(SplittableRandom random) {
        double a = shape(random);
        double b = random.nextInt(8) == 0 && a < 1 ? 1 - a : shape(random);
        if (random.nextInt(5) == 0) { // √(ab) and √(a/b), often at an end of their range
            double mean = end(random);
            double ratio = end(random);
            a = mean * ratio;
            b = mean / ratio;
        }
        double[] values = {logUniform(random, 1e-6, 1e6), logUniform(random, 1e-6, 1e6), a, b};
        return model(values, PeriodUnit.WEEK);
    }

    private static double shape(SplittableRandom random) {
        return random.nextInt(8) == 0 ? 1 : logUniform(random, 1e-6, 1e6);
    }

    private static double end(SplittableRandom random) {
        return switch (random.nextInt(3)) {
            case 0 -> 1e-6;
            case 1 -> 1e6;
            default -> logUniform(random, 1e-6, 1e6);
        };
    }

    @Override
    final PurchaseModel drawModerate(SplittableRandom random, double time) {
        double[] values = {
            logUniform(random, 1e-3, 10),
            time / logUniform(random, 1e-3, 5),
            logUniform(random, 1e-3, 1e3),
            logUniform(random, 1e-3, 1e3)
        };
        return model(values, PeriodUnit.WEEK);
    }

    @Override
    final PurchaseModel inDays(PurchaseModel model) {
        double[] values = model.parameterValues();
        values[1] *= 7;
        return model(values, PeriodUnit.DAY);
    }

    /** The exponent of P(alive) is as uncertain as its last place. */
    @Override
    final double rounding(PurchaseModel model, int x, double tx, double age) {
        double[] values = model.parameterValues();
        return 1e-15 * (x + values[0]) * Math.log1p(age / (values[1] + tx));
    }

    @Override
    final double rise() {
        return 0;
    }

    @Override
    final double overlap() {
        return 1e-15;
    }

    @Override
    final double leastDiscount() {
        return 1e-5;
    }
}
