package io.github.staycurve.clv.model;

/**
 * The sum S = Σ (R)_j/j! y^j over j below k, its logarithm and the derivatives of that: how much likelier a silence is when
 * a purchase takes k events and the first k − 1 may have happened, than when it takes one.
 *
 * <p>All terms are positive. Not thread-safe.
 */
final class ErlangSilence {
    private final int steps;
    private double sum = 1;
    private double slopeShape;
    private double slopeLogPart;

    ErlangSilence(int steps) {
        this.steps = steps;
    }

    /**
     * Sets the silence.
     *
     * @param shape R, positive
     * @param part y, the share of the silence in all time, in [0, 1]
     */
    void set(double shape, double part) {
        double term = 1;
        double logSlope = 0;
        sum = 1;
        slopeShape = 0;
        slopeLogPart = 0;
        for (int j = 1; j < steps; j++) {
            double factor = shape + (j - 1);
            term *= factor * part / j;
            logSlope += 1 / factor;
            sum += term;
            slopeShape += term * logSlope;
            slopeLogPart += term * j;
        }
    }

    /** Returns ln S. */
    double log() {
        return Math.log(sum);
    }

    /** Returns the derivative of ln S in R. */
    double slopeShape() {
        return slopeShape / sum;
    }

    /** Returns the derivative of ln S in ln y. */
    double slopeLogPart() {
        return slopeLogPart / sum;
    }
}
