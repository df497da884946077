package io.github.staycurve.core.internal.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SymmetricMatricesTest {
    @Test
    void inverseOfAMatrixWithRowsOfVeryDifferentScale() {
        // of {{2, 1}, {1, 3}}, whose inverse is {{3, -1}, {-1, 2}} / 5, with rows and columns scaled by 1e-9 and 1e9
        double[][] matrix = {{2e-18, 1}, {1, 3e18}};

        double[][] inverse = SymmetricMatrices.inverse(matrix).orElseThrow();

        assertThat(inverse[0][0] * 1e-18).isCloseTo(0.6, within(1e-14));
        assertThat(inverse[0][1]).isCloseTo(-0.2, within(1e-14)).isEqualTo(inverse[1][0]);
        assertThat(inverse[1][1] * 1e18).isCloseTo(0.4, within(1e-14));
    }

    @Test
    void matrixThatIsNotPositiveDefiniteHasNoInverse() {
        assertThat(SymmetricMatrices.inverse(new double[][] {{1, 2}, {2, 1}})).isEmpty();
        assertThat(SymmetricMatrices.inverse(new double[][] {{1, 1}, {1, 1}})).isEmpty();
        assertThat(SymmetricMatrices.inverse(new double[][] {{1, 0}, {0, -1}})).isEmpty();
        assertThat(SymmetricMatrices.inverse(new double[][] {{1, Double.NaN}, {Double.NaN, 1}}))
                .isEmpty();
        assertThat(SymmetricMatrices.inverse(new double[][] {{Double.NaN}})).isEmpty();
    }

    @Test
    void inverseOfNothingIsNothing() {
        assertThat(SymmetricMatrices.inverse(new double[0][]))
                .hasValueSatisfying(m -> assertThat(m).isEmpty());
    }

    @Test
    void smallestEigenvalue() {
        // eigenvalues 3 and -1
        assertThat(SymmetricMatrices.smallestEigenvalue(new double[][] {{1, 2}, {2, 1}}))
                .isCloseTo(-1, within(1e-14));
        assertThat(SymmetricMatrices.smallestEigenvalue(new double[][] {{Double.NaN}}))
                .isEqualTo(Double.NEGATIVE_INFINITY);
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e-300, 1e-200, 1e-160, 1e-150, 1e150, 1e160, 1e200, 1e300, 0x1p1022})
    void eigenvaluesAndInversesScaleWithTheMatrix(double scale) {
        // eigenvalues 1.2 and 0.8; the squares of its entries leave the range of a double
        double[][] matrix = {{scale, 0.2 * scale}, {0.2 * scale, scale}};

        assertThat(SymmetricMatrices.smallestEigenvalue(matrix) / scale).isCloseTo(0.8, within(1e-14));
        double[][] inverse = SymmetricMatrices.inverse(matrix).orElseThrow();
        assertThat(inverse[0][0] * scale).isCloseTo(1 / 0.96, within(1e-14));
        assertThat(inverse[0][1] * scale).isCloseTo(-0.2 / 0.96, within(1e-14));
    }

    @Test
    void eigenvaluesOfZeroAreZero() {
        assertThat(SymmetricMatrices.smallestEigenvalue(new double[2][2])).isZero();
        assertThat(SymmetricMatrices.inverse(new double[2][2])).isEmpty();
    }

    @Test
    void covarianceOfLinearFunctions() {
        // Var(x) = 2, Var(y) = 3, Cov = 1: Var(x + y) = 7, Var(x - y) = 3, Cov(x + y, x - y) = -1
        double[][] covariance =
                SymmetricMatrices.congruent(new double[][] {{1, 1}, {1, -1}}, new double[][] {{2, 1}, {1, 3}});

        assertThat(covariance).isDeepEqualTo(new double[][] {{7, -1}, {-1, 3}});
    }

    @Test
    void hessianOfAnExactGradientHasNineDigits() {
        // f = exp(x) sin(y) + x z²
        Objective objective = (x, gradient) -> {
            gradient[0] = Math.exp(x[0]) * Math.sin(x[1]) + x[2] * x[2];
            gradient[1] = Math.exp(x[0]) * Math.cos(x[1]);
            gradient[2] = 2 * x[0] * x[2];
            return Math.exp(x[0]) * Math.sin(x[1]) + x[0] * x[2] * x[2];
        };
        double[] point = {0.5, 1.2, 3};
        double e = Math.exp(0.5);

        double[][] hessian = Hessian.ofGradient(objective, point, 1e-3, new boolean[] {true, true, true});

        double[][] exact = {
            {e * Math.sin(1.2), e * Math.cos(1.2), 6}, {e * Math.cos(1.2), -e * Math.sin(1.2), 0}, {6, 0, 1}
        };
        for (int i = 0; i < 3; i++) {
            assertThat(hessian[i]).containsExactly(exact[i], within(1e-9));
        }
    }

    @Test
    void hessianOfFreeCoordinatesOnly() {
        Objective objective = (x, gradient) -> {
            gradient[0] = x[1];
            gradient[1] = x[0] + 4 * x[1];
            return x[0] * x[1] + 2 * x[1] * x[1];
        };

        double[][] hessian = Hessian.ofGradient(objective, new double[] {1, 2}, 1e-3, new boolean[] {false, true});

        assertThat(hessian).hasDimensions(1, 1);
        assertThat(hessian[0][0]).isCloseTo(4, within(1e-10));
    }

    @Test
    void hessianIsNanWhereTheFunctionIsNotDefined() {
        double[][] hessian =
                Hessian.ofGradient((x, gradient) -> Double.NaN, new double[] {1}, 1e-3, new boolean[] {true});

        assertThat(hessian[0][0]).isNaN();
    }

    @Test
    void inverseCholeskyWhitens() {
        // {{4, 2}, {2, 10}} = L Lᵀ with L = {{2, 0}, {1, 3}}, whose inverse is {{1/2, 0}, {-1/6, 1/3}}
        double[][] whitening = SymmetricMatrices.inverseCholesky(new double[][] {{4, 2}, {2, 10}})
                .orElseThrow();

        assertThat(whitening[0]).containsExactly(0.5, 0);
        assertThat(whitening[1][0]).isCloseTo(-1 / 6.0, within(1e-16));
        assertThat(whitening[1][1]).isCloseTo(1 / 3.0, within(1e-16));
        assertThat(SymmetricMatrices.inverseCholesky(new double[][] {{1, 2}, {2, 1}}))
                .isEmpty();
        assertThat(SymmetricMatrices.inverseCholesky(new double[][] {{1, 1}, {1, 1}}))
                .isEmpty();
        assertThat(SymmetricMatrices.inverseCholesky(new double[][] {{Double.NaN}}))
                .isEmpty();
    }

    @Test
    void eigenvaluesAreRaisedToTheFloor() {
        // eigenvalues 3 along (1, 1) and 1 along (1, -1); the second becomes 2
        double[][] raised = SymmetricMatrices.withEigenvaluesAtLeast(new double[][] {{2, 1}, {1, 2}}, 2);
        assertThat(raised[0][0]).isCloseTo(2.5, within(1e-14)).isEqualTo(raised[1][1], within(1e-14));
        assertThat(raised[0][1]).isCloseTo(0.5, within(1e-14)).isEqualTo(raised[1][0]);

        double[][] kept = {{2, 1}, {1, 2}};
        assertThat(SymmetricMatrices.withEigenvaluesAtLeast(kept, 0.5)).isDeepEqualTo(kept);
        assertThatThrownBy(() -> SymmetricMatrices.withEigenvaluesAtLeast(new double[][] {{Double.NaN}}, 1))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
