package io.github.staycurve.core.markov;

import io.github.staycurve.core.internal.Checks;
import java.util.stream.IntStream;

/**
 * Counts the steps of paths, one path after another.
 *
 * <p>A path is one customer's states at consecutive steps, as indices into the {@link StateSpace}. Only complete steps
 * belong in it: leave out the period that is still running, and those whose state is not known yet because the data starts
 * too late. A path with a hole is two paths.
 *
 * <p>This class is not thread-safe: count parts apart and {@linkplain TransitionCounts#plus merge} them.
 */
public final class TransitionCounter {
    private final StateSpace states;
    private final String definition;
    private final int size;
    /** Counts by lag - 1, each from * size + to. */
    private long[][] lagged;
    /** Empty, or counts by (first * size + second) * size + third. */
    private long[] triples = new long[0];

    private boolean started;

    TransitionCounter(StateSpace states, String definition) {
        this.states = states;
        this.definition = Checks.notBlank(definition, "definition");
        this.size = states.size();
        this.lagged = new long[1][size * size];
    }

    /**
     * Also counts pairs that lie more than one step apart, which {@link MarkovChecks#kStep} needs.
     *
     * @param most the greatest distance, 1 or more; 1 is the default
     * @return this counter
     * @throws IllegalArgumentException if it is below 1
     * @throws IllegalStateException if something was counted already
     */
    public TransitionCounter lags(int most) {
        requireNothingCounted("lags");
        if (most < 1) {
            throw new IllegalArgumentException("lags must be 1 or more, was " + most);
        }
        lagged = new long[most][size * size];
        return this;
    }

    /**
     * Also counts triples of consecutive states, which {@link MarkovChecks#firstOrder} needs; they take n³ numbers for n
     * states.
     *
     * @return this counter
     * @throws IllegalArgumentException if there are too many states for an array of triples
     * @throws IllegalStateException if something was counted already
     */
    public TransitionCounter triples() {
        requireNothingCounted("triples");
        long cells = (long) size * size * size;
        if (cells > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException("triples of %s states do not fit an array".formatted(size));
        }
        triples = new long[(int) cells];
        return this;
    }

    /**
     * Counts one step.
     *
     * @param from the index of the state before it
     * @param to the index of the state after it
     * @return this counter
     * @throws IndexOutOfBoundsException if there is no such state
     */
    public TransitionCounter add(int from, int to) {
        return add(from, to, 1);
    }

    /**
     * Counts a step that many took.
     *
     * @param from the index of the state before it
     * @param to the index of the state after it
     * @param times how many, 0 or more
     * @return this counter
     * @throws IndexOutOfBoundsException if there is no such state
     * @throws IllegalArgumentException if {@code times} is negative
     */
    public TransitionCounter add(int from, int to, long times) {
        started = true;
        if (times < 0) {
            throw new IllegalArgumentException("times must be 0 or more, was " + times);
        }
        lagged[0][checked(from) * size + checked(to)] += times;
        return this;
    }

    /**
     * Counts the steps of a path.
     *
     * @param path states by index
     * @param start where the path starts in the array
     * @param end where it ends, exclusive; a path of one state or none has no step
     * @return this counter
     * @throws IndexOutOfBoundsException if there is no such state, or no such place in the array
     */
    public TransitionCounter addPath(int[] path, int start, int end) {
        started = true;
        for (int i = start; i < end; i++) {
            checked(path[i]);
        }
        for (int lag = 1; lag <= lagged.length; lag++) {
            long[] counts = lagged[lag - 1];
            for (int i = start + lag; i < end; i++) {
                counts[path[i - lag] * size + path[i]]++;
            }
        }
        if (triples.length > 0) {
            for (int i = start + 2; i < end; i++) {
                triples[(path[i - 2] * size + path[i - 1]) * size + path[i]]++;
            }
        }
        return this;
    }

    /**
     * Counts the steps of a path of names.
     *
     * @param path the states in their order
     * @return this counter
     * @throws IllegalArgumentException if there is no such state
     */
    public TransitionCounter addPath(Iterable<String> path) {
        IntStream.Builder indices = IntStream.builder();
        path.forEach(name -> indices.add(states.index(name)));
        int[] all = indices.build().toArray();
        return addPath(all, 0, all.length);
    }

    /**
     * Returns what was counted so far; counting may go on.
     *
     * @return the counts
     */
    public TransitionCounts counts() {
        long[][] copy = new long[lagged.length][];
        for (int lag = 0; lag < copy.length; lag++) {
            copy[lag] = lagged[lag].clone();
        }
        return new TransitionCounts(states, definition, copy, triples.clone());
    }

    private int checked(int state) {
        if (state < 0 || state >= size) {
            throw new IndexOutOfBoundsException("state must lie in [0, %s), was %s".formatted(size, state));
        }
        return state;
    }

    private void requireNothingCounted(String option) {
        if (started) {
            throw new IllegalStateException(option + " must be chosen before the first step is counted");
        }
    }
}
