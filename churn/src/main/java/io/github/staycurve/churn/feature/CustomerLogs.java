package io.github.staycurve.churn.feature;

import io.github.staycurve.core.data.EventLog;
import io.github.staycurve.core.data.TransactionLog;
import java.util.Optional;

/**
 * What features are built from: the purchases of all customers and, where there are any, their events.
 *
 * <p>This record is immutable and thread-safe.
 *
 * @param purchases the purchases and refunds
 * @param events the events, under the same identifiers; empty if there are none
 */
public record CustomerLogs(TransactionLog purchases, Optional<EventLog> events) {
    /**
     * Returns purchases without events.
     *
     * @param purchases the purchases and refunds
     * @return the logs
     */
    public static CustomerLogs of(TransactionLog purchases) {
        return new CustomerLogs(purchases, Optional.empty());
    }

    /**
     * Returns purchases and events.
     *
     * @param purchases the purchases and refunds
     * @param events the events, under the same identifiers
     * @return the logs
     */
    public static CustomerLogs of(TransactionLog purchases, EventLog events) {
        return new CustomerLogs(purchases, Optional.of(events));
    }
}
