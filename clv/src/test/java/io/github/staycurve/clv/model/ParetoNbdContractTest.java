package io.github.staycurve.clv.model;

import static io.github.staycurve.clv.model.PurchaseModelContract.Case.logUniform;

import io.github.staycurve.core.time.PeriodUnit;
import java.util.SplittableRandom;

/** The contract for Pareto/NBD, with the singular points of the textbook formulas, and beta to 1e13. */
class ParetoNbdContractTest extends DropoutRateContract {

    @Override
    PurchaseModel draw(SplittableRandom random) {
        double alpha = logUniform(random, 1e-6, 1e6);
        double s = random.nextInt(6) == 0 ? 1 : logUniform(random, 1e-6, 1e6);
        double beta = switch (random.nextInt(8)) {
            case 0 -> alpha;
            case 1 -> alpha * (1 + 1e-9);
            case 2 -> s * logUniform(random, 1e-6, 1e6); // a mean dropout rate of a plausible size
            case 3 -> 1e7 * s;
            default -> logUniform(random, 1e-6, 1e6);
        };
        return model(logUniform(random, 1e-6, 1e6), alpha, s, beta);
    }

    @Override
    PurchaseModel drawModerate(SplittableRandom random, double time) {
        return model(
                logUniform(random, 1e-3, 10),
                time * logUniform(random, 0.2, 1000),
                logUniform(random, 1e-3, 1e3),
                logUniform(random, 1e-3, 1e3));
    }

    private static ParetoNbdModel model(double r, double alpha, double s, double beta) {
        return ParetoNbdModel.of(new ParetoNbdParameters(r, alpha, s, beta), PeriodUnit.WEEK);
    }

    @Override
    PurchaseModel inDays(PurchaseModel model) {
        double[] p = model.parameterValues();
        return ParetoNbdModel.of(new ParetoNbdParameters(p[0], 7 * p[1], p[2], 7 * p[3]), PeriodUnit.DAY);
    }

    @Override
    double logLikelihood(PurchaseModel model, int x, double tx, double age) {
        return ((ParetoNbdModel) model).logLikelihood(x, tx, age);
    }

    @Override
    double exponent(PurchaseModel model, int x, double tx, double age) {
        double[] p = model.parameterValues();
        return (x + p[0]) * Math.log1p((age - tx) / (p[1] + tx)) + p[2] * Math.log1p((age - tx) / (p[3] + tx));
    }
}
