package io.github.staycurve.churn.fit;

import io.github.staycurve.churn.internal.ColumnMoments;
import io.github.staycurve.core.data.FeatureTable;
import io.github.staycurve.core.internal.Checks;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Looks for columns that no model can be fitted to, before the fit: missing values, constants, values too far apart or too
 * near together to compute with, columns made of others.
 *
 * <p>A column is made of others when they, with a constant, explain all but 1e-10 of its variance. Of such columns the one
 * that stands last is named, with the ones it is made of. Rows of weight 0 are as if they were not there. Cost: n d² for n
 * rows of d columns.
 *
 * <p>This class has no state.
 */
public final class FeatureChecks {
    private static final int ROWS_A_BLOCK = 256;
    private static final int MANY_ROWS = 60_000;
    private static final int SOME_ROWS = 20_000;
    /** Standard deviations from one over this to this leave room for squares and for sums of them. */
    private static final double FARTHEST = 1e140;

    private FeatureChecks() {}

    /**
     * Returns what is wrong with the columns of a table.
     *
     * @param table the columns
     * @return the problems in the order of the columns, one a column; empty if a model can be fitted
     * @throws IllegalArgumentException if the table has no row
     */
    public static List<FeatureProblem> problems(FeatureTable table) {
        double[] ones = new double[table.rows()];
        Arrays.fill(ones, 1);
        return problems(table, ones);
    }

    /**
     * Returns what is wrong with the columns of weighted rows.
     *
     * @param table the columns
     * @param weights one a row, finite, 0 or more
     * @return the problems in the order of the columns, one a column; empty if a model can be fitted
     * @throws IllegalArgumentException if there is no row of positive weight, or a weight is out of its range
     */
    public static List<FeatureProblem> problems(FeatureTable table, double[] weights) {
        checkWeights(table, weights);
        ColumnMoments moments = ColumnMoments.of(table, weights);
        @Nullable FeatureProblem[] found = new FeatureProblem[table.features()];
        List<Integer> sound = new ArrayList<>();
        for (int j = 0; j < found.length; j++) {
            String name = table.names().get(j);
            if (moments.missing(j) > 0) {
                found[j] = missing(name, moments.missing(j));
            } else if (moments.isConstant(j)) {
                found[j] = constant(name, moments.low(j));
            } else if (!isInScale(moments.deviation(j))) {
                found[j] = outOfScale(name, moments.low(j), moments.high(j));
            } else {
                sound.add(j);
            }
        }
        int[] columns = sound.stream().mapToInt(Integer::intValue).toArray();
        collinear(table, weights, moments, columns).forEach((column, parts) -> {
            String name = table.names().get(columns[column]);
            found[columns[column]] = collinear(
                    name, parts.stream().map(k -> table.names().get(columns[k])).toList());
        });
        return Arrays.stream(found).filter(Objects::nonNull).toList();
    }

    /**
     * Returns each column that is made of others, with those. What columns are made of, they are made of in some rows as
     * well: where a part of many rows shows nothing, there is nothing.
     */
    private static SortedMap<Integer, List<Integer>> collinear(
            FeatureTable table, double[] weights, ColumnMoments moments, int[] columns) {
        if (table.rows() >= MANY_ROWS) {
            int step = table.rows() / SOME_ROWS;
            int[] rows =
                    IntStream.range(0, table.rows() / step).map(i -> i * step).toArray();
            double[] some = Arrays.stream(rows).mapToDouble(row -> weights[row]).toArray();
            SortedMap<Integer, List<Integer>> made =
                    CollinearColumns.of(correlations(table.withRows(rows), some, moments, columns));
            if (made.isEmpty()) {
                return made;
            }
        }
        return CollinearColumns.of(correlations(table, weights, moments, columns));
    }

    private static void checkWeights(FeatureTable table, double[] weights) {
        Checks.inRange(table.rows(), 1, Integer.MAX_VALUE, "number of rows");
        Checks.length(weights.length, table.rows(), "weights");
        double total = 0;
        for (int row = 0; row < weights.length; row++) {
            if (!(weights[row] >= 0 && weights[row] < Double.POSITIVE_INFINITY)) {
                Checks.nonNegativeFinite(weights[row], "weights[" + row + "]");
            }
            total += weights[row];
        }
        Checks.positiveFinite(total, "the sum of weights");
    }

    private static FeatureProblem missing(String name, int rows) {
        return new FeatureProblem(
                name,
                FeatureProblem.Kind.MISSING,
                List.of(),
                "is missing in %s rows; fill it, leave it out, or use a model that has a term for missing values"
                        .formatted(rows));
    }

    /** Variances, and coefficients in the caller's units with theirs, are numbers. */
    private static boolean isInScale(double deviation) {
        return deviation > 1 / FARTHEST && deviation < FARTHEST;
    }

    private static FeatureProblem outOfScale(String name, double low, double high) {
        return new FeatureProblem(
                name,
                FeatureProblem.Kind.OUT_OF_SCALE,
                List.of(),
                "goes from %s to %s, which cannot be computed with; give it in another unit, or look for a wrong value"
                        .formatted(low, high));
    }

    private static FeatureProblem constant(String name, double value) {
        return new FeatureProblem(
                name,
                FeatureProblem.Kind.CONSTANT,
                List.of(),
                "is %s in every row, so that nothing can be learned from it; leave it out".formatted(value));
    }

    private static FeatureProblem collinear(String name, List<String> parts) {
        return new FeatureProblem(
                name,
                FeatureProblem.Kind.COLLINEAR,
                parts,
                "is made of %s: a sum of multiples and a constant; leave one of them out, or add a ridge penalty"
                        .formatted(parts.stream().map(part -> "'" + part + "'").collect(Collectors.joining(", "))));
    }

    /** Lower triangle of the correlations of the given columns. */
    private static double[][] correlations(FeatureTable table, double[] weights, ColumnMoments moments, int[] columns) {
        int d = columns.length;
        double total = Arrays.stream(weights).sum();
        double[][] sums = new double[d][d];
        double[][] block = new double[d][ROWS_A_BLOCK];
        int filled = 0;
        double[] row = new double[table.features()];
        for (int i = 0; i < table.rows(); i++) {
            if (weights[i] > 0) {
                double root = Math.sqrt(weights[i] / total);
                table.copyRow(i, row);
                for (int j = 0; j < d; j++) {
                    int column = columns[j];
                    block[j][filled] = root * ((row[column] - moments.mean(column)) / moments.deviation(column));
                }
                filled++;
            }
            if (filled == ROWS_A_BLOCK || i == table.rows() - 1) {
                addProducts(block, filled, sums);
                filled = 0;
            }
        }
        return sums;
    }

    private static void addProducts(double[][] block, int rows, double[][] sums) {
        for (int j = 0; j < block.length; j++) {
            for (int k = 0; k <= j; k++) {
                double sum = 0;
                for (int i = 0; i < rows; i++) {
                    sum += block[j][i] * block[k][i];
                }
                sums[j][k] += sum;
            }
        }
    }

    /**
     * Returns the table, for those who fit without a look at problems.
     *
     * @param table the columns
     * @param weights one a row, finite, 0 or more
     * @return the table
     * @throws IllegalArgumentException if a column has a problem; the message names each of them with its remedy
     */
    public static FeatureTable requireSound(FeatureTable table, double[] weights) {
        List<FeatureProblem> problems = problems(table, weights);
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(
                    problems.stream().map(FeatureProblem::toString).collect(Collectors.joining("; ")));
        }
        return table;
    }

    /**
     * Returns the columns that are left without those that have a problem.
     *
     * @param table the columns
     * @param problems what is wrong with some of them
     * @return a table of the others, in order
     * @throws IllegalArgumentException if none is left
     */
    public static FeatureTable without(FeatureTable table, List<FeatureProblem> problems) {
        List<String> names = new ArrayList<>(table.names());
        names.removeAll(problems.stream().map(FeatureProblem::column).toList());
        return table.withFeatures(names);
    }
}
