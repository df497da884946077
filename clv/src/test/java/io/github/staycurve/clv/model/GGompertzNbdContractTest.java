package io.github.staycurve.clv.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import io.github.staycurve.core.data.CustomerSummary;
import io.github.staycurve.core.data.CustomerSummaryTable;
import io.github.staycurve.core.time.DiscountRate;
import io.github.staycurve.core.time.Horizon;
import io.github.staycurve.core.time.PeriodUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

/**
 * What theory says of any GGompertz/NBD model, over the whole domain: parameters from 1e-6 to 1e6, x to 1e6, times to 1e5,
 * beta = 1, and beyond the limits that a fit may end at: b falling to 1e-9 with beta in proportion, and beta to 1e13.
 */
class GGompertzNbdContractTest {
    private static final double TOLERANCE = 5e-12;

    /** A random model with a random history and interval; the seed repeats it. */
    private record Case(
            long seed, GGompertzNbdModel model, int x, double tx, double age, double from, double to, double delta) {

        static Case draw(RepetitionInfo run) {
            long seed = run.getCurrentRepetition();
            SplittableRandom random = new SplittableRandom(seed);
            double r = logUniform(random, 1e-6, 1e6);
            double alpha = logUniform(random, 1e-6, 1e6);
            double s = random.nextInt(6) == 0 ? 1 : logUniform(random, 1e-6, 1e6);
            double b = logUniform(random, 1e-6, 1e6);
            double beta = logUniform(random, 1e-6, 1e6);
            switch (random.nextInt(8)) {
                case 0 -> beta = 1;
                case 1 -> beta = 1 + 1e-9;
                case 2 -> beta = 1e7 * s;
                case 3 -> { // nearly Pareto/NBD
                    b = logUniform(random, 1e-9, 1e-5);
                    beta = b * logUniform(random, 1e-3, 1e3);
                }
                default -> {}
            }
            int x = random.nextInt(3) == 0 ? 0 : (int) logUniform(random, 1, 1e6);
            double age = random.nextInt(8) == 0 ? 0 : logUniform(random, 1e-3, 1e5);
            double tx = x == 0 ? 0 : random.nextInt(4) == 0 ? age : age * random.nextDouble();
            double to = logUniform(random, 1e-3, 1e5);
            double from = to * random.nextDouble();
            double delta = logUniform(random, 1e-11, 1);
            GGompertzNbdParameters parameters = new GGompertzNbdParameters(r, alpha, b, s, beta);
            return new Case(seed, GGompertzNbdModel.of(parameters, PeriodUnit.WEEK), x, tx, age, from, to, delta);
        }

        static double logUniform(SplittableRandom random, double low, double high) {
            return Math.exp(random.nextDouble(Math.log(low), Math.log(high)));
        }

        double expected(double horizon) {
            return model.expectedPurchases(x, tx, age, horizon);
        }

        /** Returns how far rounding of the arguments alone may move P(alive), as a part of it. */
        double rounding() {
            GGompertzNbdParameters p = model.parameters();
            double silence = age - tx;
            double beta = GompertzLifetime.later(p.b(), p.beta(), tx);
            return 2e-15 * ((x + p.r()) * Math.log1p(silence / (p.alpha() + tx))
                            + p.s() * (1 + p.b() * tx) * GompertzLifetime.logGrowth(p.b(), beta, silence))
                    + TOLERANCE;
        }

        @Override
        public String toString() {
            return "seed %d: %s x %d tx %s T %s from %s to %s delta %s"
                    .formatted(seed, model.parameters(), x, tx, age, from, to, delta);
        }
    }

    @RepeatedTest(1000)
    void probabilitiesAreProbabilities(RepetitionInfo run) {
        Case c = Case.draw(run);
        double alive = c.model.probabilityAlive(c.x, c.tx, c.age);
        double silent = c.model.probabilityNoPurchase(c.x, c.tx, c.age, c.to);
        double sooner = c.model.probabilityNoPurchase(c.x, c.tx, c.age, c.from);

        assertThat(alive).as("%s", c).isBetween(0.0, 1.0);
        assertThat(silent).as("%s", c).isBetween(1 - alive - 1e-14, sooner + 1e-14);
        assertThat(sooner).as("%s", c).isLessThanOrEqualTo(1);
        assertThat(c.model.probabilityNoPurchase(c.x, c.tx, c.age, 0))
                .as("%s", c)
                .isCloseTo(1, offset(1e-15));
        assertThat(c.model.probabilityOfPurchases(c.x, c.to)).as("%s", c).isBetween(0.0, 1.0);
        assertThat(c.model.logLikelihood(c.x, c.tx, c.age)).as("%s", c).isFinite();
    }

    /** P(alive) falls with silence, and is 1 at a purchase. */
    @RepeatedTest(400)
    void aliveFallsWithSilence(RepetitionInfo run) {
        Case c = Case.draw(run);
        double now = c.model.probabilityAlive(c.x, c.tx, c.age);

        assertThat(c.model.probabilityAlive(c.x, c.tx, c.age + c.to))
                .as("%s", c)
                .isLessThanOrEqualTo(now * (1 + TOLERANCE));
        assertThat(c.model.probabilityAlive(c.x, c.x == 0 ? 0 : c.age, c.x == 0 ? 0 : c.age))
                .as("%s", c)
                .isEqualTo(1);
    }

    @RepeatedTest(1000)
    void expectationsAddUpAndRise(RepetitionInfo run) {
        Case c = Case.draw(run);
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

    @RepeatedTest(1000)
    void discountingLowersAndVanishesWithTheRate(RepetitionInfo run) {
        Case c = Case.draw(run);
        double plain = c.expected(c.to);
        double discounted = c.model.discountedExpectedPurchases(c.x, c.tx, c.age, c.to, c.delta);
        double first = c.model.discountedExpectedPurchases(c.x, c.tx, c.age, 0, c.from, c.delta);
        double second = c.model.discountedExpectedPurchases(c.x, c.tx, c.age, c.from, c.to, c.delta);
        double endless = c.model.dert(c.x, c.tx, c.age, c.delta);

        assertThat(discounted)
                .as("%s", c)
                .isBetween(
                        Math.exp(-c.delta * c.to) * plain * (1 - TOLERANCE) - Double.MIN_NORMAL,
                        plain * (1 + TOLERANCE));
        assertThat(first + second).as("%s", c).isCloseTo(discounted, near(discounted));
        assertThat(endless).as("%s", c).isFinite().isGreaterThanOrEqualTo(discounted * (1 - TOLERANCE));
        assertThat(c.model.discountedExpectedPurchases(c.x, c.tx, c.age, c.to, 0))
                .as("%s", c)
                .isEqualTo(plain);
        // a rate that hardly matters takes the integral over time instead of the closed form
        assertThat(c.model.discountedExpectedPurchases(c.x, c.tx, c.age, c.to, 1e-13 / c.to))
                .as("%s", c)
                .isCloseTo(plain, near(plain));
    }

    @RepeatedTest(400)
    void weeksAndDaysGiveTheSameAnswers(RepetitionInfo run) {
        Case c = Case.draw(run);
        GGompertzNbdParameters p = c.model.parameters();
        GGompertzNbdModel days =
                GGompertzNbdModel.of(new GGompertzNbdParameters(p.r(), 7 * p.alpha(), p.b() / 7, p.s(), p.beta()), PeriodUnit.DAY);
        double alive = c.model.probabilityAlive(c.x, c.tx, c.age);
        double expected = c.expected(c.to);
        double endless = c.model.dert(c.x, c.tx, c.age, c.delta);

        assertThat(days.probabilityAlive(c.x, 7 * c.tx, 7 * c.age))
                .as("%s", c)
                .isCloseTo(alive, offset(c.rounding() * alive + Double.MIN_NORMAL));
        assertThat(days.expectedPurchases(c.x, 7 * c.tx, 7 * c.age, 7 * c.to))
                .as("%s", c)
                .isCloseTo(expected, offset(c.rounding() * expected + Double.MIN_NORMAL));
        assertThat(days.dert(c.x, 7 * c.tx, 7 * c.age, c.delta / 7))
                .as("%s", c)
                .isCloseTo(endless, offset(c.rounding() * endless + Double.MIN_NORMAL));
    }

    @RepeatedTest(100)
    void probabilitiesOfCountsSumToOneAndToTheExpectation(RepetitionInfo run) {
        long seed = run.getCurrentRepetition();
        SplittableRandom random = new SplittableRandom(seed);
        GGompertzNbdParameters parameters = new GGompertzNbdParameters(
                Case.logUniform(random, 1e-3, 10),
                Case.logUniform(random, 1, 100),
                Case.logUniform(random, 1e-3, 10),
                Case.logUniform(random, 1e-3, 1e3),
                Case.logUniform(random, 1e-3, 1e3));
        GGompertzNbdModel model = GGompertzNbdModel.of(parameters, PeriodUnit.WEEK);
        double t = parameters.alpha() * Case.logUniform(random, 1e-3, 5);
        double sum = 0;
        double mean = 0;
        for (int n = 0; n < 600; n++) {
            double probability = model.probabilityOfPurchases(n, t);
            sum += probability;
            mean += n * probability;
        }

        assertThat(sum).as("seed %d: %s t %s", seed, parameters, t).isCloseTo(1, offset(1e-12));
        assertThat(model.expectedPurchasesOfNewCustomer(t))
                .as("seed %d: %s t %s", seed, parameters, t)
                .isCloseTo(mean, offset(1e-11 * mean));
    }

    @RepeatedTest(50)
    void newCustomerIsACustomerOfAgeZero(RepetitionInfo run) {
        Case c = Case.draw(run);

        assertThat(c.model.expectedPurchasesOfNewCustomer(c.to))
                .as("%s", c)
                .isEqualTo(c.model.expectedPurchases(0, 0, 0, c.to));
        assertThat(c.model.probabilityOfPurchases(0, c.to))
                .as("%s", c)
                .isEqualTo(c.model.probabilityNoPurchase(0, 0, 0, c.to));
    }

    /** The likelihood of a customer without a repeat purchase is the probability of none. */
    @RepeatedTest(200)
    void likelihoodOfSilenceIsTheProbabilityOfIt(RepetitionInfo run) {
        Case c = Case.draw(run);
        double probability = c.model.probabilityOfPurchases(0, c.age);

        assertThat(Math.exp(c.model.logLikelihood(0, 0, c.age))).as("%s", c).isCloseTo(probability, near(probability));
    }

    /** To the last bit, whoever else is in the table. */
    @RepeatedTest(20)
    void tablesGiveTheNumbersOfSingleRows(RepetitionInfo run) {
        GGompertzNbdModel model = Case.draw(run).model;
        SplittableRandom random = new SplittableRandom(run.getCurrentRepetition());
        List<CustomerSummary> rows = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            int x = random.nextBoolean() ? 0 : random.nextInt(1, 50);
            double age = random.nextInt(1, 40);
            rows.add(CustomerSummary.of("c" + i, x, x == 0 ? 0 : age * (1 - random.nextDouble()), age));
        }
        CustomerSummaryTable table = CustomerSummaryTable.of(PeriodUnit.WEEK, rows);
        double delta = DiscountRate.annual(0.1).perUnit(PeriodUnit.WEEK);
        double[] alive = new double[200];
        double[] expected = new double[200];
        double[] discounted = new double[200];
        model.probabilityAlive(table, alive);
        model.expectedPurchases(table, Horizon.of(39, PeriodUnit.WEEK), expected);
        model.discountedExpectedPurchases(table, Horizon.of(39, PeriodUnit.WEEK), DiscountRate.annual(0.1), discounted);

        for (int row = 0; row < table.size(); row++) {
            int x = table.frequency(row);
            double tx = table.recency(row);
            double age = table.age(row);
            assertThat(alive[row]).isEqualTo(model.probabilityAlive(x, tx, age));
            assertThat(expected[row]).isEqualTo(model.expectedPurchases(x, tx, age, 39));
            assertThat(discounted[row]).isEqualTo(model.discountedExpectedPurchases(x, tx, age, 39, delta));
        }
    }

    private static Offset<Double> near(double value) {
        return offset(TOLERANCE * value + Double.MIN_NORMAL); // below that, a double has fewer digits
    }
}
