package io.github.staycurve.clv.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.staycurve.clv.simulate.SimulatedTables;
import io.github.staycurve.core.data.CustomerSummaryTable;
import java.util.List;

/** The contract of fits for BG/NBD. */
class BgNbdFitTest extends PurchaseModelFitContract<BgNbdModel> {
    @Override
    BgNbd fitter() {
        return BgNbd.withDefaults();
    }

    @Override
    List<double[]> truths() {
        return List.of(
                new double[] {0.243, 4.414, 0.793, 2.426}, new double[] {0.9, 8, 1.2, 3}, new double[] {3, 12, 0.6, 4});
    }

    @Override
    CustomerSummaryTable simulated(double[] p, int customers, long seed) {
        return SimulatedTables.weeks(new BgNbdParameters(p[0], p[1], p[2], p[3]), customers, seed);
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
    double logLikelihood(BgNbdModel model, int x, double tx, double age) {
        return model.logLikelihood(x, tx, age);
    }

    @Override
    void checkNobodyCameBack(ModelFit<BgNbdModel> fit) {
        assertThat(fit.report().explanation()).contains("nobody bought again").doesNotContain("vanishing");
        assertThat(fit.model().expectedPurchases(0, 0, 20, 52)).isBetween(0.0, 1e-3);
        assertThat(fit.model().probabilityAlive(0, 0, 20)).isEqualTo(1);
    }
}
