package io.github.staycurve.clv.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.offset;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.github.staycurve.clv.simulate.SimulatedTables;
import io.github.staycurve.core.data.CustomerSummary;
import io.github.staycurve.core.data.CustomerSummaryTable;
import io.github.staycurve.core.data.ScoreColumn;
import io.github.staycurve.core.fit.FitStatus;
import io.github.staycurve.core.time.Horizon;
import io.github.staycurve.core.time.PeriodUnit;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PredictionErrorsTest {
    private static final CustomerSummaryTable TABLE = SimulatedTables.weeks(SimulatedTables.CDNOW, 3_000, 21);
    private static final BgNbdFit FIT = BgNbd.withDefaults().fit(TABLE);
    private static final PredictionErrors ERRORS = FIT.predictionErrors().orElseThrow();

    /** P(alive) = 1/(1 + odds), odds = a/(b + x − 1) · ((alpha + T)/(alpha + tx))^(r+x): its derivatives by hand. */
    @ParameterizedTest
    @CsvSource({"2, 30.43, 38.86", "1, 0.5, 30", "12, 20, 39", "40, 38, 39"})
    void gradientOfAliveIsThatOfTheFormula(int x, double tx, double age) {
        BgNbdParameters p = FIT.model().parameters();
        double alive = FIT.model().probabilityAlive(x, tx, age);
        double slope = -alive * (1 - alive);
        double[] byHand = {
            slope * p.r() * Math.log((p.alpha() + age) / (p.alpha() + tx)),
            slope * (p.r() + x) * p.alpha() * (1 / (p.alpha() + age) - 1 / (p.alpha() + tx)),
            slope,
            -slope * p.b() / (p.b() + x - 1)
        };
        double[] gradient = ERRORS.gradient(model -> model.probabilityAlive(x, tx, age));
        for (int i = 0; i < byHand.length; i++) {
            assertThat(gradient[i]).as("parameter %d", i).isCloseTo(byHand[i], offset(1e-10));
        }
    }

    /** The probability of no purchase of a one-time buyer, (alpha/(alpha + t))^r: derivatives and error by hand. */
    @Test
    void errorIsThatOfTheFormula() {
        BgNbdParameters p = FIT.model().parameters();
        double silent = Math.pow(p.alpha() / (p.alpha() + 39), p.r());
        double slopeR = silent * Math.log(p.alpha() / (p.alpha() + 39));
        double slopeAlpha = silent * p.r() * (1 / p.alpha() - 1 / (p.alpha() + 39));
        double variance = slopeR * slopeR * covariance("r", "r")
                + 2 * slopeR * slopeAlpha * covariance("r", "alpha")
                + slopeAlpha * slopeAlpha * covariance("alpha", "alpha");

        assertThat(error(model -> model.probabilityNoPurchase(0, 0, 0, 39)))
                .isCloseTo(Math.sqrt(variance), withinPercentage(1e-6));
        assertThat(error(model -> model.probabilityAlive(0, 0, 39))).isZero(); // it is 1 whatever the parameters
    }

    private static double covariance(String first, String second) {
        return FIT.report().covariance(first, second).orElseThrow();
    }

    private static double error(ToDoubleFunction<PurchaseModel> prediction) {
        return ERRORS.standardError(prediction).orElseThrow();
    }

    /**
     * The spread of predictions over fits to customers simulated from the fitted model. With 150 fits a standard deviation
     * has an error of 6 %; the bound leaves four of these and some for curvature.
     */
    @Test
    void errorsAreTheSpreadOverSimulatedRefits() {
        List<ToDoubleFunction<PurchaseModel>> predictions = List.of(
                model -> model.expectedPurchases(2, 30.43, 38.86, 39),
                model -> model.probabilityAlive(2, 30.43, 38.86),
                model -> model.probabilityAlive(5, 25, 38, 26),
                model -> model.probabilityNoPurchase(0, 0, 39, 39),
                model -> model.probabilityOfPurchases(2, 4, 30, 39, 26),
                model -> model.expectedPurchasesOfNewCustomer(52),
                model -> Math.log(model.dert(3, 35, 39, 0.002)),
                model -> model.timeToNextPurchase(6, 37, 39, 0.5).orElse(Double.NaN));
        int refits = 150;
        double[][] values = new double[predictions.size()][refits];
        for (int refit = 0; refit < refits; refit++) {
            PurchaseModel model = BgNbd.withDefaults()
                    .fit(SimulatedTables.weeks(FIT.model().parameters(), 3_000, 1_000 + refit))
                    .model();
            for (int i = 0; i < values.length; i++) {
                values[i][refit] = predictions.get(i).applyAsDouble(model);
            }
        }
        for (int i = 0; i < values.length; i++) {
            assertThat(error(predictions.get(i)))
                    .as("prediction %d", i)
                    .isCloseTo(deviation(values[i]), withinPercentage(30));
        }
    }

    private static double deviation(double[] values) {
        double mean = IntStream.range(0, values.length)
                .mapToDouble(i -> values[i])
                .average()
                .orElseThrow();
        double squares = 0;
        for (double value : values) {
            squares += (value - mean) * (value - mean);
        }
        return Math.sqrt(squares / (values.length - 1));
    }

    @Test
    void columnsHoldTheErrorOfEachRow() {
        ScoreColumn column =
                ERRORS.standardErrors(model -> model.expectedPurchases(TABLE, Horizon.of(39, PeriodUnit.WEEK)));
        assertThat(column.kind().name()).isEqualTo("expected_purchases_se");
        for (int row = 0; row < 50; row++) {
            int x = TABLE.frequency(row);
            double tx = TABLE.recency(row);
            double age = TABLE.age(row);
            assertThat(column.valueOrNaN(row))
                    .isCloseTo(error(model -> model.expectedPurchases(x, tx, age, 39)), within(1e-14));
        }
    }

    @Test
    void aPredictionThatDoesNotExistHasNoError() {
        assertThat(ERRORS.standardError(
                        model -> model.expectedResidualLifetime(2, 30, 39).orElse(Double.NaN)))
                .isEmpty();
        ScoreColumn waits = ERRORS.standardErrors(model -> model.timeToNextPurchase(TABLE, 0.9));
        assertThat(IntStream.range(0, waits.size()).filter(waits::isDefined).count())
                .isBetween(1L, 2_999L);
    }

    @Test
    void thereAreNoneAtABoundary() {
        List<CustomerSummary> rows = IntStream.range(0, 300)
                .mapToObj(i -> CustomerSummary.of("c" + i, 3, 13, 13))
                .toList();
        BgNbdFit fit = BgNbd.withDefaults().fit(CustomerSummaryTable.of(PeriodUnit.WEEK, rows));
        assertThat(fit.report().status()).isEqualTo(FitStatus.BOUNDARY);
        assertThat(fit.predictionErrors()).isEmpty();
        BgNbdFit nobody = BgNbd.withDefaults().fit(CustomerSummaryTable.of(PeriodUnit.WEEK, List.of()));
        assertThat(nobody.predictionErrors()).isEmpty();
    }

    @Test
    void theReportMustBeThatOfTheModel() {
        BgNbdModel other = BgNbdModel.of(SimulatedTables.CDNOW, PeriodUnit.WEEK);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PredictionErrors.of(other, FIT.report()))
                .withMessageStartingWith("report must be that of the model, which has the parameters [0.243, 4.414,");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> other.withParameterValues(new double[] {1, 2, 3}))
                .withMessage("values must hold 4 values, has 3");
    }
}
