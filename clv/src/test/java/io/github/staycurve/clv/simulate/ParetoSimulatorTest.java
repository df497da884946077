package io.github.staycurve.clv.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.staycurve.clv.model.ParetoNbdModel;
import io.github.staycurve.clv.model.ParetoNbdParameters;
import io.github.staycurve.core.time.PeriodUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ParetoSimulatorTest {
    private static final int CUSTOMERS = 100_000;

    /** Mean, share without a repeat purchase and share who still buy late are the model's, within four standard errors. */
    @ParameterizedTest
    @CsvSource({"0.5533, 10.578, 0.6061, 11.669", "2, 10, 1.5, 60", "0.8, 12.5, 4, 20"})
    void customersBuyAsTheModelExpects(double r, double alpha, double s, double beta) {
        ParetoNbdParameters parameters = new ParetoNbdParameters(r, alpha, s, beta);
        PurchaseSimulator simulator = new PurchaseSimulator(parameters, SimulatedTables.CDNOW_SPEND, 7);
        ParetoNbdModel model = ParetoNbdModel.of(parameters, PeriodUnit.WEEK);
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
