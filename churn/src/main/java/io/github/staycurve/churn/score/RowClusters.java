package io.github.staycurve.churn.score;

import io.github.staycurve.core.internal.Checks;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Which rows may depend on each other, as the rows of one customer at several cutoffs do: the middle of a sandwich
 * covariance.
 *
 * <p>This class is immutable and thread-safe.
 */
final class RowClusters {
    /** Rows that count, cluster after cluster. */
    private final int[] rows;
    /** Where each cluster begins in {@link #rows}, and the end behind. */
    private final int[] starts;

    private RowClusters(int[] rows, int[] starts) {
        this.rows = rows;
        this.starts = starts;
    }

    /**
     * Returns the clusters of the rows that count.
     *
     * @param labels the cluster of each row
     * @param weights of the rows; a row of weight 0 is in no cluster
     * @throws IllegalArgumentException if the columns differ in length or a label is blank
     */
    static RowClusters of(List<String> labels, double[] weights) {
        Checks.length(labels.size(), weights.length, "clusters");
        Map<String, Integer> numbers = new HashMap<>();
        int[] numberOf = new int[weights.length];
        int row = 0;
        for (String label : labels) {
            Checks.notBlank(label, "clusters");
            numberOf[row] = weights[row] > 0 ? numbers.computeIfAbsent(label, any -> numbers.size()) : -1;
            row++;
        }
        return new RowClusters(sorted(numberOf, starts(numberOf, numbers.size())), starts(numberOf, numbers.size()));
    }

    private static int[] starts(int[] numberOf, int clusters) {
        int[] starts = new int[clusters + 1];
        for (int number : numberOf) {
            if (number >= 0) {
                starts[number + 1]++;
            }
        }
        for (int c = 0; c < clusters; c++) {
            starts[c + 1] += starts[c];
        }
        return starts;
    }

    private static int[] sorted(int[] numberOf, int[] next) {
        int[] rows = new int[next[next.length - 1]];
        for (int row = 0; row < numberOf.length; row++) {
            if (numberOf[row] >= 0) {
                rows[next[numberOf[row]]++] = row;
            }
        }
        return rows;
    }

    int size() {
        return starts.length - 1;
    }

    /** Adds the slopes of one row's log-likelihood, or of its negative, to those of its cluster. */
    @FunctionalInterface
    interface RowScore {
        void add(int row, double[] sum);
    }

    /**
     * Returns {@code G/(G − 1) Σ s sᵀ} over the G clusters, s the sum of a cluster's slopes. The factor is the usual one of
     * maximum likelihood: it makes up for the slopes adding up to 0, and is next to 1 for many clusters.
     *
     * @param unknowns the number of slopes
     * @param score adds the slopes of a row
     * @return a symmetric matrix; not finite for one cluster
     * @see <a href="https://doi.org/10.3368/jhr.50.2.317">Cameron and Miller (2015), A Practitioner's Guide to Cluster-Robust
     *     Inference, J. Human Resources 50(2), 317-372</a>
     * @see <a href="https://doi.org/10.2307/1912526">White (1982), Maximum Likelihood Estimation of Misspecified Models,
     *     Econometrica 50, 1-25</a>
     */
    double[][] meat(int unknowns, RowScore score) {
        double[][] meat = new double[unknowns][unknowns];
        double[] sum = new double[unknowns];
        double factor = size() / (size() - 1.0);
        for (int c = 0; c < size(); c++) {
            Arrays.fill(sum, 0);
            for (int at = starts[c]; at < starts[c + 1]; at++) {
                score.add(rows[at], sum);
            }
            for (int j = 0; j < unknowns; j++) {
                for (int k = 0; k < unknowns; k++) {
                    meat[j][k] += factor * (sum[j] * sum[k]);
                }
            }
        }
        return meat;
    }

    /**
     * Returns whether a covariance has errors of everything: the slopes of G clusters add up to 0, so that their sandwich
     * knows G − 1 directions at most and gives others an error of 0.
     */
    static boolean tellApart(Optional<RowClusters> clusters, double[][] covariance) {
        return clusters.map(RowClusters::size).orElse(Integer.MAX_VALUE) > covariance.length
                && IntStream.range(0, covariance.length).allMatch(j -> covariance[j][j] > 0);
    }

    /** Returns where errors come from, or why there are none, as a sentence after a blank; nothing for plain errors. */
    static String words(Optional<RowClusters> clusters, boolean hasErrors) {
        if (hasErrors) {
            return clusters.map(c -> " Standard errors: robust, over %s clusters.".formatted(c.size()))
                    .orElse("");
        }
        return " The data do not tell all coefficients apart%s."
                .formatted(clusters.map(c -> ", or %s clusters are too few".formatted(c.size()))
                        .orElse(""));
    }
}
