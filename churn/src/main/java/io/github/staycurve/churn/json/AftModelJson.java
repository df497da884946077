package io.github.staycurve.churn.json;

import io.github.staycurve.churn.survival.AftDistribution;
import io.github.staycurve.churn.survival.AftModel;
import io.github.staycurve.core.json.JsonObject;
import io.github.staycurve.core.json.VersionedDocument;
import java.util.ArrayList;
import java.util.List;

/**
 * The stored form of an accelerated failure time model, with features as in that of a Cox model. A change to it raises the version and keeps reading the old ones.
 *
 * <p>This class has no state.
 */
public final class AftModelJson {
    private static final VersionedDocument FORM = VersionedDocument.model("aft", 1);

    private AftModelJson() {}

    /**
     * Returns a model as JSON.
     *
     * @param model the model
     * @return the document, from which {@link #read} makes an equal model
     */
    public static String write(AftModel model) {
        List<JsonObject> features = new ArrayList<>();
        for (int j = 0; j < model.featureNames().size(); j++) {
            features.add(JsonObject.builder()
                    .put("name", model.featureNames().get(j))
                    .put("coefficient", model.coefficients()[j])
                    .build());
        }
        return FORM.builder()
                .put("distribution", model.distribution().label())
                .put("intercept", model.intercept())
                .put("features", features)
                .put("scale", model.scale())
                .build()
                .toJson();
    }

    /**
     * Returns the model of a document.
     *
     * @param json what {@link #write} gave, of this or an earlier version
     * @return the model
     * @throws IllegalArgumentException if it is no such document, of a later version, or holds a value out of range
     */
    public static AftModel read(String json) {
        JsonObject document = FORM.parse(json);
        List<JsonObject> features = document.list("features").objects();
        return AftModel.of(
                AftDistribution.ofLabel(document.text("distribution")),
                features.stream().map(feature -> feature.text("name")).toList(),
                document.number("intercept"),
                features.stream()
                        .mapToDouble(feature -> feature.number("coefficient"))
                        .toArray(),
                document.number("scale"));
    }
}
