package io.github.staycurve.churn.evaluate;

import io.github.staycurve.core.internal.math.RandomVariates;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Draws customers with replacement, by the cells that they are pooled in: a multinomial variate of many cells. Immutable and
 * thread-safe; the generator passed in is not.
 *
 * <p>The draws are divided between the two halves of the cells by a binomial variate, and so on, until few are left, which are
 * placed one by one. A draw costs a constant number of steps for any weights, and cells that lie together are counted
 * together, which memory likes.
 */
final class Resampler {
    /** From here on placing each draw costs less than halving. */
    private static final long FEW_DRAWS = 64;

    /** The weight of all cells before each, and of all. */
    private final double[] before;

    private final long draws;

    private Resampler(double[] before, long draws) {
        this.before = before;
        this.draws = draws;
    }

    /** A resampler of cells; it draws as many customers as they hold, rounded, one at least. */
    static Resampler of(double[] weights) {
        double[] before = new double[weights.length + 1];
        for (int i = 0; i < weights.length; i++) {
            before[i + 1] = before[i] + weights[i];
        }
        double total = before[weights.length];
        return new Resampler(before, total > 0 ? Math.max(1, Math.round(total)) : 0);
    }

    /** Writes a resample: how many customers of each cell. */
    void draw(SplittableRandom random, double[] counts) {
        Arrays.fill(counts, 0);
        if (draws > 0) {
            divide(random, 0, counts.length, draws, counts);
        }
    }

    private void divide(SplittableRandom random, int from, int to, long here, double[] counts) {
        if (to - from == 1) {
            counts[from] += here;
        } else if (here <= FEW_DRAWS) {
            place(random, from, to, here, counts);
        } else {
            int middle = (from + to) >>> 1;
            double all = before[to] - before[from];
            long left = RandomVariates.binomial(random, here, (before[middle] - before[from]) / all);
            if (left > 0) {
                divide(random, from, middle, left, counts);
            }
            if (here > left) {
                divide(random, middle, to, here - left, counts);
            }
        }
    }

    private void place(SplittableRandom random, int from, int to, long here, double[] counts) {
        double start = before[from];
        double width = before[to] - start;
        for (long i = 0; i < here; i++) {
            double at = start + random.nextDouble() * width;
            int low = from;
            int high = to - 1;
            while (low < high) { // the first cell that ends above the point: never one without weight
                int middle = (low + high) >>> 1;
                if (before[middle + 1] > at) {
                    high = middle;
                } else {
                    low = middle + 1;
                }
            }
            counts[low]++;
        }
    }
}
