package io.github.staycurve.core.stat;

import io.github.staycurve.core.internal.Checks;
import java.util.Arrays;

/**
 * The non-decreasing curve nearest to points, in weighted least squares: pool adjacent violators.
 *
 * <p>Points of one x are pooled first, so that the order of rows does not matter. Between the x of two points the curve
 * runs straight, outside it keeps its end values. For a falling curve, negate the values.
 *
 * <p>This class is immutable and thread-safe. A fit costs a sort.
 *
 * @see <a href="https://doi.org/10.1214/aoms/1177728423">Ayer, Brunk, Ewing, Reid and Silverman (1955), An Empirical
 *     Distribution Function for Sampling with Incomplete Information, Annals of Mathematical Statistics 26, 641-647</a>
 */
public final class IsotonicRegression {
    /** Sums of products of such numbers stay finite. */
    private static final double MAX = 1e100;

    private final double[] xs;
    private final double[] values;

    private IsotonicRegression(double[] xs, double[] values) {
        this.xs = xs;
        this.values = values;
    }

    /**
     * Fits the curve to points that count alike.
     *
     * @param x where the points lie, finite
     * @param y their values, from -1e100 to 1e100, as many
     * @return the curve
     * @throws IllegalArgumentException if there is no point, a number is out of its range, or the columns differ in length
     */
    public static IsotonicRegression fit(double[] x, double[] y) {
        double[] ones = new double[x.length];
        Arrays.fill(ones, 1);
        return fit(x, y, ones);
    }

    /**
     * Fits the curve to weighted points.
     *
     * @param x where the points lie, finite
     * @param y their values, from -1e100 to 1e100, as many
     * @param weights how much each counts, 0 or from 1e-100 to 1e100, not all 0; a point of weight 0 is as if it were not
     *     there
     * @return the curve
     * @throws IllegalArgumentException if a number is out of its range, no point counts, or the columns differ in length
     */
    public static IsotonicRegression fit(double[] x, double[] y, double[] weights) {
        if (y.length != x.length || weights.length != x.length) {
            throw new IllegalArgumentException("x, y and weights must have one length, have %d, %d, %d"
                    .formatted(x.length, y.length, weights.length));
        }
        double[] xs = distinct(x, y, weights);
        if (xs.length == 0) {
            throw new IllegalArgumentException("at least one point must have a weight above 0");
        }
        double[] weightAt = new double[xs.length];
        double[] sumAt = new double[xs.length];
        for (int i = 0; i < x.length; i++) {
            if (weights[i] > 0) {
                int at = Arrays.binarySearch(xs, x[i] + 0.0);
                weightAt[at] += weights[i];
                sumAt[at] += weights[i] * y[i];
            }
        }
        return new IsotonicRegression(xs, pooled(sumAt, weightAt));
    }

    private static double[] distinct(double[] x, double[] y, double[] weights) {
        double[] sorted = new double[x.length];
        int present = 0;
        for (int i = 0; i < x.length; i++) {
            Checks.finite(x[i], "x[" + i + "]");
            Checks.inRange(y[i], -MAX, MAX, "y[" + i + "]");
            if (weights[i] != 0) {
                Checks.inRange(weights[i], 1 / MAX, MAX, "weights[" + i + "]");
                sorted[present++] = x[i] + 0.0; // -0.0 is 0.0
            }
        }
        Arrays.sort(sorted, 0, present);
        int distinct = 0;
        for (int i = 0; i < present; i++) {
            if (i == 0 || sorted[i] != sorted[i - 1]) {
                sorted[distinct++] = sorted[i];
            }
        }
        return Arrays.copyOf(sorted, distinct);
    }

    /** Merges each value into the block before it for as long as that block lies above it. */
    private static double[] pooled(double[] sums, double[] weights) {
        int n = sums.length;
        double[] blockSum = new double[n];
        double[] blockWeight = new double[n];
        int[] blockEnd = new int[n];
        int blocks = 0;
        for (int i = 0; i < n; i++) {
            blockSum[blocks] = sums[i];
            blockWeight[blocks] = weights[i];
            blockEnd[blocks] = i + 1;
            while (blocks > 0
                    && blockSum[blocks - 1] / blockWeight[blocks - 1] >= blockSum[blocks] / blockWeight[blocks]) {
                blockSum[blocks - 1] += blockSum[blocks];
                blockWeight[blocks - 1] += blockWeight[blocks];
                blockEnd[blocks - 1] = i + 1;
                blocks--;
            }
            blocks++;
        }
        double[] values = new double[n];
        for (int block = 0, i = 0; block < blocks; block++) {
            Arrays.fill(values, i, blockEnd[block], blockSum[block] / blockWeight[block]);
            i = blockEnd[block];
        }
        return values;
    }

    /**
     * Returns the number of distinct x that the curve was fitted to.
     *
     * @return 1 or more
     */
    public int size() {
        return xs.length;
    }

    /**
     * Returns one of the distinct x, which ascend.
     *
     * @param index the index, from 0
     * @return the x
     */
    public double x(int index) {
        return xs[index];
    }

    /**
     * Returns the fitted value at one of the distinct x.
     *
     * @param index the index, from 0
     * @return the value; not below the one before
     */
    public double value(int index) {
        return values[index];
    }

    /**
     * Returns the curve at a point.
     *
     * @param x any number but NaN
     * @return the value, between those of its neighbours
     * @throws IllegalArgumentException if x is NaN
     */
    public double valueAt(double x) {
        if (Double.isNaN(x)) {
            throw new IllegalArgumentException("x must be a number, was NaN");
        }
        int index = Arrays.binarySearch(xs, x + 0.0);
        if (index >= 0) {
            return values[index];
        }
        int next = -index - 1;
        if (next == 0 || next == xs.length) {
            return values[next == 0 ? 0 : next - 1];
        }
        double low = values[next - 1];
        double share = (x / 2 - xs[next - 1] / 2) / (xs[next] / 2 - xs[next - 1] / 2); // halves: no overflow
        return Math.min(values[next], low + share * (values[next] - low));
    }
}
