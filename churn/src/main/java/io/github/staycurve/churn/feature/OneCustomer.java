package io.github.staycurve.churn.feature;

import io.github.staycurve.core.data.Event;
import io.github.staycurve.core.data.PurchaseHistory;
import io.github.staycurve.core.data.RefundPolicy;
import io.github.staycurve.core.data.Transaction;
import io.github.staycurve.core.internal.LocalDays;
import io.github.staycurve.core.lifecycle.CustomerStage;
import io.github.staycurve.core.lifecycle.LiveStage;
import io.github.staycurve.core.lifecycle.StagePolicy;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One customer's purchases and events, from the caller's own objects: what a service hands to a {@link FeatureSet} to score
 * the customer of a request.
 *
 * <p>They may come in any order, late ones too. The features are those, to the last bit, that a log of the same transactions
 * and events gives: both fill the same {@link CustomerHistory}.
 *
 * <p>This class is not thread-safe.
 */
public final class OneCustomer {
    /** Identifiers play no part in features. */
    private static final String ID = "customer";

    /** The order of a log: by time, then by amount. */
    private static final Comparator<Transaction> LOG_ORDER = Comparator.comparingLong(
                    (Transaction t) -> t.time().toEpochMilli())
            .thenComparingDouble(Transaction::amount);

    /** The order of a log: by time, type and value, none first. */
    private static final Comparator<Event> EVENT_ORDER = Comparator.comparingLong(
                    (Event event) -> event.time().toEpochMilli())
            .thenComparing(Event::type)
            .thenComparingDouble(event -> event.value().orElse(Double.NEGATIVE_INFINITY));

    private final ZoneId zone;
    private final LocalDays localDays;
    private final List<Transaction> transactions = new ArrayList<>();
    private final List<Event> events = new ArrayList<>();
    private final Map<String, Event> byEventId = new HashMap<>();
    private final PurchaseHistory history = new PurchaseHistory(RefundPolicy.NET);
    private final List<String> typeNames = new ArrayList<>();
    private final Map<String, Integer> typeCodes = new HashMap<>();
    private final CustomerHistory view = new CustomerHistory();

    /**
     * Makes a customer who has done nothing yet.
     *
     * @param zone the zone of the days, that of the features
     */
    public OneCustomer(ZoneId zone) {
        this.zone = zone;
        this.localDays = new LocalDays(zone);
    }

    /**
     * Adds a purchase or a refund.
     *
     * @param time when it happened, in the years 1 to 9999
     * @param amount what was paid: 0 or more is a purchase, less (and -0.0) is a refund; finite, at most 1e15 either way
     * @return this customer
     * @throws IllegalArgumentException if a value is out of its range; nothing is added then
     */
    public OneCustomer purchase(Instant time, double amount) {
        Transaction transaction = new Transaction(ID, time, amount);
        history.add(LocalDate.ofEpochDay(localDays.epochDay(time.toEpochMilli())), amount);
        insert(transactions, transaction, LOG_ORDER);
        return this;
    }

    /**
     * Adds an event without a value.
     *
     * @param time when it happened, in the years 1 to 9999
     * @param type what it was, not blank
     * @return this customer
     * @throws IllegalArgumentException if a value is out of its range; nothing is added then
     */
    public OneCustomer event(Instant time, String type) {
        return event(Event.of(ID, time, type));
    }

    /**
     * Adds an event. Of those under one {@linkplain Event#eventId() identifier} the first by time, type and value is kept, as
     * a log does; the identifiers of customers play no part.
     *
     * @param event the event
     * @return this customer
     */
    public OneCustomer event(Event event) {
        if (event.eventId().isPresent()) {
            Event known = byEventId.putIfAbsent(event.eventId().get(), event);
            if (known != null) {
                if (EVENT_ORDER.compare(event, known) >= 0) {
                    return this;
                }
                events.remove(known);
                byEventId.put(event.eventId().get(), event);
            }
        }
        insert(events, event, EVENT_ORDER);
        if (typeCodes.putIfAbsent(event.type(), typeNames.size()) == null) {
            typeNames.add(event.type());
        }
        return this;
    }

    /** Most come in the order of time: look from the end. */
    private static <T> void insert(List<T> sorted, T next, Comparator<T> order) {
        int place = sorted.size();
        while (place > 0 && order.compare(sorted.get(place - 1), next) > 0) {
            place--;
        }
        sorted.add(place, next);
    }

    /**
     * Returns the zone of the days.
     *
     * @return the zone
     */
    public ZoneId zone() {
        return zone;
    }

    /** Fills the history as of a cutoff; it has no purchase day if there is none by then. */
    CustomerHistory at(LocalDate cutoff, int cutoffDay, @Nullable StagePolicy policy) {
        view.start(cutoffDay);
        view.types(typeNames.toArray(String[]::new), Collections.unmodifiableMap(typeCodes));
        for (int day : history.purchaseDays()) {
            view.addPurchaseDay(day);
        }
        for (Transaction transaction : transactions) {
            int day = localDays.epochDay(transaction.time().toEpochMilli());
            view.addTransaction(day, transaction.amount(), transaction.isRefund());
        }
        for (Event event : events) {
            int day = localDays.epochDay(event.time().toEpochMilli());
            double value = event.value().isPresent() ? event.value().getAsDouble() + 0.0 : Double.NaN;
            view.addEvent(day, typeCodes.getOrDefault(event.type(), -1), value);
        }
        if (policy != null) {
            view.stage(stage(policy, cutoff));
        }
        return view;
    }

    private int stage(StagePolicy policy, LocalDate cutoff) {
        LiveStage live = new LiveStage(policy);
        for (Transaction transaction : transactions) {
            int day = localDays.epochDay(transaction.time().toEpochMilli());
            live.add(LocalDate.ofEpochDay(day), transaction.amount());
        }
        return live.stageAt(cutoff).map(CustomerStage::code).orElse(CustomerStage.ABSENT);
    }
}
