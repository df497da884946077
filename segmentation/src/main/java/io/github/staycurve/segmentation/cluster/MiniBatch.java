package io.github.staycurve.segmentation.cluster;

import java.util.SplittableRandom;

/**
 * The mini-batch search: centres follow small random batches, each with a step of one over the rows it has seen.
 *
 * <p>This class has no state.
 *
 * @see <a href="https://doi.org/10.1145/1772690.1772862">Sculley (2010), Web-scale k-means clustering, WWW '10</a>, algorithm
 *     1
 */
final class MiniBatch {
    private MiniBatch() {}

    /** Returns where centres are after some batches; the start is not changed. */
    static double[] moved(
            ScaledPoints points, int[] pointOfRank, double[] start, MiniBatches batches, SplittableRandom random) {
        int d = points.features;
        double[] centres = start.clone();
        long[] seen = new long[start.length / d];
        int[] batch = new int[batches.rows()];
        int[] nearest = new int[batches.rows()];
        for (int round = 0; round < batches.count(); round++) {
            for (int i = 0; i < batch.length; i++) {
                batch[i] = pointOfRank[random.nextInt(pointOfRank.length)] * d;
                nearest[i] = Centres.nearest(points.values, batch[i], centres, d);
            }
            for (int i = 0; i < batch.length; i++) {
                double step = 1.0 / ++seen[nearest[i]];
                int from = nearest[i] * d;
                for (int feature = 0; feature < d; feature++) {
                    centres[from + feature] += step * (points.values[batch[i] + feature] - centres[from + feature]);
                }
            }
        }
        return centres;
    }
}
