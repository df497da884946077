package io.github.staycurve.core.data;

import io.github.staycurve.core.data.OccasionRule.Occasion;
import io.github.staycurve.core.data.OccasionRule.Split;
import io.github.staycurve.core.internal.Checks;
import io.github.staycurve.core.internal.LocalDays;
import io.github.staycurve.core.time.ObservationWindow;
import io.github.staycurve.core.time.PeriodUnit;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * The {@linkplain PurchaseHistory purchase histories} of many customers, kept up to date event by event.
 *
 * <p>{@link #summarize} gives the same table as {@link TransactionLog#summarize(ObservationWindow, PeriodUnit)} on all
 * transactions that were added, in whatever order and through however many merged parts they came.
 *
 * <p>This class is not thread-safe; give each thread a part and merge them.
 */
public final class PurchaseHistories {
    private final ZoneId zone;
    private final RefundPolicy refunds;
    private final LocalDays days;
    private final Map<String, PurchaseHistory> byCustomer = new HashMap<>();

    /**
     * Makes an empty collection that nets refunds into their local day.
     *
     * @param zone the zone in which instants become local days
     */
    public PurchaseHistories(ZoneId zone) {
        this(zone, RefundPolicy.NET);
    }

    /**
     * Makes an empty collection.
     *
     * @param zone the zone in which instants become local days
     * @param refunds what a refund does
     */
    public PurchaseHistories(ZoneId zone, RefundPolicy refunds) {
        this.zone = zone;
        this.refunds = refunds;
        this.days = new LocalDays(zone);
    }

    /**
     * Adds a purchase or a refund.
     *
     * @param customerId the customer's identifier, not blank
     * @param time when it happened, in the years 1 to 9999
     * @param amount what was paid: 0 or more is a purchase, less (and -0.0) is a refund; finite, at most 1e15 either way
     * @throws IllegalArgumentException if a value is out of its range; nothing is added then
     */
    public void add(String customerId, Instant time, double amount) {
        Checks.notBlank(customerId, "customerId");
        int day = days.epochDay(Transaction.checkedMillis(time));
        Transaction.checkedAmount(amount);
        of(customerId).add(day, amount);
    }

    /**
     * Adds a transaction.
     *
     * @param transaction the purchase or refund
     */
    public void add(Transaction transaction) {
        add(transaction.customerId(), transaction.time(), transaction.amount());
    }

    /**
     * Adds all that another collection holds. Transactions that both hold count twice: merge disjoint parts.
     *
     * @param other the other collection, left as it is
     * @throws IllegalArgumentException if it has another zone or treats refunds in another way
     */
    public void addAll(PurchaseHistories other) {
        if (!other.zone.equals(zone) || other.refunds != refunds) {
            throw new IllegalArgumentException(
                    "cannot merge histories of %s with refunds %s into those of %s with refunds %s"
                            .formatted(other.zone, other.refunds, zone, refunds));
        }
        other.byCustomer.forEach((id, history) -> of(id).addAll(history));
    }

    /**
     * Adds a history that was kept elsewhere, as one restored by {@link PurchaseHistory#ofBytes}. Transactions that this
     * collection holds already count twice.
     *
     * @param customerId the customer's identifier, not blank
     * @param history the history, by local days of the zone of this collection; left as it is
     * @throws IllegalArgumentException if the identifier is blank, or the history treats refunds in another way
     */
    public void addAll(String customerId, PurchaseHistory history) {
        Checks.notBlank(customerId, "customerId");
        history.checkMergesInto(refunds);
        of(customerId).addAll(history);
    }

    /**
     * Returns the number of customers.
     *
     * @return how many customers have a history
     */
    public int customers() {
        return byCustomer.size();
    }

    /**
     * Returns one customer's history.
     *
     * @param customerId the customer's identifier
     * @return the live history, empty if nothing was added for the customer
     */
    public Optional<PurchaseHistory> find(String customerId) {
        return Optional.ofNullable(byCustomer.get(customerId));
    }

    /**
     * Reduces the histories to one row a customer, in the order of the identifiers.
     *
     * <p>There is no audit as of a log: histories keep the net of each day, not how many transactions made it.
     *
     * @param window the days to look at, in the zone of these histories
     * @param unit the unit of the durations
     * @return the table
     * @throws IllegalArgumentException if the window is in another zone
     */
    public CustomerSummaryTable summarize(ObservationWindow window, PeriodUnit unit) {
        if (!window.zone().equals(zone)) {
            throw new IllegalArgumentException(
                    "window must be in the zone of the histories, %s, was in %s".formatted(zone, window.zone()));
        }
        long calibrationEnd = window.calibrationEnd().toEpochDay();
        long end = window.end().toEpochDay();
        SummaryColumns columns = new SummaryColumns(byCustomer.size());
        OccasionFold fold = new OccasionFold(new OccasionKeys(Occasion.DAY, zone, unit), window, refunds, columns);
        forEach((id, history) -> {
            history.foldInto(fold, calibrationEnd, end);
            fold.finish(id);
        });
        OccasionRule rule = new OccasionRule(Occasion.DAY, refunds, Split.END_OF_DAY);
        return CustomerSummaryTable.of(unit, window, rule, fold.holdoutLength(), columns);
    }

    /** Hands each customer's history over, in the order of the identifiers. */
    void forEach(BiConsumer<String, PurchaseHistory> action) {
        byCustomer.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEachOrdered(entry -> action.accept(entry.getKey(), entry.getValue()));
    }

    /**
     * Returns the zone in which instants become local days.
     *
     * @return the zone
     */
    public ZoneId zone() {
        return zone;
    }

    /**
     * Returns what a refund does.
     *
     * @return the policy
     */
    public RefundPolicy refunds() {
        return refunds;
    }

    private PurchaseHistory of(String customerId) {
        return byCustomer.computeIfAbsent(customerId, id -> new PurchaseHistory(refunds));
    }
}
