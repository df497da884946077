package io.github.staycurve.clv.model;

/**
 * How likely it is that j events have happened since the last purchase, for a live customer of a CNBD model: proportional to
 * (R)_j/j! y^j, with y the share of the silence in A; the rate of events is then Gamma(R + j, A).
 *
 * <p>Immutable and thread-safe.
 */
final class ErlangPhases {
    private final double shape;
    private final double part;
    /** The weights by j, those that are not 0. */
    private final double[] weight;
    /** The weights times R + j, the rate of events in units of 1/A. */
    private final double[] rate;

    private final double sum;

    ErlangPhases(int k, double shape, double part) {
        this.shape = shape;
        this.part = part;
        int phases = part > 0 ? k : 1; // right after a purchase there is the first alone
        weight = new double[phases];
        rate = new double[phases];
        double term = 1;
        double total = 0;
        for (int j = 0; j < phases; j++) {
            weight[j] = term;
            rate[j] = term * (shape + j);
            total += term;
            term *= (shape + j) * part / (j + 1);
        }
        sum = total;
    }

    double shape() {
        return shape;
    }

    double part() {
        return part;
    }

    int size() {
        return weight.length;
    }

    double weight(int j) {
        return weight[j];
    }

    /** Returns the sum of the weights. */
    double sum() {
        return sum;
    }

    /** Returns Σ weight(j) z^j. */
    double weights(double z) {
        return polynomial(weight, z);
    }

    /** Returns Σ weight(j) (R + j) z^j. */
    double rates(double z) {
        return polynomial(rate, z);
    }

    private static double polynomial(double[] of, double z) {
        double value = 0;
        for (int j = of.length - 1; j >= 0; j--) {
            value = value * z + of[j];
        }
        return value;
    }

    /** Puts Σ weight(j) z^j for a complex z into an array of two. */
    void weights(double re, double im, double[] out) {
        polynomial(weight, re, im, out);
    }

    /** Puts Σ weight(j) (R + j) z^j for a complex z into an array of two. */
    void rates(double re, double im, double[] out) {
        polynomial(rate, re, im, out);
    }

    private static void polynomial(double[] of, double re, double im, double[] out) {
        double x = 0;
        double y = 0;
        for (int j = of.length - 1; j >= 0; j--) {
            double next = x * re - y * im + of[j];
            y = x * im + y * re;
            x = next;
        }
        out[0] = x;
        out[1] = y;
    }
}
