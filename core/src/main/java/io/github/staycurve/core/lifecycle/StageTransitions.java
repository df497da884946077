package io.github.staycurve.core.lifecycle;

import io.github.staycurve.core.markov.DwellExpansion;
import io.github.staycurve.core.markov.StateSpace;
import io.github.staycurve.core.markov.TransitionCounter;
import io.github.staycurve.core.markov.TransitionCounts;
import io.github.staycurve.core.stat.CellStatus;
import io.github.staycurve.core.stat.Ratio;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * How customers move between stages from one step of a {@link StageTimeline} to the next.
 *
 * <p>Only steps count between two ends of periods that are both complete: the period still running is left out, and so are
 * the first ones of cut-off data, in which stages depend on what was before. A customer's path starts with the first step
 * at whose end they have a state.
 *
 * <p>This class is immutable and thread-safe.
 */
public final class StageTransitions {
    /** How many steps apart pairs are counted, for the k-step check. */
    private static final int LAGS = 3;

    private final StageTimeline timeline;
    private final StageProjection projection;
    private final @Nullable DwellExpansion expansion;
    /** By code of the stage + 1. */
    private final int[] stateByCode;

    private final int firstComplete;
    /** Exclusive. */
    private final int endComplete;

    private StageTransitions(StageTimeline timeline, StageProjection projection, @Nullable DwellExpansion expansion) {
        this.timeline = timeline;
        this.projection = projection;
        this.expansion = expansion;
        this.stateByCode = projection.stateByCode();
        int first = 0;
        while (first < timeline.steps() && timeline.status(first) == CellStatus.LEFT_CENSORED) {
            first++;
        }
        int end = timeline.steps();
        while (end > first && timeline.status(end - 1) != CellStatus.COMPLETE) {
            end--;
        }
        this.firstComplete = first;
        this.endComplete = end;
    }

    /**
     * Returns the moves of a timeline.
     *
     * @param timeline the stages
     * @param projection in which vocabulary
     * @return the moves
     */
    public static StageTransitions of(StageTimeline timeline, StageProjection projection) {
        return new StageTransitions(timeline, projection, null);
    }

    /**
     * Returns these moves with a state split by how many steps the stay in it has lasted.
     *
     * <p>A stay that began before the first step of the timeline counts from there; begin the timeline early.
     *
     * @param state the state to split, as {@code dormant}
     * @param depth into how many, 2 or more
     * @return the moves between the expanded states
     * @throws IllegalArgumentException if there is no such state, or the depth is below 2
     */
    public StageTransitions splitByDwell(String state, int depth) {
        return new StageTransitions(timeline, projection, DwellExpansion.of(projection.states(), state, depth));
    }

    /**
     * Returns the states.
     *
     * @return those of the projection, or expanded
     */
    public StateSpace states() {
        return expansion == null ? projection.states() : expansion.states();
    }

    /**
     * Returns how a state was split.
     *
     * @return the expansion; empty if none was
     */
    public Optional<DwellExpansion> expansion() {
        return Optional.ofNullable(expansion);
    }

    /**
     * Returns the moves of all customers, with triples and lags of up to 3 steps for the checks of the chain.
     *
     * @return the counts
     */
    public TransitionCounts counts() {
        return counts(customer -> true);
    }

    /**
     * Returns the moves of some customers, as those of a segment.
     *
     * @param customers which, by their index in the timeline
     * @return the counts, with triples and lags of up to 3 steps
     */
    public TransitionCounts counts(IntPredicate customers) {
        TransitionCounter counter = counter().lags(LAGS).triples();
        int[] path = new int[timeline.steps()];
        for (int customer = 0; customer < timeline.customers(); customer++) {
            if (customers.test(customer)) {
                int start = read(customer, path);
                counter.addPath(path, Math.max(start, firstComplete), endComplete);
            }
        }
        return counter.counts();
    }

    /**
     * Returns the moves of each complete step apart, for a test of whether they change over time.
     *
     * @return the counts of single steps, the first ones first; empty with fewer than two complete ends of periods
     */
    public List<TransitionCounts> byStep() {
        List<TransitionCounter> counters = new ArrayList<>();
        for (int step = firstComplete + 1; step < endComplete; step++) {
            counters.add(counter());
        }
        int[] path = new int[timeline.steps()];
        for (int customer = 0; customer < timeline.customers(); customer++) {
            int start = read(customer, path);
            for (int step = Math.max(start, firstComplete) + 1; step < endComplete; step++) {
                counters.get(step - firstComplete - 1).add(path[step - 1], path[step]);
            }
        }
        return counters.stream().map(TransitionCounter::counts).toList();
    }

    /**
     * Returns how often churned customers come back.
     *
     * @return of all customers and steps that began churned: those in which a purchase brought the customer back
     */
    public Ratio reactivationRate() {
        int[] activity = StageProjection.ACTIVITY.stateByCode();
        long cases = 0;
        long back = 0;
        for (int step = firstComplete + 1; step < endComplete; step++) {
            for (int customer = 0; customer < timeline.customers(); customer++) {
                if (activity[timeline.code(customer, step - 1) + 1] == ActivityState.CHURNED.code()) {
                    cases++;
                    back += timeline.reactivated(customer, step) ? 1 : 0;
                }
            }
        }
        return Ratio.of((double) back, (double) cases);
    }

    private TransitionCounter counter() {
        return TransitionCounts.counter(states(), definition());
    }

    /** Reads a customer's states into the path and returns the first step that has one. */
    private int read(int customer, int[] path) {
        int start = 0;
        for (int step = 0; step < endComplete; step++) {
            path[step] = stateByCode[timeline.code(customer, step) + 1];
            if (path[step] == StageProjection.NONE) {
                start = step + 1; // only ever before the first order
            }
        }
        if (expansion != null) {
            expansion.expandInPlace(path, start, endComplete);
        }
        return start;
    }

    private String definition() {
        return "moves by %s between the ends of complete %s, stages [%s]"
                .formatted(projection.label(), timeline.grid().describe(), timeline.configId());
    }

    /**
     * Returns these moves in words.
     *
     * @return one line
     */
    public String describe() {
        return "%s; %s complete ends of periods; %s"
                .formatted(definition(), endComplete - firstComplete, timeline.describe());
    }
}
