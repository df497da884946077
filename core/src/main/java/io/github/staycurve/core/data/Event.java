package io.github.staycurve.core.data;

import io.github.staycurve.core.internal.Checks;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * One thing that a customer did: a login, a view, a share, an invitation.
 *
 * <p>This record is immutable and thread-safe.
 *
 * @param customerId the caller's identifier of the customer, not blank
 * @param time when it happened; kept to the millisecond, in the years 1 to 9999
 * @param type what it was, not blank
 * @param value a number that belongs to it, such as a price or a length, finite and at most 1e15 either way; often none
 * @param counterpartId another customer it concerns, such as the one invited, not blank; often none
 * @param eventId the caller's identifier of this event, not blank: an event that comes twice under the same one counts
 *     once. Without one, identical events all count
 */
public record Event(
        String customerId,
        Instant time,
        String type,
        OptionalDouble value,
        Optional<String> counterpartId,
        Optional<String> eventId) {

    /**
     * Checks the values.
     *
     * @param customerId the caller's identifier of the customer, not blank
     * @param time when it happened; kept to the millisecond, in the years 1 to 9999
     * @param type what it was, not blank
     * @param value a number that belongs to it, finite and at most 1e15 either way
     * @param counterpartId another customer it concerns, not blank
     * @param eventId the caller's identifier of this event, not blank
     * @throws IllegalArgumentException if a text is blank, or the time or the value is out of its range
     */
    public Event {
        Checks.notBlank(customerId, "customerId");
        Transaction.checkedMillis(time);
        Checks.notBlank(type, "type");
        value.ifPresent(Event::checkedValue);
        counterpartId.ifPresent(id -> Checks.notBlank(id, "counterpartId"));
        eventId.ifPresent(id -> Checks.notBlank(id, "eventId"));
    }

    /**
     * Returns an event without a value, a counterpart or an identifier.
     *
     * @param customerId the caller's identifier of the customer, not blank
     * @param time when it happened, in the years 1 to 9999
     * @param type what it was, not blank
     * @return the event
     * @throws IllegalArgumentException if a text is blank, or the time is out of its range
     */
    public static Event of(String customerId, Instant time, String type) {
        return new Event(customerId, time, type, OptionalDouble.empty(), Optional.empty(), Optional.empty());
    }

    /**
     * Returns this event with a value.
     *
     * @param number the value, finite and at most 1e15 either way
     * @return the event
     * @throws IllegalArgumentException if it is out of its range
     */
    public Event withValue(double number) {
        return new Event(customerId, time, type, OptionalDouble.of(number), counterpartId, eventId);
    }

    /**
     * Returns this event with a counterpart.
     *
     * @param otherCustomerId the other customer's identifier, not blank
     * @return the event
     * @throws IllegalArgumentException if it is blank
     */
    public Event withCounterpart(String otherCustomerId) {
        return new Event(customerId, time, type, value, Optional.of(otherCustomerId), eventId);
    }

    /**
     * Returns this event with an identifier.
     *
     * @param id the identifier, not blank
     * @return the event
     * @throws IllegalArgumentException if it is blank
     */
    public Event withId(String id) {
        return new Event(customerId, time, type, value, counterpartId, Optional.of(id));
    }

    static double checkedValue(double value) {
        return Checks.inRange(value, -Transaction.MAX_AMOUNT, Transaction.MAX_AMOUNT, "value");
    }
}
