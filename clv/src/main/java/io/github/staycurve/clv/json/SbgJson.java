package io.github.staycurve.clv.json;

import io.github.staycurve.clv.contract.SbgModel;
import io.github.staycurve.clv.contract.SbgParameters;
import io.github.staycurve.core.json.JsonObject;
import io.github.staycurve.core.json.VersionedDocument;
import io.github.staycurve.core.time.PeriodUnit;

/**
 * The stored form of a shifted-beta-geometric model. A change to it raises the version and keeps reading the old ones.
 *
 * <p>This class has no state.
 */
public final class SbgJson {
    private static final VersionedDocument FORM = VersionedDocument.model("sbg", 1);

    private SbgJson() {}

    /**
     * Returns a model as JSON.
     *
     * @param model the model
     * @return the document, from which {@link #read} makes an equal model
     */
    public static String write(SbgModel model) {
        SbgParameters p = model.parameters();
        return FORM.builder()
                .put("unit", model.unit().label())
                .putObject(
                        "parameters",
                        parameters -> parameters.put("alpha", p.alpha()).put("beta", p.beta()))
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
    public static SbgModel read(String json) {
        JsonObject document = FORM.parse(json);
        JsonObject p = document.object("parameters");
        return SbgModel.of(
                new SbgParameters(p.number("alpha"), p.number("beta")), PeriodUnit.ofLabel(document.text("unit")));
    }
}
