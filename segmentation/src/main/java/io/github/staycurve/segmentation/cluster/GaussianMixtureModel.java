package io.github.staycurve.segmentation.cluster;

import io.github.staycurve.core.data.FeatureTable;
import java.util.Arrays;

/**
 * A frozen mixture of normal distributions, with the scaling of its features.
 *
 * <p>Clusters are its components, numbered from 0, the heaviest first, equal weights by their means. One customer and a
 * table go the same way: an answer does not depend on who else is asked about.
 *
 * <p>This class is immutable and thread-safe.
 */
public final class GaussianMixtureModel {
    private final FeatureScaling scaling;
    private final CovarianceKind covariance;
    private final MixtureComponents components;

    GaussianMixtureModel(FeatureScaling scaling, CovarianceKind covariance, MixtureComponents components) {
        this.scaling = scaling;
        this.covariance = covariance;
        this.components = components;
    }

    /**
     * Returns the number of clusters.
     *
     * @return k, 1 or more
     */
    public int k() {
        return components.size();
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
     * Returns which shapes the clusters could have.
     *
     * @return the kind of the covariances
     */
    public CovarianceKind covariance() {
        return covariance;
    }

    /**
     * Returns the share of a cluster.
     *
     * @param cluster the cluster, from 0
     * @return its share of the population, in [0, 1]; 1 over all clusters
     */
    public double weight(int cluster) {
        return components.weights[cluster];
    }

    /**
     * Returns the mean of a cluster in the units of the features.
     *
     * @param cluster the cluster, from 0
     * @return one value a feature; for one on the logarithmic scale the mean of logarithms, back in the feature's unit
     */
    public double[] mean(int cluster) {
        return scaling.original(scaledMean(cluster));
    }

    /**
     * Returns the mean of a cluster in scaled units.
     *
     * @param cluster the cluster, from 0
     * @return a copy, one value a feature
     */
    public double[] scaledMean(int cluster) {
        int d = scaling.features();
        return Arrays.copyOfRange(components.means, cluster * d, (cluster + 1) * d);
    }

    /**
     * Returns the covariance of a cluster in scaled units.
     *
     * @param cluster the cluster, from 0
     * @return a copy, a row and a column a feature, symmetric
     */
    public double[][] scaledCovariance(int cluster) {
        return Arrays.stream(components.covariances[cluster])
                .map(double[]::clone)
                .toArray(double[][]::new);
    }

    /**
     * Returns the probabilities with which a customer belongs to the clusters.
     *
     * @param values one value a feature, in the order of the scaling
     * @return a probability a cluster, in [0, 1], 1 together
     * @throws IllegalArgumentException if there are more or fewer values than features, or one is out of range
     */
    public double[] responsibilities(double... values) {
        double[] shares = new double[k()];
        double logDensity = components.logDensity(scaling.scaled(values), 0, shares);
        for (int cluster = 0; cluster < shares.length; cluster++) {
            shares[cluster] = Math.exp(shares[cluster] - logDensity);
        }
        return shares;
    }

    /**
     * Returns the logarithm of the density of the mixture at a customer; a low one marks a customer unlike those fitted.
     *
     * @param values one value a feature, in the order of the scaling
     * @return the log-density in scaled units
     * @throws IllegalArgumentException if there are more or fewer values than features, or one is out of range
     */
    public double logDensity(double... values) {
        return components.logDensity(scaling.scaled(values), 0, new double[k()]);
    }

    /**
     * Returns the cluster to which a customer belongs with the greatest probability.
     *
     * @param values one value a feature, in the order of the scaling
     * @return the cluster, from 0; the heavier of two equally probable ones
     * @throws IllegalArgumentException if there are more or fewer values than features, or one is out of range
     */
    public int assign(double... values) {
        return components.nearest(scaling.scaled(values), 0, new double[k()]);
    }

    /**
     * Returns the cluster of every row of a table.
     *
     * @param table customers, with the features of the scaling in its order
     * @return the clusters in row order, from 0
     * @throws IllegalArgumentException if the table has other features, or a value is out of range
     */
    public int[] assign(FeatureTable table) {
        double[] scaled = scaling.scaled(table);
        double[] scratch = new double[k()];
        int[] clusters = new int[table.rows()];
        for (int row = 0; row < clusters.length; row++) {
            clusters[row] = components.nearest(scaled, row * scaling.features(), scratch);
        }
        return clusters;
    }

    @Override
    public String toString() {
        return "Gaussian mixture of %s clusters on %s".formatted(k(), scaling.names());
    }
}
