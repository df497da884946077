package io.github.staycurve.segmentation.cluster;

import io.github.staycurve.core.data.FeatureTable;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * Whether the clusters would come again with other customers of the same kind: how similar they are to those found in
 * resamples of the table.
 *
 * <p>A resample draws as many rows as there are, with replacement, and is clustered in the same way. For each cluster, cut
 * down to the rows drawn, the most similar new cluster counts: the Jaccard similarity is the number of rows in both over
 * the number in either, each row drawn counted once. A resample without any row of a cluster says nothing about that
 * cluster.
 *
 * <p>The scaling is that of the model and not fitted again. Each resample costs a fit: for millions of rows use mini-batches
 * and a restart or two. This class is immutable and thread-safe; row order changes nothing.
 *
 * @see <a href="https://doi.org/10.1016/j.csda.2006.11.025">Hennig (2007), Cluster-wise assessment of cluster stability,
 *     Computational Statistics and Data Analysis 52(1)</a>
 */
public final class ClusterStability {
    /** At this similarity or less a cluster is gone: another one may be as similar to it. */
    private static final double DISSOLVED = 0.5;

    private final double[] sums;
    private final int[] seen;
    private final int[] dissolved;

    private ClusterStability(int k) {
        this.sums = new double[k];
        this.seen = new int[k];
        this.dissolved = new int[k];
    }

    /**
     * Returns the stability of the clusters of a model.
     *
     * @param kMeans how the model was fitted
     * @param model the model
     * @param table the customers it was fitted to, one at least
     * @param resamples how many resamples, 1 or more; 50 to 100 are usual
     * @param seed the seed of the resamples and their fits
     * @return the stability of each cluster
     * @throws IllegalArgumentException if the table is empty or has other features, the fitter has another k, or there is no
     *     resample
     */
    public static ClusterStability of(KMeans kMeans, KMeansModel model, FeatureTable table, int resamples, long seed) {
        if (kMeans.k() != model.k()) {
            throw new IllegalArgumentException("the fitter has k = %s, the model %s".formatted(kMeans.k(), model.k()));
        }
        if (resamples < 1) {
            throw new IllegalArgumentException("resamples must be 1 or more, was " + resamples);
        }
        ScaledPoints points = ScaledPoints.of(table, model.scaling());
        KMeans.atMostDistinctRows(1, points);
        int[] clusters = model.assign(points);
        int[] pointOfRank = points.pointOfRank();
        ClusterStability stability = new ClusterStability(model.k());
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < resamples; i++) {
            stability.add(kMeans, points, clusters, pointOfRank, random.split());
        }
        return stability;
    }

    private void add(KMeans kMeans, ScaledPoints points, int[] clusters, int[] pointOfRank, SplittableRandom random) {
        int[] draws = new int[points.size()];
        int[] rows = new int[points.size()]; // those drawn, each counted once
        boolean[] drawn = new boolean[pointOfRank.length];
        for (int i = 0; i < drawn.length; i++) {
            int rank = random.nextInt(drawn.length);
            draws[pointOfRank[rank]]++;
            rows[pointOfRank[rank]] += drawn[rank] ? 0 : 1;
            drawn[rank] = true;
        }
        ScaledPoints resample = points.weighted(draws);
        int k = Math.min(kMeans.k(), resample.size());
        Partition found = kMeans.withK(k).partition(resample, random);
        long[][] both = new long[sums.length][k];
        int point = 0;
        for (int at = 0; at < draws.length; at++) {
            if (draws[at] > 0) {
                both[clusters[at]][found.clusters[point++]] += rows[at];
            }
        }
        count(both);
    }

    /** Counts a resample: rows in both, by old and new cluster. */
    private void count(long[][] both) {
        for (int cluster = 0; cluster < both.length; cluster++) {
            long own = 0;
            for (long shared : both[cluster]) {
                own += shared;
            }
            if (own == 0) {
                continue;
            }
            double best = 0;
            for (int other = 0; other < both[cluster].length; other++) {
                long shared = both[cluster][other];
                long either = own - shared;
                for (long[] row : both) {
                    either += row[other];
                }
                best = Math.max(best, (double) shared / either);
            }
            seen[cluster]++;
            sums[cluster] += best;
            dissolved[cluster] += best <= DISSOLVED ? 1 : 0;
        }
    }

    /**
     * Returns the number of clusters.
     *
     * @return k
     */
    public int k() {
        return sums.length;
    }

    /**
     * Returns the mean Jaccard similarity of a cluster to its most similar one in each resample.
     *
     * @param cluster the cluster, from 0
     * @return the mean in [0, 1]; 0 if no resample had any of its rows
     */
    public double meanJaccard(int cluster) {
        return seen[cluster] == 0 ? 0 : sums[cluster] / seen[cluster];
    }

    /**
     * Returns in how many resamples a cluster dissolved: its best similarity was 0.5 or less.
     *
     * @param cluster the cluster, from 0
     * @return the number of resamples
     */
    public int dissolved(int cluster) {
        return dissolved[cluster];
    }

    /**
     * Returns what the similarity says about a cluster.
     *
     * @param cluster the cluster, from 0
     * @return the verdict
     */
    public StabilityVerdict verdict(int cluster) {
        return StabilityVerdict.of(meanJaccard(cluster));
    }

    /**
     * Says in words how stable each cluster is.
     *
     * @return a line a cluster
     */
    public String describe() {
        StringBuilder text = new StringBuilder();
        for (int cluster = 0; cluster < k(); cluster++) {
            text.append(String.format(
                    Locale.ROOT,
                    "%scluster %d: similarity %.3f over %d resamples, dissolved in %d; %s",
                    cluster == 0 ? "" : "\n",
                    cluster,
                    meanJaccard(cluster),
                    seen[cluster],
                    dissolved[cluster],
                    verdict(cluster).words()));
        }
        return text.toString();
    }

    @Override
    public String toString() {
        return describe();
    }
}
