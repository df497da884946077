package io.github.staycurve.churn.evaluate;

import io.github.staycurve.core.data.FeatureTable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * How far each column of a table has moved from a reference, as from the customers that a model was fitted to: the largest
 * drift first.
 *
 * <p>Columns are taken one by one; how they go together is not looked at. With many columns some drift by chance: a level
 * is about size, the p-values are about chance.
 *
 * <p>This record is immutable and thread-safe.
 *
 * @param settings bins, floor and thresholds
 * @param columns the columns, by Jensen-Shannon divergence, the largest first, equal ones by name
 */
public record DriftReport(DriftSettings settings, List<ColumnDrift> columns) {

    /**
     * Copies the columns.
     *
     * @param settings bins, floor and thresholds
     * @param columns the columns
     */
    public DriftReport {
        columns = List.copyOf(columns);
    }

    /**
     * Returns the drift of all features.
     *
     * @param reference the features then, one row at least
     * @param current the same features now, in any order, one row at least
     * @param settings bins, floor and thresholds
     * @return the report
     * @throws IllegalArgumentException if a side has no row, or the features are not the same
     */
    public static DriftReport of(FeatureTable reference, FeatureTable current, DriftSettings settings) {
        ColumnDrift.requireRows(reference.rows(), "reference");
        ColumnDrift.requireRows(current.rows(), "current");
        if (!new TreeSet<>(reference.names()).equals(new TreeSet<>(current.names()))) {
            throw new IllegalArgumentException("reference and current must have the same features, were %s and %s"
                    .formatted(reference.names(), current.names()));
        }
        List<ColumnDrift> columns = new ArrayList<>();
        for (String name : reference.names()) {
            columns.add(ColumnDrift.of(
                    name, reference.column(reference.indexOf(name)), current.column(current.indexOf(name)), settings));
        }
        columns.sort(Comparator.comparingDouble(
                        (ColumnDrift column) -> -column.stability().jensenShannon())
                .thenComparing(ColumnDrift::name));
        return new DriftReport(settings, columns);
    }

    /**
     * Returns a column's drift.
     *
     * @param name the column
     * @return its drift
     * @throws IllegalArgumentException if there is no such column
     */
    public ColumnDrift column(String name) {
        return columns.stream()
                .filter(column -> column.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no column '%s' here; there are %s"
                        .formatted(name, columns.stream().map(ColumnDrift::name).toList())));
    }

    /**
     * Returns the report as text, a line a column.
     *
     * @return several lines
     */
    public String describe() {
        return columns.stream()
                .map(column -> "\n  " + column.describe())
                .collect(Collectors.joining("", "drift by " + settings, ""));
    }

    @Override
    public String toString() {
        return describe();
    }
}
