package io.github.staycurve.churn.score;

import java.util.Arrays;

/**
 * Some rows at a time, column by column, with what a link says of them: small enough to stay in the nearest cache. The
 * first column is the constant 1. Not thread-safe.
 */
final class RowBlock {
    static final int ROWS = 64;

    /** Columns of the unknowns, the constant first; one of zeros behind, where their number is odd. */
    final double[][] columns;

    final double[] eta = new double[ROWS];
    final double[] target = new double[ROWS];
    final double[] weight = new double[ROWS];
    final double[] slope = new double[ROWS];
    final double[] curvature = new double[ROWS];
    int size;

    private final double[][] weighted;

    RowBlock(int unknowns) {
        int padded = unknowns + (unknowns & 1);
        columns = new double[padded][ROWS];
        weighted = new double[padded][ROWS];
        Arrays.fill(columns[0], 1);
    }

    /** Sets η to the linear predictor of these unknowns. */
    void predict(double[] unknowns) {
        Arrays.fill(eta, 0, size, unknowns[0]);
        for (int j = 1; j < unknowns.length; j++) {
            double b = unknowns[j];
            double[] column = columns[j];
            for (int i = 0; i < size; i++) {
                eta[i] += b * column[i];
            }
        }
    }

    /** Adds {@code Σ slope·column} of every column. */
    void addGradient(double[] gradient) {
        for (int j = 0; j < gradient.length; j++) {
            double[] column = columns[j];
            double even = 0;
            double odd = 0;
            int i = 0;
            for (; i + 1 < size; i += 2) {
                even += slope[i] * column[i];
                odd += slope[i + 1] * column[i + 1];
            }
            gradient[j] += i < size ? even + slope[i] * column[i] + odd : even + odd;
        }
    }

    /** Adds {@code Σ curvature·column·column} of every pair to the lower triangle. */
    void addHessian(double[][] hessian) {
        if (size < ROWS) { // rows of an earlier block are still behind the last one
            Arrays.fill(curvature, size, ROWS, 0);
        }
        for (int j = 0; j < columns.length; j++) {
            double[] column = columns[j];
            double[] product = weighted[j];
            for (int i = 0; i < ROWS; i++) {
                product[i] = curvature[i] * column[i];
            }
        }
        int unknowns = hessian.length;
        for (int j = 0; j < columns.length; j += 2) {
            for (int k = 0; k <= j; k += 2) {
                addTile(j, k, hessian, unknowns);
            }
        }
    }

    /** Two columns by two at a time, even and odd rows apart: eight sums that do not wait for each other. */
    private void addTile(int j, int k, double[][] hessian, int unknowns) {
        double[] a = weighted[j];
        double[] b = weighted[j + 1];
        double[] c = columns[k];
        double[] d = columns[k + 1];
        double ac = 0;
        double ad = 0;
        double bc = 0;
        double bd = 0;
        double ac1 = 0;
        double ad1 = 0;
        double bc1 = 0;
        double bd1 = 0;
        for (int i = 0; i < ROWS; i += 2) {
            ac += a[i] * c[i];
            ad += a[i] * d[i];
            bc += b[i] * c[i];
            bd += b[i] * d[i];
            ac1 += a[i + 1] * c[i + 1];
            ad1 += a[i + 1] * d[i + 1];
            bc1 += b[i + 1] * c[i + 1];
            bd1 += b[i + 1] * d[i + 1];
        }
        hessian[j][k] += ac + ac1;
        if (k < j) {
            hessian[j][k + 1] += ad + ad1;
        }
        if (j + 1 < unknowns) {
            hessian[j + 1][k] += bc + bc1;
            hessian[j + 1][k + 1] += bd + bd1;
        }
    }
}
