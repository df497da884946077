package io.github.staycurve.clv.model;

import static io.github.staycurve.clv.model.PurchaseModelContract.Case.logUniform;

import io.github.staycurve.core.time.PeriodUnit;
import java.util.SplittableRandom;

/** The contract for GGompertz/NBD, with beta = 1, b falling to 1e-9 with beta in proportion, and beta to 1e13. */
class GGompertzNbdContractTest extends DropoutRateContract {

    @Override
    PurchaseModel draw(SplittableRandom random) {
        double s = random.nextInt(6) == 0 ? 1 : logUniform(random, 1e-6, 1e6);
        double b = logUniform(random, 1e-6, 1e6);
        double beta = logUniform(random, 1e-6, 1e6);
        switch (random.nextInt(8)) {
            case 0 -> beta = 1;
            case 1 -> beta = 1 + 1e-9;
            case 2 -> beta = 1e7 * s;
            case 3 -> { // nearly Pareto/NBD
                b = logUniform(random, 1e-9, 1e-5);
                beta = b * logUniform(random, 1e-3, 1e3);
            }
            default -> {}
        }
        return model(logUniform(random, 1e-6, 1e6), logUniform(random, 1e-6, 1e6), b, s, beta);
    }

    @Override
    PurchaseModel drawModerate(SplittableRandom random, double time) {
        return model(
                logUniform(random, 1e-3, 10),
                time * logUniform(random, 0.2, 1000),
                logUniform(random, 1e-3, 10),
                logUniform(random, 1e-3, 1e3),
                logUniform(random, 1e-3, 1e3));
    }

    private static GGompertzNbdModel model(double r, double alpha, double b, double s, double beta) {
        return GGompertzNbdModel.of(new GGompertzNbdParameters(r, alpha, b, s, beta), PeriodUnit.WEEK);
    }

    @Override
    PurchaseModel inDays(PurchaseModel model) {
        double[] p = model.parameterValues();
        return GGompertzNbdModel.of(new GGompertzNbdParameters(p[0], 7 * p[1], p[2] / 7, p[3], p[4]), PeriodUnit.DAY);
    }

    @Override
    double logLikelihood(PurchaseModel model, int x, double tx, double age) {
        return ((GGompertzNbdModel) model).logLikelihood(x, tx, age);
    }

    @Override
    double exponent(PurchaseModel model, int x, double tx, double age) {
        double[] p = model.parameterValues();
        double beta = GompertzLifetime.later(p[2], p[4], tx);
        return (x + p[0]) * Math.log1p((age - tx) / (p[1] + tx))
                + p[3] * (1 + p[2] * tx) * GompertzLifetime.logGrowth(p[2], beta, age - tx);
    }
}
