package io.github.staycurve.core.markov;

import io.github.staycurve.core.internal.Checks;
import io.github.staycurve.core.internal.math.BetaQuantiles;
import io.github.staycurve.core.internal.math.RandomVariates;
import io.github.staycurve.core.stat.Interval;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Transition probabilities estimated from counts, and how sure they are.
 *
 * <p>A row is the mean of a Dirichlet distribution: p<sub>ij</sub> = (n<sub>ij</sub> + a q<sub>ij</sub>) / (n<sub>i</sub> +
 * a), where q is what is expected before the counts and a says how many steps that is worth. For counts on their own, q is
 * the share of all steps that end in j, the same for every row; for the counts of a segment it is the matrix of all
 * segments together, so that a small segment differs from that only as far as its own steps say. Smoothing gives a small
 * probability to steps that a rule may exclude; estimate those with a strength of 0.
 *
 * <p>This class is immutable and thread-safe.
 */
public final class TransitionEstimate {
    private final TransitionCounts counts;
    private final double strength;
    /** The shapes of the Dirichlet distribution of each row: n + a q. */
    private final double[][] shapes;

    private final TransitionMatrix matrix;

    private TransitionEstimate(TransitionCounts counts, double strength, double[][] prior) {
        StateSpace states = counts.states();
        int n = states.size();
        this.counts = counts;
        this.strength = strength;
        this.shapes = new double[n][n];
        double[][] rows = new double[n][n];
        for (int from = 0; from < n; from++) {
            double total = counts.rowSum(1, from) + strength;
            for (int to = 0; to < n; to++) {
                shapes[from][to] = counts.at(1, from, to) + strength * prior[from][to];
                rows[from][to] = shapes[from][to] / total;
            }
        }
        this.matrix = TransitionMatrix.of(states, rows);
    }

    /**
     * Returns the estimate from counts, smoothed as by one step more from each state.
     *
     * @param counts the counts, of at least one step
     * @return the estimate
     * @throws IllegalArgumentException if no step was counted
     */
    public static TransitionEstimate of(TransitionCounts counts) {
        return of(counts, 1);
    }

    /**
     * Returns the estimate from counts.
     *
     * @param counts the counts, of at least one step
     * @param strength a, how many steps from each state the smoothing is worth, finite, 0 or more; 0 is none
     * @return the estimate
     * @throws IllegalArgumentException if no step was counted, the strength is out of its range, or it is 0 and a state
     *     has no step, naming those
     */
    public static TransitionEstimate of(TransitionCounts counts, double strength) {
        Checks.nonNegativeFinite(strength, "strength");
        double steps = counts.steps();
        if (steps == 0) {
            throw new IllegalArgumentException("no step was counted: " + counts.describe());
        }
        requireRows(counts, strength);
        int n = counts.states().size();
        double[][] prior = new double[n][n];
        for (int to = 0; to < n; to++) {
            double share = counts.columnSum(to) / steps;
            for (int from = 0; from < n; from++) {
                prior[from][to] = share;
            }
        }
        return new TransitionEstimate(counts, strength, prior);
    }

    /**
     * Returns the estimate for a segment, drawn towards that of all customers.
     *
     * @param segment the counts of the segment
     * @param pooled the transitions of all customers together
     * @param strength how many steps from each state the pooled matrix is worth, finite, 0 or more; 0 is none
     * @return the estimate
     * @throws IllegalArgumentException if the states differ, the strength is out of its range, or it is 0 and a state has
     *     no step, naming those
     */
    public static TransitionEstimate shrunk(TransitionCounts segment, TransitionMatrix pooled, double strength) {
        Checks.nonNegativeFinite(strength, "strength");
        if (!segment.states().equals(pooled.states())) {
            throw new IllegalArgumentException("a segment with states %s cannot be drawn towards a matrix of states %s"
                    .formatted(segment.states(), pooled.states()));
        }
        requireRows(segment, strength);
        double[][] prior = new double[pooled.states().size()][];
        for (int from = 0; from < prior.length; from++) {
            prior[from] = pooled.rowAt(from);
        }
        return new TransitionEstimate(segment, strength, prior);
    }

    private static void requireRows(TransitionCounts counts, double strength) {
        List<String> unseen = new ArrayList<>();
        for (int from = 0; from < counts.states().size() && strength == 0; from++) {
            if (counts.rowSum(1, from) == 0) {
                unseen.add(counts.states().name(from));
            }
        }
        if (!unseen.isEmpty()) {
            throw new IllegalArgumentException(
                    "no step from %s was counted, so without smoothing nothing is known of where they lead: give a strength "
                                    .formatted(unseen)
                            + "above 0, or leave those states out");
        }
    }

    /**
     * Returns the probabilities.
     *
     * @return the matrix, its rows the means of the Dirichlet distributions
     */
    public TransitionMatrix matrix() {
        return matrix;
    }

    /**
     * Returns what the estimate was made from; the observed share of a transition with its Wilson interval is
     * {@code counts().rate(from, to).wilson(confidence)}.
     *
     * @return the counts
     */
    public TransitionCounts counts() {
        return counts;
    }

    /**
     * Returns the range that holds a transition probability with a given probability, after the counts.
     *
     * @param from the state before the step
     * @param to the state after it
     * @param confidence the probability, above 0 and below 1
     * @return the range that leaves out the same on either side; a point where smoothing does not reach and all or none of
     *     the steps went there
     * @throws IllegalArgumentException if there is no such state, or the confidence is out of its range
     */
    public Interval credible(String from, String to, double confidence) {
        Checks.openUnit(confidence, "confidence");
        double[] row = shapes[counts.states().index(from)];
        int column = counts.states().index(to);
        double a = row[column];
        double b = 0; // one component of a Dirichlet variate is a beta variate of its shape and the sum of the others
        for (int i = 0; i < row.length; i++) {
            b += i == column ? 0 : row[i];
        }
        if (a == 0 || b == 0) {
            return new Interval(a == 0 ? 0 : 1, a == 0 ? 0 : 1, confidence);
        }
        double tail = (1 - confidence) / 2;
        return new Interval(BetaQuantiles.quantile(tail, a, b), 1 - BetaQuantiles.quantile(tail, b, a), confidence);
    }

    /**
     * Draws a matrix that the counts leave possible: each row from its Dirichlet distribution.
     *
     * @param random where the random numbers come from
     * @return a matrix
     */
    public TransitionMatrix draw(SplittableRandom random) {
        double[][] rows = new double[shapes.length][];
        for (int from = 0; from < rows.length; from++) {
            rows[from] = RandomVariates.dirichlet(random, shapes[from]);
        }
        return TransitionMatrix.of(counts.states(), rows);
    }

    /**
     * Returns the estimate in words.
     *
     * @return one line
     */
    public String describe() {
        return "%s; Dirichlet smoothing worth %s steps a state".formatted(counts.describe(), strength);
    }
}
