package io.github.staycurve.core.activity;

import io.github.staycurve.core.internal.Checks;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Which events of a log count as activity, and when a customer counts as first seen.
 *
 * <p>This class is immutable and thread-safe if the caller's function is.
 */
public final class ActivityRule {
    /** Every event counts, and a customer is first seen at the first one. */
    public static final ActivityRule ANY_EVENT =
            new ActivityRule(Set.of(), FirstSeenMode.FIRST_QUALIFYING_EVENT, id -> Optional.empty());

    private final Set<String> types;
    private final FirstSeenMode mode;
    private final Function<String, Optional<Instant>> firstSeen;

    private ActivityRule(Set<String> types, FirstSeenMode mode, Function<String, Optional<Instant>> firstSeen) {
        this.types = types;
        this.mode = mode;
        this.firstSeen = firstSeen;
    }

    /**
     * Returns the rule by which only events of some types count.
     *
     * @param types the types, at least one, none blank; one that the log does not have is allowed
     * @return the rule
     * @throws IllegalArgumentException if there is no type, or one is blank
     */
    public static ActivityRule ofTypes(String... types) {
        Set<String> sorted = new TreeSet<>();
        for (String type : types) {
            sorted.add(Checks.notBlank(type, "type"));
        }
        if (sorted.isEmpty()) {
            throw new IllegalArgumentException("types must name at least one, were none; ANY_EVENT takes all");
        }
        return new ActivityRule(sorted, FirstSeenMode.FIRST_QUALIFYING_EVENT, id -> Optional.empty());
    }

    /**
     * Returns this rule with customers first seen at their first event of any type. A customer who did something else in an
     * earlier period than the first active one is never new, and counts as resurrected there.
     *
     * @return the rule
     */
    public ActivityRule firstSeenAtAnyEvent() {
        return new ActivityRule(types, FirstSeenMode.FIRST_ANY_EVENT, id -> Optional.empty());
    }

    /**
     * Returns this rule with customers first seen when the caller says so. Where that lies after the first event that
     * counts, or is not known, that event decides; the {@linkplain ActivityTable#audit audit} of the table counts how often.
     *
     * @param instantOf when a customer, by identifier, was first seen, such as the registration; empty if it is not known
     * @return the rule
     */
    public ActivityRule firstSeenAt(Function<String, Optional<Instant>> instantOf) {
        return new ActivityRule(types, FirstSeenMode.EXTERNAL, instantOf);
    }

    FirstSeenMode firstSeenMode() {
        return mode;
    }

    /** Two rules must not have the same words, or their tables would merge: a name may hold a comma, or a quote. */
    private static String quoted(String type) {
        return "'" + type.replace("'", "''") + "'";
    }

    boolean qualifies(String type) {
        return types.isEmpty() || types.contains(type);
    }

    Optional<Instant> firstSeen(String customerId) {
        return firstSeen.apply(customerId);
    }

    /**
     * Returns this rule in words.
     *
     * @return one line
     */
    public String describe() {
        String active = types.isEmpty()
                ? "active by any event"
                : types.stream()
                        .map(ActivityRule::quoted)
                        .collect(Collectors.joining(", ", "active by events of types ", ""));
        return active + ", first seen at the " + mode.describe();
    }
}
