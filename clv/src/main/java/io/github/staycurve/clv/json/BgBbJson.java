package io.github.staycurve.clv.json;

import io.github.staycurve.clv.discrete.BgBbModel;
import io.github.staycurve.clv.discrete.BgBbParameters;
import io.github.staycurve.core.json.JsonObject;
import io.github.staycurve.core.json.VersionedDocument;
import io.github.staycurve.core.time.PeriodUnit;

/**
 * The stored form of a BG/BB model. A change to it raises the version and keeps reading the old ones.
 *
 * <p>This class has no state.
 */
public final class BgBbJson {
    private static final VersionedDocument FORM = VersionedDocument.model("bg-bb", 1);

    private BgBbJson() {}

    /**
     * Returns a model as JSON.
     *
     * @param model the model
     * @return the document, from which {@link #read} makes an equal model
     */
    public static String write(BgBbModel model) {
        BgBbParameters p = model.parameters();
        return FORM.builder()
                .put("unit", model.unit().label())
                .putObject(
                        "parameters",
                        parameters -> parameters
                                .put("alpha", p.alpha())
                                .put("beta", p.beta())
                                .put("gamma", p.gamma())
                                .put("delta", p.delta()))
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
    public static BgBbModel read(String json) {
        JsonObject document = FORM.parse(json);
        JsonObject p = document.object("parameters");
        return BgBbModel.of(
                new BgBbParameters(p.number("alpha"), p.number("beta"), p.number("gamma"), p.number("delta")),
                PeriodUnit.ofLabel(document.text("unit")));
    }
}
