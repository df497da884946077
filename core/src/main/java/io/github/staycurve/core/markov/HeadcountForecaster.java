package io.github.staycurve.core.markov;

import io.github.staycurve.core.internal.Checks;
import io.github.staycurve.core.internal.math.RandomVariates;
import java.util.SplittableRandom;
import java.util.function.Function;

/**
 * Forecasts how many customers will be in each state: what is known of the future, and how it is simulated.
 *
 * <p>This class is immutable and thread-safe; each setting returns a new forecaster.
 */
public final class HeadcountForecaster {
    private static final int DEFAULT_REPLICATES = 2000;
    private static final double DEFAULT_CONFIDENCE = 0.9;

    /** A quadrillion and more in each state: their sums over states and steps stay within a {@code long}. */
    private static final long MAX_HEADS = 1L << 50;

    private final TransitionMatrix matrix;
    private final Function<SplittableRandom, TransitionMatrix> matrices;
    private final String uncertainty;
    /** New customers by step, the last row also for all later steps. */
    private final long[][] inflow;

    private final int replicates;
    private final double confidence;

    HeadcountForecaster(
            TransitionMatrix matrix, Function<SplittableRandom, TransitionMatrix> matrices, String uncertainty) {
        this(
                matrix,
                matrices,
                uncertainty,
                new long[][] {new long[matrix.states().size()]},
                DEFAULT_REPLICATES,
                DEFAULT_CONFIDENCE);
    }

    private HeadcountForecaster(
            TransitionMatrix matrix,
            Function<SplittableRandom, TransitionMatrix> matrices,
            String uncertainty,
            long[][] inflow,
            int replicates,
            double confidence) {
        this.matrix = matrix;
        this.matrices = matrices;
        this.uncertainty = uncertainty;
        this.inflow = inflow;
        this.replicates = replicates;
        this.confidence = confidence;
    }

    /**
     * Returns a forecaster with new customers, taken as certain.
     *
     * @param perStep for each step the number of customers who come into each state at its end; the last row also holds for
     *     all steps after it; at least one row
     * @return a new forecaster
     * @throws IllegalArgumentException if there is no row, a row has not one number for each state, or one is
     *     negative or above 2<sup>50</sup>
     */
    public HeadcountForecaster inflow(long[]... perStep) {
        if (perStep.length == 0) {
            throw new IllegalArgumentException("inflow must have at least one step");
        }
        long[][] copy = new long[perStep.length][];
        for (int step = 0; step < copy.length; step++) {
            copy[step] = checkedHeads(perStep[step], "inflow");
        }
        return new HeadcountForecaster(matrix, matrices, uncertainty, copy, replicates, confidence);
    }

    /**
     * Returns a forecaster that simulates another number of times.
     *
     * @param number how often, 1 or more; 2000 by default
     * @return a new forecaster
     * @throws IllegalArgumentException if it is below 1
     */
    public HeadcountForecaster replicates(int number) {
        if (number < 1) {
            throw new IllegalArgumentException("replicates must be 1 or more, was " + number);
        }
        return new HeadcountForecaster(matrix, matrices, uncertainty, inflow, number, confidence);
    }

    /**
     * Returns a forecaster with another confidence of its ranges.
     *
     * @param level the confidence level, above 0 and below 1; 0.9 by default
     * @return a new forecaster
     * @throws IllegalArgumentException if it is out of its range
     */
    public HeadcountForecaster confidence(double level) {
        Checks.openUnit(level, "confidence");
        return new HeadcountForecaster(matrix, matrices, uncertainty, inflow, replicates, level);
    }

    /**
     * Returns the forecast. Equal arguments give equal forecasts.
     *
     * @param start the number of customers in each state now
     * @param steps how many steps to look ahead, 1 or more
     * @param seed the seed of the simulation
     * @return the forecast
     * @throws IllegalArgumentException if {@code start} has not one number for each state or one is negative or above
     *     2<sup>50</sup>, or {@code steps} is below 1
     */
    public HeadcountForecast forecast(long[] start, int steps, long seed) {
        long[] heads = checkedHeads(start, "start");
        if (steps < 1) {
            throw new IllegalArgumentException("steps must be 1 or more, was " + steps);
        }
        String definition = "customers in %s after up to %s steps by %s, ranges of confidence %s from %s replicates"
                .formatted(matrix.states(), steps, uncertainty, confidence, replicates);
        return new HeadcountForecast(
                matrix.states(), definition, confidence, expected(heads, steps), simulate(heads, steps, seed));
    }

    private double[][] expected(long[] start, int steps) {
        double[][] expected = new double[steps + 1][];
        expected[0] = new double[start.length];
        for (int state = 0; state < start.length; state++) {
            expected[0][state] = start[state];
        }
        for (int step = 1; step <= steps; step++) {
            expected[step] = matrix.times(expected[step - 1]);
            for (int state = 0; state < start.length; state++) {
                expected[step][state] += inflowAt(step)[state];
            }
        }
        return expected;
    }

    private long[][] simulate(long[] start, int steps, long seed) {
        int n = start.length;
        long[][] simulated = new long[(steps + 1) * n][replicates];
        SplittableRandom seeds = new SplittableRandom(seed);
        for (int replicate = 0; replicate < replicates; replicate++) {
            SplittableRandom random = seeds.split();
            TransitionMatrix drawn = matrices.apply(random);
            long[] heads = start;
            for (int step = 0; step <= steps; step++) {
                heads = step == 0 ? start : next(heads, drawn, inflowAt(step), random);
                for (int state = 0; state < n; state++) {
                    simulated[step * n + state][replicate] = heads[state];
                }
            }
        }
        return simulated;
    }

    private static long[] next(long[] heads, TransitionMatrix matrix, long[] inflow, SplittableRandom random) {
        long[] next = inflow.clone();
        for (int from = 0; from < heads.length; from++) {
            RandomVariates.addMultinomial(random, heads[from], matrix.rowAt(from), next);
        }
        return next;
    }

    private long[] inflowAt(int step) {
        return inflow[Math.min(step, inflow.length) - 1];
    }

    private long[] checkedHeads(long[] heads, String name) {
        matrix.states().requireOneEach(heads.length, name);
        for (long number : heads) {
            if (number < 0 || number > MAX_HEADS) {
                throw new IllegalArgumentException(
                        "%s must lie in [0, %s] in every state, was %s".formatted(name, MAX_HEADS, number));
            }
        }
        return heads.clone();
    }
}
