package io.github.staycurve.core.internal;

/**
 * A running sum that keeps what each addition rounds off.
 *
 * <p>The value is the correctly rounded sum as long as the rounding errors add up exactly themselves, as those of
 * amounts in cents do up to 1e15: then it does not depend on the order of the additions. Neumaier (1974),
 * "Rundungsfehleranalyse einiger Verfahren zur Summation endlicher Summen", ZAMM 54, algorithm IV.
 *
 * <p>This class is not thread-safe.
 */
public final class CompensatedSum {
    private double sum;
    private double error;

    /** Makes a sum of nothing. */
    public CompensatedSum() {}

    /**
     * Adds a value.
     *
     * @param value the value; after an infinite one the sum stays infinite, or is NaN when both infinities were added
     */
    public void add(double value) {
        double next = sum + value;
        error += roundedOff(sum, value, next);
        sum = next;
    }

    /**
     * Returns the sum.
     *
     * @return the sum of what was added since the last reset
     */
    public double value() {
        if (Double.isInfinite(sum)) {
            return sum; // infinity - infinity made the error NaN
        }
        return sum + error;
    }

    /** Starts again from 0. */
    public void reset() {
        sum = 0;
        error = 0;
    }

    /**
     * Returns what an addition rounded off, exactly.
     *
     * @param a one summand
     * @param b the other summand
     * @param sum a + b as a double
     * @return the exact value of a + b - sum
     */
    public static double roundedOff(double a, double b, double sum) {
        double virtual = sum - a;
        return (a - (sum - virtual)) + (b - virtual); // Knuth's two-sum: holds whichever is larger
    }
}
