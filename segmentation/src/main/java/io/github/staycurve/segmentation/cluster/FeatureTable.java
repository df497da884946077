package io.github.staycurve.segmentation.cluster;

import io.github.staycurve.core.data.CustomerSummaryTable;
import io.github.staycurve.core.data.ScoreColumn;
import io.github.staycurve.core.internal.Checks;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/**
 * What is known about customers, as named columns of numbers in one row order.
 *
 * <p>Every value is finite: a customer for whom a feature does not exist has to be left out, or given a value, by the
 * caller. −0.0 is stored as 0.0. Memory: 8 bytes a row and feature.
 *
 * <p>This class is immutable and thread-safe.
 */
public final class FeatureTable {
    private final List<String> names;
    private final int rows;
    /** Row after row. */
    private final double[] values;

    private FeatureTable(List<String> names, int rows, double[] values) {
        this.names = names;
        this.rows = rows;
        this.values = values;
    }

    /**
     * Returns a builder of a table.
     *
     * @return the builder, without columns
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Returns the three features of RFM: {@code inactivity}, {@code purchases} (the first one included) and {@code spend}
     * (all money spent).
     *
     * @param customers the customers
     * @return a table in their row order, inactivity in their time unit
     */
    public static FeatureTable rfm(CustomerSummaryTable customers) {
        int n = customers.size();
        return builder()
                .column("inactivity", column(n, customers::inactivity))
                .column("purchases", column(n, row -> customers.frequency(row) + 1.0))
                .column("spend", column(n, customers::totalSpend))
                .build();
    }

    private static double[] column(int n, IntToDoubleFunction value) {
        return IntStream.range(0, n).mapToDouble(value).toArray();
    }

    /**
     * Returns the number of rows.
     *
     * @return n, 0 or more
     */
    public int rows() {
        return rows;
    }

    /**
     * Returns the names of the features.
     *
     * @return the names in column order, read-only
     */
    public List<String> names() {
        return names;
    }

    /**
     * Returns the number of features.
     *
     * @return d, 1 or more
     */
    public int features() {
        return names.size();
    }

    /**
     * Returns a value.
     *
     * @param row the row, from 0
     * @param feature the column, from 0
     * @return the value, finite
     */
    public double value(int row, int feature) {
        return values[row * names.size() + feature];
    }

    /**
     * Returns the values of a row.
     *
     * @param row the row, from 0
     * @return a copy, one value a feature
     */
    public double[] row(int row) {
        return Arrays.copyOfRange(values, row * names.size(), (row + 1) * names.size());
    }

    /**
     * Returns the values of a feature.
     *
     * @param feature the column, from 0
     * @return a copy, one value a row
     */
    public double[] column(int feature) {
        return column(rows, row -> value(row, feature));
    }

    @Override
    public String toString() {
        return "%s rows of %s".formatted(rows, names);
    }

    /**
     * Collects columns.
     *
     * <p>This class is not thread-safe.
     */
    public static final class Builder {
        private final List<String> names = new ArrayList<>();
        private final List<double[]> columns = new ArrayList<>();

        private Builder() {}

        /**
         * Adds a feature.
         *
         * @param name its name, as it shall stand in models and profiles
         * @param values one finite value a row; copied
         * @return this builder
         * @throws IllegalArgumentException if the name is blank or taken, a value is NaN or infinite, or the length differs
         *     from that of the columns before
         */
        public Builder column(String name, double[] values) {
            Checks.notBlank(name, "name");
            if (names.contains(name)) {
                throw new IllegalArgumentException("feature '%s' is in the table already".formatted(name));
            }
            if (!columns.isEmpty() && columns.get(0).length != values.length) {
                throw new IllegalArgumentException("feature '%s' has %s rows, '%s' has %s"
                        .formatted(name, values.length, names.get(0), columns.get(0).length));
            }
            double[] copy = new double[values.length];
            for (int row = 0; row < copy.length; row++) {
                if (!Double.isFinite(values[row])) {
                    throw new IllegalArgumentException(
                            "feature '%s' must be finite, was %s in row %s".formatted(name, values[row], row));
                }
                copy[row] = values[row] + 0.0; // makes 0.0 of -0.0
            }
            names.add(name);
            columns.add(copy);
            return this;
        }

        /**
         * Adds a score as a feature, under the name of its kind.
         *
         * @param score the scores, defined in every row
         * @return this builder
         * @throws IllegalArgumentException if a score is undefined, or as {@link #column(String, double[])} says
         */
        public Builder column(ScoreColumn score) {
            return column(score.kind().name(), score.toArray());
        }

        /**
         * Returns the table of the columns.
         *
         * @return the table
         * @throws IllegalArgumentException if there is no column, or the table would hold more than 2<sup>31</sup> values
         */
        public FeatureTable build() {
            if (columns.isEmpty()) {
                throw new IllegalArgumentException("a table needs a feature at least");
            }
            int d = columns.size();
            int rows = columns.get(0).length;
            if ((long) rows * d > Integer.MAX_VALUE - 8) {
                throw new IllegalArgumentException("%s rows of %s features are too many".formatted(rows, d));
            }
            double[] values = new double[rows * d];
            for (int feature = 0; feature < d; feature++) {
                double[] column = columns.get(feature);
                for (int row = 0; row < rows; row++) {
                    values[row * d + feature] = column[row];
                }
            }
            return new FeatureTable(List.copyOf(names), rows, values);
        }
    }
}
