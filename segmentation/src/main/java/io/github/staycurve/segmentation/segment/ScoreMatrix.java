package io.github.staycurve.segmentation.segment;

import io.github.staycurve.core.internal.CompensatedSum;
import io.github.staycurve.core.stat.Ratio;

/**
 * How many customers have each pair of scores of inactivity and frequency, and what they brought: the numbers of a heatmap.
 *
 * <p>This class is immutable and thread-safe.
 */
public final class ScoreMatrix {
    private final int bins;
    private final int[] customers;
    private final double[] value;

    private ScoreMatrix(int bins, int[] customers, double[] value) {
        this.bins = bins;
        this.customers = customers;
        this.value = value;
    }

    /**
     * Returns the matrix of these customers.
     *
     * @param bins the number of scores a measure has, 1 to {@value SegmentMap#MAX_BINS}
     * @param r the scores of inactivity, 1 to {@code bins}, in row order
     * @param f the scores of frequency, in the same order
     * @param value what each customer brought, in money, in the same order
     * @return the matrix
     * @throws IllegalArgumentException if the columns differ in length, a score is out of range or a value not finite,
     *     naming the row
     */
    public static ScoreMatrix of(int bins, int[] r, int[] f, double[] value) {
        SegmentMap.requireBins(bins);
        SegmentColumn.requireRows(f.length, r.length, "scores f");
        SegmentColumn.requireRows(value.length, r.length, "value");
        Values.requireFinite(value, "value");
        int[] customers = new int[bins * bins];
        CompensatedSum[] sums = new CompensatedSum[bins * bins];
        for (int cell = 0; cell < sums.length; cell++) {
            sums[cell] = new CompensatedSum();
        }
        for (int row = 0; row < r.length; row++) {
            int cell = cell(bins, r[row], f[row], row);
            customers[cell]++;
            sums[cell].add(value[row]);
        }
        double[] totals = new double[sums.length];
        for (int cell = 0; cell < sums.length; cell++) {
            totals[cell] = sums[cell].value();
        }
        return new ScoreMatrix(bins, customers, totals);
    }

    /**
     * Returns the number of scores a measure has.
     *
     * @return the highest score
     */
    public int bins() {
        return bins;
    }

    /**
     * Returns how many customers have a pair of scores.
     *
     * @param r the score of inactivity, 1 to {@link #bins()}
     * @param f the score of frequency, 1 to {@link #bins()}
     * @return the number of customers
     * @throws IllegalArgumentException if a score is out of range
     */
    public int customers(int r, int f) {
        return customers[cell(bins, r, f, -1)];
    }

    /**
     * Returns what the customers with a pair of scores brought, each.
     *
     * @param r the score of inactivity, 1 to {@link #bins()}
     * @param f the score of frequency, 1 to {@link #bins()}
     * @return their total value over their number; empty if there is none
     * @throws IllegalArgumentException if a score is out of range
     */
    public Ratio meanValue(int r, int f) {
        int cell = cell(bins, r, f, -1);
        return Ratio.of(value[cell], customers[cell]);
    }

    private static int cell(int bins, int r, int f, int row) {
        if (r < 1 || r > bins || f < 1 || f > bins) {
            throw new IllegalArgumentException("%sr and f must be scores from 1 to %s, were %s and %s"
                    .formatted(row < 0 ? "" : "row " + row + ": ", bins, r, f));
        }
        return (r - 1) * bins + f - 1;
    }
}
