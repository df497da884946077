package io.github.staycurve.core.lifecycle;

import io.github.staycurve.core.internal.Checks;
import io.github.staycurve.core.markov.StateSpace;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Which of the vocabularies the states of a chain of {@linkplain StageTransitions stages} are told in. */
public enum StageProjection {
    /** All thirteen {@linkplain CustomerStage stages}. */
    STAGE,
    /** The five {@linkplain LifecycleStage stages of the lifecycle}, acquisition to churn. */
    LIFECYCLE,
    /** The four {@linkplain ActivityState activity states}; prospects have none. */
    ACTIVITY,
    /** New, active, silent and churned, the {@linkplain ActivityView view}; prospects are in none. */
    VIEW;

    /** The state where a stage has none in this vocabulary. */
    static final int NONE = -1;

    /**
     * Returns the states of this vocabulary.
     *
     * @return their labels, in the order of their codes
     */
    public StateSpace states() {
        Stream<String> labels = switch (this) {
            case STAGE -> CustomerStage.values().stream().map(CustomerStage::label);
            case LIFECYCLE -> Arrays.stream(LifecycleStage.values()).map(LifecycleStage::label);
            case ACTIVITY -> Arrays.stream(ActivityState.values()).map(ActivityState::label);
            case VIEW -> Arrays.stream(ActivityView.values()).map(ActivityView::label);
        };
        return StateSpace.of(labels.toList());
    }

    /**
     * Returns the state of a stage in this vocabulary.
     *
     * @param stage the stage
     * @return the label of the state; empty where the stage has none
     */
    public Optional<String> state(CustomerStage stage) {
        return switch (this) {
            case STAGE -> Optional.of(stage.label());
            case LIFECYCLE -> Optional.of(stage.lifecycle().label());
            case ACTIVITY -> stage.activity().map(ActivityState::label);
            case VIEW -> stage.view().map(ActivityView::label);
        };
    }

    /**
     * Returns how many customers are in each state: the start of a {@linkplain
     * io.github.staycurve.core.markov.HeadcountForecaster#forecast forecast}.
     *
     * @param stages a number for each {@link CustomerStage#code()}, as {@link StageTable#counts()} gives
     * @return a number for each state, in the order of {@link #states()}; stages without a state are left out
     * @throws IllegalArgumentException if there is not one number for each stage
     */
    public long[] counts(int[] stages) {
        Checks.length(stages.length, CustomerStage.COUNT, "stages");
        int[] stateByCode = stateByCode();
        long[] counts = new long[states().size()];
        for (int code = 0; code < stages.length; code++) {
            int state = stateByCode[code + 1];
            if (state != NONE) {
                counts[state] += stages[code];
            }
        }
        return counts;
    }

    /**
     * Returns the name as documents write it.
     *
     * @return the name in lower case, as {@code lifecycle}
     */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Returns the index of the state, or {@link #NONE}, by {@link CustomerStage#code()} + 1; absent ones come first. */
    int[] stateByCode() {
        StateSpace states = states();
        int[] table = new int[CustomerStage.COUNT + 1];
        table[0] = NONE;
        for (CustomerStage stage : CustomerStage.values()) {
            table[stage.code() + 1] = state(stage).map(states::index).orElse(NONE);
        }
        return table;
    }
}
