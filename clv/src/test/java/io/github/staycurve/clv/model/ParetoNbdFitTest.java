package io.github.staycurve.clv.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.staycurve.clv.simulate.ParetoTables;
import io.github.staycurve.core.data.CustomerSummaryTable;
import java.util.List;

/** The contract of fits for Pareto/NBD. */
class ParetoNbdFitTest extends PurchaseModelFitContract<ParetoNbdModel> {
    @Override
    ParetoNbd fitter() {
        return ParetoNbd.withDefaults();
    }

    @Override
    List<double[]> truths() {
        return List.of(new double[] {0.5533, 10.578, 0.6061, 11.669}, new double[] {1.5, 8, 0.8, 15}, new double[] {
            3, 12, 1.4, 20
        });
    }

    @Override
    CustomerSummaryTable simulated(double[] p, int customers, long seed) {
        return ParetoTables.weeks(new ParetoNbdParameters(p[0], p[1], p[2], p[3]), customers, seed);
    }

    @Override
    int enough() {
        return 20_000;
    }

    @Override
    int[] powersOfTime() {
        return new int[] {0, 1, 0, 1};
    }

    @Override
    double logLikelihood(ParetoNbdModel model, int x, double tx, double age) {
        return model.logLikelihood(x, tx, age);
    }

    @Override
    void checkNobodyCameBack(ModelFit<ParetoNbdModel> fit) {
        assertThat(fit.report().explanation()).contains("nobody bought again").doesNotContain("vanishing");
        assertThat(fit.model().expectedPurchases(0, 0, 20, 52)).isBetween(0.0, 1e-3);
    }
}
