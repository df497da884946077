/**
 * Groups of similar customers, found rather than defined: k-means and Gaussian mixtures.
 *
 * <p>{@link io.github.staycurve.segmentation.cluster.KMeans} fits a
 * {@link io.github.staycurve.core.data.FeatureTable} and returns a frozen
 * {@link io.github.staycurve.segmentation.cluster.KMeansModel}, which assigns a new customer as it assigned the table;
 * {@link io.github.staycurve.segmentation.cluster.GaussianMixture} does the same with probabilities.
 * {@link io.github.staycurve.segmentation.cluster.ClusterCountSearch} helps to choose the number of clusters,
 * {@link io.github.staycurve.segmentation.cluster.ClusterStability} says whether they would come again, and
 * {@link io.github.staycurve.segmentation.cluster.ClusterProfiles} what they are in words.
 *
 * <p><b>Units.</b> Features keep the units of the caller. Distances, sums of squares and densities are in scaled units: a
 * {@link io.github.staycurve.segmentation.cluster.FeatureScaling} is part of every model.
 *
 * <p><b>Random numbers.</b> Every seed is an argument. Rows are put in the order of their values before the first number
 * is drawn, and equal rows are merged, so that the same customers in any order give the same clusters to the last bit.
 * Clusters are numbered from the largest to the smallest, equal sizes by their centres.
 *
 * <p><b>Threads.</b> Tables, models and results are immutable and safe to share. Fitters hold settings only; a fit runs on
 * the calling thread.
 *
 * <p><b>Symbols.</b> n rows, d features, k clusters; W is the sum of squared distances to the own centre.
 */
@NullMarked
package io.github.staycurve.segmentation.cluster;

import org.jspecify.annotations.NullMarked;
