package io.github.staycurve.core.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class HashingTest {
    /** Whole days in weeks, with a few purchases: 1,680 keys thrown at random into 65,536 slots fill about 1,659. */
    @Test
    void daysInWeeksSpreadOverTheSlots() {
        Set<Integer> slots = new HashSet<>();
        for (int day = 189; day < 273; day++) {
            for (int x = 0; x < 20; x++) {
                slots.add((int) Hashing.mix(day / 7.0, x) & 0xFFFF);
            }
        }
        assertThat(slots).hasSizeBetween(1_620, 1_680);
    }

    @Test
    void neighboursDifferInAboutHalfOfTheBits() {
        double bits = 0;
        for (long key = 0; key < 1_000; key++) {
            bits += Long.bitCount(Hashing.mix(key) ^ Hashing.mix(key + 1)) / 1_000.0;
        }
        assertThat(bits).isBetween(31.0, 33.0);
    }
}
