package io.github.staycurve.core.internal.math;

/**
 * Looks for a lower value along a line that bends along the walls of a box. Not thread-safe.
 *
 * <p>A step is taken when the value falls by a part of what the slope promises (Armijo's rule) and is lengthened while
 * the slope stays nearly as steep. So close to the minimum that values differ by rounding alone, a shrinking gradient
 * counts instead (Hager and Zhang's approximate condition).
 *
 * @see <a href="https://doi.org/10.1137/030601880">Hager and Zhang (2005), A New Conjugate Gradient Method with Guaranteed
 *     Descent and an Efficient Line Search, equation 4.1</a>
 */
final class ProjectedLineSearch {
    private static final double SUFFICIENT = 1e-4;
    private static final double STEEP = 0.9;
    /** What summing a likelihood may get wrong, as a share of the value or of 1. */
    private static final double ROUNDING = 1e-13;

    private static final int MAX_TRIALS = 30;

    private final Objective objective;
    private final Box box;
    private final int n;
    private EvaluatedPoint current;
    private EvaluatedPoint accepted;
    private EvaluatedPoint trial;
    private int evaluations;

    ProjectedLineSearch(Objective objective, Box box) {
        this.objective = objective;
        this.box = box;
        this.n = box.dimension();
        this.current = new EvaluatedPoint(n);
        this.accepted = new EvaluatedPoint(n);
        this.trial = new EvaluatedPoint(n);
    }

    /** Moves to the start, or the point of the box nearest to it; returns whether the function is defined there. */
    boolean start(double[] start) {
        for (int i = 0; i < n; i++) {
            current.x[i] = box.clamp(i, start[i]);
        }
        evaluate(current);
        return current.isDefined();
    }

    EvaluatedPoint current() {
        return current;
    }

    /** Returns where the last search that returned true ended. */
    EvaluatedPoint accepted() {
        return accepted;
    }

    int evaluations() {
        return evaluations;
    }

    /** Returns the function as one that counts its evaluations here. */
    Objective counted() {
        return (point, gradientOut) -> {
            evaluations++;
            return objective.value(point, gradientOut);
        };
    }

    /** Makes the accepted point the current one. */
    void accept() {
        EvaluatedPoint old = current;
        current = accepted;
        accepted = old;
    }

    /** Returns the greatest derivative in a direction that the box leaves open, in size. */
    double projectedGradient(EvaluatedPoint at) {
        double greatest = 0;
        for (int i = 0; i < n; i++) {
            if (!box.blocks(i, at.x[i], -at.gradient[i])) {
                greatest = Math.max(greatest, Math.abs(at.gradient[i]));
            }
        }
        return greatest;
    }

    /** Returns whether the projected gradient at the current point is at most this share of the value or of 1. */
    boolean isSmall(double share) {
        return projectedGradient(current) <= share * Math.max(1, Math.abs(current.value));
    }

    /**
     * Searches along a direction, beginning with its full length.
     *
     * @param direction where to go; must lead down
     * @param march whether to go on doubling for as long as the value falls, as on a plateau
     * @return whether a better point was found, which is then {@link #accepted()}
     */
    boolean search(double[] direction, boolean march) {
        double slope = openSlope(current, direction);
        double low = 0;
        double high = Double.POSITIVE_INFINITY;
        double step = 1;
        for (int k = 0; k < MAX_TRIALS; k++) {
            if (!move(direction, step)) {
                break; // the step is lost in rounding
            }
            evaluate(trial);
            if (isAcceptable(low > 0)) {
                swapTrial();
                low = step;
                double here = openSlope(accepted, direction);
                if (here >= (march ? 0 : STEEP * slope)) {
                    break;
                }
                step = Double.isInfinite(high) ? 2 * step : (low + high) / 2;
            } else if (march && low > 0) {
                break;
            } else {
                high = step;
                step = low > 0 ? (low + high) / 2 : shortened(step, slope);
            }
        }
        return low > 0;
    }

    /** Returns whether the trial point improves enough on the current point and, if there is one, on the accepted one. */
    private boolean isAcceptable(boolean hasAccepted) {
        if (!trial.isDefined()) {
            return false;
        }
        double rounding = ROUNDING * Math.max(1, Math.abs(current.value));
        if (hasAccepted) {
            return trial.value <= accepted.value + rounding;
        }
        double promised = 0;
        for (int i = 0; i < n; i++) {
            promised += current.gradient[i] * (trial.x[i] - current.x[i]);
        }
        if (promised < 0 && trial.value <= current.value + SUFFICIENT * promised) {
            return true;
        }
        return trial.value <= current.value + rounding
                && projectedGradient(trial) <= STEEP * projectedGradient(current);
    }

    /** Returns where a parabola through the two values with the slope at 0 has its minimum, within a tenth and a half. */
    private double shortened(double step, double slope) {
        double rise = trial.value - current.value - slope * step;
        double lowest = -slope * step * step / (2 * rise);
        if (!trial.isDefined() || !(lowest > 0)) {
            return 0.1 * step;
        }
        return Math.min(0.5 * step, Math.max(0.1 * step, lowest));
    }

    /** Returns the slope along the direction over the coordinates that can still follow it. */
    private double openSlope(EvaluatedPoint at, double[] direction) {
        double slope = 0;
        for (int i = 0; i < n; i++) {
            if (!box.blocks(i, at.x[i], direction[i])) {
                slope += at.gradient[i] * direction[i];
            }
        }
        return slope;
    }

    /** Sets the trial point; returns whether it differs from where the search stands. */
    private boolean move(double[] direction, double step) {
        boolean moved = false;
        for (int i = 0; i < n; i++) {
            trial.x[i] = box.clamp(i, current.x[i] + step * direction[i]);
            moved |= trial.x[i] != current.x[i];
        }
        return moved;
    }

    private void evaluate(EvaluatedPoint point) {
        evaluations++;
        point.value = objective.value(point.x, point.gradient);
    }

    private void swapTrial() {
        EvaluatedPoint old = accepted;
        accepted = trial;
        trial = old;
    }
}
