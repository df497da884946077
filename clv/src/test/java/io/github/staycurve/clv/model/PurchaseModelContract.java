package io.github.staycurve.clv.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import io.github.staycurve.core.time.PeriodUnit;
import java.util.Arrays;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

/**
 * What theory says of any purchase model with gamma distributed rates and beta distributed dropout, over the whole domain: parameters from 1e-6 to 1e6, x to 1e6, times to 1e5, the
 * singular points of the textbook formulas, and beyond the limits that a fit may end at: a and b from 1e-12 to 1e12.
 */
abstract class PurchaseModelContract {
    private static final double TOLERANCE = 5e-12;

    /** Returns the logarithm of the likelihood of a history. */
    abstract double logLikelihood(PurchaseModel model, int x, double tx, double age);

    /** Returns the model with r, alpha, a and b. */
    abstract PurchaseModel model(double[] values, PeriodUnit unit);

    /** A random model with a random history and interval; the seed repeats it. */
    private record Case(
            long seed, PurchaseModel model, int x, double tx, double age, double from, double to, double delta) {

        static Case draw(PurchaseModelContract contract, RepetitionInfo run) {
            long seed = run.getCurrentRepetition();
            SplittableRandom random = new SplittableRandom(seed);
            double a = shape(random);
            double b = random.nextInt(8) == 0 && a < 1 ? 1 - a : shape(random);
            if (random.nextInt(5) == 0) { // √(ab) and √(a/b), often at an end of their range
                double mean = end(random);
                double ratio = end(random);
                a = mean * ratio;
                b = mean / ratio;
            }
            double[] values = {logUniform(random, 1e-6, 1e6), logUniform(random, 1e-6, 1e6), a, b};
            int x = random.nextInt(3) == 0 ? 0 : (int) logUniform(random, 1, 1e6);
            double age = random.nextInt(8) == 0 ? 0 : logUniform(random, 1e-3, 1e5);
            double tx = x == 0 ? 0 : random.nextInt(4) == 0 ? age : age * random.nextDouble();
            double to = logUniform(random, 1e-3, 1e5);
            double from = to * random.nextDouble();
            double delta = logUniform(random, 1e-5, 1);
            return new Case(seed, contract.model(values, PeriodUnit.WEEK), x, tx, age, from, to, delta);
        }

        private static double shape(SplittableRandom random) {
            return random.nextInt(8) == 0 ? 1 : logUniform(random, 1e-6, 1e6);
        }

        private static double end(SplittableRandom random) {
            return switch (random.nextInt(3)) {
                case 0 -> 1e-6;
                case 1 -> 1e6;
                default -> logUniform(random, 1e-6, 1e6);
            };
        }

        private static double logUniform(SplittableRandom random, double low, double high) {
            return Math.exp(random.nextDouble(Math.log(low), Math.log(high)));
        }

        double expected(double horizon) {
            return model.expectedPurchases(x, tx, age, horizon);
        }
    }

    @RepeatedTest(400)
    void probabilitiesAreProbabilities(RepetitionInfo run) {
        Case c = Case.draw(this, run);
        double alive = c.model.probabilityAlive(c.x, c.tx, c.age);
        double silent = c.model.probabilityNoPurchase(c.x, c.tx, c.age, c.to);
        double sooner = c.model.probabilityNoPurchase(c.x, c.tx, c.age, c.from);

        assertThat(alive).as("%s", c).isBetween(0.0, 1.0);
        assertThat(silent).as("%s", c).isBetween(1 - alive - 1e-15, sooner + 1e-15);
        assertThat(sooner).as("%s", c).isLessThanOrEqualTo(1);
        assertThat(c.model.probabilityNoPurchase(c.x, c.tx, c.age, 0))
                .as("%s", c)
                .isCloseTo(1, offset(1e-15));
        assertThat(c.model.probabilityOfPurchases(c.x, c.to)).as("%s", c).isBetween(0.0, 1.0);
        assertThat(logLikelihood(c.model, c.x, c.tx, c.age)).as("%s", c).isFinite();
        int n = c.x / 3;
        assertThat(c.model.probabilityOfPurchases(n, c.x, c.tx, c.age, c.to))
                .as("%s", c)
                .isBetween(0.0, 1.0);
    }

    @RepeatedTest(300)
    void waitsAndLifetimes(RepetitionInfo run) {
        Case c = Case.draw(this, run);
        double now = c.model.probabilityAlive(c.x, c.tx, c.age);
        double sooner = c.model.probabilityAlive(c.x, c.tx, c.age, c.from);
        double later = c.model.probabilityAlive(c.x, c.tx, c.age, c.to);
        double probability = 0.02 + 0.96 * (c.from / c.to);
        OptionalDouble wait = c.model.timeToNextPurchase(c.x, c.tx, c.age, probability);
        double reached = 1 - c.model.probabilityNoPurchase(c.x, c.tx, c.age, wait.orElse(PurchaseModel.LONGEST_WAIT));

        assertThat(c.model.probabilityAlive(c.x, c.tx, c.age, 0)).as("%s", c).isEqualTo(now);
        assertThat(sooner).as("%s", c).isBetween(0.0, now);
        assertThat(later).as("%s", c).isBetween(0.0, sooner * (1 + TOLERANCE));
        if (wait.isPresent()) {
            assertThat(reached).as("%s", c).isCloseTo(probability, offset(1e-12));
        } else {
            assertThat(reached).as("%s", c).isLessThanOrEqualTo(probability);
        }
        OptionalDouble lifetime = c.model.expectedResidualLifetime(c.x, c.tx, c.age);
        assertThat(lifetime.orElse(0)).as("%s", c).isNotNegative().isFinite();
    }

    @RepeatedTest(200)
    void aliveFallsWithSilence(RepetitionInfo run) {
        Case c = Case.draw(this, run);
        double now = c.model.probabilityAlive(c.x, c.tx, c.age);

        assertThat(c.model.probabilityAlive(c.x, c.tx, c.age + c.to))
                .as("%s", c)
                .isLessThanOrEqualTo(now);
    }

    @RepeatedTest(400)
    void expectationsAddUpAndRise(RepetitionInfo run) {
        Case c = Case.draw(this, run);
        double sooner = c.expected(c.from);
        double whole = c.expected(c.to);
        double between = c.model.expectedPurchases(c.x, c.tx, c.age, c.from, c.to);

        assertThat(c.expected(0)).as("%s", c).isZero();
        assertThat(sooner).as("%s", c).isNotNegative();
        assertThat(between).as("%s", c).isNotNegative();
        assertThat(whole).as("%s", c).isFinite().isGreaterThanOrEqualTo(sooner * (1 - TOLERANCE));
        assertThat(sooner + between).as("%s", c).isCloseTo(whole, near(whole));
        assertThat(c.model.expectedPurchases(c.x, c.tx, c.age, c.to, c.to))
                .as("%s", c)
                .isZero();
    }

    @RepeatedTest(200)
    void discountingLowersAndVanishesWithTheRate(RepetitionInfo run) {
        Case c = Case.draw(this, run);
        double plain = c.expected(c.to);
        double discounted = c.model.discountedExpectedPurchases(c.x, c.tx, c.age, c.to, c.delta);
        double first = c.model.discountedExpectedPurchases(c.x, c.tx, c.age, 0, c.from, c.delta);
        double second = c.model.discountedExpectedPurchases(c.x, c.tx, c.age, c.from, c.to, c.delta);
        double endless = c.model.dert(c.x, c.tx, c.age, c.delta);

        assertThat(discounted)
                .as("%s", c)
                .isBetween(Math.exp(-c.delta * c.to) * plain * (1 - TOLERANCE), plain * (1 + TOLERANCE));
        assertThat(first + second).as("%s", c).isCloseTo(discounted, near(discounted));
        assertThat(endless).as("%s", c).isFinite().isGreaterThanOrEqualTo(discounted * (1 - TOLERANCE));
        assertThat(c.model.discountedExpectedPurchases(c.x, c.tx, c.age, c.to, 0))
                .as("%s", c)
                .isEqualTo(plain);
        // a rate too small to matter takes the integral over time instead of the closed form
        assertThat(c.model.discountedExpectedPurchases(c.x, c.tx, c.age, c.to, 1e-30))
                .as("%s", c)
                .isCloseTo(plain, near(plain));
    }

    @RepeatedTest(200)
    void weeksAndDaysGiveTheSameAnswers(RepetitionInfo run) {
        Case c = Case.draw(this, run);
        double[] values = c.model.parameterValues();
        values[1] *= 7;
        PurchaseModel days = model(values, PeriodUnit.DAY);
        double alive = c.model.probabilityAlive(c.x, c.tx, c.age);
        double expected = c.expected(c.to);
        double endless = c.model.dert(c.x, c.tx, c.age, c.delta);
        // the exponent of P(alive) is as uncertain as its last place
        double rounding = 1e-15 * (c.x + values[0]) * Math.log1p(c.age / (values[1] / 7 + c.tx)) + TOLERANCE;

        assertThat(days.probabilityAlive(c.x, 7 * c.tx, 7 * c.age))
                .as("%s", c)
                .isCloseTo(alive, offset(rounding * alive));
        assertThat(days.expectedPurchases(c.x, 7 * c.tx, 7 * c.age, 7 * c.to))
                .as("%s", c)
                .isCloseTo(expected, offset(rounding * expected));
        assertThat(days.dert(c.x, 7 * c.tx, 7 * c.age, c.delta / 7))
                .as("%s", c)
                .isCloseTo(endless, offset(rounding * endless));
    }

    @RepeatedTest(100)
    void probabilitiesOfCountsSumToOneAndToTheExpectation(RepetitionInfo run) {
        long seed = run.getCurrentRepetition();
        SplittableRandom random = new SplittableRandom(seed);
        double[] parameters = {
            Case.logUniform(random, 1e-3, 10),
            Case.logUniform(random, 1, 100),
            Case.logUniform(random, 1e-3, 1e3),
            Case.logUniform(random, 1e-3, 1e3)
        };
        PurchaseModel model = model(parameters, PeriodUnit.WEEK);
        double t = parameters[1] * Case.logUniform(random, 1e-3, 5);
        double sum = 0;
        double mean = 0;
        for (int n = 0; n < 2000; n++) {
            double probability = model.probabilityOfPurchases(n, t);
            sum += probability;
            mean += n * probability;
        }

        assertThat(sum)
                .as("seed %d: %s t %s", seed, Arrays.toString(parameters), t)
                .isCloseTo(1, offset(1e-12));
        assertThat(model.expectedPurchasesOfNewCustomer(t))
                .as("seed %d: %s t %s", seed, Arrays.toString(parameters), t)
                .isCloseTo(mean, offset(1e-11 * mean));
    }

    @RepeatedTest(50)
    void newCustomerIsACustomerOfAgeZero(RepetitionInfo run) {
        Case c = Case.draw(this, run);

        assertThat(c.model.expectedPurchasesOfNewCustomer(c.to))
                .as("%s", c)
                .isEqualTo(c.model.expectedPurchases(0, 0, 0, c.to));
        assertThat(c.model.probabilityOfPurchases(0, c.to))
                .as("%s", c)
                .isEqualTo(c.model.probabilityNoPurchase(0, 0, 0, c.to));
    }

    private static Offset<Double> near(double value) {
        return offset(TOLERANCE * value);
    }
}
