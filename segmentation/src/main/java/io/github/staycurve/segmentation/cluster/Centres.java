package io.github.staycurve.segmentation.cluster;

import java.util.Comparator;
import java.util.stream.IntStream;

/** Centres of clusters, one after the other in one array. This class has no state. */
final class Centres {
    private Centres() {}

    /** Returns the squared distance of the point that starts at an offset to a centre. */
    static double squaredDistance(double[] values, int offset, double[] centres, int centre, int features) {
        double sum = 0;
        int from = centre * features;
        for (int feature = 0; feature < features; feature++) {
            double difference = values[offset + feature] - centres[from + feature];
            sum += difference * difference;
        }
        return sum;
    }

    /**
     * Returns the nearest centre of the point that starts at an offset.
     *
     * <p>Of centres equally near it is the one with the smaller values, so that a tie does not depend on how the clusters
     * are numbered.
     */
    static int nearest(double[] values, int offset, double[] centres, int features) {
        int k = centres.length / features;
        int best = 0;
        double least = squaredDistance(values, offset, centres, 0, features);
        for (int centre = 1; centre < k; centre++) {
            double distance = squaredDistance(values, offset, centres, centre, features);
            if (distance < least || (distance == least && RowOrder.compare(features, centres, centre, best) < 0)) {
                least = distance;
                best = centre;
            }
        }
        return best;
    }

    /** Returns the clusters from the largest to the smallest, equal sizes by the values of their centres. */
    static int[] canonicalOrder(double[] sizes, double[] centres, int features) {
        Comparator<Integer> bySize = Comparator.comparingDouble(cluster -> -sizes[cluster]);
        return IntStream.range(0, sizes.length)
                .boxed()
                .sorted(bySize.thenComparing((a, b) -> RowOrder.compare(features, centres, a, b)))
                .mapToInt(Integer::intValue)
                .toArray();
    }
}
