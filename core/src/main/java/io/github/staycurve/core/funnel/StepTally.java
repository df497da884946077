package io.github.staycurve.core.funnel;

import io.github.staycurve.core.markov.StateSpace;

/** Counts the states of paths by place. Not thread-safe. */
final class StepTally implements PathReader.Sink {
    private static final int MAX_STEPS = 1000;

    private final StateSpace states;
    private final long[][] counts;
    private final int end;

    StepTally(StateSpace states, int steps) {
        if (steps < 1 || steps > MAX_STEPS) {
            throw new IllegalArgumentException("steps must lie in [1, %d], was %d".formatted(MAX_STEPS, steps));
        }
        this.states = states;
        counts = new long[steps][states.size()];
        end = states.index(PathDefinition.END);
    }

    @Override
    public void path(int customer, int[] path, int length, boolean ended) {
        for (int step = 0; step < counts.length; step++) {
            if (step < length) {
                counts[step][path[step]]++;
            } else if (ended) {
                counts[step][end]++;
            }
        }
    }

    StepMatrix matrix(String words) {
        return new StepMatrix(states, counts, words);
    }
}
