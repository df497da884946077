package io.github.staycurve.clv.model;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.staycurve.core.time.PeriodUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bad input is refused with the name of the argument, its value and the rule. */
class GGompertzNbdInputTest {
    private static final GGompertzNbdModel MODEL =
            GGompertzNbdModel.of(new GGompertzNbdParameters(1.25, 45.5, 0.0359, 9.95, 85.75), PeriodUnit.WEEK);

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
    void parametersArePositiveAndFinite(double bad) {
        refused(() -> new GGompertzNbdParameters(bad, 1, 1, 1, 1), "r must be positive and finite, was " + bad);
        refused(() -> new GGompertzNbdParameters(1, bad, 1, 1, 1), "alpha must be positive and finite, was " + bad);
        refused(() -> new GGompertzNbdParameters(1, 1, bad, 1, 1), "b must be positive and finite, was " + bad);
        refused(() -> new GGompertzNbdParameters(1, 1, 1, bad, 1), "s must be positive and finite, was " + bad);
        refused(() -> new GGompertzNbdParameters(1, 1, 1, 1, bad), "beta must be positive and finite, was " + bad);
    }

    @Test
    void historiesAreChecked() {
        refused(() -> MODEL.probabilityAlive(-1, 0, 1), "x must be 0 or more, was -1");
        refused(() -> MODEL.probabilityAlive(1, 2, 1), "tx must lie in [0.0, 1.0], was 2.0");
        refused(() -> MODEL.probabilityAlive(1, Double.NaN, 1), "tx must lie in [0.0, 1.0], was NaN");
        refused(
                () -> MODEL.probabilityAlive(0, 1, 2),
                "tx must be 0 when x is 0, was 1.0: there is no repeat purchase it could be the time of");
        refused(() -> MODEL.expectedPurchases(1, 1, Double.NaN, 3), "age must be 0 or more and finite, was NaN");
        refused(() -> MODEL.expectedResidualLifetime(1, 2, 1), "tx must lie in [0.0, 1.0], was 2.0");
    }

    @ParameterizedTest
    @ValueSource(doubles = {-1, Double.NaN, Double.POSITIVE_INFINITY})
    void timesAndRatesAreChecked(double bad) {
        refused(() -> MODEL.expectedPurchases(1, 1, 2, bad), "to must be 0 or more and finite, was " + bad);
        refused(() -> MODEL.probabilityAlive(1, 1, 2, bad), "ahead must be 0 or more and finite, was " + bad);
        refused(() -> MODEL.probabilityNoPurchase(1, 1, 2, bad), "horizon must be 0 or more and finite, was " + bad);
        refused(
                () -> MODEL.probabilityOfPurchases(2, 1, 1, 2, bad),
                "horizon must be 0 or more and finite, was " + bad);
        refused(() -> MODEL.probabilityOfPurchases(2, bad), "t must be 0 or more and finite, was " + bad);
        refused(() -> MODEL.expectedPurchasesOfNewCustomer(bad), "t must be 0 or more and finite, was " + bad);
        refused(
                () -> MODEL.discountedExpectedPurchases(1, 1, 2, 3, bad),
                "deltaPerUnit must be 0 or more and finite, was " + bad);
        refused(() -> MODEL.dert(1, 1, 2, bad), "deltaPerUnit must be 1.0E-12 or more and finite, was " + bad);
        refused(() -> MODEL.expectedPurchases(1, 1, 2, 4, 3), "from must lie in [0.0, 3.0], was 4.0");
        refused(() -> MODEL.withParameterValues(new double[3]), "values must hold 5 values, has 3");
    }

    private static void refused(Runnable call, String message) {
        assertThatIllegalArgumentException().isThrownBy(call::run).withMessage(message);
    }
}
