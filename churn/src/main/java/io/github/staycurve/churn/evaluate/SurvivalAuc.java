package io.github.staycurve.churn.evaluate;

import io.github.staycurve.core.stat.PointEstimate;
import java.util.List;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The cumulative/dynamic area under the curve at some times: how well a score tells who left by t from who is still here.
 *
 * <p>This class is immutable and thread-safe. Made by {@link SurvivalEvaluation#auc(double[], double[])}.
 */
public final class SurvivalAuc {
    private final String definition;
    private final double[] times;
    private final List<Optional<PointEstimate>> areas;

    SurvivalAuc(String definition, double[] times, List<Optional<PointEstimate>> areas) {
        this.definition = definition;
        this.times = times.clone();
        this.areas = List.copyOf(areas);
    }

    /**
     * The area from weights by rank: of those who left, by 1/G, and of those still here.
     *
     * @param factors by row, 1/G of one who left, negative for one still here, 0 for one of whom nothing is known
     */
    static Optional<PointEstimate> area(
            double[] cases, double[] controls, double[] factors, int[] rank, IntToDoubleFunction squareWeight) {
        double[] below = shareBelow(controls);
        double[] casesBelow = shareBelow(cases);
        double allCases = sum(cases);
        double allControls = sum(controls);
        if (!(allCases > 0 && allControls > 0)) {
            return Optional.empty();
        }
        double area = 0;
        for (int r = 0; r < cases.length; r++) {
            area += cases[r] * below[r];
        }
        area /= allCases;
        double squares = 0;
        for (int row = 0; row < factors.length; row++) {
            double slope = factors[row] > 0
                    ? factors[row] * (below[rank[row]] - area) / allCases
                    : (1 - casesBelow[rank[row]] - area) / allControls;
            squares += factors[row] == 0 ? 0 : squareWeight.applyAsDouble(row) * slope * slope;
        }
        return Optional.of(squares > 0 ? PointEstimate.of(area, Math.sqrt(squares)) : PointEstimate.withoutError(area));
    }

    /** Returns for each rank the share of weight below it, its own as half. */
    private static double[] shareBelow(double[] weights) {
        double all = sum(weights);
        double[] shares = new double[weights.length];
        double below = 0;
        for (int r = 0; r < weights.length; r++) {
            shares[r] = (below + weights[r] / 2) / all;
            below += weights[r];
        }
        return shares;
    }

    private static double sum(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum;
    }

    /**
     * Returns the number of times.
     *
     * @return 0 or more
     */
    public int size() {
        return times.length;
    }

    /**
     * Returns one of the times.
     *
     * @param index the index, from 0
     * @return the time
     */
    public double time(int index) {
        return times[index];
    }

    /**
     * Returns the area at a time.
     *
     * @param index the index of the time, from 0
     * @return the area, in [0, 1], and its error, which is empty where all pairs agree; empty where nobody had left by
     *     then, nobody was still here, or a weight does not exist
     */
    public Optional<PointEstimate> area(int index) {
        return areas.get(index);
    }

    /**
     * Returns what was measured, how, and the outcome.
     *
     * @return one line
     */
    public String describe() {
        String each = IntStream.range(0, times.length)
                .mapToObj(k -> "t = %s: %s".formatted(times[k], SurvivalBrierScore.words(area(k))))
                .collect(Collectors.joining(", "));
        return "cumulative/dynamic AUC by %s; %s".formatted(definition, each);
    }

    @Override
    public String toString() {
        return describe();
    }
}
