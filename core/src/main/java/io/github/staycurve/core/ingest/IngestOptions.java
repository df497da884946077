package io.github.staycurve.core.ingest;

import io.github.staycurve.core.data.RefundPolicy;
import java.time.ZoneId;
import java.util.function.LongConsumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What decides about a row, the same for every source.
 *
 * @param refunds IGNORE refuses refunds
 * @param zeroAmounts whether an amount of 0 is refused
 * @param zone the zone of local times
 * @param patterns the caller's own date-time patterns
 * @param cancelledOrders what the identifier of a cancelled order holds, or null if no order is cancelled
 * @param stopAtFirstRefusal whether the first refused row is an exception
 * @param progress told the number of rows now and then
 */
record IngestOptions(
        RefundPolicy refunds,
        ZeroAmountPolicy zeroAmounts,
        ZoneId zone,
        TimePatterns patterns,
        @Nullable Pattern cancelledOrders,
        boolean stopAtFirstRefusal,
        LongConsumer progress) {

    /** Returns the options of events, among which there are no refunds and no orders. */
    static IngestOptions ofEvents(ZoneId zone, TimePatterns patterns, IngestBuilder<?> builder) {
        return new IngestOptions(
                RefundPolicy.NET,
                ZeroAmountPolicy.KEEP,
                zone,
                patterns,
                null,
                builder.stopsAtFirstRefusal(),
                builder.progress());
    }
}
