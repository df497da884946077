package io.github.staycurve.clv.model;

import io.github.staycurve.core.internal.Hashing;
import java.util.Arrays;

/**
 * Remembers a function of (x, T) while a table is scored: rows share few distinct pairs, as T counts whole days.
 *
 * <p>A slot holds the pair that came last, so that the memory does not grow with the rows; a pair that was pushed out is
 * computed again, to the same number. Not thread-safe; one is made for each table.
 */
final class PairCache {
    private static final int MOST_SLOTS = 1 << 16;
    private static final int SLOTS_A_ROW = 8;

    /** The function. */
    interface OfPair {
        double at(int x, double age);
    }

    private final OfPair function;
    private final int[] x;
    /** NaN where nothing is held: it equals no age. */
    private final double[] age;

    private final double[] value;

    PairCache(int rows, OfPair function) {
        this.function = function;
        int slots = (int) Math.min(MOST_SLOTS, SLOTS_A_ROW * (long) Integer.highestOneBit(Math.max(1, rows)));
        x = new int[slots];
        age = new double[slots];
        value = new double[slots];
        Arrays.fill(age, Double.NaN);
    }

    double at(int frequency, double t) {
        int slot = (int) Hashing.mix(t, frequency) & (x.length - 1);
        if (age[slot] == t && x[slot] == frequency) {
            return value[slot];
        }
        double computed = function.at(frequency, t);
        x[slot] = frequency;
        age[slot] = t;
        value[slot] = computed;
        return computed;
    }
}
