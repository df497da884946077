package io.github.staycurve.clv.model;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.staycurve.core.time.PeriodUnit;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bad input is refused with the name of the argument, its value and the rule. */
class DropoutRateInputTest {
    private static final List<PurchaseModel> MODELS = List.of(
            ParetoNbdModel.of(new ParetoNbdParameters(0.553, 10.58, 0.606, 11.67), PeriodUnit.WEEK),
            GGompertzNbdModel.of(new GGompertzNbdParameters(1.25, 45.5, 0.0359, 9.95, 85.75), PeriodUnit.WEEK));

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
    void parametersArePositiveAndFinite(double bad) {
        refused(() -> new ParetoNbdParameters(bad, 1, 1, 1), "r must be positive and finite, was " + bad);
        refused(() -> new ParetoNbdParameters(1, bad, 1, 1), "alpha must be positive and finite, was " + bad);
        refused(() -> new ParetoNbdParameters(1, 1, bad, 1), "s must be positive and finite, was " + bad);
        refused(() -> new ParetoNbdParameters(1, 1, 1, bad), "beta must be positive and finite, was " + bad);
        refused(() -> new GGompertzNbdParameters(bad, 1, 1, 1, 1), "r must be positive and finite, was " + bad);
        refused(() -> new GGompertzNbdParameters(1, bad, 1, 1, 1), "alpha must be positive and finite, was " + bad);
        refused(() -> new GGompertzNbdParameters(1, 1, bad, 1, 1), "b must be positive and finite, was " + bad);
        refused(() -> new GGompertzNbdParameters(1, 1, 1, bad, 1), "s must be positive and finite, was " + bad);
        refused(() -> new GGompertzNbdParameters(1, 1, 1, 1, bad), "beta must be positive and finite, was " + bad);
    }

    @Test
    void historiesAreChecked() {
        for (PurchaseModel model : MODELS) {
            refused(() -> model.probabilityAlive(-1, 0, 1), "x must be 0 or more, was -1");
            refused(() -> model.probabilityAlive(1, 2, 1), "tx must lie in [0.0, 1.0], was 2.0");
            refused(() -> model.probabilityAlive(1, Double.NaN, 1), "tx must lie in [0.0, 1.0], was NaN");
            refused(
                    () -> model.probabilityAlive(0, 1, 2),
                    "tx must be 0 when x is 0, was 1.0: there is no repeat purchase it could be the time of");
            refused(() -> model.expectedPurchases(1, 1, Double.NaN, 3), "age must be 0 or more and finite, was NaN");
            refused(() -> model.expectedResidualLifetime(1, 2, 1), "tx must lie in [0.0, 1.0], was 2.0");
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {-1, Double.NaN, Double.POSITIVE_INFINITY})
    void timesAndRatesAreChecked(double bad) {
        for (PurchaseModel model : MODELS) {
            refused(() -> model.expectedPurchases(1, 1, 2, bad), "to must be 0 or more and finite, was " + bad);
            refused(() -> model.probabilityAlive(1, 1, 2, bad), "ahead must be 0 or more and finite, was " + bad);
            refused(
                    () -> model.probabilityNoPurchase(1, 1, 2, bad),
                    "horizon must be 0 or more and finite, was " + bad);
            refused(
                    () -> model.probabilityOfPurchases(2, 1, 1, 2, bad),
                    "horizon must be 0 or more and finite, was " + bad);
            refused(() -> model.probabilityOfPurchases(2, bad), "t must be 0 or more and finite, was " + bad);
            refused(() -> model.expectedPurchasesOfNewCustomer(bad), "t must be 0 or more and finite, was " + bad);
            refused(
                    () -> model.discountedExpectedPurchases(1, 1, 2, 3, bad),
                    "deltaPerUnit must be 0 or more and finite, was " + bad);
            refused(() -> model.dert(1, 1, 2, bad), "deltaPerUnit must be 1.0E-12 or more and finite, was " + bad);
            refused(() -> model.expectedPurchases(1, 1, 2, 4, 3), "from must lie in [0.0, 3.0], was 4.0");
            int n = model.parameterValues().length;
            refused(() -> model.withParameterValues(new double[3]), "values must hold " + n + " values, has 3");
        }
    }

    private static void refused(Runnable call, String message) {
        assertThatIllegalArgumentException().isThrownBy(call::run).withMessage(message);
    }
}
