package io.github.staycurve.clv.model;

import io.github.staycurve.clv.internal.MultiStart;
import io.github.staycurve.core.internal.math.BfgsMinimizer;
import io.github.staycurve.core.internal.math.Box;
import io.github.staycurve.core.internal.math.Minimum;
import io.github.staycurve.core.internal.math.Objective;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Finds where to start a search: on every so-manieth row, so that the many evaluations far from the maximum cost little
 * and the full rows are needed for the last steps only. Rows are sorted by history, so that the sample is a fair one.
 */
final class SampleSearch {
    private static final int MOST_ROWS = 600;
    /** Enough to come close; a search on a plateau goes on for ever. */
    private static final int MOST_EVALUATIONS = 100;

    /** Makes the objective of some rows. */
    interface OfRows {
        Objective of(int[] x, double[] tx, double[] age, double[] weight);
    }

    private final Objective objective;
    private final boolean whole;

    private SampleSearch(Objective objective, boolean whole) {
        this.objective = objective;
        this.whole = whole;
    }

    static SampleSearch of(HistoryRows rows, OfRows likelihood) {
        int n = rows.size();
        int step = (n + MOST_ROWS - 1) / MOST_ROWS;
        int size = (n + step - 1) / step;
        int[] x = new int[size];
        double[] tx = new double[size];
        double[] age = new double[size];
        double[] weight = new double[size];
        for (int i = 0; i < size; i++) {
            // from the middle of each stretch, which stands for all of it
            int from = i * step;
            int row = Math.min(from + step / 2, n - 1);
            x[i] = rows.x[row];
            tx[i] = rows.tx[row];
            age[i] = rows.age[row];
            for (int k = from; k < Math.min(from + step, n); k++) {
                weight[i] += rows.weight[k];
            }
        }
        return new SampleSearch(likelihood.of(x, tx, age, weight), step == 1);
    }

    /**
     * Returns points to start from, two or more: where a search from the best point ends, if it ends inside, and otherwise the
     * best, the second best and so on.
     */
    double[][] starts(double[][] points, Box box) {
        double[][] sorted = lowestFirst(objective, points);
        if (!whole) {
            Minimum near = BfgsMinimizer.withDefaults()
                    .withMaxEvaluations(MOST_EVALUATIONS)
                    .minimize(objective, box, sorted[0]);
            if (MultiStart.isInside(near)) {
                return new double[][] {near.point(), sorted[0]};
            }
        }
        return sorted;
    }

    /** Returns the points by their values, the lowest first. */
    static double[][] lowestFirst(Objective objective, double[][] points) {
        double[] gradient = new double[points[0].length];
        double[] values = Arrays.stream(points)
                .mapToDouble(point -> objective.value(point, gradient))
                .toArray();
        return IntStream.range(0, points.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> values[i]))
                .map(i -> points[i])
                .toArray(double[][]::new);
    }
}
