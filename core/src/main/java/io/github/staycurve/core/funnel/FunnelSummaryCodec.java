package io.github.staycurve.core.funnel;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * The bytes of a summary, little-endian: a mark, the version, the number of steps, the fingerprint of the definition, and
 * the numbers. A change to it raises VERSION and keeps reading the old ones. This class has no state.
 */
final class FunnelSummaryCodec {
    /** "SCFS" in ASCII. */
    private static final int MARK = 0x53464353;

    private static final int VERSION = 1;
    private static final int HEADER = 3 * Integer.BYTES + Long.BYTES;

    private FunnelSummaryCodec() {}

    static byte[] write(FunnelSummary summary) {
        long[] numbers = summary.numbers();
        FunnelDefinition definition = summary.definition();
        ByteBuffer out =
                ByteBuffer.allocate(HEADER + Long.BYTES * numbers.length).order(ByteOrder.LITTLE_ENDIAN);
        out.putInt(MARK).putInt(VERSION).putInt(definition.steps().size()).putLong(definition.fingerprint());
        for (long number : numbers) {
            out.putLong(number);
        }
        return out.array();
    }

    static FunnelSummary read(FunnelDefinition definition, byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        if (bytes.length < HEADER || in.getInt() != MARK) {
            throw new IllegalArgumentException("these %d bytes are no funnel summary".formatted(bytes.length));
        }
        int version = in.getInt();
        if (version != VERSION) {
            throw new IllegalArgumentException(
                    "cannot read a funnel summary of version %d: this release reads version %d"
                            .formatted(version, VERSION));
        }
        int steps = in.getInt();
        long fingerprint = in.getLong();
        FunnelSummary empty = FunnelSummary.empty(definition);
        int count = empty.numbers().length;
        if (steps != definition.steps().size() || fingerprint != definition.fingerprint()) {
            throw new IllegalArgumentException("the summary is of another definition, of %d steps, than: %s"
                    .formatted(steps, definition.describe()));
        }
        if (bytes.length != HEADER + Long.BYTES * count) {
            throw new IllegalArgumentException("a summary of %d steps has %d bytes, these are %d"
                    .formatted(steps, HEADER + Long.BYTES * count, bytes.length));
        }
        long[] numbers = new long[count];
        in.asLongBuffer().get(numbers);
        int end = 4 + steps;
        return new FunnelSummary(
                definition,
                Arrays.copyOfRange(numbers, 0, 2),
                Arrays.copyOfRange(numbers, 4, end),
                Arrays.copyOfRange(numbers, end, count),
                Arrays.copyOfRange(numbers, 2, 4));
    }
}
