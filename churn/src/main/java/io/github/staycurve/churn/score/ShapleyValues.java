package io.github.staycurve.churn.score;

import io.github.staycurve.core.internal.Checks;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;

/** Shares the difference of a function between two rows among the features in which they differ. */
final class ShapleyValues {
    static final int MOST_EXACT = 12;

    private final int orders;
    private final long seed;

    private ShapleyValues(int orders, long seed) {
        this.orders = orders;
        this.seed = seed;
    }

    static ShapleyValues exact() {
        return new ShapleyValues(0, 0);
    }

    static ShapleyValues sampled(int orders, long seed) {
        return new ShapleyValues(Checks.inRange(orders, 1, Integer.MAX_VALUE, "orders"), seed);
    }

    /** Returns one value a feature; they add up to the difference, but for rounding. */
    double[] of(double[] from, double[] to, ToDoubleFunction<double[]> function) {
        if (orders > 0) {
            return sample(from, to, function);
        }
        if (from.length > MOST_EXACT) {
            throw new IllegalStateException(
                    "exact reasons of %s features take 2^%s calls of the model: give it contributions or sampled reasons"
                            .formatted(from.length, from.length));
        }
        return enumerate(from, to, function);
    }

    private static double[] enumerate(double[] from, double[] to, ToDoubleFunction<double[]> function) {
        int d = from.length;
        double[] value = new double[1 << d];
        double[] row = new double[d];
        for (int set = 0; set < value.length; set++) {
            for (int j = 0; j < d; j++) {
                row[j] = (set >> j & 1) == 1 ? to[j] : from[j];
            }
            value[set] = function.applyAsDouble(row);
        }
        double[] share = shares(d);
        double[] values = new double[d];
        for (int set = 0; set < value.length; set++) {
            for (int j = 0; j < d; j++) {
                if ((set >> j & 1) == 0) {
                    values[j] += share[Integer.bitCount(set)] * (value[set | 1 << j] - value[set]);
                }
            }
        }
        return values;
    }

    /** Returns s!(d − s − 1)!/d!, the share of orders in which a given set of size s comes before a given feature. */
    private static double[] shares(int d) {
        double[] share = new double[d];
        share[0] = 1.0 / d;
        for (int s = 1; s < d; s++) {
            share[s] = share[s - 1] * s / (d - s);
        }
        return share;
    }

    private double[] sample(double[] from, double[] to, ToDoubleFunction<double[]> function) {
        SplittableRandom random = new SplittableRandom(seed);
        int d = from.length;
        double[] values = new double[d];
        int[] order = new int[d];
        for (int k = 0; k < orders; k++) {
            for (int j = 0; j < d; j++) { // inside-out shuffle
                int at = random.nextInt(j + 1);
                order[j] = order[at];
                order[at] = j;
            }
            walk(from, to, function, order, values);
            for (int j = 0; j < d / 2; j++) {
                int kept = order[j];
                order[j] = order[d - 1 - j];
                order[d - 1 - j] = kept;
            }
            walk(from, to, function, order, values);
        }
        for (int j = 0; j < d; j++) {
            values[j] /= 2.0 * orders;
        }
        return values;
    }

    private static void walk(
            double[] from, double[] to, ToDoubleFunction<double[]> function, int[] order, double[] values) {
        double[] row = from.clone();
        double before = function.applyAsDouble(row);
        for (int feature : order) {
            row[feature] = to[feature];
            double after = function.applyAsDouble(row);
            values[feature] += after - before;
            before = after;
        }
    }
}
