package io.github.staycurve.core.internal.math;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Second derivatives by central differences of an exact gradient. This class has no state.
 */
public final class Hessian {
    private Hessian() {}

    /**
     * Returns the matrix of second derivatives with respect to the free coordinates.
     *
     * <p>Differences over the step and over half of it are combined by Richardson's rule, which leaves an error of the
     * order step<sup>4</sup>. The point is left by one step in each free direction.
     *
     * @param objective the function, its gradient exact
     * @param point where to take the derivatives
     * @param step the step of every coordinate, positive: 1e-3 suits logarithms of parameters
     * @param free whether each coordinate is one to differentiate by
     * @return a symmetric matrix with a row for each free coordinate, in their order; NaN where the function is not
     *     defined nearby
     */
    public static double[][] ofGradient(Objective objective, double[] point, double step, boolean[] free) {
        double[] steps = new double[point.length];
        Arrays.fill(steps, step);
        double[][] coarse = centralDifferences(objective, point, steps, free);
        Arrays.fill(steps, step / 2);
        double[][] fine = centralDifferences(objective, point, steps, free);
        for (int i = 0; i < fine.length; i++) {
            for (int j = 0; j < fine.length; j++) {
                fine[i][j] += (fine[i][j] - coarse[i][j]) / 3; // Richardson: (4 fine - coarse) / 3
            }
        }
        return fine;
    }

    /** Returns second derivatives with respect to the free coordinates with an error of the order step². */
    static double[][] centralDifferences(Objective objective, double[] point, double[] steps, boolean[] free) {
        int n = point.length;
        int[] indices = indices(free);
        double[][] hessian = new double[indices.length][indices.length];
        double[] moved = point.clone();
        double[] above = new double[n];
        double[] below = new double[n];
        for (int row = 0; row < indices.length; row++) {
            int i = indices[row];
            moved[i] = point[i] + steps[i];
            double high = moved[i];
            boolean defined = Double.isFinite(objective.value(moved, above));
            moved[i] = point[i] - steps[i];
            double width = high - moved[i]; // the step as rounded
            defined &= Double.isFinite(objective.value(moved, below));
            moved[i] = point[i];
            for (int column = 0; column < indices.length; column++) {
                int j = indices[column];
                hessian[row][column] = defined ? (above[j] - below[j]) / width : Double.NaN;
            }
        }
        return averagedWithTranspose(hessian);
    }

    /** Returns the positions of the true entries. */
    static int[] indices(boolean[] free) {
        return IntStream.range(0, free.length).filter(i -> free[i]).toArray();
    }

    private static double[][] averagedWithTranspose(double[][] matrix) {
        for (int i = 0; i < matrix.length; i++) {
            for (int j = 0; j < i; j++) {
                matrix[i][j] = (matrix[i][j] + matrix[j][i]) / 2;
                matrix[j][i] = matrix[i][j];
            }
        }
        return matrix;
    }
}
