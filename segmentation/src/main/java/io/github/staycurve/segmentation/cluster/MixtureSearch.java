package io.github.staycurve.segmentation.cluster;

import io.github.staycurve.core.internal.CompensatedSum;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The EM search for a mixture, from clusters given. For one use by one thread.
 *
 * @see <a href="https://doi.org/10.1111/j.2517-6161.1977.tb01600.x">Dempster, Laird and Rubin (1977), Maximum likelihood from
 *     incomplete data via the EM algorithm, JRSS B 39(1)</a>
 */
final class MixtureSearch {
    private final ScaledPoints points;
    private final MixtureShape shape;
    private final List<Double> path = new ArrayList<>();
    private MixtureComponents components;
    /** The components one step on, not yet known to be better. */
    private MixtureComponents next;

    private boolean converged;

    private MixtureSearch(ScaledPoints points, MixtureShape shape, MixtureComponents start) {
        this.points = points;
        this.shape = shape;
        this.components = start;
        this.next = start;
    }

    /** Returns the search that starts from k clusters of the points. */
    static MixtureSearch from(ScaledPoints points, int[] clusters, int k, MixtureShape shape) {
        int d = points.features;
        double[][] all = total(points, shape).covariances[0];
        double[][][] shapes = new double[k][][];
        Arrays.fill(shapes, all); // for a cluster without points
        MixtureMoments means = new MixtureMoments(d, new double[k * d]);
        addAll(means, points, clusters);
        MixtureMoments moments = new MixtureMoments(d, means.components(shape, shapes).means);
        addAll(moments, points, clusters);
        return new MixtureSearch(points, shape, moments.components(shape, shapes));
    }

    /** Returns the mean and the covariance of all points, as one component. */
    static MixtureComponents total(ScaledPoints points, MixtureShape shape) {
        int d = points.features;
        double[][][] none = new double[1][d][d];
        int[] one = new int[points.size()];
        MixtureMoments means = new MixtureMoments(d, new double[d]);
        addAll(means, points, one);
        MixtureMoments moments = new MixtureMoments(d, means.components(shape, none).means);
        addAll(moments, points, one);
        return moments.components(shape, none);
    }

    private static void addAll(MixtureMoments moments, ScaledPoints points, int[] clusters) {
        for (int point = 0; point < clusters.length; point++) {
            moments.add(clusters[point], points.weights[point], points.values, point * points.features);
        }
    }

    /**
     * Climbs on until a step gains less than some log-likelihood a row, or the path has a number of iterations.
     *
     * <p>The components are always those whose log-likelihood is the last of the path.
     */
    void climb(double atRest, int maxIterations) {
        converged = false;
        for (int iteration = path.size(); iteration < maxIterations && !converged; iteration++) {
            MixtureMoments moments = new MixtureMoments(points.features, next.means);
            double logLikelihood = expectation(next, moments);
            double gain = path.isEmpty() ? Double.POSITIVE_INFINITY : logLikelihood - logLikelihood();
            converged = gain <= atRest * points.rows();
            if (gain >= 0) { // at rest, rounding can make a step lose
                components = next;
                path.add(logLikelihood);
                next = moments.components(shape, next.covariances);
            }
        }
    }

    /** Adds every point to the components by its responsibilities; returns the log-likelihood of the components before. */
    private double expectation(MixtureComponents current, MixtureMoments moments) {
        CompensatedSum logLikelihood = new CompensatedSum();
        double[] logs = new double[current.size()];
        for (int point = 0; point < points.size(); point++) {
            int offset = point * points.features;
            int weight = points.weights[point];
            double logDensity = current.logDensity(points.values, offset, logs);
            logLikelihood.add(weight * logDensity);
            for (int component = 0; component < logs.length; component++) {
                moments.add(component, weight * Math.exp(logs[component] - logDensity), points.values, offset);
            }
        }
        return logLikelihood.value();
    }

    MixtureComponents components() {
        return components;
    }

    double logLikelihood() {
        return path.get(path.size() - 1);
    }

    /** Returns the log-likelihood of each iteration, ascending. */
    List<Double> path() {
        return path;
    }

    boolean converged() {
        return converged;
    }
}
