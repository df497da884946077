package io.github.staycurve.clv.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.staycurve.clv.model.GGompertzNbdModel;
import io.github.staycurve.clv.model.GGompertzNbdParameters;
import io.github.staycurve.clv.model.ParetoNbdModel;
import io.github.staycurve.clv.model.ParetoNbdParameters;
import io.github.staycurve.clv.model.PurchaseModel;
import io.github.staycurve.core.time.PeriodUnit;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DropoutRateSimulatorTest {
    private static final int CUSTOMERS = 100_000;

    static List<Arguments> models() {
        return List.of(
                pareto(0.5533, 10.578, 0.6061, 11.669),
                pareto(2, 10, 1.5, 60),
                pareto(0.8, 12.5, 4, 20),
                gompertz(0.55, 10.6, 0.05, 0.6, 0.6),
                gompertz(2, 10, 0.1, 1.5, 300));
    }

    private static Arguments pareto(double r, double alpha, double s, double beta) {
        ParetoNbdParameters parameters = new ParetoNbdParameters(r, alpha, s, beta);
        return Arguments.of(
                new PurchaseSimulator(parameters, SimulatedTables.CDNOW_SPEND, 7),
                ParetoNbdModel.of(parameters, PeriodUnit.WEEK));
    }

    private static Arguments gompertz(double r, double alpha, double b, double s, double beta) {
        GGompertzNbdParameters parameters = new GGompertzNbdParameters(r, alpha, b, s, beta);
        return Arguments.of(
                new PurchaseSimulator(parameters, SimulatedTables.CDNOW_SPEND, 7),
                GGompertzNbdModel.of(parameters, PeriodUnit.WEEK));
    }

    /** Mean, share without a repeat purchase and share who still buy late are the model's, within four standard errors. */
    @ParameterizedTest
    @MethodSource("models")
    void customersBuyAsTheModelExpects(PurchaseSimulator simulator, PurchaseModel model) {
        double sum = 0;
        double squares = 0;
        double late = 0;
        double lateSquares = 0;
        int none = 0;
        for (int i = 0; i < CUSTOMERS; i++) {
            SimulatedCustomer customer = simulator.customer(i, 78);
            int repeats = 0;
            int later = 0;
            for (int n = 1; n < customer.purchases(); n++) {
                repeats += customer.time(n) <= 39 ? 1 : 0;
                later += customer.time(n) > 39 ? 1 : 0;
            }
            sum += repeats;
            squares += (double) repeats * repeats;
            late += later;
            lateSquares += (double) later * later;
            none += repeats == 0 ? 1 : 0;
        }
        double mean = sum / CUSTOMERS;
        double lateMean = late / CUSTOMERS;
        double share = (double) none / CUSTOMERS;

        assertThat(mean).isCloseTo(model.expectedPurchasesOfNewCustomer(39), within(4 * error(squares, mean)));
        assertThat(lateMean)
                .isCloseTo(model.expectedPurchases(0, 0, 0, 39, 78), within(4 * error(lateSquares, lateMean)));
        assertThat(share)
                .isCloseTo(model.probabilityOfPurchases(0, 39), within(4 * Math.sqrt(share * (1 - share) / CUSTOMERS)));
    }

    private static double error(double squares, double mean) {
        return Math.sqrt((squares / CUSTOMERS - mean * mean) / CUSTOMERS);
    }
}
