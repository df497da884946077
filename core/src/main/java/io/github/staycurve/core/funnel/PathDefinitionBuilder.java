package io.github.staycurve.core.funnel;

import io.github.staycurve.core.internal.Checks;
import java.time.Duration;
import java.util.List;

/**
 * Collects what a {@link PathDefinition} is made of.
 *
 * <p>This class is not thread-safe.
 */
public final class PathDefinitionBuilder {
    private static final Duration LONGEST = Duration.ofDays(3_652_500);

    long gapMillis = Duration.ofMinutes(30).toMillis();
    PathWeight weight = PathWeight.EVENTS;
    boolean collapseRepeats;
    /** How many types are states of their own; 0 for all. */
    int top;

    List<String> types = List.of();

    PathDefinitionBuilder() {}

    /**
     * Sets the longest gap within a session; a longer one begins a new session.
     *
     * @param gap the gap, positive, whole milliseconds; 30 minutes by default
     * @return this builder
     * @throws IllegalArgumentException if it is not
     */
    public PathDefinitionBuilder sessionGap(Duration gap) {
        boolean inRange = !gap.isNegative() && !gap.isZero() && gap.compareTo(LONGEST) <= 0;
        if (!inRange || !gap.equals(Duration.ofMillis(gap.toMillis()))) {
            throw new IllegalArgumentException(
                    "sessionGap must be positive, whole milliseconds, at most 10,000 years, was " + gap);
        }
        gapMillis = gap.toMillis();
        return this;
    }

    /**
     * Makes one path of all events of a customer. Whether it has ended is never known then: no path has an end.
     *
     * @return this builder
     */
    public PathDefinitionBuilder wholeHistory() {
        gapMillis = FunnelPlan.UNLIMITED;
        return this;
    }

    /**
     * Sets how often a customer who goes from one event to another many times counts.
     *
     * @param newWeight the weight, EVENTS by default
     * @return this builder
     */
    public PathDefinitionBuilder weight(PathWeight newWeight) {
        weight = newWeight;
        return this;
    }

    /**
     * Counts an event that follows another of the same state as one with it.
     *
     * @return this builder
     */
    public PathDefinitionBuilder collapseRepeats() {
        collapseRepeats = true;
        return this;
    }

    /**
     * Makes states of the most frequent types in the range only, at equal frequency those first by name; the others become
     * {@link PathDefinition#OTHER}. Parts of a log may have others on top: to merge their counts, name the {@link #types}.
     *
     * @param most how many, 1 or more
     * @return this builder
     * @throws IllegalArgumentException if it is below 1
     */
    public PathDefinitionBuilder top(int most) {
        if (most < 1) {
            throw new IllegalArgumentException("top must be 1 or more, was " + most);
        }
        top = most;
        types = List.of();
        return this;
    }

    /**
     * Makes states of these types only; the others become {@link PathDefinition#OTHER}.
     *
     * @param names the types, in the order of the states; at least one, none blank, none twice
     * @return this builder
     * @throws IllegalArgumentException if there is none, or one is blank or there twice
     */
    public PathDefinitionBuilder types(List<String> names) {
        if (names.isEmpty()) {
            throw new IllegalArgumentException("types must not be empty");
        }
        names.forEach(name -> Checks.notBlank(name, "type"));
        if (names.stream().distinct().count() < names.size()) {
            throw new IllegalArgumentException("types must all differ, were " + names);
        }
        top = 0;
        types = List.copyOf(names);
        return this;
    }

    /**
     * Returns the definition.
     *
     * @return the definition
     */
    public PathDefinition build() {
        return new PathDefinition(this);
    }
}
