package io.github.staycurve.segmentation.cluster;

import io.github.staycurve.core.data.FeatureTable;
import java.util.Arrays;
import java.util.OptionalDouble;
import java.util.SplittableRandom;

/**
 * How much nearer customers are to their own cluster than to the next one: 1 when clusters are points far apart, 0 when a
 * customer might as well be in another, below 0 when it should be.
 *
 * <p>A customer's value is {@code (b − a) / max(a, b)}: a is the mean distance to the other customers of its cluster, b the
 * least mean distance to those of another; it is 0 for one alone in its cluster. There is none with fewer than two
 * clusters.
 *
 * <p>All pairs of rows are compared, of a sample when there are more than asked for: time and accuracy go with the size of
 * the sample. This class is immutable and thread-safe.
 *
 * @see <a href="https://doi.org/10.1016/0377-0427(87)90125-7">Rousseeuw (1987), Silhouettes: a graphical aid to the
 *     interpretation and validation of cluster analysis, Journal of Computational and Applied Mathematics 20</a>
 */
public final class Silhouette {
    private final double[] sums;
    private final long[] rows;
    private final boolean exact;

    private Silhouette(double[] sums, long[] rows, boolean exact) {
        this.sums = sums;
        this.rows = rows;
        this.exact = exact;
    }

    /**
     * Returns the silhouette of a clustering.
     *
     * @param table the customers
     * @param scaling how distances are measured
     * @param assignment the cluster of every row, from 0
     * @param sampleRows how many rows to compare at most, 2 or more; all if there are no more
     * @param seed the seed of the sample
     * @return the silhouette
     * @throws IllegalArgumentException if the assignment has another length or a negative number, the scaling has other
     *     features, or the sample is below 2
     */
    public static Silhouette of(
            FeatureTable table, FeatureScaling scaling, int[] assignment, int sampleRows, long seed) {
        if (assignment.length != table.rows()) {
            throw new IllegalArgumentException(
                    "assignment has %s rows, the table %s".formatted(assignment.length, table.rows()));
        }
        if (sampleRows < 2) {
            throw new IllegalArgumentException("sampleRows must be 2 or more, was " + sampleRows);
        }
        int d = scaling.features();
        double[] scaled = scaling.scaled(table);
        // the cluster as one more feature, so that equal rows of different clusters are different points
        double[] clustered = new double[assignment.length * (d + 1)];
        int k = 0;
        for (int row = 0; row < assignment.length; row++) {
            if (assignment[row] < 0) {
                throw new IllegalArgumentException("cluster must be 0 or more, was " + assignment[row]);
            }
            System.arraycopy(scaled, row * d, clustered, row * (d + 1), d);
            clustered[row * (d + 1) + d] = assignment[row];
            k = Math.max(k, assignment[row] + 1);
        }
        ScaledPoints all = ScaledPoints.of(d + 1, clustered);
        ScaledPoints sample = RowSample.atMost(sampleRows, all, new SplittableRandom(seed));
        int[] clusters = new int[sample.size()];
        Arrays.setAll(clusters, point -> (int) sample.values[point * (d + 1) + d]);
        return of(sample, d, clusters, k, sample.rows() == all.rows());
    }

    /** Returns the silhouette of points by their first d features. */
    static Silhouette of(ScaledPoints points, int d, int[] clusters, int k, boolean exact) {
        double[] sums = new double[k];
        long[] rows = new long[k];
        for (int point = 0; point < clusters.length; point++) {
            rows[clusters[point]] += points.weights[point];
        }
        double[] distances = new double[k];
        for (int point = 0; point < clusters.length; point++) {
            sumDistances(points, d, clusters, point, distances);
            sums[clusters[point]] += points.weights[point] * value(distances, rows, clusters[point]);
        }
        return new Silhouette(sums, rows, exact);
    }

    /** Computes the sums of distances from a point to the rows of each cluster. */
    private static void sumDistances(ScaledPoints points, int d, int[] clusters, int point, double[] out) {
        Arrays.fill(out, 0);
        int stride = points.features;
        for (int other = 0; other < clusters.length; other++) {
            double square = 0;
            for (int feature = 0; feature < d; feature++) {
                double difference = points.values[point * stride + feature] - points.values[other * stride + feature];
                square += difference * difference;
            }
            out[clusters[other]] += points.weights[other] * Math.sqrt(square);
        }
    }

    private static double value(double[] distances, long[] rows, int own) {
        if (rows[own] == 1) {
            return 0;
        }
        double a = distances[own] / (rows[own] - 1);
        double b = Double.POSITIVE_INFINITY;
        for (int cluster = 0; cluster < rows.length; cluster++) {
            if (cluster != own && rows[cluster] > 0) {
                b = Math.min(b, distances[cluster] / rows[cluster]);
            }
        }
        return a == b ? 0 : (b - a) / Math.max(a, b);
    }

    /**
     * Returns the mean over all compared rows.
     *
     * @return the mean in [−1, 1], empty if they lie in fewer than two clusters
     */
    public OptionalDouble mean() {
        return isDefined() ? OptionalDouble.of(Arrays.stream(sums).sum() / rowsUsed()) : OptionalDouble.empty();
    }

    /**
     * Returns the mean over the compared rows of a cluster.
     *
     * @param cluster the cluster, from 0 to the greatest number assigned
     * @return the mean in [−1, 1], empty if none of its rows was compared, or all rows lie in one cluster
     */
    public OptionalDouble mean(int cluster) {
        return isDefined() && rows[cluster] > 0
                ? OptionalDouble.of(sums[cluster] / rows[cluster])
                : OptionalDouble.empty();
    }

    private boolean isDefined() {
        return Arrays.stream(rows).filter(n -> n > 0).count() > 1;
    }

    /**
     * Returns how many rows were compared.
     *
     * @return the number of rows
     */
    public long rowsUsed() {
        return Arrays.stream(rows).sum();
    }

    /**
     * Returns whether all rows were compared, not a sample.
     *
     * @return true if all were
     */
    public boolean exact() {
        return exact;
    }
}
