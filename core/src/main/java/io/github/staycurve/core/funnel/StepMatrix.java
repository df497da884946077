package io.github.staycurve.core.funnel;

import io.github.staycurve.core.markov.StateSpace;
import io.github.staycurve.core.stat.Ratio;
import java.util.Arrays;

/**
 * Which share of the paths is at which event at each of their places: the first event of a path, the second, and so on.
 *
 * <p>A path that has ended stays in the state {@link PathDefinition#END}. One that is not known to have ended is counted up
 * to its last event and not after it, neither above nor below: so shares are of the paths whose place is known, and those
 * of one place sum to 1.
 *
 * <p>This class is immutable and thread-safe.
 */
public final class StepMatrix {
    private final StateSpace states;
    private final long[][] counts;
    private final String definition;

    /** Takes the array over: a row a place. */
    StepMatrix(StateSpace states, long[][] counts, String definition) {
        this.states = states;
        this.counts = counts;
        this.definition = definition;
    }

    /**
     * Returns the states.
     *
     * @return the states; nobody is ever in {@link PathDefinition#START}
     */
    public StateSpace states() {
        return states;
    }

    /**
     * Returns the number of places.
     *
     * @return 1 or more
     */
    public int steps() {
        return counts.length;
    }

    /**
     * Returns how many paths are in a state at a place.
     *
     * @param state the state
     * @param step the place, from 0
     * @return the number of paths
     * @throws IllegalArgumentException if there is no such state or place
     */
    public long count(String state, int step) {
        return counts[checked(step)][states.index(state)];
    }

    /**
     * Returns the share of the paths that is in a state at a place.
     *
     * @param state the state
     * @param step the place, from 0
     * @return paths there / paths whose place is known
     * @throws IllegalArgumentException if there is no such state or place
     */
    public Ratio share(String state, int step) {
        return Ratio.of((double) count(state, step), (double)
                Arrays.stream(counts[step]).sum());
    }

    /**
     * Returns the matrix of the paths of both.
     *
     * @param other the same definition's matrix of other customers, with the same states and as many places
     * @return the sum
     * @throws IllegalArgumentException if the definitions, the states or the numbers of places differ
     */
    public StepMatrix plus(StepMatrix other) {
        if (!states.equals(other.states) || !definition.equals(other.definition) || steps() != other.steps()) {
            throw new IllegalArgumentException("only step matrices of one definition merge, were '%s' and '%s'"
                    .formatted(describe(), other.describe()));
        }
        long[][] sum = new long[counts.length][];
        for (int step = 0; step < sum.length; step++) {
            sum[step] = counts[step].clone();
            for (int state = 0; state < sum[step].length; state++) {
                sum[step][state] += other.counts[step][state];
            }
        }
        return new StepMatrix(states, sum, definition);
    }

    /**
     * Returns what was counted, in words.
     *
     * @return one line
     */
    public String describe() {
        return "first " + steps() + " places of " + definition + ", states " + states;
    }

    @Override
    public String toString() {
        return "StepMatrix[" + describe() + "]";
    }

    private int checked(int step) {
        if (step < 0 || step >= counts.length) {
            throw new IllegalArgumentException("step must lie in [0, %d], was %d".formatted(counts.length - 1, step));
        }
        return step;
    }
}
