package io.github.staycurve.core.funnel;

import io.github.staycurve.core.internal.Checks;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Collects what a {@link FunnelDefinition} is made of.
 *
 * <p>This class is not thread-safe.
 */
public final class FunnelDefinitionBuilder {
    /** An excluded type that breaks chains between any two steps. */
    static final long EVERYWHERE = -1L;

    private static final Duration LONGEST = Duration.ofDays(3_652_500);

    final List<FunnelStep> steps = new ArrayList<>();
    final long[] limitMillis = new long[FunnelDefinition.MAX_STEPS];
    final SortedMap<String, Long> exclusions = new TreeMap<>();
    FunnelOrder order = FunnelOrder.ORDERED;
    EntryPolicy entryPolicy = EntryPolicy.BEST_LEVEL;
    boolean strictIncrease;
    long toleranceMillis;
    long windowMillis = FunnelPlan.UNLIMITED;

    FunnelDefinitionBuilder() {
        Arrays.fill(limitMillis, FunnelPlan.UNLIMITED);
    }

    /**
     * Adds a step that events of one type fulfil, and that is called like it.
     *
     * @param eventType the type, not blank, not the name of another step
     * @return this builder
     * @throws IllegalArgumentException if it is blank or taken, or there are 64 steps
     */
    public FunnelDefinitionBuilder step(String eventType) {
        return step(eventType, Set.of(eventType));
    }

    /**
     * Adds a step that events of any of several types fulfil.
     *
     * @param name what the step is called, not blank, not the name of another step
     * @param eventTypes the types, at least one
     * @return this builder
     * @throws IllegalArgumentException if a text is blank, the name is taken, or there are 64 steps
     */
    public FunnelDefinitionBuilder step(String name, Set<String> eventTypes) {
        FunnelStep step = new FunnelStep(name, eventTypes);
        if (steps.size() == FunnelDefinition.MAX_STEPS) {
            throw new IllegalArgumentException(
                    "a funnel has at most %d steps; step '%s' is one more".formatted(FunnelDefinition.MAX_STEPS, name));
        }
        if (indexOf(name) >= 0) {
            throw new IllegalArgumentException(
                    "step '%s' is there already: names differ, their event types need not".formatted(name));
        }
        steps.add(step);
        return this;
    }

    /**
     * Limits how long after the step before it the step added last may come, that instant included.
     *
     * @param limit the longest time, positive, whole milliseconds
     * @return this builder
     * @throws IllegalArgumentException if it is not, or fewer than two steps were added
     */
    public FunnelDefinitionBuilder withinOfPrevious(Duration limit) {
        if (steps.size() < 2) {
            throw new IllegalArgumentException(
                    "a limit since the step before needs two steps, there are " + steps.size());
        }
        limitMillis[steps.size() - 1] = positiveMillis(limit, "limit");
        return this;
    }

    /**
     * Limits how long after its entry a chain may go on, that instant included.
     *
     * @param window the window, positive, whole milliseconds
     * @return this builder
     * @throws IllegalArgumentException if it is not
     */
    public FunnelDefinitionBuilder window(Duration window) {
        windowMillis = positiveMillis(window, "window");
        return this;
    }

    /**
     * Sets the order in which events must fulfil the steps.
     *
     * @param newOrder the order
     * @return this builder
     */
    public FunnelDefinitionBuilder order(FunnelOrder newOrder) {
        order = newOrder;
        return this;
    }

    /**
     * Sets which entries of a customer are followed.
     *
     * @param policy the policy
     * @return this builder
     */
    public FunnelDefinitionBuilder entryPolicy(EntryPolicy policy) {
        entryPolicy = policy;
        return this;
    }

    /**
     * Asks that each step is later than the one before, by a millisecond at least.
     *
     * @return this builder
     */
    public FunnelDefinitionBuilder strictIncrease() {
        strictIncrease = true;
        return this;
    }

    /**
     * Lets an event come somewhat before the event of the step ahead of it, as clocks of devices and servers differ: two
     * seconds are usual. The tolerance is between neighbours of the chain. It needs an ordered funnel whose steps have no
     * event type in common.
     *
     * @param tolerance the longest time before, 0 or more, whole milliseconds
     * @return this builder
     * @throws IllegalArgumentException if it is not
     */
    public FunnelDefinitionBuilder tieTolerance(Duration tolerance) {
        toleranceMillis = tolerance.isZero() ? 0 : positiveMillis(tolerance, "tieTolerance");
        return this;
    }

    /**
     * Excludes an event type: an event of it strictly between two events of a chain breaks the chain there. The customer
     * keeps the level reached before it, and may enter anew.
     *
     * @param eventType the type, no step's
     * @return this builder
     * @throws IllegalArgumentException if it is blank or excluded already
     */
    public FunnelDefinitionBuilder exclude(String eventType) {
        Checks.notBlank(eventType, "excluded event type");
        return exclude(eventType, EVERYWHERE);
    }

    /**
     * Excludes an event type between two steps only.
     *
     * @param eventType the type, no step's
     * @param afterStep the name of a step added before
     * @param beforeStep the name of a later one
     * @return this builder
     * @throws IllegalArgumentException if the type is blank or excluded already, or there are no such steps in this
     *     order
     */
    public FunnelDefinitionBuilder excludeBetween(String eventType, String afterStep, String beforeStep) {
        Checks.notBlank(eventType, "excluded event type");
        int from = indexOf(afterStep);
        int to = indexOf(beforeStep);
        if (from < 0 || to <= from) {
            throw new IllegalArgumentException("excluding '%s' needs two steps in their order, were '%s' and '%s'"
                    .formatted(eventType, afterStep, beforeStep));
        }
        return exclude(eventType, (1L << to) - (1L << from));
    }

    private FunnelDefinitionBuilder exclude(String eventType, long after) {
        if (exclusions.putIfAbsent(eventType, after) != null) {
            throw new IllegalArgumentException("event type '%s' is excluded already".formatted(eventType));
        }
        return this;
    }

    /**
     * Returns the definition.
     *
     * @return the definition
     * @throws IllegalArgumentException if there are fewer than two steps, an excluded type is a step's, or an option does
     *     not go with the order
     */
    public FunnelDefinition build() {
        if (steps.size() < 2) {
            throw new IllegalArgumentException("a funnel needs 2 to 64 steps, has " + steps.size());
        }
        for (FunnelStep step : steps) {
            for (String type : step.eventTypes()) {
                refuseIf(
                        exclusions.containsKey(type),
                        "event type '%s' is excluded and of step '%s': it can be one of both"
                                .formatted(type, step.name()));
            }
        }
        if (order == FunnelOrder.UNORDERED) {
            checkUnordered();
        }
        if (toleranceMillis > 0) {
            checkTolerance();
        }
        return new FunnelDefinition(this);
    }

    private void checkUnordered() {
        refuseIf(strictIncrease, "strictIncrease needs an order of steps, the funnel is UNORDERED");
        for (int step = 1; step < steps.size(); step++) {
            refuseIf(
                    limitMillis[step] != FunnelPlan.UNLIMITED,
                    "the limit of step '%s' needs an order of steps, the funnel is UNORDERED"
                            .formatted(steps.get(step).name()));
        }
        exclusions.forEach((type, after) -> refuseIf(
                after != EVERYWHERE,
                "excluding '%s' between two steps needs an order, the funnel is UNORDERED".formatted(type)));
    }

    private void checkTolerance() {
        refuseIf(
                order != FunnelOrder.ORDERED,
                "a tieTolerance above 0 needs an ORDERED funnel, was %s".formatted(order));
        refuseIf(strictIncrease, "a tieTolerance above 0 contradicts strictIncrease");
        SortedMap<String, String> stepOf = new TreeMap<>();
        for (FunnelStep step : steps) {
            for (String type : step.eventTypes()) {
                String other = stepOf.putIfAbsent(type, step.name());
                refuseIf(
                        other != null,
                        "a tieTolerance above 0 needs steps without a common event type; '%s' and '%s' share '%s'"
                                .formatted(other, step.name(), type));
            }
        }
    }

    private static void refuseIf(boolean wrong, String message) {
        if (wrong) {
            throw new IllegalArgumentException(message);
        }
    }

    private int indexOf(String name) {
        for (int step = 0; step < steps.size(); step++) {
            if (steps.get(step).name().equals(name)) {
                return step;
            }
        }
        return -1;
    }

    static long positiveMillis(Duration duration, String name) {
        boolean inRange = !duration.isNegative() && !duration.isZero() && duration.compareTo(LONGEST) <= 0;
        if (!inRange || !duration.equals(Duration.ofMillis(duration.toMillis()))) {
            throw new IllegalArgumentException(
                    name + " must be positive, whole milliseconds, at most 10,000 years, was " + duration);
        }
        return duration.toMillis();
    }
}
