package io.github.staycurve.segmentation.cluster;

import io.github.staycurve.core.data.FeatureTable;
import java.util.Optional;
import java.util.SplittableRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Divides customers into k clusters so that the sum of squared distances to the cluster means is small.
 *
 * <p>Start centres are drawn by k-means++ (Arthur and Vassilvitskii 2007), then Lloyd's iteration runs until no customer
 * changes cluster; the best of several restarts is kept, the first of equals. A restart finds a local optimum, not always
 * the best of all. A cluster that loses all its customers takes the one that is farthest from its own centre.
 *
 * <p>Rows are sorted by their values before anything is drawn: the same customers in any row order, with the same seed,
 * give the same model to the last bit. Each restart has a generator split from the seed's.
 *
 * <p>This class is immutable and thread-safe; a fit runs on the calling thread. Time grows with rows × features × k ×
 * iterations × restarts; memory is about 32 + 16 d bytes a row.
 */
public final class KMeans {
    private static final Logger LOG = LoggerFactory.getLogger(KMeans.class);
    private static final int RESTARTS = 10;
    private static final int MAX_ITERATIONS = 1000;

    private final int k;
    private final int restarts;
    private final int maxIterations;
    private final Optional<MiniBatches> batches;

    private KMeans(int k, int restarts, int maxIterations, Optional<MiniBatches> batches) {
        this.k = k;
        this.restarts = restarts;
        this.maxIterations = maxIterations;
        this.batches = batches;
    }

    /**
     * Returns the fitter of k clusters, with 10 restarts of 1000 iterations at most.
     *
     * @param k the number of clusters, 1 or more
     * @return the fitter
     * @throws IllegalArgumentException if k is below 1
     */
    public static KMeans of(int k) {
        return new KMeans(positive(k, "k"), RESTARTS, MAX_ITERATIONS, Optional.empty());
    }

    KMeans withK(int newK) {
        return new KMeans(positive(newK, "k"), restarts, maxIterations, batches);
    }

    /**
     * Returns this fitter with another number of restarts.
     *
     * @param newRestarts from how many starts to search, 1 or more
     * @return the fitter
     * @throws IllegalArgumentException if it is below 1
     */
    public KMeans withRestarts(int newRestarts) {
        return new KMeans(k, positive(newRestarts, "restarts"), maxIterations, batches);
    }

    /**
     * Returns this fitter with another limit of iterations.
     *
     * @param newMaxIterations how often a restart may assign all rows, 1 or more; a fit that needs more says that it is not
     *     {@linkplain KMeansFit#converged() converged}
     * @return the fitter
     * @throws IllegalArgumentException if it is below 1
     */
    public KMeans withMaxIterations(int newMaxIterations) {
        return new KMeans(k, restarts, positive(newMaxIterations, "maxIterations"), batches);
    }

    /**
     * Returns this fitter in mini-batch mode, for millions of rows: centres follow random batches (Sculley 2010), then move
     * once to the means of all their rows.
     *
     * <p>The result is a little worse than that of the full search, and never {@linkplain KMeansFit#converged() converged}.
     *
     * @param rows how many rows are drawn for a batch, with replacement; 1 or more, a thousand is usual
     * @param count how many batches, 1 or more, a hundred is usual
     * @return the fitter
     * @throws IllegalArgumentException if either is below 1
     */
    public KMeans withMiniBatches(int rows, int count) {
        return new KMeans(k, restarts, maxIterations, Optional.of(new MiniBatches(rows, count)));
    }

    /**
     * Returns the number of clusters.
     *
     * @return k
     */
    public int k() {
        return k;
    }

    /**
     * Fits the clusters to a table, scaled by its {@linkplain FeatureScaling#robust(FeatureTable) robust quantiles}.
     *
     * @param table the customers
     * @param seed the seed of the random draws
     * @return the model, with the cluster of every row
     * @throws IllegalArgumentException if the table has fewer distinct rows than k
     */
    public KMeansFit fit(FeatureTable table, long seed) {
        return fit(table, FeatureScaling.robust(table), seed);
    }

    /**
     * Fits the clusters to a table.
     *
     * @param table the customers
     * @param scaling how features are scaled, frozen with the model
     * @param seed the seed of the random draws
     * @return the model, with the cluster of every row
     * @throws IllegalArgumentException if the table has fewer distinct rows than k, or the scaling other features
     */
    public KMeansFit fit(FeatureTable table, FeatureScaling scaling, long seed) {
        ScaledPoints points = ScaledPoints.of(table, scaling);
        atMostDistinctRows(k, points);
        Partition partition = partition(points, new SplittableRandom(seed));
        LOG.debug(
                "k-means fit: {} clusters of {} rows after {} iterations, within sum of squares {}",
                k,
                table.rows(),
                partition.iterations,
                partition.totalWithin);
        KMeansModel model = new KMeansModel(scaling, partition.centres, partition.sizes, partition.within);
        int[] clusters = new int[table.rows()];
        for (int row = 0; row < clusters.length; row++) {
            clusters[row] = partition.clusters[points.pointOfRow[row]];
        }
        return new KMeansFit(model, clusters, partition);
    }

    /** Returns the best partition of all restarts; there must be k points at least. */
    Partition partition(ScaledPoints points, SplittableRandom random) {
        int[] pointOfRank = batches.isPresent() ? points.pointOfRank() : new int[0];
        Partition best = restart(points, pointOfRank, random.split());
        for (int i = 1; i < restarts; i++) {
            Partition other = restart(points, pointOfRank, random.split());
            best = other.totalWithin < best.totalWithin ? other : best;
        }
        return best;
    }

    private Partition restart(ScaledPoints points, int[] pointOfRank, SplittableRandom random) {
        double[] start = Seeding.centres(points, k, random);
        Lloyd search = batches.map(
                        mini -> Lloyd.search(points, MiniBatch.moved(points, pointOfRank, start, mini, random), 1))
                .orElseGet(() -> Lloyd.search(points, start, maxIterations));
        return Partition.of(points, search);
    }

    static void atMostDistinctRows(int k, ScaledPoints points) {
        if (k > points.size()) {
            throw new IllegalArgumentException(
                    "k must be at most the number of distinct rows, which is %s, was %s".formatted(points.size(), k));
        }
    }

    private static int positive(int value, String name) {
        if (value < 1) {
            throw new IllegalArgumentException(name + " must be 1 or more, was " + value);
        }
        return value;
    }
}
