package io.github.staycurve.core.markov;

import io.github.staycurve.core.stat.Ratio;

/**
 * Where the k-th power of a transition matrix puts customers, and where they were.
 *
 * <p>A chain that forgets how long customers have been in a state, while they do not, is right about one step and wrong
 * about several. Pairs of one path overlap, so there is no p-value here: read how far apart the two are.
 *
 * <p>This class is immutable and thread-safe.
 */
public final class KStepCheck {
    private final TransitionCounts counts;
    private final int steps;
    private final double[][] predicted;

    KStepCheck(TransitionEstimate estimate, int steps) {
        this.counts = estimate.counts();
        this.steps = steps;
        StateSpace states = counts.states();
        this.predicted = new double[states.size()][];
        for (int from = 0; from < predicted.length; from++) {
            predicted[from] = estimate.matrix().after(states.name(from), steps);
        }
    }

    /**
     * Returns the number of steps looked ahead.
     *
     * @return k, 1 or more
     */
    public int steps() {
        return steps;
    }

    /**
     * Returns the probability by the power of the matrix.
     *
     * @param from the state at the start
     * @param to the state k steps on
     * @return an entry of P<sup>k</sup>
     * @throws IllegalArgumentException if there is no such state
     */
    public double predicted(String from, String to) {
        return predicted[counts.states().index(from)][counts.states().index(to)];
    }

    /**
     * Returns the share of those who started in one state and were in another k steps on.
     *
     * @param from the state at the start
     * @param to the state k steps on
     * @return the share, empty if no path started there and went on that long
     * @throws IllegalArgumentException if there is no such state
     */
    public Ratio observed(String from, String to) {
        return observed(counts.states().index(from), counts.states().index(to));
    }

    /**
     * Returns the greatest distance between a predicted and an observed share.
     *
     * @return the distance, in [0, 1], over the starts that were observed; 0 if there was none
     */
    public double largestError() {
        double largest = 0;
        for (int from = 0; from < predicted.length; from++) {
            for (int to = 0; to < predicted.length; to++) {
                largest = Math.max(largest, error(from, to));
            }
        }
        return largest;
    }

    /**
     * Returns the share of customers that the prediction puts in the wrong state, by the totals of each start.
     *
     * @return the mean over the pairs of half the summed distances of their start's row; empty if there was no pair
     */
    public Ratio misplaced() {
        double wrong = 0;
        double pairs = 0;
        for (int from = 0; from < predicted.length; from++) {
            double starts = counts.rowSum(steps, from);
            pairs += starts;
            for (int to = 0; to < predicted.length; to++) {
                wrong += starts * error(from, to) / 2;
            }
        }
        return Ratio.of(wrong, pairs);
    }

    /**
     * Returns the comparison in words.
     *
     * @return one line
     */
    public String describe() {
        return "P^%s of the estimate against pairs %s steps apart; %s".formatted(steps, steps, counts.describe());
    }

    private Ratio observed(int from, int to) {
        return Ratio.of((double) counts.at(steps, from, to), (double) counts.rowSum(steps, from));
    }

    private double error(int from, int to) {
        return Math.abs(predicted[from][to] - observed(from, to).value().orElse(predicted[from][to]));
    }
}
