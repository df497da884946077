package io.github.staycurve.core.internal.math;

import org.apache.commons.math3.special.Gamma;

/**
 * The generalized exponential integral E<sub>p</sub>(z), scaled so that it neither underflows for large z nor has
 * singular orders.
 *
 * <p>It is the incomplete gamma function z<sup>p−1</sup>Γ(1 − p, z) and, as e<sup>z</sup>E<sub>p</sub>(z) = U(1, 2 − p, z),
 * a confluent hypergeometric function. The textbook ways to compute those, two series with Γ(1 − p) in front, have poles
 * at whole p and cancel near them.
 *
 * <p>This class has no state and allocates nothing. Arguments are not checked.
 *
 * @see <a href="https://dlmf.nist.gov/8.19">NIST Digital Library of Mathematical Functions, 8.19</a>
 */
public final class ExponentialIntegral {
    private static final double EULER_GAMMA = 0.5772156649015329;

    /** From here on the continued fraction needs at most some 60 steps. */
    private static final double LARGE_ARGUMENT = 1;
    /** From here on it needs few steps, whatever the argument. */
    private static final double LARGE_ORDER = 40;
    /** Up to this order the power series is used as it is; above, for an order that many whole steps lower. */
    private static final double LARGEST_SERIES_ORDER = 1.5;

    private static final int MOST_STEPS = 500;
    private static final double NEGLIGIBLE = 1e-17;
    /** A factor this close to 1 changes the last place at most. */
    private static final double ROUNDING = 1.2e-16;

    private ExponentialIntegral() {}

    /**
     * Returns e<sup>z</sup>E<sub>p</sub>(z), the integral of e<sup>−zt</sup>(1 + t)<sup>−p</sup> over t from 0 to infinity.
     *
     * @param p the order, positive
     * @param z positive
     * @return the integral, positive, between 1/(z + p) and 1/z
     */
    public static double scaled(double p, double z) {
        if (z >= LARGE_ARGUMENT || p >= LARGE_ORDER) {
            return fraction(p, z);
        }
        double steps = Math.max(0, Math.ceil(p - LARGEST_SERIES_ORDER));
        double order = p - steps;
        double value = series(order, z);
        for (int k = 0; k < steps; k++) {
            value = (1 - z * value) / (order + k); // 8.19.12
        }
        return value;
    }

    /** Returns the value by the even part of the continued fraction 8.19.17, forward by the modified method of Lentz. */
    private static double fraction(double p, double z) {
        double b = z + p;
        double c = Double.POSITIVE_INFINITY;
        double d = 1 / b;
        double value = d;
        for (int k = 1; k < MOST_STEPS; k++) {
            double numerator = -k * (p + (k - 1));
            b += 2;
            d = 1 / (b + numerator * d);
            c = b + numerator / c;
            double factor = c * d;
            value *= factor;
            if (Math.abs(factor - 1) < ROUNDING) {
                break;
            }
        }
        return value;
    }

    /**
     * Returns the value for p of 1.5 or less and z of 1 or less, from the series of the lower incomplete gamma function
     * (8.7.3 with 8.2.3). With ε = 1 − p, its first term −z<sup>ε</sup>/ε and Γ(ε) are singular together at p = 1 and are
     * taken together: they make (Γ(1 + ε) − 1)/ε + (1 − z<sup>ε</sup>)/ε.
     */
    private static double series(double p, double z) {
        double epsilon = 1 - p;
        double logZ = Math.log(z);
        double power = -epsilon * logZ;
        // z^-epsilon - 1 over epsilon, by which the second bracket is multiplied below too
        double second = Math.abs(power) < 1e-300 ? -logZ : Math.expm1(power) / epsilon;
        double rest = 0;
        double term = 1;
        for (int n = 1; term > NEGLIGIBLE * z || term < -NEGLIGIBLE * z; n++) {
            term *= -z / n;
            rest += term / (n + epsilon);
        }
        return Math.exp(z) * ((1 + epsilon * second) * gammaSlope(epsilon) + second - rest);
    }

    /** Returns (Γ(1 + ε) − 1)/ε for ε from −0.5 to 1. */
    private static double gammaSlope(double epsilon) {
        if (Math.abs(epsilon) < 1e-17) {
            return -EULER_GAMMA;
        }
        double inverse = Gamma.invGamma1pm1(epsilon); // 1/Γ(1 + ε) − 1, to full relative accuracy
        return -inverse / (epsilon * (1 + inverse));
    }
}
