package io.github.staycurve.clv.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.github.staycurve.core.time.PeriodUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BgNbdInputTest {
    private static final BgNbdParameters CDNOW = new BgNbdParameters(0.243, 4.414, 0.793, 2.426);
    private static final BgNbdModel MODEL = BgNbdModel.of(CDNOW, PeriodUnit.WEEK);

    @Test
    void carriesParametersAndUnit() {
        assertThat(MODEL.parameters()).isEqualTo(CDNOW);
        assertThat(MODEL.unit()).isEqualTo(PeriodUnit.WEEK);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
    void parametersMustBePositiveAndFinite(double value) {
        refused(() -> new BgNbdParameters(value, 1, 1, 1), "r must be positive and finite, was " + value);
        refused(() -> new BgNbdParameters(1, value, 1, 1), "alpha must be positive and finite, was " + value);
        refused(() -> new BgNbdParameters(1, 1, value, 1), "a must be positive and finite, was " + value);
        refused(() -> new BgNbdParameters(1, 1, 1, value), "b must be positive and finite, was " + value);
    }

    @Test
    void historyMustBeOne() {
        refused(() -> MODEL.probabilityAlive(-1, 0, 1), "x must be 0 or more, was -1");
        refused(() -> MODEL.probabilityAlive(1, 2, 1), "tx must lie in [0.0, 1.0], was 2.0");
        refused(() -> MODEL.logLikelihood(1, Double.NaN, 1), "tx must lie in [0.0, 1.0], was NaN");
        refused(() -> MODEL.expectedPurchases(1, 1, Double.NaN, 1), "age must be 0 or more and finite, was NaN");
        refused(
                () -> MODEL.probabilityNoPurchase(0, 1, 2, 1),
                "tx must be 0 when x is 0, was 1.0: there is no repeat purchase it could be the time of");
    }

    @Test
    void horizonsAndRatesMustMakeSense() {
        refused(() -> MODEL.expectedPurchases(1, 1, 2, -1), "horizon must be 0 or more and finite, was -1.0");
        refused(() -> MODEL.probabilityNoPurchase(1, 1, 2, -1), "horizon must be 0 or more and finite, was -1.0");
        refused(() -> MODEL.expectedPurchases(1, 1, 2, 3, 2), "from must lie in [0.0, 2.0], was 3.0");
        refused(
                () -> MODEL.expectedPurchases(1, 1, 2, 3, Double.POSITIVE_INFINITY),
                "to must be 0 or more and finite, was Infinity");
        refused(
                () -> MODEL.discountedExpectedPurchases(1, 1, 2, 3, -0.1),
                "deltaPerUnit must be 0 or more and finite, was -0.1");
        refused(() -> MODEL.dert(1, 1, 2, 0), "deltaPerUnit must be 1.0E-12 or more and finite, was 0.0");
        refused(() -> MODEL.expectedPurchasesOfNewCustomer(-1), "t must be 0 or more and finite, was -1.0");
        refused(() -> MODEL.probabilityOfPurchases(-1, 1), "n must be 0 or more, was -1");
        refused(() -> MODEL.probabilityOfPurchases(1, Double.NaN), "t must be 0 or more and finite, was NaN");
    }

    @Test
    @SuppressWarnings("NullAway") // callers without nullness checks
    void modelNeedsParametersAndUnit() {
        assertThatNullPointerException()
                .isThrownBy(() -> BgNbdModel.of(null, PeriodUnit.DAY))
                .withMessage("parameters");
        assertThatNullPointerException()
                .isThrownBy(() -> BgNbdModel.of(CDNOW, null))
                .withMessage("unit");
    }

    private static void refused(ThrowingCallable call, String message) {
        assertThatIllegalArgumentException().isThrownBy(call).withMessage(message);
    }
}
