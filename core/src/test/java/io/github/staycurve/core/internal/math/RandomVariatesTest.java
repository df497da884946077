package io.github.staycurve.core.internal.math;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.apache.commons.math3.distribution.BetaDistribution;
import org.apache.commons.math3.distribution.GammaDistribution;
import org.apache.commons.math3.distribution.RealDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Seeded samples against the distribution functions of commons-math3. */
class RandomVariatesTest {
    private static final int SAMPLE = 20_000;
    /** The Kolmogorov-Smirnov distance, times the root of the sample, that one sample in a thousand exceeds. */
    private static final double LIMIT = 1.95;

    @ParameterizedTest
    @ValueSource(doubles = {0.05, 0.24, 0.9, 1, 2.5, 30, 1e4})
    void gammaVariatesFollowTheGammaDistribution(double shape) {
        SplittableRandom random = new SplittableRandom(1);
        double[] sample = new double[SAMPLE];
        Arrays.setAll(sample, i -> RandomVariates.gamma(random, shape));

        assertThat(distance(sample, new GammaDistribution(null, shape, 1))).isLessThan(LIMIT);
    }

    @ParameterizedTest
    @CsvSource({"0.79, 2.43", "0.1, 0.1", "1, 1", "5, 0.5", "200, 300"})
    void betaVariatesFollowTheBetaDistribution(double a, double b) {
        SplittableRandom random = new SplittableRandom(2);
        double[] sample = new double[SAMPLE];
        Arrays.setAll(sample, i -> RandomVariates.beta(random, a, b));

        assertThat(distance(sample, new BetaDistribution(null, a, b))).isLessThan(LIMIT);
    }

    @Test
    void tinyShapesPutTheirMassAtTheEnds() {
        SplittableRandom random = new SplittableRandom(3);
        double ones = 0;
        for (int i = 0; i < SAMPLE; i++) {
            double variate = RandomVariates.beta(random, 1e-6, 3e-6);
            assertThat(variate).isBetween(0.0, 1.0);
            ones += variate > 0.5 ? 1 : 0;
        }
        // a quarter, with a standard error of 0.003
        assertThat(ones / SAMPLE).isBetween(0.24, 0.26);
    }

    private static double distance(double[] sample, RealDistribution distribution) {
        Arrays.sort(sample);
        double greatest = 0;
        for (int i = 0; i < sample.length; i++) {
            double expected = distribution.cumulativeProbability(sample[i]);
            double below = Math.abs(expected - (double) i / sample.length);
            double above = Math.abs(expected - (i + 1.0) / sample.length);
            greatest = Math.max(greatest, Math.max(below, above));
        }
        return greatest * Math.sqrt(sample.length);
    }
}
