package io.github.staycurve.core.internal.math;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.apache.commons.math3.distribution.BetaDistribution;
import org.apache.commons.math3.distribution.BinomialDistribution;
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

    /** Pearson's chi-square against the probabilities of the binomial distribution, rare ends pooled. */
    @ParameterizedTest
    @CsvSource({"1, 0.3", "16, 0.5", "17, 0.02", "100, 0.97", "1000, 0.004", "100000, 0.5", "5000000, 0.000001"})
    void binomialVariatesFollowTheBinomialDistribution(int trials, double p) {
        SplittableRandom random = new SplittableRandom(4);
        BinomialDistribution exact = new BinomialDistribution(null, trials, p);
        int low = exact.inverseCumulativeProbability(0.001);
        int high = Math.max(low + 1, exact.inverseCumulativeProbability(0.999));
        int width = Math.max(1, (high - low) / 40);
        int cells = (high - low) / width + 2;
        double[] seen = new double[cells];
        for (int i = 0; i < SAMPLE; i++) {
            long successes = RandomVariates.binomial(random, trials, p);
            assertThat(successes).isBetween(0L, (long) trials);
            seen[(int) Math.min(cells - 1, Math.max(0, (successes - low + width) / width))]++;
        }
        double statistic = 0;
        int degrees = -1;
        for (int cell = 0; cell < cells; cell++) {
            double below = cell == 0 ? 0 : exact.cumulativeProbability(low - 1 + (cell - 1) * width);
            double upTo = cell == cells - 1 ? 1 : exact.cumulativeProbability(low - 1 + cell * width);
            double expected = SAMPLE * (upTo - below);
            if (expected > 0) {
                statistic += (seen[cell] - expected) * (seen[cell] - expected) / expected;
                degrees++;
            } else {
                assertThat(seen[cell]).isZero();
            }
        }
        assertThat(ChiSquareDistributions.upperTail(statistic, degrees)).isGreaterThan(0.001);
    }

    @Test
    void binomialVariatesOfCertainEventsAreCertain() {
        SplittableRandom random = new SplittableRandom(5);
        assertThat(RandomVariates.binomial(random, 1_000_000_000_000L, 0)).isZero();
        assertThat(RandomVariates.binomial(random, 1_000_000_000_000L, 1)).isEqualTo(1_000_000_000_000L);
        assertThat(RandomVariates.binomial(random, 0, 0.5)).isZero();
    }

    @Test
    void multinomialVariatesDealEverythingAndNothingToTheImpossible() {
        SplittableRandom random = new SplittableRandom(6);
        double[] p = {0, 0.2, 0, 0.5, 0.3, 0}; // 0.2 + 0.5 + 0.3 leaves a rest of rounding
        long[] sums = new long[p.length];
        for (int i = 0; i < SAMPLE; i++) {
            RandomVariates.addMultinomial(random, 7, p, sums);
        }
        assertThat(Arrays.stream(sums).sum()).isEqualTo(7L * SAMPLE);
        double statistic = 0;
        for (int i = 0; i < p.length; i++) {
            double expected = 7 * SAMPLE * p[i];
            if (p[i] == 0) {
                assertThat(sums[i]).isZero();
            } else {
                statistic += (sums[i] - expected) * (sums[i] - expected) / expected;
            }
        }
        assertThat(ChiSquareDistributions.upperTail(statistic, 2)).isGreaterThan(0.001);
    }

    @Test
    void partsOfADirichletVariateAreBetaVariates() {
        SplittableRandom random = new SplittableRandom(7);
        double[] shapes = {2, 0, 0.5, 4};
        double[] sample = new double[SAMPLE];
        for (int i = 0; i < SAMPLE; i++) {
            double[] draw = RandomVariates.dirichlet(random, shapes);
            assertThat(draw[1]).isZero();
            sample[i] = draw[2];
        }
        assertThat(distance(sample, new BetaDistribution(null, 0.5, 6))).isLessThan(LIMIT);
    }

    @Test
    void aDirichletVariateOfTinyShapesIsOneClass() {
        SplittableRandom random = new SplittableRandom(8);
        double third = 0;
        for (int i = 0; i < SAMPLE; i++) {
            double[] draw = RandomVariates.dirichlet(random, new double[] {1e-9, 0, 3e-9});
            assertThat(Arrays.stream(draw).sum()).isEqualTo(1);
            third += draw[2];
        }
        assertThat(third / SAMPLE).isBetween(0.74, 0.76); // standard error 0.003
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
