package io.github.staycurve.churn.evaluate;

import org.jspecify.annotations.Nullable;

/**
 * Scored customers with a known outcome, pooled: for every distinct score the weight of those who churned and of those who
 * stayed, the highest score first. Everything that does not depend on the order of rows is computed from this.
 *
 * <p>In a bootstrap replicate a group may be empty, and the arrays of weights are used again for the next one. Apart from
 * that, instances are immutable and thread-safe.
 */
final class ScoreGroups {
    /** Below these odds a probability of 0 would make one mistake infinitely bad. */
    private static final double LEAST_PROBABILITY = 1e-15;

    final double[] scores;
    final double[] churned;
    final double[] stayed;
    final double totalChurned;
    final double totalStayed;
    final double total;
    /** Whether all weights are whole: then shares of the customers are rounded down to whole customers. */
    final boolean whole;

    private final LogTerms logTerms;
    private @Nullable RocHull hull;

    private ScoreGroups(double[] scores, double[] churned, double[] stayed, boolean whole, LogTerms logTerms) {
        this.scores = scores;
        this.churned = churned;
        this.stayed = stayed;
        this.whole = whole;
        this.logTerms = logTerms;
        double churnedSum = 0;
        double stayedSum = 0;
        for (int g = 0; g < scores.length; g++) {
            churnedSum += churned[g];
            stayedSum += stayed[g];
        }
        totalChurned = churnedSum;
        totalStayed = stayedSum;
        total = churnedSum + stayedSum;
    }

    /** Groups that are pooled already, the highest score first. */
    static ScoreGroups of(double[] scores, double[] churned, double[] stayed) {
        boolean whole = true;
        for (int g = 0; g < scores.length && whole; g++) {
            whole = isWhole(churned[g]) && isWhole(stayed[g]);
        }
        return new ScoreGroups(scores, churned, stayed, whole, new LogTerms(scores, churned, stayed));
    }

    private static boolean isWhole(double weight) {
        return weight == Math.rint(weight);
    }

    /** The same scores with other weights, as a bootstrap draws them. */
    ScoreGroups withWeights(double[] newChurned, double[] newStayed) {
        return new ScoreGroups(scores, newChurned, newStayed, true, logTerms);
    }

    int size() {
        return scores.length;
    }

    boolean hasBothOutcomes() {
        return totalChurned > 0 && totalStayed > 0;
    }

    /** The first group with a score below a threshold: how many groups are at or above it. */
    int groupsFrom(double threshold) {
        int low = 0;
        int high = scores.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (scores[middle] >= threshold) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** −ln p of each group, p held within [1e-15, 1 − 1e-15]. */
    double[] lossesOfChurned() {
        return logTerms.get()[0];
    }

    /** −ln(1 − p) of each group, p held within [1e-15, 1 − 1e-15]. */
    double[] lossesOfStayed() {
        return logTerms.get()[1];
    }

    RocHull hull() {
        RocHull known = hull;
        if (known == null) {
            known = RocHull.of(this);
            hull = known; // computed twice by two threads it is the same
        }
        return known;
    }

    /** How many customers, from one end, the first {@code k} of so many equal parts hold. */
    double position(int k, int parts) {
        double exact = k * total / parts;
        return whole ? Math.floor(exact) : exact;
    }

    /**
     * The logarithms that the log-loss needs, computed once for all replicates, and only when asked for. Those that only an
     * empty cell would need stay 0: no replicate fills it.
     */
    private static final class LogTerms {
        private final double[] scores;
        private final double[] churned;
        private final double[] stayed;
        /** Volatile, as the numbers in an array are not otherwise sure to be seen with it by another thread. */
        private volatile double @Nullable [][] terms;

        LogTerms(double[] scores, double[] churned, double[] stayed) {
            this.scores = scores;
            this.churned = churned;
            this.stayed = stayed;
        }

        double[][] get() {
            double[][] known = terms;
            if (known == null) {
                known = new double[2][scores.length];
                double[] ofChurned = known[0];
                double[] ofStayed = known[1];
                for (int g = 0; g < scores.length; g++) {
                    double p = clip(scores[g]);
                    ofChurned[g] = churned[g] > 0 ? -Math.log(p) : 0;
                    ofStayed[g] = stayed[g] > 0 ? -logOfComplement(p) : 0;
                }
                terms = known;
            }
            return known;
        }

        /** ln(1 - p); the plain logarithm is quicker and as good where p is not small. */
        private static double logOfComplement(double p) {
            return p < 0.01 ? Math.log1p(-p) : Math.log(1 - p);
        }
    }

    static double clip(double probability) {
        return Math.min(1 - LEAST_PROBABILITY, Math.max(LEAST_PROBABILITY, probability));
    }
}
