package io.github.staycurve.clv.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import io.github.staycurve.core.time.PeriodUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MbgNbdContractTest extends BetaGeometricContract {
    @Override
    double logLikelihood(PurchaseModel model, int x, double tx, double age) {
        return ((MbgNbdModel) model).logLikelihood(x, tx, age);
    }

    @Override
    MbgNbdModel model(double[] values, PeriodUnit unit) {
        return MbgNbdModel.of(new MbgNbdParameters(values[0], values[1], values[2], values[3]), unit);
    }

    /** The trap of BG/NBD: here P(alive) of a one-time buyer is 1/(1 + a/b · ((alpha + T)/alpha)^r). */
    @ParameterizedTest
    @CsvSource({"0", "1", "39", "1000"})
    void aOneTimeBuyerFadesAway(double age) {
        double odds = 0.89 / 1.61 * Math.pow((6.18 + age) / 6.18, 0.525);
        assertThat(model(new double[] {0.525, 6.18, 0.89, 1.61}, PeriodUnit.WEEK)
                        .probabilityAlive(0, 0, age))
                .isCloseTo(1 / (1 + odds), offset(1e-14));
    }

    /** Whoever came back is a customer of the BG/NBD model with b + 1 for b: the first coin is one more survived. */
    @ParameterizedTest
    @CsvSource({"1, 0.5, 30", "2, 30.43, 38.86", "40, 39, 39"})
    void repeatBuyersAreThoseOfBgNbdWithOneMoreCoinSurvived(int x, double tx, double age) {
        MbgNbdModel mbg = model(new double[] {0.525, 6.18, 0.89, 1.61}, PeriodUnit.WEEK);
        BgNbdModel bg = BgNbdModel.of(new BgNbdParameters(0.525, 6.18, 0.89, 2.61), PeriodUnit.WEEK);

        assertThat(mbg.probabilityAlive(x, tx, age)).isCloseTo(bg.probabilityAlive(x, tx, age), offset(1e-14));
        assertThat(mbg.expectedPurchases(x, tx, age, 52))
                .isCloseTo(bg.expectedPurchases(x, tx, age, 52), offset(1e-12));
        assertThat(mbg.logLikelihood(x, tx, age))
                .isCloseTo(bg.logLikelihood(x, tx, age) + Math.log(1.61 / 2.5), offset(1e-12));
    }
}
