package io.github.staycurve.churn.survival;

/**
 * z' V<sup>-</sup> z for a covariance V that may be singular and a z it can produce, with the rank of V: a Cholesky
 * decomposition that takes the greatest pivot left and stops where what is left is rounding.
 */
record QuadraticForm(double value, int rank) {
    /** A pivot below this share of the variance it started from is 0. */
    private static final double SINGULAR = 1e-10;

    static QuadraticForm of(double[][] covariance, double[] z) {
        int n = z.length;
        double[][] left = new double[n][];
        for (int i = 0; i < n; i++) {
            left[i] = covariance[i].clone();
        }
        double[] rest = z.clone();
        boolean[] used = new boolean[n];
        double value = 0;
        for (int rank = 0; rank < n; rank++) {
            int pivot = greatest(left, covariance, used);
            if (pivot < 0) {
                return new QuadraticForm(value, rank);
            }
            used[pivot] = true;
            value += rest[pivot] * rest[pivot] / left[pivot][pivot];
            for (int i = 0; i < n; i++) {
                if (!used[i]) {
                    double factor = left[i][pivot] / left[pivot][pivot];
                    rest[i] -= factor * rest[pivot];
                    for (int j = 0; j < n; j++) {
                        left[i][j] -= factor * left[pivot][j];
                    }
                }
            }
        }
        return new QuadraticForm(value, n);
    }

    private static int greatest(double[][] left, double[][] covariance, boolean[] used) {
        int pivot = -1;
        double greatest = SINGULAR;
        for (int i = 0; i < used.length; i++) {
            double share = covariance[i][i] > 0 ? left[i][i] / covariance[i][i] : 0;
            if (!used[i] && share > greatest) {
                greatest = share;
                pivot = i;
            }
        }
        return pivot;
    }
}
