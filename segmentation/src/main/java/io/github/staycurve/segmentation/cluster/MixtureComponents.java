package io.github.staycurve.segmentation.cluster;

import io.github.staycurve.core.internal.math.SymmetricMatrices;

/** The components of a Gaussian mixture in scaled units, with what their densities need. Immutable; arrays are not copied. */
final class MixtureComponents {
    private static final double LOG_TWO_PI = Math.log(2 * Math.PI);

    final int features;
    /** Shares of the components, 1 together. */
    final double[] weights;
    /** Component after component. */
    final double[] means;

    final double[][][] covariances;
    /** The inverse Cholesky factors, component after component, each row after row. */
    private final double[] whitening;
    /** The logarithm of the weight times the density at the mean. */
    private final double[] logPeaks;

    MixtureComponents(int features, double[] weights, double[] means, double[][][] covariances) {
        int d = features;
        this.features = features;
        this.weights = weights;
        this.means = means;
        this.covariances = covariances;
        this.whitening = new double[weights.length * d * d];
        this.logPeaks = new double[weights.length];
        for (int component = 0; component < weights.length; component++) {
            int number = component;
            double[][] inverse = SymmetricMatrices.inverseCholesky(covariances[component])
                    .orElseThrow(() -> new IllegalArgumentException(
                            "covariance of cluster %s is not positive definite".formatted(number)));
            logPeaks[component] = Math.log(weights[component]) - d * LOG_TWO_PI / 2;
            for (int i = 0; i < d; i++) {
                System.arraycopy(inverse[i], 0, whitening, (component * d + i) * d, d);
                logPeaks[component] += Math.log(inverse[i][i]);
            }
        }
    }

    int size() {
        return weights.length;
    }

    /**
     * Computes the logarithm of weight × density of every component at the point that starts at an offset.
     *
     * @param out receives them; negative infinity for a component of weight 0
     * @return the logarithm of their sum, the density of the mixture; in log space, as densities far from all means are
     *     below the smallest double
     */
    double logDensity(double[] values, int offset, double[] out) {
        double greatest = Double.NEGATIVE_INFINITY;
        for (int component = 0; component < out.length; component++) {
            out[component] = logPeaks[component] - squaredDistance(values, offset, component) / 2;
            greatest = Math.max(greatest, out[component]);
        }
        double sum = 0;
        for (double logarithm : out) {
            sum += Math.exp(logarithm - greatest);
        }
        return greatest + Math.log(sum);
    }

    /** Returns the squared Mahalanobis distance of a point to a component. */
    private double squaredDistance(double[] values, int offset, int component) {
        int d = features;
        double sum = 0;
        for (int i = 0; i < d; i++) {
            int row = (component * d + i) * d;
            double whitened = 0;
            for (int j = 0; j <= i; j++) {
                whitened += whitening[row + j] * (values[offset + j] - means[component * d + j]);
            }
            sum += whitened * whitened;
        }
        return sum;
    }

    /** Returns points in the coordinates in which a component is round, with deviations of 1. */
    ScaledPoints whitened(ScaledPoints points, int component) {
        int d = features;
        double[] values = new double[points.values.length];
        for (int at = 0; at < values.length; at++) {
            int i = at % d;
            for (int j = 0; j <= i; j++) {
                values[at] += whitening[(component * d + i) * d + j] * points.values[at - i + j];
            }
        }
        return points.moved(values);
    }

    /** Returns the component with the greatest share in the density of a point, the first of equals. */
    int nearest(double[] values, int offset, double[] scratch) {
        logDensity(values, offset, scratch);
        int best = 0;
        for (int component = 1; component < scratch.length; component++) {
            best = scratch[component] > scratch[best] ? component : best;
        }
        return best;
    }

    /** Returns these components from the heaviest to the lightest, equal weights by their means. */
    MixtureComponents inCanonicalOrder() {
        int[] order = Centres.canonicalOrder(weights, means, features);
        double[] newWeights = new double[order.length];
        double[] newMeans = new double[means.length];
        double[][][] newCovariances = new double[order.length][][];
        for (int component = 0; component < order.length; component++) {
            newWeights[component] = weights[order[component]];
            newCovariances[component] = covariances[order[component]];
            System.arraycopy(means, order[component] * features, newMeans, component * features, features);
        }
        return new MixtureComponents(features, newWeights, newMeans, newCovariances);
    }

    /**
     * Returns the Bhattacharyya distance of two components, 0 when they are the same.
     *
     * @see <a href="https://doi.org/10.1109/TCOM.1967.1089532">Kailath (1967), The divergence and Bhattacharyya distance
     *     measures in signal selection, IEEE Transactions on Communication Technology 15(1)</a>
     */
    double bhattacharyya(int a, int b) {
        int d = features;
        double[][] middle = new double[d][d];
        double[] mean = new double[2 * d];
        for (int i = 0; i < d; i++) {
            mean[i] = means[a * d + i];
            mean[d + i] = means[b * d + i];
            for (int j = 0; j < d; j++) {
                middle[i][j] = (covariances[a][i][j] + covariances[b][i][j]) / 2;
            }
        }
        MixtureComponents average =
                new MixtureComponents(d, new double[] {1, 1}, mean, new double[][][] {middle, middle});
        double halfLogDeterminants = (logRootDeterminant(a) + logRootDeterminant(b)) / 2;
        return average.squaredDistance(mean, d, 0) / 8 + average.logRootDeterminant(0) - halfLogDeterminants;
    }

    /** Returns half the logarithm of the determinant of a covariance. */
    private double logRootDeterminant(int component) {
        double sum = 0;
        for (int i = 0; i < features; i++) {
            sum -= Math.log(whitening[(component * features + i) * features + i]);
        }
        return sum;
    }
}
