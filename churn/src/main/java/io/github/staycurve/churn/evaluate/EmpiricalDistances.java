package io.github.staycurve.churn.evaluate;

import java.util.Arrays;

/** Distances of the distribution functions of two ascending samples. No state. */
final class EmpiricalDistances {
    private EmpiricalDistances() {}

    /** The values that are not missing, ascending; infinite ones are refused. */
    static double[] sortedKnown(double[] values, String name) {
        double[] known = new double[values.length];
        int size = 0;
        for (int row = 0; row < values.length; row++) {
            double value = values[row];
            if (Double.isInfinite(value)) {
                throw new IllegalArgumentException(
                        "%s[%d] must be finite or missing, was %s".formatted(name, row, value));
            }
            if (!Double.isNaN(value)) {
                known[size++] = value + 0.0; // makes 0.0 of -0.0
            }
        }
        double[] sorted = Arrays.copyOf(known, size);
        Arrays.sort(sorted);
        return sorted;
    }

    /** The largest distance, times both numbers of values, which makes it whole. */
    static long largestGap(double[] a, double[] b) {
        long largest = 0;
        int i = 0;
        int j = 0;
        while (i < a.length && j < b.length) {
            double x = Math.min(a[i], b[j]);
            i = skip(a, i, x);
            j = skip(b, j, x);
            largest = Math.max(largest, Math.abs((long) i * b.length - (long) j * a.length));
        }
        return largest;
    }

    /** The area between the two distribution functions: the Wasserstein distance of order 1, in the unit of the values. */
    static double areaBetween(double[] a, double[] b) {
        double area = 0;
        double last = 0;
        int i = 0;
        int j = 0;
        while (i < a.length || j < b.length) {
            double x = Math.min(
                    i < a.length ? a[i] : Double.POSITIVE_INFINITY, j < b.length ? b[j] : Double.POSITIVE_INFINITY);
            if (i > 0 || j > 0) {
                area += Math.abs((double) i / a.length - (double) j / b.length) * (x - last);
            }
            last = x;
            i = skip(a, i, x);
            j = skip(b, j, x);
        }
        return area;
    }

    private static int skip(double[] values, int from, double x) {
        int i = from;
        while (i < values.length && values[i] == x) {
            i++;
        }
        return i;
    }
}
