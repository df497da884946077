package io.github.staycurve.core.data;

/**
 * The result of reducing a log: the table, and what became of every transaction.
 *
 * <p>This record is immutable and thread-safe.
 *
 * @param table a row for each customer who bought by the end of the calibration
 * @param audit what became of every transaction of the log
 */
public record CustomerSummaries(CustomerSummaryTable table, SummaryAudit audit) {}
