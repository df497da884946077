package io.github.staycurve.core.internal.math;

/** A smooth function of several variables with its exact gradient, to be minimised. */
@FunctionalInterface
public interface Objective {
    /**
     * Returns the value at a point and writes the gradient there.
     *
     * @param point where to evaluate; must not be changed or kept
     * @param gradientOut receives the partial derivatives, as many as the point has coordinates
     * @return the value; NaN or infinite where the function is not defined, and then the gradient is ignored
     */
    double value(double[] point, double[] gradientOut);
}
