package io.github.staycurve.core.internal;

/**
 * Hashes of numbers for open-addressing tables of Staycurve's own. This class has no state.
 */
public final class Hashing {
    private Hashing() {}

    /**
     * Returns the bits of a key stirred so that every bit of it changes about half of the result's.
     *
     * <p>Multiplying alone is not enough: days divided by seven differ in a few bits only, and most of them would meet in
     * the same slots. The steps and constants are variant 13 of D. Stafford (2011), "Better Bit Mixing".
     *
     * @param key the key
     * @return its hash
     */
    public static long mix(long key) {
        long z = (key ^ (key >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    /**
     * Returns a hash of a duration and a number of purchases.
     *
     * @param duration the duration
     * @param purchases the number
     * @return their hash
     */
    public static long mix(double duration, int purchases) {
        return mix(mix(Double.doubleToRawLongBits(duration)) + purchases);
    }
}
