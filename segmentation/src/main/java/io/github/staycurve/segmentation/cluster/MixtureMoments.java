package io.github.staycurve.segmentation.cluster;

import io.github.staycurve.core.internal.math.SymmetricMatrices;

/**
 * Weighted sums of points by component, from which the next components follow. For one use by one thread.
 *
 * <p>Sums are of differences from the means before, which are near: squares of the raw values would cancel.
 */
final class MixtureMoments {
    /** An eigenvalue below this share of the greatest would be lost in the rounding of a Cholesky factor. */
    private static final double CONDITION = 1e-12;

    private final int d;
    private final double[] origins;
    private final double[] sums;
    private final double[] first;
    private final double[] second;
    private final double[] difference;

    MixtureMoments(int features, double[] origins) {
        int k = origins.length / features;
        this.d = features;
        this.origins = origins;
        this.sums = new double[k];
        this.first = new double[k * d];
        this.second = new double[k * d * d];
        this.difference = new double[d];
    }

    /** Adds the point that starts at an offset to a component. */
    void add(int component, double weight, double[] values, int offset) {
        if (weight == 0) {
            return;
        }
        sums[component] += weight;
        for (int i = 0; i < d; i++) {
            difference[i] = values[offset + i] - origins[component * d + i];
        }
        for (int i = 0; i < d; i++) {
            double weighted = weight * difference[i];
            int row = (component * d + i) * d;
            first[component * d + i] += weighted;
            for (int j = 0; j <= i; j++) {
                second[row + j] += weighted * difference[j];
            }
        }
    }

    /**
     * Returns the components of greatest expected likelihood whose deviations are no smaller than the least one allowed.
     *
     * <p>Raising the small eigenvalues of the weighted covariance gives the maximum under that bound, so that every step
     * still increases the likelihood (Ingrassia and Rocci 2007, "Constrained monotone EM algorithms for finite mixture of
     * multivariate Gaussians", Computational Statistics and Data Analysis 51).
     *
     * @param before the components before; one that no point belongs to any more keeps its place and shape
     */
    MixtureComponents components(MixtureShape shape, double[][][] before) {
        int k = sums.length;
        double total = 0;
        for (double sum : sums) {
            total += sum;
        }
        double[] weights = new double[k];
        double[] means = origins.clone();
        double[][][] covariances = before.clone();
        for (int component = 0; component < k; component++) {
            weights[component] = sums[component] / total;
            if (sums[component] >= Double.MIN_NORMAL) {
                for (int i = 0; i < d; i++) {
                    means[component * d + i] += first[component * d + i] / sums[component];
                }
                covariances[component] = bounded(covariance(component, shape.kind()), shape.minimumVariance());
            }
        }
        return new MixtureComponents(d, weights, means, covariances);
    }

    private double[][] covariance(int component, CovarianceKind kind) {
        double sum = sums[component];
        double[][] covariance = new double[d][d];
        for (int i = 0; i < d; i++) {
            double shift = first[component * d + i] / sum;
            for (int j = kind == CovarianceKind.FULL ? 0 : i; j <= i; j++) {
                double moment = second[(component * d + i) * d + j] / sum;
                covariance[i][j] = moment - shift * (first[component * d + j] / sum);
                covariance[j][i] = covariance[i][j];
            }
        }
        return covariance;
    }

    private double[][] bounded(double[][] covariance, double minimumVariance) {
        double greatest = 0;
        for (int i = 0; i < d; i++) {
            greatest = Math.max(greatest, covariance[i][i]);
        }
        return SymmetricMatrices.withEigenvaluesAtLeast(covariance, Math.max(minimumVariance, CONDITION * greatest));
    }
}
