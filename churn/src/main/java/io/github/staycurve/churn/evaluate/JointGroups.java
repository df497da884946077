package io.github.staycurve.churn.evaluate;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Customers with two scores, pooled by both scores and the outcome, in an order that does not depend on that of rows.
 * Immutable and thread-safe.
 */
final class JointGroups {
    /** Of each cell, the group of the first score. */
    private final int[] firstGroup;
    /** Of each cell, the group of the second score. */
    private final int[] secondGroup;

    private final boolean[] churned;
    private final double[] weight;

    private JointGroups(int[] firstGroup, int[] secondGroup, boolean[] churned, double[] weight) {
        this.firstGroup = firstGroup;
        this.secondGroup = secondGroup;
        this.churned = churned;
        this.weight = weight;
    }

    static JointGroups of(
            ScoreGroups a,
            ScoreGroups b,
            double[] first,
            double[] second,
            boolean[] churned,
            double @Nullable [] weights) {
        int n = churned.length;
        ScoreIndex ofFirst = new ScoreIndex(a.scores);
        ScoreIndex ofSecond = new ScoreIndex(b.scores);
        long[] keys = new long[n];
        int counted = 0;
        for (int row = 0; row < n; row++) {
            if (weights == null || weights[row] > 0) {
                keys[counted++] = key(ofFirst.indexOf(first[row]), ofSecond.indexOf(second[row]), churned[row]);
            }
        }
        long[] cells = Arrays.copyOf(keys, counted);
        Arrays.sort(cells);
        if (weights == null) {
            return ofCells(cells, runLengths(cells));
        }
        cells = Arrays.copyOf(cells, runLengths(cells).length);
        ScoredOutcomes.WeightSums sums = new ScoredOutcomes.WeightSums(cells.length);
        int at = 0;
        for (int row = 0; row < n; row++) {
            if (weights[row] > 0) {
                sums.add(Arrays.binarySearch(cells, keys[at++]), weights[row]);
            }
        }
        return ofCells(cells, sums.values());
    }

    /** Moves the distinct ones of ascending keys to the front; returns how often each was there. */
    private static double[] runLengths(long[] keys) {
        double[] lengths = new double[keys.length];
        int size = 0;
        for (long key : keys) {
            if (size == 0 || keys[size - 1] != key) {
                keys[size++] = key;
            }
            lengths[size - 1]++;
        }
        return Arrays.copyOf(lengths, size);
    }

    private static JointGroups ofCells(long[] cells, double[] weights) {
        int size = weights.length;
        int[] firstGroup = new int[size];
        int[] secondGroup = new int[size];
        boolean[] cellChurned = new boolean[size];
        for (int i = 0; i < size; i++) {
            firstGroup[i] = (int) (cells[i] >>> 32);
            secondGroup[i] = (int) (cells[i] & 0xFFFF_FFFFL) >>> 1;
            cellChurned[i] = (cells[i] & 1) == 1;
        }
        return new JointGroups(firstGroup, secondGroup, cellChurned, weights);
    }

    private static long key(int first, int second, boolean churned) {
        return ((long) first << 32) | ((long) second << 1) | (churned ? 1 : 0);
    }

    /** Whether both scores put the customers in the same order, with the same ties. */
    boolean isSameOrder() {
        return Arrays.equals(firstGroup, secondGroup);
    }

    /** The variance of the mean difference of values of groups, over customers of one outcome; the mean is known. */
    double varianceOfMean(double[] ofFirst, double[] ofSecond, boolean outcome, double total, double mean) {
        double squares = 0;
        for (int i = 0; i < weight.length; i++) {
            if (churned[i] == outcome) {
                double distance = ofFirst[firstGroup[i]] - ofSecond[secondGroup[i]] - mean;
                squares += weight[i] * distance * distance;
            }
        }
        return squares / (total - 1) / total;
    }

    /** The sum of squares of differences of terms around their mean. */
    double squares(ProbabilityMetrics.Term ofFirst, ProbabilityMetrics.Term ofSecond, double mean) {
        double squares = 0;
        for (int i = 0; i < weight.length; i++) {
            double distance = ofFirst.of(firstGroup[i], churned[i]) - ofSecond.of(secondGroup[i], churned[i]) - mean;
            squares += weight[i] * distance * distance;
        }
        return squares;
    }

    Draws draws(ScoreGroups a, ScoreGroups b, boolean stratified) {
        return new Draws(a, b, stratified);
    }

    /** Resamples of the customers, as groups of either score; each draw overwrites the one before. Not thread-safe. */
    final class Draws {
        private final double[] counts = new double[weight.length];
        private final Resampler[] resamplers;
        private final double[][] parts;
        private final double[][] first;
        private final double[][] second;
        private final ScoreGroups ofFirst;
        private final ScoreGroups ofSecond;
        private ScoreGroups drawnFirst;
        private ScoreGroups drawnSecond;

        private Draws(ScoreGroups a, ScoreGroups b, boolean stratified) {
            ofFirst = a;
            ofSecond = b;
            drawnFirst = a;
            drawnSecond = b;
            first = new double[2][a.size()];
            second = new double[2][b.size()];
            resamplers = stratified
                    ? new Resampler[] {Resampler.of(weightsOf(true)), Resampler.of(weightsOf(false))}
                    : new Resampler[] {Resampler.of(weight)};
            parts = new double[resamplers.length][weight.length];
        }

        private double[] weightsOf(boolean outcome) {
            double[] of = weight.clone();
            Arrays.setAll(of, i -> churned[i] == outcome ? weight[i] : 0);
            return of;
        }

        void draw(SplittableRandom random) {
            Arrays.fill(counts, 0);
            for (int k = 0; k < resamplers.length; k++) {
                resamplers[k].draw(random, parts[k]);
                for (int i = 0; i < counts.length; i++) {
                    counts[i] += parts[k][i];
                }
            }
            for (int outcome = 0; outcome < 2; outcome++) {
                Arrays.fill(first[outcome], 0);
                Arrays.fill(second[outcome], 0);
            }
            for (int i = 0; i < counts.length; i++) {
                int outcome = churned[i] ? 0 : 1;
                first[outcome][firstGroup[i]] += counts[i];
                second[outcome][secondGroup[i]] += counts[i];
            }
            drawnFirst = ofFirst.withWeights(first[0], first[1]);
            drawnSecond = ofSecond.withWeights(second[0], second[1]);
        }

        ScoreGroups first() {
            return drawnFirst;
        }

        ScoreGroups second() {
            return drawnSecond;
        }
    }
}
