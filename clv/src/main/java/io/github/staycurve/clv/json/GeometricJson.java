package io.github.staycurve.clv.json;

import io.github.staycurve.clv.contract.GeometricModel;
import io.github.staycurve.core.json.JsonObject;
import io.github.staycurve.core.json.VersionedDocument;
import io.github.staycurve.core.time.PeriodUnit;

/**
 * The stored form of a geometric model. A change to it raises the version and keeps reading the old ones.
 *
 * <p>This class has no state.
 */
public final class GeometricJson {
    private static final VersionedDocument FORM = VersionedDocument.model("geometric", 1);

    private GeometricJson() {}

    /**
     * Returns a model as JSON.
     *
     * @param model the model
     * @return the document, from which {@link #read} makes an equal model
     */
    public static String write(GeometricModel model) {
        return FORM.builder()
                .put("unit", model.unit().label())
                .putObject("parameters", parameters -> parameters.put("theta", model.theta()))
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
    public static GeometricModel read(String json) {
        JsonObject document = FORM.parse(json);
        return GeometricModel.of(
                document.object("parameters").number("theta"), PeriodUnit.ofLabel(document.text("unit")));
    }
}
