package io.github.staycurve.core.internal.math;

import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.DecompositionSolver;
import org.apache.commons.math3.linear.LUDecomposition;

/**
 * A square system of linear equations Ax = b, factored once and solved for any number of right-hand sides.
 *
 * <p>This class is immutable and thread-safe.
 */
public final class LinearSystem {
    private final int size;
    private final DecompositionSolver solver;

    private LinearSystem(double[][] matrix) {
        this.size = matrix.length;
        // only an exact 0 as pivot is singular: the caller knows from the structure of the matrix that it has an
        // inverse
        this.solver = new LUDecomposition(new Array2DRowRealMatrix(matrix), Double.MIN_NORMAL).getSolver();
    }

    /**
     * Returns the system of a matrix, factored as LU with partial pivoting.
     *
     * @param matrix A, as rows, square, of at least one row, finite; it is copied
     * @return the system
     * @throws IllegalArgumentException if the matrix has no inverse in doubles
     */
    public static LinearSystem of(double[][] matrix) {
        LinearSystem system = new LinearSystem(matrix);
        if (!system.solver.isNonSingular()) {
            throw new IllegalArgumentException(
                    "a system of %s equations has no single solution: its matrix is singular".formatted(matrix.length));
        }
        return system;
    }

    /**
     * Returns the solution for one right-hand side.
     *
     * @param right b, of the matrix's size
     * @return x
     */
    public double[] solve(double[] right) {
        return solver.solve(new ArrayRealVector(right, false)).toArray();
    }

    /**
     * Returns the inverse, the solutions for all unit vectors.
     *
     * @return A<sup>-1</sup>, as rows
     */
    public double[][] inverse() {
        double[][] unit = new double[size][size];
        for (int i = 0; i < size; i++) {
            unit[i][i] = 1;
        }
        return solver.solve(new Array2DRowRealMatrix(unit, false)).getData();
    }
}
