package io.github.staycurve.core.retention;

/**
 * A run of offsets that makes one column.
 *
 * <p>This record is immutable and thread-safe.
 *
 * @param from the first offset, 0 or more
 * @param to the offset after the last one, above {@code from}
 */
public record OffsetBracket(int from, int to) {
    /**
     * Checks the ends.
     *
     * @param from the first offset, 0 or more
     * @param to the offset after the last one, above {@code from}
     * @throws IllegalArgumentException if they are out of range or order
     */
    public OffsetBracket {
        if (from < 0 || to <= from) {
            throw new IllegalArgumentException(
                    "bracket must go from 0 or more up to a later offset, was [%s, %s)".formatted(from, to));
        }
    }

    @Override
    public String toString() {
        return "[" + from + ", " + to + ")";
    }
}
