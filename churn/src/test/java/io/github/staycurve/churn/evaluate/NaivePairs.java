package io.github.staycurve.churn.evaluate;

import io.github.staycurve.core.stat.CensoredDurations;
import io.github.staycurve.core.stat.WeightKind;
import java.util.SplittableRandom;

/** Pairs counted one by one, as the definition says, with the error as a derivative taken by difference. */
final class NaivePairs {
    final CensoredDurations data;
    final double[] scores;
    double concordant;
    double discordant;
    double tiedScores;
    double tiedTimes;
    double tiedBoth;
    private boolean weighsByCensoring;
    private double upTo;

    private NaivePairs(CensoredDurations data, double[] scores) {
        this.data = data;
        this.scores = scores;
    }

    /** Few distinct times and scores, so that everything is tied with something. */
    static NaivePairs draw(SplittableRandom random, int n, boolean late, boolean frequencies) {
        double[] times = new double[n];
        boolean[] ended = new boolean[n];
        double[] entries = new double[n];
        double[] weights = new double[n];
        double[] scores = new double[n];
        for (int i = 0; i < n; i++) {
            times[i] = random.nextInt(9);
            ended[i] = random.nextInt(3) > 0;
            entries[i] = late && times[i] > 1 && random.nextBoolean() ? random.nextInt((int) times[i]) : 0;
            weights[i] = frequencies ? random.nextInt(4) : 2 * random.nextDouble();
            scores[i] = random.nextInt(6) - 2;
        }
        CensoredDurations data = CensoredDurations.of(times, ended)
                .withEntries(entries)
                .withWeights(weights, frequencies ? WeightKind.FREQUENCY : WeightKind.SAMPLING);
        return new NaivePairs(data, scores);
    }

    void count(boolean byCensoring, double until) {
        weighsByCensoring = byCensoring;
        upTo = until;
        double[] weights = weights();
        double[] sums = sums(weights);
        concordant = sums[0];
        discordant = sums[1];
        tiedScores = sums[2];
        tiedTimes = sums[3];
        tiedBoth = sums[4];
        if (data.weightKind() == WeightKind.FREQUENCY) {
            for (int i = 0; i < weights.length; i++) {
                tiedBoth += data.ended(i) ? weights[i] * (weights[i] - 1) / 2 : 0; // pairs of copies of one row
            }
        }
    }

    private double[] weights() {
        double[] weights = new double[scores.length];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = data.weight(i);
        }
        return weights;
    }

    private double[] sums(double[] weights) {
        double[] sums = new double[5];
        for (int i = 0; i < weights.length; i++) {
            for (int j = 0; j < weights.length; j++) {
                double weight = weights[i] * weights[j];
                if (data.ended(i) && isAtRiskAfter(j, data.duration(i))) {
                    int kind = scores[i] > scores[j] ? 0 : scores[i] < scores[j] ? 1 : 2;
                    sums[kind] += weight * factor(i);
                } else if (i < j && data.ended(i) && data.ended(j) && data.duration(i) == data.duration(j)) {
                    sums[scores[i] == scores[j] ? 4 : 3] += weight;
                }
            }
        }
        return sums;
    }

    private boolean isAtRiskAfter(int j, double t) {
        boolean entered = data.entry(j) == 0 || data.entry(j) < t;
        return entered && (data.duration(j) > t || (data.duration(j) == t && !data.ended(j)));
    }

    /** 1 / G(t-)² by a product over all earlier times. */
    private double factor(int i) {
        if (!weighsByCensoring) {
            return 1;
        }
        double g = 1;
        for (double t = 0; t < data.duration(i); t++) {
            double atRisk = 0;
            double censored = 0;
            for (int j = 0; j < scores.length; j++) {
                boolean here = data.duration(j) > t || (data.duration(j) == t && !data.ended(j));
                atRisk += here ? data.weight(j) : 0;
                censored += data.duration(j) == t && !data.ended(j) ? data.weight(j) : 0;
            }
            g *= atRisk > 0 ? 1 - censored / atRisk : 1;
        }
        return data.duration(i) <= upTo ? 1 / (g * g) : 0;
    }

    double comparable() {
        return concordant + discordant + tiedScores;
    }

    double index() {
        return (concordant + tiedScores / 2) / comparable();
    }

    /** Sum of squared central differences by the weight; the index is a ratio of quadratic forms, so they are precise. */
    double error() {
        double sum = 0;
        for (int i = 0; i < scores.length; i++) {
            double[] more = weights();
            double[] less = weights();
            more[i] += 1e-5;
            less[i] -= 1e-5;
            double slope = (index(sums(more)) - index(sums(less))) / 2e-5;
            double weight = data.weight(i);
            sum += (data.weightKind() == WeightKind.FREQUENCY ? weight : weight * weight) * slope * slope;
        }
        return Math.sqrt(sum);
    }

    private static double index(double[] sums) {
        return (sums[0] + sums[2] / 2) / (sums[0] + sums[1] + sums[2]);
    }
}
