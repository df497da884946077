package io.github.staycurve.clv.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import io.github.staycurve.core.time.PeriodUnit;
import java.util.SplittableRandom;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

/** What theory says of any CNBD model, for regularities from 1 to 20 and both timings of dropout. */
class CnbdContractTest {
    private static final double TOLERANCE = 2e-11;

    /** A random model with a random history and interval; the seed repeats it. */
    private record Case(
            long seed, CnbdModel model, int x, double tx, double age, double from, double to, double delta) {

        /** Parameters lie from 1e-6 to 1e6, x is up to 1e6, times up to 1e5, rates from 1e-5 to 1. */
        static Case draw(RepetitionInfo run) {
            long seed = run.getCurrentRepetition();
            SplittableRandom random = new SplittableRandom(seed);
            DropoutTiming timing =
                    random.nextBoolean() ? DropoutTiming.AFTER_EVERY_PURCHASE : DropoutTiming.AFTER_REPEAT_PURCHASES;
            CnbdParameters parameters = new CnbdParameters(
                    timing,
                    1 + random.nextInt(CnbdParameters.LARGEST_K),
                    logUniform(random, 1e-6, 1e6),
                    logUniform(random, 1e-6, 1e6),
                    random.nextInt(6) == 0 ? 1 : logUniform(random, 1e-6, 1e6),
                    random.nextInt(6) == 0 ? 1 : logUniform(random, 1e-6, 1e6));
            int x = random.nextInt(3) == 0 ? 0 : (int) logUniform(random, 1, 1e6);
            double age = random.nextInt(8) == 0 ? 0 : logUniform(random, 1e-3, 1e5);
            double tx = x == 0 ? 0 : random.nextInt(4) == 0 ? age : age * random.nextDouble();
            double to = logUniform(random, 1e-3, 1e5);
            return new Case(
                    seed,
                    CnbdModel.of(parameters, PeriodUnit.WEEK),
                    x,
                    tx,
                    age,
                    to * random.nextDouble(),
                    to,
                    logUniform(random, 1e-5, 1));
        }

        private static double logUniform(SplittableRandom random, double low, double high) {
            return Math.exp(random.nextDouble(Math.log(low), Math.log(high)));
        }

        @Override
        public String toString() {
            return "seed %d: %s x %d tx %s T %s from %s to %s delta %s"
                    .formatted(seed, model.parameters(), x, tx, age, from, to, delta);
        }
    }

    @RepeatedTest(400)
    void probabilitiesAreProbabilitiesOverTheWholeDomain(RepetitionInfo run) {
        Case c = Case.draw(run);
        double alive = c.model.probabilityAlive(c.x, c.tx, c.age);
        double silent = c.model.probabilityNoPurchase(c.x, c.tx, c.age, c.to);
        double sooner = c.model.probabilityNoPurchase(c.x, c.tx, c.age, c.from);
        double fadesBy = 1e-12 * (1 + c.x);

        assertThat(alive).as("%s", c).isBetween(0.0, 1.0);
        assertThat(c.model.probabilityAlive(c.x, c.tx, c.age + c.to))
                .as("%s", c)
                .isBetween(0.0, alive + 1e-12);
        assertThat(sooner).as("%s", c).isBetween(0.0, 1.0);
        assertThat(silent).as("%s", c).isBetween(1 - alive - 1e-15, sooner + fadesBy);
        assertThat(c.model.probabilityNoPurchase(c.x, c.tx, c.age, 0))
                .as("%s", c)
                .isCloseTo(1, offset(1e-12));
        assertThat(c.model.probabilityOfPurchases(c.x / 3 + 1, c.x, c.tx, c.age, c.to))
                .as("%s", c)
                .isBetween(0.0, 1.0);
        assertThat(c.model.logLikelihood(c.x, c.tx, c.age, 0)).as("%s", c).isFinite();
        assertThat(c.model.timeToNextPurchase(c.x, c.tx, c.age, 0.3).orElse(0))
                .as("%s", c)
                .isBetween(0.0, PurchaseModel.LONGEST_WAIT);
        assertThat(c.model.expectedResidualLifetime(c.x, c.tx, c.age).orElse(0))
                .as("%s", c)
                .isNotNegative()
                .isFinite();
    }

    @RepeatedTest(300)
    void expectationsAddUpAndRise(RepetitionInfo run) {
        Case c = Case.draw(run);
        double alive = c.model.probabilityAlive(c.x, c.tx, c.age);
        double sooner = c.model.expectedPurchases(c.x, c.tx, c.age, c.from);
        double whole = c.model.expectedPurchases(c.x, c.tx, c.age, c.to);
        double between = c.model.expectedPurchases(c.x, c.tx, c.age, c.from, c.to);

        assertThat(sooner).as("%s", c).isBetween(0.0, whole * (1 + TOLERANCE));
        assertThat(between).as("%s", c).isNotNegative();
        assertThat(whole).as("%s", c).isFinite();
        assertThat(sooner + between).as("%s", c).isCloseTo(whole, offset(TOLERANCE * whole));
        assertThat(c.model.expectedPurchases(c.x, c.tx, c.age, c.to, c.to))
                .as("%s", c)
                .isZero();
        assertThat(c.model.probabilityAlive(c.x, c.tx, c.age, c.to))
                .as("%s", c)
                .isBetween(0.0, c.model.probabilityAlive(c.x, c.tx, c.age, c.from) * (1 + TOLERANCE));
        assertThat(c.model.probabilityAlive(c.x, c.tx, c.age, c.from))
                .as("%s", c)
                .isBetween(0.0, alive);
    }

    @RepeatedTest(300)
    void discountingLowersAndHasALimit(RepetitionInfo run) {
        Case c = Case.draw(run);
        double plain = c.model.expectedPurchases(c.x, c.tx, c.age, c.to);
        double discounted = c.model.discountedExpectedPurchases(c.x, c.tx, c.age, c.to, c.delta);
        double first = c.model.discountedExpectedPurchases(c.x, c.tx, c.age, 0, c.from, c.delta);
        double second = c.model.discountedExpectedPurchases(c.x, c.tx, c.age, c.from, c.to, c.delta);
        double endless = c.model.dert(c.x, c.tx, c.age, c.delta);
        double veryLong = c.model.discountedExpectedPurchases(c.x, c.tx, c.age, 150 / c.delta, c.delta);

        assertThat(discounted)
                .as("%s", c)
                .isBetween(Math.exp(-c.delta * c.to) * plain * (1 - TOLERANCE), plain * (1 + TOLERANCE));
        assertThat(first + second).as("%s", c).isCloseTo(discounted, offset(TOLERANCE * discounted));
        assertThat(endless).as("%s", c).isFinite().isCloseTo(veryLong, offset(TOLERANCE * endless));
        assertThat(c.model.discountedExpectedPurchases(c.x, c.tx, c.age, c.to, 0))
                .as("%s", c)
                .isEqualTo(plain);
        // a rate too small to matter takes the integral over time instead of the sum
        assertThat(c.model.discountedExpectedPurchases(c.x, c.tx, c.age, c.to, 1e-30))
                .as("%s", c)
                .isCloseTo(plain, offset(TOLERANCE * plain));
    }
}
