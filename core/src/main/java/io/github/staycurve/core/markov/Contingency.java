package io.github.staycurve.core.markov;

import java.util.Arrays;

/** A table of counts, and how far its rows are from having the same shares in the columns. */
final class Contingency {
    private final long[][] table;
    private final long[] rows;
    private final long[] columns;
    private final double total;

    Contingency(long[][] table) {
        this.table = table;
        this.rows = new long[table.length];
        this.columns = new long[table[0].length];
        for (int row = 0; row < table.length; row++) {
            for (int column = 0; column < columns.length; column++) {
                rows[row] += table[row][column];
                columns[column] += table[row][column];
            }
        }
        this.total = Arrays.stream(rows).sum();
    }

    /** Of rows and columns in which there is something. */
    int degreesOfFreedom() {
        return Math.max(0, filled(rows) - 1) * Math.max(0, filled(columns) - 1);
    }

    private static int filled(long[] sums) {
        return (int) Arrays.stream(sums).filter(sum -> sum > 0).count();
    }

    double likelihoodRatio() {
        double sum = 0;
        for (int row = 0; row < rows.length; row++) {
            for (int column = 0; column < columns.length; column++) {
                double count = table[row][column];
                sum += count == 0 ? 0 : count * Math.log(count / expected(row, column));
            }
        }
        return Math.max(0, 2 * sum); // rounding, where all rows have the same shares
    }

    double pearson() {
        double sum = 0;
        for (int row = 0; row < rows.length; row++) {
            for (int column = 0; column < columns.length; column++) {
                double expected = expected(row, column);
                double error = table[row][column] - expected;
                sum += expected == 0 ? 0 : error * error / expected;
            }
        }
        return sum;
    }

    private double expected(int row, int column) {
        return total == 0 ? 0 : rows[row] * (columns[column] / total);
    }
}
