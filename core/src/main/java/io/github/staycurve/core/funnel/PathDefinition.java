package io.github.staycurve.core.funnel;

import io.github.staycurve.core.data.EventLog;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How the events of customers are cut into paths, and how the steps of paths count.
 *
 * <p>A path is a session: the events of one customer without a longer gap than the session gap between neighbours; or,
 * with {@link PathDefinitionBuilder#wholeHistory}, all events of the customer. It begins in the state {@link #START} and
 * ends in {@link #END}. Whether the last session of a customer has ended is known only once the gap has passed: until
 * then its path is open, without an end. Events at the same millisecond stand in the order of the log, by the name of
 * their type. Only the events within the range make paths; a session that reaches over its ends is cut there.
 *
 * <p>This class is immutable and thread-safe.
 */
public final class PathDefinition {
    /** The state before the first event of a path. */
    public static final String START = "(start)";

    /** The state after the last event of a path. */
    public static final String END = "(end)";

    /** The state that all types share that have none of their own. */
    public static final String OTHER = "(other)";

    final long gapMillis;
    final PathWeight weight;
    final boolean collapseRepeats;
    final int top;
    final List<String> types;

    PathDefinition(PathDefinitionBuilder builder) {
        gapMillis = builder.gapMillis;
        weight = builder.weight;
        collapseRepeats = builder.collapseRepeats;
        top = builder.top;
        types = List.copyOf(builder.types);
    }

    /**
     * Returns a builder of sessions with a gap of 30 minutes, in which every step counts and every type is a state.
     *
     * @return the builder
     */
    public static PathDefinitionBuilder builder() {
        return new PathDefinitionBuilder();
    }

    /**
     * Returns the usual definition: sessions with a gap of 30 minutes, every step counts, every type is a state.
     *
     * @return the definition
     */
    public static PathDefinition withDefaults() {
        return builder().build();
    }

    /**
     * Counts which event follows which.
     *
     * @param log the events
     * @param range which events, up to the as-of instant
     * @return the counts
     * @throws IllegalArgumentException if a type has the name of one of the states that stand for no type, or there are
     *     more than 4,096 states
     */
    public PathResult evaluate(EventLog log, EntryRange range) {
        PathReader reader = new PathReader(this, log, range);
        PathTally tally = new PathTally(this, reader.states(), describe(range));
        reader.read(tally);
        return tally.result();
    }

    /**
     * Counts which event stands at which place of the paths.
     *
     * @param log the events
     * @param range which events, up to the as-of instant
     * @param steps how many places to look at, from 1 to 1,000
     * @return the matrix; it does not depend on the weight, each path counts once
     * @throws IllegalArgumentException if the number is out of its range, a type has the name of one of the states that
     *     stand for no type, or there are more than 4,096 states
     */
    public StepMatrix stepMatrix(EventLog log, EntryRange range, int steps) {
        PathReader reader = new PathReader(this, log, range);
        StepTally tally = new StepTally(reader.states(), steps);
        reader.read(tally);
        return tally.matrix(cut(range));
    }

    /**
     * Returns the longest gap within a session.
     *
     * @return the gap, empty if a path is the whole history of a customer
     */
    public Optional<Duration> sessionGap() {
        return gapMillis == FunnelPlan.UNLIMITED ? Optional.empty() : Optional.of(Duration.ofMillis(gapMillis));
    }

    /**
     * Returns how often a customer who goes from one event to another many times counts.
     *
     * @return the weight
     */
    public PathWeight weight() {
        return weight;
    }

    private String describe(EntryRange range) {
        String counts = switch (weight) {
            case EVENTS -> "every step counts";
            case SESSIONS -> "a step counts once a session";
            case USERS -> "a step counts once a customer";
        };
        return cut(range) + ", " + counts;
    }

    private String cut(EntryRange range) {
        String paths =
                sessionGap().map(gap -> "sessions with gaps up to " + gap).orElse("whole histories");
        return "paths of " + paths + (collapseRepeats ? ", repeats as one" : "") + ", " + range.describe();
    }
}
