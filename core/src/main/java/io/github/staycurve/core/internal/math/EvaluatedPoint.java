package io.github.staycurve.core.internal.math;

/** A point with the value and the gradient there; a buffer of the search, reused. */
final class EvaluatedPoint {
    final double[] x;
    final double[] gradient;
    double value = Double.POSITIVE_INFINITY;

    EvaluatedPoint(int dimension) {
        x = new double[dimension];
        gradient = new double[dimension];
    }

    /** Returns whether the value and the gradient are finite. */
    boolean isDefined() {
        double sum = value;
        for (double derivative : gradient) {
            sum += Math.abs(derivative);
        }
        return Double.isFinite(sum);
    }
}
