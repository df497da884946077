package io.github.staycurve.core.ingest;

import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What a source gave: the value made of its accepted rows, an audit of all rows, and every refused row.
 *
 * <p>This class is immutable and thread-safe as long as the accepted value is.
 *
 * @param <T> the type made of the accepted rows
 */
public final class Ingested<T> {
    /** How many lines an exception names after the first refusal. */
    private static final int LINES_NAMED = 5;
    /** Later than any row of a source, and still a number of milliseconds. */
    private static final Instant MOST = Instant.ofEpochMilli(Long.MAX_VALUE);

    private final String source;
    private final T accepted;
    private final IngestAudit audit;
    private final List<Refusal> refusals;
    /** When each order was first bought, in milliseconds, ascending; null if the source has no orders. */
    private final long @Nullable [] orderTimes;

    Ingested(String source, T accepted, IngestAudit audit, List<Refusal> refusals, long @Nullable [] orderTimes) {
        this.orderTimes = orderTimes;
        this.source = source;
        this.accepted = accepted;
        this.audit = audit;
        this.refusals = refusals;
    }

    /**
     * Returns what was made of the accepted rows; there may be none.
     *
     * @return the value
     */
    public T accepted() {
        return accepted;
    }

    /**
     * Returns the count of every row.
     *
     * @return the audit
     */
    public IngestAudit audit() {
        return audit;
    }

    /**
     * Returns every refused row, in the order of the source.
     *
     * @return a read-only list of {@code audit().refused()} rows, which are kept as columns and made into objects when
     *     asked for
     */
    public List<Refusal> refusals() {
        return refusals;
    }

    /**
     * Returns what was made of the accepted rows, provided that these are all.
     *
     * @return the value
     * @throws IngestException if a row was refused; it says how many, why the first one was, and the lines of the next
     */
    public T orThrow() {
        if (!refusals.isEmpty()) {
            throw new IngestException(describeRefusals());
        }
        return accepted;
    }

    /**
     * Returns how many orders were bought before an instant. Orders that hold refunds only do not count; an accepted
     * purchase without an order number is an order of its own. Unlike the rows of the log, which may be lines of a basket,
     * these are what an average order value divides by.
     *
     * @param end the first instant that does not count, to the millisecond; an order counts from its first purchase on
     * @return the number of distinct orders; empty when the source was read without an order column
     */
    public OptionalLong ordersBefore(Instant end) {
        if (orderTimes == null) {
            return OptionalLong.empty();
        }
        long millis = (end.isBefore(MOST) ? end : MOST).toEpochMilli();
        int low = 0;
        int high = orderTimes.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (orderTimes[middle] < millis) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return OptionalLong.of(low);
    }

    /** Returns how many rows were refused and why, with the first ones, in a line. */
    String describeRefusals() {
        StringBuilder text = new StringBuilder()
                .append(source)
                .append(": ")
                .append(audit.refused())
                .append(" of ")
                .append(audit.rows())
                .append(" rows refused (");
        String separator = "";
        for (var entry : audit.refusedByReason().entrySet()) {
            text.append(separator).append(entry.getKey().label()).append(' ').append(entry.getValue());
            separator = ", ";
        }
        text.append("); first: ")
                .append(refusals.get(0).message().substring(source.length() + 1)); // which begins with the source
        int named = Math.min(refusals.size(), 1 + LINES_NAMED);
        for (int i = 1; i < named; i++) {
            text.append(i == 1 ? "; also " : ", ").append(refusals.get(i).line());
        }
        return text.toString();
    }

    @Override
    public String toString() {
        return "Ingested[%s: %d rows, %d accepted, %d refused]"
                .formatted(source, audit.rows(), audit.accepted(), audit.refused());
    }
}
