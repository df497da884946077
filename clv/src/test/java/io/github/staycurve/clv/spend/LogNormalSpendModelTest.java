package io.github.staycurve.clv.spend;

import static io.github.staycurve.clv.spend.SpendSamples.relative;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.github.staycurve.core.data.CustomerSummary;
import io.github.staycurve.core.data.CustomerSummaryTable;
import io.github.staycurve.core.time.PeriodUnit;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogNormalSpendModelTest {
    private static final LogNormalSpendModel MODEL = model(20, 0.6, 0.8);

    private static LogNormalSpendModel model(double median, double between, double within) {
        return LogNormalSpendModel.of(new LogNormalSpendParameters(median, between, within));
    }

    /** The definition: given θ the amounts are independent and log-normal, and θ is normal. */
    @RepeatedTest(30)
    void likelihoodIsTheIntegralOverTheCustomersMean(RepetitionInfo run) {
        long seed = run.getCurrentRepetition();
        SplittableRandom random = new SplittableRandom(seed);
        double tau = Math.exp(random.nextDouble(-2, 1));
        double sigma = Math.exp(random.nextDouble(-2, 1));
        double[] amounts = random.doubles(1 + random.nextInt(6), -1, 1)
                .map(z -> 20 * Math.exp(z * (tau + sigma)))
                .toArray();

        double density = overTheta(20, tau, theta -> product(amounts, theta, sigma));

        assertThat(model(20, tau, sigma).logLikelihood(amounts))
                .as("seed %d", seed)
                .isCloseTo(Math.log(density), within(1e-9));
    }

    @RepeatedTest(30)
    void expectedSpendGivenLogIsTheMeanOverTheCustomersMean(RepetitionInfo run) {
        long seed = run.getCurrentRepetition();
        SplittableRandom random = new SplittableRandom(seed);
        double tau = Math.exp(random.nextDouble(-2, 0.5));
        double sigma = Math.exp(random.nextDouble(-2, 0.5));
        double[] amounts = random.doubles(1 + random.nextInt(6), -1, 1)
                .map(z -> 20 * Math.exp(z * (tau + sigma)))
                .toArray();
        double meanLog = Arrays.stream(amounts).map(Math::log).average().orElseThrow();

        double density = overTheta(20, tau, theta -> product(amounts, theta, sigma));
        double mean = overTheta(20, tau, theta -> product(amounts, theta, sigma) * Math.exp(theta + sigma * sigma / 2))
                / density;

        LogNormalSpendModel model = model(20, tau, sigma);
        assertThat(model.expectedSpendGivenLog(amounts.length, meanLog))
                .as("seed %d", seed)
                .isCloseTo(mean, relative(mean, 1e-9));
        if (amounts.length == 1) {
            assertThat(model.expectedSpend(1, amounts[0]).orElseThrow())
                    .as("seed %d", seed)
                    .isCloseTo(mean, relative(mean, 1e-9));
        }
    }

    private static double product(double[] amounts, double theta, double sigma) {
        double product = 1;
        for (double amount : amounts) {
            product *= normal((Math.log(amount) - theta) / sigma) / (sigma * amount);
        }
        return product;
    }

    /** The trapezoid rule over ±12 deviations of θ, whose error falls faster than any power of the step. */
    private static double overTheta(double median, double tau, DoubleUnaryOperator f) {
        double step = 12.0 / 4000;
        double sum = 0;
        for (int i = -4000; i <= 4000; i++) {
            double z = i * step;
            sum += normal(z) * f.applyAsDouble(Math.log(median) + tau * z) * step;
        }
        return sum;
    }

    private static double normal(double z) {
        return Math.exp(-z * z / 2) / Math.sqrt(2 * Math.PI);
    }

    /**
     * For two purchases the mean has a density by convolution: the exact conditional mean is a double integral. Fenton's
     * approximation of it is off by at most what the documentation says.
     */
    @ParameterizedTest
    @CsvSource({"0.4, 0.5, 0.01, 0.01", "0.5, 0.8, 0.01, 0.01", "0.8, 0.6, 0.02, 0.05", "1.2, 0.6, 0.03, 0.2"})
    void givenTheMeanOfTwoPurchasesItIsNearTheExactConditionalMean(
            double sigma, double tau, double aboveTolerance, double belowTolerance) {
        LogNormalSpendModel model = model(20, tau, sigma);
        double meanVariance = Math.log1p(Math.expm1(sigma * sigma) / 2);
        double spread = Math.hypot(tau, Math.sqrt(meanVariance));
        for (int z = -2; z <= 3; z++) {
            double m = 20 * Math.exp((sigma * sigma - meanVariance) / 2 + z * spread);
            DoubleUnaryOperator density = theta -> meanOfTwo(m * Math.exp(-theta), sigma) * Math.exp(-theta);
            double exact = overThetaCoarse(
                            20, tau, theta -> density.applyAsDouble(theta) * Math.exp(theta + sigma * sigma / 2))
                    / overThetaCoarse(20, tau, density);

            assertThat(model.expectedSpend(2, m).orElseThrow())
                    .as("%d deviations", z)
                    .isCloseTo(exact, relative(exact, z < 0 ? belowTolerance : aboveTolerance));
        }
    }

    /** The density of the mean of two log-normal amounts of median 1, over the share u of the first, in its log-odds. */
    private static double meanOfTwo(double mean, double sigma) {
        double total = 2 * mean;
        double step = 0.05;
        double sum = 0;
        for (int i = -600; i <= 600; i++) {
            double u = 1 / (1 + Math.exp(-i * step));
            double rest = 1 / (1 + Math.exp(i * step));
            sum += normal(Math.log(total * u) / sigma) * normal(Math.log(total * rest) / sigma) * step;
        }
        return 2 * sum / (sigma * sigma * total);
    }

    private static double overThetaCoarse(double median, double tau, DoubleUnaryOperator f) {
        double sum = 0;
        for (int i = -200; i <= 200; i++) {
            sum += normal(i * 0.05) * f.applyAsDouble(Math.log(median) + tau * i * 0.05);
        }
        return sum;
    }

    @Test
    void oneTimeBuyersAreExpectedToSpendThePopulationMean() {
        double mean = 20 * Math.exp((0.36 + 0.64) / 2);
        assertThat(MODEL.populationMean()).isCloseTo(mean, relative(mean, 1e-14));
        assertThat(MODEL.expectedSpend(0, Double.NaN)).hasValue(MODEL.populationMean());
        assertThat(MODEL.expectedSpendGivenLog(0, Double.NaN)).isEqualTo(MODEL.populationMean());
    }

    @Test
    void manyPurchasesLetTheCustomersOwnMeanDecide() {
        assertThat(MODEL.expectedSpend(1_000_000, 100).orElseThrow()).isCloseTo(100, relative(100, 1e-5));
        assertThat(MODEL.expectedSpend(3, 100).orElseThrow())
                .isLessThan(MODEL.expectedSpend(30, 100).orElseThrow())
                .isGreaterThan(MODEL.populationMean());
        assertThat(MODEL.expectedSpend(3, 0)).hasValue(0);
    }

    @RepeatedTest(200)
    void everyExpectedSpendIsFiniteAndGrowsWithTheCustomersOwn(RepetitionInfo run) {
        long seed = run.getCurrentRepetition();
        SplittableRandom random = new SplittableRandom(seed);
        LogNormalSpendModel model = model(
                Math.exp(random.nextDouble(-460, 460)),
                Math.exp(random.nextDouble(Math.log(1e-6), Math.log(10)) * (1 - 1e-12)),
                Math.exp(random.nextDouble(Math.log(1e-6), Math.log(10)) * (1 - 1e-12)));
        int x = (int) Math.exp(random.nextDouble() * Math.log(1e6));
        double previous = 0;
        double previousOfLog = 0;
        for (double m : new double[] {1e-150, 1e-6, 1, 25, 1e9, 1e150}) {
            double expected = model.expectedSpend(x, m).orElseThrow();
            double ofLog = model.expectedSpendGivenLog(x, Math.log(m));
            assertThat(expected).as("seed %d, m %s", seed, m).isFinite().isGreaterThanOrEqualTo(previous * (1 - 1e-12));
            assertThat(ofLog)
                    .as("seed %d, m %s", seed, m)
                    .isFinite()
                    .isGreaterThanOrEqualTo(previousOfLog * (1 - 1e-12));
            previous = expected;
            previousOfLog = ofLog;
        }
        assertThat(model.populationMean()).as("seed %d", seed).isFinite().isPositive();
        assertThat(model.expectedSpend(x, Double.MAX_VALUE).orElseThrow())
                .as("seed %d", seed)
                .isFinite();
        assertThat(model.expectedSpend(x, Double.MIN_VALUE).orElseThrow())
                .as("seed %d", seed)
                .isFinite();
    }

    @Test
    void unitOfMoneyScalesSpendAlone() {
        LogNormalSpendModel cents = model(2000, 0.6, 0.8);
        double inUnits = MODEL.expectedSpend(4, 35).orElseThrow();

        assertThat(cents.expectedSpend(4, 3500).orElseThrow()).isCloseTo(100 * inUnits, relative(100 * inUnits, 1e-13));
        assertThat(cents.expectedSpendGivenLog(4, Math.log(3500)))
                .isCloseTo(100 * MODEL.expectedSpendGivenLog(4, Math.log(35)), relative(100 * inUnits, 1e-12));
        double[] amounts = {12, 55, 8};
        assertThat(cents.logLikelihood(new double[] {1200, 5500, 800}))
                .isCloseTo(MODEL.logLikelihood(amounts) - 3 * Math.log(100), within(1e-12));
        assertThat(MODEL.logLikelihood(new double[] {8, 55, 12})).isEqualTo(MODEL.logLikelihood(amounts));
    }

    @Test
    void tableIsScoredRowByRow() {
        CustomerSummaryTable table = CustomerSummaryTable.of(
                PeriodUnit.WEEK,
                List.of(
                        new CustomerSummary("often", 4, 10, 20, 5, 140, 145),
                        new CustomerSummary("once", 0, 0, 20, 5, 0, 5)));

        assertThat(MODEL.expectedSpend(table).valueOrNaN(0))
                .isEqualTo(MODEL.expectedSpend(4, 35).orElseThrow());
        assertThat(MODEL.expectedSpend(table).valueOrNaN(1)).isEqualTo(MODEL.populationMean());
    }

    @Test
    void argumentsOutOfRangeAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MODEL.expectedSpend(-1, 5))
                .withMessage("x must be 0 or more, was -1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MODEL.expectedSpend(1, Double.NaN))
                .withMessageContaining("meanSpend");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MODEL.expectedSpendGivenLog(1, 400))
                .withMessageContaining("meanLogSpend");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MODEL.logLikelihood(new double[0]))
                .withMessage("amounts must hold at least one amount");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MODEL.logLikelihood(new double[] {0}))
                .withMessageContaining("amount");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new LogNormalSpendParameters(0, 1, 1))
                .withMessageContaining("median");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new LogNormalSpendParameters(1, Double.NaN, 1))
                .withMessageContaining("between");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new LogNormalSpendParameters(1, 1, 11))
                .withMessageContaining("within");
    }
}
