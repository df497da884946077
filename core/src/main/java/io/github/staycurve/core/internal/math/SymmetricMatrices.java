package io.github.staycurve.core.internal.math;

import java.util.Optional;

/**
 * Linear algebra of small symmetric matrices, given as rows; only for a handful of unknowns, and outside inner loops.
 *
 * <p>This class has no state.
 */
public final class SymmetricMatrices {
    /** Below this share of the greatest eigenvalue of the scaled matrix, an eigenvalue cannot be told from 0. */
    private static final double SINGULAR = 1e-14;

    private SymmetricMatrices() {}

    /**
     * Returns the smallest eigenvalue.
     *
     * @param matrix a symmetric matrix of at least one row
     * @return the eigenvalue; minus infinity when an entry is not finite, so that the matrix does not pass as positive
     *     definite
     */
    public static double smallestEigenvalue(double[][] matrix) {
        return SymmetricEigen.of(matrix).map(SymmetricEigen::smallest).orElse(Double.NEGATIVE_INFINITY);
    }

    /**
     * Returns the inverse of a positive definite matrix.
     *
     * @param matrix a symmetric matrix; its rows may have very different scales
     * @return the inverse, exactly symmetric; empty when the matrix is not positive definite to working precision
     */
    public static Optional<double[][]> inverse(double[][] matrix) {
        int n = matrix.length;
        if (n == 0) {
            return Optional.of(new double[0][]);
        }
        double[] scale = new double[n];
        for (int i = 0; i < n; i++) {
            scale[i] = 1 / Math.sqrt(matrix[i][i]);
            if (!(scale[i] > 0 && scale[i] < Double.POSITIVE_INFINITY)) {
                return Optional.empty();
            }
        }
        return SymmetricEigen.of(scaled(matrix, scale))
                .filter(e -> e.smallest() > SINGULAR * e.value(0))
                .map(e -> scaled(inverse(e), scale));
    }

    private static double[][] inverse(SymmetricEigen eigen) {
        int n = eigen.size();
        double[][] inverse = new double[n][n];
        for (int k = 0; k < n; k++) {
            double[] v = eigen.vector(k);
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < n; j++) {
                    inverse[i][j] += v[i] * v[j] / eigen.value(k);
                }
            }
        }
        return inverse;
    }

    /**
     * Returns the matrix with each entry multiplied by the factors of its row and its column, {@code diag(f) A diag(f)}.
     *
     * @param matrix a symmetric matrix
     * @param factors a factor for each row
     * @return a new matrix
     */
    public static double[][] scaled(double[][] matrix, double[] factors) {
        int n = matrix.length;
        double[][] scaled = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                scaled[i][j] = matrix[i][j] * (factors[i] * factors[j]); // symmetric to the last bit
            }
        }
        return scaled;
    }

    /**
     * Returns {@code J C Jᵀ}: the covariance of linear functions of estimates with covariance C.
     *
     * @param jacobian J, a row for each function and a column for each estimate
     * @param covariance C, symmetric
     * @return a new matrix, a row and a column for each function
     */
    public static double[][] congruent(double[][] jacobian, double[][] covariance) {
        int functions = jacobian.length;
        double[][] result = new double[functions][functions];
        for (int i = 0; i < functions; i++) {
            for (int j = 0; j <= i; j++) {
                double sum = 0;
                for (int k = 0; k < covariance.length; k++) {
                    for (int l = 0; l < covariance.length; l++) {
                        sum += jacobian[i][k] * covariance[k][l] * jacobian[j][l];
                    }
                }
                result[i][j] = sum;
                result[j][i] = sum;
            }
        }
        return result;
    }

    /**
     * Returns the inverse of the Cholesky factor: the lower triangular W with {@code WᵀW = A⁻¹}, so that the squared length
     * of Wx is {@code xᵀA⁻¹x} and the determinant of A is one over the squared product of the diagonal of W.
     *
     * @param matrix A, symmetric; only its lower triangle is read
     * @return W, zero above the diagonal; empty when A is not positive definite to working precision
     */
    public static Optional<double[][]> inverseCholesky(double[][] matrix) {
        int n = matrix.length;
        double[][] factor = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                double left = matrix[i][j];
                for (int k = 0; k < j; k++) {
                    left -= factor[i][k] * factor[j][k];
                }
                factor[i][j] = i == j ? Math.sqrt(left) : left / factor[j][j];
            }
            if (!(factor[i][i] > 0 && factor[i][i] < Double.POSITIVE_INFINITY)) {
                return Optional.empty();
            }
        }
        return Optional.of(lowerInverse(factor));
    }

    private static double[][] lowerInverse(double[][] factor) {
        int n = factor.length;
        double[][] inverse = new double[n][n];
        for (int j = 0; j < n; j++) {
            inverse[j][j] = 1 / factor[j][j];
            for (int i = j + 1; i < n; i++) {
                double sum = 0;
                for (int k = j; k < i; k++) {
                    sum -= factor[i][k] * inverse[k][j];
                }
                inverse[i][j] = sum / factor[i][i];
            }
        }
        return inverse;
    }

    /**
     * Returns the matrix with every eigenvalue below a floor raised to it, eigenvectors kept.
     *
     * @param matrix a symmetric matrix of at least one row, with finite entries
     * @param floor the least eigenvalue allowed
     * @return a new matrix, exactly symmetric; a copy of the given one when no eigenvalue is below the floor
     * @throws IllegalArgumentException if an entry is not finite
     */
    public static double[][] withEigenvaluesAtLeast(double[][] matrix, double floor) {
        SymmetricEigen eigen =
                SymmetricEigen.of(matrix).orElseThrow(() -> new IllegalArgumentException("matrix must be finite"));
        int n = eigen.size();
        double[][] raised = new double[n][];
        for (int i = 0; i < n; i++) {
            raised[i] = matrix[i].clone();
        }
        for (int k = 0; k < n; k++) {
            double missing = floor - eigen.value(k);
            double[] v = eigen.vector(k);
            for (int i = 0; i < n && missing > 0; i++) {
                for (int j = 0; j < n; j++) {
                    raised[i][j] += missing * (v[i] * v[j]);
                }
            }
        }
        return raised;
    }
}
