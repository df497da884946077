package io.github.staycurve.core.ingest;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalLong;

/**
 * What became of every row of a source: {@code rows = accepted + merged + refused}, and {@code refused} is the sum of its
 * reasons.
 *
 * <p>This record is immutable and thread-safe.
 *
 * @param rows all rows; blank lines and the header of a file are none
 * @param accepted rows that are in the log
 * @param merged good rows that are in the log under another row, as they came twice under one identifier: duplicates of
 *     events; 0 for purchases
 * @param refused rows that are not in the log
 * @param refusedByReason the refused rows by reason, in the order of {@link RefusalReason}; reasons that did not occur
 *     are left out
 * @param orders the number of distinct orders among the accepted rows, those of refunds included; empty when the source
 *     was read without an order column
 */
public record IngestAudit(
        long rows,
        long accepted,
        long merged,
        long refused,
        Map<RefusalReason, Long> refusedByReason,
        OptionalLong orders) {

    /**
     * Checks that every row is counted once.
     *
     * @param rows all rows
     * @param accepted rows that are in the log
     * @param merged good rows that are in the log under another row
     * @param refused rows that are not in the log
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
        if (accepted + merged + refused != rows || ofReasons != refused) {
            throw new IllegalArgumentException(
                    "audit counts %d accepted, %d merged and %d refused (%d by reason) of %d rows"
                            .formatted(accepted, merged, refused, ofReasons, rows));
        }
    }

    /**
     * Makes the audit of a source whose rows are never merged.
     *
     * @param rows all rows
     * @param accepted rows that are in the log
     * @param refused rows that are not in the log
     * @param refusedByReason the refused rows by reason
     * @param orders the number of distinct orders among the accepted rows
     * @throws IllegalArgumentException if the counts do not add up
     */
    public IngestAudit(
            long rows, long accepted, long refused, Map<RefusalReason, Long> refusedByReason, OptionalLong orders) {
        this(rows, accepted, 0, refused, refusedByReason, orders);
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
