package io.github.staycurve.clv.json;

import io.github.staycurve.clv.model.BgNbdModel;
import io.github.staycurve.clv.model.BgNbdParameters;
import io.github.staycurve.core.json.JsonObject;
import io.github.staycurve.core.json.VersionedDocument;
import io.github.staycurve.core.time.PeriodUnit;

/**
 * The stored form of a BG/NBD model. A change to it raises the version and keeps reading the old ones.
 *
 * <p>This class has no state.
 */
public final class BgNbdJson {
    private static final VersionedDocument FORM = VersionedDocument.model("bg-nbd", 1);

    private BgNbdJson() {}

    /**
     * Returns a model as JSON.
     *
     * @param model the model
     * @return the document, from which {@link #read} makes an equal model
     */
    public static String write(BgNbdModel model) {
        BgNbdParameters p = model.parameters();
        return FORM.builder()
                .put("unit", model.unit().label())
                .putObject(
                        "parameters",
                        parameters -> parameters
                                .put("r", p.r())
                                .put("alpha", p.alpha())
                                .put("a", p.a())
                                .put("b", p.b()))
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
    public static BgNbdModel read(String json) {
        JsonObject document = FORM.parse(json);
        JsonObject p = document.object("parameters");
        return BgNbdModel.of(
                new BgNbdParameters(p.number("r"), p.number("alpha"), p.number("a"), p.number("b")),
                PeriodUnit.ofLabel(document.text("unit")));
    }
}
