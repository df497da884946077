package io.github.staycurve.core.ingest;

import java.util.List;

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

    private final String source;
    private final T accepted;
    private final IngestAudit audit;
    private final List<Refusal> refusals;

    Ingested(String source, T accepted, IngestAudit audit, List<Refusal> refusals) {
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
