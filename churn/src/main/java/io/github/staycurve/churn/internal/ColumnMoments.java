package io.github.staycurve.churn.internal;

import io.github.staycurve.core.data.FeatureTable;
import java.util.Arrays;

/**
 * Weighted mean and standard deviation of every column of a table, and the range; rows of weight 0 are as if they were not
 * there. Missing values are left out, column by column. For Staycurve's own rooms.
 *
 * <p>This class is immutable and thread-safe.
 */
public final class ColumnMoments {
    private final double[] low;
    private final double[] high;
    private final double[] means;
    private final double[] deviations;
    private final int[] missing;

    private ColumnMoments(double[] low, double[] high, double[] means, double[] deviations, int[] missing) {
        this.low = low;
        this.high = high;
        this.means = means;
        this.deviations = deviations;
        this.missing = missing;
    }

    /**
     * Returns the moments of the columns of a table.
     *
     * @param table the table
     * @param weights the weight of each row, finite, 0 or more
     * @return the moments
     */
    public static ColumnMoments of(FeatureTable table, double[] weights) {
        int d = table.features();
        double[] low = new double[d];
        double[] high = new double[d];
        Arrays.fill(low, Double.POSITIVE_INFINITY);
        Arrays.fill(high, Double.NEGATIVE_INFINITY);
        int[] missing = new int[d];
        double[] row = new double[d];
        for (int i = 0; i < table.rows(); i++) {
            if (weights[i] > 0) {
                table.copyRow(i, row);
                for (int j = 0; j < d; j++) {
                    double x = row[j];
                    if (Double.isNaN(x)) {
                        missing[j]++;
                    } else {
                        low[j] = Math.min(low[j], x);
                        high[j] = Math.max(high[j], x);
                    }
                }
            }
        }
        double[] means = new double[d];
        double[] deviations = new double[d];
        spread(table, weights, new double[][] {low, high, means, deviations});
        return new ColumnMoments(low, high, means, deviations, missing);
    }

    /** Mean and deviation of the place of x within its range, which keeps digits and cannot overflow. */
    private static void spread(FeatureTable table, double[] weights, double[][] moments) {
        int d = table.features();
        double[] low = moments[0];
        double[] factor = new double[d];
        for (int j = 0; j < d; j++) {
            double range = moments[1][j] - low[j];
            factor[j] = range > 0 ? 1 / range : 0;
        }
        double[] weight = new double[d];
        double[] first = new double[d];
        double[] second = new double[d];
        double[] row = new double[d];
        for (int i = 0; i < table.rows(); i++) {
            double w = weights[i];
            if (w > 0) {
                table.copyRow(i, row);
                for (int j = 0; j < d; j++) {
                    double u = (row[j] - low[j]) * factor[j];
                    if (!Double.isNaN(u)) {
                        weight[j] += w;
                        first[j] += w * u;
                        second[j] += w * u * u;
                    }
                }
            }
        }
        for (int j = 0; j < d; j++) {
            double mean = first[j] / weight[j];
            double variance = second[j] / weight[j] - mean * mean;
            moments[2][j] = factor[j] == 0 ? low[j] : low[j] + mean / factor[j];
            moments[3][j] = factor[j] == 0 ? 0 : Math.sqrt(Math.max(0, variance)) / factor[j];
        }
    }

    /**
     * Returns whether a column has one value in all rows that have one.
     *
     * @param column the column, from 0
     * @return true also if it has no value at all
     */
    public boolean isConstant(int column) {
        return !(high[column] > low[column]);
    }

    /**
     * Returns the least value of a column.
     *
     * @param column the column, from 0
     * @return the value; infinite if there is none
     */
    public double low(int column) {
        return low[column];
    }

    /**
     * Returns the greatest value of a column.
     *
     * @param column the column, from 0
     * @return the value; infinite, below 0, if there is none
     */
    public double high(int column) {
        return high[column];
    }

    /**
     * Returns the mean of a column.
     *
     * @param column the column, from 0
     * @return the weighted mean
     */
    public double mean(int column) {
        return means[column];
    }

    /**
     * Returns the standard deviation of a column, with the weight of all rows below the fraction line.
     *
     * @param column the column, from 0
     * @return the deviation, 0 exactly if the column is constant
     */
    public double deviation(int column) {
        return deviations[column];
    }

    /**
     * Returns in how many rows a column has no value.
     *
     * @param column the column, from 0
     * @return the number of rows of positive weight
     */
    public int missing(int column) {
        return missing[column];
    }
}
