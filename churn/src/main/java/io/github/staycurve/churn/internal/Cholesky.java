package io.github.staycurve.churn.internal;

/**
 * The Cholesky factor of a small symmetric matrix; for Staycurve's own rooms.
 *
 * <p>This class is immutable and thread-safe once built; the matrix it was built of is not kept.
 */
final class Cholesky {
    private final double[][] factor;
    private final boolean positive;

    private Cholesky(double[][] factor, boolean positive) {
        this.factor = factor;
        this.positive = positive;
    }

    /**
     * Factors a matrix.
     *
     * @param matrix symmetric; its lower triangle is read
     * @param added what is added to each diagonal element, as a share of it
     */
    static Cholesky of(double[][] matrix, double added) {
        int n = matrix.length;
        double[][] factor = new double[n][];
        for (int i = 0; i < n; i++) {
            factor[i] = new double[i + 1];
            for (int j = 0; j < i; j++) {
                factor[i][j] = (matrix[i][j] - dot(factor[i], factor[j], j)) / factor[j][j];
            }
            double whole = matrix[i][i] * (1 + added);
            double left = whole - dot(factor[i], factor[i], i);
            if (!(left > whole * n * 0x1p-50 && left < Double.POSITIVE_INFINITY)) { // nothing but rounding is left
                return new Cholesky(factor, false);
            }
            factor[i][i] = Math.sqrt(left);
        }
        return new Cholesky(factor, true);
    }

    private static double dot(double[] a, double[] b, int length) {
        double sum = 0;
        for (int k = 0; k < length; k++) {
            sum += a[k] * b[k];
        }
        return sum;
    }

    /** Returns whether the matrix is positive definite to working precision; nothing else works if not. */
    boolean isPositive() {
        return positive;
    }

    /** Returns the solution of Ax = b. */
    double[] solve(double[] right) {
        int n = factor.length;
        double[] x = new double[n];
        for (int i = 0; i < n; i++) {
            x[i] = (right[i] - dot(factor[i], x, i)) / factor[i][i];
        }
        for (int i = n - 1; i >= 0; i--) {
            for (int k = i + 1; k < n; k++) {
                x[i] -= factor[k][i] * x[k];
            }
            x[i] /= factor[i][i];
        }
        return x;
    }
}
