package io.github.staycurve.core.internal.math;

import java.util.Arrays;

/**
 * An approximation of a Hessian from gradients, positive definite by construction. Not thread-safe.
 *
 * @see <a href="https://doi.org/10.1007/978-0-387-40065-5">Nocedal and Wright (2006), Numerical Optimization, procedure
 *     18.2</a>
 */
final class DampedBfgs {
    /** The least share of the expected curvature that an update may show before it is damped. */
    private static final double DAMPING = 0.2;

    private final int n;
    private final double[][] hessian;
    private final double[][] cholesky;
    private final double[] step;
    private final double[] change;
    private final double[] expected;

    DampedBfgs(int n) {
        this.n = n;
        this.hessian = new double[n][n];
        this.cholesky = new double[n][n];
        this.step = new double[n];
        this.change = new double[n];
        this.expected = new double[n];
    }

    /** Forgets what was learnt; the first step will then move no coordinate by more than 1. */
    void reset(double gradientNorm) {
        setDiagonal(Math.max(gradientNorm, Double.MIN_NORMAL));
    }

    private void setDiagonal(double value) {
        for (int i = 0; i < n; i++) {
            Arrays.fill(hessian[i], 0);
            hessian[i][i] = value;
        }
    }

    /** Learns from a step; the first one after a reset also sets the scale. */
    void update(EvaluatedPoint from, EvaluatedPoint to, boolean first) {
        double stepChange = 0;
        double changeChange = 0;
        for (int i = 0; i < n; i++) {
            step[i] = to.x[i] - from.x[i];
            change[i] = to.gradient[i] - from.gradient[i];
            stepChange += step[i] * change[i];
            changeChange += change[i] * change[i];
        }
        if (first && stepChange > 0) {
            setDiagonal(changeChange / stepChange);
        }
        double stepExpected = 0;
        for (int i = 0; i < n; i++) {
            expected[i] = 0;
            for (int j = 0; j < n; j++) {
                expected[i] += hessian[i][j] * step[j];
            }
            stepExpected += step[i] * expected[i];
        }
        if (stepChange < DAMPING * stepExpected) {
            double share = (1 - DAMPING) * stepExpected / (stepExpected - stepChange);
            for (int i = 0; i < n; i++) {
                change[i] = share * change[i] + (1 - share) * expected[i];
            }
            stepChange = DAMPING * stepExpected;
        }
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                hessian[i][j] += change[i] * change[j] / stepChange - expected[i] * expected[j] / stepExpected;
            }
        }
    }

    /** Writes the quasi-Newton step on the free coordinates, and 0 on the others. */
    void solve(double[] gradient, boolean[] free, double[] stepOut) {
        if (!factorize(free)) {
            setDiagonal(largestDiagonal());
            factorize(free);
        }
        for (int i = 0; i < n; i++) {
            double sum = free[i] ? -gradient[i] : 0;
            for (int j = 0; j < i; j++) {
                sum -= cholesky[i][j] * stepOut[j];
            }
            stepOut[i] = sum / cholesky[i][i];
        }
        for (int i = n - 1; i >= 0; i--) {
            double sum = stepOut[i];
            for (int j = i + 1; j < n; j++) {
                sum -= cholesky[j][i] * stepOut[j];
            }
            stepOut[i] = sum / cholesky[i][i];
        }
    }

    /** Factorizes the matrix with the rows and columns of held coordinates replaced by those of the identity. */
    private boolean factorize(boolean[] free) {
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                double sum = i == j ? 1 : 0;
                if (free[i] && free[j]) {
                    sum = hessian[i][j];
                }
                for (int k = 0; k < j; k++) {
                    sum -= cholesky[i][k] * cholesky[j][k];
                }
                if (i > j) {
                    cholesky[i][j] = sum / cholesky[j][j];
                } else if (sum > 0 && sum < Double.POSITIVE_INFINITY) {
                    cholesky[i][i] = Math.sqrt(sum);
                } else {
                    return false;
                }
            }
        }
        return true;
    }

    private double largestDiagonal() {
        double largest = Double.MIN_NORMAL;
        for (int i = 0; i < n; i++) {
            if (hessian[i][i] < Double.POSITIVE_INFINITY) {
                largest = Math.max(largest, hessian[i][i]);
            }
        }
        return largest;
    }
}
