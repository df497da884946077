package io.github.staycurve.clv.json;

import io.github.staycurve.clv.contract.BdwModel;
import io.github.staycurve.clv.contract.BdwParameters;
import io.github.staycurve.core.json.JsonObject;
import io.github.staycurve.core.json.VersionedDocument;
import io.github.staycurve.core.time.PeriodUnit;

/**
 * The stored form of a beta-discrete-Weibull model. A change to it raises the version and keeps reading the old ones.
 *
 * <p>This class has no state.
 */
public final class BdwJson {
    private static final VersionedDocument FORM = VersionedDocument.model("bdw", 1);

    private BdwJson() {}

    /**
     * Returns a model as JSON.
     *
     * @param model the model
     * @return the document, from which {@link #read} makes an equal model
     */
    public static String write(BdwModel model) {
        BdwParameters p = model.parameters();
        return FORM.builder()
                .put("unit", model.unit().label())
                .putObject(
                        "parameters",
                        parameters -> parameters
                                .put("alpha", p.alpha())
                                .put("beta", p.beta())
                                .put("c", p.c()))
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
    public static BdwModel read(String json) {
        JsonObject document = FORM.parse(json);
        JsonObject p = document.object("parameters");
        return BdwModel.of(
                new BdwParameters(p.number("alpha"), p.number("beta"), p.number("c")),
                PeriodUnit.ofLabel(document.text("unit")));
    }
}
