package io.github.staycurve.core.lifecycle;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where a customer stands: how far they have come, and how active they are. There are thirteen such stages: a prospect,
 * who has no activity, and each other {@link ValueStage} with each {@link ActivityState}.
 *
 * <p>Both usual vocabularies are projections of it, defined for every one: {@link #lifecycle()} and {@link #view()}.
 *
 * <p>This record is immutable and thread-safe.
 *
 * @param value how far the customer has come
 * @param activity how active they are; empty exactly for a prospect
 */
public record CustomerStage(ValueStage value, Optional<ActivityState> activity) {
    /** A prospect: registered, without an order. */
    public static final CustomerStage PROSPECT = new CustomerStage(ValueStage.PROSPECT, Optional.empty());

    /** How many stages there are. */
    public static final int COUNT = 13;

    /** The code where there is no stage: the person is not yet known at that time. */
    public static final int ABSENT = -1;

    /** By code. */
    private static final List<CustomerStage> ALL = all();

    /**
     * Checks that the parts go together.
     *
     * @param value how far the customer has come
     * @param activity how active they are; empty exactly for a prospect
     * @throws IllegalArgumentException if a prospect has an activity, or another customer has none
     */
    public CustomerStage {
        if ((value == ValueStage.PROSPECT) != activity.isEmpty()) {
            throw new IllegalArgumentException(
                    "activity must be empty for a prospect and for nobody else, was %s for %s"
                            .formatted(activity.map(ActivityState::label).orElse("empty"), value.label()));
        }
    }

    /**
     * Returns the stage of a customer who has ordered.
     *
     * @param value how far the customer has come, not a prospect
     * @param activity how active they are
     * @return the stage
     * @throws IllegalArgumentException if the value stage is that of a prospect
     */
    public static CustomerStage of(ValueStage value, ActivityState activity) {
        return new CustomerStage(value, Optional.of(activity));
    }

    /**
     * Returns all stages.
     *
     * @return the stages in the order of their codes
     */
    public static List<CustomerStage> values() {
        return ALL;
    }

    /**
     * Returns the number of this stage in columns and matrices.
     *
     * @return 0 for a prospect; 1 to 4 for a new customer, 5 to 8 for one in growth, 9 to 12 for a mature one, each in the
     *     order of {@link ActivityState#code()}; it never changes
     */
    public int code() {
        int state = activity.map(ActivityState::code).orElse(0);
        return switch (value) {
            case PROSPECT -> 0;
            case NEW -> NEW + state;
            case GROWTH -> GROWTH + state;
            case MATURE -> MATURE + state;
        };
    }

    /** Codes of the active customers of each value stage; those of the other states follow. */
    static final int NEW = 1;

    static final int GROWTH = NEW + ActivityState.COUNT;
    static final int MATURE = GROWTH + ActivityState.COUNT;

    /**
     * Returns the stage of a number.
     *
     * @param code what {@link #code()} gave
     * @return the stage
     * @throws IllegalArgumentException if there is none
     */
    public static CustomerStage ofCode(int code) {
        if (code < 0 || code >= COUNT) {
            throw new IllegalArgumentException("code of a customer stage must lie in [0, 12], was " + code);
        }
        return ALL.get(code);
    }

    /**
     * Returns the stage of the lifecycle.
     *
     * @return decline for the declining and dormant and churn for the churned, whatever their value stage; for the others
     *     acquisition (prospects and new), growth or maturity
     */
    public LifecycleStage lifecycle() {
        return activity.map(this::lifecycle).orElse(LifecycleStage.ACQUISITION);
    }

    private LifecycleStage lifecycle(ActivityState state) {
        return switch (state) {
            case ACTIVE ->
                switch (value) {
                    case PROSPECT, NEW -> LifecycleStage.ACQUISITION;
                    case GROWTH -> LifecycleStage.GROWTH;
                    case MATURE -> LifecycleStage.MATURITY;
                };
            case DECLINING, DORMANT -> LifecycleStage.DECLINE;
            case CHURNED -> LifecycleStage.CHURN;
        };
    }

    /**
     * Returns the customer as new, active, silent or churned.
     *
     * @return the view; empty for a prospect, who has no activity
     */
    public Optional<ActivityView> view() {
        return activity.map(state -> switch (state) {
            case ACTIVE -> value == ValueStage.NEW ? ActivityView.NEW : ActivityView.ACTIVE;
            case DECLINING -> ActivityView.ACTIVE;
            case DORMANT -> ActivityView.SILENT;
            case CHURNED -> ActivityView.CHURNED;
        });
    }

    /**
     * Returns this stage in words.
     *
     * @return the value stage and the state, as {@code growth, dormant}
     */
    public String label() {
        return activity.map(state -> value.label() + ", " + state.label()).orElse(value.label());
    }

    private static List<CustomerStage> all() {
        List<CustomerStage> all = new ArrayList<>(COUNT);
        all.add(PROSPECT);
        for (ValueStage value : List.of(ValueStage.NEW, ValueStage.GROWTH, ValueStage.MATURE)) {
            for (ActivityState activity : ActivityState.values()) {
                all.add(of(value, activity));
            }
        }
        return List.copyOf(all);
    }
}
