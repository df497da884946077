package io.github.staycurve.core.stat;

import io.github.staycurve.core.internal.math.NormalDistributions;
import java.util.Arrays;
import java.util.OptionalDouble;

/**
 * Whether values tend to rise from each group to the next, in an order of the groups that was fixed beforehand: the test of
 * Jonckheere and Terpstra.
 *
 * <p>J counts the pairs of customers of two groups in which the one of the later group has the greater value, ties as half.
 * Values may be tied, as spends of 0 are in plenty: the variance is corrected for it. The normal approximation of J is good
 * for groups of ten or more.
 *
 * <p>This class is immutable and thread-safe.
 *
 * @see <a href="https://doi.org/10.1093/biomet/41.1-2.133">Jonckheere (1954), A distribution-free k-sample test against
 *     ordered alternatives, Biometrika 41(1/2)</a>
 */
public final class JonckheereTest {
    private final double statistic;
    private final double mean;
    private final double variance;
    private final double pairs;

    private JonckheereTest(double statistic, double mean, double variance, double pairs) {
        this.statistic = statistic;
        this.mean = mean;
        this.variance = variance;
        this.pairs = pairs;
    }

    /**
     * Returns the test of some groups.
     *
     * @param groups the values of each group, in the order in which they are expected to rise; groups may be empty; copied
     * @return the test
     * @throws IllegalArgumentException if a value is NaN
     */
    public static JonckheereTest of(double[]... groups) {
        int n = 0;
        for (double[] group : groups) {
            n += group.length;
        }
        double[] all = new double[n];
        int filled = 0;
        double statistic = 0;
        double squares = 0;
        double[] earlier = new double[0];
        for (double[] group : groups) {
            for (double value : group) {
                if (Double.isNaN(value)) {
                    throw new IllegalArgumentException("values must not be NaN");
                }
                statistic += below(earlier, value);
                all[filled++] = value;
            }
            squares += (double) group.length * group.length;
            earlier = Arrays.copyOf(all, filled);
            Arrays.sort(earlier);
        }
        double pairs = ((double) n * n - squares) / 2;
        return new JonckheereTest(statistic, pairs / 2, variance(groups, earlier), pairs);
    }

    /** Returns how many sorted values lie below one, those equal to it as half. */
    private static double below(double[] sorted, double value) {
        return (firstFrom(sorted, value, false) + firstFrom(sorted, value, true)) / 2.0;
    }

    /** Returns how many sorted values lie below one, or below or at it. */
    private static int firstFrom(double[] sorted, double value, boolean orEqual) {
        int low = 0;
        int high = sorted.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sorted[middle] < value || (orEqual && sorted[middle] == value)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /**
     * The variance over all orders of the values, with ties: Hollander and Wolfe (1999), "Nonparametric Statistical
     * Methods", section 6.2.
     */
    private static double variance(double[][] groups, double[] sorted) {
        double n = sorted.length;
        if (n < 2) {
            return 0;
        }
        Terms sizes = new Terms();
        for (double[] group : groups) {
            sizes.add(group.length);
        }
        Terms ties = new Terms();
        for (int start = 0; start < sorted.length; ) {
            int end = firstFrom(sorted, sorted[start], true);
            ties.add(end - start);
            start = end;
        }
        double whole = n * (n - 1) * (2 * n + 5) - sizes.cubic - ties.cubic;
        double triples = n < 3 ? 0 : sizes.triples * ties.triples / (36 * n * (n - 1) * (n - 2));
        return whole / 72 + triples + sizes.pairs * ties.pairs / (8 * n * (n - 1));
    }

    /** Sums over the sizes of groups, or of sets of tied values. */
    private static final class Terms {
        private double cubic;
        private double triples;
        private double pairs;

        void add(double size) {
            cubic += size * (size - 1) * (2 * size + 5);
            triples += size * (size - 1) * (size - 2);
            pairs += size * (size - 1);
        }
    }

    /**
     * Returns J.
     *
     * @return the pairs of two groups in which the value of the later is greater, ties as half
     */
    public double statistic() {
        return statistic;
    }

    /**
     * Returns the mean of J where the groups do not differ.
     *
     * @return half the number of pairs of two groups
     */
    public double mean() {
        return mean;
    }

    /**
     * Returns the variance of J where the groups do not differ.
     *
     * @return the variance, given the ties
     */
    public double variance() {
        return variance;
    }

    /**
     * Returns how far J lies above its mean, in standard deviations.
     *
     * @return z; empty where J cannot vary, because all values are equal or there are fewer than two groups with any
     */
    public OptionalDouble z() {
        // rounding of whole numbers divided by 72: a variance of this size cannot come from any ties
        return variance > 1e-9 * (1 + mean)
                ? OptionalDouble.of((statistic - mean) / Math.sqrt(variance))
                : OptionalDouble.empty();
    }

    /**
     * Returns the probability of a J at least this large where the groups do not differ: small where values rise.
     *
     * @return the one-sided p-value by the normal approximation, in [0, 1]; empty where J cannot vary
     */
    public OptionalDouble pValue() {
        OptionalDouble z = z();
        return z.isPresent()
                ? OptionalDouble.of(NormalDistributions.cumulative(-z.getAsDouble()))
                : OptionalDouble.empty();
    }

    /**
     * Returns the share of pairs of two groups in which the value of the later is greater, ties as half: how strong the rise
     * is, however many values there are.
     *
     * @return J out of the pairs; 0.5 where the groups do not differ, 1 where they do not overlap; empty without pairs
     */
    public Ratio ordered() {
        return Ratio.of(statistic, pairs);
    }
}
