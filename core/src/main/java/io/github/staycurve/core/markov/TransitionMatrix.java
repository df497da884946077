package io.github.staycurve.core.markov;

import io.github.staycurve.core.internal.Checks;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * The probabilities p<sub>ij</sub> of going from one state to another in one step.
 *
 * <p>Every row adds up to 1 within {@value #TOLERANCE}.
 *
 * <p>This class is immutable and thread-safe.
 */
public final class TransitionMatrix {
    /** How far from 1 a row may add up, for probabilities that were rounded on their way here. */
    static final double TOLERANCE = 1e-9;

    private final StateSpace states;
    private final double[][] rows;

    private TransitionMatrix(StateSpace states, double[][] rows) {
        this.states = states;
        this.rows = rows;
    }

    /**
     * Returns the matrix of these rows.
     *
     * @param states the states
     * @param rows a row for each state: the probabilities of going to each state from it; copied
     * @return the matrix
     * @throws IllegalArgumentException if the shape is another, an entry is no probability, or a row does not add up to 1,
     *     naming the state
     */
    public static TransitionMatrix of(StateSpace states, double[][] rows) {
        states.requireOneEach(rows.length, "rows");
        double[][] copy = new double[rows.length][];
        for (int from = 0; from < rows.length; from++) {
            copy[from] = checkedRow(states, states.name(from), rows[from]);
        }
        return new TransitionMatrix(states, copy);
    }

    private static double[] checkedRow(StateSpace states, String from, double[] row) {
        states.requireOneEach(row.length, "the row of '" + from + "'");
        double sum = 0;
        for (int to = 0; to < row.length; to++) {
            Checks.inRange(row[to], 0, 1, "probability from '%s' to '%s'".formatted(from, states.name(to)));
            sum += row[to];
        }
        if (!(Math.abs(sum - 1) <= TOLERANCE)) {
            throw new IllegalArgumentException(
                    "the row of '%s' must add up to 1, was %s, sum %s".formatted(from, Arrays.toString(row), sum));
        }
        return row.clone();
    }

    /**
     * Returns the states.
     *
     * @return the space of rows and columns
     */
    public StateSpace states() {
        return states;
    }

    /**
     * Returns the probability of going from one state to another in one step.
     *
     * @param from the state before the step
     * @param to the state after it
     * @return p, in [0, 1]
     * @throws IllegalArgumentException if there is no such state
     */
    public double probability(String from, String to) {
        return rows[states.index(from)][states.index(to)];
    }

    /**
     * Returns the probabilities of going from a state to each state.
     *
     * @param from the state before the step
     * @return the row, in the order of the states; a copy
     * @throws IllegalArgumentException if there is no such state
     */
    public double[] row(String from) {
        return rows[states.index(from)].clone();
    }

    /**
     * Returns the probabilities of going from a state to each state in a number of steps, a row of P<sup>k</sup>.
     *
     * @param from the state at the start
     * @param steps k, 0 or more
     * @return the probability of each state, in their order
     * @throws IllegalArgumentException if there is no such state, or {@code steps} is negative
     */
    public double[] after(String from, int steps) {
        double[] start = new double[states.size()];
        start[states.index(from)] = 1;
        return after(start, steps);
    }

    /**
     * Returns where heads that start in these states are to be expected after a number of steps, n P<sup>k</sup>.
     *
     * @param start n, the number of heads, or the probability, of each state; finite, 0 or more
     * @param steps k, 0 or more
     * @return the expected number of each state, in their order
     * @throws IllegalArgumentException if {@code start} has another length or an entry out of range, or {@code steps} is
     *     negative
     */
    public double[] after(double[] start, int steps) {
        states.requireOneEach(start.length, "start");
        for (double heads : start) {
            Checks.nonNegativeFinite(heads, "start");
        }
        Checks.nonNegative(steps, "steps");
        double[] heads = start.clone();
        for (int step = 0; step < steps; step++) {
            heads = times(heads);
        }
        return heads;
    }

    /**
     * Returns this matrix with another row.
     *
     * @param from the state whose row it is
     * @param row the probabilities of going to each state from it
     * @return a new matrix
     * @throws IllegalArgumentException if there is no such state, or the row is none
     */
    public TransitionMatrix withRow(String from, double[] row) {
        double[][] changed = rows.clone();
        changed[states.index(from)] = checkedRow(states, from, row);
        return new TransitionMatrix(states, changed);
    }

    /**
     * Returns this matrix with another probability of one transition, the rest of that row scaled to make up for it.
     *
     * <p>So {@code with("CHURNED", "ACTIVE", 0.04)} on a chain that never leaves CHURNED is a winback of four in a hundred
     * a step.
     *
     * @param from the state before the step
     * @param to the state after it
     * @param probability the new probability, in [0, 1]
     * @return a new matrix
     * @throws IllegalArgumentException if there is no such state, the probability is none, or the row has no other
     *     transition that could make up for it
     */
    public TransitionMatrix with(String from, String to, double probability) {
        Checks.inRange(probability, 0, 1, "probability");
        int column = states.index(to);
        double[] row = row(from);
        double others = 0;
        for (int i = 0; i < row.length; i++) {
            others += i == column ? 0 : row[i];
        }
        if (others == 0 && probability < 1) {
            throw new IllegalArgumentException("'%s' only goes to '%s': nothing can make up for a probability of %s"
                    .formatted(from, to, probability));
        }
        for (int i = 0; i < row.length; i++) {
            row[i] = i == column ? probability : row[i] == 0 ? 0 : row[i] / others * (1 - probability);
        }
        return withRow(from, row);
    }

    /**
     * Returns this matrix with states that are never left.
     *
     * @param absorbing the states to stay in for good
     * @return a new matrix
     * @throws IllegalArgumentException if there is no such state
     */
    public TransitionMatrix absorbing(String... absorbing) {
        TransitionMatrix matrix = this;
        for (String state : absorbing) {
            double[] stay = new double[states.size()];
            stay[states.index(state)] = 1;
            matrix = matrix.withRow(state, stay);
        }
        return matrix;
    }

    /**
     * Returns the share of time that the chain spends in each state in the long run, whatever its start: π = πP.
     *
     * <p>By the elimination of Grassmann, Taksar and Heyman (1985), "Regenerative analysis and steady state distributions
     * for Markov chains", Operations Research 33(5), which subtracts nothing, so that small shares are as exact as large
     * ones.
     *
     * @return π in the order of the states, adding up to 1; 0 for states that the chain leaves for good
     * @throws IllegalStateException if there is more than one class of states to end up in, naming the classes: then the
     *     long run depends on the start
     */
    public double[] stationary() {
        ChainStructure structure = ChainStructure.of(this);
        List<BitSet> classes = structure.closedClasses();
        if (classes.size() > 1) {
            throw new IllegalStateException(
                    "the long run depends on the start: the chain ends up in one of the classes %s"
                            .formatted(classes.stream().map(structure::names).toList()));
        }
        int[] members = classes.get(0).stream().toArray();
        double[] shares = eliminate(submatrix(members));
        double[] all = new double[states.size()];
        for (int i = 0; i < members.length; i++) {
            all[members[i]] = shares[i];
        }
        return all;
    }

    /** The stationary distribution of an irreducible matrix, which is overwritten. */
    private static double[] eliminate(double[][] p) {
        int n = p.length;
        for (int last = n - 1; last > 0; last--) {
            double out = 0;
            for (int to = 0; to < last; to++) {
                out += p[last][to];
            }
            for (int from = 0; from < last; from++) {
                p[from][last] /= out;
                for (int to = 0; to < last; to++) {
                    p[from][to] += p[from][last] * p[last][to];
                }
            }
        }
        double[] shares = new double[n];
        shares[0] = 1;
        double total = 1;
        for (int i = 1; i < n; i++) {
            for (int from = 0; from < i; from++) {
                shares[i] += shares[from] * p[from][i];
            }
            total += shares[i];
        }
        for (int i = 0; i < n; i++) {
            shares[i] /= total;
        }
        return shares;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TransitionMatrix matrix
                && states.equals(matrix.states)
                && Arrays.deepEquals(rows, matrix.rows);
    }

    @Override
    public int hashCode() {
        return 31 * states.hashCode() + Arrays.deepHashCode(rows);
    }

    @Override
    public String toString() {
        return "TransitionMatrix" + states + Arrays.deepToString(rows);
    }

    double at(int from, int to) {
        return rows[from][to];
    }

    /** Returns a row, not to be written to. */
    double[] rowAt(int from) {
        return rows[from];
    }

    /** Returns n P. */
    double[] times(double[] heads) {
        double[] next = new double[heads.length];
        for (int from = 0; from < heads.length; from++) {
            if (heads[from] != 0) {
                for (int to = 0; to < heads.length; to++) {
                    next[to] += heads[from] * rows[from][to];
                }
            }
        }
        return next;
    }

    /** Returns P v. */
    double[] apply(double[] values) {
        double[] applied = new double[values.length];
        for (int from = 0; from < values.length; from++) {
            for (int to = 0; to < values.length; to++) {
                applied[from] += rows[from][to] * values[to];
            }
        }
        return applied;
    }

    /** Returns the rows and columns of these states, as a new array. */
    double[][] submatrix(int[] members) {
        double[][] part = new double[members.length][members.length];
        for (int i = 0; i < members.length; i++) {
            for (int j = 0; j < members.length; j++) {
                part[i][j] = rows[members[i]][members[j]];
            }
        }
        return part;
    }
}
