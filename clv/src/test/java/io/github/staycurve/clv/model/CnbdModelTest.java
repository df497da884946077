package io.github.staycurve.clv.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.offset;

import io.github.staycurve.core.data.CustomerSummary;
import io.github.staycurve.core.data.CustomerSummaryTable;
import io.github.staycurve.core.data.ScoreColumn;
import io.github.staycurve.core.internal.math.GammaFunctions;
import io.github.staycurve.core.internal.math.GaussLegendre;
import io.github.staycurve.core.time.DiscountRate;
import io.github.staycurve.core.time.Horizon;
import io.github.staycurve.core.time.PeriodUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleBinaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The CNBD models from their definition: with rate and dropout probability known everything is a sum over Poisson counts,
 * and its mean over the two distributions is taken by brute force on a grid.
 */
class CnbdModelTest {
    private static CnbdModel model(int coins, int k, double r, double alpha, double a, double b) {
        DropoutTiming timing = coins == 0 ? DropoutTiming.AFTER_REPEAT_PURCHASES : DropoutTiming.AFTER_EVERY_PURCHASE;
        return CnbdModel.of(new CnbdParameters(timing, k, r, alpha, a, b), PeriodUnit.WEEK);
    }

    /** One history with the formulas of its model for a known rate and dropout probability. */
    private record Known(int k, int coins, int x, double tx, double age) {

        /** Probability density of the purchases, staying, and j events in the silence. */
        double phase(int j, double rate, double p) {
            double silence = age - tx;
            return Math.pow(rate, k * x)
                    * Math.exp(-rate * tx)
                    * Math.pow(1 - p, x + coins)
                    * poisson(j, rate * silence);
        }

        double alive(double rate, double p) {
            return sum(rate, p, j -> 1);
        }

        double gone(double rate, double p) {
            int m = x + coins;
            return m == 0 ? 0 : Math.pow(rate, k * x) * Math.exp(-rate * tx) * p * Math.pow(1 - p, m - 1);
        }

        double sum(double rate, double p, java.util.function.IntToDoubleFunction ofPhase) {
            double sum = 0;
            for (int j = 0; j < k; j++) {
                sum += phase(j, rate, p) * ofPhase.applyAsDouble(j);
            }
            return sum;
        }

        double purchases(double rate, double p, double t) {
            return sum(rate, p, j -> {
                double total = 0;
                double term = 1;
                for (int n = 1; term > 1e-15 * total; n++) {
                    term = Math.pow(1 - p, n - 1) * atLeast(k * n - j, rate * t);
                    total += term;
                }
                return total;
            });
        }

        double exactly(int n, double rate, double p, double t) {
            return sum(rate, p, j -> {
                double many = atLeast(k * n - j, rate * t);
                double more = atLeast(k * (n + 1) - j, rate * t);
                return Math.pow(1 - p, n) * (many - more) + Math.pow(1 - p, n - 1) * p * many;
            });
        }

        double endless(double rate, double p, double delta) {
            double discount = rate / (rate + delta);
            return sum(rate, p, j -> Math.pow(discount, k - j) / (1 - (1 - p) * Math.pow(discount, k)));
        }

        private static double poisson(int n, double mean) {
            return mean == 0 ? (n == 0 ? 1 : 0) : Math.exp(n * Math.log(mean) - mean - GammaFunctions.logGamma(n + 1));
        }

        private static double atLeast(int n, double mean) {
            double term = poisson(n, mean);
            double sum = 0;
            for (int i = n + 1; i < mean || term > 1e-17 * sum; i++) {
                sum += term;
                term *= mean / i;
            }
            return sum;
        }
    }

    @ParameterizedTest
    @CsvSource({
        // coins, k, r, alpha, a, b, x, tx, T, horizon, delta
        "0, 2, 1.4, 5, 1.2, 2.6, 3, 20, 38, 20, 0.01",
        "1, 2, 2, 7.5, 1, 3, 0, 0, 12, 10, 0.05",
        "0, 3, 1.5, 4, 3.5, 1, 0, 0, 6, 9, 0.02",
        "1, 3, 2.5, 3, 1.5, 1.5, 4, 9, 12, 10, 0.03",
        "1, 7, 6, 9, 2, 8, 1, 10, 15, 20, 0.1",
        "0, 12, 8, 6, 1.3, 4, 2, 14, 14, 12, 0.04",
    })
    void meansOverTheTwoDistributions(
            int coins,
            int k,
            double r,
            double alpha,
            double a,
            double b,
            int x,
            double tx,
            double age,
            double horizon,
            double delta) {
        CnbdModel model = model(coins, k, r, alpha, a, b);
        BgNbdParameters prior = new BgNbdParameters(r, alpha, a, b);
        Known known = new Known(k, coins, x, tx, age);

        double living = mean(prior, known::alive);
        double likelihood = living + mean(prior, known::gone);
        double expected = mean(prior, (rate, p) -> known.purchases(rate, p, horizon)) / likelihood;
        double died = mean(prior, (rate, p) -> p * known.purchases(rate, p, horizon)) / likelihood;
        double endless = mean(prior, (rate, p) -> known.endless(rate, p, delta)) / likelihood;

        assertThat(model.logLikelihood(x, tx, age, 0))
                .isCloseTo(Math.log(likelihood) - x * GammaFunctions.logGamma(k), offset(1e-9));
        assertThat(model.logLikelihood(x, tx, age, 1.5) - model.logLikelihood(x, tx, age, 0))
                .isCloseTo(1.5 * (k - 1), offset(1e-12));
        assertThat(model.probabilityAlive(x, tx, age)).isCloseTo(living / likelihood, offset(1e-10));
        assertThat(model.expectedPurchases(x, tx, age, horizon)).isCloseTo(expected, offset(1e-9 * expected));
        assertThat(model.probabilityAlive(x, tx, age, horizon)).isCloseTo(living / likelihood - died, offset(1e-10));
        assertThat(model.dert(x, tx, age, delta)).isCloseTo(endless, offset(1e-9 * endless));
        double none = 1 - mean(prior, (rate, p) -> atLeastOne(known, rate, p, horizon)) / likelihood;
        assertThat(model.probabilityNoPurchase(x, tx, age, horizon)).isCloseTo(none, offset(1e-10));
        double total = none;
        for (int n = 1; n < 4; n++) {
            int count = n;
            double exactly = mean(prior, (rate, p) -> known.exactly(count, rate, p, horizon)) / likelihood;
            assertThat(model.probabilityOfPurchases(n, x, tx, age, horizon)).isCloseTo(exactly, offset(1e-10));
            total += exactly;
        }
        assertThat(total).isLessThan(1 + 1e-9);
    }

    private static double atLeastOne(Known known, double rate, double p, double t) {
        return known.sum(rate, p, j -> Known.atLeast(known.k() - j, rate * t));
    }

    /** Returns the mean over rate ~ Gamma(r, alpha) and dropout ~ Beta(a, b); the shapes are at least 1. */
    private static double mean(BgNbdParameters p, DoubleBinaryOperator known) {
        double logConstant = p.r() * Math.log(p.alpha())
                - GammaFunctions.logGamma(p.r())
                + GammaFunctions.logGamma(p.a() + p.b())
                - GammaFunctions.logGamma(p.a())
                - GammaFunctions.logGamma(p.b());
        GaussLegendre rule = GaussLegendre.THIRTY_TWO;
        int panels = 6;
        double longest = (p.r() + 40 + 12 * Math.sqrt(p.r())) / p.alpha();
        double sum = 0;
        for (int i = 0; i < panels * rule.size(); i++) {
            int panel = i / rule.size();
            double v = (panel + (1 + rule.node(i % rule.size())) / 2) / panels;
            double rate = longest * v * v * v;
            double rateWeight = rule.weight(i % rule.size()) / (2 * panels) * 3 * v * v * longest;
            double rateDensity = Math.exp((p.r() - 1) * Math.log(rate) - p.alpha() * rate + logConstant);
            if (rateDensity * rateWeight < 1e-18) {
                continue;
            }
            double inner = 0;
            for (int j = 0; j < 2 * rule.size(); j++) {
                int part = j / rule.size();
                double u = (part + (1 + rule.node(j % rule.size())) / 2) / 2;
                double dropout = u * u * u * (10 - u * (15 - 6 * u));
                double slope = 30 * u * u * (1 - u) * (1 - u);
                double survival = (1 - u) * (1 - u) * (1 - u) * (1 + u * (3 + 6 * u));
                double density = Math.pow(dropout, p.a() - 1) * Math.pow(survival, p.b() - 1);
                inner += rule.weight(j % rule.size()) / 4 * slope * density * known.applyAsDouble(rate, dropout);
            }
            sum += rateWeight * rateDensity * inner;
        }
        return sum;
    }

    /** For k = 1 every number is that of BG/NBD and MBG/NBD. */
    @ParameterizedTest
    @EnumSource
    void oneStepIsTheSimplerModel(DropoutTiming timing) {
        CnbdModel cnbd = CnbdModel.of(new CnbdParameters(timing, 1, 0.243, 4.414, 0.793, 2.426), PeriodUnit.WEEK);
        BetaGeometricModel simple = timing == DropoutTiming.AFTER_EVERY_PURCHASE
                ? MbgNbdModel.of(new MbgNbdParameters(0.243, 4.414, 0.793, 2.426), PeriodUnit.WEEK)
                : BgNbdModel.of(new BgNbdParameters(0.243, 4.414, 0.793, 2.426), PeriodUnit.WEEK);
        for (int x : new int[] {0, 1, 2, 30}) {
            double tx = x == 0 ? 0 : 30.43;
            assertThat(cnbd.probabilityAlive(x, tx, 39)).isEqualTo(simple.probabilityAlive(x, tx, 39));
            assertThat(cnbd.probabilityAlive(x, tx, 39, 20)).isEqualTo(simple.probabilityAlive(x, tx, 39, 20));
            assertThat(cnbd.expectedPurchases(x, tx, 39, 52)).isEqualTo(simple.expectedPurchases(x, tx, 39, 52));
            assertThat(cnbd.expectedPurchases(x, tx, 39, 5, 52)).isEqualTo(simple.expectedPurchases(x, tx, 39, 5, 52));
            assertThat(cnbd.discountedExpectedPurchases(x, tx, 39, 52, 0.01))
                    .isEqualTo(simple.discountedExpectedPurchases(x, tx, 39, 52, 0.01));
            assertThat(cnbd.discountedExpectedPurchases(x, tx, 39, 1, 52, 0.01))
                    .isEqualTo(simple.discountedExpectedPurchases(x, tx, 39, 1, 52, 0.01));
            assertThat(cnbd.dert(x, tx, 39, 0.01)).isEqualTo(simple.dert(x, tx, 39, 0.01));
            assertThat(cnbd.probabilityNoPurchase(x, tx, 39, 9)).isEqualTo(simple.probabilityNoPurchase(x, tx, 39, 9));
            assertThat(cnbd.probabilityOfPurchases(2, x, tx, 39, 9))
                    .isEqualTo(simple.probabilityOfPurchases(2, x, tx, 39, 9));
            assertThat(cnbd.probabilityOfPurchases(x, 39)).isEqualTo(simple.probabilityOfPurchases(x, 39));
            assertThat(cnbd.expectedResidualLifetime(x, tx, 39)).isEqualTo(simple.expectedResidualLifetime(x, tx, 39));
            assertThat(cnbd.logLikelihood(x, tx, 39, 0.4))
                    .isCloseTo(simple.logLikelihood(x, tx, 39), offset(1e-12 * (1 + x)));
        }
        assertThat(cnbd.expectedPurchasesOfNewCustomer(52)).isEqualTo(simple.expectedPurchasesOfNewCustomer(52));
    }

    /** The formulas for k above 1, taken at k = 1, give BG/NBD and MBG/NBD too, by other sums and integrals. */
    @ParameterizedTest
    @CsvSource({"0, 0.243, 4.414, 0.793, 2.426", "1, 0.525, 6.183, 0.891, 1.614", "1, 3, 2, 5, 1"})
    void theFormulasForMoreStepsHoldForOne(int coins, double r, double alpha, double a, double b) {
        CnbdModel simple = model(coins, 1, r, alpha, a, b);
        ErlangModel general = new ErlangModel(simple.parameters(), PeriodUnit.WEEK);
        for (int x : new int[] {0, 1, 2, 30}) {
            double tx = x == 0 ? 0 : 30.43;
            for (double t : new double[] {0.5, 39, 2000}) {
                close(general.expectedPurchases(x, tx, 39, t), simple.expectedPurchases(x, tx, 39, t));
                close(general.probabilityAlive(x, tx, 39, t), simple.probabilityAlive(x, tx, 39, t));
                close(general.probabilityNoPurchase(x, tx, 39, t), simple.probabilityNoPurchase(x, tx, 39, t));
                close(general.probabilityOfPurchases(3, x, tx, 39, t), simple.probabilityOfPurchases(3, x, tx, 39, t));
            }
            close(general.dert(x, tx, 39, 0.01), simple.dert(x, tx, 39, 0.01));
            close(
                    general.discountedExpectedPurchases(x, tx, 39, 3, 60, 0.01),
                    simple.discountedExpectedPurchases(x, tx, 39, 3, 60, 0.01));
            assertThat(general.expectedResidualLifetime(x, tx, 39).orElse(-1))
                    .isCloseTo(simple.expectedResidualLifetime(x, tx, 39).orElse(-1), offset(1e-9));
        }
    }

    private static void close(double actual, double expected) {
        assertThat(actual).isCloseTo(expected, offset(1e-11 * expected));
    }

    /** The discounted stream is also e^(−delta h) E(h) + delta ∫ e^(−delta s) E(s) ds, by parts. */
    @ParameterizedTest
    @CsvSource({"2, 0.05", "5, 0.01", "12, 0.2"})
    void discountingByParts(int k, double delta) {
        CnbdModel model = model(1, k, 9, 4, 0.9, 2);
        double h = 30;
        GaussLegendre rule = GaussLegendre.THIRTY_TWO;
        double sum = Math.exp(-delta * h) * model.expectedPurchases(2, 5, 6, h);
        int panels = 60;
        for (int i = 0; i < panels * rule.size(); i++) {
            int panel = i / rule.size();
            double s = h * (panel + (1 + rule.node(i % rule.size())) / 2) / panels;
            double weight = h * rule.weight(i % rule.size()) / (2 * panels);
            sum += weight * delta * Math.exp(-delta * s) * model.expectedPurchases(2, 5, 6, s);
        }
        assertThat(model.discountedExpectedPurchases(2, 5, 6, h, delta)).isCloseTo(sum, offset(1e-11 * sum));
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "0, 3", "1, 8"})
    void tablesGiveTheNumbersOfOneCustomer(int coins, int k) {
        CnbdModel model = model(coins, k, 0.7 * k, 6, 0.9, 1.6);
        List<CustomerSummary> rows = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            int x = i % 7;
            rows.add(CustomerSummary.of("c" + i, x, x == 0 ? 0 : 1 + i / 2.0, 31 + i % 11));
        }
        CustomerSummaryTable table = CustomerSummaryTable.of(PeriodUnit.WEEK, rows);
        DiscountRate rate = DiscountRate.annual(0.1);
        Horizon year = Horizon.of(52, PeriodUnit.WEEK);
        ScoreColumn alive = model.probabilityAlive(table);
        ScoreColumn discounted = model.discountedExpectedPurchases(table, year, rate);
        ScoreColumn endless = model.dert(table, rate);
        double delta = rate.perUnit(PeriodUnit.WEEK);
        for (int row = 0; row < table.size(); row++) {
            int x = table.frequency(row);
            double tx = table.recency(row);
            double age = table.age(row);
            assertThat(alive.valueOrNaN(row)).isEqualTo(model.probabilityAlive(x, tx, age));
            assertThat(discounted.valueOrNaN(row)).isEqualTo(model.discountedExpectedPurchases(x, tx, age, 52, delta));
            assertThat(endless.valueOrNaN(row)).isEqualTo(model.dert(x, tx, age, delta));
        }
        CustomerSummaryTable days = CustomerSummaryTable.of(PeriodUnit.DAY, rows);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> model.dert(days, rate))
                .withMessageContaining("table must be in weeks");
    }

    /** A customer who is gone for certain buys nothing more, however long that would take to add up. */
    @Test
    void whoIsGoneBuysNothing() {
        CnbdModel model = model(1, 16, 23, 1.8e-4, 6700, 2.8);
        assertThat(model.probabilityAlive(9791, 7, 128)).isZero();
        assertThat(model.discountedExpectedPurchases(9791, 7, 128, 3600, 4e-4)).isZero();
        assertThat(model.expectedPurchases(9791, 7, 128, 1000, 3600)).isZero();
    }

    @Test
    void inputsOutOfRangeAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> model(0, 0, 1, 1, 1, 1))
                .withMessage("k must be from 1 to 20, was 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> model(0, 21, 1, 1, 1, 1))
                .withMessage("k must be from 1 to 20, was 21");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> model(0, 2, 1, Double.NaN, 1, 1))
                .withMessage("alpha must be positive and finite, was NaN");
        CnbdModel model = model(1, 3, 1, 1, 1, 1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> model.expectedPurchases(1, 2, 1, 1))
                .withMessage("tx must lie in [0.0, 1.0], was 2.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> model.dert(1, 1, 1, 0))
                .withMessage("deltaPerUnit must be 1.0E-12 or more and finite, was 0.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> model.withParameterValues(new double[5]))
                .withMessage("values must hold 4 values, has 5");
    }
}
