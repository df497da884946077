package io.github.staycurve.segmentation.cluster;

import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * How many clusters three criteria prefer, with the numbers behind it.
 *
 * <p>They ask different questions and may differ: the silhouette wants clusters apart from each other and cannot say that
 * there is one only; the gap asks whether there are clusters at all; the BIC asks how many normal distributions describe
 * the density, and takes several for one skewed cluster.
 *
 * <p>This class is immutable and thread-safe.
 */
public final class ClusterCountReport {
    private final List<ClusterCount> counts;
    private final long rows;
    private final long rowsUsed;

    ClusterCountReport(List<ClusterCount> counts, long rows, long rowsUsed) {
        this.counts = List.copyOf(counts);
        this.rows = rows;
        this.rowsUsed = rowsUsed;
    }

    /**
     * Returns the numbers of clusters that were tried.
     *
     * @return an entry a number, from k = 1 on, read-only
     */
    public List<ClusterCount> counts() {
        return counts;
    }

    /**
     * Returns how many rows were looked at.
     *
     * @return the size of the sample, or of the table
     */
    public long rowsUsed() {
        return rowsUsed;
    }

    /**
     * Returns the number with the greatest mean silhouette.
     *
     * @return 2 or more, the least of equals; empty if no k above 1 could be tried
     */
    public OptionalInt silhouettePrefers() {
        OptionalInt best = OptionalInt.empty();
        double greatest = Double.NEGATIVE_INFINITY;
        for (ClusterCount count : counts) {
            if (count.silhouette().orElse(Double.NEGATIVE_INFINITY) > greatest) {
                greatest = count.silhouette().getAsDouble();
                best = OptionalInt.of(count.k());
            }
        }
        return best;
    }

    /**
     * Returns the least k whose gap is no smaller than that of k + 1 less its standard error.
     *
     * @return the number; empty if the gap rises through the whole range, or cannot be computed
     * @see <a href="https://doi.org/10.1111/1467-9868.00293">Tibshirani, Walther and Hastie (2001), Estimating the number of
     *     clusters in a data set via the gap statistic, JRSS B 63(2)</a>, the last step of its computation
     */
    public OptionalInt gapPrefers() {
        for (int i = 0; i + 1 < counts.size(); i++) {
            OptionalDouble gap = counts.get(i).gap();
            ClusterCount next = counts.get(i + 1);
            if (gap.isPresent()
                    && next.gap().isPresent()
                    && gap.getAsDouble()
                            >= next.gap().getAsDouble() - next.gapError().getAsDouble()) {
                return OptionalInt.of(counts.get(i).k());
            }
        }
        return OptionalInt.empty();
    }

    /**
     * Returns the number whose mixture has the least BIC.
     *
     * @return 1 or more, the least of equals
     */
    public int bicPrefers() {
        ClusterCount best = counts.get(0);
        for (ClusterCount count : counts) {
            best = count.bic() < best.bic() ? count : best;
        }
        return best.k();
    }

    /**
     * Says in words which number each criterion prefers, over a table of all.
     *
     * @return several lines
     */
    public String describe() {
        StringBuilder text = new StringBuilder(
                rowsUsed == rows
                        ? "Number of clusters, from all %s rows\n".formatted(rows)
                        : "Number of clusters, from a sample of %s of %s rows\n".formatted(rowsUsed, rows));
        text.append("   k            W  silhouette      gap    error          BIC\n");
        for (ClusterCount count : counts) {
            text.append(String.format(
                    Locale.ROOT,
                    "%4d %12.6g %11s %8s %8s %12.6g\n",
                    count.k(),
                    count.withinSumOfSquares(),
                    number(count.silhouette()),
                    number(count.gap()),
                    number(count.gapError()),
                    count.bic()));
        }
        text.append("The silhouette prefers ").append(words(silhouettePrefers(), "none: there is no k above 1"));
        text.append("; the gap ").append(words(gapPrefers(), "none: it still rises, or cannot be computed"));
        return text.append("; the BIC of the mixture ")
                .append(bicPrefers())
                .append('.')
                .toString();
    }

    private static String number(OptionalDouble value) {
        return value.isPresent() ? String.format(Locale.ROOT, "%.4f", value.getAsDouble()) : "-";
    }

    private static String words(OptionalInt k, String none) {
        return k.isPresent() ? String.valueOf(k.getAsInt()) : none;
    }

    @Override
    public String toString() {
        return describe();
    }
}
