package io.github.staycurve.core.markov;

import io.github.staycurve.core.internal.Checks;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A chain that ends: states that are never left, as CHURNED without winback, and the time until one is reached.
 *
 * <p>Steps are counted from a start in the state asked about. What is here exists because every state leads to
 * absorption: a chain in which some do not is refused with their names. Theorems are those of Kemeny and Snell (1960),
 * "Finite Markov Chains", chapter III.
 *
 * <p>This class is immutable and thread-safe.
 */
public final class AbsorbingChain {
    private final TransitionMatrix matrix;
    private final BitSet absorbing;
    private final TransientPart part;
    private final double[][] visits;
    private final double[] expectedSteps;
    private final double[] variance;

    private AbsorbingChain(TransitionMatrix matrix, BitSet absorbing) {
        this.matrix = matrix;
        this.absorbing = absorbing;
        int[] members = IntStream.range(0, matrix.states().size())
                .filter(state -> !absorbing.get(state))
                .toArray();
        this.part = TransientPart.of(matrix, members, 1);
        this.visits = spreadBoth(part.inverse(), members);
        double[] steps = part.solve(part.ones()); // theorem 3.3.5: t = N 1
        this.expectedSteps = part.spread(steps);
        this.variance = part.spread(variance(steps));
    }

    /**
     * Returns the chain that stays for good where it reaches one of these states.
     *
     * @param matrix the transitions; the rows of the absorbing states do not matter, so that one estimated with winbacks
     *     answers when a customer churns first
     * @param absorbing the states that end it; at least one, and not all
     * @return the chain
     * @throws IllegalArgumentException if there is no such state, none or all are absorbing, or some states never reach
     *     one, naming the classes of states in which the chain would go on for ever
     */
    public static AbsorbingChain of(TransitionMatrix matrix, String... absorbing) {
        StateSpace states = matrix.states();
        BitSet set = new BitSet();
        for (String state : absorbing) {
            set.set(states.index(state));
        }
        if (set.isEmpty() || set.cardinality() == states.size()) {
            throw new IllegalArgumentException(
                    "absorbing states must be some of %s but not all, were %s".formatted(states, List.of(absorbing)));
        }
        TransitionMatrix ended = matrix.absorbing(absorbing);
        ChainStructure structure = ChainStructure.of(ended);
        List<List<String>> endless = structure.closedClasses().stream()
                .filter(members -> !members.intersects(set))
                .map(structure::names)
                .toList();
        if (!endless.isEmpty()) {
            throw new IllegalArgumentException(
                    "absorption in %s is not certain: the chain may go on for ever in %s, of which"
                                    .formatted(List.of(absorbing), endless)
                            + " no state leads there. Smooth the counts, or leave those states out");
        }
        return new AbsorbingChain(ended, set);
    }

    /** Var = (2N - I) t - t∘t, theorem 3.3.5; (2N - I) t = 2 N t - t. */
    private double[] variance(double[] t) {
        double[] nt = part.solve(t);
        double[] variance = new double[t.length];
        for (int i = 0; i < t.length; i++) {
            variance[i] = Math.max(0, 2 * nt[i] - t[i] - t[i] * t[i]); // rounding of a certain number of steps
        }
        return variance;
    }

    private double[][] spreadBoth(double[][] inner, int[] members) {
        double[][] all = new double[matrix.states().size()][matrix.states().size()];
        for (int i = 0; i < members.length; i++) {
            all[members[i]] = part.spread(inner[i]);
        }
        return all;
    }

    /**
     * Returns the transitions, those of the absorbing states being to stay.
     *
     * @return the matrix
     */
    public TransitionMatrix matrix() {
        return matrix;
    }

    /**
     * Returns the states that end the chain.
     *
     * @return their names, in the order of the states
     */
    public List<String> absorbing() {
        return absorbing.stream().mapToObj(matrix.states()::name).toList();
    }

    /**
     * Returns how many steps it takes to absorption, on average.
     *
     * @param from the state at the start
     * @return t, 1 or more; 0 for an absorbing state
     * @throws IllegalArgumentException if there is no such state
     */
    public double expectedSteps(String from) {
        return expectedSteps[matrix.states().index(from)];
    }

    /**
     * Returns the variance of the number of steps to absorption.
     *
     * @param from the state at the start
     * @return the variance, in steps squared, 0 or more
     * @throws IllegalArgumentException if there is no such state
     */
    public double varianceOfSteps(String from) {
        return variance[matrix.states().index(from)];
    }

    /**
     * Returns how many steps the chain spends in a state before absorption, on average.
     *
     * @param from the state at the start
     * @param in the state to count, the start itself counting as one step; 0 if it is absorbing
     * @return an entry of N = (I - Q)<sup>-1</sup>
     * @throws IllegalArgumentException if there is no such state
     */
    public double expectedVisits(String from, String in) {
        return visits[matrix.states().index(from)][matrix.states().index(in)];
    }

    /**
     * Returns how many of the first steps the chain spends in each state, on average: Σ<sub>k&lt;H</sub> P<sup>k</sup>.
     *
     * @param from the state at the start, which has the first of the steps
     * @param horizon H, the number of steps, 0 or more
     * @return the steps in each state, absorbing ones included, adding up to H
     * @throws IllegalArgumentException if there is no such state, or the horizon is negative
     */
    public double[] occupancy(String from, int horizon) {
        Checks.nonNegative(horizon, "horizon");
        double[] here = matrix.after(from, 0);
        double[] sum = new double[here.length];
        for (int step = 0; step < horizon; step++) {
            for (int state = 0; state < sum.length; state++) {
                sum[state] += here[state];
            }
            here = matrix.times(here);
        }
        return sum;
    }

    /**
     * Returns the probability of not being absorbed yet.
     *
     * @param from the state at the start
     * @param steps how many steps later, 0 or more
     * @return the probability, in [0, 1], falling with the steps
     * @throws IllegalArgumentException if there is no such state, or {@code steps} is negative
     */
    public double survival(String from, int steps) {
        Checks.nonNegative(steps, "steps");
        double[] alive = part.ones();
        for (int step = 0; step < steps; step++) {
            alive = part.step(alive); // Q^k 1, not 1 - P^k: the tail keeps its digits
        }
        return part.spread(alive)[matrix.states().index(from)];
    }

    /**
     * Returns the probability that the chain ends in one of its absorbing states rather than another.
     *
     * @param from the state at the start
     * @param into an absorbing state
     * @return the probability; those of one start add up to 1
     * @throws IllegalArgumentException if there is no such state, or it is not absorbing
     */
    public double absorption(String from, String into) {
        int target = matrix.states().index(into);
        if (!absorbing.get(target)) {
            throw new IllegalArgumentException("'%s' is not absorbing, only %s".formatted(into, absorbing()));
        }
        int start = matrix.states().index(from);
        if (absorbing.get(start)) {
            return start == target ? 1 : 0;
        }
        double[] ends = part.spread(part.solve(part.into(target))); // theorem 3.3.7: B = N R
        return Math.min(1, ends[start]);
    }

    /**
     * Returns the chain in words.
     *
     * @return one line
     */
    public String describe() {
        return "steps until one of %s is reached for the first time, from states %s"
                .formatted(absorbing(), matrix.states());
    }
}
