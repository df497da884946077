package io.github.staycurve.clv.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.staycurve.core.time.PeriodUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BgNbdContractTest extends BetaGeometricContract {
    @Override
    double logLikelihood(PurchaseModel model, int x, double tx, double age) {
        return ((BgNbdModel) model).logLikelihood(x, tx, age);
    }

    @Override
    BgNbdModel model(double[] values, PeriodUnit unit) {
        return BgNbdModel.of(new BgNbdParameters(values[0], values[1], values[2], values[3]), unit);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 1e-3, 39, 1e5})
    void aOneTimeBuyerIsAliveForCertain(double age) {
        assertThat(model(new double[] {0.243, 4.414, 0.793, 2.426}, PeriodUnit.WEEK)
                        .probabilityAlive(0, 0, age))
                .isEqualTo(1);
    }
}
