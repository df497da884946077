package io.github.staycurve.core.internal.math;

/**
 * Minimises a smooth function of a few variables inside a box, from its exact gradient.
 *
 * <p>It is made for likelihoods in logarithms of one to six parameters. A projected BFGS search comes close; Newton steps,
 * on a Hessian from differences of the gradient, finish and confirm. Convergence is judged by the gradient and by the
 * step that Newton's method would still take, never by a line search that gives up: on a plateau such as
 * {@code c·exp(−u)} the gradient is small long before the bound, yet that step stays 1, so the search marches on until it
 * meets the bound or the slope drowns in rounding. Where the function is infinite or NaN the step is shortened.
 *
 * <p>No random numbers are used: the same function and start give the same result to the last bit. This class is
 * immutable and thread-safe.
 *
 * @see <a href="https://doi.org/10.1137/0320018">Bertsekas (1982), Projected Newton Methods for Optimization Problems with
 *     Simple Constraints</a>
 * @see <a href="https://doi.org/10.1007/978-0-387-40065-5">Nocedal and Wright (2006), Numerical Optimization, chapters 3,
 *     6 and 18 (procedure 18.2: the damped update)</a>
 */
public final class BfgsMinimizer {
    private static final int DEFAULT_MAX_EVALUATIONS = 5000;

    private final int maxEvaluations;

    private BfgsMinimizer(int maxEvaluations) {
        this.maxEvaluations = maxEvaluations;
    }

    /**
     * Returns a minimiser that gives up after 5000 evaluations.
     *
     * @return the minimiser
     */
    public static BfgsMinimizer withDefaults() {
        return new BfgsMinimizer(DEFAULT_MAX_EVALUATIONS);
    }

    /**
     * Returns a minimiser that gives up after so many evaluations; it may use a few dozen more to finish a step.
     *
     * @param evaluations the number of evaluations, 1 or more
     * @return a new minimiser
     * @throws IllegalArgumentException if the number is not positive
     */
    public BfgsMinimizer withMaxEvaluations(int evaluations) {
        if (evaluations < 1) {
            throw new IllegalArgumentException("evaluations must be 1 or more, was " + evaluations);
        }
        return new BfgsMinimizer(evaluations);
    }

    /**
     * Searches for the minimum nearest downhill from a start.
     *
     * @param objective the function; it is also evaluated up to 1e-4 of a coordinate's size outside the box, where it may
     *     be NaN
     * @param box the range of each coordinate
     * @param start where to begin; moved into the box first
     * @return where the search came to rest
     * @throws IllegalArgumentException if the start has not as many coordinates as the box
     */
    public Minimum minimize(Objective objective, Box box, double[] start) {
        if (start.length != box.dimension() || start.length == 0) {
            throw new IllegalArgumentException(
                    "start must have %d coordinates and at least 1, has %d".formatted(box.dimension(), start.length));
        }
        return new BfgsSearch(objective, box, maxEvaluations).run(start);
    }
}
