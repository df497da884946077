package io.github.staycurve.core.markov;

import io.github.staycurve.core.internal.Checks;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * The first time that a chain is in a given state, one step or more after its start.
 *
 * <p>From the state itself this is the time to come back. The chain need not be sure to get there:
 * {@link #probability} says how likely it is, and {@link #expectedSteps} is that of the cases in which it does.
 *
 * <p>This class is immutable and thread-safe.
 */
public final class FirstPassage {
    private final TransitionMatrix matrix;
    private final int target;
    private final double[] probability;
    /** The mean of the number of steps, counting 0 where the state is not reached. */
    private final double[] stepsWhereReached;

    private FirstPassage(TransitionMatrix matrix, int target) {
        this.matrix = matrix;
        this.target = target;
        ChainStructure structure = ChainStructure.of(matrix);
        int n = matrix.states().size();
        int[] leading = IntStream.range(0, n)
                .filter(state -> state != target && structure.leads(state, target))
                .toArray();
        double[] reached = new double[n];
        double[] steps = new double[n];
        if (leading.length > 0) {
            TransientPart part = TransientPart.of(matrix, leading, 1);
            double[] h = part.solve(part.into(target)); // h = r + Q h
            reached = part.spread(h);
            steps = part.spread(part.solve(h)); // g = h + Q g, where g is the mean of steps x reached
        }
        double back = 0;
        double backSteps = 0;
        for (int to = 0; to < n; to++) { // the state itself: one step, and then from there
            double p = matrix.at(target, to);
            back += p * (to == target ? 1 : reached[to]);
            backSteps += p * (to == target ? 1 : reached[to] + steps[to]);
        }
        reached[target] = back;
        steps[target] = backSteps;
        this.probability = reached;
        this.stepsWhereReached = steps;
    }

    /**
     * Returns the first passage to a state.
     *
     * @param matrix the transitions
     * @param target the state to get to
     * @return the first passage
     * @throws IllegalArgumentException if there is no such state
     */
    public static FirstPassage to(TransitionMatrix matrix, String target) {
        return new FirstPassage(matrix, matrix.states().index(target));
    }

    /**
     * Returns the probability of ever getting there.
     *
     * @param from the state at the start
     * @return the probability, in [0, 1]
     * @throws IllegalArgumentException if there is no such state
     */
    public double probability(String from) {
        return Math.min(1, probability[matrix.states().index(from)]);
    }

    /**
     * Returns how many steps it takes, on average of the cases that get there.
     *
     * @param from the state at the start
     * @return the steps, 1 or more; empty if the state is never reached
     * @throws IllegalArgumentException if there is no such state
     */
    public OptionalDouble expectedSteps(String from) {
        int start = matrix.states().index(from);
        return probability[start] > 0
                ? OptionalDouble.of(stepsWhereReached[start] / probability[start])
                : OptionalDouble.empty();
    }

    /**
     * Returns the probability of having been there within a number of steps.
     *
     * @param from the state at the start
     * @param steps the number of steps, 0 or more
     * @return the probability, in [0, 1], rising with the steps; 0 within none
     * @throws IllegalArgumentException if there is no such state, or {@code steps} is negative
     */
    public double probabilityWithin(String from, int steps) {
        Checks.nonNegative(steps, "steps");
        double[] heads = matrix.after(from, 0);
        double there = 0;
        for (int step = 0; step < steps; step++) {
            heads = matrix.times(heads);
            there += heads[target];
            heads[target] = 0; // counted once
        }
        return Math.min(1, there);
    }

    /**
     * Returns the first passage in words.
     *
     * @return one line
     */
    public String describe() {
        return "first step in '%s' after the start, from states %s"
                .formatted(matrix.states().name(target), matrix.states());
    }
}
