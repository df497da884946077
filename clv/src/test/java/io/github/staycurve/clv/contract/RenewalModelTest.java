package io.github.staycurve.clv.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.staycurve.clv.internal.BetaSurvival;
import io.github.staycurve.core.time.DiscountRate;
import io.github.staycurve.core.time.PeriodUnit;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The models with a contract against reference values, against each other, and over their whole range. */
class RenewalModelTest {
    private static final double RELATIVE = 1e-12;
    private static final DiscountRate TEN_PER_CENT = DiscountRate.annual(0.1);

    private static SbgModel sbg(double alpha, double beta) {
        return SbgModel.of(new SbgParameters(alpha, beta), PeriodUnit.YEAR);
    }

    private static BdwModel bdw(double alpha, double beta, double c) {
        return BdwModel.of(new BdwParameters(alpha, beta, c), PeriodUnit.YEAR);
    }

    /** Values at 110 digits and more; the file's header says how they were made. */
    @Test
    void shiftedBetaGeometricEqualsTheReference() throws IOException {
        JsonNode golden = golden();
        Map<Integer, SbgModel> models = new HashMap<>();
        for (JsonNode p : golden.get("params")) {
            models.put(
                    p.get("pid").asInt(),
                    sbg(p.get("alpha").asDouble(), p.get("beta").asDouble()));
        }
        JsonNode survival = golden.get("tables").get("survival").get("rows");
        assertThat(survival).hasSize(52);
        for (JsonNode row : survival) {
            SbgModel model = Objects.requireNonNull(models.get(row.get(0).asInt()));
            int t = row.get(1).asInt();
            near(model.probabilityOfLeaving(t), row.get(2).asDouble(), row);
            near(model.survival(t), row.get(3).asDouble(), row);
            near(model.retentionRate(t), row.get(4).asDouble(), row);
        }
        JsonNode values = golden.get("tables").get("value").get("rows");
        assertThat(values).hasSize(108);
        for (JsonNode row : values) {
            SbgModel model = Objects.requireNonNull(models.get(row.get(0).asInt()));
            int payments = row.get(1).asInt();
            DiscountRate rate = DiscountRate.annual(row.get(2).asDouble());
            double ours = payments == 0
                    ? model.discountedExpectedLifetime(rate)
                    : model.discountedExpectedResidualLifetime(payments, rate);
            near(ours, row.get(3).asDouble(), row);
        }
    }

    private static void near(double ours, double expected, JsonNode row) {
        if (expected < 1e-300) {
            assertThat(ours).as("%s", row).isBetween(0.0, 1e-300);
        } else {
            assertThat(ours).as("%s", row).isCloseTo(expected, within(RELATIVE * expected));
        }
    }

    private static JsonNode golden() throws IOException {
        try (InputStream in = RenewalModelTest.class.getResourceAsStream("/golden/sbg.json")) {
            return new ObjectMapper().readTree(Objects.requireNonNull(in, "golden/sbg.json"));
        }
    }

    // Fader and Hardie (2010), Customer-Base Valuation in a Contractual Setting, table 3: High End, d = 0.1
    @Test
    void publishedResidualLifetime() {
        assertThat(sbg(0.668, 3.806).discountedExpectedResidualLifetime(8, TEN_PER_CENT))
                .isCloseTo(7.53, within(0.005));
    }

    /** A second derivation: the mean over the chance of leaving, by the midpoint rule on a fine grid. */
    @ParameterizedTest
    @CsvSource({"1.5,3,0.6", "2,2,1", "3,4,1.7", "1.2,5,0.9"})
    void survivalIsTheMeanOverCustomers(double alpha, double beta, double c) {
        BdwModel model = bdw(alpha, beta, c);
        for (int t : new int[] {1, 2, 5, 20}) {
            double sum = 0;
            double norm = 0;
            int n = 400_000;
            for (int i = 0; i < n; i++) {
                double p = (i + 0.5) / n;
                double density = Math.pow(p, alpha - 1) * Math.pow(1 - p, beta - 1);
                norm += density;
                sum += density * Math.pow(1 - p, Math.pow(t, c));
            }
            assertThat(model.survival(t)).as("t = %d", t).isCloseTo(sum / norm, within(2e-6));
        }
    }

    /** A second derivation: the terms added one by one until they are nothing. */
    @ParameterizedTest
    @CsvSource({
        "0.7,1.2,1,0.1,0",
        "0.7,1.2,0.5,0.1,0",
        "0.7,1.2,1.8,0.05,3",
        "2,30,3.5,0.01,0",
        "0.001,5,1,0.01,7",
        "50,900,1,0.002,40",
        "1e-6,1e6,1,0.02,0",
        "0.3,1e4,2.5,0.0005,0"
    })
    void discountedLifetimesAreTheirSums(double alpha, double beta, double c, double d, int renewed) {
        BdwModel model = bdw(alpha, beta, c);
        BetaSurvival survival = new BetaSurvival(alpha, beta, c);
        double sum = 0;
        for (int k = (int) (45 / Math.log1p(d)); k >= 0; k--) { // the smallest first
            sum += Math.exp(survival.logSurvival(renewed, renewed + 1.0 + k) - k * Math.log1p(d));
        }
        assertThat(model.discountedExpectedResidualLifetime(renewed + 1, DiscountRate.annual(d)))
                .isCloseTo(sum, within(1e-12 * sum));
    }

    @ParameterizedTest
    @ValueSource(doubles = {1.05, 1.5, 2, 7, 400})
    void theMeanOfTheSumIsThatOfTheFormula(double alpha) {
        BetaSurvival survival = new BetaSurvival(alpha, 3, 1);
        double formula = (alpha + 2) / (alpha - 1); // Fader and Hardie (2007): the mean of T
        assertThat(survival.discountedSum(0, 0, 0)).isCloseTo(formula, within(1e-11 * formula));
        assertThat(sbg(alpha, 3).expectedPayments().orElseThrow()).isCloseTo(formula, within(1e-14 * formula));
    }

    /** mpmath with 40 to 300 digits: 600 terms or more, and a zeta function or an integral for the rest. */
    @ParameterizedTest
    @CsvSource({
        "0.11, 1, 10, 10.981137635393925651, 9999.5000916666567208",
        "0.11, 1000, 10, 22.41684734007436956, 9999.5000916666567208",
        "5, 1, 10, 1.166666666666771701, 19.912329747818671126",
        "0.05, 1, 30, 3.5220352320061285933, 1999.5001249999817708",
        "0.022, 1, 50, 11.445709231693275662, 9999.5000916666567208",
        "0.4, 1, 3, 5.7716530474745485019, 4999.5001013124881946",
        "2, 3, 0.6, 32.494058336774039048, 5421.8295882818524372",
    })
    void theMeanIsTheEndlessSum(double alpha, double beta, double c, double payments, double afterThousand) {
        BdwModel model = bdw(alpha, beta, c);
        assertThat(model.expectedPayments().orElseThrow()).isCloseTo(payments, within(1e-12 * payments));
        assertThat(model.expectedResidualPayments(1000).orElseThrow())
                .isCloseTo(afterThousand, within(1e-12 * afterThousand));
        assertThat(model.discountedExpectedResidualLifetime(1001, DiscountRate.NONE))
                .isCloseTo(afterThousand, within(1e-12 * afterThousand));
    }

    /** Also where t to the power of c is no number. */
    @ParameterizedTest
    @ValueSource(doubles = {1e-6, 1e-3, 0.3, 50, 100, 1000, 1e6})
    void everythingIsFiniteForEveryPower(double c) {
        for (double alpha : new double[] {1e-6, 1, 1e6}) {
            for (double beta : new double[] {1e-6, 1, 1e6}) {
                for (int t : new int[] {0, 1, 2, 1000, 1_000_000}) {
                    BdwModel model = bdw(alpha, beta, c);
                    String where = "%s after %d".formatted(model, t);
                    assertThat(model.survival(t)).as(where).isBetween(0.0, 1.0);
                    assertThat(model.survival(t, 12)).as(where).isBetween(0.0, 1.0);
                    assertThat(model.survival(t, 12) + model.churnProbability(t, 12))
                            .as(where)
                            .isCloseTo(1, within(1e-12));
                    assertThat(model.expectedResidualPayments(t, 12)).as(where).isBetween(0.0, 12.0);
                    assertThat(model.discountedExpectedResidualLifetime(t + 1, DiscountRate.annual(0.1)))
                            .as(where)
                            .isBetween(0.0, 20.0);
                    assertThat(model.expectedResidualPayments(t).orElse(0))
                            .as(where)
                            .isGreaterThanOrEqualTo(0)
                            .isFinite();
                }
            }
        }
    }

    /** Where t to the power of c is large ln S falls by alpha c ln t, at the end of the range of numbers as before it. */
    @Test
    void survivalGoesOnAsAPower() {
        double alpha = 0.03;
        BetaSurvival survival = new BetaSurvival(alpha, 2, 60);
        double previous = 0;
        for (double t = 1; t < 1e7; t *= 2) {
            assertThat(survival.logSurvival(0, 2 * t)).isLessThan(previous);
            previous = survival.logSurvival(0, 2 * t);
            if (t >= 16) {
                assertThat(survival.logSurvival(t, 2 * t)).isCloseTo(-alpha * 60 * Math.log(2), within(1e-12));
                assertThat(previous - survival.logSurvival(0, t)).isCloseTo(-alpha * 60 * Math.log(2), within(1e-12));
            }
        }
    }

    @Test
    void theMeanMayBeTooLargeForANumber() {
        BdwModel model = bdw(1e6, 1e6, 1e-3); // S is above one fifth at the greatest number there is
        assertThat(model.expectedPayments()).isEmpty();
        assertThatThrownBy(() -> model.discountedExpectedLifetime(DiscountRate.NONE))
                .hasMessageContaining("expectation is infinite");
    }

    @Test
    void theMeanMayNotExist() {
        assertThat(sbg(1, 4).expectedPayments()).isEmpty();
        assertThat(bdw(0.5, 4, 2).expectedPayments()).isEmpty();
        assertThat(bdw(0.5, 4, 2.1).expectedPayments().orElseThrow())
                .isPositive()
                .isFinite();
        assertThatThrownBy(() -> sbg(0.9, 4).discountedExpectedLifetime(DiscountRate.NONE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("infinite");
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.5, 1, 2})
    void withoutDifferencesBetweenCustomersItIsGeometric(double theta) {
        double p = theta / 10;
        SbgModel model = sbg(p * 1e9, (1 - p) * 1e9);
        GeometricModel geometric = GeometricModel.of(p, PeriodUnit.YEAR);
        for (int t : new int[] {1, 2, 10, 60}) {
            assertThat(model.survival(t)).isCloseTo(geometric.survival(t), withinPercentage(1e-3));
            assertThat(model.probabilityOfLeaving(t))
                    .isCloseTo(geometric.probabilityOfLeaving(t), withinPercentage(1e-3));
        }
        assertThat(model.discountedExpectedLifetime(TEN_PER_CENT))
                .isCloseTo(geometric.discountedExpectedLifetime(TEN_PER_CENT), withinPercentage(1e-4));
        assertThat(model.discountedExpectedResidualLifetime(5, TEN_PER_CENT))
                .isCloseTo(geometric.discountedExpectedResidualLifetime(5, TEN_PER_CENT), withinPercentage(1e-4));
    }

    @Test
    void geometricSumsByHand() {
        GeometricModel model = GeometricModel.of(0.2, PeriodUnit.YEAR);
        assertThat(model.expectedPayments().orElseThrow()).isEqualTo(5);
        // 1/(1 − 0.8/1.1)
        assertThat(model.discountedExpectedLifetime(TEN_PER_CENT)).isCloseTo(1.1 / 0.3, within(1e-14));
        assertThat(model.churnProbability(7, 2)).isCloseTo(0.36, within(1e-15));
        assertThat(model.survival(0)).isEqualTo(1);
        assertThat(GeometricModel.of(1, PeriodUnit.YEAR).survival(1)).isZero();
        assertThat(GeometricModel.of(1, PeriodUnit.YEAR).churnProbability(0, 3)).isEqualTo(1);
        assertThat(GeometricModel.of(1, PeriodUnit.YEAR).discountedExpectedLifetime(DiscountRate.NONE))
                .isEqualTo(1);
        assertThat(GeometricModel.of(0, PeriodUnit.YEAR).expectedPayments()).isEmpty();
        assertThatThrownBy(() -> GeometricModel.of(0, PeriodUnit.YEAR).discountedExpectedLifetime(DiscountRate.NONE))
                .hasMessageContaining("infinite");
    }

    /** The clauses that hold for every parameter in range. */
    @RepeatedTest(300)
    void contract(RepetitionInfo run) {
        SplittableRandom random = new SplittableRandom(run.getCurrentRepetition());
        double alpha = wide(random, 6);
        double beta = wide(random, 6);
        double c = random.nextBoolean() ? 1 : wide(random, 1.5);
        RenewalModel model = c == 1 ? sbg(alpha, beta) : bdw(alpha, beta, c);
        String what = "seed %d: %s".formatted(run.getCurrentRepetition(), model);
        double last = 1;
        double left = 0;
        for (int t = 1; t <= 50; t++) {
            double survival = model.survival(t);
            assertThat(survival).as(what).isBetween(0.0, Math.nextUp(last));
            assertThat(model.retentionRate(t)).as(what).isBetween(0.0, 1.0);
            left += model.probabilityOfLeaving(t);
            assertThat(left + survival).as(what).isCloseTo(1, within(1e-12));
            last = survival;
        }
        assertThat(model.survival(100_000)).as(what).isBetween(0.0, last);
        assertThat(model.churnProbability(100_000, 1)).as(what).isBetween(0.0, 1.0);
        DiscountRate rate = DiscountRate.annual(wide(random, 3));
        double life = model.discountedExpectedLifetime(rate);
        double residual = model.discountedExpectedResidualLifetime(1, rate);
        // the first payment, and the rest a period later
        double perYear = 1 + rate.effectivePerYear();
        assertThat(life).as(what).isCloseTo(1 + residual / perYear, within(1e-11 * life));
        assertThat(residual).as(what).isBetween(0.0, 1.0001 * perYear / rate.effectivePerYear());
        assertThat(model.discountedExpectedResidualLifetime(30, rate))
                .as(what)
                .isNotNegative()
                .isFinite();
    }

    private static double wide(SplittableRandom random, double decades) {
        return Math.pow(10, decades * (2 * random.nextDouble() - 1));
    }

    @Test
    void theSamePeriodsInYearsAndMonthsAreWorthTheSame() {
        double monthly = SbgModel.of(new SbgParameters(0.7, 3), PeriodUnit.MONTH)
                .discountedExpectedLifetime(DiscountRate.annual(Math.pow(1.1, 12) - 1));
        assertThat(monthly).isCloseTo(sbg(0.7, 3).discountedExpectedLifetime(TEN_PER_CENT), withinPercentage(1e-9));
    }

    @Test
    void wrongArgumentsAreNamed() {
        assertThatThrownBy(() -> sbg(0, 1)).hasMessageContaining("alpha");
        assertThatThrownBy(() -> bdw(1, 1, Double.NaN)).hasMessageContaining("c must");
        assertThatThrownBy(() -> GeometricModel.of(1.5, PeriodUnit.YEAR)).hasMessageContaining("theta");
        RenewalModel model = sbg(1, 1);
        assertThatThrownBy(() -> model.survival(-1)).hasMessageContaining("t must be 0 or more");
        assertThatThrownBy(() -> model.retentionRate(0)).hasMessageContaining("t must be 1 or more");
        assertThatThrownBy(() -> model.discountedExpectedResidualLifetime(0, TEN_PER_CENT))
                .hasMessageContaining("payments must be 1 or more");
        assertThatThrownBy(() ->
                        GeometricModel.of(0.1, PeriodUnit.YEAR).discountedExpectedResidualLifetime(0, TEN_PER_CENT))
                .hasMessageContaining("payments must be 1 or more");
    }

    @Test
    void modelsAreValues() {
        assertThat(sbg(1, 2)).isEqualTo(sbg(1, 2)).hasSameHashCodeAs(sbg(1, 2)).isNotEqualTo(sbg(2, 1));
        assertThat(bdw(1, 2, 3)).isEqualTo(bdw(1, 2, 3)).hasSameHashCodeAs(bdw(1, 2, 3));
        assertThat(GeometricModel.of(0.1, PeriodUnit.YEAR))
                .isEqualTo(GeometricModel.of(0.1, PeriodUnit.YEAR))
                .hasSameHashCodeAs(GeometricModel.of(0.1, PeriodUnit.YEAR))
                .isNotEqualTo(GeometricModel.of(0.1, PeriodUnit.MONTH));
        assertThat(sbg(1, 2)).hasToString("SbgModel[SbgParameters[alpha=1.0, beta=2.0], year]");
        assertThat(bdw(1, 2, 3)).hasToString("BdwModel[BdwParameters[alpha=1.0, beta=2.0, c=3.0], year]");
        assertThat(GeometricModel.of(0.1, PeriodUnit.YEAR)).hasToString("GeometricModel[theta=0.1, year]");
    }

    @Test
    void residualPaymentsAreSumsOfSurvival() {
        for (RenewalModel model : new RenewalModel[] {
            sbg(4.5, 2), bdw(4.5, 2, 1.4), bdw(6, 2, 0.9), GeometricModel.of(0.3, PeriodUnit.YEAR)
        }) {
            for (int renewed : new int[] {0, 1, 7}) {
                double sum = 0;
                for (int t = 1; t <= 100_000; t++) { // the rest falls as t^−3.5 or faster
                    sum += 1 - model.churnProbability(renewed, t);
                }
                assertThat(model.expectedResidualPayments(renewed).orElseThrow())
                        .as("%s after %d", model, renewed)
                        .isCloseTo(sum, within(1e-9 * sum));
            }
            assertThat(model.expectedResidualPayments(0).orElseThrow())
                    .isCloseTo(model.expectedPayments().orElseThrow() - 1, within(1e-11));
        }
        assertThat(sbg(1, 2).expectedResidualPayments(3)).isEmpty();
        assertThat(GeometricModel.of(0, PeriodUnit.YEAR).expectedResidualPayments(3))
                .isEmpty();
        assertThat(GeometricModel.of(Double.MIN_VALUE, PeriodUnit.YEAR).expectedPayments())
                .isEmpty();
        assertThatThrownBy(() -> sbg(3, 2).expectedResidualPayments(-1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("renewed");
    }
}
