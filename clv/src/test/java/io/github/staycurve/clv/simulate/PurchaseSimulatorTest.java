package io.github.staycurve.clv.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.staycurve.clv.model.BgNbdModel;
import io.github.staycurve.clv.model.BgNbdParameters;
import io.github.staycurve.clv.model.CnbdModel;
import io.github.staycurve.clv.model.CnbdParameters;
import io.github.staycurve.clv.model.DropoutTiming;
import io.github.staycurve.clv.model.MbgNbdModel;
import io.github.staycurve.clv.model.MbgNbdParameters;
import io.github.staycurve.clv.model.PurchaseModel;
import io.github.staycurve.clv.spend.GammaGammaParameters;
import io.github.staycurve.core.data.CustomerSummary;
import io.github.staycurve.core.internal.math.RandomVariates;
import io.github.staycurve.core.time.PeriodUnit;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PurchaseSimulatorTest {
    private static final int CUSTOMERS = 200_000;
    private static final GammaGammaParameters SPEND = new GammaGammaParameters(6.25, 3.74, 15.44);

    /** The mean number of purchases is the model's expectation, within four standard errors of the mean. */
    @ParameterizedTest
    @CsvSource({"0.243, 4.414, 0.793, 2.426", "2, 10, 0.4, 6", "0.8, 12.5, 2.5, 3.5"})
    void customersBuyAsOftenAsTheModelExpects(double r, double alpha, double a, double b) {
        BgNbdParameters bg = new BgNbdParameters(r, alpha, a, b);
        compare(new PurchaseSimulator(bg, SPEND, 7), BgNbdModel.of(bg, PeriodUnit.WEEK));
        MbgNbdParameters mbg = new MbgNbdParameters(r, alpha, a, b);
        compare(new PurchaseSimulator(mbg, SPEND, 8), MbgNbdModel.of(mbg, PeriodUnit.WEEK));
    }

    /**
     * Conditional expectations average to what customers do after T, and P(alive) to who still buys: over all histories
     * that came up, within four standard errors.
     */
    @ParameterizedTest
    @CsvSource({"AFTER_EVERY_PURCHASE, 3, 1.2, 2, 0.8, 3", "AFTER_REPEAT_PURCHASES, 5, 2, 1.5, 1.2, 4"})
    void regularCustomersDoWhatTheModelExpects(
            DropoutTiming timing, int k, double r, double alpha, double a, double b) {
        CnbdParameters parameters = new CnbdParameters(timing, k, r, alpha, a, b);
        CnbdModel model = CnbdModel.of(parameters, PeriodUnit.WEEK);
        PurchaseSimulator simulator = new PurchaseSimulator(parameters, SPEND, 9);
        int n = 4_000;
        double[] sums = new double[4];
        for (int i = 0; i < n; i++) {
            double age = 3 + 12 * simulator.randomOf(i).nextDouble();
            CustomerSummary c = SimulatedTables.summary("c", simulator.customer(i, age), age);
            int later = simulator.customer(i, age + 8).purchases() - 1 - c.frequency();
            double surplus = later - model.expectedPurchases(c.frequency(), c.recency(), age, 8);
            double silent = (later == 0 ? 1 : 0) - model.probabilityNoPurchase(c.frequency(), c.recency(), age, 8);
            sums[0] += surplus;
            sums[1] += surplus * surplus;
            sums[2] += silent;
            sums[3] += silent * silent;
        }
        assertThat(sums[0]).isCloseTo(0, within(4 * Math.sqrt(sums[1])));
        assertThat(sums[2]).isCloseTo(0, within(4 * Math.sqrt(sums[3])));
    }

    private static void compare(PurchaseSimulator simulator, PurchaseModel model) {
        double sum = 0;
        double squares = 0;
        int none = 0;
        for (int i = 0; i < CUSTOMERS; i++) {
            int repeats = simulator.customer(i, 39).purchases() - 1;
            sum += repeats;
            squares += (double) repeats * repeats;
            none += repeats == 0 ? 1 : 0;
        }
        double mean = sum / CUSTOMERS;
        double error = Math.sqrt((squares / CUSTOMERS - mean * mean) / CUSTOMERS);
        assertThat(mean).isCloseTo(model.expectedPurchasesOfNewCustomer(39), within(4 * error));

        double silent = model.probabilityOfPurchases(0, 39);
        double errorOfSilent = Math.sqrt(silent * (1 - silent) / CUSTOMERS);
        assertThat((double) none / CUSTOMERS).isCloseTo(silent, within(4 * errorOfSilent));
    }

    @Test
    void amountsHaveTheMeanOfTheSpendModel() {
        PurchaseSimulator simulator = new PurchaseSimulator(SimulatedTables.CDNOW, SPEND, 11);
        double sum = IntStream.range(0, CUSTOMERS)
                .mapToDouble(i -> simulator.customer(i, 0).amount(0))
                .sum();
        // p gamma / (q - 1) = 35.22; the standard deviation of an amount is about 33
        assertThat(sum / CUSTOMERS).isCloseTo(6.25 * 15.44 / 2.74, within(4 * 33 / Math.sqrt(CUSTOMERS)));
    }

    @Test
    void aCustomerIsTheSameWhoeverElseIsMade() {
        PurchaseSimulator one = new PurchaseSimulator(SimulatedTables.CDNOW, SPEND, 3);
        PurchaseSimulator other = new PurchaseSimulator(SimulatedTables.CDNOW, SPEND, 3);
        one.customer(0, 100);
        one.randomOf(17);
        SimulatedCustomer first = one.customer(17, 50);
        SimulatedCustomer longer = other.customer(17, 500);
        for (int i = 0; i < first.purchases(); i++) {
            assertThat(longer.time(i)).isEqualTo(first.time(i));
        }
        assertThat(one.randomOf(17).nextLong()).isEqualTo(other.randomOf(17).nextLong());
    }

    /** Neighbours must not share their random numbers: what one draws would come again in the next. */
    @Test
    void customersAreIndependentOfTheirNeighbours() {
        PurchaseSimulator simulator = new PurchaseSimulator(SimulatedTables.CDNOW, SPEND, 5);
        int n = 20_000;
        for (int lag = 1; lag <= 4; lag++) {
            double covariance = 0;
            for (int i = 0; i < n; i++) {
                double here = simulator.randomOf(i).nextDouble() - 0.5;
                double there = simulator.randomOf(i + lag).nextDouble() - 0.5;
                covariance += here * there / n;
            }
            assertThat(covariance * 12).as("correlation at lag %d", lag).isCloseTo(0, within(4 / Math.sqrt(n)));
        }
    }

    @Test
    void timesStartAtZeroAndRise() {
        PurchaseSimulator simulator = new PurchaseSimulator(new BgNbdParameters(5, 2, 0.2, 5), SPEND, 13);
        for (int i = 0; i < 500; i++) {
            SimulatedCustomer customer = simulator.customer(i, 30);
            assertThat(customer.time(0)).isZero();
            for (int n = 1; n < customer.purchases(); n++) {
                assertThat(customer.time(n)).as("customer %d", i).isGreaterThan(customer.time(n - 1));
            }
            assertThat(customer.time(customer.purchases() - 1)).isLessThanOrEqualTo(30);
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {-1, Double.NaN, Double.POSITIVE_INFINITY})
    void anAgeOutOfRangeIsRefused(double age) {
        PurchaseSimulator simulator = new PurchaseSimulator(SimulatedTables.CDNOW, SPEND, 1);
        assertThatThrownBy(() -> simulator.customer(0, age))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("age")
                .hasMessageContaining(Double.toString(age));
        assertThatThrownBy(() -> simulator.customer(-1, 1)).hasMessageContaining("index");
    }

    @Test
    void tinyShapesPutBetaVariatesAtTheEnds() {
        SplittableRandom random = new SplittableRandom(17);
        double sum = 0;
        for (int i = 0; i < 20_000; i++) {
            double variate = RandomVariates.beta(random, 3e-6, 1e-6);
            assertThat(variate).isBetween(0.0, 1.0);
            sum += variate;
        }
        assertThat(sum / 20_000).isCloseTo(0.75, within(4 * Math.sqrt(0.75 * 0.25 / 20_000)));
    }
}
