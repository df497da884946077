package io.github.staycurve.core.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.offset;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.github.staycurve.core.internal.math.GammaFunctions;
import io.github.staycurve.core.internal.math.RandomVariates;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GapPopulationTest {
    private static final GapPopulation POPULATION = GapPopulation.of(1.4, 30);

    /** Knowledge of the field: one limit for all is far too long for some and too short for others. */
    @Test
    void onePopulationLimitMisjudgesBothEnds() {
        double limit = POPULATION.quantile(0.8, 0, 0);
        assertThat(limit).isCloseTo(64.7, offset(0.05));
        assertThat(Math.exp(-limit / 7)).isCloseTo(1e-4, offset(5e-6)); // a weekly buyer gets there so seldom
        assertThat(Math.exp(-limit / 60)).isCloseTo(0.34, offset(0.005)); // a buyer every sixty days so often
    }

    /** Gaps that are complete, of customers drawn from the population, end before the quantile as often as it says. */
    @ParameterizedTest
    @CsvSource({"0", "1", "3", "8"})
    void coverageOfTheNextGapFollowedToItsEnd(int gaps) {
        double[] levels = {0.8, 0.9, 0.98};
        int[] covered = new int[levels.length];
        int customers = 200_000;
        SplittableRandom random = new SplittableRandom(20240601L + gaps);
        for (int i = 0; i < customers; i++) {
            double rate = RandomVariates.gamma(random, POPULATION.r()) / POPULATION.alpha();
            double span = 0;
            for (int gap = 0; gap < gaps; gap++) {
                span += exponential(random) / rate;
            }
            double next = exponential(random) / rate;
            for (int level = 0; level < levels.length; level++) {
                covered[level] += next <= POPULATION.quantile(levels[level], gaps, span) ? 1 : 0;
            }
        }
        for (int level = 0; level < levels.length; level++) {
            assertThat(covered[level] / (double) customers).isCloseTo(levels[level], offset(0.003)); // over 3 sigma
        }
    }

    private static double exponential(SplittableRandom random) {
        return -Math.log1p(-random.nextDouble());
    }

    /** S by the definition: the Erlang survival function, integrated over the posterior density of the rate. */
    @ParameterizedTest
    @CsvSource({
        "1, 1.4, 30, 0, 0, 64.7",
        "1, 0.3, 12, 3, 40, 25",
        "2, 1.4, 30, 0, 0, 20",
        "3, 2.5, 8, 4, 100, 31",
        "7, 1.1, 50, 2, 60, 90",
        "20, 4, 10, 6, 300, 55"
    })
    void survivalIsTheMixtureOverRates(int k, double r, double alpha, int x, double span, double s) {
        double a = r + k * (double) x;
        double b = alpha + span;
        // the rate is e^y; trapezoids over y converge fast for such a bell
        double sum = 0;
        double step = 0.001;
        for (double y = -60; y < 20; y += step) {
            double logDensity = a * (Math.log(b) + y) - b * Math.exp(y) - GammaFunctions.logGamma(a);
            double mean = s * Math.exp(y);
            double erlang = 0;
            double term = Math.exp(-mean);
            for (int j = 0; j < k; j++) {
                erlang += term;
                term *= mean / (j + 1);
            }
            sum += step * Math.exp(logDensity) * erlang;
        }
        GapPopulation population = new GapPopulation(k, r, alpha, Optional.empty());
        assertThat(population.survival(s, x, span)).isCloseTo(sum, withinPercentage(1e-7));
    }

    @Test
    void quantilesInvertSurvival() {
        for (long seed = 0; seed < 500; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            GapPopulation population = new GapPopulation(
                    1 + random.nextInt(GapPopulation.MAX_SHAPE),
                    Math.exp(random.nextDouble(-2, 3)),
                    Math.exp(random.nextDouble(-3, 6)),
                    Optional.empty());
            int x = random.nextInt(200);
            double span = x * random.nextDouble(60);
            double p = random.nextDouble(0.01, 0.999);
            double q = population.quantile(p, x, span);
            assertThat(population.survival(q, x, span)).as("seed %s", seed).isCloseTo(1 - p, withinPercentage(1e-8));
            assertThat(population.survival(q * 1.01, x, span))
                    .as("seed %s", seed)
                    .isLessThan(1 - p);
        }
    }

    @Test
    void staysFiniteAndInRangeFarOut() {
        for (int k : new int[] {1, 2, 20}) {
            for (double r : new double[] {1e-6, 1, 1e6}) {
                for (double alpha : new double[] {1e-6, 1, 1e6}) {
                    GapPopulation population = new GapPopulation(k, r, alpha, Optional.empty());
                    for (int x : new int[] {0, 1, 1_000_000}) {
                        double previous = 1;
                        for (double s : new double[] {0, 1e-9, 1, 1e5, 1e300}) {
                            double survival = population.survival(s, x, x * 0.5);
                            assertThat(survival)
                                    .as("%s at %s, %s", population, s, x)
                                    .isBetween(0.0, previous * (1 + 1e-12)); // its logarithm is rounded
                            previous = survival;
                        }
                        assertThat(population.survival(0, x, x)).isEqualTo(1);
                        assertThat(population.quantile(0.5, x, x)).isPositive();
                    }
                }
            }
        }
    }

    @Test
    void argumentsAreChecked() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> GapPopulation.of(0, 1))
                .withMessageContaining("r must lie");
        assertThatIllegalArgumentException().isThrownBy(() -> GapPopulation.of(Double.NaN, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> GapPopulation.of(1, Double.NaN));
        assertThatIllegalArgumentException().isThrownBy(() -> new GapPopulation(21, 1, 1, Optional.empty()));
        assertThatIllegalArgumentException().isThrownBy(() -> POPULATION.survival(Double.NaN, 0, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> POPULATION.survival(1, -1, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> POPULATION.survival(1, 0, -1));
        assertThatIllegalArgumentException().isThrownBy(() -> POPULATION.quantile(1, 0, 0));
    }
}
