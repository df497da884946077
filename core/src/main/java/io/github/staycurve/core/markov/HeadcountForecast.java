package io.github.staycurve.core.markov;

import io.github.staycurve.core.stat.Interval;
import java.util.Arrays;

/**
 * How many customers will be in each state after each step, with the range that chance leaves.
 *
 * <p>The expected number follows n<sub>t+1</sub> = n<sub>t</sub> P + inflow. The range comes from a simulation: every
 * customer moves at random by the matrix, independently of the others, and, if the forecast was asked for that, each
 * replicate has a matrix of its own that the counts leave possible. What the range does not cover is that the matrix may
 * change.
 *
 * <p>This class is immutable and thread-safe.
 */
public final class HeadcountForecast {
    private final StateSpace states;
    private final String definition;
    private final double confidence;
    /** By step, then state; step 0 is the start. */
    private final double[][] expected;
    /** By step and state (step * size + state), the simulated numbers in rising order. */
    private final long[][] simulated;

    /** Takes the arrays over and sorts them. */
    HeadcountForecast(
            StateSpace states, String definition, double confidence, double[][] expected, long[][] simulated) {
        this.states = states;
        this.definition = definition;
        this.confidence = confidence;
        this.expected = expected;
        this.simulated = simulated;
        for (long[] numbers : simulated) {
            Arrays.sort(numbers);
        }
    }

    /**
     * Returns a forecaster by known transition probabilities.
     *
     * @param matrix the transitions
     * @return the forecaster
     */
    public static HeadcountForecaster by(TransitionMatrix matrix) {
        return new HeadcountForecaster(matrix, random -> matrix, "known transition probabilities");
    }

    /**
     * Returns a forecaster by estimated transition probabilities, the range of which has what the estimate leaves open in
     * it.
     *
     * @param estimate the transitions
     * @return the forecaster
     */
    public static HeadcountForecaster by(TransitionEstimate estimate) {
        return new HeadcountForecaster(
                estimate.matrix(), estimate::draw, "transition probabilities drawn from their estimate");
    }

    /**
     * Returns how many steps ahead the forecast goes.
     *
     * @return the number of steps
     */
    public int steps() {
        return expected.length - 1;
    }

    /**
     * Returns the expected number of customers in a state.
     *
     * @param step how many steps from now, 0 for the start
     * @param state the state
     * @return the number by the point estimate of the matrix
     * @throws IllegalArgumentException if there is no such state, or the step lies outside the forecast
     */
    public double expected(int step, String state) {
        return expected[checked(step)][states.index(state)];
    }

    /**
     * Returns the range in which the number of customers in a state will be with the confidence of the forecast.
     *
     * @param step how many steps from now, 0 for the start
     * @param state the state
     * @return the range, of simulated numbers
     * @throws IllegalArgumentException if there is no such state, or the step lies outside the forecast
     */
    public Interval interval(int step, String state) {
        long[] numbers = simulated[checked(step) * states.size() + states.index(state)];
        double tail = (1 - confidence) / 2;
        int last = numbers.length - 1;
        double lower = numbers[(int) Math.floor(tail * last)]; // outwards: never less than the confidence asked for
        double upper = numbers[(int) Math.ceil((1 - tail) * last)];
        return new Interval(lower, upper, confidence);
    }

    /**
     * Returns the forecast in words.
     *
     * @return one line
     */
    public String describe() {
        return definition;
    }

    private int checked(int step) {
        if (step < 0 || step > steps()) {
            throw new IllegalArgumentException("step must lie in [0, %s], was %s".formatted(steps(), step));
        }
        return step;
    }
}
