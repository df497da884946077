package io.github.staycurve.churn.evaluate;

import io.github.staycurve.core.internal.Checks;
import io.github.staycurve.core.internal.CompensatedSum;
import io.github.staycurve.core.stat.Ratio;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Customers with a churn probability that was given to them and what they did then: what every evaluation starts from.
 *
 * <p>Rows are sorted by score once, and customers with one score are pooled. A weight counts as that many rows: a row of
 * weight 3 is three customers, one of weight 0 is none. Weights need not be whole; errors and intervals then take their sum
 * for the number of customers. Memory: 33 bytes a row at most, 41 with weights.
 *
 * <p>This class is immutable and thread-safe.
 */
public final class ScoredOutcomes {
    /** Beyond these, products of weights leave the range of doubles, and sums lose customers. */
    private static final double LEAST_WEIGHT = 1e-15;

    private static final double MOST_CUSTOMERS = 1e15;

    private final double[] scores;
    private final boolean[] churned;
    private final double @Nullable [] weights;
    private final ScoreGroups groups;

    private ScoredOutcomes(double[] scores, boolean[] churned, double @Nullable [] weights, ScoreGroups groups) {
        this.scores = scores;
        this.churned = churned;
        this.weights = weights;
        this.groups = groups;
    }

    /**
     * Returns customers that count once each.
     *
     * @param probabilities the churn probability given to each, in [0, 1]; copied
     * @param churned whether each churned; copied
     * @return the customers
     * @throws IllegalArgumentException if a probability is out of its range, naming the row, or the columns differ in length
     */
    public static ScoredOutcomes of(double[] probabilities, boolean[] churned) {
        return of(probabilities, churned, null);
    }

    /**
     * Returns customers with weights.
     *
     * @param probabilities the churn probability given to each, in [0, 1]; copied
     * @param churned whether each churned; copied
     * @param weights how many customers each row stands for, 0 or from 1e-15 on, 1e15 together at most; copied; null counts
     *     each once
     * @return the customers
     * @throws IllegalArgumentException if a number is out of its range, naming the row, or the columns differ in length
     */
    public static ScoredOutcomes of(double[] probabilities, boolean[] churned, double @Nullable [] weights) {
        double[] scores = checkedScores(probabilities, churned.length, "probabilities");
        if (weights == null) {
            return new ScoredOutcomes(scores, churned.clone(), null, pooled(scores, churned));
        }
        double[] copy = checkedWeights(weights, scores.length);
        return new ScoredOutcomes(scores, churned.clone(), copy, pooled(scores, churned, copy));
    }

    static double[] checkedScores(double[] probabilities, int length, String name) {
        Checks.length(probabilities.length, length, name);
        double[] copy = new double[length];
        for (int row = 0; row < length; row++) {
            double p = probabilities[row];
            if (!(p >= 0 && p <= 1)) {
                throw new IllegalArgumentException("%s[%d] must lie in [0, 1], was %s".formatted(name, row, p));
            }
            copy[row] = p + 0.0; // makes 0.0 of -0.0
        }
        return copy;
    }

    static double[] checkedWeights(double[] weights, int length) {
        Checks.length(weights.length, length, "weights");
        double[] copy = weights.clone();
        double sum = 0;
        for (int row = 0; row < length; row++) {
            if (!(copy[row] >= 0 && copy[row] < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException(
                        "weights[%d] must be 0 or more and finite, was %s".formatted(row, copy[row]));
            }
            if (copy[row] > 0 && copy[row] < LEAST_WEIGHT) {
                throw new IllegalArgumentException(
                        "weights[%d] must be 0 or at least %s, was %s".formatted(row, LEAST_WEIGHT, copy[row]));
            }
            sum += copy[row];
        }
        if (!(sum <= MOST_CUSTOMERS)) {
            throw new IllegalArgumentException(
                    "sum of weights must be at most %s, was %s".formatted(MOST_CUSTOMERS, sum));
        }
        return copy;
    }

    /** Sorts those who churned and those who stayed apart, which needs no row numbers, and merges the two. */
    private static ScoreGroups pooled(double[] scores, boolean[] churned) {
        int n = scores.length;
        double[] sorted = new double[n];
        int gone = 0;
        int here = n;
        for (int row = 0; row < n; row++) {
            if (churned[row]) {
                sorted[gone++] = scores[row];
            } else {
                sorted[--here] = scores[row];
            }
        }
        Arrays.sort(sorted, 0, gone);
        Arrays.sort(sorted, gone, n);
        double[] distinct = new double[n];
        double[] ofChurned = new double[n];
        double[] ofStayed = new double[n];
        int size = 0;
        int i = gone - 1;
        int j = n - 1;
        while (i >= 0 || j >= gone) {
            double score = Math.max(i >= 0 ? sorted[i] : -1, j >= gone ? sorted[j] : -1);
            distinct[size] = score;
            for (; i >= 0 && sorted[i] == score; i--) {
                ofChurned[size]++;
            }
            for (; j >= gone && sorted[j] == score; j--) {
                ofStayed[size]++;
            }
            size++;
        }
        return trimmed(distinct, ofChurned, ofStayed, size);
    }

    private static ScoreGroups trimmed(double[] scores, double[] churned, double[] stayed, int size) {
        return size == scores.length
                ? ScoreGroups.of(scores, churned, stayed)
                : ScoreGroups.of(
                        Arrays.copyOf(scores, size), Arrays.copyOf(churned, size), Arrays.copyOf(stayed, size));
    }

    private static ScoreGroups pooled(double[] scores, boolean[] churned, double[] weights) {
        int counted = 0;
        double[] distinct = new double[scores.length];
        for (int row = 0; row < scores.length; row++) {
            if (weights[row] > 0) {
                distinct[counted++] = scores[row];
            }
        }
        Arrays.sort(distinct, 0, counted);
        double[] descending = new double[counted];
        int size = 0;
        for (int i = counted - 1; i >= 0; i--) {
            if (size == 0 || distinct[i] != descending[size - 1]) {
                descending[size++] = distinct[i];
            }
        }
        descending = Arrays.copyOf(descending, size);
        WeightSums ofChurned = new WeightSums(size);
        WeightSums ofStayed = new WeightSums(size);
        ScoreIndex index = new ScoreIndex(descending);
        for (int row = 0; row < scores.length; row++) {
            if (weights[row] > 0) {
                (churned[row] ? ofChurned : ofStayed).add(index.indexOf(scores[row]), weights[row]);
            }
        }
        return ScoreGroups.of(descending, ofChurned.values(), ofStayed.values());
    }

    /** Sums that keep what each addition rounds off, so that they do not depend on the order of rows. */
    static final class WeightSums {
        private final double[] sums;
        private final double[] errors;

        WeightSums(int size) {
            sums = new double[size];
            errors = new double[size];
        }

        void add(int index, double weight) {
            double next = sums[index] + weight;
            errors[index] += CompensatedSum.roundedOff(sums[index], weight, next);
            sums[index] = next;
        }

        double[] values() {
            double[] values = new double[sums.length];
            Arrays.setAll(values, i -> sums[i] + errors[i]);
            return values;
        }
    }

    /**
     * Returns the number of rows.
     *
     * @return 0 or more, those of weight 0 included
     */
    public int rows() {
        return scores.length;
    }

    /**
     * Returns the number of customers, by weight.
     *
     * @return 0 or more
     */
    public double customers() {
        return groups.total;
    }

    /**
     * Returns the number of distinct scores.
     *
     * @return 0 or more
     */
    public int distinctScores() {
        return groups.size();
    }

    /**
     * Returns the share who churned.
     *
     * @return those who churned out of all, by weight
     */
    public Ratio churnRate() {
        return Ratio.of(groups.totalChurned, groups.total);
    }

    /**
     * Returns the evaluation of the scores.
     *
     * @return the evaluation
     */
    public ScoreEvaluation evaluate() {
        return new ScoreEvaluation(this);
    }

    ScoreGroups groups() {
        return groups;
    }

    /**
     * Every row as a group of its own, the highest score first; of a tie the row that came first is nearer to the start, or
     * to the end, as asked.
     */
    ScoreGroups rowsInOrder(boolean firstRowFirst) {
        int n = scores.length;
        ScoreIndex index = new ScoreIndex(groups.scores);
        long[] keys = new long[n];
        int counted = 0;
        for (int row = 0; row < n; row++) {
            if (weights == null || weights[row] > 0) {
                keys[counted++] =
                        ((long) index.indexOf(scores[row]) << Integer.SIZE) | (firstRowFirst ? row : n - 1 - row);
            }
        }
        Arrays.sort(keys, 0, counted);
        double[] sorted = new double[counted];
        double[] ofChurned = new double[counted];
        double[] ofStayed = new double[counted];
        for (int i = 0; i < counted; i++) {
            int row = firstRowFirst ? (int) keys[i] : n - 1 - (int) keys[i];
            sorted[i] = scores[row];
            (churned[row] ? ofChurned : ofStayed)[i] = weights == null ? 1 : weights[row];
        }
        return ScoreGroups.of(sorted, ofChurned, ofStayed);
    }

    /**
     * Returns what these customers are.
     *
     * @return one line
     */
    public String describe() {
        return "%s customers, %s of whom churned, %d distinct scores"
                .formatted(groups.total, groups.totalChurned, groups.size());
    }

    @Override
    public String toString() {
        return describe();
    }
}
