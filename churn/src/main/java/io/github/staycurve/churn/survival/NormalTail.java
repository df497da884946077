package io.github.staycurve.churn.survival;

import io.github.staycurve.core.internal.math.GaussLegendre;

/**
 * The hazard &phi;(z) / &Phi;(-z) of the standard normal distribution and its integral, right in both tails, and fast: a
 * fit asks for them once a row and step.
 *
 * <p>Both come from Mills' ratio R(x) = &Phi;(-x) / &phi;(x) = &int; exp(-t²/2 - xt) dt, x from 0: by its Taylor series about
 * the nearest of a grid of points, whose terms are moments of that integral, and far out by Laplace's continued fraction.
 *
 * @see <a href="https://dlmf.nist.gov/7.8">NIST Digital Library of Mathematical Functions, 7.8 and 7.9.3</a>
 */
final class NormalTail {
    private static final double HALF_LOG_TWO_PI = 0.9189385332046727;
    /** From here on the continued fraction is right to the last digits with the terms below. */
    private static final double FAR = 5;

    private static final int FRACTION_TERMS = 30;
    private static final int POINTS_A_UNIT = 8;
    /** At half the distance of two points, what follows is below the last digit. */
    private static final int SERIES_TERMS = 13;
    /** By point: moments of order k over k!, with the signs of the series. */
    private static final double[][] SERIES = series();

    private NormalTail() {}

    /** Returns -log &Phi;(-z). */
    static double cumulativeHazard(double z) {
        return z < 0 ? -Math.log1p(-density(z) * mills(-z)) : z * z / 2 + HALF_LOG_TWO_PI - Math.log(mills(z));
    }

    static double hazard(double z) {
        if (z < 0) {
            double density = density(z);
            return density / (1 - density * mills(-z));
        }
        return 1 / mills(z);
    }

    static double logHazard(double z) {
        return z < 0 ? cumulativeHazard(z) - z * z / 2 - HALF_LOG_TWO_PI : -Math.log(mills(z));
    }

    /**
     * Writes H(z), its first and second derivative, the logarithm of the first, and the first and second derivative of that
     * logarithm, with one look at the ratio.
     */
    static void evaluate(double z, double[] out) {
        double hazard;
        if (z < 0) {
            double density = density(z);
            double below = density * mills(-z);
            out[0] = -Math.log1p(-below);
            hazard = density / (1 - below);
            out[3] = out[0] - z * z / 2 - HALF_LOG_TWO_PI;
        } else {
            double ratio = mills(z);
            out[3] = -Math.log(ratio);
            out[0] = z * z / 2 + HALF_LOG_TWO_PI + out[3];
            hazard = 1 / ratio;
        }
        out[1] = hazard;
        out[2] = hazard * (hazard - z);
        out[4] = hazard - z;
        out[5] = out[2] - 1;
    }

    private static double density(double z) {
        return Math.exp(-z * z / 2 - HALF_LOG_TWO_PI);
    }

    /** Returns R(x) for x from 0. */
    private static double mills(double x) {
        if (!(x < FAR)) {
            double value = x;
            for (int k = FRACTION_TERMS; k >= 1; k--) {
                value = x + k / value;
            }
            return 1 / value;
        }
        int point = (int) (x * POINTS_A_UNIT + 0.5);
        double distance = x - (double) point / POINTS_A_UNIT;
        double[] terms = SERIES[point];
        double sum = terms[SERIES_TERMS - 1];
        for (int k = SERIES_TERMS - 2; k >= 0; k--) {
            sum = sum * distance + terms[k];
        }
        return sum;
    }

    private static double[][] series() {
        double[][] series = new double[(int) (FAR * POINTS_A_UNIT) + 1][SERIES_TERMS];
        for (int point = 0; point < series.length; point++) {
            double x = (double) point / POINTS_A_UNIT;
            for (int panel = 0; panel < 26; panel++) { // exp(-13²/2) is nothing
                addPanel(x, panel * 0.5, series[point]);
            }
        }
        return series;
    }

    private static void addPanel(double x, double from, double[] terms) {
        GaussLegendre rule = GaussLegendre.SIXTEEN;
        for (int i = 0; i < rule.size(); i++) {
            double t = from + 0.25 * (1 + rule.node(i));
            double term = 0.25 * rule.weight(i) * Math.exp(-t * t / 2 - x * t);
            for (int k = 0; k < SERIES_TERMS; k++) {
                terms[k] += term;
                term *= -t / (k + 1);
            }
        }
    }
}
