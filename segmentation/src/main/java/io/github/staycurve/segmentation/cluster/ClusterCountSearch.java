package io.github.staycurve.segmentation.cluster;

import io.github.staycurve.core.data.FeatureTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SplittableRandom;

/**
 * Tries numbers of clusters by silhouette, gap statistic and the BIC of the mixture.
 *
 * <p>All three look at the same rows: all of a small table, a seeded sample of a large one (2000 rows unless told
 * otherwise), as the silhouette compares all pairs and the gap fits every k to each simulated table. With a larger sample
 * the BIC finds more and smaller clusters.
 *
 * <p>This class is immutable and thread-safe; row order changes nothing.
 */
public final class ClusterCountSearch {
    private static final int SAMPLE_ROWS = 2000;
    private static final int REFERENCES = 20;

    private final int maxK;
    private final int sampleRows;
    private final int references;
    private final CovarianceKind covariance;

    private ClusterCountSearch(int maxK, int sampleRows, int references, CovarianceKind covariance) {
        this.maxK = maxK;
        this.sampleRows = sampleRows;
        this.references = references;
        this.covariance = covariance;
    }

    /**
     * Returns the search from 1 to some number of clusters, with 20 simulated tables for the gap and full covariances for
     * the mixture.
     *
     * @param maxK the greatest number to try, 1 or more; no more are tried than the sample has distinct rows
     * @return the search
     * @throws IllegalArgumentException if it is below 1
     */
    public static ClusterCountSearch upTo(int maxK) {
        atLeast(1, maxK, "maxK");
        return new ClusterCountSearch(maxK, SAMPLE_ROWS, REFERENCES, CovarianceKind.FULL);
    }

    /**
     * Returns this search with another size of the sample.
     *
     * @param rows how many rows to look at, 2 or more
     * @return the search
     * @throws IllegalArgumentException if it is below 2
     */
    public ClusterCountSearch withSampleRows(int rows) {
        return new ClusterCountSearch(maxK, atLeast(2, rows, "rows"), references, covariance);
    }

    /**
     * Returns this search with another number of simulated tables for the gap.
     *
     * @param tables how many, 1 or more
     * @return the search
     * @throws IllegalArgumentException if it is below 1
     */
    public ClusterCountSearch withReferences(int tables) {
        return new ClusterCountSearch(maxK, sampleRows, atLeast(1, tables, "tables"), covariance);
    }

    /**
     * Returns this search with another kind of covariance of the mixture.
     *
     * @param kind the shapes of the components
     * @return the search
     */
    public ClusterCountSearch withCovariance(CovarianceKind kind) {
        return new ClusterCountSearch(maxK, sampleRows, references, kind);
    }

    /**
     * Tries all numbers on a table.
     *
     * @param table the customers, one at least
     * @param scaling how features are scaled
     * @param seed the seed of the sample, the starts and the simulated tables
     * @return what speaks for each number
     * @throws IllegalArgumentException if the table has no row, or the scaling other features
     */
    public ClusterCountReport run(FeatureTable table, FeatureScaling scaling, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        ScaledPoints all = ScaledPoints.of(table, scaling);
        KMeans.atMostDistinctRows(1, all);
        ScaledPoints points = RowSample.atMost(sampleRows, all, random.split());
        int tried = Math.min(maxK, points.size());
        double[][] expected = references(points, tried, random.split());
        List<ClusterCount> counts = new ArrayList<>();
        for (int k = 1; k <= tried; k++) {
            Partition partition = KMeans.of(k).partition(points, random.split());
            Silhouette silhouette = Silhouette.of(points, points.features, partition.clusters, k, true);
            double bic = GaussianMixture.of(k).withCovariance(covariance).bic(points, random.split());
            double logWithin = Math.log(partition.totalWithin);
            // with a cluster for each distinct row W is 0, of which rounding can leave a rest
            boolean defined = k < points.size() && Double.isFinite(logWithin);
            double[] logs = expected[k - 1];
            counts.add(new ClusterCount(
                    k,
                    partition.totalWithin,
                    silhouette.mean(),
                    defined ? OptionalDouble.of(mean(logs) - logWithin) : OptionalDouble.empty(),
                    defined ? OptionalDouble.of(error(logs)) : OptionalDouble.empty(),
                    bic));
        }
        return new ClusterCountReport(counts, all.rows(), points.rows());
    }

    /**
     * Returns ln W of tables without clusters, for each k: as many rows, uniform over the range of each feature, the
     * simpler of the two choices in the paper.
     */
    private double[][] references(ScaledPoints points, int tried, SplittableRandom random) {
        double[][] logs = new double[tried][references];
        for (int table = 0; table < references; table++) {
            SplittableRandom own = random.split();
            ScaledPoints uniform = uniform(points, own);
            for (int k = 1; k <= tried; k++) {
                // constant features alone leave fewer distinct rows than k; W is 0 there and so is that of the data
                logs[k - 1][table] = k > uniform.size()
                        ? Double.NEGATIVE_INFINITY
                        : Math.log(KMeans.of(k).partition(uniform, own.split()).totalWithin);
            }
        }
        return logs;
    }

    private static ScaledPoints uniform(ScaledPoints points, SplittableRandom random) {
        int d = points.features;
        double[] low = Arrays.copyOf(points.values, d);
        double[] high = low.clone();
        for (int at = 0; at < points.values.length; at++) {
            low[at % d] = Math.min(low[at % d], points.values[at]);
            high[at % d] = Math.max(high[at % d], points.values[at]);
        }
        double[] values = new double[Math.toIntExact(points.rows()) * d];
        for (int at = 0; at < values.length; at++) {
            values[at] = low[at % d] + random.nextDouble() * (high[at % d] - low[at % d]);
        }
        return ScaledPoints.of(d, values);
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).average().orElseThrow();
    }

    /** Returns s<sub>k</sub>, the deviation of ln W over the simulated tables times √(1 + 1/B). */
    private static double error(double[] logs) {
        double mean = mean(logs);
        double variance = Arrays.stream(logs)
                .map(log -> (log - mean) * (log - mean))
                .average()
                .orElseThrow();
        return Math.sqrt(variance * (1 + 1.0 / logs.length));
    }

    private static int atLeast(int least, int value, String name) {
        if (value < least) {
            throw new IllegalArgumentException("%s must be %s or more, was %s".formatted(name, least, value));
        }
        return value;
    }
}
