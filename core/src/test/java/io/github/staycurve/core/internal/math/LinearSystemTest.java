package io.github.staycurve.core.internal.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class LinearSystemTest {
    @Test
    void solvesACaseWorkedByHand() {
        // 2x + y = 5, x + 3y = 10: x = 1, y = 3; inverse (3 -1; -1 2) / 5
        LinearSystem system = LinearSystem.of(new double[][] {{2, 1}, {1, 3}});
        assertThat(system.solve(new double[] {5, 10})).containsExactly(new double[] {1, 3}, within(1e-15));
        assertThat(system.inverse()[0]).containsExactly(new double[] {0.6, -0.2}, within(1e-15));
        assertThat(system.inverse()[1]).containsExactly(new double[] {-0.2, 0.4}, within(1e-15));
    }

    @Test
    void solvesWhereAPivotIsTiny() {
        LinearSystem system = LinearSystem.of(new double[][] {{1e-14, 0}, {0, 1}});
        assertThat(system.solve(new double[] {1, 1})[0]).isCloseTo(1e14, within(1.0));
    }

    @RepeatedTest(20)
    void theSolutionSatisfiesTheEquations(RepetitionInfo run) {
        SplittableRandom random = new SplittableRandom(run.getCurrentRepetition());
        int n = 1 + random.nextInt(12);
        double[][] a = new double[n][n];
        double[] b = new double[n];
        for (int i = 0; i < n; i++) {
            b[i] = random.nextDouble();
            for (int j = 0; j < n; j++) {
                a[i][j] = random.nextDouble() + (i == j ? n : 0); // the diagonal dominates
            }
        }
        double[] x = LinearSystem.of(a).solve(b);
        for (int i = 0; i < n; i++) {
            double left = 0;
            for (int j = 0; j < n; j++) {
                left += a[i][j] * x[j];
            }
            assertThat(left).as("seed %d", run.getCurrentRepetition()).isCloseTo(b[i], within(1e-13));
        }
    }

    @Test
    void aSingularMatrixIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LinearSystem.of(new double[][] {{1, 2}, {2, 4}}))
                .withMessageContaining("singular");
    }
}
