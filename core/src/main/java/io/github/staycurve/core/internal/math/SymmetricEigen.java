package io.github.staycurve.core.internal.math;

import java.util.Optional;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.EigenDecomposition;

/** Eigenvalues of a symmetric matrix, from the greatest to the smallest, with their eigenvectors. Immutable. */
final class SymmetricEigen {
    private final double[] values;
    private final double[][] vectors;

    private SymmetricEigen(double[] values, double[][] vectors) {
        this.values = values;
        this.vectors = vectors;
    }

    /** Returns the decomposition of a matrix of at least one row; empty when an entry is not finite. */
    static Optional<SymmetricEigen> of(double[][] matrix) {
        if (!isFinite(matrix)) {
            return Optional.empty();
        }
        int exponent = Math.getExponent(greatestEntry(matrix));
        EigenDecomposition decomposition =
                new EigenDecomposition(new Array2DRowRealMatrix(symmetrized(matrix, -exponent), false));
        double[] values = decomposition.getRealEigenvalues();
        double[][] vectors = new double[matrix.length][];
        for (int i = 0; i < vectors.length; i++) {
            vectors[i] = decomposition.getEigenvector(i).toArray();
            values[i] = Math.scalb(values[i], exponent);
        }
        return Optional.of(new SymmetricEigen(values, vectors));
    }

    int size() {
        return values.length;
    }

    double value(int k) {
        return values[k];
    }

    /** Returns the eigenvector of unit length that belongs to value k; the array is not copied. */
    double[] vector(int k) {
        return vectors[k];
    }

    double smallest() {
        return values[values.length - 1];
    }

    double greatestMagnitude() {
        return Math.max(Math.abs(values[0]), Math.abs(smallest()));
    }

    private static double greatestEntry(double[][] matrix) {
        double greatest = 0;
        for (double[] row : matrix) {
            for (double entry : row) {
                greatest = Math.max(greatest, Math.abs(entry));
            }
        }
        return greatest;
    }

    /**
     * Returns the mean of the matrix and its transpose, times a power of 2 that brings it near 1: the decomposition squares
     * entries, which from 1e150 or 1e-160 on leave the range of a double.
     */
    private static double[][] symmetrized(double[][] matrix, int exponent) {
        int n = matrix.length;
        double[][] result = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                result[i][j] = (Math.scalb(matrix[i][j], exponent) + Math.scalb(matrix[j][i], exponent)) / 2;
            }
        }
        return result;
    }

    private static boolean isFinite(double[][] matrix) {
        for (double[] row : matrix) {
            for (double entry : row) {
                if (!Double.isFinite(entry)) {
                    return false;
                }
            }
        }
        return true;
    }
}
