package io.github.staycurve.churn.score;

import io.github.staycurve.core.internal.Checks;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How the hazard of a customer may change from period to period, features apart.
 *
 * <p>This class is immutable and thread-safe.
 */
public final class HazardBaseline {
    private static final int MOST_POWERS = 8;

    private enum Shape {
        PERIODS,
        STEPS,
        POLYNOMIAL
    }

    private final Shape shape;
    private final int degree;
    private final int[] ends;

    private HazardBaseline(Shape shape, int degree, int[] ends) {
        this.shape = shape;
        this.degree = degree;
        this.ends = ends;
    }

    /**
     * Returns a baseline with a level of its own for every period: no assumption, but each period needs customers who leave in
     * it.
     *
     * @return the baseline
     */
    public static HazardBaseline everyPeriod() {
        return new HazardBaseline(Shape.PERIODS, 0, new int[0]);
    }

    /**
     * Returns a baseline with one level for the periods up to each end, and one for all after the last.
     *
     * @param ends the last period of each step but the last one, ascending, from 1; none for one level for ever
     * @return the baseline
     * @throws IllegalArgumentException if the ends do not ascend from 1
     */
    public static HazardBaseline steps(int... ends) {
        for (int i = 0; i < ends.length; i++) {
            Checks.below(i == 0 ? 0 : ends[i - 1], "the end before", ends[i], "ends[" + i + "]");
        }
        return new HazardBaseline(Shape.STEPS, 0, ends.clone());
    }

    /**
     * Returns a baseline that is a polynomial in the number of the period: smooth, with few numbers. It is fitted as a sum of
     * Legendre's polynomials over the periods seen.
     *
     * @param degree 0 to 8; 2 or 3 suits most
     * @return the baseline
     * @throws IllegalArgumentException if the degree is out of its range
     */
    public static HazardBaseline polynomial(int degree) {
        return new HazardBaseline(Shape.POLYNOMIAL, Checks.inRange(degree, 0, MOST_POWERS, "degree"), new int[0]);
    }

    /** Returns a row for each period with the factor of each baseline coefficient. */
    double[][] basis(int periods) {
        double[][] basis = new double[periods][];
        for (int k = 0; k < periods; k++) {
            basis[k] = switch (shape) {
                case PERIODS -> unit(k, periods);
                case STEPS -> unit(step(k + 1), step(periods) + 1);
                case POLYNOMIAL ->
                    legendre(periods == 1 ? 0 : 2.0 * k / (periods - 1) - 1, Math.min(degree, periods - 1));
            };
        }
        return basis;
    }

    private static double[] unit(int at, int size) {
        double[] row = new double[size];
        row[at] = 1;
        return row;
    }

    private int step(int period) {
        int step = 0;
        while (step < ends.length && period > ends[step]) {
            step++;
        }
        return step;
    }

    /** (m + 1) P_{m+1} = (2m + 1) u P_m − m P_{m−1}. */
    private static double[] legendre(double u, int degree) {
        double[] row = new double[degree + 1];
        row[0] = 1;
        for (int m = 0; m < degree; m++) {
            row[m + 1] = ((2 * m + 1) * u * row[m] - (m > 0 ? m * row[m - 1] : 0)) / (m + 1);
        }
        return row;
    }

    /** Returns the names of the coefficients. */
    List<String> names(int periods) {
        List<String> names = new ArrayList<>();
        int size = basis(periods)[0].length;
        for (int q = 0; q < size; q++) {
            names.add(
                    switch (shape) {
                        case PERIODS -> "period " + (q + 1);
                        case STEPS -> stepName(q, size);
                        case POLYNOMIAL -> "baseline P" + q;
                    });
        }
        return names;
    }

    private String stepName(int step, int size) {
        int from = step == 0 ? 1 : ends[step - 1] + 1;
        return step == size - 1 ? "periods " + from + " on" : "periods " + from + " to " + ends[step];
    }

    /** Returns whether each period has exactly one coefficient, its level. */
    boolean hasLevels() {
        return shape != Shape.POLYNOMIAL;
    }

    /**
     * Returns the baseline in words.
     *
     * @return a few words
     */
    public String describe() {
        return switch (shape) {
            case PERIODS -> "a level for every period";
            case STEPS -> "a level each up to the periods " + Arrays.toString(ends) + " and after";
            case POLYNOMIAL -> "a polynomial of degree " + degree + " in the period";
        };
    }

    @Override
    public String toString() {
        return describe();
    }
}
