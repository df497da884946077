package io.github.staycurve.core.stat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JonckheereTestTest {
    @Test
    void aCaseWorkedByHand() {
        // pairs: (1,2),(1,3),(2,2),(2,3) of the first two groups give 1, 1, 0.5, 1; with {3, 5} after them 2, 2; 2 and
        // 1.5
        JonckheereTest test = JonckheereTest.of(new double[] {1, 2}, new double[] {2, 3}, new double[] {3, 5});
        assertThat(test.statistic()).isEqualTo(3.5 + 4 + 3.5);
        assertThat(test.mean()).isEqualTo(6);
        assertThat(test.ordered()).isEqualTo(Ratio.of(11, 12));
    }

    /** Hollander and Wolfe's variance without ties is [N²(2N + 3) - Σ n²(2n + 3)] / 72. */
    @Test
    void theVarianceWithoutTies() {
        JonckheereTest test = JonckheereTest.of(new double[] {1, 4}, new double[] {2, 6, 7}, new double[] {3, 5});
        assertThat(test.variance()).isCloseTo((49 * 17 - 4 * 7 - 9 * 9 - 4 * 7) / 72.0, within(1e-12));
    }

    /** Mean and variance over all orders of the values, one by one: what the corrections for ties must give. */
    @ParameterizedTest
    @ValueSource(strings = {"0 0 0 1 2 2 5", "0 0 0 0 0 0 1", "1 2 3 4 5 6 7", "1 1 2 2 3 3 3"})
    void theMomentsAreThoseOfAllPermutations(String text) {
        List<Double> values = new ArrayList<>();
        for (String value : text.split(" ")) {
            values.add(Double.valueOf(value));
        }
        List<Double> statistics = new ArrayList<>();
        permute(values, 0, statistics);
        double mean = statistics.stream().mapToDouble(j -> j).average().getAsDouble();
        double variance = statistics.stream()
                .mapToDouble(j -> (j - mean) * (j - mean))
                .average()
                .getAsDouble();
        JonckheereTest test = grouped(values);
        assertThat(statistics).hasSize(5040);
        assertThat(test.mean()).isCloseTo(mean, within(1e-10));
        assertThat(test.variance()).isCloseTo(variance, within(1e-9));
    }

    private static JonckheereTest grouped(List<Double> values) {
        double[] all = values.stream().mapToDouble(v -> v).toArray();
        return JonckheereTest.of(
                new double[] {all[0], all[1]}, new double[] {all[2], all[3], all[4]}, new double[] {all[5], all[6]});
    }

    private static void permute(List<Double> values, int fixed, List<Double> statistics) {
        if (fixed == values.size()) {
            statistics.add(grouped(values).statistic());
            return;
        }
        for (int i = fixed; i < values.size(); i++) {
            Collections.swap(values, fixed, i);
            permute(values, fixed + 1, statistics);
            Collections.swap(values, fixed, i);
        }
    }

    @Test
    void risingGroupsAreFoundAndFallingOnesAreNot() {
        SplittableRandom random = new SplittableRandom(1);
        double[][] groups = new double[4][60];
        for (int group = 0; group < 4; group++) {
            for (int i = 0; i < 60; i++) {
                groups[group][i] = Math.max(0, random.nextGaussian() + .4 * group); // half of the first are tied at 0
            }
        }
        assertThat(JonckheereTest.of(groups).pValue().getAsDouble()).isLessThan(1e-6);
        JonckheereTest falling = JonckheereTest.of(groups[3], groups[2], groups[1], groups[0]);
        assertThat(falling.pValue().getAsDouble()).isGreaterThan(1 - 1e-6);
        assertThat(falling.z().getAsDouble())
                .isCloseTo(-JonckheereTest.of(groups).z().getAsDouble(), within(1e-12));
    }

    @Test
    void theTestHoldsItsLevelWithTies() {
        SplittableRandom random = new SplittableRandom(2);
        int rejected = 0;
        for (int set = 0; set < 400; set++) {
            double[][] groups = new double[3][];
            for (int group = 0; group < 3; group++) {
                groups[group] = random.doubles(20 + 10L * group)
                        .map(u -> u < .6 ? 0 : Math.round(10 * u))
                        .toArray();
            }
            rejected += JonckheereTest.of(groups).pValue().getAsDouble() < .05 ? 1 : 0;
        }
        assertThat(rejected).isBetween(8, 36); // binomial(400, .05): beyond that less than one in a thousand
    }

    @Test
    void whereNothingCanVaryThereIsNoTest() {
        assertThat(JonckheereTest.of(new double[] {0, 0, 0}, new double[] {0, 0})
                        .pValue())
                .isEmpty();
        assertThat(JonckheereTest.of(new double[] {0, 0, 0}, new double[] {0, 0})
                        .ordered()
                        .value())
                .hasValue(.5);
        JonckheereTest one = JonckheereTest.of(new double[] {1, 2, 3}, new double[0]);
        assertThat(one.z()).isEmpty();
        assertThat(one.ordered().value()).isEmpty();
        assertThat(JonckheereTest.of().z()).isEmpty();
        assertThat(JonckheereTest.of(new double[] {1}, new double[] {2}).z().getAsDouble())
                .isCloseTo(1, within(1e-12)); // J is 0 or 1: mean 1/2, variance 1/4
        assertThatIllegalArgumentException().isThrownBy(() -> JonckheereTest.of(new double[] {Double.NaN}));
    }
}
