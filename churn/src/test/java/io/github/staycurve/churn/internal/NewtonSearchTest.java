package io.github.staycurve.churn.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NewtonSearchTest {
    /** Σ log cosh(x_i − c_i) + (x_0 x_1)/4: smooth, convex near, full Newton steps overshoot from afar. */
    private static double logCosh(double[] x, double[] gradient, double[][] hessian) {
        double sum = 0;
        for (int j = 0; j < x.length; j++) {
            double z = x[j] - (j + 1);
            sum += Math.abs(z) + Math.log1p(Math.exp(-2 * Math.abs(z)));
            gradient[j] += Math.tanh(z);
            hessian[j][j] += 1 / (Math.cosh(z) * Math.cosh(z));
        }
        return sum;
    }

    @Test
    void dampsStepsThatOvershoot() {
        NewtonMinimum minimum =
                NewtonSearch.withDefaults().minimize(NewtonSearchTest::logCosh, new double[] {-6, 9, 3});
        assertThat(minimum.converged()).isTrue();
        assertThat(minimum.point()).containsExactly(new double[] {1, 2, 3}, within(1e-11));
        assertThat(minimum.gradient()).containsExactly(new double[] {0, 0, 0}, within(1e-11));
        assertThat(minimum.hessian()[2][2]).isCloseTo(1, within(1e-12));
        assertThat(minimum.value()).isCloseTo(3 * Math.log(2), within(1e-12));
        assertThat(minimum.iterations()).isPositive();
        assertThat(minimum.evaluations()).isGreaterThan(minimum.iterations());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void lassoSolutionsMeetTheirConditions(int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int p = 12;
        double[][] a = new double[p][p];
        double[] b = new double[p];
        for (int i = 0; i < p; i++) {
            b[i] = random.nextDouble() * 4 - 2;
            for (int j = 0; j < p; j++) {
                a[i][j] = random.nextDouble() * 2 - 1;
            }
        }
        double[] ridge = new double[p];
        double[] lasso = new double[p];
        for (int j = 1; j < p; j++) {
            ridge[j] = 0.01 * j;
            lasso[j] = 0.2 + 0.5 * random.nextDouble();
        }
        // |Ax − b|²/2 through a softplus of each row, so that it is not quadratic
        NewtonSearch.Function function = (x, gradient, hessian) -> {
            double value = 0;
            for (int i = 0; i < p; i++) {
                double eta = -b[i];
                for (int j = 0; j < p; j++) {
                    eta += a[i][j] * x[j];
                }
                double q = 1 / (1 + Math.exp(-eta));
                value += Math.log1p(Math.exp(eta)) + 0.05 * eta * eta - 0.3 * eta;
                for (int j = 0; j < p; j++) {
                    gradient[j] += a[i][j] * (q + 0.1 * eta - 0.3);
                    for (int k = 0; k < p; k++) {
                        hessian[j][k] += a[i][j] * a[i][k] * (q * (1 - q) + 0.1);
                    }
                }
            }
            return value;
        };
        NewtonMinimum minimum = NewtonSearch.withDefaults().minimize(function, new double[p], ridge, lasso);

        assertThat(minimum.converged()).as("seed %s", seed).isTrue();
        double[] x = minimum.point();
        int zeros = 0;
        for (int j = 0; j < p; j++) {
            double slope = minimum.gradient()[j] + ridge[j] * x[j];
            if (x[j] == 0) {
                zeros++;
                assertThat(Math.abs(slope)).isLessThanOrEqualTo(lasso[j] + 1e-12);
            } else {
                assertThat(slope).isCloseTo(-lasso[j] * Math.signum(x[j]), within(1e-10));
            }
        }
        assertThat(zeros).as("some unknowns are 0, seed %s", seed).isPositive();
    }

    @Test
    void aDirectionWithoutCurvatureDoesNotStopIt() {
        NewtonSearch.Function function = (x, gradient, hessian) -> {
            double sum = x[0] + x[1] - 2;
            gradient[0] = sum;
            gradient[1] = sum;
            for (double[] row : hessian) {
                row[0] = 1;
                row[1] = 1;
            }
            return sum * sum / 2;
        };
        NewtonMinimum minimum = NewtonSearch.withDefaults().minimize(function, new double[2]);
        assertThat(minimum.converged()).isTrue();
        assertThat(minimum.point()[0] + minimum.point()[1]).isCloseTo(2, within(1e-9));
    }

    @Test
    void saysWhenItCannotStartOrRunsOut() {
        NewtonMinimum undefined =
                NewtonSearch.withDefaults().minimize((x, gradient, hessian) -> Double.NaN, new double[] {4});
        assertThat(undefined.converged()).isFalse();
        assertThat(undefined.promisedDecrease()).isInfinite();
        NewtonMinimum cut =
                NewtonSearch.withDefaults().withMaxIterations(1).minimize(NewtonSearchTest::logCosh, new double[] {-6});
        assertThat(cut.converged()).isFalse();
        assertThat(cut.iterations()).isEqualTo(1);
        assertThat(cut.promisedDecrease()).isPositive();
        NewtonMinimum coarse =
                NewtonSearch.withDefaults().withTolerance(1e-3).minimize(NewtonSearchTest::logCosh, new double[] {1.1});
        assertThat(coarse.point()[0]).isNotEqualTo(1.0).isCloseTo(1, within(0.2));
    }

    @Test
    void refusesSettingsOutOfRange() {
        NewtonSearch search = NewtonSearch.withDefaults();
        assertThatIllegalArgumentException().isThrownBy(() -> search.withMaxIterations(0));
        assertThatIllegalArgumentException().isThrownBy(() -> search.withTolerance(0));
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> search.minimize(NewtonSearchTest::logCosh, new double[2], new double[1], new double[2]));
    }
}
