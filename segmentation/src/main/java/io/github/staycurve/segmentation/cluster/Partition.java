package io.github.staycurve.segmentation.cluster;

import java.util.Arrays;

/**
 * Points divided among centres: every point belongs to the nearest. Clusters are in canonical order. Arrays are not copied.
 */
final class Partition {
    final double[] centres;
    /** The cluster of each point. */
    final int[] clusters;
    /** Rows, not points. */
    final long[] sizes;
    /** The sum of squared distances to the centre, by cluster. */
    final double[] within;
    /** The same over all points, added up in their order, so that it does not depend on how clusters are numbered. */
    final double totalWithin;

    final int iterations;
    final boolean converged;

    private Partition(double[] centres, ScaledPoints points, int iterations, boolean converged) {
        int d = points.features;
        this.centres = centres;
        this.clusters = new int[points.size()];
        this.sizes = new long[centres.length / d];
        this.within = new double[sizes.length];
        this.iterations = iterations;
        this.converged = converged;
        double total = 0;
        for (int point = 0; point < clusters.length; point++) {
            int cluster = Centres.nearest(points.values, point * d, centres, d);
            double square =
                    points.weights[point] * Centres.squaredDistance(points.values, point * d, centres, cluster, d);
            clusters[point] = cluster;
            sizes[cluster] += points.weights[point];
            within[cluster] += square;
            total += square;
        }
        this.totalWithin = total;
    }

    /** Returns the partition by the centres at which a search ended. */
    static Partition of(ScaledPoints points, Lloyd search) {
        int d = points.features;
        Partition found = new Partition(search.centres(), points, search.iterations(), search.converged());
        double[] sizes = Arrays.stream(found.sizes).asDoubleStream().toArray();
        int[] order = Centres.canonicalOrder(sizes, found.centres, d);
        double[] centres = new double[found.centres.length];
        for (int cluster = 0; cluster < order.length; cluster++) {
            System.arraycopy(found.centres, order[cluster] * d, centres, cluster * d, d);
        }
        return new Partition(centres, points, found.iterations, found.converged);
    }
}
