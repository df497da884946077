package io.github.staycurve.core.internal.math;

/**
 * Where a {@link BfgsMinimizer} came to rest.
 *
 * <p>This class is immutable and thread-safe.
 */
public final class Minimum {
    private final double[] point;
    private final double value;
    private final double gradientNorm;
    private final int iterations;
    private final int evaluations;
    private final boolean[] atBound;
    private final boolean converged;

    Minimum(double[] point, double value, double gradientNorm, int[] counts, boolean[] atBound, boolean converged) {
        this.point = point;
        this.value = value;
        this.gradientNorm = gradientNorm;
        this.iterations = counts[0];
        this.evaluations = counts[1];
        this.atBound = atBound;
        this.converged = converged;
    }

    /**
     * Returns where the search ended.
     *
     * @return the point, a fresh copy
     */
    public double[] point() {
        return point.clone();
    }

    /**
     * Returns the value at the point.
     *
     * @return the value; not finite when the function is not defined at the start
     */
    public double value() {
        return value;
    }

    /**
     * Returns the greatest partial derivative in a direction that the box leaves open, in size.
     *
     * @return 0 or more; infinite when the function is not defined at the start
     */
    public double gradientNorm() {
        return gradientNorm;
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
     * Returns the number of evaluations of the function with its gradient.
     *
     * @return 1 or more
     */
    public int evaluations() {
        return evaluations;
    }

    /**
     * Returns whether a coordinate lies at one of its bounds.
     *
     * @param i the coordinate, from 0
     * @return whether it does
     */
    public boolean atBound(int i) {
        return atBound[i];
    }

    /**
     * Returns, for each coordinate, whether it lies inside its range.
     *
     * @return a fresh array
     */
    public boolean[] free() {
        boolean[] free = new boolean[atBound.length];
        for (int i = 0; i < free.length; i++) {
            free[i] = !atBound[i];
        }
        return free;
    }

    /**
     * Returns whether the point is stationary: the gradient vanishes in every direction the box leaves open, and so does
     * the step that Newton's method would take. A function that is level in some direction counts as stationary there.
     *
     * @return whether the search came to rest
     */
    public boolean converged() {
        return converged;
    }
}
