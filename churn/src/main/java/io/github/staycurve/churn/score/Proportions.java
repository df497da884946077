package io.github.staycurve.churn.score;

import java.util.function.DoubleUnaryOperator;

/**
 * How much a curve rises for each unit on the straight way between two points: parts that add up on the one scale, times
 * this, add up on the other. For parts of a sum under a curve these are the values of Aumann and Shapley.
 *
 * @see <a href="https://proceedings.mlr.press/v70/sundararajan17a.html">Sundararajan, Taly and Yan (2017), Axiomatic
 *     Attribution for Deep Networks, ICML</a>
 */
final class Proportions {
    /** Nearer than this, the points are taken apart: a quotient of differences would be rounding. */
    private static final double NEAR = 1e-6;

    private Proportions() {}

    /** Returns the mean slope between two points; around them where they are one. */
    static double slope(double from, double to, DoubleUnaryOperator curve) {
        double low = from;
        double high = to;
        if (Math.abs(to - from) < NEAR) {
            double middle = from + (to - from) / 2;
            low = middle - NEAR;
            high = middle + NEAR;
        }
        return (curve.applyAsDouble(high) - curve.applyAsDouble(low)) / (high - low);
    }
}
