package io.github.staycurve.core.internal.math;

import java.util.function.DoubleUnaryOperator;

/**
 * Roots of continuous functions of one variable between two points where their signs differ.
 *
 * <p>By the method of T. R. Chandrupatla (1997), A new hybrid quadratic/bisection algorithm for finding the zero of a
 * nonlinear function without using derivatives, Advances in Engineering Software 28(3), 145-149: inverse quadratic
 * interpolation where the last three points say that it can be trusted, bisection elsewhere.
 *
 * <p>This class has no state.
 */
public final class Roots {
    /** Bisection alone ends sooner for any two doubles. */
    private static final int MOST_STEPS = 2200;

    private Roots() {}

    /**
     * Returns a root to the precision of a double.
     *
     * @param function a continuous function
     * @param low an end of the bracket
     * @param high the other end; the function there must have another sign than at the first, or be 0 at one of them
     * @return a point next to a change of sign
     * @throws IllegalArgumentException if the signs at both ends are the same, or one of the values is NaN
     */
    public static double bracketed(DoubleUnaryOperator function, double low, double high) {
        double b = low;
        double a = high;
        double fb = function.applyAsDouble(b);
        double fa = function.applyAsDouble(a);
        if (fa == 0 || fb == 0) {
            return fa == 0 ? a : b;
        }
        if (!(fa < 0 ? fb > 0 : fa > 0 && fb < 0)) {
            throw new IllegalArgumentException(
                    "function must change its sign over [%s, %s], was %s and %s".formatted(low, high, fb, fa));
        }
        double part = 0.5;
        for (int step = 0; step < MOST_STEPS; step++) {
            double point = a + part * (b - a);
            double value = function.applyAsDouble(point);
            double c = a;
            double fc = fa;
            if ((value > 0) != (fa > 0)) {
                c = b;
                fc = fb;
                b = a;
                fb = fa;
            }
            a = point;
            fa = value;
            double best = Math.abs(fa) < Math.abs(fb) ? a : b;
            double least = Math.ulp(best) / Math.abs(b - a);
            if (!(least < 0.5) || fa == 0) {
                return fa == 0 ? a : best;
            }
            part = Math.min(1 - least, Math.max(least, interpolated(a, fa, b, fb, c, fc)));
        }
        return a;
    }

    /** Returns where between a and b the next point lies: 1/2 unless a quadratic through all three is trustworthy. */
    private static double interpolated(double a, double fa, double b, double fb, double c, double fc) {
        double xi = (a - b) / (c - b);
        double phi = (fa - fb) / (fc - fb);
        if (!(phi * phi < xi && (1 - phi) * (1 - phi) < 1 - xi)) {
            return 0.5;
        }
        return fa / (fb - fa) * (fc / (fb - fc)) + (c - a) / (b - a) * (fa / (fc - fa)) * (fb / (fc - fb));
    }
}
