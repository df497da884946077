package io.github.staycurve.clv.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.staycurve.clv.simulate.SimulatedTables;
import io.github.staycurve.core.data.CustomerSummaryTable;
import java.util.List;

/** The contract of fits for MBG/NBD. */
class MbgNbdFitTest extends PurchaseModelFitContract<MbgNbdModel> {
    @Override
    MbgNbd fitter() {
        return MbgNbd.withDefaults();
    }

    @Override
    List<double[]> truths() {
        return List.of(
                new double[] {0.525, 6.183, 0.891, 1.614}, new double[] {0.9, 8, 1.2, 3}, new double[] {3, 12, 0.6, 4});
    }

    @Override
    CustomerSummaryTable simulated(double[] p, int customers, long seed) {
        return SimulatedTables.weeks(new MbgNbdParameters(p[0], p[1], p[2], p[3]), customers, seed);
    }

    @Override
    int enough() {
        return 20_000;
    }

    @Override
    int[] powersOfTime() {
        return new int[] {0, 1, 0, 0};
    }

    @Override
    double logLikelihood(MbgNbdModel model, int x, double tx, double age) {
        return model.logLikelihood(x, tx, age);
    }

    @Override
    void checkNobodyCameBack(ModelFit<MbgNbdModel> fit) {
        // either nobody buys again or everybody left, and the report says which it took
        assertThat(fit.report().explanation()).containsAnyOf("nobody bought again", "leaves after the first purchase");
        assertThat(fit.model().expectedPurchases(0, 0, 20, 52)).isBetween(0.0, 1e-2);
    }
}
