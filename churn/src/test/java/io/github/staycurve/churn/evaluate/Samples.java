package io.github.staycurve.churn.evaluate;

import java.util.SplittableRandom;

/** Made-up scored customers. */
final class Samples {
    final double[] scores;
    final boolean[] churned;

    private Samples(double[] scores, boolean[] churned) {
        this.scores = scores;
        this.churned = churned;
    }

    /** Scores with as many decimals as asked (few make ties), and outcomes with a probability that rises with the score. */
    static Samples random(SplittableRandom random, int n, double scale) {
        double[] scores = new double[n];
        boolean[] churned = new boolean[n];
        for (int i = 0; i < n; i++) {
            double p = random.nextDouble();
            scores[i] = Math.rint(p * scale) / scale;
            churned[i] = random.nextDouble() < 0.1 + 0.6 * p;
        }
        return new Samples(scores, churned);
    }

    /** Customers whose outcome is drawn with the score as probability. */
    static Samples calibrated(SplittableRandom random, int n) {
        double[] scores = new double[n];
        boolean[] churned = new boolean[n];
        for (int i = 0; i < n; i++) {
            scores[i] = random.nextDouble();
            churned[i] = random.nextDouble() < scores[i];
        }
        return new Samples(scores, churned);
    }

    ScoredOutcomes outcomes() {
        return ScoredOutcomes.of(scores, churned);
    }

    int size() {
        return scores.length;
    }
}
