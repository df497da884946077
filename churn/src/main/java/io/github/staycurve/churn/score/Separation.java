package io.github.staycurve.churn.score;

import io.github.staycurve.churn.fit.FeatureProblem;
import io.github.staycurve.churn.internal.NewtonMinimum;
import io.github.staycurve.churn.internal.NewtonSearch;
import io.github.staycurve.core.data.FeatureTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Finds columns that tell without error who churned, so that the likelihood has no maximum.
 *
 * <p>Rows are separated when some direction of the coefficients never makes the predictor of a row worse and makes one
 * better. By one column, this is seen from its range in each class. By several, it is seen from fits with two ridges that
 * are next to nothing: between them the coefficients move along such a direction where there is one, and hardly at all
 * where there is none; that the direction separates is then checked on every row.
 *
 * <p>This class has no state.
 *
 * @see <a href="https://doi.org/10.1093/biomet/71.1.1">Albert and Anderson (1984), On the Existence of Maximum Likelihood
 *     Estimates in Logistic Regression Models, Biometrika 71, 1-10</a>
 */
final class Separation {
    private static final double FIRST_RIDGE = 1e-9;
    private static final double SECOND_RIDGE = 1e-11;
    /** The predictor of some row moves by ln 100 between the two ridges along a separating direction. */
    private static final double LEAST_MOVE = 1;
    /** By how much a row may get worse, as a share of the largest move: ridges leave tied rows not quite still. */
    private static final double TIED = 1e-4;
    /** Coefficients below this share of the largest have no part in a direction. */
    private static final double STILL = 1e-3;

    private static final double MINIMIZE_WORK = 2e8;

    private Separation() {}

    /** Returns the columns that separate alone. */
    static List<FeatureProblem> byOne(BinaryRows rows) {
        double[] targets = rows.targets();
        double[] weights = rows.weights();
        return byOne(rows.table(), i -> weights[i] > 0 && targets[i] > 0.5, i -> weights[i] > 0 && targets[i] <= 0.5);
    }

    /** Returns the columns that separate two sets of rows alone; a row may be in both, or in none. */
    static List<FeatureProblem> byOne(FeatureTable table, IntPredicate churned, IntPredicate stayed) {
        int d = table.features();
        double[][] low = new double[2][d];
        double[][] high = new double[2][d];
        for (int c = 0; c < 2; c++) {
            Arrays.fill(low[c], Double.POSITIVE_INFINITY);
            Arrays.fill(high[c], Double.NEGATIVE_INFINITY);
        }
        double[] row = new double[d];
        for (int i = 0; i < table.rows(); i++) {
            table.copyRow(i, row);
            if (stayed.test(i)) {
                widen(low[0], high[0], row);
            }
            if (churned.test(i)) {
                widen(low[1], high[1], row);
            }
        }
        List<FeatureProblem> problems = new ArrayList<>();
        for (int j = 0; j < d; j++) {
            boolean varies = Math.min(low[0][j], low[1][j]) < Math.max(high[0][j], high[1][j]);
            boolean upwards = high[0][j] <= low[1][j];
            if (varies && (upwards || high[1][j] <= low[0][j])) {
                problems.add(alone(
                        table.names().get(j),
                        high[0][j] < low[1][j] || high[1][j] < low[0][j],
                        upwards ? high[0][j] : low[0][j],
                        upwards));
            }
        }
        return problems;
    }

    private static void widen(double[] low, double[] high, double[] row) {
        for (int j = 0; j < row.length; j++) {
            low[j] = Math.min(low[j], row[j]);
            high[j] = Math.max(high[j], row[j]);
        }
    }

    private static FeatureProblem alone(String name, boolean completely, double at, boolean upwards) {
        String words = (completely
                        ? "tells without error who churned: all customers %s %s did, no other"
                        : "tells without error who churned but for those at one value: %s %s all customers did, and none on"
                                + " the other side")
                + "; does it know the outcome? Leave it out, or add a ridge penalty";
        return new FeatureProblem(
                name, FeatureProblem.Kind.SEPARATING, List.of(), words.formatted(upwards ? "above" : "below", at));
    }

    /** Returns the columns that separate together; empty if none do. */
    static Optional<FeatureProblem> byCombination(SeparableRows rows) {
        int free = rows.freeUnknowns();
        int[] all = IntStream.range(0, rows.unknowns() - free).toArray();
        Optional<double[]> found = direction(rows);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        int[] columns = significant(all, found.get(), free);
        double work = rows.cost() * columns.length * columns.length * columns.length;
        if (work <= MINIMIZE_WORK) {
            columns = minimal(rows, columns);
        }
        List<String> names = Arrays.stream(columns).mapToObj(rows.names()::get).toList();
        List<String> others = names.subList(1, names.size());
        return Optional.of(new FeatureProblem(
                names.get(0),
                FeatureProblem.Kind.SEPARATING,
                others,
                "tells, together with %s, without error who churned (in all rows, or all that it does not leave tied); add a"
                                .formatted(others.isEmpty() ? "the period" : others)
                        + " ridge penalty, leave "
                        + (others.isEmpty() ? "it" : "one of them")
                        + " out, or gather more customers"));
    }

    /** Returns the columns without those that separation does not need. */
    private static int[] minimal(SeparableRows rows, int[] columns) {
        int[] needed = columns;
        for (int column : columns) {
            int[] without = Arrays.stream(needed).filter(c -> c != column).toArray();
            if (without.length > 0 && direction(rows.withColumns(without)).isPresent()) {
                needed = without;
            }
        }
        return needed;
    }

    private static int[] significant(int[] columns, double[] direction, int free) {
        double largest = 0;
        for (int j = free; j < direction.length; j++) {
            largest = Math.max(largest, Math.abs(direction[j]));
        }
        double least = STILL * largest;
        return Arrays.stream(columns)
                .filter(j -> Math.abs(direction[j + free]) > least)
                .toArray();
    }

    /** Returns whether some direction separates the rows. */
    static boolean separates(SeparableRows rows) {
        return direction(rows).isPresent();
    }

    /** Returns a separating direction. */
    private static Optional<double[]> direction(SeparableRows rows) {
        double[] first = ridgeFit(rows, FIRST_RIDGE, new double[rows.unknowns()]);
        double[] second = ridgeFit(rows, SECOND_RIDGE, first);
        double[] direction = new double[first.length];
        for (int j = 0; j < direction.length; j++) {
            direction[j] = second[j] - first[j];
        }
        double[] range = rows.betterment(direction);
        return range[1] >= LEAST_MOVE && range[0] >= -TIED * range[1] ? Optional.of(direction) : Optional.empty();
    }

    private static double[] ridgeFit(SeparableRows rows, double lambda, double[] start) {
        double[] ridge = new double[start.length];
        Arrays.fill(ridge, lambda); // what is free may run away too
        NewtonMinimum minimum = NewtonSearch.withDefaults().minimize(rows, start, ridge, new double[start.length]);
        return minimum.point();
    }
}
