package io.github.staycurve.clv.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.offset;

import io.github.staycurve.clv.simulate.SimulatedTables;
import io.github.staycurve.core.data.CustomerSummaryTable;
import io.github.staycurve.core.data.ScoreColumn;
import io.github.staycurve.core.time.DiscountRate;
import io.github.staycurve.core.time.Horizon;
import io.github.staycurve.core.time.PeriodUnit;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Waits, lifetimes and tables of the BG/NBD model, against closed forms that the code does not use. */
class BgNbdPredictionsTest {
    private static final BgNbdModel CDNOW = BgNbdModel.of(SimulatedTables.CDNOW, PeriodUnit.WEEK);

    /** The wait has a closed form: given alive the probability of none is (A/(A + t))^R, and alive is all that can buy. */
    @ParameterizedTest
    @CsvSource({
        "0, 0, 0, 0.1",
        "0, 0, 39, 0.5",
        "2, 30.43, 38.86, 0.5",
        "2, 30.43, 38.86, 0.72",
        "10, 39, 39, 0.01",
        "200, 20, 39, 0.5",
        "5, 38, 39, 0.9",
        "5, 38, 39, 1e-9",
    })
    void waitForTheNextPurchase(int x, double tx, double age, double probability) {
        double alive = CDNOW.probabilityAlive(x, tx, age);
        double shape = 0.243 + x;
        double wait = (4.414 + age) * Math.expm1(-Math.log1p(-probability / alive) / shape);
        OptionalDouble found = CDNOW.timeToNextPurchase(x, tx, age, probability);
        if (probability < alive && wait <= PurchaseModel.LONGEST_WAIT) {
            // the probability of none, near 1, has only an absolute precision
            assertThat(found.orElseThrow()).isCloseTo(wait, offset(wait * (1e-13 + 1e-15 / probability)));
        } else {
            assertThat(found).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 1, -0.5, Double.NaN})
    void theProbabilityOfAWaitLiesBetweenZeroAndOne(double probability) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CDNOW.timeToNextPurchase(2, 30, 39, probability))
                .withMessage("probability must lie above 0 and below 1, was " + probability);
    }

    @Test
    void aLifetimeIsInfiniteWhereTooManyHardlyEverLeave() {
        assertThat(CDNOW.expectedResidualLifetime(2, 30, 39)).isEmpty(); // a = 0.793: the mean of 1/p is infinite
        BgNbdModel finite = BgNbdModel.of(new BgNbdParameters(1.4, 5, 2.2, 2.6), PeriodUnit.WEEK);
        double alive = finite.probabilityAlive(3, 20, 38);
        assertThat(finite.expectedResidualLifetime(3, 20, 38).orElseThrow())
                .isCloseTo(alive * (5 + 38) / 3.4 * 6.8 / 1.2, offset(1e-11));
        BgNbdModel hardlyBuying = BgNbdModel.of(new BgNbdParameters(0.5, 5, 2.2, 2.6), PeriodUnit.WEEK);
        assertThat(hardlyBuying.expectedResidualLifetime(0, 0, 38)).isEmpty();
        assertThat(hardlyBuying.expectedResidualLifetime(1, 2, 38)).isPresent();
        assertThat(finite.expectedResidualLifetime(500, 1, 1000).orElseThrow()).isBetween(0.0, 1e-200);
    }

    /** Tables hold the very numbers of the methods for one customer. */
    @Test
    void tablesHoldTheNumbersOfTheMethodsForOneCustomer() {
        CustomerSummaryTable table = SimulatedTables.weeks(SimulatedTables.CDNOW, 2_000, 5);
        DiscountRate rate = DiscountRate.annual(0.1);
        double delta = rate.perUnit(PeriodUnit.WEEK);
        ScoreColumn dert = CDNOW.dert(table, rate);
        ScoreColumn ahead = CDNOW.probabilityAlive(table, Horizon.of(1, PeriodUnit.YEAR));
        ScoreColumn wait = CDNOW.timeToNextPurchase(table, 0.5);
        ScoreColumn discounted = CDNOW.discountedExpectedPurchases(table, Horizon.of(52, PeriodUnit.WEEK), rate);
        int neverReached = 0;
        for (int row = 0; row < table.size(); row++) {
            int x = table.frequency(row);
            double tx = table.recency(row);
            double age = table.age(row);
            assertThat(dert.valueOrNaN(row)).isEqualTo(CDNOW.dert(x, tx, age, delta));
            assertThat(ahead.valueOrNaN(row)).isEqualTo(CDNOW.probabilityAlive(x, tx, age, 52.1775));
            assertThat(wait.value(row)).isEqualTo(CDNOW.timeToNextPurchase(x, tx, age, 0.5));
            assertThat(discounted.valueOrNaN(row)).isEqualTo(CDNOW.discountedExpectedPurchases(x, tx, age, 52, delta));
            neverReached += wait.isDefined(row) ? 0 : 1;
        }
        assertThat(neverReached).isBetween(1, table.size() - 1);
    }

    /** The series of nodes is cut where nothing is left of the integral, for any rate and age. */
    @ParameterizedTest
    @ValueSource(doubles = {1e-12, 1e-6, 1e-3, 0.5, 40, 1e6})
    void dertIsTheIntegralOverAVeryLongHorizon(double delta) {
        for (double age : new double[] {0, 0.5, 1000, 1e5}) {
            for (int x : new int[] {0, 1, 40, 5000}) {
                double finite = CDNOW.discountedExpectedPurchases(x, age * Math.min(x, 1), age, 60 / delta, delta);
                assertThat(CDNOW.dert(x, age * Math.min(x, 1), age, delta))
                        .as("x %d age %s", x, age)
                        .isCloseTo(finite, offset(3e-14 * finite));
            }
        }
    }
}
