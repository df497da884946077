package io.github.staycurve.churn.internal;

import io.github.staycurve.core.internal.Checks;

/**
 * Minimises a smooth convex function of p unknowns plus {@code Σ rⱼxⱼ²/2 + Σ lⱼ|xⱼ|}, a ridge and a lasso of their own for
 * each unknown.
 *
 * <p>Damped Newton steps; where there is a lasso, each step minimises the quadratic model together with it exactly
 * ({@link QuadraticLasso}). A step is halved until the objective falls enough; where the Hessian is not positive definite,
 * its diagonal is raised until it is. Cost besides the function itself: p³/6 a step. The unknowns should be of like scale:
 * standardise columns before. For Staycurve's own rooms.
 *
 * <p>This class is immutable and thread-safe; it may run many searches at a time.
 *
 * @see <a href="https://doi.org/10.1137/130921428">Lee, Sun and Saunders (2014), Proximal Newton-type Methods for
 *     Minimizing Composite Functions, SIAM J. Optimization 24(3), 1420-1443</a>
 */
public final class NewtonSearch {
    /** A step must bring this share of the decrease that its slope promises (Armijo). */
    private static final double SUFFICIENT = 1e-4;

    /**
     * A promised decrease that rounding of the objective may hide, as a share of its size: from here on, steps are
     * taken on the gradient's word for as long as they shrink.
     */
    private static final double ROUNDING = 1e-11;

    /** By how much rounding may raise the objective then. */
    private static final double LAST_DIGITS = 1e-13;

    private final int maxIterations;
    private final double tolerance;

    private NewtonSearch(int maxIterations, double tolerance) {
        this.maxIterations = maxIterations;
        this.tolerance = tolerance;
    }

    /** A smooth function with its first and second derivatives. */
    @FunctionalInterface
    public interface Function {
        /**
         * Evaluates the function.
         *
         * @param point where; not to be changed or kept
         * @param gradient receives the first derivatives; zero before
         * @param hessian receives the second derivatives, both triangles; zero before
         * @return the value; infinite or NaN where the function is not defined, and then the derivatives do not matter
         */
        double evaluate(double[] point, double[] gradient, double[][] hessian);
    }

    /**
     * Returns a search that stops after at most 200 steps, and earlier once a step promises to lower the objective by
     * less than 1e-24 of its size (at least of 1), so that estimates are good to all but the last digits.
     *
     * @return the search
     */
    public static NewtonSearch withDefaults() {
        return new NewtonSearch(200, 1e-24);
    }

    /**
     * Returns a search with another limit on its steps.
     *
     * @param steps the greatest number of steps, 1 or more
     * @return the search
     */
    public NewtonSearch withMaxIterations(int steps) {
        return new NewtonSearch(Checks.inRange(steps, 1, Integer.MAX_VALUE, "steps"), tolerance);
    }

    /**
     * Returns a search that stops at another precision.
     *
     * @param decrease the promised decrease, as a share of the size of the objective (at least 1), at which it stops;
     *     positive
     * @return the search
     */
    public NewtonSearch withTolerance(double decrease) {
        return new NewtonSearch(maxIterations, Checks.positiveFinite(decrease, "decrease"));
    }

    /**
     * Minimises a function without penalty.
     *
     * @param function the function
     * @param start where to begin; must be where the function is defined
     * @return where the search ended
     */
    public NewtonMinimum minimize(Function function, double[] start) {
        return minimize(function, start, new double[start.length], new double[start.length]);
    }

    /**
     * Minimises a function plus {@code Σ ridgeⱼxⱼ²/2 + Σ lassoⱼ|xⱼ|}.
     *
     * @param function the function
     * @param start where to begin; must be where the function is defined
     * @param ridge the ridge of each unknown, 0 or more
     * @param lasso the lasso of each unknown, 0 or more
     * @return where the search ended
     */
    public NewtonMinimum minimize(Function function, double[] start, double[] ridge, double[] lasso) {
        Checks.length(ridge.length, start.length, "ridge");
        Checks.length(lasso.length, start.length, "lasso");
        PenalizedPoint at = new PenalizedPoint(function, ridge, lasso);
        at.moveTo(start);
        int[] counts = {0, 1};
        if (!Double.isFinite(at.objective())) {
            return new NewtonMinimum(at, counts, false, Double.POSITIVE_INFINITY);
        }
        PenalizedPoint trial = new PenalizedPoint(function, ridge, lasso);
        double before = Double.POSITIVE_INFINITY;
        while (true) {
            double[] direction = at.newtonDirection();
            double promised = at.promisedDecrease(direction);
            double size = Math.max(1, Math.abs(at.objective()));
            boolean hidden = promised <= ROUNDING * size; // by the last digits of the objective
            if (promised <= tolerance * size || (hidden && promised > before / 4) || counts[0] == maxIterations) {
                return new NewtonMinimum(at, counts, hidden, Math.max(0, promised));
            }
            double slack = hidden ? LAST_DIGITS * size : 0;
            int tried = trial.descendFrom(at, direction, SUFFICIENT * promised, slack);
            counts[1] += Math.abs(tried);
            if (tried < 0) { // no lower point to be found
                return new NewtonMinimum(at, counts, hidden, promised);
            }
            counts[0]++;
            before = promised;
            PenalizedPoint old = at;
            at = trial;
            trial = old;
        }
    }
}
