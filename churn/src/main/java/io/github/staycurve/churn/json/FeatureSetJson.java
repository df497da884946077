package io.github.staycurve.churn.json;

import io.github.staycurve.churn.feature.Feature;
import io.github.staycurve.churn.feature.FeatureSet;
import io.github.staycurve.core.json.JsonObject;
import io.github.staycurve.core.json.StagePolicyJson;
import io.github.staycurve.core.json.VersionedDocument;
import io.github.staycurve.core.lifecycle.AliveProbability;
import io.github.staycurve.core.lifecycle.StagePolicy;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The stored form of a {@link FeatureSet}, so that a model can be scored later by the features it was trained on. A change to
 * it raises the version and keeps reading the old ones.
 *
 * <pre>{@code
 * {"features": "point-in-time", "version": 1, "id": "0f6f5d3c9a1b2c3d", "zone": "Europe/London",
 *  "stages": {"known_by": "2011-06-30", "policy": {...}},
 *  "list": [{"kind": "inactivity"}, {"kind": "orders", "days": 30, "logged": true},
 *           {"kind": "mean_gap", "fill": 0}, {"kind": "mean_gap", "missing": true},
 *           {"kind": "events", "type": "login", "days": 30}, {"kind": "custom", "name": "weekend_share"}]}
 * }</pre>
 *
 * <p>Of a feature of the caller's own only the name is stored: it is handed over when the set is read. The fingerprint of the
 * set is written as {@code id}, and if it is there must be right, so that a feature of the same name and other words is
 * refused.
 *
 * <p>This class has no state.
 */
public final class FeatureSetJson {
    private static final VersionedDocument FORM = new VersionedDocument("features", "point-in-time", 1);
    private static final List<String> FIELDS = List.of("features", "version", "id", "zone", "stages", "list");
    private static final List<String> FEATURE_FIELDS =
            List.of("kind", "name", "days", "type", "logged", "fill", "missing");

    private FeatureSetJson() {}

    /**
     * Returns a set as JSON.
     *
     * @param set the set
     * @return the document, from which {@link #read(String, Function, Function)} makes an equal set
     */
    public static String write(FeatureSet set) {
        JsonObject.Builder document =
                FORM.builder().put("id", set.id()).put("zone", set.zone().getId());
        set.stagePolicy()
                .ifPresent(policy -> document.putObject(
                        "stages",
                        stages -> stages.put(
                                        "known_by",
                                        set.stagePolicyKnownBy().orElseThrow().toString())
                                .put("policy", JsonObject.parse(StagePolicyJson.write(policy)))));
        return document.put(
                        "list",
                        set.features().stream().map(FeatureSetJson::feature).toList())
                .build()
                .toJson();
    }

    private static JsonObject feature(Feature feature) {
        JsonObject.Builder json = JsonObject.builder().put("kind", feature.kind());
        if (feature.isCustom()) {
            json.put("name", feature.baseName());
        }
        feature.type().ifPresent(type -> json.put("type", type));
        feature.days().ifPresent(days -> json.put("days", days));
        if (feature.isLogged()) {
            json.put("logged", true);
        }
        feature.fill().ifPresent(fill -> json.put("fill", fill));
        if (feature.isIndicator()) {
            json.put("missing", true);
        }
        return json.build();
    }

    /**
     * Returns the set of a document that has no feature of the caller's own and needs no purchase model.
     *
     * @param json what {@link #write} gave, of this or an earlier version
     * @return the set
     * @throws IllegalArgumentException as {@link #read(String, Function, Function)}, and if such a feature or model is needed
     */
    public static FeatureSet read(String json) {
        return read(json, name -> null, name -> null);
    }

    /**
     * Returns the set of a document.
     *
     * @param json what {@link #write} gave, of this or an earlier version
     * @param own gives the caller's own feature of a name, as {@link Feature#of} made it; null if it has none
     * @param models gives the purchase model of a name, for the rules of stages; null if it has none
     * @return the set
     * @throws IllegalArgumentException if it is no such document or of a later version; if a field is missing, unknown or out
     *     of range; if its fingerprint is another; if a feature or a model that is needed was not handed over
     */
    public static FeatureSet read(
            String json, Function<String, @Nullable Feature> own, Function<String, @Nullable AliveProbability> models) {
        JsonObject document = FORM.parse(json);
        StoredFields.requireKnown(document, FIELDS, "the document");
        FeatureSet set = FeatureSet.of(zone(document.text("zone")));
        Optional<JsonObject> stages = document.optionalObject("stages");
        if (stages.isPresent()) {
            StoredFields.requireKnown(stages.get(), List.of("known_by", "policy"), "stages");
            StagePolicy policy =
                    StagePolicyJson.read(stages.get().object("policy").toJson(), models);
            set = set.withStagePolicy(policy, day(stages.get().text("known_by")));
        }
        List<Feature> list = new ArrayList<>();
        for (JsonObject each : document.list("list").objects()) {
            list.add(feature(each, own));
        }
        set = set.plus(list.toArray(Feature[]::new));
        StoredFields.requireId(document, set.id(), "set of features");
        return set;
    }

    private static Feature feature(JsonObject json, Function<String, @Nullable Feature> own) {
        StoredFields.requireKnown(json, FEATURE_FIELDS, "a feature");
        String kind = json.text("kind");
        Feature feature = kind.startsWith("custom")
                ? own(kind, json.text("name"), own)
                : Feature.ofKind(kind, days(json), json.optionalText("type"));
        if (json.has("logged") && json.bool("logged")) {
            feature = feature.logged();
        }
        if (json.optionalNumber("fill").isPresent()) {
            feature = feature.filledWith(json.number("fill"));
        }
        return json.has("missing") && json.bool("missing") ? feature.missing() : feature;
    }

    private static Feature own(String kind, String name, Function<String, @Nullable Feature> own) {
        Feature found = own.apply(name);
        if (found != null && found.isCustom() && !found.kind().equals(kind)) {
            throw new IllegalArgumentException("feature '%s' must be made by Feature.%s, as the stored one was, was not"
                    .formatted(name, kind.equals("custom") ? "of" : "incomplete"));
        }
        if (found == null || !found.isCustom() || !found.name().equals(name)) {
            throw new IllegalArgumentException(
                    "feature '%s' is one of your own, whose function is not stored: hand it over when reading"
                            .formatted(name));
        }
        return found;
    }

    private static OptionalInt days(JsonObject json) {
        return json.optionalNumber("days").isEmpty()
                ? OptionalInt.empty()
                : OptionalInt.of(StoredFields.count(json, "days"));
    }

    private static ZoneId zone(String id) {
        try {
            return ZoneId.of(id);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("zone must be one that Java knows, was '%s'".formatted(id), e);
        }
    }

    private static LocalDate day(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("known_by must be a day as 2011-06-30, was '%s'".formatted(text), e);
        }
    }
}
