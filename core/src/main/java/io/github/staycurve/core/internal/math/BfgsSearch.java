package io.github.staycurve.core.internal.math;

import java.util.Arrays;
import java.util.Optional;

/** The state of one search of a {@link BfgsMinimizer}. Not thread-safe. */
final class BfgsSearch {
    /** The gradient, as a share of the value or of 1, at which the quasi-Newton search hands over to Newton's method. */
    private static final double COARSE = 1e-6;
    /** A gradient below this share of the value or of 1 does not move a coordinate off its bound. */
    private static final double NOISE = 1e-10;
    /** Newton's step, as a share of the coordinate or of 1, that is no longer worth taking. */
    private static final double FINE = 1e-9;
    /** A Newton step of this size means that the search has not come close yet, or is on a plateau. */
    private static final double LARGE = 0.1;
    /** The longest Newton step before it is doubled along a plateau, as a share of the coordinate or of 1. */
    private static final double STEP_LIMIT = 4;
    /** The step of the differences for Newton's Hessian, as a share of the coordinate or of 1. */
    private static final double DIFFERENCE = 1e-4;

    /** How a round of Newton's method ended. */
    private enum Outcome {
        STATIONARY,
        MOVED,
        STUCK
    }

    private final Box box;
    private final int maxEvaluations;
    private final ProjectedLineSearch line;
    private final DampedBfgs curvature;
    private final boolean[] free;
    private final double[] direction;
    private final int n;
    private int iterations;

    BfgsSearch(Objective objective, Box box, int maxEvaluations) {
        this.box = box;
        this.maxEvaluations = maxEvaluations;
        this.n = box.dimension();
        this.line = new ProjectedLineSearch(objective, box);
        this.curvature = new DampedBfgs(n);
        this.free = new boolean[n];
        this.direction = new double[n];
    }

    Minimum run(double[] start) {
        if (!line.start(start)) {
            return result(false);
        }
        Outcome outcome;
        do {
            quasiNewton();
            outcome = newton();
        } while (outcome == Outcome.MOVED && hasBudget());
        return result(outcome == Outcome.STATIONARY);
    }

    private boolean hasBudget() {
        return line.evaluations() < maxEvaluations;
    }

    private Minimum result(boolean converged) {
        EvaluatedPoint at = line.current();
        boolean[] bound = new boolean[n];
        for (int i = 0; i < n; i++) {
            bound[i] = box.atBound(i, at.x[i]);
        }
        return new Minimum(
                at.x.clone(),
                at.value,
                at.isDefined() ? line.projectedGradient(at) : Double.POSITIVE_INFINITY,
                new int[] {iterations, line.evaluations()},
                bound,
                converged);
    }

    /** Steps until the gradient is small, no step leads down, or the budget is spent. */
    private void quasiNewton() {
        boolean fresh = true;
        curvature.reset(line.projectedGradient(line.current()));
        while (hasBudget() && !line.isSmall(COARSE)) {
            quasiNewtonDirection();
            if (line.search(direction, false)) {
                curvature.update(line.current(), line.accepted(), fresh);
                fresh = false;
                line.accept();
                iterations++;
            } else if (fresh) {
                return; // not even the gradient leads down: rounding, or a kink
            } else {
                curvature.reset(line.projectedGradient(line.current()));
                fresh = true;
            }
        }
    }

    /** Solves for the step on the free coordinates; one that would leave its bound is held there, and the rest solved again. */
    private void quasiNewtonDirection() {
        EvaluatedPoint at = line.current();
        for (int i = 0; i < n; i++) {
            free[i] = !box.blocks(i, at.x[i], -at.gradient[i]);
        }
        boolean held;
        do {
            held = false;
            curvature.solve(at.gradient, free, direction);
            for (int i = 0; i < n; i++) {
                if (free[i] && box.blocks(i, at.x[i], direction[i])) {
                    free[i] = false;
                    held = true;
                }
            }
        } while (held);
    }

    private Outcome newton() {
        while (hasBudget()) {
            EvaluatedPoint at = line.current();
            markFree(at);
            int[] indices = Hessian.indices(free);
            Optional<SymmetricEigen> eigen = indices.length == 0 ? Optional.empty() : eigen(at);
            if (eigen.isEmpty()) {
                return stationary(true);
            }
            double size = newtonDirection(eigen.get(), indices, at);
            boolean convex = eigen.get().smallest() >= -1e-6 * eigen.get().greatestMagnitude();
            if (size <= FINE || !line.search(direction, size > LARGE)) {
                return stationary(convex);
            }
            line.accept();
            iterations++;
            if (size > LARGE) {
                return Outcome.MOVED;
            }
            // so close to the minimum the same Hessian serves once more
            markFree(line.current());
            if (size < 1e-4 && newtonDirection(eigen.get(), indices, line.current()) < 1e-6) {
                if (line.search(direction, false)) {
                    line.accept();
                }
                return stationary(convex);
            }
        }
        return Outcome.STUCK;
    }

    private Outcome stationary(boolean convex) {
        return convex && line.isSmall(COARSE) ? Outcome.STATIONARY : Outcome.STUCK;
    }

    /** Marks what may move: not a coordinate at its bound, unless the slope clearly leads back inside. */
    private void markFree(EvaluatedPoint at) {
        double noise = NOISE * Math.max(1, Math.abs(at.value));
        for (int i = 0; i < n; i++) {
            boolean still = box.atBound(i, at.x[i]) && Math.abs(at.gradient[i]) <= noise;
            free[i] = !still && !box.blocks(i, at.x[i], -at.gradient[i]);
        }
    }

    private Optional<SymmetricEigen> eigen(EvaluatedPoint at) {
        double[] steps = new double[n];
        for (int i = 0; i < n; i++) {
            steps[i] = DIFFERENCE * Math.max(1, Math.abs(at.x[i]));
        }
        return SymmetricEigen.of(Hessian.centralDifferences(line.counted(), at.x, steps, free));
    }

    /**
     * Sets the direction to Newton's step, with the sign of negative curvature turned round, and returns its size: the
     * greatest move of a coordinate as a share of the coordinate or of 1.
     */
    private double newtonDirection(SymmetricEigen eigen, int[] indices, EvaluatedPoint at) {
        Arrays.fill(direction, 0);
        double least = Math.max(1e-14 * eigen.greatestMagnitude(), Double.MIN_NORMAL);
        for (int k = 0; k < indices.length; k++) {
            double[] v = eigen.vector(k);
            double slope = 0;
            for (int i = 0; i < indices.length; i++) {
                slope += v[i] * at.gradient[indices[i]];
            }
            double step = -slope / Math.max(Math.abs(eigen.value(k)), least);
            for (int i = 0; i < indices.length; i++) {
                direction[indices[i]] += step * v[i];
            }
        }
        double size = 0;
        for (int i = 0; i < n; i++) {
            size = Math.max(size, Math.abs(direction[i]) / Math.max(1, Math.abs(at.x[i])));
        }
        if (size > STEP_LIMIT) {
            for (int i = 0; i < n; i++) {
                direction[i] *= STEP_LIMIT / size;
            }
        }
        return Math.min(size, STEP_LIMIT);
    }
}
