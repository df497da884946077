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
}
