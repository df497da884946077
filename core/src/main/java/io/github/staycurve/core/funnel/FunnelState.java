package io.github.staycurve.core.funnel;

import io.github.staycurve.core.internal.Checks;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How far one customer has come in an ordered funnel, kept event by event as they happen: two times a step, however many
 * events there were.
 *
 * <p>Events must come in the order of their times; those at the same instant in any order. It gives what {@link
 * FunnelDefinition#evaluate} gives over all entries. Where events come late, keep a {@link FunnelSummary} a day and merge.
 *
 * <p>This class is not thread-safe.
 */
public final class FunnelState {
    private final FunnelDefinition definition;
    private final OrderedChains before;
    private final OrderedChains now;
    /** The events at the latest instant, which only together say what they do. */
    private final CustomerEvents instant = new CustomerEvents(4);

    private long latest = ChainWalker.NONE;
    private boolean current = true;

    private FunnelState(FunnelDefinition definition) {
        this.definition = definition;
        FunnelPlan plan = new FunnelPlan(definition, EntryRange.upTo(Instant.EPOCH));
        before = new OrderedChains(plan);
        now = new OrderedChains(plan);
    }

    /**
     * Returns the state of a customer without events.
     *
     * @param definition an ordered funnel without a tie tolerance
     * @return the state
     * @throws IllegalArgumentException if it is not
     */
    public static FunnelState of(FunnelDefinition definition) {
        if (definition.order() != FunnelOrder.ORDERED
                || !definition.tieTolerance().isZero()) {
            throw new IllegalArgumentException(
                    "a funnel state needs an ORDERED funnel without tieTolerance, was: " + definition.describe());
        }
        return new FunnelState(definition);
    }

    /**
     * Takes an event in; one whose type is of no step and not excluded changes nothing.
     *
     * @param eventType its type, not blank
     * @param time when it happened, not before any event taken in
     * @return this state
     * @throws IllegalArgumentException if the type is blank, or the event is earlier than one before
     */
    public FunnelState add(String eventType, Instant time) {
        return add(eventType, time.toEpochMilli());
    }

    /**
     * Takes an event in; one whose type is of no step and not excluded changes nothing.
     *
     * @param eventType its type, not blank
     * @param epochMillis when it happened, in milliseconds since 1970-01-01T00:00Z, not before any event taken in
     * @return this state
     * @throws IllegalArgumentException if the type is blank, or the event is earlier than one before
     */
    public FunnelState add(String eventType, long epochMillis) {
        Checks.notBlank(eventType, "eventType");
        if (epochMillis < latest) {
            throw new IllegalArgumentException(
                    "events must come by time: %s is before %s; for late events merge summaries"
                            .formatted(Instant.ofEpochMilli(epochMillis), Instant.ofEpochMilli(latest)));
        }
        long steps = definition.stepMask(eventType);
        long breaks = definition.breakMask(eventType);
        if ((steps | breaks) == 0) {
            return this;
        }
        if (epochMillis > latest) {
            settle();
            latest = epochMillis;
        }
        instant.addUnlessIdle(epochMillis, steps, breaks, definition.steps().size());
        current = false;
        return this;
    }

    private void settle() {
        before.copyFrom(chains());
        instant.clear();
    }

    private OrderedChains chains() {
        if (!current) {
            now.copyFrom(before);
            if (!now.isConverted()) {
                now.addTied(instant, 0, instant.size);
            }
            current = true;
        }
        return now;
    }

    /**
     * Returns the last step reached.
     *
     * @return the step's index, from 0, or -1 if the customer has not entered
     */
    public int level() {
        return chains().level();
    }

    /**
     * Returns whether the customer has completed the funnel.
     *
     * @return true if the last step was reached
     */
    public boolean isConverted() {
        return chains().isConverted();
    }

    /**
     * Returns whether the customer has not completed the funnel and still may, after an instant.
     *
     * @param asOf the instant, not before the last event
     * @return true if a chain's time is not over then; false in a funnel without a window and limits
     * @throws IllegalArgumentException if it is before the last event
     */
    public boolean isPending(Instant asOf) {
        if (asOf.toEpochMilli() < latest) {
            throw new IllegalArgumentException(
                    "asOf must not lie before the last event %s, was %s".formatted(Instant.ofEpochMilli(latest), asOf));
        }
        return chains().isPending(asOf.toEpochMilli());
    }

    /**
     * Returns how long the first converting chain took.
     *
     * @return the time from its entry to its last step, empty if the customer has not converted
     */
    public Optional<Duration> timeToConvert() {
        OrderedChains chains = chains();
        return chains.isConverted()
                ? Optional.of(Duration.ofMillis(chains.conversionEnd - chains.conversionStart))
                : Optional.empty();
    }
}
