package io.github.staycurve.clv.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import io.github.staycurve.core.data.CustomerSummary;
import io.github.staycurve.core.data.CustomerSummaryTable;
import io.github.staycurve.core.time.DiscountRate;
import io.github.staycurve.core.time.Horizon;
import io.github.staycurve.core.time.PeriodUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

/**
 * What theory says of any purchase model, over the whole domain: parameters from 1e-6 to 1e6, x to 1e6, times to 1e5, and beyond
 * the limits that a fit may end at.
 */
abstract class PurchaseModelContract {
    /** Returns a random model in weeks. */
    abstract PurchaseModel draw(SplittableRandom random);

    /** Returns a random model under which few customers make more than some hundred purchases in five times the time given. */
    abstract PurchaseModel drawModerate(SplittableRandom random, double time);

    /** Returns the same model in days. */
    abstract PurchaseModel inDays(PurchaseModel model);

    /** Returns the logarithm of the likelihood of a history. */
    abstract double logLikelihood(PurchaseModel model, int x, double tx, double age);

    /** Returns by which part rounding of the exponent of which P(alive) is made moves it. */
    abstract double rounding(PurchaseModel model, int x, double tx, double age);

    /** Returns by which part P(alive) may seem to rise with silence. */
    abstract double rise();

    /** Returns by how much probabilities that border on each other may overlap. */
    abstract double overlap();

    /** Returns the least discount rate drawn. */
    abstract double leastDiscount();

    static final double TOLERANCE = 5e-12;

    /** A random model with a random history and interval; the seed repeats it. */
    record Case(long seed, PurchaseModel model, int x, double tx, double age, double from, double to, double delta) {

        static Case draw(PurchaseModelContract contract, RepetitionInfo run) {
            long seed = run.getCurrentRepetition();
            SplittableRandom random = new SplittableRandom(seed);
            PurchaseModel model = contract.draw(random);
            int x = random.nextInt(3) == 0 ? 0 : (int) logUniform(random, 1, 1e6);
            double age = random.nextInt(8) == 0 ? 0 : logUniform(random, 1e-3, 1e5);
            double tx = x == 0 ? 0 : random.nextInt(4) == 0 ? age : age * random.nextDouble();
            double to = logUniform(random, 1e-3, 1e5);
            double from = to * random.nextDouble();
            double delta = logUniform(random, contract.leastDiscount(), 1);
            return new Case(seed, model, x, tx, age, from, to, delta);
        }

        static double logUniform(SplittableRandom random, double low, double high) {
            return Math.exp(random.nextDouble(Math.log(low), Math.log(high)));
        }

        double expected(double horizon) {
            return model.expectedPurchases(x, tx, age, horizon);
        }

        @Override
        public String toString() {
            return "seed %d: %s x %d tx %s T %s from %s to %s delta %s"
                    .formatted(seed, Arrays.toString(model.parameterValues()), x, tx, age, from, to, delta);
        }
    }

    @RepeatedTest(1000)
    void probabilitiesAreProbabilities(RepetitionInfo run) {
        Case c = Case.draw(this, run);
        double alive = c.model.probabilityAlive(c.x, c.tx, c.age);
        double silent = c.model.probabilityNoPurchase(c.x, c.tx, c.age, c.to);
        double sooner = c.model.probabilityNoPurchase(c.x, c.tx, c.age, c.from);

        assertThat(alive).as("%s", c).isBetween(0.0, 1.0);
        assertThat(silent).as("%s", c).isBetween(1 - alive - overlap(), sooner + overlap());
        assertThat(sooner).as("%s", c).isLessThanOrEqualTo(1);
        assertThat(c.model.probabilityNoPurchase(c.x, c.tx, c.age, 0))
                .as("%s", c)
                .isCloseTo(1, offset(1e-15));
        assertThat(c.model.probabilityOfPurchases(c.x, c.to)).as("%s", c).isBetween(0.0, 1.0);
        assertThat(logLikelihood(c.model, c.x, c.tx, c.age)).as("%s", c).isFinite();
        assertThat(c.model.probabilityOfPurchases(c.x / 3, c.x, c.tx, c.age, c.to))
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

    @RepeatedTest(400)
    void aliveFallsWithSilence(RepetitionInfo run) {
        Case c = Case.draw(this, run);
        double now = c.model.probabilityAlive(c.x, c.tx, c.age);

        assertThat(c.model.probabilityAlive(c.x, c.tx, c.age + c.to))
                .as("%s", c)
                .isLessThanOrEqualTo(now * (1 + rise()));
    }

    @RepeatedTest(1000)
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

    @RepeatedTest(500)
    void discountingLowersAndVanishesWithTheRate(RepetitionInfo run) {
        Case c = Case.draw(this, run);
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
        for (double hardly : new double[] {1e-13 / c.to, 1e-30}) {
            assertThat(c.model.discountedExpectedPurchases(c.x, c.tx, c.age, c.to, hardly))
                    .as("%s", c)
                    .isCloseTo(plain, near(plain));
        }
    }

    @RepeatedTest(400)
    void weeksAndDaysGiveTheSameAnswers(RepetitionInfo run) {
        Case c = Case.draw(this, run);
        PurchaseModel days = inDays(c.model);
        double rounding = rounding(c.model, c.x, c.tx, c.age) + TOLERANCE;
        double alive = c.model.probabilityAlive(c.x, c.tx, c.age);
        double expected = c.expected(c.to);
        double endless = c.model.dert(c.x, c.tx, c.age, c.delta);

        assertThat(days.probabilityAlive(c.x, 7 * c.tx, 7 * c.age))
                .as("%s", c)
                .isCloseTo(alive, offset(rounding * alive + Double.MIN_NORMAL));
        assertThat(days.expectedPurchases(c.x, 7 * c.tx, 7 * c.age, 7 * c.to))
                .as("%s", c)
                .isCloseTo(expected, offset(rounding * expected + Double.MIN_NORMAL));
        assertThat(days.dert(c.x, 7 * c.tx, 7 * c.age, c.delta / 7))
                .as("%s", c)
                .isCloseTo(endless, offset(rounding * endless + Double.MIN_NORMAL));
    }

    @RepeatedTest(100)
    void probabilitiesOfCountsSumToOneAndToTheExpectation(RepetitionInfo run) {
        long seed = run.getCurrentRepetition();
        SplittableRandom random = new SplittableRandom(seed);
        double t = Case.logUniform(random, 1e-3, 500);
        PurchaseModel model = drawModerate(random, t);
        double sum = 0;
        double mean = 0;
        double probability = 1;
        for (int n = 0; n < 600 || (n < 2000 && n * probability > 1e-17 * mean); n++) {
            probability = model.probabilityOfPurchases(n, t);
            sum += probability;
            mean += n * probability;
        }

        assertThat(sum).as("seed %d t %s", seed, t).isCloseTo(1, offset(1e-12));
        assertThat(model.expectedPurchasesOfNewCustomer(t))
                .as("seed %d t %s", seed, t)
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

    /** The likelihood of a customer without a repeat purchase is the probability of none. */
    @RepeatedTest(200)
    void likelihoodOfSilenceIsTheProbabilityOfIt(RepetitionInfo run) {
        Case c = Case.draw(this, run);
        double probability = c.model.probabilityOfPurchases(0, c.age);

        assertThat(Math.exp(logLikelihood(c.model, 0, 0, c.age))).as("%s", c).isCloseTo(probability, near(probability));
    }

    /** To the last bit, whoever else is in the table. */
    @RepeatedTest(20)
    void tablesGiveTheNumbersOfSingleRows(RepetitionInfo run) {
        PurchaseModel model = Case.draw(this, run).model;
        SplittableRandom random = new SplittableRandom(run.getCurrentRepetition());
        List<CustomerSummary> rows = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            int x = random.nextBoolean() ? 0 : random.nextInt(1, 50);
            double age = random.nextInt(1, 40);
            rows.add(CustomerSummary.of("c" + i, x, x == 0 ? 0 : age * (1 - random.nextDouble()), age));
        }
        CustomerSummaryTable table = CustomerSummaryTable.of(PeriodUnit.WEEK, rows);
        double delta = DiscountRate.annual(0.1).perUnit(PeriodUnit.WEEK);
        double[] alive = new double[60];
        double[] expected = new double[60];
        double[] discounted = new double[60];
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
