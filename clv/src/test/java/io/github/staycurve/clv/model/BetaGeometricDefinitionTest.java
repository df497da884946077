package io.github.staycurve.clv.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import io.github.staycurve.core.internal.math.GammaFunctions;
import io.github.staycurve.core.internal.math.GaussLegendre;
import io.github.staycurve.core.time.PeriodUnit;
import org.assertj.core.data.Offset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The models from their definition: every quantity of a customer with known rate and dropout probability is elementary, and
 * its mean over the two distributions is taken by brute force on a grid.
 */
class BetaGeometricDefinitionTest {
    /** A quantity of one history for a known purchase rate and dropout probability. */
    @FunctionalInterface
    private interface Known {
        double at(double rate, double dropout);
    }

    @ParameterizedTest
    @CsvSource({
        // coin after the first purchase, r, alpha, a, b, x, tx, T, horizon, delta
        "0, 1.4, 5, 1.2, 2.6, 3, 20, 38, 39, 0.01",
        "1, 1.4, 5, 1.2, 2.6, 3, 20, 38, 39, 0.01",
        "0, 2, 7.5, 1, 3, 0, 0, 12, 10, 0.05",
        "1, 2, 7.5, 1, 3, 0, 0, 12, 10, 0.05",
        "0, 1.5, 4, 3.5, 1, 1, 0.5, 30, 100, 0.002",
        "1, 1.5, 4, 3.5, 1, 1, 0.5, 30, 100, 0.002",
        "0, 6, 60, 20, 80, 12, 50, 52, 26, 0.001",
        "1, 6, 60, 20, 80, 12, 50, 52, 26, 0.001",
        "0, 1.2, 3, 1.5, 1.5, 40, 30, 30, 52, 0.03",
        "1, 1.2, 3, 1.5, 1.5, 40, 30, 30, 52, 0.03",
    })
    void meansOverTheTwoDistributions(
            int coins,
            double r,
            double alpha,
            double a,
            double b,
            int x,
            double tx,
            double age,
            double horizon,
            double delta) {
        BgNbdParameters parameters = new BgNbdParameters(r, alpha, a, b);
        BetaGeometricModel model = coins == 0
                ? BgNbdModel.of(parameters, PeriodUnit.WEEK)
                : MbgNbdModel.of(new MbgNbdParameters(r, alpha, a, b), PeriodUnit.WEEK);
        int m = x + coins;
        Known alive = (rate, p) -> Math.pow(rate, x) * Math.exp(-rate * age) * Math.pow(1 - p, m);
        Known gone = (rate, p) -> m == 0 ? 0 : Math.pow(rate, x) * Math.exp(-rate * tx) * p * Math.pow(1 - p, m - 1);
        double from = horizon / 3;

        double aliveMass = mean(parameters, alive);
        double likelihood = aliveMass + mean(parameters, gone);
        double expected = mean(parameters, (rate, p) -> alive.at(rate, p) * -Math.expm1(-rate * p * horizon) / p);
        double later = mean(
                parameters,
                (rate, p) -> alive.at(rate, p) * (Math.exp(-rate * p * from) - Math.exp(-rate * p * horizon)) / p);
        double discounted = mean(
                parameters,
                (rate, p) ->
                        alive.at(rate, p) * rate * -Math.expm1(-(rate * p + delta) * horizon) / (rate * p + delta));
        double endless = mean(parameters, (rate, p) -> alive.at(rate, p) * rate / (rate * p + delta));
        double silent = mean(parameters, (rate, p) -> alive.at(rate, p) * Math.exp(-rate * horizon));
        double newCustomer =
                mean(parameters, (rate, p) -> Math.pow(1 - p, coins) * -Math.expm1(-rate * p * horizon) / p);

        assertThat(model.logLikelihood(x, tx, age)).isCloseTo(Math.log(likelihood), offset(1e-9));
        assertThat(model.probabilityAlive(x, tx, age)).isCloseTo(aliveMass / likelihood, near(aliveMass / likelihood));
        assertThat(model.expectedPurchases(x, tx, age, horizon))
                .isCloseTo(expected / likelihood, near(expected / likelihood));
        assertThat(model.expectedPurchases(x, tx, age, from, horizon))
                .isCloseTo(later / likelihood, near(later / likelihood));
        assertThat(model.discountedExpectedPurchases(x, tx, age, horizon, delta))
                .isCloseTo(discounted / likelihood, near(discounted / likelihood));
        assertThat(model.dert(x, tx, age, delta)).isCloseTo(endless / likelihood, near(endless / likelihood));
        double noPurchase = (likelihood - aliveMass + silent) / likelihood;
        assertThat(model.probabilityNoPurchase(x, tx, age, horizon)).isCloseTo(noPurchase, near(noPurchase));
        assertThat(model.expectedPurchasesOfNewCustomer(horizon)).isCloseTo(newCustomer, near(newCustomer));

        double ahead = mean(parameters, (rate, p) -> alive.at(rate, p) * Math.exp(-rate * p * horizon)) / likelihood;
        assertThat(model.probabilityAlive(x, tx, age, horizon)).isCloseTo(ahead, near(ahead));
        for (int n = 1; n < 4; n++) {
            int count = n;
            double exactly = mean(parameters, (rate, p) -> alive.at(rate, p) * counted(count, rate * horizon, p));
            assertThat(model.probabilityOfPurchases(n, x, tx, age, horizon))
                    .as("n %d", n)
                    .isCloseTo(exactly / likelihood, near(exactly / likelihood));
        }
    }

    /** Returns the probability of n purchases, n or more without dropout and a dropout at the last, or n without any. */
    private static double counted(int n, double mean, double dropout) {
        double term = Math.exp(-mean);
        double fewer = 0;
        for (int k = 0; k < n; k++) {
            fewer += term;
            term *= mean / (k + 1);
        }
        return Math.pow(1 - dropout, n) * term + dropout * Math.pow(1 - dropout, n - 1) * (1 - fewer);
    }

    private static Offset<Double> near(double value) {
        return offset(1e-9 * value);
    }

    /** Returns the mean over rate ~ Gamma(r, alpha) and dropout ~ Beta(a, b); the shapes are at least 1. */
    private static double mean(BgNbdParameters p, Known known) {
        double logConstant = p.r() * Math.log(p.alpha())
                - GammaFunctions.logGamma(p.r())
                + GammaFunctions.logGamma(p.a() + p.b())
                - GammaFunctions.logGamma(p.a())
                - GammaFunctions.logGamma(p.b());
        GaussLegendre rule = GaussLegendre.THIRTY_TWO;
        int panels = 12;
        double longest = (p.r() + 40 + 12 * Math.sqrt(p.r())) / p.alpha();
        double sum = 0;
        for (int i = 0; i < panels * rule.size(); i++) {
            // both variables as the cube of one that runs evenly, to smooth the ends
            int panel = i / rule.size();
            double v = (panel + (1 + rule.node(i % rule.size())) / 2) / panels;
            double rate = longest * v * v * v;
            double rateWeight = rule.weight(i % rule.size()) / (2 * panels) * 3 * v * v * longest;
            double rateDensity = Math.exp((p.r() - 1) * Math.log(rate) - p.alpha() * rate + logConstant);
            double inner = 0;
            for (int j = 0; j < 4 * rule.size(); j++) {
                int part = j / rule.size();
                double u = (part + (1 + rule.node(j % rule.size())) / 2) / 4;
                double dropout = u * u * u * (10 - u * (15 - 6 * u));
                double slope = 30 * u * u * (1 - u) * (1 - u);
                double survival = (1 - u) * (1 - u) * (1 - u) * (1 + u * (3 + 6 * u));
                double density = Math.pow(dropout, p.a() - 1) * Math.pow(survival, p.b() - 1);
                inner += rule.weight(j % rule.size()) / 8 * slope * density * known.at(rate, dropout);
            }
            sum += rateWeight * rateDensity * inner;
        }
        return sum;
    }
}
