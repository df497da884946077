package io.github.staycurve.churn.survival;

import java.util.Comparator;
import java.util.PriorityQueue;

/**
 * Whether the partial likelihood rises for ever along a direction: at each time, the rows that end have the greatest score
 * of all at risk. Then the likelihood is monotone, no finite coefficient is the best, and the direction says why.
 *
 * <p>A walk stops at the first time that contradicts, which in most data is among the first few.
 *
 * @see <a href="https://doi.org/10.1111/j.0006-341X.2001.00114.x">Heinze and Schemper (2001), A Solution to the Problem of
 *     Monotone Likelihood in Cox Regression, Biometrics 57, 114-119</a>
 */
final class CoxRecession {
    private final CoxSample sample;
    private final double[] score;
    private final double tolerance;

    private CoxRecession(CoxSample sample, double[] score, double tolerance) {
        this.sample = sample;
        this.score = score;
        this.tolerance = tolerance;
    }

    /** Returns whether a feature, or its negative, is greatest at every end; exactly, without tolerance. */
    static boolean alongFeature(CoxSample sample, int feature) {
        double[] score = new double[sample.rows];
        for (int i = 0; i < score.length; i++) {
            score[i] = sample.x[i * sample.features + feature];
        }
        return eitherWay(sample, score, 0);
    }

    /** Returns whether the scores of a direction, or of the opposite one, are greatest at every end but for a tolerance. */
    static boolean along(CoxSample sample, double[] direction, double tolerance) {
        return eitherWay(sample, scores(sample, direction), tolerance * greatestScore(sample, direction));
    }

    /** Returns the greatest size of a row's score in a direction. */
    static double greatestScore(CoxSample sample, double[] direction) {
        double greatest = 0;
        for (double score : scores(sample, direction)) {
            greatest = Math.max(greatest, Math.abs(score));
        }
        return greatest;
    }

    private static double[] scores(CoxSample sample, double[] direction) {
        double[] score = new double[sample.rows];
        for (int i = 0; i < score.length; i++) {
            for (int j = 0; j < direction.length; j++) {
                score[i] += direction[j] * sample.x[i * sample.features + j];
            }
        }
        return score;
    }

    private static boolean eitherWay(CoxSample sample, double[] score, double tolerance) {
        if (new CoxRecession(sample, score, tolerance).isMonotone()) {
            return true;
        }
        double[] negative = new double[score.length];
        for (int i = 0; i < negative.length; i++) {
            negative[i] = -score[i];
        }
        return new CoxRecession(sample, negative, tolerance).isMonotone();
    }

    /** Whether all rows that end are greatest, and at one time at least greater than another. */
    private boolean isMonotone() {
        boolean rises = false;
        int group = 0;
        for (int close : sample.strataEnd) {
            AtRisk atRisk = sample.hasLeavers() ? new Leaving() : new AtRisk();
            for (; group < close - 1; group++) {
                atRisk.enter(group);
                double greatest = atRisk.greatest(group);
                for (int i = sample.firstRow[group]; i < sample.firstRow[group] + sample.endedRows[group]; i++) {
                    if (score[i] < greatest - tolerance) {
                        return false;
                    }
                }
                rises |= atRisk.least(group) < greatest - tolerance;
            }
            group = close;
        }
        return rises;
    }

    /** The range of the scores of those at risk, where nobody leaves going back in time. */
    private class AtRisk {
        private double low = Double.POSITIVE_INFINITY;
        private double high = Double.NEGATIVE_INFINITY;

        final void enter(int group) {
            for (int i = sample.firstRow[group]; i < sample.firstRow[group + 1]; i++) {
                if (sample.end[i] > group) {
                    add(i);
                }
            }
        }

        void add(int i) {
            low = Math.min(low, score[i]);
            high = Math.max(high, score[i]);
        }

        double greatest(int group) {
            return high;
        }

        double least(int group) {
            return low;
        }
    }

    /** The same where rows leave: heaps from which those that have left are taken once they come to the top. */
    private final class Leaving extends AtRisk {
        private final PriorityQueue<Integer> lowest = new PriorityQueue<>(Comparator.comparingDouble(i -> score[i]));
        private final PriorityQueue<Integer> highest = new PriorityQueue<>(Comparator.comparingDouble(i -> -score[i]));

        @Override
        void add(int i) {
            lowest.add(i);
            highest.add(i);
        }

        @Override
        double greatest(int group) {
            return score[top(highest, group)];
        }

        @Override
        double least(int group) {
            return score[top(lowest, group)];
        }

        /** Never runs empty: the rows that end in this group are in it. */
        private int top(PriorityQueue<Integer> heap, int group) {
            while (sample.end[heap.element()] <= group) {
                heap.remove();
            }
            return heap.element();
        }
    }
}
