package io.github.staycurve.segmentation.cluster;

import java.util.SplittableRandom;

/** A sample of rows as weights of their points, drawn by rank in the order of values. This class has no state. */
final class RowSample {
    private RowSample() {}

    /** Returns the points themselves if they stand for few rows enough, else those of rows drawn without replacement. */
    static ScaledPoints atMost(int rows, ScaledPoints points, SplittableRandom random) {
        if (points.rows() <= rows) {
            return points;
        }
        int[] ranks = points.pointOfRank();
        int[] weights = new int[points.size()];
        for (int i = 0; i < rows; i++) { // the first steps of a Fisher-Yates shuffle
            int j = i + random.nextInt(ranks.length - i);
            weights[ranks[j]]++;
            ranks[j] = ranks[i];
        }
        return points.weighted(weights);
    }
}
