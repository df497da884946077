package io.github.staycurve.core.markov;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** Which states of a matrix lead to which others: only whether entries are 0 matters, so no rounding is in it. */
final class ChainStructure {
    private final StateSpace states;
    /** For each state those it leads to in any number of steps, itself included. */
    private final BitSet[] reach;

    private ChainStructure(StateSpace states, BitSet[] reach) {
        this.states = states;
        this.reach = reach;
    }

    static ChainStructure of(TransitionMatrix matrix) {
        int n = matrix.states().size();
        BitSet[] reach = new BitSet[n];
        for (int from = 0; from < n; from++) {
            reach[from] = new BitSet(n);
            reach[from].set(from);
            for (int to = 0; to < n; to++) {
                if (matrix.at(from, to) > 0) {
                    reach[from].set(to);
                }
            }
        }
        for (int via = 0; via < n; via++) { // Warshall's closure
            for (int from = 0; from < n; from++) {
                if (reach[from].get(via)) {
                    reach[from].or(reach[via]);
                }
            }
        }
        return new ChainStructure(matrix.states(), reach);
    }

    boolean leads(int from, int to) {
        return reach[from].get(to);
    }

    /** Returns whether the chain, once here, may leave for a state from which it never comes back. */
    boolean isTransient(int state) {
        BitSet there = reach[state];
        for (int to = there.nextSetBit(0); to >= 0; to = there.nextSetBit(to + 1)) {
            if (!reach[to].get(state)) {
                return true;
            }
        }
        return false;
    }

    /** Returns the classes of states that lead to each other and to no other: where the chain ends up. */
    List<BitSet> closedClasses() {
        List<BitSet> classes = new ArrayList<>();
        for (int state = 0; state < reach.length; state++) {
            if (!isTransient(state) && reach[state].nextSetBit(0) == state) {
                classes.add(reach[state]); // all that a recurrent state reaches is its class
            }
        }
        return classes;
    }

    /** Returns the names of a set of states, as a message lists them. */
    List<String> names(BitSet set) {
        return set.stream().mapToObj(states::name).toList();
    }
}
