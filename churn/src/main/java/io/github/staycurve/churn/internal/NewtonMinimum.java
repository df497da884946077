package io.github.staycurve.churn.internal;

/**
 * Where a {@link NewtonSearch} came to rest.
 *
 * <p>This class is immutable and thread-safe.
 */
public final class NewtonMinimum {
    private final double[] point;
    private final double value;
    private final double[] gradient;
    private final double[][] hessian;
    private final int iterations;
    private final int evaluations;
    private final boolean converged;
    private final double promisedDecrease;

    NewtonMinimum(PenalizedPoint at, int[] counts, boolean converged, double promisedDecrease) {
        this.point = at.point().clone();
        this.value = at.value();
        this.gradient = at.gradient().clone();
        this.hessian = copy(at.hessian());
        this.iterations = counts[0];
        this.evaluations = counts[1];
        this.converged = converged;
        this.promisedDecrease = promisedDecrease;
    }

    private static double[][] copy(double[][] matrix) {
        double[][] copy = new double[matrix.length][];
        for (int i = 0; i < copy.length; i++) {
            copy[i] = matrix[i].clone();
        }
        return copy;
    }

    /**
     * Returns where the search ended.
     *
     * @return a copy
     */
    public double[] point() {
        return point.clone();
    }

    /**
     * Returns the function there, without penalty.
     *
     * @return the value
     */
    public double value() {
        return value;
    }

    /**
     * Returns the first derivatives of the function there, without penalty.
     *
     * @return a copy
     */
    public double[] gradient() {
        return gradient.clone();
    }

    /**
     * Returns the second derivatives of the function there, without penalty.
     *
     * @return a copy
     */
    public double[][] hessian() {
        return copy(hessian);
    }

    /**
     * Returns the number of steps taken.
     *
     * @return 0 or more
     */
    public int iterations() {
        return iterations;
    }

    /**
     * Returns how often the function was evaluated.
     *
     * @return 1 or more
     */
    public int evaluations() {
        return evaluations;
    }

    /**
     * Returns whether the search came to rest at a minimum. A function that falls for ever, as the likelihood of separated
     * data does, may come to rest far out, where its slope is too small to see: look at the point and the Hessian.
     *
     * @return false if it ran out of steps or could go no lower though the slope says so
     */
    public boolean converged() {
        return converged;
    }

    /**
     * Returns by how much the next step would have lowered the objective, by its slope.
     *
     * @return 0 or more; infinite when the function is not defined at the start
     */
    public double promisedDecrease() {
        return promisedDecrease;
    }
}
