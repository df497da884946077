package io.github.staycurve.churn.survival;

import io.github.staycurve.core.data.FeatureTable;
import io.github.staycurve.core.internal.Checks;
import java.util.List;

/** The rows of a table as a model reads them: its features by name, in its order, none missing. */
final class ModelRows {
    private final FeatureTable table;
    private final int[] columns;

    private ModelRows(FeatureTable table, int[] columns) {
        this.table = table;
        this.columns = columns;
    }

    /** What is asked of each row; the array is overwritten for the next one. */
    interface RowFunction {
        double apply(double[] row, int index);
    }

    static ModelRows of(SurvivalModel model, FeatureTable table) {
        List<String> names = model.featureNames();
        int[] columns = new int[names.size()];
        for (int i = 0; i < columns.length; i++) {
            columns[i] = table.indexOf(names.get(i));
            if (!table.isComplete(columns[i])) {
                throw new IllegalArgumentException(
                        "feature '%s' must be complete, is missing in a row".formatted(names.get(i)));
            }
        }
        return new ModelRows(table, columns);
    }

    double[] map(RowFunction function) {
        double[] row = new double[columns.length];
        double[] results = new double[table.rows()];
        for (int i = 0; i < results.length; i++) {
            for (int j = 0; j < columns.length; j++) {
                row[j] = table.value(i, columns[j]);
            }
            results[i] = function.apply(row, i);
        }
        return results;
    }

    /** Checks what a model is made of: names that are not blank and not twice, a finite coefficient for each. */
    static void checkFeatures(List<String> names, double[] coefficients) {
        Checks.length(coefficients.length, names.size(), "coefficients");
        for (int j = 0; j < coefficients.length; j++) {
            String name = Checks.notBlank(names.get(j), "featureNames");
            if (names.indexOf(name) < j) {
                throw new IllegalArgumentException("featureNames must differ, '%s' comes twice".formatted(name));
            }
            Checks.finite(coefficients[j], "coefficient of " + name);
        }
    }

    /** Checks one row given by the caller. */
    static void check(List<String> names, double[] row) {
        if (row.length != names.size()) {
            throw new IllegalArgumentException(
                    "row must have one value for each of %s, has %s".formatted(names, row.length));
        }
        for (int i = 0; i < row.length; i++) {
            if (!Double.isFinite(row[i])) {
                throw new IllegalArgumentException(
                        "feature '%s' must be finite, was %s".formatted(names.get(i), row[i]));
            }
        }
    }
}
