package io.github.staycurve.core.internal.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BfgsMinimizerTest {
    private static final BfgsMinimizer MINIMIZER = BfgsMinimizer.withDefaults();

    private static double rosenbrock(double[] x, double[] gradient) {
        double valley = x[1] - x[0] * x[0];
        gradient[0] = -400 * x[0] * valley - 2 * (1 - x[0]);
        gradient[1] = 200 * valley;
        return 100 * valley * valley + (1 - x[0]) * (1 - x[0]);
    }

    /** A quadratic form around a centre, plus the linear term that puts the minimum there. */
    private static Objective quadratic(double[][] matrix, double[] centre) {
        return (x, gradient) -> {
            double value = 0;
            for (int i = 0; i < x.length; i++) {
                gradient[i] = 0;
                for (int j = 0; j < x.length; j++) {
                    gradient[i] += matrix[i][j] * (x[j] - centre[j]);
                }
                value += 0.5 * gradient[i] * (x[i] - centre[i]);
            }
            return value;
        };
    }

    private static Box cube(int dimension, double low, double high) {
        double[] lower = new double[dimension];
        double[] upper = new double[dimension];
        Arrays.fill(lower, low);
        Arrays.fill(upper, high);
        return Box.of(lower, upper);
    }

    @Test
    void findsTheRosenbrockMinimum() {
        Minimum minimum = MINIMIZER.minimize(BfgsMinimizerTest::rosenbrock, Box.unbounded(2), new double[] {-1.2, 1});

        assertThat(minimum.converged()).isTrue();
        assertThat(minimum.point()).containsExactly(new double[] {1, 1}, within(1e-9));
        assertThat(minimum.gradientNorm()).isLessThan(1e-6);
        assertThat(minimum.free()).containsExactly(true, true);
        assertThat(minimum.evaluations()).isLessThan(120);
        assertThat(minimum.iterations()).isPositive();
    }

    @Test
    void stopsAtTheWallOfTheRosenbrockValley() {
        // with x0 held at 0.5, the valley floor is x1 = 0.25
        Minimum minimum = MINIMIZER.minimize(
                BfgsMinimizerTest::rosenbrock,
                Box.of(new double[] {-2, -2}, new double[] {0.5, 2}),
                new double[] {-1.2, 1});

        assertThat(minimum.converged()).isTrue();
        assertThat(minimum.point()).containsExactly(new double[] {0.5, 0.25}, within(1e-9));
        assertThat(minimum.value()).isCloseTo(0.25, within(1e-12));
        assertThat(minimum.atBound(0)).isTrue();
        assertThat(minimum.atBound(1)).isFalse();
    }

    @Test
    void startAtABoundDoesNotStick() {
        Minimum minimum =
                MINIMIZER.minimize(BfgsMinimizerTest::rosenbrock, cube(2, -2, 2), new double[] {-2, Double.MAX_VALUE});

        assertThat(minimum.converged()).isTrue();
        assertThat(minimum.point()).containsExactly(new double[] {1, 1}, within(1e-9));
    }

    @Test
    void startInACornerThatIsTheMinimumEndsThere() {
        Minimum minimum = MINIMIZER.minimize(
                (x, gradient) -> {
                    gradient[0] = 1;
                    gradient[1] = 2;
                    return x[0] + 2 * x[1];
                },
                cube(2, 3, 5),
                new double[] {3, 3});

        assertThat(minimum.converged()).isTrue();
        assertThat(minimum.point()).containsExactly(3, 3);
        assertThat(minimum.free()).containsExactly(false, false);
        assertThat(minimum.evaluations()).isEqualTo(1);
    }

    @Test
    void solvesAnIllConditionedQuadratic() {
        double[][] matrix = {{1e6, 1, 0}, {1, 1, 1e-4}, {0, 1e-4, 1e-6}};
        Minimum minimum = MINIMIZER.minimize(
                quadratic(matrix, new double[] {0.3, -2, 7}), Box.unbounded(3), new double[] {5, 5, 5});

        assertThat(minimum.converged()).isTrue();
        assertThat(minimum.point()).containsExactly(new double[] {0.3, -2, 7}, within(1e-6));
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "1e4, 1", "1e4, 1e-3", "-1e6, 1"})
    void marchesAlongAPlateauToTheBound(double level, double height) {
        // the first coordinate runs off; the second, which the first shifts a little, has its minimum inside
        Minimum minimum = MINIMIZER.minimize(
                (x, gradient) -> {
                    double fall = height * Math.exp(-x[0]);
                    double inner = x[1] - 2 - fall;
                    gradient[0] = -fall + 100 * inner * fall;
                    gradient[1] = 100 * inner;
                    return level + fall + 50 * inner * inner;
                },
                cube(2, -14, 14),
                new double[] {0, 0});

        assertThat(minimum.converged()).isTrue();
        assertThat(minimum.point()[0]).isEqualTo(14);
        assertThat(minimum.point()[1]).isCloseTo(2, within(1e-5));
        assertThat(minimum.free()).containsExactly(false, true);
    }

    @Test
    void marchesAlongADiagonalPlateau() {
        // two coordinates run off together at a fixed difference, as do shape and scale of a gamma distribution
        Minimum minimum = MINIMIZER.minimize(
                (x, gradient) -> {
                    double fall = Math.exp(-x[0] / 2 - x[1] / 2);
                    double apart = x[0] - x[1] - 1;
                    gradient[0] = -fall / 2 + 2 * apart;
                    gradient[1] = -fall / 2 - 2 * apart;
                    return 3000 + fall + apart * apart;
                },
                cube(2, -14, 14),
                new double[] {0, 0});

        assertThat(minimum.converged()).isTrue();
        assertThat(minimum.point()).containsExactly(new double[] {14, 13}, within(1e-5));
        assertThat(minimum.atBound(0)).isTrue();
    }

    @Test
    void levelFunctionIsStationaryWhereItStarts() {
        Minimum minimum = MINIMIZER.minimize((x, gradient) -> 7, cube(2, -1, 1), new double[] {0.25, 0.5});

        assertThat(minimum.converged()).isTrue();
        assertThat(minimum.point()).containsExactly(0.25, 0.5);
        assertThat(minimum.value()).isEqualTo(7);
    }

    @Test
    void alreadyAtTheOptimumStaysThere() {
        Minimum minimum = MINIMIZER.minimize(BfgsMinimizerTest::rosenbrock, Box.unbounded(2), new double[] {1, 1});

        assertThat(minimum.converged()).isTrue();
        assertThat(minimum.point()).containsExactly(1, 1);
        assertThat(minimum.evaluations()).isLessThan(10);
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e-8, 0.5, 1, 3, 1e5})
    void oneDimension(double start) {
        // x - ln x has its minimum at 1 and is not defined at 0 and below
        Minimum minimum = MINIMIZER.minimize(
                (x, gradient) -> {
                    gradient[0] = 1 - 1 / x[0];
                    return x[0] - Math.log(x[0]);
                },
                Box.unbounded(1),
                new double[] {start});

        assertThat(minimum.converged()).isTrue();
        assertThat(minimum.point()[0]).isCloseTo(1, within(1e-7));
    }

    @Test
    void shortensStepsThatLeaveTheDomain() {
        // the square root is NaN beyond 1, where the full quadratic step leads
        Minimum minimum = MINIMIZER.minimize(
                (x, gradient) -> {
                    double root = Math.sqrt(1 - x[0]);
                    gradient[0] = -1 - 0.01 * (-0.5 / root) / root;
                    gradient[1] = 2 * (x[1] - x[0]);
                    gradient[0] += -2 * (x[1] - x[0]);
                    return -x[0] - 0.01 * Math.log(root) + (x[1] - x[0]) * (x[1] - x[0]);
                },
                Box.unbounded(2),
                new double[] {-5, 0});

        // -1 + 0.005 / (1 - x) = 0
        assertThat(minimum.converged()).isTrue();
        assertThat(minimum.point()).containsExactly(new double[] {0.995, 0.995}, within(1e-8));
    }

    @Test
    void functionUndefinedAtTheStartIsNotConverged() {
        Minimum minimum = MINIMIZER.minimize((x, gradient) -> Double.NaN, Box.unbounded(1), new double[] {0});

        assertThat(minimum.converged()).isFalse();
        assertThat(minimum.value()).isNaN();
        assertThat(minimum.gradientNorm()).isInfinite();
    }

    @Test
    void gradientThatIsNotFiniteCountsAsUndefined() {
        Minimum minimum = MINIMIZER.minimize(
                (x, gradient) -> {
                    gradient[0] = Double.NaN;
                    return 1;
                },
                Box.unbounded(1),
                new double[] {0});

        assertThat(minimum.converged()).isFalse();
    }

    @Test
    void functionWithoutMinimumDoesNotConverge() {
        Minimum minimum = MINIMIZER
                .withMaxEvaluations(50)
                .minimize(
                        (x, gradient) -> {
                            gradient[0] = -1;
                            return -x[0];
                        },
                        Box.unbounded(1),
                        new double[] {0});

        assertThat(minimum.converged()).isFalse();
        assertThat(minimum.evaluations()).isGreaterThanOrEqualTo(50);
    }

    @Test
    void maximumIsNotTakenForAMinimum() {
        Minimum minimum = MINIMIZER.minimize(
                (x, gradient) -> {
                    gradient[0] = -2 * x[0];
                    return -x[0] * x[0];
                },
                cube(1, -1, 1),
                new double[] {0});

        assertThat(minimum.converged()).isFalse();
    }

    @RepeatedTest(200)
    void convexQuadraticInABoxMatchesEnumerationOfItsFaces(RepetitionInfo run) {
        long seed = run.getCurrentRepetition();
        SplittableRandom random = new SplittableRandom(seed);
        int n = 1 + random.nextInt(5);
        double[][] matrix = randomPositiveDefinite(random, n);
        double[] centre = randomPoint(random, n, 2);
        double[] start = randomPoint(random, n, 1);

        Minimum minimum = MINIMIZER.minimize(quadratic(matrix, centre), cube(n, -1, 1), start);

        assertThat(minimum.converged()).as("seed %d", seed).isTrue();
        assertThat(minimum.point()).as("seed %d", seed).containsExactly(lowestOfAllFaces(matrix, centre), within(1e-7));
    }

    private static double[][] randomPositiveDefinite(SplittableRandom random, int n) {
        double[][] root = new double[n][];
        for (int i = 0; i < n; i++) {
            root[i] = randomPoint(random, n, Math.exp(random.nextDouble(-3, 3)));
        }
        double[][] matrix = SymmetricMatrices.congruent(root, identity(n));
        for (int i = 0; i < n; i++) {
            matrix[i][i] += 1e-3;
        }
        return matrix;
    }

    private static double[][] identity(int n) {
        double[][] identity = new double[n][n];
        for (int i = 0; i < n; i++) {
            identity[i][i] = 1;
        }
        return identity;
    }

    private static double[] randomPoint(SplittableRandom random, int n, double scale) {
        return random.doubles(n, -scale, scale).toArray();
    }

    /** Solves on each face of the cube [-1, 1]: each coordinate held low, held high, or free; the lowest feasible wins. */
    private static double[] lowestOfAllFaces(double[][] matrix, double[] centre) {
        int n = centre.length;
        Objective objective = quadratic(matrix, centre);
        double[] best = new double[n];
        double lowest = Double.POSITIVE_INFINITY;
        for (int face = 0; face < Math.pow(3, n); face++) {
            double[] point = lowestOfFace(matrix, centre, face);
            double value = objective.value(point, new double[n]);
            boolean feasible =
                    Arrays.stream(point).allMatch(v -> Math.abs(v) <= 1 + 1e-12); // rounding of the elimination
            if (feasible && value < lowest) {
                lowest = value;
                best = point;
            }
        }
        return best;
    }

    private static double[] lowestOfFace(double[][] matrix, double[] centre, int face) {
        int n = centre.length;
        double[][] system = new double[n][n + 1];
        int rest = face;
        for (int i = 0; i < n; i++) {
            int kind = rest % 3 - 1;
            rest /= 3;
            for (int j = 0; j < n; j++) {
                system[i][j] = kind == 0 ? matrix[i][j] : (i == j ? 1 : 0);
                system[i][n] += kind == 0 ? matrix[i][j] * centre[j] : 0;
            }
            system[i][n] += kind;
        }
        return solve(system);
    }

    /** Gauss elimination with pivoting. */
    private static double[] solve(double[][] system) {
        int n = system.length;
        for (int column = 0; column < n; column++) {
            int pivot = column;
            for (int i = column; i < n; i++) {
                pivot = Math.abs(system[i][column]) > Math.abs(system[pivot][column]) ? i : pivot;
            }
            double[] row = system[pivot];
            system[pivot] = system[column];
            system[column] = row;
            for (int i = 0; i < n; i++) {
                double factor = i == column ? 0 : system[i][column] / row[column];
                for (int j = column; j <= n; j++) {
                    system[i][j] -= factor * row[j];
                }
            }
        }
        double[] solution = new double[n];
        for (int i = 0; i < n; i++) {
            solution[i] = system[i][n] / system[i][i];
        }
        return solution;
    }

    @Test
    void badArgumentsAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MINIMIZER.minimize((x, g) -> 0, Box.unbounded(2), new double[] {1}))
                .withMessage("start must have 2 coordinates and at least 1, has 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MINIMIZER.withMaxEvaluations(0))
                .withMessageContaining("was 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Box.of(new double[] {1}, new double[] {Double.NaN}))
                .withMessageContaining("[1.0, NaN]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Box.of(new double[] {1}, new double[] {2, 3}))
                .withMessageContaining("1 and 2");
    }
}
