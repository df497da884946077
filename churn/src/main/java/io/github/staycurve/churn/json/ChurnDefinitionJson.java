package io.github.staycurve.churn.json;

import io.github.staycurve.churn.definition.AliveBelow;
import io.github.staycurve.churn.definition.ChurnDefinition;
import io.github.staycurve.churn.definition.ChurnsWithin;
import io.github.staycurve.churn.definition.ContractEnd;
import io.github.staycurve.churn.definition.FixedWindow;
import io.github.staycurve.churn.definition.HazardAbove;
import io.github.staycurve.churn.definition.PersonalGap;
import io.github.staycurve.churn.definition.PurchaseChurn;
import io.github.staycurve.churn.definition.StageChurned;
import io.github.staycurve.core.json.JsonObject;
import io.github.staycurve.core.json.StagePolicyJson;
import io.github.staycurve.core.json.VersionedDocument;
import io.github.staycurve.core.lifecycle.AliveProbability;
import io.github.staycurve.core.stat.KaplanMeier;
import io.github.staycurve.core.time.PeriodUnit;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The stored form of a {@link ChurnDefinition}. A change to it raises the version and keeps reading the old ones.
 *
 * <pre>{@code
 * {"definition": "churn", "version": 1, "id": "0f6f5d3c9a1b2c3d", "rule": {"type": "fixed_window", "days": 90}}
 * }</pre>
 *
 * <p>Other rules are {@code personal_gap} (quantile, min_gaps, fallback_days), {@code stage} (policy, as
 * {@link StagePolicyJson} writes it), {@code alive_below} (threshold, model, unit), {@code hazard_above} (threshold, days,
 * curve, unit), {@code within} (days, state: a rule) and {@code contract_end} (days, grace_days). Of purchase models and
 * survival curves only the names are stored: they are handed over when the definition is read. The fingerprint of the
 * definition is written as {@code id}, and if it is there must be right.
 *
 * <p>This class has no state.
 */
public final class ChurnDefinitionJson {
    private static final VersionedDocument FORM = new VersionedDocument("definition", "churn", 1);

    private ChurnDefinitionJson() {}

    /**
     * Returns a definition as JSON.
     *
     * @param definition the definition
     * @return the document, from which {@link #read(String, Function, Function)} makes an equal definition
     */
    public static String write(ChurnDefinition definition) {
        return FORM.builder()
                .put("id", definition.id())
                .put("rule", rule(definition))
                .build()
                .toJson();
    }

    /**
     * Returns the definition of a document that needs no purchase model and no curve.
     *
     * @param json what {@link #write} gave, of this or an earlier version
     * @return the definition
     * @throws IllegalArgumentException as {@link #read(String, Function, Function)}, and if a model or a curve is needed
     */
    public static ChurnDefinition read(String json) {
        return read(json, name -> null, name -> null);
    }

    /**
     * Returns the definition of a document.
     *
     * @param json what {@link #write} gave, of this or an earlier version
     * @param models gives the purchase model of a name, as {@code Map::get} does; null if it has none
     * @param curves gives the survival curve of a name; null if it has none
     * @return the definition
     * @throws IllegalArgumentException if it is no such document or of a later version; if a field is missing, unknown or out
     *     of range; if its fingerprint is another; if a model or a curve that is needed was not handed over
     */
    public static ChurnDefinition read(
            String json,
            Function<String, @Nullable AliveProbability> models,
            Function<String, @Nullable KaplanMeier> curves) {
        JsonObject document = FORM.parse(json);
        StoredFields.requireKnown(document, List.of("definition", "version", "id", "rule"), "the document");
        ChurnDefinition definition = rule(document.object("rule"), new Parts(models, curves));
        StoredFields.requireId(document, definition.id(), "definition");
        return definition;
    }

    /** What a document names and does not hold. */
    private record Parts(
            Function<String, @Nullable AliveProbability> models, Function<String, @Nullable KaplanMeier> curves) {
        AliveProbability model(String name) {
            return required(models.apply(name), "purchase model", name);
        }

        KaplanMeier curve(String name) {
            return required(curves.apply(name), "survival curve", name);
        }

        private static <T> T required(@Nullable T found, String what, String name) {
            if (found == null) {
                throw new IllegalArgumentException(
                        "the definition needs the %s '%s': hand it over when reading".formatted(what, name));
            }
            return found;
        }
    }

    private static JsonObject rule(ChurnDefinition definition) {
        JsonObject.Builder json = JsonObject.builder();
        if (definition instanceof FixedWindow window) {
            json.put("type", "fixed_window").put("days", window.days());
        } else if (definition instanceof PersonalGap gap) {
            json.put("type", "personal_gap")
                    .put("quantile", gap.quantile())
                    .put("min_gaps", gap.minGaps())
                    .put("fallback_days", gap.fallbackDays());
        } else if (definition instanceof StageChurned stage) {
            json.put("type", "stage").put("policy", JsonObject.parse(StagePolicyJson.write(stage.policy())));
        } else if (definition instanceof AliveBelow alive) {
            json.put("type", "alive_below")
                    .put("threshold", alive.threshold())
                    .put("model", alive.name())
                    .put("unit", alive.unit().label());
        } else if (definition instanceof HazardAbove hazard) {
            json.put("type", "hazard_above")
                    .put("threshold", hazard.threshold())
                    .put("days", hazard.days())
                    .put("curve", hazard.name())
                    .put("unit", hazard.unit().label());
        } else if (definition instanceof ChurnsWithin within) {
            json.put("type", "within").put("days", within.days()).put("state", rule(within.state()));
        } else {
            ContractEnd end = (ContractEnd) definition;
            json.put("type", "contract_end").put("days", end.days()).put("grace_days", end.graceDays());
        }
        return json.build();
    }

    private static ChurnDefinition rule(JsonObject json, Parts parts) {
        String type = json.text("type");
        return switch (type) {
            case "fixed_window" -> {
                StoredFields.requireKnown(json, List.of("type", "days"), type);
                yield new FixedWindow(StoredFields.count(json, "days"));
            }
            case "personal_gap" -> {
                StoredFields.requireKnown(json, List.of("type", "quantile", "min_gaps", "fallback_days"), type);
                yield new PersonalGap(
                        json.number("quantile"),
                        StoredFields.count(json, "min_gaps"),
                        StoredFields.count(json, "fallback_days"));
            }
            case "stage" -> {
                StoredFields.requireKnown(json, List.of("type", "policy"), type);
                yield new StageChurned(
                        StagePolicyJson.read(json.object("policy").toJson(), parts.models()));
            }
            case "alive_below" -> {
                StoredFields.requireKnown(json, List.of("type", "threshold", "model", "unit"), type);
                String name = json.text("model");
                yield AliveBelow.of(json.number("threshold"), name, parts.model(name), unit(json));
            }
            case "hazard_above" -> hazard(json, parts);
            case "within" -> {
                StoredFields.requireKnown(json, List.of("type", "days", "state"), type);
                yield within(rule(json.object("state"), parts), StoredFields.count(json, "days"));
            }
            case "contract_end" -> {
                StoredFields.requireKnown(json, List.of("type", "days", "grace_days"), type);
                yield new ContractEnd(StoredFields.count(json, "days"), StoredFields.count(json, "grace_days"));
            }
            default -> throw new IllegalArgumentException("no rule of type '%s' is known".formatted(type));
        };
    }

    private static HazardAbove hazard(JsonObject json, Parts parts) {
        StoredFields.requireKnown(json, List.of("type", "threshold", "days", "curve", "unit"), "hazard_above");
        String name = json.text("curve");
        return HazardAbove.of(json.number("threshold"), StoredFields.count(json, "days"), name, parts.curve(name))
                .in(unit(json));
    }

    private static ChurnsWithin within(ChurnDefinition state, int days) {
        if (state instanceof PurchaseChurn churn) {
            return churn.within(days);
        }
        throw new IllegalArgumentException("state must be told from purchases, was " + state.describe());
    }

    private static PeriodUnit unit(JsonObject json) {
        return PeriodUnit.ofLabel(json.text("unit"));
    }
}
