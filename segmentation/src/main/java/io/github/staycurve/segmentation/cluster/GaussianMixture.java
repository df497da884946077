package io.github.staycurve.segmentation.cluster;

import io.github.staycurve.core.data.FeatureTable;
import io.github.staycurve.core.internal.Checks;
import java.util.SplittableRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fits a mixture of k normal distributions: clusters of different sizes and shapes, with the probability of each for every
 * customer.
 *
 * <p>The likelihood is climbed by EM from the clusters of {@link KMeans}, from several starts, of which the best is kept:
 * a local optimum, not always the best of all.
 * Without a bound it has no maximum, as a component can shrink onto one row; so no component may be narrower, in any
 * direction, than a least deviation. Under that bound every step still increases the likelihood. A component that ends at
 * the bound is named in the status.
 *
 * <p>As with k-means, rows are sorted before anything is drawn: row order changes nothing. This class is immutable and
 * thread-safe; a fit runs on the calling thread. Time grows with rows × k × features² × iterations.
 *
 * @see <a href="https://doi.org/10.1111/j.2517-6161.1977.tb01600.x">Dempster, Laird and Rubin (1977), Maximum likelihood from
 *     incomplete data via the EM algorithm, JRSS B 39(1)</a>
 */
public final class GaussianMixture {
    private static final Logger LOG = LoggerFactory.getLogger(GaussianMixture.class);
    private static final int STARTS = 6;
    private static final int MAX_ITERATIONS = 1000;
    private static final double MINIMUM_DEVIATION = 0.01;
    /** The search is at rest when a step gains less than this log-likelihood a row. */
    private static final double AT_REST = 1e-8;
    /** Where starts are compared: a step gains less than this a row, or this many steps were taken. */
    private static final double NEARLY_AT_REST = 1e-5;

    private static final int FIRST_ITERATIONS = 100;

    private final int k;
    private final int starts;
    private final int maxIterations;
    private final MixtureShape shape;

    private GaussianMixture(int k, int starts, int maxIterations, MixtureShape shape) {
        this.k = k;
        this.starts = starts;
        this.maxIterations = maxIterations;
        this.shape = shape;
    }

    /**
     * Returns the fitter of k components with full covariances, 6 starts of 1000 iterations at most, and a least deviation
     * of 0.01 in scaled units.
     *
     * @param k the number of components, 1 or more
     * @return the fitter
     * @throws IllegalArgumentException if k is below 1
     */
    public static GaussianMixture of(int k) {
        MixtureShape shape = new MixtureShape(CovarianceKind.FULL, MINIMUM_DEVIATION * MINIMUM_DEVIATION);
        return new GaussianMixture(KMeans.of(k).k(), STARTS, MAX_ITERATIONS, shape);
    }

    /**
     * Returns this fitter with another kind of covariance.
     *
     * @param kind which shapes components can have
     * @return the fitter
     */
    public GaussianMixture withCovariance(CovarianceKind kind) {
        return new GaussianMixture(k, starts, maxIterations, new MixtureShape(kind, shape.minimumVariance()));
    }

    /**
     * Returns this fitter with another bound on how narrow a component can be.
     *
     * @param deviation the least standard deviation of a component in any direction, in scaled units; positive, and 1e50 at
     *     most
     * @return the fitter
     * @throws IllegalArgumentException if it is out of range
     */
    public GaussianMixture withMinimumDeviation(double deviation) {
        Checks.inRange(deviation, 1e-50, 1e50, "deviation");
        return new GaussianMixture(k, starts, maxIterations, new MixtureShape(shape.kind(), deviation * deviation));
    }

    /**
     * Returns this fitter with another number of starts.
     *
     * @param newStarts from how many partitions to climb, 1 or more: the best of k-means, the best of k-means after the
     *     population was made round, which sees thin parallel clusters, and further ones from random first guesses
     * @return the fitter
     * @throws IllegalArgumentException if it is below 1
     */
    public GaussianMixture withStarts(int newStarts) {
        return new GaussianMixture(k, positive(newStarts, "starts"), maxIterations, shape);
    }

    /**
     * Returns this fitter with another limit of iterations.
     *
     * @param newMaxIterations how many steps a start may take, 1 or more; a fit that needs more is flat
     * @return the fitter
     * @throws IllegalArgumentException if it is below 1
     */
    public GaussianMixture withMaxIterations(int newMaxIterations) {
        return new GaussianMixture(k, starts, positive(newMaxIterations, "maxIterations"), shape);
    }

    /**
     * Fits the mixture to a table, scaled by its {@linkplain FeatureScaling#robust(FeatureTable) robust quantiles}.
     *
     * @param table the customers
     * @param seed the seed of the random draws
     * @return the model, with how the search ended
     * @throws IllegalArgumentException if the table has fewer distinct rows than k
     */
    public GaussianMixtureFit fit(FeatureTable table, long seed) {
        return fit(table, FeatureScaling.robust(table), seed);
    }

    /**
     * Fits the mixture to a table.
     *
     * @param table the customers
     * @param scaling how features are scaled, frozen with the model
     * @param seed the seed of the random draws
     * @return the model, with how the search ended
     * @throws IllegalArgumentException if the table has fewer distinct rows than k, or the scaling other features
     */
    public GaussianMixtureFit fit(FeatureTable table, FeatureScaling scaling, long seed) {
        ScaledPoints points = ScaledPoints.of(table, scaling);
        KMeans.atMostDistinctRows(k, points);
        MixtureSearch search = search(points, new SplittableRandom(seed));
        GaussianMixtureFit fit = new GaussianMixtureFit(scaling, shape, search, points.rows());
        LOG.debug(
                "Gaussian mixture fit: {} after {} iterations on {} rows, log-likelihood {}",
                fit.status(),
                fit.iterations(),
                table.rows(),
                fit.logLikelihood());
        return fit;
    }

    /**
     * Returns the search that ended highest; there must be k points at least.
     *
     * <p>Every start climbs most of the way, and the one that is then highest, the first of equals, to the end.
     */
    MixtureSearch search(ScaledPoints points, SplittableRandom random) {
        ScaledPoints round = MixtureSearch.total(points, shape).whitened(points, 0);
        MixtureSearch best = start(0, points, round, random.split());
        for (int start = 1; start < starts; start++) {
            MixtureSearch other = start(start, points, round, random.split());
            best = other.logLikelihood() > best.logLikelihood() ? other : best;
        }
        best.climb(AT_REST, maxIterations);
        return best;
    }

    /**
     * Searches from the best of k-means on the points as they are, then on the points made round, which sees thin parallel
     * clusters; then from first guesses of either, which differ more from each other than what k-means makes of them.
     */
    private MixtureSearch start(int number, ScaledPoints points, ScaledPoints round, SplittableRandom random) {
        KMeans kMeans = number < 2 ? KMeans.of(k) : KMeans.of(k).withRestarts(1).withMaxIterations(1);
        Partition clusters = kMeans.partition(number % 2 == 0 ? points : round, random);
        MixtureSearch search = MixtureSearch.from(points, clusters.clusters, k, shape);
        search.climb(NEARLY_AT_REST, Math.min(FIRST_ITERATIONS, maxIterations));
        return search;
    }

    /** Returns the BIC of the best start. */
    double bic(ScaledPoints points, SplittableRandom random) {
        return GaussianMixtureFit.bic(search(points, random), shape.kind(), points.rows());
    }

    private static int positive(int value, String name) {
        if (value < 1) {
            throw new IllegalArgumentException(name + " must be 1 or more, was " + value);
        }
        return value;
    }
}
