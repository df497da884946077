package io.github.staycurve.churn.json;

import io.github.staycurve.churn.survival.BaselineHazard;
import io.github.staycurve.churn.survival.CoxModel;
import io.github.staycurve.churn.survival.CoxTies;
import io.github.staycurve.core.json.JsonObject;
import io.github.staycurve.core.json.VersionedDocument;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The stored form of a Cox model. A change to it raises the version and keeps reading the old ones.
 *
 * <p>Each jump of the baseline hazard is stored, two numbers and about 30 bytes: durations in whole days or months keep a
 * document small, one with a time of its own for every customer who left grows with their number.
 *
 * <p>This class has no state.
 */
public final class CoxModelJson {
    private static final VersionedDocument FORM = VersionedDocument.model("cox", 1);

    private CoxModelJson() {}

    /**
     * Returns a model as JSON.
     *
     * @param model the model
     * @return the document, from which {@link #read} makes an equal model
     */
    public static String write(CoxModel model) {
        List<JsonObject> features = new ArrayList<>();
        for (int j = 0; j < model.featureNames().size(); j++) {
            features.add(JsonObject.builder()
                    .put("name", model.featureNames().get(j))
                    .put("coefficient", model.coefficients()[j])
                    .put("reference", model.reference()[j])
                    .build());
        }
        return FORM.builder()
                .put("ties", model.ties().name())
                .put("features", features)
                .put(
                        "baselines",
                        model.baselines().stream().map(CoxModelJson::baseline).toList())
                .build()
                .toJson();
    }

    private static JsonObject baseline(BaselineHazard baseline) {
        double[] times = new double[baseline.size()];
        double[] hazard = new double[baseline.size()];
        for (int i = 0; i < times.length; i++) {
            times[i] = baseline.time(i);
            hazard[i] = baseline.cumulativeHazard(i);
        }
        return JsonObject.builder()
                .put("stratum", baseline.stratum())
                .put("knownUpTo", baseline.knownUpTo())
                .put("times", times)
                .put("cumulativeHazard", hazard)
                .build();
    }

    /**
     * Returns the model of a document.
     *
     * @param json what {@link #write} gave, of this or an earlier version
     * @return the model
     * @throws IllegalArgumentException if it is no such document, of a later version, or holds a value out of range
     */
    public static CoxModel read(String json) {
        JsonObject document = FORM.parse(json);
        List<JsonObject> features = document.list("features").objects();
        List<BaselineHazard> baselines = new ArrayList<>();
        for (JsonObject baseline : document.list("baselines").objects()) {
            baselines.add(BaselineHazard.of(
                    baseline.text("stratum"),
                    baseline.list("times").numbers(),
                    baseline.list("cumulativeHazard").numbers(),
                    baseline.number("knownUpTo")));
        }
        return CoxModel.of(
                features.stream().map(feature -> feature.text("name")).toList(),
                features.stream()
                        .mapToDouble(feature -> feature.number("coefficient"))
                        .toArray(),
                features.stream()
                        .mapToDouble(feature -> feature.number("reference"))
                        .toArray(),
                ties(document.text("ties")),
                baselines);
    }

    private static CoxTies ties(String name) {
        for (CoxTies ties : CoxTies.values()) {
            if (ties.name().equals(name)) {
                return ties;
            }
        }
        throw new IllegalArgumentException(
                "ties must be one of %s, was '%s'".formatted(Arrays.toString(CoxTies.values()), name));
    }
}
