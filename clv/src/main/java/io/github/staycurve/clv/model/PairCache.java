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

    /** Sets the keys of one age far apart; two pairs of one key would only push each other out. */
    private static final long SPREAD = 0xD1342543DE82EF95L;
    /** A slot holds age, x, the value and nothing: one cache line is touched for each row. */
    private static final int WIDTH = 4;

    private final OfPair function;
    private final int mask;
    /** The age is NaN where nothing is held: it equals no age. */
    private final double[] slots;

    PairCache(int rows, OfPair function) {
        this.function = function;
        int count = (int) Math.min(MOST_SLOTS, SLOTS_A_ROW * (long) Integer.highestOneBit(Math.max(1, rows)));
        mask = count - 1;
        slots = new double[WIDTH * count];
        Arrays.fill(slots, Double.NaN);
    }

    double at(int frequency, double t) {
        long key = Double.doubleToRawLongBits(t) + frequency * SPREAD;
        int slot = WIDTH * ((int) Hashing.mix(key) & mask);
        if (slots[slot] == t && slots[slot + 1] == frequency) {
            return slots[slot + 2];
        }
        double computed = function.at(frequency, t);
        slots[slot] = t;
        slots[slot + 1] = frequency;
        slots[slot + 2] = computed;
        return computed;
    }
}
