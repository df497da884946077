package io.github.staycurve.segmentation.rfm;

import java.util.Arrays;

/**
 * Cuts from ranks: the least key that reaches each score. Ranks are whole numbers here, twice the rank, so that no
 * rounding moves a customer.
 *
 * <p>This class has no state.
 */
final class RankCuts {
    private RankCuts() {}

    /** The score of twice a mean rank, 2L + E + 1; rises with it. */
    private interface RankScore {
        int of(long twiceRank);
    }

    /** Returns the cuts of {@link RfmMethod#MID_RANK} for keys: score = clamp(ceil(n r / N), 1, n). */
    static double[] midRank(double[] keys, int bins) {
        long customers = keys.length;
        return find(keys, bins, twiceRank -> {
            long score = (bins * twiceRank + 2 * customers - 1) / (2 * customers); // rounds up
            return (int) Math.min(score, bins);
        });
    }

    /** Returns the cuts of {@link RfmMethod#SPSS} for keys: score = floor(1 + n r / (N + 1)). */
    static double[] spss(double[] keys, int bins) {
        long customers = keys.length;
        return find(keys, bins, twiceRank -> (int) (1 + bins * twiceRank / (2 * (customers + 1))));
    }

    private static double[] find(double[] keys, int bins, RankScore score) {
        double[] sorted = keys.clone();
        Arrays.sort(sorted);
        double[] cuts = new double[bins - 1];
        Arrays.fill(cuts, ScoreScale.NEVER);
        int found = put(cuts, 0, score.of(1), ScoreScale.ALWAYS); // below all keys: L = E = 0
        int start = 0;
        while (start < sorted.length && found < cuts.length) {
            double key = sorted[start];
            int end = start + 1;
            while (end < sorted.length && sorted[end] == key) {
                end++;
            }
            found = put(cuts, found, score.of((long) start + end + 1), key); // L = start, E = end - start
            found = put(cuts, found, score.of(2L * end + 1), Math.nextUp(key)); // just above it: L = end, E = 0
            start = end;
        }
        return cuts;
    }

    /** Puts the cut of every score up to this one that has none, and returns how many have. */
    private static int put(double[] cuts, int found, int score, double cut) {
        int reached = Math.max(found, score - 1);
        Arrays.fill(cuts, found, reached, cut);
        return reached;
    }
}
