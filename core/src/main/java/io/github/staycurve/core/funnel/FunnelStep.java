package io.github.staycurve.core.funnel;

import io.github.staycurve.core.internal.Checks;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/**
 * One step of a funnel: a name, and the types of events that fulfil it.
 *
 * <p>Several steps may have event types in common; an event then fulfils one of them, never two.
 *
 * <p>This record is immutable and thread-safe.
 *
 * @param name what the step is called, not blank
 * @param eventTypes the types of which any fulfils the step; at least one, none blank
 */
public record FunnelStep(String name, Set<String> eventTypes) {

    /**
     * Checks the step and sorts its types.
     *
     * @param name what the step is called, not blank
     * @param eventTypes the types of which any fulfils the step; at least one, none blank
     * @throws IllegalArgumentException if a text is blank or there is no type
     */
    public FunnelStep {
        Checks.notBlank(name, "step name");
        if (eventTypes.isEmpty()) {
            throw new IllegalArgumentException("step '%s' must have at least one event type".formatted(name));
        }
        for (String type : eventTypes) {
            Checks.notBlank(type, "event type of step '" + name + "'");
        }
        eventTypes = Collections.unmodifiableSortedSet(new TreeSet<>(eventTypes));
    }

    /**
     * Returns this step in words.
     *
     * @return its name, and its types where they are not just that
     */
    public String describe() {
        return eventTypes.equals(Set.of(name)) ? name : name + " (" + String.join(" or ", eventTypes) + ")";
    }
}
