package io.github.staycurve.churn.internal;

import java.util.Arrays;

/** A point of a search with all that is known there. Not thread-safe: two of them take turns in a search. */
final class PenalizedPoint {
    /** What is added to the diagonal of a Hessian that is not positive definite: at first, and how fast it grows. */
    private static final double FIRST_LIFT = 1e-12;

    private static final double LIFT_GROWTH = 100;

    private static final int HALVINGS = 60;

    private final NewtonSearch.Function function;
    private final double[] ridge;
    private final double[] lasso;
    private final boolean anyLasso;
    private final double[] point;
    private final double[] gradient;
    private final double[][] hessian;
    private double value;
    private double objective;

    PenalizedPoint(NewtonSearch.Function function, double[] ridge, double[] lasso) {
        int p = ridge.length;
        this.function = function;
        this.ridge = ridge;
        this.lasso = lasso;
        this.anyLasso = Arrays.stream(lasso).anyMatch(l -> l > 0);
        this.point = new double[p];
        this.gradient = new double[p];
        this.hessian = new double[p][p];
    }

    void moveTo(double[] to) {
        System.arraycopy(to, 0, point, 0, point.length);
        Arrays.fill(gradient, 0);
        for (double[] row : hessian) {
            Arrays.fill(row, 0);
        }
        value = function.evaluate(point, gradient, hessian);
        objective = value;
        for (int j = 0; j < point.length; j++) {
            objective += ridge[j] / 2 * point[j] * point[j] + lasso[j] * Math.abs(point[j]);
        }
    }

    double objective() {
        return objective;
    }

    /** Returns the step to the minimum of the quadratic model with the penalties. */
    double[] newtonDirection() {
        int p = point.length;
        double[] slope = smoothGradient();
        double[][] curvature = new double[p][];
        for (int j = 0; j < p; j++) {
            curvature[j] = hessian[j].clone();
            curvature[j][j] = liftedDiagonal(hessian[j][j] + ridge[j]);
        }
        double lift = 0;
        Cholesky factor = Cholesky.of(curvature, lift);
        while (!factor.isPositive() && lift < 1e12) {
            lift = lift == 0 ? FIRST_LIFT : lift * LIFT_GROWTH;
            factor = Cholesky.of(curvature, lift);
        }
        if (anyLasso) {
            for (int j = 0; j < p; j++) {
                curvature[j][j] *= 1 + lift;
            }
            return new QuadraticLasso(curvature, slope, lasso, point).step();
        }
        return negated(factor.isPositive() ? factor.solve(slope) : slope);
    }

    /** An unknown without curvature of its own would otherwise have no step of finite length. */
    private static double liftedDiagonal(double diagonal) {
        return diagonal > 0 ? diagonal : Math.max(Math.abs(diagonal), Double.MIN_NORMAL);
    }

    private double[] smoothGradient() {
        double[] slope = gradient.clone();
        for (int j = 0; j < slope.length; j++) {
            slope[j] += ridge[j] * point[j];
        }
        return slope;
    }

    private static double[] negated(double[] x) {
        for (int j = 0; j < x.length; j++) {
            x[j] = -x[j];
        }
        return x;
    }

    /** Returns by how much the objective falls along a direction, to first order and with the lasso in full. */
    double promisedDecrease(double[] direction) {
        double[] slope = smoothGradient();
        double fall = 0;
        for (int j = 0; j < slope.length; j++) {
            fall -= slope[j] * direction[j] + lasso[j] * (Math.abs(point[j] + direction[j]) - Math.abs(point[j]));
        }
        return fall;
    }

    /**
     * Moves this point from another along a direction, halving the step until the objective falls enough.
     *
     * @return the number of evaluations; negative if no step was good enough
     */
    int descendFrom(PenalizedPoint from, double[] direction, double enough, double slack) {
        double[] to = new double[direction.length];
        double share = 1;
        for (int tried = 1; tried <= HALVINGS; tried++, share /= 2) {
            for (int j = 0; j < to.length; j++) {
                to[j] = from.point[j] + share * direction[j];
            }
            moveTo(to);
            if (objective <= from.objective - share * enough + slack && finiteDerivatives()) {
                return tried;
            }
            if (share * enough < 1e-18 * Math.abs(from.objective)) { // below the last bit
                return -tried;
            }
        }
        return -HALVINGS;
    }

    private boolean finiteDerivatives() {
        for (int j = 0; j < gradient.length; j++) {
            for (double entry : hessian[j]) {
                if (!Double.isFinite(entry)) {
                    return false;
                }
            }
            if (!Double.isFinite(gradient[j])) {
                return false;
            }
        }
        return true;
    }

    double[] point() {
        return point;
    }

    double value() {
        return value;
    }

    double[] gradient() {
        return gradient;
    }

    double[][] hessian() {
        return hessian;
    }
}
