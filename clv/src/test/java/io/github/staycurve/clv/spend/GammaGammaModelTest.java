package io.github.staycurve.clv.spend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.staycurve.core.data.CustomerSummary;
import io.github.staycurve.core.data.CustomerSummaryTable;
import io.github.staycurve.core.data.ScoreColumn;
import io.github.staycurve.core.data.ScoreKind;
import io.github.staycurve.core.time.PeriodUnit;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class GammaGammaModelTest {
    /** Fader and Hardie's estimates on CDNOW: the first set of the golden file. */
    private static final GammaGammaModel CDNOW = model(6.25, 3.74, 15.44);

    private static GammaGammaModel model(double p, double q, double gamma) {
        return GammaGammaModel.of(new GammaGammaParameters(p, q, gamma));
    }

    /** The golden values: mpmath, 110 and 150 digits; the header of the file says more. */
    private static JsonNode golden() {
        try (InputStream in = GammaGammaModelTest.class.getResourceAsStream("/golden/gammagamma.json")) {
            return new ObjectMapper().readTree(Objects.requireNonNull(in));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<Integer, GammaGammaModel> goldenModels(JsonNode golden) {
        Map<Integer, GammaGammaModel> models = new HashMap<>();
        for (JsonNode set : golden.get("params")) {
            models.put(
                    set.get("pid").asInt(),
                    model(
                            set.get("p").asDouble(),
                            set.get("q").asDouble(),
                            set.get("v").asDouble()));
        }
        return models;
    }

    /** One golden customer: model, x, m, log-likelihood, conditional mean. */
    private record GoldenCustomer(
            GammaGammaModel model, int x, double meanSpend, double logLikelihood, OptionalDouble expectedSpend) {}

    static Stream<GoldenCustomer> goldenCustomers() {
        JsonNode golden = golden();
        Map<Integer, GammaGammaModel> models = goldenModels(golden);
        List<GoldenCustomer> customers = new ArrayList<>();
        for (JsonNode row : golden.get("tables").get("customers").get("rows")) {
            OptionalDouble mean = row.get(4).isNull()
                    ? OptionalDouble.empty()
                    : OptionalDouble.of(row.get(4).asDouble());
            customers.add(new GoldenCustomer(
                    Objects.requireNonNull(models.get(row.get(0).asInt())),
                    row.get(1).asInt(),
                    row.get(2).asDouble(),
                    row.get(3).asDouble(),
                    mean));
        }
        return customers.stream();
    }

    @ParameterizedTest
    @MethodSource("goldenCustomers")
    void goldenLogLikelihood(GoldenCustomer customer) {
        double logLikelihood = customer.model().logLikelihood(customer.x(), customer.meanSpend());

        assertThat(logLikelihood)
                .isCloseTo(customer.logLikelihood(), within(1e-12 * Math.abs(customer.logLikelihood())));
    }

    @ParameterizedTest
    @MethodSource("goldenCustomers")
    void goldenExpectedSpend(GoldenCustomer customer) {
        OptionalDouble expected = customer.model().expectedSpend(customer.x(), customer.meanSpend());

        assertThat(expected.isPresent()).isEqualTo(customer.expectedSpend().isPresent());
        double truth = customer.expectedSpend().orElse(0);
        assertThat(expected.orElse(0)).isCloseTo(truth, within(4e-16 * truth));
    }

    @Test
    void goldenPopulationMean() {
        JsonNode golden = golden();
        Map<Integer, GammaGammaModel> models = goldenModels(golden);
        for (JsonNode row : golden.get("tables").get("population_mean").get("rows")) {
            OptionalDouble mean =
                    Objects.requireNonNull(models.get(row.get(0).asInt())).populationMean();

            assertThat(mean.isPresent()).as("%s", row).isEqualTo(!row.get(1).isNull());
            assertThat(mean.orElse(0))
                    .isCloseTo(row.get(1).asDouble(), within(4e-16 * row.get(1).asDouble()));
        }
    }

    /** The density of w = xm/(xm + gamma), Beta(px, q), carried over to m; by factorials, for p = 2 and q = 3. */
    @ParameterizedTest
    @CsvSource({"1, 4", "2, 0.5", "3, 80"})
    void densityFromFactorials(int x, double m) {
        double gamma = 7;
        double beta = factorial(2 * x - 1) * factorial(2) / factorial(2 * x + 2);
        double w = x * m / (x * m + gamma);
        double density = Math.pow(w, 2 * x) * Math.pow(1 - w, 3) / (m * beta);

        assertThat(model(2, 3, gamma).logLikelihood(x, m)).isCloseTo(Math.log(density), within(1e-13));
    }

    private static double factorial(int n) {
        double product = 1;
        for (int k = 2; k <= n; k++) {
            product *= k;
        }
        return product;
    }

    /** Simpson's rule in ln m over the whole density. */
    @ParameterizedTest
    @CsvSource({"6.25, 3.74, 15.44, 1", "6.25, 3.74, 15.44, 50", "0.5, 0.8, 3, 2", "300, 20, 1, 40", "2, 400, 900, 3"})
    void densityIntegratesToOne(double p, double q, double gamma, int x) {
        GammaGammaModel model = model(p, q, gamma);
        double centre = Math.log(p * gamma / q);
        int steps = 40_000;
        double width = 120.0 / steps;
        double sum = 0;
        for (int k = 0; k <= steps; k++) {
            double logM = centre - 60 + k * width;
            double value = Math.exp(model.logLikelihood(x, Math.exp(logM)) + logM);
            sum += value * (k % 2 == 1 ? 4 : k == 0 || k == steps ? 1 : 2);
        }

        assertThat(sum * width / 3).isCloseTo(1, within(1e-10));
    }

    private static double logUniform(SplittableRandom random, double low, double high) {
        return Math.exp(random.nextDouble(Math.log(low), Math.log(high)));
    }

    private static GammaGammaModel draw(SplittableRandom random) {
        return model(logUniform(random, 1e-6, 1e6), logUniform(random, 1e-6, 1e6), logUniform(random, 1e-6, 1e6));
    }

    @RepeatedTest(2000)
    void totalOnItsDomain(RepetitionInfo run) {
        long seed = run.getCurrentRepetition();
        SplittableRandom random = new SplittableRandom(seed);
        GammaGammaModel model = draw(random);
        int x = (int) Math.round(logUniform(random, 1, 1e6));
        double m = random.nextInt(4) == 0 ? Double.MIN_VALUE : logUniform(random, 1e-300, 1e15);

        assertThat(model.logLikelihood(x, m))
                .as("seed %d, %s", seed, model.parameters())
                .isFinite();
        model.expectedSpend(x, m)
                .ifPresent(
                        mean -> assertThat(mean).as("seed %d", seed).isFinite().isPositive());
        model.populationMean()
                .ifPresent(
                        mean -> assertThat(mean).as("seed %d", seed).isFinite().isPositive());
    }

    @RepeatedTest(500)
    void expectedSpendLiesBetweenTheTwoMeansAndRisesWithSpend(RepetitionInfo run) {
        long seed = run.getCurrentRepetition();
        SplittableRandom random = new SplittableRandom(seed);
        GammaGammaModel model =
                model(logUniform(random, 1e-3, 1e6), 1 + logUniform(random, 1e-6, 1e6), logUniform(random, 1e-6, 1e6));
        int x = (int) Math.round(logUniform(random, 1, 1e6));
        double m = logUniform(random, 1e-6, 1e15);
        double population = model.populationMean().orElseThrow();
        double mean = model.expectedSpend(x, m).orElseThrow();

        assertThat(mean)
                .as("seed %d", seed)
                .isBetween(Math.min(m, population) * (1 - 1e-12), Math.max(m, population) * (1 + 1e-12));
        assertThat(model.expectedSpend(x, 2 * m).orElseThrow())
                .as("seed %d", seed)
                .isGreaterThanOrEqualTo(mean);
    }

    /** The density has its peak, in ln m, where w = w₀: the derivative of the likelihood is 0 at m = p·gamma/q. */
    @RepeatedTest(200)
    void densityOfLogSpendPeaksAtTheLevel(RepetitionInfo run) {
        long seed = run.getCurrentRepetition();
        SplittableRandom random = new SplittableRandom(seed);
        GammaGammaModel model = draw(random);
        GammaGammaParameters parameters = model.parameters();
        double level = parameters.p() * parameters.gamma() / parameters.q();
        int x = (int) Math.round(logUniform(random, 1, 1e6));
        double top = model.logLikelihood(x, level) + Math.log(level);

        for (double factor : new double[] {0.01, 0.5, 0.999, 1.001, 2, 100}) {
            double there = model.logLikelihood(x, level * factor) + Math.log(level * factor);
            assertThat(there).as("seed %d, factor %s", seed, factor).isLessThanOrEqualTo(top + 1e-11 * Math.abs(top));
        }
    }

    @Test
    void unitOfMoneyMovesOnlyGamma() {
        GammaGammaModel cents = model(6.25, 3.74, 1544);

        assertThat(cents.expectedSpend(3, 2000).orElseThrow())
                .isCloseTo(100 * CDNOW.expectedSpend(3, 20).orElseThrow(), within(1e-11));
        assertThat(cents.logLikelihood(3, 2000))
                .isCloseTo(CDNOW.logLikelihood(3, 20) - Math.log(100), within(1e-14 * 10));
    }

    @Test
    void noPurchasesGivePopulationMeanWhateverTheMeanSpend() {
        assertThat(CDNOW.expectedSpend(0, Double.NaN)).isEqualTo(CDNOW.populationMean());
    }

    @Test
    void purchasesThatBroughtNothingStillHaveAnExpectation() {
        // p·gamma/(px + q - 1)
        assertThat(CDNOW.expectedSpend(2, 0).orElseThrow()).isCloseTo(6.25 * 15.44 / (12.5 + 2.74), within(1e-14));
    }

    @Test
    void meanThatDoesNotExistIsEmpty() {
        GammaGammaModel heavy = model(0.25, 0.5, 10);

        assertThat(heavy.populationMean()).isEmpty();
        assertThat(heavy.expectedSpend(1, 10)).isEmpty();
        assertThat(heavy.expectedSpend(2, 10)).isEmpty(); // px + q is exactly 1
        assertThat(heavy.expectedSpend(3, 10)).hasValue(40); // 0.25 · 40 / 0.25
    }

    @Test
    void batchEqualsOneRow() {
        GammaGammaModel model = model(0.25, 0.5, 10);
        int[] x = {0, 2, 3, 7};
        double[] meanSpend = {Double.NaN, 4, 10, 1e9};
        double[] out = new double[4];

        model.expectedSpend(x, meanSpend, out);

        assertThat(out[0]).isNaN();
        assertThat(out[1]).isNaN();
        assertThat(out[2]).isEqualTo(model.expectedSpend(3, 10).orElseThrow());
        assertThat(out[3]).isEqualTo(model.expectedSpend(7, 1e9).orElseThrow());
    }

    @Test
    void tableIsScoredInItsRowOrder() {
        CustomerSummaryTable table = CustomerSummaryTable.of(
                PeriodUnit.WEEK,
                List.of(new CustomerSummary("b", 2, 10, 20, 5, 60, 65), new CustomerSummary("a", 0, 0, 20, 5, 0, 5)));

        ScoreColumn scores = CDNOW.expectedSpend(table);

        assertThat(scores.kind()).isEqualTo(ScoreKind.EXPECTED_SPEND);
        assertThat(scores.value(0)).isEqualTo(CDNOW.expectedSpend(2, 30));
        assertThat(scores.value(1)).isEqualTo(CDNOW.populationMean());
        assertThat(model(0.25, 0.5, 10).expectedSpend(table).isDefined(1)).isFalse();
    }

    @Test
    void valuesOutOfRangeAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CDNOW.logLikelihood(0, 3))
                .withMessage("x must be 1 or more for a mean spend to exist, was 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CDNOW.logLikelihood(1, 0))
                .withMessage("meanSpend must be positive and finite, was 0.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CDNOW.expectedSpend(-1, 3))
                .withMessage("x must be 0 or more, was -1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CDNOW.expectedSpend(1, Double.NaN))
                .withMessage("meanSpend must be 0 or more and finite, was NaN");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CDNOW.expectedSpend(new int[2], new double[2], new double[1]))
                .withMessage("columns must have one length, were x 2, meanSpend 2, out 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new GammaGammaParameters(1, Double.NaN, 1))
                .withMessage("q must be positive and finite, was NaN");
    }
}
