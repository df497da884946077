package io.github.staycurve.churn.internal;

import java.util.Arrays;

/**
 * Minimises {@code gᵀd + dᵀHd/2 + Σ lⱼ|xⱼ + dⱼ|} over d, with H positive definite: coordinate descent finds which unknowns
 * are 0 and the signs of the others, and a linear system then solves for those exactly.
 *
 * @see <a href="https://doi.org/10.18637/jss.v033.i01">Friedman, Hastie and Tibshirani (2010), Regularization Paths for
 *     Generalized Linear Models via Coordinate Descent, J. Statistical Software 33(1)</a>
 */
final class QuadraticLasso {
    private static final int MAX_SWEEPS = 100_000;
    /** Sweeps between attempts to solve exactly. */
    private static final int SWEEPS_A_TRY = 5;

    private final double[][] curvature;
    private final double[] slope;
    private final double[] lasso;
    private final double[] start;
    private final double[] x;
    /** slope + H (x − start) */
    private final double[] gradient;

    QuadraticLasso(double[][] curvature, double[] slope, double[] lasso, double[] start) {
        this.curvature = curvature;
        this.slope = slope;
        this.lasso = lasso;
        this.start = start;
        this.x = start.clone();
        this.gradient = slope.clone();
    }

    double[] step() {
        for (int sweep = 1; sweep <= MAX_SWEEPS; sweep++) {
            boolean still = sweep();
            if ((still || sweep % SWEEPS_A_TRY == 0) && solvedExactly()) {
                break;
            }
            if (still) {
                break;
            }
        }
        double[] step = x.clone();
        for (int j = 0; j < step.length; j++) {
            step[j] -= start[j];
        }
        return step;
    }

    /** Minimises over one unknown after the other; returns whether none moved more than rounding does. */
    private boolean sweep() {
        boolean still = true;
        for (int j = 0; j < x.length; j++) {
            double h = curvature[j][j];
            double moved = softThreshold(h * x[j] - gradient[j], lasso[j]) / h;
            double change = moved - x[j];
            if (change != 0) {
                still &= Math.abs(change) <= 1e-15 * Math.abs(x[j]);
                x[j] = moved;
                for (int k = 0; k < x.length; k++) {
                    gradient[k] += curvature[k][j] * change;
                }
            }
        }
        return still;
    }

    private static double softThreshold(double z, double by) {
        return z > by ? z - by : z < -by ? z + by : 0;
    }

    /** Solves for the unknowns that are not 0 with their signs; keeps the solution if it is the minimum. */
    private boolean solvedExactly() {
        int[] active = new int[x.length];
        int size = 0;
        for (int j = 0; j < x.length; j++) {
            if (x[j] != 0 || lasso[j] == 0) {
                active[size++] = j;
            }
        }
        double[] solved = solveFor(Arrays.copyOf(active, size));
        return solved.length == x.length && isMinimum(solved);
    }

    private double[] solveFor(int[] active) {
        double[][] part = new double[active.length][active.length];
        double[] right = new double[active.length];
        for (int i = 0; i < active.length; i++) {
            int row = active[i];
            right[i] = -slope[row] - lasso[row] * Math.signum(x[row]);
            for (int k = 0; k < x.length; k++) {
                right[i] += curvature[row][k] * start[k];
            }
            for (int k = 0; k < active.length; k++) {
                part[i][k] = curvature[row][active[k]];
            }
        }
        Cholesky factor = Cholesky.of(part, 0);
        if (!factor.isPositive()) {
            return new double[0];
        }
        double[] values = factor.solve(right);
        double[] solved = new double[x.length];
        for (int i = 0; i < active.length; i++) {
            solved[active[i]] = values[i];
        }
        return solved;
    }

    private boolean isMinimum(double[] solved) {
        double[] derivative = new double[x.length];
        for (int j = 0; j < x.length; j++) {
            double sum = slope[j];
            double size = Math.abs(slope[j]) + lasso[j];
            for (int k = 0; k < x.length; k++) {
                double term = curvature[j][k] * (solved[k] - start[k]);
                sum += term;
                size += Math.abs(term);
            }
            boolean zero = solved[j] == 0;
            boolean signKept = lasso[j] == 0 || Math.signum(solved[j]) == Math.signum(x[j]);
            if (!signKept || (zero && Math.abs(sum) > lasso[j] + 1e-14 * size)) {
                return false;
            }
            derivative[j] = sum;
        }
        System.arraycopy(solved, 0, x, 0, x.length);
        System.arraycopy(derivative, 0, gradient, 0, x.length);
        return true;
    }
}
