package io.github.staycurve.core.funnel;

import io.github.staycurve.core.data.EventLog;
import io.github.staycurve.core.internal.Hashing;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.StringJoiner;
import java.util.TreeMap;

/**
 * What a funnel is: its steps, their order, how long a customer has, and which entry counts.
 *
 * <p>A <i>chain</i> is a sequence of distinct events of one customer, one a step, no step before the step ahead of it. It
 * begins with an <i>entry</i>, an event of the first step, and keeps within the window that the entry opens, both ends
 * included. A customer's level is the last step that any chain reaches. Events at the same millisecond are interchangeable:
 * rows of a log at the same instant have no order that would mean anything.
 *
 * <p>This class is immutable and thread-safe.
 */
public final class FunnelDefinition {
    /** The most steps of a funnel. */
    public static final int MAX_STEPS = 64;

    private final List<FunnelStep> steps;
    private final FunnelOrder order;
    private final EntryPolicy entryPolicy;
    private final boolean strictIncrease;
    private final long toleranceMillis;
    private final long windowMillis;
    private final long[] limitMillis;
    /** For every excluded type, the steps (a bit each) after which it breaks a chain that waits there. */
    private final SortedMap<String, Long> exclusions;
    /** For every type of a step, the steps (a bit each) that it may fulfil. */
    private final Map<String, Long> stepMasks = new HashMap<>();

    FunnelDefinition(FunnelDefinitionBuilder builder) {
        steps = List.copyOf(builder.steps);
        order = builder.order;
        entryPolicy = builder.entryPolicy;
        strictIncrease = builder.strictIncrease;
        toleranceMillis = builder.toleranceMillis;
        windowMillis = builder.windowMillis;
        limitMillis = Arrays.copyOf(builder.limitMillis, steps.size());
        exclusions = Collections.unmodifiableSortedMap(new TreeMap<>(builder.exclusions));
        for (int step = 0; step < steps.size(); step++) {
            for (String type : steps.get(step).eventTypes()) {
                stepMasks.merge(type, 1L << step, (one, other) -> one | other);
            }
        }
    }

    /**
     * Returns a builder without steps; by default the funnel is ordered, without a window, and takes the best of all
     * entries.
     *
     * @return the builder
     */
    public static FunnelDefinitionBuilder builder() {
        return new FunnelDefinitionBuilder();
    }

    /**
     * Returns the ordered funnel through these event types, without a window.
     *
     * @param eventTypes the type of each step, all different
     * @return the funnel
     * @throws IllegalArgumentException if there are not 2 to 64, or two are alike
     */
    public static FunnelDefinition ordered(String... eventTypes) {
        FunnelDefinitionBuilder builder = builder();
        for (String type : eventTypes) {
            builder.step(type);
        }
        return builder.build();
    }

    /**
     * Counts who of the log's customers came how far.
     *
     * @param log the events
     * @param range which entries count, and the as-of instant
     * @return the counts, and the customers behind them
     */
    public FunnelResult evaluate(EventLog log, EntryRange range) {
        return new FunnelEvaluator(this, range).evaluate(log);
    }

    /**
     * Returns the steps.
     *
     * @return the steps, in order
     */
    public List<FunnelStep> steps() {
        return steps;
    }

    /**
     * Returns the order in which events must fulfil the steps.
     *
     * @return the order
     */
    public FunnelOrder order() {
        return order;
    }

    /**
     * Returns which entries of a customer are followed.
     *
     * @return the policy
     */
    public EntryPolicy entryPolicy() {
        return entryPolicy;
    }

    /**
     * Returns how long after its entry a chain may go on, that instant included.
     *
     * @return the window, empty if there is no limit
     */
    public Optional<Duration> window() {
        return duration(windowMillis);
    }

    /**
     * Returns how long after the step before it a step may come, that instant included.
     *
     * @param step the step's index, from 0
     * @return the limit, empty if there is none
     */
    public Optional<Duration> limit(int step) {
        return duration(limitMillis[step]);
    }

    /**
     * Returns whether each step must be later than the one before, by a millisecond at least.
     *
     * @return true if events at the same instant cannot follow one another
     */
    public boolean strictIncrease() {
        return strictIncrease;
    }

    /**
     * Returns how long before the step ahead of it a step's event may have been recorded.
     *
     * @return the tolerance, 0 by default
     */
    public Duration tieTolerance() {
        return Duration.ofMillis(toleranceMillis);
    }

    /**
     * Returns the event types that break a chain between steps.
     *
     * @return the types, sorted
     */
    public Set<String> excludedTypes() {
        return exclusions.keySet();
    }

    /**
     * Returns this definition in words; two definitions with the same words count the same.
     *
     * @return one line
     */
    public String describe() {
        StringJoiner text = new StringJoiner(", ");
        StringJoiner path = new StringJoiner(order == FunnelOrder.UNORDERED ? " + " : " > ", "funnel ", "");
        steps.forEach(step -> path.add(step.describe()));
        text.add(path.toString());
        text.add(
                switch (order) {
                    case ORDERED -> "in order";
                    case UNORDERED -> "in any order";
                    case STRICT_ADJACENT -> "in order without other events between";
                });
        text.add(window().map(w -> "within " + w + " of the entry").orElse("without a window"));
        for (int step = 1; step < limitMillis.length; step++) {
            String name = steps.get(step).name();
            limit(step).ifPresent(limit -> text.add(name + " within " + limit + " of the step before"));
        }
        exclusions.forEach((type, after) -> text.add("broken by " + type + whileWaiting(after)));
        if (strictIncrease) {
            text.add("each step later than the one before");
        }
        if (toleranceMillis > 0) {
            text.add("events up to " + tieTolerance() + " early");
        }
        return text.add(entryPolicy == EntryPolicy.BEST_LEVEL ? "best of all entries" : "first entry only")
                .toString();
    }

    private String whileWaiting(long after) {
        if (after == FunnelDefinitionBuilder.EVERYWHERE) {
            return "";
        }
        int first = Long.numberOfTrailingZeros(after);
        int end = Long.SIZE - Long.numberOfLeadingZeros(after);
        return " between " + steps.get(first).name() + " and " + steps.get(end).name();
    }

    long windowMillis() {
        return windowMillis;
    }

    long[] limitMillis() {
        return limitMillis.clone();
    }

    /** Returns the steps that an event of a type may fulfil, a bit a step. */
    long stepMask(String type) {
        return stepMasks.getOrDefault(type, 0L);
    }

    /** Returns the steps after which an event of a type breaks a chain, a bit a step. */
    long breakMask(String type) {
        return exclusions.getOrDefault(type, 0L);
    }

    /** Returns a number that two different definitions share by accident only, the same in every run. */
    long fingerprint() {
        StringBuilder text = new StringBuilder();
        for (FunnelStep step : steps) {
            append(text, step.name());
            step.eventTypes().forEach(type -> append(text.append('='), type));
        }
        exclusions.forEach((type, after) -> append(text.append('!').append(after), type));
        text.append(order).append(entryPolicy).append(strictIncrease).append(Arrays.toString(limitMillis));
        text.append(',').append(windowMillis).append(',').append(toleranceMillis);
        long hash = text.length();
        for (int i = 0; i < text.length(); i++) {
            hash = Hashing.mix(hash + text.charAt(i));
        }
        return hash;
    }

    private static void append(StringBuilder text, String name) {
        text.append(name.length()).append(':').append(name);
    }

    private static Optional<Duration> duration(long millis) {
        return millis == FunnelPlan.UNLIMITED ? Optional.empty() : Optional.of(Duration.ofMillis(millis));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FunnelDefinition that
                && steps.equals(that.steps)
                && order == that.order
                && entryPolicy == that.entryPolicy
                && strictIncrease == that.strictIncrease
                && toleranceMillis == that.toleranceMillis
                && windowMillis == that.windowMillis
                && Arrays.equals(limitMillis, that.limitMillis)
                && exclusions.equals(that.exclusions);
    }

    @Override
    public int hashCode() {
        return Objects.hash(steps, order, entryPolicy, windowMillis, Map.copyOf(exclusions));
    }

    @Override
    public String toString() {
        return describe();
    }
}
