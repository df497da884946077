package io.github.staycurve.clv.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.staycurve.clv.simulate.GGompertzTables;
import io.github.staycurve.core.data.CustomerSummaryTable;
import java.util.List;

/** The contract of fits for GGompertz/NBD. */
class GGompertzNbdFitTest extends PurchaseModelFitContract<GGompertzNbdModel> {
    @Override
    GGompertzNbd fitter() {
        return GGompertzNbd.withDefaults();
    }

    @Override
    List<double[]> truths() {
        return List.of(new double[] {1.2, 4, 0.25, 1.5, 500}, new double[] {2, 8, 0.15, 3, 100});
    }

    @Override
    CustomerSummaryTable simulated(double[] p, int customers, long seed) {
        return GGompertzTables.weeks(new GGompertzNbdParameters(p[0], p[1], p[2], p[3], p[4]), customers, seed);
    }

    @Override
    int enough() {
        return 8_000;
    }

    @Override
    int[] powersOfTime() {
        return new int[] {0, 1, -1, 0, 0};
    }

    @Override
    double logLikelihood(GGompertzNbdModel model, int x, double tx, double age) {
        return model.logLikelihood(x, tx, age);
    }

    @Override
    void checkNobodyCameBack(ModelFit<GGompertzNbdModel> fit) {
        assertThat(fit.report().explanation()).contains("nobody bought again").doesNotContain("vanishing");
        assertThat(fit.model().expectedPurchases(0, 0, 20, 52)).isBetween(0.0, 1e-3);
    }
}
