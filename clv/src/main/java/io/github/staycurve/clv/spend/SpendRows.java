package io.github.staycurve.clv.spend;

import io.github.staycurve.core.internal.Checks;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The rows a spend likelihood is taken over: equal (x, m) merged, grouped by x, and money divided by its geometric mean.
 *
 * <p>The order depends on the values alone, so the same rows in any order give the same likelihood. Immutable.
 */
final class SpendRows {
    /** Each distinct x, ascending. */
    final int[] frequency;
    /** Where the rows of each distinct x begin, and the end. */
    final int[] start;
    /** m divided by {@link #scale}. */
    final double[] spend;
    /** ln(m/scale). */
    final double[] logSpend;
    /** How many customers a row stands for. */
    final double[] weight;
    /** The geometric mean of m over the customers, in the unit of money. */
    final double scale;
    /** The number of customers. */
    final double totalWeight;
    /** What was left out. */
    final Excluded excluded;

    /**
     * How many rows a likelihood cannot use.
     *
     * @param withoutRepeat those without a repeat purchase
     * @param withoutSpend those whose repeat purchases have a mean spend of 0 or less
     */
    record Excluded(int withoutRepeat, int withoutSpend) {}

    private SpendRows(int[] x, double[] m, double[] weight, Excluded excluded) {
        int[] starts = IntStream.range(0, x.length)
                .filter(i -> i == 0 || x[i] != x[i - 1])
                .toArray();
        this.frequency = Arrays.stream(starts).map(i -> x[i]).toArray();
        this.start = Arrays.copyOf(starts, starts.length + 1);
        this.start[starts.length] = x.length;
        this.weight = weight;
        this.totalWeight = Arrays.stream(weight).sum();
        this.logSpend = Arrays.stream(m).map(Math::log).toArray();
        double logScale = 0;
        for (int i = 0; i < m.length; i++) {
            logScale += weight[i] / totalWeight * logSpend[i];
        }
        this.scale = Math.exp(logScale);
        this.spend = new double[m.length];
        for (int i = 0; i < m.length; i++) {
            spend[i] = m[i] / scale;
            logSpend[i] -= logScale;
        }
        this.excluded = excluded;
    }

    /** Collects the rows a spend model can use; without weights every row is one customer. */
    static SpendRows of(int[] x, double[] meanSpend, double @Nullable [] weight) {
        requireOneLength(x, meanSpend, weight);
        int[] used = new int[x.length];
        int count = 0;
        int withoutRepeat = 0;
        int withoutSpend = 0;
        for (int row = 0; row < x.length; row++) {
            Checks.nonNegative(x[row], "x");
            double w = weight == null ? 1 : Checks.nonNegativeFinite(weight[row], "weight");
            if (x[row] == 0) {
                withoutRepeat++;
            } else if (Checks.finite(meanSpend[row], "meanSpend") <= 0) {
                withoutSpend++;
            } else if (w > 0) {
                used[count++] = row;
            }
        }
        int[] rows = Arrays.copyOf(used, count);
        return merged(
                Arrays.stream(rows).map(row -> x[row]).toArray(),
                Arrays.stream(rows).mapToDouble(row -> meanSpend[row]).toArray(),
                Arrays.stream(rows)
                        .mapToDouble(row -> weight == null ? 1 : weight[row])
                        .toArray(),
                new Excluded(withoutRepeat, withoutSpend));
    }

    private static void requireOneLength(int[] x, double[] meanSpend, double @Nullable [] weight) {
        if (meanSpend.length != x.length || (weight != null && weight.length != x.length)) {
            throw new IllegalArgumentException("columns must have one length, were x %d, meanSpend %d, weight %s"
                    .formatted(x.length, meanSpend.length, weight == null ? "none" : weight.length));
        }
    }

    /** Sorts by x, then m, on one primitive key of both: x above the rank of m among all distinct means. */
    private static SpendRows merged(int[] x, double[] meanSpend, double[] weight, Excluded excluded) {
        double[] levels = distinct(meanSpend);
        long[] keys = new long[x.length];
        for (int row = 0; row < keys.length; row++) {
            keys[row] = ((long) x[row] << 32) | Arrays.binarySearch(levels, meanSpend[row]);
        }
        long[] sorted = keys.clone();
        Arrays.sort(sorted);
        int size = 0;
        for (int i = 0; i < sorted.length; i++) {
            if (i == 0 || sorted[i] != sorted[i - 1]) {
                sorted[size++] = sorted[i];
            }
        }
        double[] merged = new double[size];
        for (int row = 0; row < keys.length; row++) {
            merged[Arrays.binarySearch(sorted, 0, size, keys[row])] += weight[row];
        }
        int[] frequencies = Arrays.stream(sorted, 0, size)
                .mapToInt(key -> (int) (key >> 32))
                .toArray();
        double[] means = Arrays.stream(sorted, 0, size)
                .mapToDouble(key -> levels[(int) key])
                .toArray();
        return new SpendRows(frequencies, means, merged, excluded);
    }

    private static double[] distinct(double[] unsorted) {
        double[] values = unsorted.clone();
        Arrays.sort(values);
        int size = 0;
        for (int i = 0; i < values.length; i++) {
            if (i == 0 || values[i] != values[i - 1]) {
                values[size++] = values[i];
            }
        }
        return Arrays.copyOf(values, size);
    }

    int size() {
        return spend.length;
    }

    /** Returns Σ w ln m, which turns the likelihood of m/scale on the log scale into the density of m. */
    double totalLogSpend() {
        double sum = 0;
        double logScale = Math.log(scale);
        for (int i = 0; i < spend.length; i++) {
            sum += weight[i] * (logSpend[i] + logScale);
        }
        return sum;
    }
}
