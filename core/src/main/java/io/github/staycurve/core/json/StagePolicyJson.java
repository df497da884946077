package io.github.staycurve.core.json;

import io.github.staycurve.core.lifecycle.ActivityEngine;
import io.github.staycurve.core.lifecycle.AdaptiveSilence;
import io.github.staycurve.core.lifecycle.AliveProbability;
import io.github.staycurve.core.lifecycle.AliveSilence;
import io.github.staycurve.core.lifecycle.FixedSilence;
import io.github.staycurve.core.lifecycle.GapPopulation;
import io.github.staycurve.core.lifecycle.ScoreCuts;
import io.github.staycurve.core.lifecycle.StagePolicy;
import io.github.staycurve.core.lifecycle.TrendRule;
import io.github.staycurve.core.time.PeriodUnit;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The stored form of a {@link StagePolicy}, which is also how people write their own. A change to it raises the version and
 * keeps reading the old ones.
 *
 * <pre>{@code
 * {
 *   "policy": "lifecycle-stages", "version": 1,
 *   "engine": {"type": "adaptive",
 *     "population": {"shape": 1, "r": 1.4, "alpha": 30.0, "cutoff": "2011-06-30"},
 *     "cuts": {"declining_below": 0.2, "dormant_below": 0.1, "churned_below": 0.02, "recover_above": 0.35}},
 *   "min_silence_days": 7, "hard_cap_days": 365, "min_dwell_steps": 2, "trend": null,
 *   "mature_orders": 4, "median_gap_days": 19.2, "review_days": 365, "lookback_days": 365
 * }
 * }</pre>
 *
 * <p>The other engines are {@code {"type": "fixed", "declining_days": 30, "dormant_days": 60, "churned_days": 90}} and
 * {@code {"type": "alive", "model": "...", "unit": "week", "cuts": {...}, "one_time_buyers": {...}}}. Of a purchase model
 * only the name is stored: the function is handed over when the policy is read. All fields but the engine may be left out,
 * and are then as by default. The fingerprint of the policy is written too, as {@code config_id}, and if it is there must
 * be right.
 *
 * <p>This class has no state.
 */
public final class StagePolicyJson {
    private static final VersionedDocument FORM = new VersionedDocument("policy", "lifecycle-stages", 1);
    private static final List<String> FIELDS = List.of(
            "policy",
            "version",
            "config_id",
            "engine",
            "min_silence_days",
            "hard_cap_days",
            "min_dwell_steps",
            "trend",
            "mature_orders",
            "median_gap_days",
            "review_days",
            "lookback_days");
    private static final List<String> FIXED_FIELDS = List.of("type", "declining_days", "dormant_days", "churned_days");
    private static final List<String> ADAPTIVE_FIELDS = List.of("type", "population", "cuts");
    private static final List<String> ALIVE_FIELDS = List.of("type", "model", "unit", "cuts", "one_time_buyers");
    private static final List<String> POPULATION_FIELDS = List.of("shape", "r", "alpha", "cutoff");
    private static final List<String> CUT_FIELDS =
            List.of("declining_below", "dormant_below", "churned_below", "recover_above");
    private static final List<String> TREND_FIELDS =
            List.of("window_days", "decline_below", "recover_from", "z", "min_gaps");

    private StagePolicyJson() {}

    /**
     * Returns a policy as JSON.
     *
     * @param policy the policy
     * @return the document, from which {@link #read(String)} makes an equal policy
     */
    public static String write(StagePolicy policy) {
        JsonObject.Builder document = FORM.builder()
                .put("config_id", policy.configId())
                .put("engine", engine(policy.engine()))
                .put("min_silence_days", policy.minSilenceDays())
                .put("hard_cap_days", policy.hardCapDays())
                .put("min_dwell_steps", policy.minDwellSteps());
        policy.trend().ifPresentOrElse(rule -> document.put("trend", trend(rule)), () -> document.putNull("trend"));
        return document.put("mature_orders", policy.matureOrders())
                .put("median_gap_days", policy.medianGapDays())
                .put("review_days", policy.reviewDays())
                .put("lookback_days", policy.lookbackDays())
                .build()
                .toJson();
    }

    /**
     * Returns the policy of a document whose engine needs no purchase model.
     *
     * @param json what {@link #write} gave, of this or an earlier version, or what somebody wrote in the same form
     * @return the policy
     * @throws IllegalArgumentException if it is no such document or of a later version; if a field is missing, unknown or
     *     out of range, or two clash, naming them; if its fingerprint is another; if its engine needs a purchase model
     */
    public static StagePolicy read(String json) {
        return read(json, name -> {
            throw new IllegalArgumentException("the engine needs the purchase model '%s': hand it over when reading"
                    .formatted(JsonValues.oneLine(name)));
        });
    }

    /**
     * Returns the policy of a document.
     *
     * @param json what {@link #write} gave, of this or an earlier version, or what somebody wrote in the same form
     * @param models gives the purchase model of a name, as {@code Map::get} does; null, or an exception of its own, if it
     *     has none
     * @return the policy
     * @throws IllegalArgumentException as {@link #read(String)}
     */
    public static StagePolicy read(String json, Function<String, @Nullable AliveProbability> models) {
        JsonObject document = FORM.parse(json);
        requireKnown(document, FIELDS, "the document");
        StagePolicy.Builder policy = StagePolicy.builder(engine(document.object("engine"), models));
        whole(document, "min_silence_days").ifPresent(policy::minSilenceDays);
        whole(document, "hard_cap_days").ifPresent(policy::hardCapDays);
        whole(document, "min_dwell_steps").ifPresent(policy::minDwellSteps);
        document.optionalObject("trend").map(StagePolicyJson::trend).ifPresent(policy::trend);
        whole(document, "mature_orders").ifPresent(policy::matureOrders);
        document.optionalNumber("median_gap_days").ifPresent(policy::medianGapDays);
        whole(document, "review_days").ifPresent(policy::reviewDays);
        whole(document, "lookback_days").ifPresent(policy::lookbackDays);
        StagePolicy built = policy.build();
        document.optionalText("config_id").ifPresent(id -> requireSame(id, built));
        return built;
    }

    private static void requireSame(String id, StagePolicy policy) {
        if (!id.equals(policy.configId())) {
            throw new IllegalArgumentException(
                    "config_id is '%s', but that of these rules is %s: leave it out after changing them"
                            .formatted(JsonValues.oneLine(id), policy.configId()));
        }
    }

    private static JsonObject engine(ActivityEngine engine) {
        if (engine instanceof FixedSilence fixed) {
            return JsonObject.builder()
                    .put("type", "fixed")
                    .put("declining_days", fixed.decliningDays())
                    .put("dormant_days", fixed.dormantDays())
                    .put("churned_days", fixed.churnedDays())
                    .build();
        }
        if (engine instanceof AdaptiveSilence adaptive) {
            return JsonObject.builder()
                    .put("type", "adaptive")
                    .put("population", population(adaptive.population()))
                    .put("cuts", cuts(adaptive.cuts()))
                    .build();
        }
        AliveSilence alive = (AliveSilence) engine;
        return JsonObject.builder()
                .put("type", "alive")
                .put("model", alive.name())
                .put("unit", alive.unit().label())
                .put("cuts", cuts(alive.cuts()))
                .put("one_time_buyers", engine(alive.oneTimeBuyers()))
                .build();
    }

    private static ActivityEngine engine(JsonObject json, Function<String, @Nullable AliveProbability> models) {
        String type = json.text("type");
        return switch (type) {
            case "fixed" -> {
                requireKnown(json, FIXED_FIELDS, "the fixed engine");
                yield new FixedSilence(
                        count(json, "declining_days"), count(json, "dormant_days"), count(json, "churned_days"));
            }
            case "adaptive" -> {
                requireKnown(json, ADAPTIVE_FIELDS, "the adaptive engine");
                yield new AdaptiveSilence(population(json.object("population")), cuts(json, ScoreCuts.SURVIVAL));
            }
            case "alive" -> alive(json, models);
            default ->
                throw new IllegalArgumentException(
                        "engine.type must be fixed, adaptive or alive, was " + JsonValues.quoted(type));
        };
    }

    private static AliveSilence alive(JsonObject json, Function<String, @Nullable AliveProbability> models) {
        requireKnown(json, ALIVE_FIELDS, "the alive engine");
        String name = json.text("model");
        AliveProbability model = models.apply(name);
        if (model == null) {
            throw new IllegalArgumentException(
                    "the engine needs the purchase model '%s', and none of that name was handed over"
                            .formatted(JsonValues.oneLine(name)));
        }
        return AliveSilence.of(
                        name,
                        model,
                        PeriodUnit.ofLabel(json.text("unit")),
                        engine(json.object("one_time_buyers"), models))
                .withCuts(cuts(json, ScoreCuts.ALIVE));
    }

    private static JsonObject population(GapPopulation population) {
        JsonObject.Builder json = JsonObject.builder()
                .put("shape", population.shape())
                .put("r", population.r())
                .put("alpha", population.alpha());
        population.cutoff().ifPresent(day -> json.put("cutoff", day.toString()));
        return json.build();
    }

    private static GapPopulation population(JsonObject json) {
        requireKnown(json, POPULATION_FIELDS, "the population");
        return new GapPopulation(
                whole(json, "shape").orElse(1),
                json.number("r"),
                json.number("alpha"),
                json.optionalText("cutoff").map(StagePolicyJson::day));
    }

    private static LocalDate day(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("cutoff must be a day as 2011-06-30, was " + JsonValues.quoted(text), e);
        }
    }

    private static JsonObject cuts(ScoreCuts cuts) {
        return JsonObject.builder()
                .put("declining_below", cuts.decliningBelow())
                .put("dormant_below", cuts.dormantBelow())
                .put("churned_below", cuts.churnedBelow())
                .put("recover_above", cuts.recoverAbove())
                .build();
    }

    private static ScoreCuts cuts(JsonObject engine, ScoreCuts otherwise) {
        Optional<JsonObject> found = engine.optionalObject("cuts");
        if (found.isEmpty()) {
            return otherwise;
        }
        JsonObject json = found.get();
        requireKnown(json, CUT_FIELDS, "the cuts");
        return new ScoreCuts(
                json.number("declining_below"),
                json.number("dormant_below"),
                json.number("churned_below"),
                json.number("recover_above"));
    }

    private static JsonObject trend(TrendRule rule) {
        return JsonObject.builder()
                .put("window_days", rule.windowDays())
                .put("decline_below", rule.declineBelow())
                .put("recover_from", rule.recoverFrom())
                .put("z", rule.z())
                .put("min_gaps", rule.minGaps())
                .build();
    }

    private static TrendRule trend(JsonObject json) {
        requireKnown(json, TREND_FIELDS, "the trend rule");
        return new TrendRule(
                json.number("window_days"),
                json.number("decline_below"),
                json.number("recover_from"),
                json.number("z"),
                count(json, "min_gaps"));
    }

    private static Optional<Integer> whole(JsonObject json, String name) {
        return json.optionalNumber(name).isEmpty() ? Optional.empty() : Optional.of(count(json, name));
    }

    private static int count(JsonObject json, String name) {
        long value = json.whole(name);
        if (value != (int) value) {
            throw new IllegalArgumentException(
                    "%s must be at most %s, was %s".formatted(name, Integer.MAX_VALUE, value));
        }
        return (int) value;
    }

    /** A misspelt rule would silently be as by default. */
    private static void requireKnown(JsonObject json, List<String> known, String where) {
        for (String name : json.names()) {
            if (!known.contains(name)) {
                throw new IllegalArgumentException("%s has a field '%s'; known are %s"
                        .formatted(where, JsonValues.oneLine(name), String.join(", ", known)));
            }
        }
    }
}
