package io.github.staycurve.core.ingest;

/**
 * A row that was refused.
 *
 * <p>This record is immutable and thread-safe.
 *
 * @param line the physical line on which the record starts in a file, its header being line 1; the number of the row,
 *     from 1, in other sources
 * @param column the name of the column at fault
 * @param value the value at fault, cut to about 80 characters and with control characters replaced; empty when it is
 *     missing
 * @param reason why the row was refused
 * @param message one line that names the source, the line, the column and the value, and says what is wrong
 */
public record Refusal(long line, String column, String value, RefusalReason reason, String message) {}
