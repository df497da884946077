package io.github.staycurve.churn.score;

import io.github.staycurve.core.data.FeatureTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * The columns that a fit sees: features as they are or as logarithms, with missing values at the mean of the others and a
 * column of 0 and 1 that says where. Features that are missing in the same rows share that column, as the data could not
 * tell two apart.
 *
 * <p>This class is immutable and thread-safe.
 */
final class EncodedFeatures {
    static final String MISSING = " is missing";

    private final FeatureTable raw;
    private final boolean[] logs;
    private final FeatureTable encoded;
    /** For each feature its column. */
    private final int[] slopes;
    /** For each feature the column that says where it is missing, -1 if none. */
    private final int[] indicators;
    /** For each feature what stands where it is missing, on the scale of the column. */
    private final double[] fills;

    private EncodedFeatures(
            FeatureTable raw, boolean[] logs, FeatureTable encoded, int[][] slopesAndIndicators, double[] fills) {
        this.raw = raw;
        this.logs = logs;
        this.encoded = encoded;
        this.slopes = slopesAndIndicators[0];
        this.indicators = slopesAndIndicators[1];
        this.fills = fills;
    }

    /**
     * Returns the columns of a table.
     *
     * @param weights rows of weight 0 count neither for the mean nor for what is missing
     * @param missingTerms whether missing values are filled; if not, they stay missing
     */
    static EncodedFeatures of(FeatureTable raw, double[] weights, Set<String> logNames, boolean missingTerms) {
        int d = raw.features();
        boolean[] logs = new boolean[d];
        boolean changes = false;
        for (int j = 0; j < d; j++) {
            logs[j] = logNames.contains(raw.names().get(j));
            changes |= logs[j] || (missingTerms && !raw.isComplete(j));
        }
        int[][] places = new int[2][d];
        double[] fills = new double[d];
        Arrays.fill(places[1], -1);
        if (!changes) {
            Arrays.setAll(places[0], j -> j);
            return new EncodedFeatures(raw, logs, raw, places, fills);
        }
        List<boolean[]> patterns = new ArrayList<>();
        List<Integer> patternColumns = new ArrayList<>();
        FeatureTable.Builder builder = FeatureTable.builder();
        int next = 0;
        for (int j = 0; j < d; j++) {
            double[] column = transformed(raw.column(j), logs[j]);
            places[0][j] = next++;
            boolean[] missing = missingTerms ? missing(column, weights) : new boolean[0];
            if (missing.length > 0) {
                fills[j] = fill(column, weights, missing);
                int known = indexOf(patterns, missing);
                places[1][j] = known >= 0 ? patternColumns.get(known) : next;
            }
            builder.incompleteColumn(raw.names().get(j), column);
            if (places[1][j] == next) {
                builder.column(raw.names().get(j) + MISSING, indicator(missing));
                patterns.add(missing);
                patternColumns.add(next++);
            }
        }
        return new EncodedFeatures(raw, logs, builder.build(), places, fills);
    }

    private static double[] transformed(double[] column, boolean log) {
        if (log) {
            for (int i = 0; i < column.length; i++) {
                column[i] = FeatureTerm.signedLog1p(column[i]);
            }
        }
        return column;
    }

    /** Returns where a column has no value; of no element if it has one in every row that counts. */
    private static boolean[] missing(double[] column, double[] weights) {
        boolean[] missing = new boolean[column.length];
        boolean any = false;
        for (int i = 0; i < column.length; i++) {
            missing[i] = Double.isNaN(column[i]);
            any |= missing[i] && weights[i] > 0;
        }
        return any ? missing : new boolean[0];
    }

    /** Puts the mean of the others where a value is missing. */
    private static double fill(double[] column, double[] weights, boolean[] missing) {
        double sum = 0;
        double weight = 0;
        for (int i = 0; i < column.length; i++) {
            if (!missing[i]) {
                sum += weights[i] * column[i];
                weight += weights[i];
            }
        }
        double mean = weight > 0 ? sum / weight : 0;
        for (int i = 0; i < column.length; i++) {
            if (missing[i]) {
                column[i] = mean;
            }
        }
        return mean;
    }

    private static int indexOf(List<boolean[]> patterns, boolean[] pattern) {
        for (int k = 0; k < patterns.size(); k++) {
            if (Arrays.equals(patterns.get(k), pattern)) {
                return k;
            }
        }
        return -1;
    }

    private static double[] indicator(boolean[] missing) {
        double[] indicator = new double[missing.length];
        for (int i = 0; i < missing.length; i++) {
            indicator[i] = missing[i] ? 1 : 0;
        }
        return indicator;
    }

    /** Returns the columns. */
    FeatureTable table() {
        return encoded;
    }

    /** Returns the columns of one row of the raw features; it keeps no row of the table. */
    UnaryOperator<double[]> encoder() {
        boolean[] logarithms = logs;
        int[] columns = slopes;
        int[] flags = indicators;
        double[] filled = fills;
        int width = encoded.features();
        return row -> {
            double[] x = new double[width];
            for (int j = 0; j < columns.length; j++) {
                boolean missing = Double.isNaN(row[j]);
                double value = logarithms[j] ? FeatureTerm.signedLog1p(row[j]) : row[j];
                x[columns[j]] = missing ? filled[j] : value;
                if (missing && flags[j] >= 0) {
                    x[flags[j]] = 1;
                }
            }
            return x;
        };
    }

    /**
     * Returns the terms of a model of the raw features.
     *
     * @param coefficients one for each column, without intercept
     * @param means the mean of each column, which becomes the reference
     */
    List<FeatureTerm> terms(double[] coefficients, double[] means) {
        List<FeatureTerm> terms = new ArrayList<>();
        boolean[] carried = new boolean[coefficients.length];
        for (int j = 0; j < slopes.length; j++) {
            double slope = coefficients[slopes[j]];
            OptionalDouble missing = OptionalDouble.empty();
            if (indicators[j] >= 0) {
                // of features that are missing together, the first carries the common coefficient
                double own = carried[indicators[j]] ? 0 : coefficients[indicators[j]];
                carried[indicators[j]] = true;
                missing = OptionalDouble.of(slope * fills[j] + own);
            }
            double mean = indicators[j] >= 0 ? fills[j] : means[slopes[j]];
            double reference = logs[j] ? FeatureTerm.inverseSignedLog1p(mean) : mean;
            terms.add(new FeatureTerm(raw.names().get(j), logs[j], slope, missing, reference));
        }
        return terms;
    }
}
