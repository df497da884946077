/**
 * Reads purchases and events from files, databases and objects, and accounts for every row: accepted, or refused with
 * its line, its value and the reason.
 *
 * <p>{@link io.github.staycurve.core.ingest.CsvTransactions} is the type to start from; it reads CSV files, plain or gzip.
 * {@link io.github.staycurve.core.ingest.JdbcTransactions} reads a {@link java.sql.ResultSet} and
 * {@link io.github.staycurve.core.ingest.ObjectTransactions} the caller's own objects. All three decide alike and return
 * an {@link io.github.staycurve.core.ingest.Ingested} with the
 * {@link io.github.staycurve.core.data.TransactionLog} of the accepted rows. What concerns a source as a whole, such as a
 * missing column, is an {@link io.github.staycurve.core.ingest.IngestException} with a message of one line.
 *
 * <p><b>What a row becomes.</b> An amount of 0 or more is a purchase, 0 (and -0.0) included; a smaller one is a refund. A
 * row of a cancelled order is a refund of its absolute amount, -0.0 when it is worth nothing. With a quantity, the amount
 * is a unit price and quantity × price is what was paid. Identical rows both count. A row is refused for one reason, the
 * first of customer, time, amount and quantity; then refunds are tested, then zero amounts.
 *
 * <p><b>Events.</b> {@link io.github.staycurve.core.ingest.CsvEvents} and
 * {@link io.github.staycurve.core.ingest.ObjectEvents} read a {@link io.github.staycurve.core.data.EventLog} through the
 * same gate. A row needs a customer, a time and a type; a value, a counterpart and an event identifier may be absent. Rows
 * of the same event identifier are merged into one and counted as such; without an identifier identical rows both count.
 *
 * <p><b>Units.</b> Money is in the caller's currency, at most 1e15 either way. Times are kept to the millisecond, in the
 * years 1 to 9999. A local time that a clock change skips is moved forward by the length of the gap; one that comes twice
 * is the earlier; a date is the first instant of its day.
 *
 * <p><b>Threads.</b> Readers and results are immutable and safe to share; builders are not.
 */
@NullMarked
package io.github.staycurve.core.ingest;

import org.jspecify.annotations.NullMarked;
