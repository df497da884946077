package io.github.staycurve.clv.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import io.github.staycurve.core.internal.math.GaussLegendre;
import io.github.staycurve.core.time.PeriodUnit;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The model from its definition: what a customer with known purchase rate λ and known factor η does is elementary; means over
 * both and integrals over the time of dropping out are taken by brute force. There are no published values to test with.
 */
class GGompertzNbdDefinitionTest {
    private static final String CASES = """
            # r, alpha, b, s, beta, x, tx, T, horizon, delta
            0.553, 10.58, 0.05, 0.606, 0.6, 2, 30.43, 38.86, 39, 0.01
            2, 7.5, 0.01, 1, 1, 0, 0, 12, 10, 0.05
            0.8, 40, 0.2, 2.5, 400, 1, 0.5, 30, 60, 0.02
            6, 60, 0.0001, 0.4, 0.004, 12, 50, 52, 26, 0.03
            1.2, 3, 0.03, 20, 50, 40, 30, 30, 52, 0.03
            1.2857, 45, 0.0359, 9.95, 85.8, 1, 9, 40, 100, 0.01
            """;

    /** One customer's numbers before division by the likelihood. */
    private static final class Definition {
        final double b;
        final int x;
        final double tx;
        final double age;
        final LatentMeans means;
        /** λ^x is taken relative to its size at the mean rate, against underflow. */
        final double scale;

        Definition(double r, double alpha, double b, double s, double beta, int x, double tx, double age) {
            this.b = b;
            this.x = x;
            this.tx = tx;
            this.age = age;
            means = new LatentMeans(r, alpha, s, beta, Math.max(r + x + 3, s));
            scale = (r + x) / (alpha + age);
        }

        double survival(double y) {
            return means.ofSecond(eta -> Math.exp(-eta * Math.expm1(b * y)));
        }

        double density(double y) {
            return means.ofSecond(eta -> eta * b * Math.exp(b * y - eta * Math.expm1(b * y)));
        }

        /** Returns E[λ^(x + n) e^(−λy)]. */
        double purchases(int n, double y) {
            return means.ofFirst(rate -> Math.pow(rate / scale, x) * Math.pow(rate, n) * Math.exp(-rate * y));
        }

        double alive() {
            return purchases(0, age) * survival(age);
        }

        double likelihood() {
            return alive() + integral(tx, age, 12, y -> purchases(0, y) * density(y));
        }

        /** Returns the part of exactly n purchases in (T, T + horizon] by customers who are alive at T. */
        double count(int n, double horizon) {
            double factorial = 1;
            for (int k = 2; k <= n; k++) {
                factorial *= k;
            }
            double staying = purchases(n, age + horizon) * Math.pow(horizon, n) * survival(age + horizon);
            double leaving = integral(age, age + horizon, 12, y -> purchases(n, y) * Math.pow(y - age, n) * density(y));
            return (staying + leaving) / factorial;
        }

        static double integral(double from, double to, int panels, DoubleUnaryOperator f) {
            GaussLegendre rule = GaussLegendre.THIRTY_TWO;
            double half = (to - from) / (2 * panels);
            double sum = 0;
            for (int i = 0; i < panels * rule.size(); i++) {
                double middle = from + half * (1 + 2 * (i / rule.size()));
                sum += rule.weight(i % rule.size()) * f.applyAsDouble(middle + half * rule.node(i % rule.size()));
            }
            return half * sum;
        }
    }

    @ParameterizedTest
    @CsvSource(textBlock = CASES)
    void expectations(
            double r,
            double alpha,
            double b,
            double s,
            double beta,
            int x,
            double tx,
            double age,
            double horizon,
            double delta) {
        GGompertzNbdModel model =
                GGompertzNbdModel.of(new GGompertzNbdParameters(r, alpha, b, s, beta), PeriodUnit.WEEK);
        Definition d = new Definition(r, alpha, b, s, beta, x, tx, age);
        double likelihood = d.likelihood();
        double alive = d.alive() / likelihood;
        double rate = d.purchases(1, age) / likelihood; // E[λ; alive] once multiplied by S
        double from = horizon / 3;

        assertThat(model.logLikelihood(x, tx, age))
                .isCloseTo(Math.log(likelihood) + x * Math.log(d.scale), offset(1e-10));
        assertThat(model.probabilityAlive(x, tx, age)).isCloseTo(alive, near(alive));
        double ahead = d.purchases(0, age) * d.survival(age + from) / likelihood;
        assertThat(model.probabilityAlive(x, tx, age, from)).isCloseTo(ahead, near(ahead));
        double expected = rate * Definition.integral(age, age + horizon, 12, d::survival);
        assertThat(model.expectedPurchases(x, tx, age, horizon)).isCloseTo(expected, near(expected));
        double later = rate * Definition.integral(age + from, age + horizon, 12, d::survival);
        assertThat(model.expectedPurchases(x, tx, age, from, horizon)).isCloseTo(later, near(later));
        double discounted =
                rate * Definition.integral(age, age + horizon, 12, y -> Math.exp(-delta * (y - age)) * d.survival(y));
        assertThat(model.discountedExpectedPurchases(x, tx, age, horizon, delta))
                .isCloseTo(discounted, near(discounted));
        double endless = rate
                * Definition.integral(age, age + 35 / delta, 60, y -> Math.exp(-delta * (y - age)) * d.survival(y));
        assertThat(model.dert(x, tx, age, delta)).isCloseTo(endless, near(endless));
        double newCustomer = r / alpha * Definition.integral(0, horizon, 12, d::survival);
        assertThat(model.expectedPurchasesOfNewCustomer(horizon)).isCloseTo(newCustomer, near(newCustomer));
    }

    @ParameterizedTest
    @CsvSource(textBlock = CASES)
    void counts(
            double r,
            double alpha,
            double b,
            double s,
            double beta,
            int x,
            double tx,
            double age,
            double horizon,
            double delta) {
        GGompertzNbdModel model =
                GGompertzNbdModel.of(new GGompertzNbdParameters(r, alpha, b, s, beta), PeriodUnit.WEEK);
        Definition d = new Definition(r, alpha, b, s, beta, x, tx, age);
        double likelihood = d.likelihood();
        double gone = 1 - d.alive() / likelihood;

        double none = gone + d.count(0, horizon) / likelihood;
        assertThat(model.probabilityNoPurchase(x, tx, age, horizon)).isCloseTo(none, near(none));
        assertThat(model.probabilityOfPurchases(0, x, tx, age, horizon)).isCloseTo(none, near(none));
        for (int n : new int[] {1, 3}) {
            double probability = d.count(n, horizon) / likelihood;
            assertThat(model.probabilityOfPurchases(n, x, tx, age, horizon)).isCloseTo(probability, near(probability));
        }
        if (b >= 0.01) { // otherwise the lifetime is too long for even panels
            double lifetime = d.purchases(0, age)
                    / likelihood
                    * (Definition.integral(age, age + 20 / b, 60, d::survival)
                            + Definition.integral(age + 20 / b, age + 100 / (b * Math.min(1, s)), 60, d::survival));
            assertThat(model.expectedResidualLifetime(x, tx, age).orElseThrow()).isCloseTo(lifetime, near(lifetime));
        }
        Definition first = new Definition(r, alpha, b, s, beta, 0, 0, 0);
        double two = first.count(2, horizon);
        assertThat(model.probabilityOfPurchases(2, horizon)).isCloseTo(two, near(two));
        assertThat(delta).isPositive();
    }

    /** As b falls with beta/b fixed, every answer becomes that of Pareto/NBD; how fast says the order of b. */
    @ParameterizedTest
    @CsvSource({"0.553, 10.58, 0.606, 11.67", "2, 7.5, 1, 7.5", "0.8, 40, 25, 1000"})
    void paretoNbdInTheLimit(double r, double alpha, double s, double beta) {
        ParetoNbdModel pareto = ParetoNbdModel.of(new ParetoNbdParameters(r, alpha, s, beta), PeriodUnit.WEEK);
        for (double b : new double[] {1e-6, 1e-9}) {
            GGompertzNbdModel model =
                    GGompertzNbdModel.of(new GGompertzNbdParameters(r, alpha, b, s, b * beta), PeriodUnit.WEEK);
            double error = 3000 * b;
            for (int x : new int[] {0, 1, 7, 200}) {
                double tx = Math.min(20, 5 * x);
                assertThat(model.logLikelihood(x, tx, 30)).isCloseTo(pareto.logLikelihood(x, tx, 30), offset(error));
                assertRelative(model.probabilityAlive(x, tx, 30), pareto.probabilityAlive(x, tx, 30), error);
                assertRelative(model.expectedPurchases(x, tx, 30, 52), pareto.expectedPurchases(x, tx, 30, 52), error);
                assertRelative(model.dert(x, tx, 30, 0.01), pareto.dert(x, tx, 30, 0.01), error);
                assertRelative(
                        model.probabilityOfPurchases(2, x, tx, 30, 52),
                        pareto.probabilityOfPurchases(2, x, tx, 30, 52),
                        error);
            }
        }
    }

    private static void assertRelative(double actual, double expected, double error) {
        assertThat(actual).isCloseTo(expected, offset(error * expected));
    }

    private static Offset<Double> near(double value) {
        return offset(1e-10 * value);
    }

    /** To buy, or not to buy, within a time: two integrals by quadrature to 1e-12, which add up to 1. */
    @RepeatedTest(200)
    void silenceAndPurchaseAreAll(RepetitionInfo run) {
        SplittableRandom random = new SplittableRandom(run.getCurrentRepetition());
        double[] p =
                random.doubles(6, Math.log(1e-4), Math.log(1e4)).map(Math::exp).toArray();
        double silence = GGompertzNbdCounts.silence(p[0], p[1], p[2], p[3], p[4], p[5]);
        assertThat(GompertzLifetime.purchase(p[0], p[1], p[2], p[3], p[4], p[5]))
                .as("seed %d", run.getCurrentRepetition())
                .isCloseTo(1 - silence, offset(1e-12));
    }

    /** Hardly anybody buys: the logarithm is near 0 and keeps its digits, as minus the chance of a purchase. */
    @ParameterizedTest
    @CsvSource({
        "1e-14, 10, 0.05, 0.6, 2, 30",
        "1e-11, 0.5, 0.2, 3, 0.1, 12",
        "2, 1e15, 0.05, 0.6, 200, 40",
        "1e-13, 3, 1e-6, 2, 1e-4, 1000"
    })
    void logLikelihoodNearZeroKeepsItsDigits(double r, double alpha, double b, double s, double beta, double age) {
        GGompertzNbdModel model =
                GGompertzNbdModel.of(new GGompertzNbdParameters(r, alpha, b, s, beta), PeriodUnit.WEEK);
        double purchase = Definition.integral(
                0,
                age,
                400,
                y -> r / (alpha + y) * Math.pow(1 + y / alpha, -r) * Math.pow(1 + Math.expm1(b * y) / beta, -s));
        assertThat(purchase).isBetween(1e-16, 1e-9);
        assertThat(model.logLikelihood(0, 0, age)).isCloseTo(-purchase, offset(1e-9 * purchase));
    }
}
