package io.github.staycurve.core.markov;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A state split by how long the stay has lasted: DORMANT becomes DORMANT_1, DORMANT_2 and so on, the last one being that
 * many steps or more.
 *
 * <p>The remedy where the probability of leaving depends on the length of the stay: the expanded chain is of first order
 * again, and everything else of this package works on it as it is. Pfeifer and Carraway (2000) split customers by the steps
 * since their last purchase in the same way.
 *
 * <p>This class is immutable and thread-safe.
 */
public final class DwellExpansion {
    private final StateSpace original;
    private final StateSpace expanded;
    private final int split;
    private final int depth;

    private DwellExpansion(StateSpace original, int split, int depth) {
        this.original = original;
        this.split = split;
        this.depth = depth;
        List<String> names = new ArrayList<>();
        for (int state = 0; state < original.size(); state++) {
            for (int dwell = 1; dwell <= (state == split ? depth : 1); dwell++) {
                names.add(state == split ? original.name(state) + "_" + dwell : original.name(state));
            }
        }
        this.expanded = StateSpace.of(names);
    }

    /**
     * Returns the expansion of one state.
     *
     * @param states the states as they are
     * @param state the state to split
     * @param depth into how many, 2 or more: the steps after which the length of the stay does not matter any more
     * @return the expansion
     * @throws IllegalArgumentException if there is no such state, the depth is below 2, or a name of the split state is
     *     that of another
     */
    public static DwellExpansion of(StateSpace states, String state, int depth) {
        int split = states.index(state);
        if (depth < 2) {
            throw new IllegalArgumentException("depth must be 2 or more, was " + depth);
        }
        return new DwellExpansion(states, split, depth);
    }

    /**
     * Returns the states after the split.
     *
     * @return the space
     */
    public StateSpace states() {
        return expanded;
    }

    /**
     * Returns a path in the expanded states.
     *
     * <p>A stay is taken to begin where the path does, so give paths from their beginning and leave out the steps that are
     * not to count afterwards.
     *
     * @param path states as they are, by index
     * @param start where the path starts in the array
     * @param end where it ends, exclusive
     * @return the expanded states by index, a new array of the length of the path
     * @throws IndexOutOfBoundsException if there is no such state, or no such place in the array
     */
    public int[] expand(int[] path, int start, int end) {
        int[] result = Arrays.copyOfRange(path, start, end);
        expandInPlace(result, 0, result.length);
        return result;
    }

    /**
     * Turns a path into one of expanded states where it is, for loops that reuse an array; see {@link #expand}.
     *
     * @param path states as they are, by index; overwritten from start to end
     * @param start where the path starts in the array
     * @param end where it ends, exclusive
     * @throws IndexOutOfBoundsException if there is no such state, or no such place in the array
     */
    public void expandInPlace(int[] path, int start, int end) {
        int dwell = 0;
        for (int i = start; i < end; i++) {
            int state = path[i];
            if (state < 0 || state >= original.size()) {
                throw new IndexOutOfBoundsException(
                        "state must lie in [0, %s), was %s".formatted(original.size(), state));
            }
            if (state == split) {
                dwell = Math.min(dwell + 1, depth);
                path[i] = split + dwell - 1;
            } else {
                dwell = 0;
                path[i] = state < split ? state : state + depth - 1;
            }
        }
    }

    /**
     * Returns values of the expanded states from those of the states as they are: each part of a split state has its
     * value.
     *
     * @param values a value for each state as it is, as margins
     * @return a value for each expanded state
     * @throws IllegalArgumentException if there is not one for each
     */
    public double[] repeat(double[] values) {
        original.requireOneEach(values.length, "values");
        double[] repeated = new double[expanded.size()];
        for (int state = 0; state < repeated.length; state++) {
            repeated[state] = values[originalOf(state)];
        }
        return repeated;
    }

    /**
     * Returns sums over the states as they are from the numbers of the expanded states, as heads or probabilities.
     *
     * @param numbers a number for each expanded state
     * @return a number for each state as it is
     * @throws IllegalArgumentException if there is not one for each
     */
    public double[] collapse(double[] numbers) {
        expanded.requireOneEach(numbers.length, "numbers");
        double[] collapsed = new double[original.size()];
        for (int state = 0; state < numbers.length; state++) {
            collapsed[originalOf(state)] += numbers[state];
        }
        return collapsed;
    }

    private int originalOf(int state) {
        return state < split ? state : Math.max(split, state - depth + 1);
    }
}
