package io.github.staycurve.churn.evaluate;

import java.util.OptionalDouble;

/**
 * The two-sample test of Kolmogorov and Smirnov: whether two samples come from one continuous distribution.
 *
 * <p>With ties between values p-values are too large, never too small. With many values the test finds differences too small
 * to matter: look at the distance.
 *
 * <p>This record is immutable and thread-safe.
 *
 * @param distance D, the largest distance of the two distribution functions, in [0, 1]
 * @param asymptoticPValue the probability of a distance as large, by the distribution of the one-sample statistic for
 *     nm/(n + m) values, rounded, within 0.3 % of that distribution where that is 20 or more; poor for a handful of values
 * @param exactPValue the exact probability; empty where n m is above 10,000,000
 */
public record KolmogorovSmirnovTest(double distance, double asymptoticPValue, OptionalDouble exactPValue) {
    private static final long MOST_CELLS = 10_000_000;

    /**
     * Returns the test of two samples.
     *
     * @param first the first sample, finite, at least one value
     * @param second the second sample, finite, at least one value
     * @return the test
     * @throws IllegalArgumentException if a sample is empty or a value is not finite
     */
    public static KolmogorovSmirnovTest of(double[] first, double[] second) {
        return ofSorted(sortedComplete(first, "first"), sortedComplete(second, "second"));
    }

    private static double[] sortedComplete(double[] values, String name) {
        double[] sorted = EmpiricalDistances.sortedKnown(values, name);
        if (sorted.length != values.length || sorted.length == 0) {
            throw new IllegalArgumentException("%s must hold finite values, one at least; %d of %d are"
                    .formatted(name, sorted.length, values.length));
        }
        return sorted;
    }

    /**
     * Returns the best p-value there is.
     *
     * @return the exact probability where there is one, else the asymptotic
     */
    public double pValue() {
        return exactPValue.orElse(asymptoticPValue);
    }

    static KolmogorovSmirnovTest ofSorted(double[] a, double[] b) {
        long gap = EmpiricalDistances.largestGap(a, b);
        double n = a.length;
        double m = b.length;
        double distance = (double) gap / (n * m);
        double effective = Math.max(1, Math.rint(n / (n + m) * m));
        return new KolmogorovSmirnovTest(
                distance,
                KolmogorovDistribution.upperTail(distance, effective),
                (long) a.length * b.length <= MOST_CELLS
                        ? OptionalDouble.of(KolmogorovDistribution.exactTwoSample(gap, a.length, b.length))
                        : OptionalDouble.empty());
    }
}
