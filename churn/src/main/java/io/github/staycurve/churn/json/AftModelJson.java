package io.github.staycurve.churn.json;

import io.github.staycurve.churn.survival.AftDistribution;
import io.github.staycurve.churn.survival.AftModel;
import io.github.staycurve.core.json.JsonObject;
import io.github.staycurve.core.json.VersionedDocument;

/**
 * The stored form of an accelerated failure time model. A change to it raises the version and keeps reading the old ones.
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
        return FORM.builder()
                .put("distribution", model.distribution().label())
                .put("features", model.featureNames())
                .put("intercept", model.intercept())
                .put("coefficients", model.coefficients())
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
        return AftModel.of(
                AftDistribution.ofLabel(document.text("distribution")),
                document.list("features").texts(),
                document.number("intercept"),
                document.list("coefficients").numbers(),
                document.number("scale"));
    }
}
