package io.github.staycurve.clv.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import io.github.staycurve.clv.model.ErlangAlive.Quantity;
import java.util.SplittableRandom;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

/** The sum over counts and the integral of roots of unity are derivations of their own: they agree. */
class ErlangAliveTest {
    @RepeatedTest(200)
    void theSumAndTheIntegralAgree(RepetitionInfo run) {
        long seed = run.getCurrentRepetition();
        SplittableRandom random = new SplittableRandom(seed);
        int k = 1 + random.nextInt(20);
        int j = random.nextInt(k);
        double a = Math.exp(random.nextDouble(-4, 4));
        double beta = Math.exp(random.nextDouble(-4, 6));
        double u = Math.exp(random.nextDouble(-1, 4));
        double shape = k * (0.3 + Math.exp(random.nextDouble(0, 3))) / Math.min(u, 1);
        shape = Math.min(shape, 300 / Math.log1p(u)); // the sum starts at e^-300
        ErlangAlive alive = new ErlangAlive(k, a);
        for (Quantity quantity : Quantity.values()) {
            double sum = alive.byCount(quantity, j, shape, beta, u);
            double integral = alive.byQuadrature(quantity, j, shape, beta, u);
            double bulk = quantity == Quantity.PURCHASES ? Math.min(1, shape * u / k) : 0;
            assertThat(integral)
                    .as("seed %d: %s k %d j %d a %s beta %s shape %s u %s", seed, quantity, k, j, a, beta, shape, u)
                    .isCloseTo(sum, offset(1e-11 * (sum + bulk)));
        }
    }
}
