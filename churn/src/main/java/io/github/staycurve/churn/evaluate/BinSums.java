package io.github.staycurve.churn.evaluate;

import io.github.staycurve.core.internal.math.NormalDistributions;
import java.util.Arrays;

/** Customers in bins of their score: how many, how many churned, and the sum of their scores. Not thread-safe. */
final class BinSums {
    /** A distance this small is rounding. */
    private static final double ROUNDING = 1e-9;

    final double[] weight;
    final double[] churned;
    final double[] scores;
    /** The variance of the number of churners if scores are their probabilities: the sum of p (1 - p). */
    final double[] variance;

    final double[] lowest;
    final double[] highest;

    private BinSums(int bins) {
        weight = new double[bins];
        churned = new double[bins];
        scores = new double[bins];
        variance = new double[bins];
        lowest = new double[bins];
        highest = new double[bins];
        Arrays.fill(lowest, Double.POSITIVE_INFINITY);
        Arrays.fill(highest, Double.NEGATIVE_INFINITY);
    }

    /** The bins ((k - 1)/bins, k/bins]; a score of 0 is in the first. */
    static BinSums equalWidth(ScoreGroups data, int bins) {
        BinSums sums = new BinSums(bins);
        for (int g = 0; g < data.size(); g++) {
            sums.add(widthBin(data.scores[g], bins), data, g, data.churned[g] + data.stayed[g]);
        }
        return sums;
    }

    static int widthBin(double score, int bins) {
        int bin = Math.max(0, Math.min(bins - 1, (int) Math.ceil(score * bins) - 1));
        if (score > (bin + 1.0) / bins) {
            return bin + 1; // the product rounded across an edge
        }
        return bin > 0 && score <= (double) bin / bins ? bin - 1 : bin;
    }

    /**
     * Bins of as many customers, as evenly as whole customers go: bin k ends after floor(k n / bins). The customers of a
     * group that two bins share are divided in proportion.
     */
    static BinSums equalMass(ScoreGroups data, int bins, boolean highestFirst) {
        BinSums sums = new BinSums(bins);
        int bin = 0;
        double end = data.position(1, bins);
        double at = 0;
        for (int i = 0; i < data.size(); i++) {
            int g = highestFirst ? i : data.size() - 1 - i;
            double left = data.churned[g] + data.stayed[g];
            while (left > 0) {
                while (bin < bins - 1 && at >= end) {
                    bin++;
                    end = data.position(bin + 1, bins);
                }
                double taken = bin == bins - 1 ? left : Math.min(left, end - at);
                sums.add(bin, data, g, taken);
                at += taken;
                left -= taken;
            }
        }
        return sums;
    }

    private void add(int bin, ScoreGroups data, int g, double taken) {
        if (taken == 0) {
            return;
        }
        double all = data.churned[g] + data.stayed[g];
        double score = data.scores[g];
        weight[bin] += taken;
        churned[bin] += taken == all ? data.churned[g] : data.churned[g] * (taken / all);
        scores[bin] += taken * score;
        variance[bin] += taken * score * (1 - score);
        lowest[bin] = Math.min(lowest[bin], score);
        highest[bin] = Math.max(highest[bin], score);
    }

    int size() {
        return weight.length;
    }

    /** The mean distance of churn rate and mean score, by customers. */
    double expectedError() {
        double sum = 0;
        double all = 0;
        for (int bin = 0; bin < size(); bin++) {
            sum += Math.abs(churned[bin] - scores[bin]);
            all += weight[bin];
        }
        return sum / all; // NaN without customers
    }

    /** What the expected error would be on average if scores were right: the mean of a normal variable's distance from 0. */
    double errorByChance() {
        double sum = 0;
        double all = 0;
        for (int bin = 0; bin < size(); bin++) {
            sum += Math.sqrt(2 / Math.PI * variance[bin]);
            all += weight[bin];
        }
        return sum / all;
    }

    /**
     * Whether scores that are right would have an expected error as large with a probability above (1 - confidence)/2. The
     * distances in bins are those of independent normal variables from 0, and their sum is taken for normal.
     */
    boolean expectedErrorMayBeChance(double confidence) {
        double error = 0;
        double mean = 0;
        double variances = 0;
        for (int bin = 0; bin < size(); bin++) {
            error += Math.abs(churned[bin] - scores[bin]);
            mean += Math.sqrt(2 / Math.PI * variance[bin]);
            variances += (1 - 2 / Math.PI) * variance[bin];
        }
        double quantile = NormalDistributions.quantile((1 + confidence) / 2);
        return !isImpossible() && error <= mean + quantile * Math.sqrt(variances);
    }

    /**
     * The same of the largest distance, each in its own standard deviations: otherwise that of a bin with one customer, which
     * may be anything, would excuse that of a large one.
     */
    boolean maximumErrorMayBeChance(double confidence) {
        double largest = 0;
        int filled = 0;
        for (int bin = 0; bin < size(); bin++) {
            if (variance[bin] > 0) {
                filled++;
                largest = Math.max(largest, Math.abs(churned[bin] - scores[bin]) / Math.sqrt(variance[bin]));
            }
        }
        double below = Math.pow(1 - 2 * NormalDistributions.cumulative(-largest), filled);
        return !isImpossible() && below <= (1 + confidence) / 2;
    }

    /** Whether scores of 0 and 1 alone are wrong: such outcomes cannot be if scores are right. */
    private boolean isImpossible() {
        for (int bin = 0; bin < size(); bin++) {
            if (variance[bin] == 0 && Math.abs(churned[bin] - scores[bin]) > ROUNDING * weight[bin]) {
                return true;
            }
        }
        return false;
    }

    /** The largest distance of churn rate and mean score. */
    double maximumError() {
        double largest = Double.NaN;
        for (int bin = 0; bin < size(); bin++) {
            if (weight[bin] > 0) {
                double distance = Math.abs(churned[bin] - scores[bin]) / weight[bin];
                largest = Double.isNaN(largest) ? distance : Math.max(largest, distance);
            }
        }
        return largest;
    }
}
