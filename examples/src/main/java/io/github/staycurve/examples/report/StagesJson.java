package io.github.staycurve.examples.report;

import io.github.staycurve.core.json.JsonObject;
import io.github.staycurve.core.lifecycle.ActivityState;
import io.github.staycurve.core.lifecycle.CustomerStage;
import io.github.staycurve.core.lifecycle.LifecycleStage;
import io.github.staycurve.core.markov.AbsorbingChain;
import io.github.staycurve.core.markov.TransitionCounts;
import io.github.staycurve.core.markov.TransitionEstimate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Writes the {@code stages} of {@code report.json}. */
final class StagesJson {
    private static final String CHURN = LifecycleStage.CHURN.label();

    private final Stages stages;

    StagesJson(Stages stages) {
        this.stages = stages;
    }

    JsonObject toJson() {
        JsonObject.Builder json = JsonObject.builder()
                .put("asOf", stages.table().asOf().toString())
                .put("definition", stages.table().describe())
                .put("gaps", stages.fit().report().describe())
                .put("counts", counts(CustomerStage::lifecycle, LifecycleStage.values(), LifecycleStage::label))
                .put(
                        "states",
                        counts(stage -> stage.activity().orElseThrow(), ActivityState.values(), ActivityState::label))
                .put("transitions", transitions());
        chain().ifPresentOrElse(
                        chain -> json.put("expectedStepsToChurn", expectedSteps(chain)),
                        () -> json.putNull("expectedStepsToChurn"));
        return json.build();
    }

    private <E extends Enum<E>> JsonObject counts(Function<CustomerStage, E> part, E[] all, Function<E, String> label) {
        JsonObject.Builder json = JsonObject.builder();
        stages.count(part, all).forEach((each, customers) -> json.put(label.apply(each), customers));
        return json.build();
    }

    /** Customers by the stage at the end of a month and at the end of the next. */
    private JsonObject transitions() {
        TransitionCounts counts = stages.transitions().counts();
        List<String> states = counts.states().names();
        List<JsonObject> rows = new ArrayList<>();
        for (String from : states) {
            JsonObject.Builder to = JsonObject.builder();
            JsonObject.Builder shares = JsonObject.builder();
            for (String state : states) {
                to.put(state, counts.count(from, state));
                shares.put(state, counts.rate(from, state).value());
            }
            rows.add(JsonObject.builder()
                    .put("from", from)
                    .put("steps", counts.steps(from))
                    .put("counts", to.build())
                    .put("shares", shares.build())
                    .build());
        }
        return JsonObject.builder()
                .put("grid", "month")
                .put("states", states)
                .put("rows", rows)
                .build();
    }

    /** The chain that ends at the first churn; none where a stage was seen from which nobody ever churned. */
    private Optional<AbsorbingChain> chain() {
        TransitionCounts counts = stages.transitions().counts();
        if (counts.steps() == 0) {
            return Optional.empty();
        }
        try {
            return Optional.of(AbsorbingChain.of(TransitionEstimate.of(counts).matrix(), CHURN));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static JsonObject expectedSteps(AbsorbingChain chain) {
        JsonObject.Builder json = JsonObject.builder();
        for (String state : chain.matrix().states().names()) {
            json.put(state, chain.expectedSteps(state));
        }
        return json.build();
    }
}
