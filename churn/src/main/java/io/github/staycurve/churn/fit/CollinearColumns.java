package io.github.staycurve.churn.fit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Finds columns that are made of those before them, by taking one after the other into a Cholesky factor. */
final class CollinearColumns {
    /** The share of a column's variance that must be its own. */
    private static final double OWN_VARIANCE = 1e-10;
    /** Below this effect in standard deviations, a column has no part in another. */
    private static final double PART = 1e-4;

    /** The columns in the factor so far, and its rows. */
    private final int[] kept;

    private final double[][] factor;
    private int size;

    private CollinearColumns(int columns) {
        this.kept = new int[columns];
        this.factor = new double[columns][];
    }

    /**
     * Returns each column that is made of others, with those.
     *
     * @param correlations a symmetric matrix, of which the lower triangle is read
     */
    static SortedMap<Integer, List<Integer>> of(double[][] correlations) {
        CollinearColumns columns = new CollinearColumns(correlations.length);
        SortedMap<Integer, List<Integer>> made = new TreeMap<>();
        for (int j = 0; j < correlations.length; j++) {
            columns.take(j, correlations, made);
        }
        return made;
    }

    private void take(int column, double[][] correlations, SortedMap<Integer, List<Integer>> made) {
        double[] row = new double[size + 1];
        double left = correlations[column][column];
        for (int k = 0; k < size; k++) {
            double sum = correlations[column][kept[k]];
            for (int l = 0; l < k; l++) {
                sum -= row[l] * factor[k][l];
            }
            row[k] = sum / factor[k][k];
            left -= row[k] * row[k];
        }
        if (left <= OWN_VARIANCE * correlations[column][column]) {
            made.put(column, parts(row));
        } else {
            row[size] = Math.sqrt(left);
            factor[size] = row;
            kept[size++] = column;
        }
    }

    /** Solves for the effects of the columns kept. */
    private List<Integer> parts(double[] row) {
        double[] effects = Arrays.copyOf(row, size);
        for (int k = size - 1; k >= 0; k--) {
            for (int l = k + 1; l < size; l++) {
                effects[k] -= factor[l][k] * effects[l];
            }
            effects[k] /= factor[k][k];
        }
        List<Integer> parts = new ArrayList<>();
        for (int k = 0; k < size; k++) {
            if (Math.abs(effects[k]) > PART) {
                parts.add(kept[k]);
            }
        }
        return parts;
    }
}
