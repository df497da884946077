package io.github.staycurve.clv.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import io.github.staycurve.clv.model.ErlangAlive.Quantity;
import java.util.SplittableRandom;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

/** Sums over counts and integrals over roots of unity are derivations of their own: they agree. */
class ErlangAliveTest {
    private record Case(String text, int k, double a, double beta, double u, ErlangPhases phases) {
        static Case draw(RepetitionInfo run) {
            long seed = run.getCurrentRepetition();
            SplittableRandom random = new SplittableRandom(seed);
            int k = 1 + random.nextInt(20);
            double a = Math.exp(random.nextDouble(-4, 4));
            double beta = Math.exp(random.nextDouble(-4, 6));
            double u = Math.exp(random.nextDouble(-1, 4));
            double shape = k * (0.3 + Math.exp(random.nextDouble(0, 3))) / Math.min(u, 1);
            shape = Math.min(shape, 300 / Math.log1p(u)); // the sum starts at e^-300
            double part = random.nextInt(3) == 0 ? 0 : random.nextDouble();
            String text =
                    "seed %d: k %d a %s beta %s shape %s part %s u %s".formatted(seed, k, a, beta, shape, part, u);
            return new Case(text, k, a, beta, u, new ErlangPhases(k, shape, part));
        }
    }

    @RepeatedTest(200)
    void theSumAndTheIntegralAgree(RepetitionInfo run) {
        Case c = Case.draw(run);
        ErlangAlive alive = new ErlangAlive(c.k, c.a);
        for (Quantity quantity : Quantity.values()) {
            double sum = alive.byCount(quantity, c.phases, c.beta, c.u);
            double integral = alive.byQuadrature(quantity, c.phases, c.beta, c.u);
            double bulk = quantity == Quantity.PURCHASES ? Math.min(1, c.phases.shape() * c.u / c.k) : 0;
            assertThat(integral)
                    .as("%s of %s", quantity, c.text)
                    .isCloseTo(sum, offset(1e-11 * (sum + bulk * c.phases.sum())));
        }
    }

    /** Purchases are the integral of their rate: positive terms on both sides, by counts and by purchases. */
    @RepeatedTest(200)
    void theStreamAddsUpToThePurchases(RepetitionInfo run) {
        Case c = Case.draw(run);
        double scale = 3;
        double to = scale * c.u;
        ErlangStream stream = new ErlangStream(c.k, c.a, c.beta, scale, 0, c.phases, to);
        double sum = new ErlangAlive(c.k, c.a).byCount(Quantity.PURCHASES, c.phases, c.beta, c.u);
        assertThat(stream.between(0, to)).as(c.text).isCloseTo(sum, offset(1e-11 * sum));
        double first = new ErlangStream(c.k, c.a, c.beta, scale, 0, c.phases, to / 3).between(0, to / 3);
        double rest = new ErlangStream(c.k, c.a, c.beta, scale, 0, c.phases, to).between(to / 3, to);
        assertThat(first + rest).as(c.text).isCloseTo(sum, offset(1e-11 * sum));
    }

    /** Where the roots take over from the sum over purchases, both say the same rate. */
    @RepeatedTest(200)
    void rootsAndPurchasesGiveOneRate(RepetitionInfo run) {
        Case c = Case.draw(run);
        ErlangStream stream = new ErlangStream(c.k, c.a, c.beta, 1, 0, c.phases, 1e5);
        double u = stream.smoothFrom() * (1 + c.u);
        double purchases = stream.byPurchases(u);
        assertThat(stream.byRoots(u)).as(c.text + " at " + u).isCloseTo(purchases, offset(2e-11 * purchases));
    }
}
