package io.github.staycurve.core.data;

import io.github.staycurve.core.internal.Checks;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/**
 * What is known about customers, as named columns of numbers in one row order: what clusters, churn models and drift
 * reports read.
 *
 * <p>Every value is finite, or missing in a column that was added as
 * {@linkplain Builder#incompleteColumn(String, double[]) incomplete}: a customer with one purchase has no mean gap, which
 * is not a gap of 0. Whoever cannot work with missing values refuses such a table by the column's name. −0.0 is stored as
 * 0.0. Memory: 8 bytes a row and feature.
 *
 * <p>This class is immutable and thread-safe.
 */
public final class FeatureTable {
    private final List<String> names;
    private final int rows;
    /** Row after row. */
    private final double[] values;
    /** Whether a value is missing, for each feature. */
    private final boolean[] incomplete;

    private FeatureTable(List<String> names, int rows, double[] values, boolean[] incomplete) {
        this.names = names;
        this.rows = rows;
        this.values = values;
        this.incomplete = incomplete;
    }

    private static FeatureTable of(List<String> names, int rows, double[] values) {
        boolean[] incomplete = new boolean[names.size()];
        for (int start = 0; start < values.length; start += incomplete.length) {
            for (int feature = 0; feature < incomplete.length; feature++) {
                incomplete[feature] |= Double.isNaN(values[start + feature]);
            }
        }
        return new FeatureTable(names, rows, values, incomplete);
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
     * Returns a table whose values are there row after row already.
     *
     * @param names the names of the features, in column order
     * @param values row after row, one value a feature, finite or NaN where it is missing; copied
     * @return the table
     * @throws IllegalArgumentException if there is no name, one is blank or comes twice, a value is infinite, or their number
     *     is no multiple of that of the features
     */
    public static FeatureTable ofRows(List<String> names, double[] values) {
        if (names.isEmpty()) {
            throw new IllegalArgumentException("a table needs a feature at least");
        }
        int d = names.size();
        Set<String> seen = new HashSet<>();
        for (String name : names) {
            if (!seen.add(Checks.notBlank(name, "name"))) {
                throw new IllegalArgumentException("feature '%s' comes twice".formatted(name));
            }
        }
        if (values.length % d != 0) {
            throw new IllegalArgumentException("%s values are no rows of %s features".formatted(values.length, d));
        }
        double[] copy = new double[values.length];
        for (int i = 0; i < copy.length; i++) {
            if (Double.isInfinite(values[i])) {
                throw new IllegalArgumentException(
                        "feature '%s' must be finite, was %s in row %s".formatted(names.get(i % d), values[i], i / d));
            }
            copy[i] = values[i] + 0.0; // makes 0.0 of -0.0
        }
        return of(List.copyOf(names), copy.length / d, copy);
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
     * Returns where a feature stands.
     *
     * @param name the feature's name
     * @return its column, from 0
     * @throws IllegalArgumentException if there is none of this name
     */
    public int indexOf(String name) {
        int feature = names.indexOf(name);
        if (feature < 0) {
            throw new IllegalArgumentException("no feature '%s' here; there are %s".formatted(name, names));
        }
        return feature;
    }

    /**
     * Returns whether a feature has a value in every row.
     *
     * @param feature the column, from 0
     * @return false if it is missing in one row at least
     */
    public boolean isComplete(int feature) {
        return !incomplete[feature];
    }

    /**
     * Returns this table, for those who cannot work with missing values.
     *
     * @return this table
     * @throws IllegalArgumentException if a feature is missing in a row; the message names it and says in how many
     */
    public FeatureTable requireComplete() {
        for (int feature = 0; feature < incomplete.length; feature++) {
            if (incomplete[feature]) {
                long missing =
                        Arrays.stream(column(feature)).filter(Double::isNaN).count();
                throw new IllegalArgumentException("feature '%s' must be complete, was missing in %s of %s rows"
                        .formatted(names.get(feature), missing, rows));
            }
        }
        return this;
    }

    /**
     * Returns a value.
     *
     * @param row the row, from 0
     * @param feature the column, from 0
     * @return the value, finite; NaN where it is missing
     */
    public double value(int row, int feature) {
        return values[row * names.size() + feature];
    }

    /**
     * Returns the values of a row.
     *
     * @param row the row, from 0
     * @return a copy, one value a feature, NaN where it is missing
     */
    public double[] row(int row) {
        return Arrays.copyOfRange(values, row * names.size(), (row + 1) * names.size());
    }

    /**
     * Writes the values of a row into an array, for loops that shall not allocate.
     *
     * @param row the row, from 0
     * @param into where to, one element a feature at least
     */
    public void copyRow(int row, double[] into) {
        System.arraycopy(values, row * names.size(), into, 0, names.size());
    }

    /**
     * Returns the values of a feature.
     *
     * @param feature the column, from 0
     * @return a copy, one value a row, NaN where it is missing
     */
    public double[] column(int feature) {
        return column(rows, row -> value(row, feature));
    }

    /**
     * Returns some rows.
     *
     * @param chosen the rows to take, in the order wanted, each from 0; a row may come more than once
     * @return a table of those rows
     * @throws IndexOutOfBoundsException if there is no such row
     * @throws IllegalArgumentException if there would be more than 2<sup>31</sup> values
     */
    public FeatureTable withRows(int[] chosen) {
        int d = names.size();
        checkSize(chosen.length, d);
        double[] taken = new double[chosen.length * d];
        for (int i = 0; i < chosen.length; i++) {
            Objects.checkIndex(chosen[i], rows);
            System.arraycopy(values, chosen[i] * d, taken, i * d, d);
        }
        return of(names, chosen.length, taken);
    }

    /**
     * Returns some features.
     *
     * @param chosen the names of the features to take, in the order wanted
     * @return a table of those features
     * @throws IllegalArgumentException if there is none, one is not in this table or comes twice
     */
    public FeatureTable withFeatures(List<String> chosen) {
        Builder builder = builder();
        for (String name : chosen) {
            builder.incompleteColumn(name, column(indexOf(name)));
        }
        return builder.build();
    }

    /**
     * Returns the rows of this table and below them those of another.
     *
     * @param other a table of the same features in the same order
     * @return all rows
     * @throws IllegalArgumentException if the features differ, or there would be more than 2<sup>31</sup> values
     */
    public FeatureTable plus(FeatureTable other) {
        if (!names.equals(other.names)) {
            throw new IllegalArgumentException(
                    "tables must have the same features, were %s and %s".formatted(names, other.names));
        }
        checkSize((long) rows + other.rows, names.size());
        double[] both = Arrays.copyOf(values, values.length + other.values.length);
        System.arraycopy(other.values, 0, both, values.length, other.values.length);
        return of(names, rows + other.rows, both);
    }

    private static void checkSize(long rows, int features) {
        if (rows * features > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException("%s rows of %s features are too many".formatted(rows, features));
        }
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
            return add(name, values, false);
        }

        /**
         * Adds a feature that does not exist for every customer, as the mean gap between purchases.
         *
         * @param name its name, as it shall stand in models and profiles
         * @param values one value a row, finite, or NaN where it is missing; copied
         * @return this builder
         * @throws IllegalArgumentException if the name is blank or taken, a value is infinite, or the length differs from
         *     that of the columns before
         */
        public Builder incompleteColumn(String name, double[] values) {
            return add(name, values, true);
        }

        private Builder add(String name, double[] values, boolean mayMiss) {
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
                if (!(Double.isFinite(values[row]) || (mayMiss && Double.isNaN(values[row])))) {
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
            checkSize(rows, d);
            double[] values = new double[rows * d];
            for (int feature = 0; feature < d; feature++) {
                double[] column = columns.get(feature);
                for (int row = 0; row < rows; row++) {
                    values[row * d + feature] = column[row];
                }
            }
            return of(List.copyOf(names), rows, values);
        }
    }
}
