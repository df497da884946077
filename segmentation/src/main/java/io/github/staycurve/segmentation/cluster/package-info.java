/**
 * Clusters of customers by k-means and Gaussian mixtures.
 */
@NullMarked
package io.github.staycurve.segmentation.cluster;

import org.jspecify.annotations.NullMarked;
