/**
 * Transactions and events, the summaries that models read, and the scores that they return, as columns in one row order.
 *
 * <p>{@link io.github.staycurve.core.data.TransactionLog} is the type to start from: it holds every purchase and refund,
 * and {@link io.github.staycurve.core.data.TransactionLog#summarize} reduces it to a
 * {@link io.github.staycurve.core.data.CustomerSummaryTable} with an audit of every row. A service that gets its
 * purchases one by one keeps {@link io.github.staycurve.core.data.PurchaseHistories} instead, which merge and give the
 * same table. {@link io.github.staycurve.core.data.EventLog} holds what customers did besides buying.
 *
 * <p><b>Units.</b> Durations are in the {@link io.github.staycurve.core.time.PeriodUnit} of the table; money is in the
 * caller's currency, of which there is one.
 *
 * <p><b>Threads.</b> Logs, tables and scores are immutable and safe to share; builders and histories are not.
 *
 * <p><b>Symbols.</b> x, t<sub>x</sub> and T are the frequency, recency and age of
 * {@link io.github.staycurve.core.data.CustomerSummary}.
 */
@NullMarked
package io.github.staycurve.core.data;

import org.jspecify.annotations.NullMarked;
