package io.github.staycurve.segmentation.cluster;

import java.util.OptionalDouble;

/**
 * What speaks for one number of clusters.
 *
 * <p>This record is immutable and thread-safe.
 *
 * @param k the number of clusters
 * @param withinSumOfSquares W of k-means, in scaled units
 * @param silhouette the mean silhouette of the k-means clusters in [−1, 1], the greater the better; empty for k = 1
 * @param gap how much smaller ln W is than expected without clusters; empty when W is 0: with a cluster for each distinct row
 * @param gapError the standard error of the gap, of the simulation and not of the data; empty when the gap is
 * @param bic the BIC of the Gaussian mixture, the less the better
 */
public record ClusterCount(
        int k,
        double withinSumOfSquares,
        OptionalDouble silhouette,
        OptionalDouble gap,
        OptionalDouble gapError,
        double bic) {}
