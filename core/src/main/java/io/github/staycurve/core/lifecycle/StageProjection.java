package io.github.staycurve.core.lifecycle;

import io.github.staycurve.core.markov.StateSpace;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** Which of the vocabularies the states of a chain of {@linkplain StageTransitions stages} are told in. */
public enum StageProjection {
    /** All thirteen {@linkplain CustomerStage stages}. */
    STAGE(CustomerStage.values().stream().map(CustomerStage::label).toList(), stage -> Optional.of(stage.label())),
    /** The five {@linkplain LifecycleStage stages of the lifecycle}, acquisition to churn. */
    LIFECYCLE(
            Arrays.stream(LifecycleStage.values()).map(LifecycleStage::label).toList(),
            stage -> Optional.of(stage.lifecycle().label())),
    /** The four {@linkplain ActivityState activity states}; prospects have none. */
    ACTIVITY(
            Arrays.stream(ActivityState.values()).map(ActivityState::label).toList(),
            stage -> stage.activity().map(ActivityState::label)),
    /** New, active, silent and churned, the {@linkplain ActivityView view}; prospects are in none. */
    VIEW(
            Arrays.stream(ActivityView.values()).map(ActivityView::label).toList(),
            stage -> stage.view().map(ActivityView::label));

    /** The state where a stage has none in this vocabulary. */
    static final int NONE = -1;

    private final StateSpace states;
    private final int[] stateOfCode = new int[CustomerStage.COUNT];

    StageProjection(List<String> names, Function<CustomerStage, Optional<String>> label) {
        this.states = StateSpace.of(names);
        for (int code = 0; code < stateOfCode.length; code++) {
            stateOfCode[code] =
                    label.apply(CustomerStage.ofCode(code)).map(states::index).orElse(NONE);
        }
    }

    /**
     * Returns the states of this vocabulary.
     *
     * @return their labels, in the order of their codes
     */
    public StateSpace states() {
        return states;
    }

    /**
     * Returns the name as documents write it.
     *
     * @return the name in lower case, as {@code lifecycle}
     */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Returns the index of the state of a stage by its code, or {@link #NONE}; also for one that is absent. */
    int state(int code) {
        return code == CustomerStage.ABSENT ? NONE : stateOfCode[code];
    }
}
