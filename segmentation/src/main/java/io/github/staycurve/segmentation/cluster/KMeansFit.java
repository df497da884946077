package io.github.staycurve.segmentation.cluster;

import java.util.Locale;

/**
 * What a k-means fit found: the model, the cluster of every row, and how the search ended.
 *
 * <p>This class is immutable and thread-safe.
 */
public final class KMeansFit {
    private final KMeansModel model;
    private final int[] clusters;
    private final double withinSumOfSquares;
    private final int iterations;
    private final boolean converged;

    KMeansFit(KMeansModel model, int[] clusters, Partition partition) {
        this.model = model;
        this.clusters = clusters;
        this.withinSumOfSquares = partition.totalWithin;
        this.iterations = partition.iterations;
        this.converged = partition.converged;
    }

    /**
     * Returns the model, which assigns other customers.
     *
     * @return the model; it assigns the rows of the fitted table as {@link #assignment()} says
     */
    public KMeansModel model() {
        return model;
    }

    /**
     * Returns the cluster of every row of the fitted table.
     *
     * @return a copy, numbers from 0 in row order
     */
    public int[] assignment() {
        return clusters.clone();
    }

    /**
     * Returns the cluster of a row of the fitted table.
     *
     * @param row the row, from 0
     * @return the cluster, from 0
     */
    public int cluster(int row) {
        return clusters[row];
    }

    /**
     * Returns W, the sum over all rows of the squared distance to the centre of their cluster: what the fit made small.
     *
     * @return the sum in scaled units, 0 or more
     */
    public double withinSumOfSquares() {
        return withinSumOfSquares;
    }

    /**
     * Returns how often the best restart assigned all rows.
     *
     * @return the number of iterations, 1 or more
     */
    public int iterations() {
        return iterations;
    }

    /**
     * Returns whether the best restart ended because no row changed its cluster.
     *
     * @return false if the iterations ran out, or the fit was in mini-batch mode
     */
    public boolean converged() {
        return converged;
    }

    /**
     * Says in words what was found.
     *
     * @return one line
     */
    public String describe() {
        return String.format(
                Locale.ROOT,
                "%s clusters of %s rows, %s: sum of squares within clusters %.6g after %s iterations",
                model.k(),
                clusters.length,
                converged ? "at a local optimum" : "not at rest",
                withinSumOfSquares,
                iterations);
    }

    @Override
    public String toString() {
        return describe();
    }
}
