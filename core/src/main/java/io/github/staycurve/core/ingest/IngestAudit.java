package io.github.staycurve.core.ingest;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalLong;

/**
 * What became of every row of a source: {@code rows = accepted + refused}, and {@code refused} is the sum of its reasons.
 *
 * <p>This record is immutable and thread-safe.
 *
 * @param rows all rows; blank lines and the header of a file are none
 * @param accepted rows that are in the log
 * @param refused rows that are not
 * @param refusedByReason the refused rows by reason, in the order of {@link RefusalReason}; reasons that did not occur
 *     are left out
 * @param orders the number of distinct orders among the accepted rows, those of refunds included; empty when the source
 *     was read without an order column
 */
public record IngestAudit(
        long rows, long accepted, long refused, Map<RefusalReason, Long> refusedByReason, OptionalLong orders) {

    /**
     * Checks that every row is counted once.
     *
     * @param rows all rows
     * @param accepted rows that are in the log
     * @param refused rows that are not
     * @param refusedByReason the refused rows by reason
     * @param orders the number of distinct orders among the accepted rows
     * @throws IllegalArgumentException if the counts do not add up
     */
    public IngestAudit {
        Map<RefusalReason, Long> counts = new EnumMap<>(RefusalReason.class);
        counts.putAll(refusedByReason);
        refusedByReason = Collections.unmodifiableMap(counts);
        long ofReasons = 0;
        for (long count : counts.values()) {
            ofReasons += count;
        }
        if (accepted + refused != rows || ofReasons != refused) {
            throw new IllegalArgumentException("audit counts %d accepted and %d refused (%d by reason) of %d rows"
                    .formatted(accepted, refused, ofReasons, rows));
        }
    }

    /**
     * Returns how many rows were refused for a reason.
     *
     * @param reason the reason
     * @return the number of rows, 0 or more
     */
    public long refused(RefusalReason reason) {
        return refusedByReason.getOrDefault(reason, 0L);
    }
}
