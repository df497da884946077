package io.github.staycurve.core.markov;

import io.github.staycurve.core.stat.Ratio;
import java.util.Arrays;

/**
 * How many steps went from each state to each other: the sufficient statistic of a Markov chain.
 *
 * <p>Counts of different customers merge by adding up. They carry in words what a step is, and counts with another
 * definition, or of other states, refuse to merge.
 *
 * <p>This class is immutable and thread-safe.
 */
public final class TransitionCounts {
    private final StateSpace states;
    private final String definition;
    /** Counts by lag - 1, each from * size + to. */
    private final long[][] lagged;

    private final long[] triples;

    /** Takes the arrays over. */
    TransitionCounts(StateSpace states, String definition, long[][] lagged, long[] triples) {
        this.states = states;
        this.definition = definition;
        this.lagged = lagged;
        this.triples = triples;
    }

    /**
     * Returns a counter of nothing yet.
     *
     * @param states the states
     * @param definition what a step is and whose they are, in words: the grid, the policy, the days; not blank
     * @return the counter
     * @throws IllegalArgumentException if the definition is blank
     */
    public static TransitionCounter counter(StateSpace states, String definition) {
        return new TransitionCounter(states, definition);
    }

    /**
     * Returns counts of nothing, which others merge into.
     *
     * @param states the states
     * @param definition what a step is, in words
     * @return the counts, of single steps only
     * @throws IllegalArgumentException if the definition is blank
     */
    public static TransitionCounts empty(StateSpace states, String definition) {
        return counter(states, definition).counts();
    }

    /**
     * Returns the states.
     *
     * @return the space of the indices
     */
    public StateSpace states() {
        return states;
    }

    /**
     * Returns what was counted, in words.
     *
     * @return one line
     */
    public String describe() {
        return definition + "; " + steps() + " steps between " + states;
    }

    /**
     * Returns how many steps went from one state to another.
     *
     * @param from the state before the step
     * @param to the state after it
     * @return the number of steps
     * @throws IllegalArgumentException if there is no such state
     */
    public long count(String from, String to) {
        return at(1, states.index(from), states.index(to));
    }

    /**
     * Returns how many pairs of states lie a number of steps apart on their path.
     *
     * @param lag the number of steps, 1 or more
     * @param from the earlier state
     * @param to the later state
     * @return the number of pairs
     * @throws IllegalArgumentException if there is no such state
     * @throws IllegalStateException if that lag was not counted
     */
    public long count(int lag, String from, String to) {
        requireLag(lag);
        return at(lag, states.index(from), states.index(to));
    }

    /**
     * Returns how often three states followed each other.
     *
     * @param first the first state
     * @param second the second state
     * @param third the third state
     * @return the number of triples
     * @throws IllegalArgumentException if there is no such state
     * @throws IllegalStateException if triples were not counted
     */
    public long triples(String first, String second, String third) {
        requireTriples();
        return triple(states.index(first), states.index(second), states.index(third));
    }

    /**
     * Returns how many steps started in a state.
     *
     * @param from the state
     * @return the number of steps, those that stayed included
     * @throws IllegalArgumentException if there is no such state
     */
    public long steps(String from) {
        return rowSum(1, states.index(from));
    }

    /**
     * Returns how many steps were counted.
     *
     * @return the number of steps
     */
    public long steps() {
        return Arrays.stream(lagged[0]).sum();
    }

    /**
     * Returns the share of the steps from one state that went to another, as observed.
     *
     * @param from the state before the step
     * @param to the state after it
     * @return the share, with its Wilson interval; empty if no step started there
     * @throws IllegalArgumentException if there is no such state
     */
    public Ratio rate(String from, String to) {
        return Ratio.of((double) count(from, to), (double) steps(from));
    }

    /**
     * Returns the counts of both together.
     *
     * @param other counts of other paths, of the same states and with the same definition
     * @return the sums; of the lags and triples that both have, where both have counted steps
     * @throws IllegalArgumentException if the states or the definitions differ, naming both
     */
    public TransitionCounts plus(TransitionCounts other) {
        requireLike(other);
        if (steps() == 0 || other.steps() == 0) { // nothing was counted, so nothing is missing in any lag
            return steps() == 0 && (other.steps() > 0 || hasMore(other)) ? other : this;
        }
        int lags = Math.min(lagged.length, other.lagged.length);
        long[][] sum = new long[lags][];
        for (int lag = 0; lag < lags; lag++) {
            sum[lag] = sum(lagged[lag], other.lagged[lag]);
        }
        boolean both = hasTriples() && other.hasTriples();
        return new TransitionCounts(states, definition, sum, both ? sum(triples, other.triples) : new long[0]);
    }

    private boolean hasMore(TransitionCounts other) {
        return other.lagged.length > lagged.length || (other.hasTriples() && !hasTriples());
    }

    private static long[] sum(long[] a, long[] b) {
        long[] sum = new long[a.length];
        for (int i = 0; i < sum.length; i++) {
            sum[i] = Math.addExact(a[i], b[i]);
        }
        return sum;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TransitionCounts counts
                && states.equals(counts.states)
                && definition.equals(counts.definition)
                && Arrays.deepEquals(lagged, counts.lagged)
                && Arrays.equals(triples, counts.triples);
    }

    @Override
    public int hashCode() {
        return 31 * states.hashCode() + Arrays.deepHashCode(lagged);
    }

    @Override
    public String toString() {
        return "TransitionCounts[" + describe() + "]";
    }

    String definition() {
        return definition;
    }

    long at(int lag, int from, int to) {
        return lagged[lag - 1][from * states.size() + to];
    }

    long rowSum(int lag, int from) {
        long sum = 0;
        for (int to = 0; to < states.size(); to++) {
            sum += at(lag, from, to);
        }
        return sum;
    }

    long columnSum(int to) {
        long sum = 0;
        for (int from = 0; from < states.size(); from++) {
            sum += at(1, from, to);
        }
        return sum;
    }

    long triple(int first, int second, int third) {
        int n = states.size();
        return triples[(first * n + second) * n + third];
    }

    boolean hasTriples() {
        return triples.length > 0;
    }

    void requireTriples() {
        if (!hasTriples()) {
            throw new IllegalStateException("triples were not counted: choose TransitionCounter.triples() first");
        }
    }

    void requireLag(int lag) {
        if (lag < 1) {
            throw new IllegalArgumentException("lag must be 1 or more, was " + lag);
        }
        if (lag > lagged.length) {
            throw new IllegalStateException(
                    "pairs %s steps apart were not counted, only up to %s: choose ".formatted(lag, lagged.length)
                            + "TransitionCounter.lags(" + lag + ") first");
        }
    }

    void requireLike(TransitionCounts other) {
        if (!states.equals(other.states)) {
            throw new IllegalArgumentException(
                    "counts of different states do not merge: %s; %s".formatted(states, other.states));
        }
        if (!definition.equals(other.definition)) {
            throw new IllegalArgumentException(
                    "counts of different definitions do not merge: '%s'; '%s'".formatted(definition, other.definition));
        }
    }
}
