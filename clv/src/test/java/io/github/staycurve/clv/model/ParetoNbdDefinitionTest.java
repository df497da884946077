package io.github.staycurve.clv.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import io.github.staycurve.core.time.PeriodUnit;
import java.util.function.DoubleBinaryOperator;
import org.assertj.core.data.Offset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The model from its definition: every quantity of a customer with known purchase and dropout rate is elementary, and its
 * mean over the two distributions is taken by brute force.
 */
class ParetoNbdDefinitionTest {

    @ParameterizedTest
    @CsvSource({
        // r, alpha, s, beta, x, tx, T, horizon, delta
        "0.553, 10.58, 0.606, 11.67, 2, 30.43, 38.86, 39, 0.01",
        "2, 7.5, 1, 7.5, 0, 0, 12, 10, 0.05",
        "0.8, 40, 2.5, 10, 1, 0.5, 30, 100, 0.002",
        "6, 60, 0.4, 3, 12, 50, 52, 26, 0.001",
        "1.2, 3, 20, 900, 40, 30, 30, 52, 0.03",
    })
    void meansOverTheTwoDistributions(
            double r, double alpha, double s, double beta, int x, double tx, double age, double horizon, double delta) {
        ParetoNbdModel model = ParetoNbdModel.of(new ParetoNbdParameters(r, alpha, s, beta), PeriodUnit.WEEK);
        LatentMeans means = new LatentMeans(r, alpha, s, beta, Math.max(r + x, s));
        // λ^x relative to its size at the mean rate, against underflow
        double scale = (r + x) / (alpha + age);
        DoubleBinaryOperator alive = (rate, mu) -> Math.pow(rate / scale, x) * Math.exp(-(rate + mu) * age);
        DoubleBinaryOperator gone = (rate, mu) -> Math.pow(rate / scale, x)
                * Math.exp(-(rate + mu) * tx)
                * (mu / (rate + mu))
                * -Math.expm1(-(rate + mu) * (age - tx));
        double from = horizon / 3;
        double mass = means.of(alive);
        double likelihood = mass + means.of(gone);

        assertThat(model.logLikelihood(x, tx, age))
                .isCloseTo(Math.log(likelihood) + x * Math.log(scale), offset(1e-10));
        assertThat(model.probabilityAlive(x, tx, age)).isCloseTo(mass / likelihood, near(mass / likelihood));
        double ahead = means.of((rate, mu) -> alive.applyAsDouble(rate, mu) * Math.exp(-mu * from)) / likelihood;
        assertThat(model.probabilityAlive(x, tx, age, from)).isCloseTo(ahead, near(ahead));
        double expected = means.of((rate, mu) -> alive.applyAsDouble(rate, mu) * rate * -Math.expm1(-mu * horizon) / mu)
                / likelihood;
        assertThat(model.expectedPurchases(x, tx, age, horizon)).isCloseTo(expected, near(expected));
        double later = means.of((rate, mu) -> alive.applyAsDouble(rate, mu)
                        * rate
                        * Math.exp(-mu * from)
                        * -Math.expm1(-mu * (horizon - from))
                        / mu)
                / likelihood;
        assertThat(model.expectedPurchases(x, tx, age, from, horizon)).isCloseTo(later, near(later));
        double discounted = means.of((rate, mu) ->
                        alive.applyAsDouble(rate, mu) * rate * -Math.expm1(-(mu + delta) * horizon) / (mu + delta))
                / likelihood;
        assertThat(model.discountedExpectedPurchases(x, tx, age, horizon, delta))
                .isCloseTo(discounted, near(discounted));
        double endless = means.of((rate, mu) -> alive.applyAsDouble(rate, mu) * rate / (mu + delta)) / likelihood;
        assertThat(model.dert(x, tx, age, delta)).isCloseTo(endless, near(endless));
    }

    @ParameterizedTest
    @CsvSource({
        "0.553, 10.58, 0.606, 11.67, 2, 30.43, 38.86, 39",
        "2, 7.5, 1, 7.5, 0, 0, 12, 10",
        "0.8, 40, 2.5, 10, 1, 0.5, 30, 100",
        "1.2, 3, 20, 900, 40, 30, 30, 5",
    })
    void countsOverTheTwoDistributions(
            double r, double alpha, double s, double beta, int x, double tx, double age, double horizon) {
        ParetoNbdModel model = ParetoNbdModel.of(new ParetoNbdParameters(r, alpha, s, beta), PeriodUnit.WEEK);
        // given alive, the model of a new customer with other parameters
        LatentMeans ifAlive = new LatentMeans(r + x, alpha + age, s, beta + age, Math.max(r + x + 1, s));
        double alive = model.probabilityAlive(x, tx, age);
        double silent = ifAlive.of((rate, mu) -> (mu + rate * Math.exp(-(rate + mu) * horizon)) / (rate + mu));
        double one = ifAlive.of((rate, mu) -> {
            double sum = rate + mu;
            double staying = rate * horizon * Math.exp(-sum * horizon);
            return staying + rate * mu / (sum * sum) * (1 - Math.exp(-sum * horizon) * (1 + sum * horizon));
        });

        double none = 1 - alive + alive * silent;
        assertThat(model.probabilityNoPurchase(x, tx, age, horizon)).isCloseTo(none, near(none));
        assertThat(model.probabilityOfPurchases(0, x, tx, age, horizon)).isCloseTo(none, near(none));
        assertThat(model.probabilityOfPurchases(1, x, tx, age, horizon)).isCloseTo(alive * one, near(alive * one));
        if (s > 1) {
            double lifetime = alive * ifAlive.of((rate, mu) -> 1 / mu);
            assertThat(model.expectedResidualLifetime(x, tx, age).orElseThrow()).isCloseTo(lifetime, near(lifetime));
        } else {
            assertThat(model.expectedResidualLifetime(x, tx, age)).isEmpty();
        }
        double wait = model.timeToNextPurchase(x, tx, age, 0.3 * alive).orElseThrow();
        assertThat(model.probabilityNoPurchase(x, tx, age, wait)).isCloseTo(1 - 0.3 * alive, offset(1e-12));
    }

    private static Offset<Double> near(double value) {
        return offset(1e-10 * value);
    }
}
