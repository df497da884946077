package io.github.staycurve.segmentation.cluster;

import io.github.staycurve.core.data.FeatureTable;
import java.util.Arrays;

/**
 * Frozen clusters: their centres, with the scaling under which distances are measured.
 *
 * <p>Clusters are numbered from 0, the largest of the fitted table first, equal sizes by the values of their centres. A
 * customer belongs to the nearest centre; of two equally near, to the one with the smaller values. One customer and a
 * table go the same way: the cluster of a customer does not depend on who else is asked about.
 *
 * <p>This class is immutable and thread-safe.
 */
public final class KMeansModel {
    private final FeatureScaling scaling;
    private final double[] centres;
    private final long[] sizes;
    private final double[] within;

    KMeansModel(FeatureScaling scaling, double[] centres, long[] sizes, double[] within) {
        this.scaling = scaling;
        this.centres = centres;
        this.sizes = sizes;
        this.within = within;
    }

    /**
     * Returns the number of clusters.
     *
     * @return k, 1 or more
     */
    public int k() {
        return sizes.length;
    }

    /**
     * Returns how features are scaled.
     *
     * @return the scaling, which names the features
     */
    public FeatureScaling scaling() {
        return scaling;
    }

    /**
     * Returns the centre of a cluster in the units of the features.
     *
     * <p>It is the mean of the fitted customers; for a feature on the logarithmic scale the mean of logarithms, back in the
     * feature's unit.
     *
     * @param cluster the cluster, from 0
     * @return one value a feature
     */
    public double[] centre(int cluster) {
        return scaling.original(scaledCentre(cluster));
    }

    /**
     * Returns the centre of a cluster in scaled units.
     *
     * @param cluster the cluster, from 0
     * @return a copy, one value a feature
     */
    public double[] scaledCentre(int cluster) {
        int d = scaling.features();
        return Arrays.copyOfRange(centres, cluster * d, (cluster + 1) * d);
    }

    /**
     * Returns how many rows of the fitted table belong to a cluster.
     *
     * @param cluster the cluster, from 0
     * @return the number of rows
     */
    public long size(int cluster) {
        return sizes[cluster];
    }

    /**
     * Returns the sum of squared distances of the fitted rows of a cluster to its centre.
     *
     * @param cluster the cluster, from 0
     * @return the sum in scaled units, 0 or more
     */
    public double withinSumOfSquares(int cluster) {
        return within[cluster];
    }

    /**
     * Returns the cluster of one customer.
     *
     * @param values one value a feature, in the order of the scaling
     * @return the cluster, from 0
     * @throws IllegalArgumentException if there are more or fewer values than features, or one is out of range
     */
    public int assign(double... values) {
        return Centres.nearest(scaling.scaled(values), 0, centres, scaling.features());
    }

    /**
     * Returns the cluster of every row of a table.
     *
     * @param table customers, with the features of the scaling in its order
     * @return the clusters in row order, from 0
     * @throws IllegalArgumentException if the table has other features, or a value is out of range
     */
    public int[] assign(FeatureTable table) {
        return assign(scaling.scaled(table), table.rows());
    }

    /** Returns the cluster of every point. */
    int[] assign(ScaledPoints points) {
        return assign(points.values, points.size());
    }

    private int[] assign(double[] scaled, int rows) {
        int d = scaling.features();
        int[] clusters = new int[rows];
        for (int row = 0; row < rows; row++) {
            clusters[row] = Centres.nearest(scaled, row * d, centres, d);
        }
        return clusters;
    }

    /**
     * Returns how far a customer is from the centre of a cluster; a great distance from all marks one unlike any seen.
     *
     * @param cluster the cluster, from 0
     * @param values one value a feature, in the order of the scaling
     * @return the distance in scaled units, 0 or more
     * @throws IllegalArgumentException if there are more or fewer values than features, or one is out of range
     */
    public double distance(int cluster, double... values) {
        return Math.sqrt(Centres.squaredDistance(scaling.scaled(values), 0, centres, cluster, scaling.features()));
    }

    @Override
    public String toString() {
        return "k-means model of %s clusters on %s".formatted(k(), scaling.names());
    }
}
