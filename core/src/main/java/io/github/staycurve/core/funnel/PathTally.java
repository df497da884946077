package io.github.staycurve.core.funnel;

import io.github.staycurve.core.markov.StateSpace;
import io.github.staycurve.core.markov.TransitionCounter;
import io.github.staycurve.core.markov.TransitionCounts;

/** Counts the steps of paths by weight. Not thread-safe. */
final class PathTally implements PathReader.Sink {
    private final PathWeight weight;
    private final TransitionCounter counter;
    private final int size;
    private final int start;
    private final int end;
    /** The last path, or customer, that counted for each step from one state to another, from 1. */
    private final long[] seenBy;

    private long paths;
    private long open;
    private long customers;
    private int lastCustomer = -1;

    PathTally(PathDefinition definition, StateSpace states, String words) {
        weight = definition.weight;
        counter = TransitionCounts.counter(states, words);
        size = states.size();
        start = states.index(PathDefinition.START);
        end = states.index(PathDefinition.END);
        seenBy = weight == PathWeight.EVENTS ? new long[0] : new long[size * size];
    }

    @Override
    public void path(int customer, int[] states, int length, boolean ended) {
        paths++;
        open += ended ? 0 : 1;
        customers += customer == lastCustomer ? 0 : 1;
        lastCustomer = customer;
        step(start, states[0]);
        for (int i = 1; i < length; i++) {
            step(states[i - 1], states[i]);
        }
        if (ended) {
            step(states[length - 1], end);
        }
    }

    private void step(int from, int to) {
        if (weight != PathWeight.EVENTS) {
            long counts = weight == PathWeight.USERS ? lastCustomer + 1L : paths;
            int cell = from * size + to;
            if (seenBy[cell] == counts) {
                return;
            }
            seenBy[cell] = counts;
        }
        counter.add(from, to);
    }

    PathResult result() {
        return new PathResult(counter.counts(), customers, paths, open);
    }
}
