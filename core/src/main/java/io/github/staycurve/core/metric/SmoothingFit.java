package io.github.staycurve.core.metric;

import io.github.staycurve.core.internal.math.BfgsMinimizer;
import io.github.staycurve.core.internal.math.Box;
import io.github.staycurve.core.internal.math.Minimum;
import io.github.staycurve.core.internal.math.SymmetricMatrices;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Additive exponential smoothing fitted to a series by least squares of the errors of one step ahead.
 *
 * <p>Given the smoothing weights, errors are linear in the initial states, so that these come from a regression, and the
 * search is over one to three weights. At the best states the derivative by the weights needs none of the states'.
 */
final class SmoothingFit {
    private static final double LEAST = 1e-4;
    private static final double GREATEST = 0.99;
    private static final double[][] STARTS = {{0.1, 0.1, 0.1}, {0.4, 0.1, 0.2}, {0.8, 0.05, 0.05}};
    /** Sums of squares below this share of the series' own are rounding. */
    private static final double EXACT = 1e-20;

    final SmoothingRecursion recursion;
    final double[] weights;
    final int degreesOfFreedom;
    final double squares;
    /** The corrected Akaike criterion. */
    final double aicc;

    final boolean converged;
    private final double mean;
    private final int n;
    private final double[] last;
    /** How the last state changes with each estimated number: initial states, then weights inside their range. */
    private final double[][] lastByEstimate;
    /** The covariance of these numbers, over the variance of an error. */
    private final double[][] covariance;

    /** The initial states for given weights, and what follows from them. */
    private static final class States {
        final double squares;
        final double[] errors;
        final double[] last;
        /** How the errors, and the last state, change with each free initial state. */
        final double[][] columns;

        final double[][] lastOfUnits;

        States(double[] errors, double[] last, double[][] columns, double[][] lastOfUnits) {
            this.squares = dot(errors, errors);
            this.errors = errors;
            this.last = last;
            this.columns = columns;
            this.lastOfUnits = lastOfUnits;
        }
    }

    private SmoothingFit(
            SmoothingRecursion recursion, double[] centred, double mean, double[] point, boolean converged) {
        this.recursion = recursion;
        this.mean = mean;
        this.n = centred.length;
        this.weights = recursion.weights(point);
        this.converged = converged;
        States found = states(recursion, weights, centred);
        if (found == null) {
            throw new IllegalStateException("no initial states at weights " + Arrays.toString(weights));
        }
        this.last = found.last;
        this.squares = found.squares;
        int estimated = recursion.states() + recursion.parameters();
        this.degreesOfFreedom = n - estimated;
        double[][] columns = new double[estimated][];
        double[][] lasts = new double[estimated][];
        int used = withWeights(recursion, point, found, columns, lasts);
        double[][] all = SymmetricMatrices.inverse(normal(columns, used)).orElse(null);
        int states = recursion.states();
        // an exact fit says nothing about the weights: then they are taken as known
        this.covariance = all != null
                ? all
                : SymmetricMatrices.inverse(normal(columns, states)).orElseThrow();
        this.lastByEstimate = Arrays.copyOf(lasts, covariance.length);
        double p = estimated + 1.0;
        double floor = EXACT * sumOfSquares(centred) + Double.MIN_NORMAL;
        this.aicc = n * Math.log(Math.max(squares, floor) / n) + 2 * p * n / (n - p - 1);
    }

    /** Fits the better of level with season, and level with trend and season, by the corrected Akaike criterion. */
    static SmoothingFit best(double[] values, int season) {
        SmoothingFit level = fit(values, new SmoothingRecursion(season, false));
        SmoothingFit trend = fit(values, new SmoothingRecursion(season, true));
        return trend.aicc < level.aicc ? trend : level;
    }

    static SmoothingFit fit(double[] values, SmoothingRecursion recursion) {
        double mean = Arrays.stream(values).average().orElseThrow();
        double[] centred = Arrays.stream(values).map(v -> v - mean).toArray();
        double scale = sumOfSquares(centred);
        int q = recursion.parameters();
        double[] lower = new double[q];
        double[] upper = new double[q];
        Arrays.fill(lower, LEAST);
        Arrays.fill(upper, GREATEST);
        Box box = Box.of(lower, upper);
        double[] bestPoint = startOf(STARTS[0], q);
        double best = Double.POSITIVE_INFINITY;
        boolean converged = true;
        for (double[] start : STARTS) {
            double[] from = startOf(start, q);
            if (!(relativeSquares(recursion, centred, scale, from) > EXACT)) {
                return new SmoothingFit(recursion, centred, mean, from, true); // a perfect fit has no best weights
            }
            Minimum minimum = BfgsMinimizer.withDefaults()
                    .minimize((point, gradient) -> objective(recursion, centred, scale, point, gradient), box, from);
            if (minimum.value() < best) {
                best = minimum.value();
                bestPoint = minimum.point();
                converged = minimum.converged();
            }
        }
        return new SmoothingFit(recursion, centred, mean, bestPoint, converged);
    }

    private static double[] startOf(double[] start, int parameters) {
        return parameters == 2 ? new double[] {start[0], start[2]} : Arrays.copyOf(start, parameters);
    }

    private static double relativeSquares(SmoothingRecursion recursion, double[] y, double scale, double[] point) {
        States found = states(recursion, recursion.weights(point), y);
        return found == null || scale == 0 ? 0 : found.squares / scale;
    }

    private static double objective(
            SmoothingRecursion recursion, double[] y, double scale, double[] point, double[] gradientOut) {
        double[] weights = recursion.weights(point);
        States found = states(recursion, weights, y);
        if (found == null) {
            return Double.NaN;
        }
        double[] byWeight = new double[3];
        double[] column = new double[y.length];
        for (int i = 0; i < byWeight.length; i++) {
            recursion.derivative(i, weights, found.errors, column);
            byWeight[i] = dot(found.errors, column);
        }
        recursion.chain(byWeight, point, gradientOut);
        for (int i = 0; i < gradientOut.length; i++) {
            gradientOut[i] *= 2 / scale;
        }
        return found.squares / scale;
    }

    /** Returns the best initial states, null where the weights make them undetermined. */
    private static @Nullable States states(SmoothingRecursion recursion, double[] weights, double[] y) {
        int k = recursion.states();
        double[] errors = new double[y.length];
        double[] last = recursion.stateOf(new double[k]);
        recursion.run(weights, y, last, errors);
        double[][] columns = new double[k][y.length];
        double[][] lastOfUnits = new double[k][];
        double[] nothing = new double[y.length];
        for (int i = 0; i < k; i++) {
            double[] unit = new double[k];
            unit[i] = 1;
            lastOfUnits[i] = recursion.stateOf(unit);
            recursion.run(weights, nothing, lastOfUnits[i], columns[i]);
        }
        double[][] inverse = SymmetricMatrices.inverse(normal(columns, k)).orElse(null);
        if (inverse == null) {
            return null;
        }
        double[] right = new double[k];
        for (int i = 0; i < k; i++) {
            right[i] = -dot(columns[i], errors);
        }
        for (int i = 0; i < k; i++) {
            double state = dot(inverse[i], right);
            addTo(errors, state, columns[i]);
            addTo(last, state, lastOfUnits[i]);
        }
        return new States(errors, last, columns, lastOfUnits);
    }

    private static double[][] normal(double[][] columns, int count) {
        double[][] normal = new double[count][count];
        for (int i = 0; i < count; i++) {
            for (int j = 0; j <= i; j++) {
                normal[i][j] = dot(columns[i], columns[j]);
                normal[j][i] = normal[i][j];
            }
        }
        return normal;
    }

    /**
     * Collects the derivatives of the errors and of the last state by each estimated number, and returns how many there
     * are: weights at an end of their range are left out.
     */
    private static int withWeights(
            SmoothingRecursion recursion, double[] point, States found, double[][] columns, double[][] lasts) {
        int k = recursion.states();
        System.arraycopy(found.columns, 0, columns, 0, k);
        System.arraycopy(found.lastOfUnits, 0, lasts, 0, k);
        double[] weights = recursion.weights(point);
        double[][] errors = new double[3][found.errors.length];
        double[][] states = new double[3][];
        for (int i = 0; i < 3; i++) {
            states[i] = recursion.derivative(i, weights, found.errors, errors[i]);
        }
        double[][] errorsByPoint = chained(recursion, point, errors);
        double[][] statesByPoint = chained(recursion, point, states);
        int used = k;
        for (int i = 0; i < point.length; i++) {
            if (point[i] > LEAST && point[i] < GREATEST) {
                columns[used] = errorsByPoint[i];
                lasts[used++] = statesByPoint[i];
            }
        }
        return used;
    }

    private static double[][] chained(SmoothingRecursion recursion, double[] point, double[][] byWeights) {
        int n = byWeights[0].length;
        double[][] byPoint = new double[point.length][n];
        double[] out = new double[point.length];
        for (int t = 0; t < n; t++) {
            recursion.chain(new double[] {byWeights[0][t], byWeights[1][t], byWeights[2][t]}, point, out);
            for (int i = 0; i < out.length; i++) {
                byPoint[i][t] = out[i];
            }
        }
        return byPoint;
    }

    /** Returns the forecast some steps after the last period, 1 or more. */
    double ahead(int step) {
        return mean + recursion.ahead(last, n, step);
    }

    /**
     * Returns the variance of the error of that forecast: that of the errors to come (Hyndman et al. (2008), equation 6.1),
     * and, by the delta method, that of the initial states and the weights as estimated.
     */
    double varianceAhead(int step) {
        double sum = 1;
        for (int j = 1; j < step; j++) {
            double response = recursion.response(weights, j);
            sum += response * response;
        }
        int k = covariance.length;
        double[] byEstimate = new double[k];
        for (int i = 0; i < k; i++) {
            byEstimate[i] = recursion.ahead(lastByEstimate[i], n, step);
        }
        for (int i = 0; i < k; i++) {
            sum += byEstimate[i] * dot(covariance[i], byEstimate);
        }
        return sum * squares / degreesOfFreedom;
    }

    private static double sumOfSquares(double[] values) {
        return dot(values, values);
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    private static void addTo(double[] to, double factor, double[] values) {
        for (int i = 0; i < to.length; i++) {
            to[i] += factor * values[i];
        }
    }
}
