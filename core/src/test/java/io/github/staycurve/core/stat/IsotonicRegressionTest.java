package io.github.staycurve.core.stat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class IsotonicRegressionTest {
    @Test
    void violatorsArePooledByWeight() {
        IsotonicRegression curve =
                IsotonicRegression.fit(new double[] {3, 1, 2, 4}, new double[] {0, 1, 4, 5}, new double[] {3, 1, 1, 2});
        assertThat(curve.size()).isEqualTo(4);
        assertThat(curve.value(0)).isEqualTo(1);
        assertThat(curve.value(1)).isEqualTo(1); // (4 + 3 * 0) / 4
        assertThat(curve.value(2)).isEqualTo(1);
        assertThat(curve.value(3)).isEqualTo(5);
        assertThat(curve.valueAt(3.5)).isEqualTo(3);
        assertThat(curve.valueAt(-1e9)).isEqualTo(1);
        assertThat(curve.valueAt(Double.POSITIVE_INFINITY)).isEqualTo(5);
    }

    @Test
    void edges() {
        IsotonicRegression one = IsotonicRegression.fit(new double[] {7, 7}, new double[] {1, 2});
        assertThat(one.size()).isEqualTo(1);
        assertThat(one.x(0)).isEqualTo(7);
        assertThat(one.valueAt(-5)).isEqualTo(1.5);
        IsotonicRegression wide = IsotonicRegression.fit(new double[] {-1.7e308, 1.7e308}, new double[] {0, 1});
        assertThat(wide.valueAt(0)).isEqualTo(0.5);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> IsotonicRegression.fit(new double[0], new double[0]))
                .withMessage("at least one point must have a weight above 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> IsotonicRegression.fit(new double[] {1, Double.NaN}, new double[2]))
                .withMessage("x[1] must be finite, was NaN");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> IsotonicRegression.fit(new double[1], new double[1], new double[2]));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> IsotonicRegression.fit(new double[1], new double[1], new double[] {-1}));
        assertThatIllegalArgumentException().isThrownBy(() -> one.valueAt(Double.NaN));
        // greater numbers would add up to infinity in a block, smaller weights would leave it none
        IsotonicRegression great = IsotonicRegression.fit(new double[] {1, 2}, new double[] {1e100, 1e100});
        assertThat(great.value(1)).isEqualTo(1e100);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> IsotonicRegression.fit(new double[] {1, 2}, new double[] {1e308, 1e308}))
                .withMessageStartingWith("y[0] must lie in");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> IsotonicRegression.fit(new double[1], new double[] {1}, new double[] {1e-320}))
                .withMessageStartingWith("weights[0] must lie in");
    }

    /** The value at i is max over a at most i of min over b at least i of the mean of a to b: a second derivation. */
    @RepeatedTest(200)
    void againstTheMinimaxFormula(RepetitionInfo run) {
        long seed = run.getCurrentRepetition();
        SplittableRandom random = new SplittableRandom(seed);
        int n = random.nextInt(1, 25);
        double[] x = new double[n];
        double[] y = new double[n];
        double[] w = new double[n];
        for (int i = 0; i < n; i++) {
            x[i] = random.nextInt(15);
            y[i] = random.nextInt(6);
            w[i] = random.nextInt(1, 4);
        }
        IsotonicRegression curve = IsotonicRegression.fit(x, y, w);
        for (int i = 0; i < curve.size(); i++) {
            double best = Double.NEGATIVE_INFINITY;
            for (int a = 0; a <= i; a++) {
                double least = Double.POSITIVE_INFINITY;
                for (int b = i; b < curve.size(); b++) {
                    least = Math.min(least, mean(x, y, w, curve.x(a), curve.x(b)));
                }
                best = Math.max(best, least);
            }
            assertThat(curve.value(i)).as("seed %d", seed).isCloseTo(best, within(1e-12));
            assertThat(i == 0 || curve.value(i) >= curve.value(i - 1))
                    .as("seed %d", seed)
                    .isTrue();
        }
        double between = random.nextDouble(-1, 16);
        assertThat(curve.valueAt(between)).as("seed %d", seed).isBetween(curve.value(0), curve.value(curve.size() - 1));
    }

    @Test
    void aRisingCurveIsKeptAndAMillionFallingPointsArePooledInOnePass() {
        double[] x = new double[1_000_000];
        double[] y = new double[x.length];
        Arrays.setAll(x, i -> i);
        Arrays.setAll(y, i -> -i);
        IsotonicRegression pooled = IsotonicRegression.fit(x, y);
        assertThat(pooled.value(0)).isCloseTo(-499_999.5, within(1e-6));
        assertThat(IsotonicRegression.fit(x, x).value(777_777)).isEqualTo(777_777);
    }

    private static double mean(double[] x, double[] y, double[] w, double from, double to) {
        double sum = 0;
        double weight = 0;
        for (int i = 0; i < x.length; i++) {
            if (x[i] >= from && x[i] <= to) {
                sum += w[i] * y[i];
                weight += w[i];
            }
        }
        return sum / weight;
    }
}
