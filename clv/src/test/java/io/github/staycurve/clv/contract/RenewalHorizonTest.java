package io.github.staycurve.clv.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.staycurve.clv.internal.BetaSurvival;
import io.github.staycurve.core.fit.FitReport;
import io.github.staycurve.core.stat.CensoredDurations;
import io.github.staycurve.core.time.DiscountRate;
import io.github.staycurve.core.time.PeriodUnit;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Contracts over a horizon, after some renewals, and customer by customer. */
class RenewalHorizonTest {
    private static final MathContext DIGITS = new MathContext(40);

    private static SbgModel sbg(double alpha, double beta) {
        return SbgModel.of(new SbgParameters(alpha, beta), PeriodUnit.YEAR);
    }

    private static BdwModel bdw(double alpha, double beta, double c) {
        return BdwModel.of(new BdwParameters(alpha, beta, c), PeriodUnit.YEAR);
    }

    /** A second derivation: products of retention rates and powers of the discount, added up with 40 digits. */
    @ParameterizedTest
    @CsvSource({
        "0.668, 3.806, 0.1, 1, 12",
        "0.668, 3.806, 0.1, 8, 3000",
        "0.704, 1.182, 0, 1, 5000",
        "0.01, 20, 0.0001, 1, 6000",
        "1e-6, 1e-6, 0.00001, 3, 4000",
        "30, 1e6, 0.000001, 1, 5000",
        "1e6, 1e6, 0.05, 1, 100",
        "2.5, 1e-6, 0.02, 90, 2500",
    })
    void horizonsAreTheirSums(double alpha, double beta, double d, int payments, int ahead) {
        BigDecimal discount = BigDecimal.ONE.divide(BigDecimal.valueOf(1 + d), DIGITS);
        BigDecimal sum = BigDecimal.ZERO;
        BigDecimal plain = BigDecimal.ZERO;
        BigDecimal survival = BigDecimal.ONE;
        BigDecimal weight = BigDecimal.ONE;
        for (int t = payments; t < payments + ahead; t++) {
            BigDecimal stays = new BigDecimal(beta).add(BigDecimal.valueOf(t - 1));
            survival = survival.multiply(stays.divide(stays.add(new BigDecimal(alpha)), DIGITS), DIGITS);
            plain = plain.add(survival, DIGITS);
            sum = sum.add(survival.multiply(weight, DIGITS), DIGITS);
            weight = weight.multiply(discount, DIGITS);
        }
        SbgModel model = sbg(alpha, beta);
        double expected = sum.doubleValue();
        double undiscounted = plain.doubleValue();

        assertThat(model.discountedExpectedResidualLifetime(payments, ahead, DiscountRate.annual(d)))
                .isCloseTo(expected, within(1e-12 * expected));
        assertThat(model.expectedResidualPayments(payments - 1, ahead))
                .isCloseTo(undiscounted, within(1e-12 * undiscounted));
        assertThat(model.survival(payments - 1, ahead))
                .isCloseTo(survival.doubleValue(), within(1e-12 * survival.doubleValue()));
        if (payments == 1) { // the first payment, and the others a period later
            assertThat(model.discountedExpectedLifetime(ahead + 1, DiscountRate.annual(d)))
                    .isCloseTo(1 + expected / (1 + d), within(1e-12 * (1 + expected)));
            assertThat(model.expectedPayments(ahead + 1)).isCloseTo(1 + undiscounted, within(1e-12 * undiscounted));
        }
    }

    /** A second derivation: all terms one by one, the smallest first. */
    @ParameterizedTest
    @CsvSource({
        "0.7, 1.2, 0.5, 0, 0, 200000",
        "0.7, 1.2, 1.8, 0.001, 3, 100000",
        "0.02, 500, 3.5, 0, 0, 300000",
        "3, 1e6, 1.6, 0, 10, 300000",
        "0.001, 5, 0.1, 0.00001, 7, 250000",
        "1e-6, 1e6, 30, 0, 0, 100000",
        "5, 1e4, 0.9, 0.0002, 0, 300000",
    })
    void longHorizonsOfTheWeibullAreTheirSums(double alpha, double beta, double c, double d, int renewed, int ahead) {
        BetaSurvival survival = new BetaSurvival(alpha, beta, c);
        double delta = DiscountRate.annual(d).perUnit(PeriodUnit.YEAR);
        double sum = 0;
        double rest = 0;
        for (int k = ahead - 1; k >= 0; k--) {
            double term = Math.exp(survival.logSurvival(renewed, renewed + 1.0 + k) - delta * k) + rest;
            double added = sum + term;
            rest = term - (added - sum);
            sum = added;
        }
        assertThat(bdw(alpha, beta, c).discountedExpectedResidualLifetime(renewed + 1, ahead, DiscountRate.annual(d)))
                .isCloseTo(sum, within(1e-12 * sum));
    }

    @Test
    void geometricHorizonsByHand() {
        GeometricModel model = GeometricModel.of(0.2, PeriodUnit.YEAR);
        DiscountRate rate = DiscountRate.annual(0.1);
        double q = 0.8 / 1.1;
        assertThat(model.discountedExpectedLifetime(3, rate)).isCloseTo(1 + q + q * q, within(1e-14));
        assertThat(model.discountedExpectedResidualLifetime(4, 3, rate))
                .isCloseTo(0.8 * (1 + q + q * q), within(1e-14));
        assertThat(model.expectedPayments(2)).isCloseTo(1.8, within(1e-15));
        assertThat(model.expectedResidualPayments(9, 2)).isCloseTo(1.44, within(1e-15));
        assertThat(model.survival(9, 2)).isCloseTo(0.64, within(1e-15));
        assertThat(model.probabilityOfLeaving(9, 3)).isCloseTo(0.128, within(1e-15));
        assertThat(model.renewalsToLeaving(9, 0.48)).hasValue(3); // 1 − 0.8^3 = 0.488
        assertThat(model.expectedPayments(0)).isZero();
        GeometricModel never = GeometricModel.of(0, PeriodUnit.YEAR);
        assertThat(never.expectedPayments(7)).isEqualTo(7);
        assertThat(never.renewalsToLeaving(0, 0.5)).isEmpty();
        GeometricModel atOnce = GeometricModel.of(1, PeriodUnit.YEAR);
        assertThat(atOnce.expectedPayments(7)).isEqualTo(1);
        assertThat(atOnce.expectedResidualPayments(0, 7)).isZero();
        assertThat(atOnce.renewalsToLeaving(0, 0.999)).hasValue(1);
    }

    /** sBG by hand: with alpha = 1, S(t) = beta/(beta + t). */
    @Test
    void tenureByHand() {
        SbgModel model = sbg(1, 4);
        assertThat(model.survivalPath(0, 4))
                .containsExactly(new double[] {1, 4 / 5.0, 4 / 6.0, 4 / 7.0, 4 / 8.0}, within(1e-15));
        assertThat(model.survivalPath(4, 2)).containsExactly(new double[] {1, 8 / 9.0, 8 / 10.0}, within(1e-15));
        assertThat(model.renewalsToLeaving(0, 0.5)).hasValue(4);
        assertThat(model.renewalsToLeaving(4, 0.5)).hasValue(8);
        assertThat(model.renewalsToLeaving(4, 0.51)).hasValue(9);
        assertThat(model.probabilityOfLeaving(4, 2)).isCloseTo(8 / 9.0 - 8 / 10.0, within(1e-15));
        assertThat(model.expectedPayments(3)).isCloseTo(1 + 4 / 5.0 + 4 / 6.0, within(1e-15));
        // half of them are still there after a million renewals
        assertThat(sbg(0.01, 1e-3).renewalsToLeaving(5, 0.5)).isEmpty();
    }

    @RepeatedTest(300)
    void contract(RepetitionInfo run) {
        SplittableRandom random = new SplittableRandom(run.getCurrentRepetition());
        RenewalModel model = switch (random.nextInt(3)) {
            case 0 -> sbg(wide(random, 6), wide(random, 6));
            case 1 -> bdw(wide(random, 6), wide(random, 6), wide(random, 1.5));
            default -> GeometricModel.of(Math.pow(10, -6 * random.nextDouble()), PeriodUnit.YEAR);
        };
        int renewed = random.nextInt(3) == 0 ? 0 : (int) Math.pow(10, 5 * random.nextDouble());
        int ahead = (int) Math.pow(10, 5 * random.nextDouble());
        DiscountRate rate = DiscountRate.annual(random.nextInt(4) == 0 ? 0 : wide(random, 5));
        double probability = random.nextDouble(0.001, 0.999);
        String as =
                "seed %d: %s after %d, %d ahead, %s".formatted(run.getCurrentRepetition(), model, renewed, ahead, rate);
        double stays = model.survival(renewed, ahead);
        double sum = model.discountedExpectedResidualLifetime(renewed + 1, ahead, rate);
        double longer = model.discountedExpectedResidualLifetime(renewed + 1, ahead + 1 + ahead / 2, rate);
        double perYear = 1 + rate.effectivePerYear();

        assertThat(stays + model.churnProbability(renewed, ahead)).as(as).isCloseTo(1, within(1e-13));
        assertThat(model.survival(renewed, ahead + 1)).as(as).isBetween(0.0, stays);
        assertThat(model.probabilityOfLeaving(renewed, ahead)).as(as).isBetween(0.0, 1 - stays + 1e-13);
        // payments last at least as long as the last of them is likely, and no longer than the first
        double next = model.survival(renewed, 1);
        double annuity = rate.effectivePerYear() == 0
                ? ahead
                : -Math.expm1(-ahead * Math.log(perYear)) * perYear / rate.effectivePerYear();
        assertThat(sum).as(as).isBetween(stays * annuity * (1 - 1e-9), next * annuity * (1 + 1e-9));
        assertThat(longer).as(as).isGreaterThanOrEqualTo(sum * (1 - 1e-12)).isFinite();
        assertThat(model.expectedResidualPayments(renewed, ahead)).as(as).isBetween(sum * (1 - 1e-12), (double) ahead);
        if (rate.effectivePerYear() > 0) {
            double endless = model.discountedExpectedResidualLifetime(renewed + 1, rate);
            assertThat(sum).as(as).isLessThanOrEqualTo(endless * (1 + 1e-11));
            assertThat(model.discountedExpectedResidualLifetime(renewed + 1, Integer.MAX_VALUE, rate))
                    .as(as)
                    .isCloseTo(
                            endless,
                            within(1e-11 * endless + Math.exp(-2.1e9 * Math.log(perYear)) * perYear / (perYear - 1)));
        }
        model.renewalsToLeaving(renewed, probability)
                .ifPresentOrElse(
                        t -> {
                            assertThat(model.churnProbability(renewed, t))
                                    .as(as)
                                    .isGreaterThanOrEqualTo(probability);
                            assertThat(model.churnProbability(renewed, t - 1))
                                    .as(as)
                                    .isLessThan(probability);
                        },
                        () -> assertThat(model.churnProbability(renewed, RenewalModel.LONGEST_TENURE))
                                .as(as)
                                .isLessThan(probability));
    }

    private static double wide(SplittableRandom random, double decades) {
        return Math.pow(10, decades * (2 * random.nextDouble() - 1));
    }

    /** With g by hand from 1 + beta/(alpha + beta): the variance is gᵀ C g. */
    @Test
    void errorsOfHorizonsByHand() {
        RenewalModelFit<SbgModel> fit = Sbg.fit(RenewalCounts.ofSurvivors(PeriodUnit.YEAR, 1000, 631, 468, 382, 326));
        FitReport report = fit.report();
        double alpha = fit.model().parameters().alpha();
        double beta = fit.model().parameters().beta();
        double square = (alpha + beta) * (alpha + beta);
        double[] g = {-beta / square, alpha / square};
        double[][] c = report.covariance();
        double variance = g[0] * g[0] * c[0][0] + 2 * g[0] * g[1] * c[0][1] + g[1] * g[1] * c[1][1];
        assertThat(fit.standardError(model -> model.expectedPayments(2)).orElseThrow())
                .isCloseTo(Math.sqrt(variance), within(1e-9 * Math.sqrt(variance)));
        assertThat(fit.standardError(model -> model.survivalPath(0, 3)[1]).orElseThrow())
                .isCloseTo(Math.sqrt(variance), within(1e-9 * Math.sqrt(variance)));
        assertThat(fit.standardError(model -> model.discountedExpectedResidualLifetime(3, 10, DiscountRate.annual(0.1)))
                        .orElseThrow())
                .isPositive()
                .isFinite();
    }

    @Test
    void madeUpContractsGiveTheirParametersBack() {
        BdwModel truth = bdw(1.2, 4, 1.3);
        RenewalSimulator simulator = new RenewalSimulator(truth, 20180502);
        int[] observed = new int[100_000];
        Arrays.setAll(observed, i -> i % 16); // sixteen cohorts, the youngest without a renewal yet
        CensoredDurations contracts = simulator.durations(observed);
        RenewalModelFit<BdwModel> fit = Bdw.fit(RenewalCounts.of(PeriodUnit.YEAR, contracts));
        double[] expected = {1.2, 4, 1.3};
        for (int i = 0; i < expected.length; i++) {
            var estimate = fit.report().estimates().get(i);
            assertThat(estimate.value())
                    .as(estimate.name())
                    .isCloseTo(expected[i], within(4 * estimate.standardError().orElseThrow()));
        }
    }

    @Test
    void aContractIsTheSameWhoeverElseIsMadeAndHoweverLongItIsSeen() {
        RenewalSimulator simulator = new RenewalSimulator(sbg(0.7, 1.2), 11);
        CensoredDurations all = simulator.durations(2000, 12);
        RenewalCounts counts = RenewalCounts.of(PeriodUnit.YEAR, all);
        RenewalCounts same = simulator.counts(2000, 12);
        for (int t = 1; t <= 12; t++) {
            assertThat(counts.left(t)).isEqualTo(same.left(t));
            assertThat(counts.stayed(t)).isEqualTo(same.stayed(t));
        }
        CensoredDurations few = simulator.durations(20, 5);
        for (int i = 0; i < few.size(); i++) {
            boolean left = all.ended(i) && all.duration(i) <= 5;
            assertThat(few.ended(i)).isEqualTo(left);
            assertThat(few.duration(i)).isEqualTo(left ? all.duration(i) : 5);
        }
        assertThat(simulator.durations(0, 3).size()).isZero();
    }

    @Test
    void wrongArgumentsAreNamed() {
        SbgModel model = sbg(1, 4);
        DiscountRate rate = DiscountRate.annual(0.1);
        assertThatThrownBy(() -> model.survival(-1, 2)).hasMessageContaining("renewed must be 0 or more");
        assertThatThrownBy(() -> model.survival(1, -2)).hasMessageContaining("ahead must be 0 or more");
        assertThatThrownBy(() -> model.survivalPath(1, -2)).hasMessageContaining("ahead must be 0 or more");
        assertThatThrownBy(() -> model.probabilityOfLeaving(1, 0)).hasMessageContaining("next must be 1 or more");
        assertThatThrownBy(() -> model.probabilityOfLeaving(Integer.MAX_VALUE, 2))
                .hasMessageContaining("together");
        assertThatThrownBy(() -> model.renewalsToLeaving(1, 1)).hasMessageContaining("probability");
        assertThatThrownBy(() -> model.expectedPayments(-1)).hasMessageContaining("periods must be 0 or more");
        assertThatThrownBy(() -> model.discountedExpectedResidualLifetime(0, 3, rate))
                .hasMessageContaining("payments must be 1 or more");
        assertThatThrownBy(() -> model.discountedExpectedResidualLifetime(1, -3, rate))
                .hasMessageContaining("ahead must be 0 or more");
        assertThatThrownBy(() -> counts(1.5, true)).hasMessageContaining("whole number");
        assertThatThrownBy(() -> counts(0, true)).hasMessageContaining("renewal 0");
        assertThatThrownBy(() -> counts(1e9, true)).hasMessageContaining("below 100000000");
        assertThatThrownBy(() -> RenewalCounts.of(
                        PeriodUnit.YEAR,
                        CensoredDurations.of(new double[] {3}, new boolean[1]).withEntries(new double[] {1})))
                .hasMessageContaining("entered at 0");
    }

    private static RenewalCounts counts(double duration, boolean ended) {
        return RenewalCounts.of(PeriodUnit.YEAR, CensoredDurations.of(new double[] {duration}, new boolean[] {ended}));
    }
}
