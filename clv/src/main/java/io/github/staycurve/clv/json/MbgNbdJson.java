package io.github.staycurve.clv.json;

import io.github.staycurve.clv.model.MbgNbdModel;
import io.github.staycurve.clv.model.MbgNbdParameters;
import io.github.staycurve.core.json.JsonObject;
import io.github.staycurve.core.json.VersionedDocument;
import io.github.staycurve.core.time.PeriodUnit;

/**
 * The stored form of an MBG/NBD model. A change to it raises the version and keeps reading the old ones.
 *
 * <p>This class has no state.
 */
public final class MbgNbdJson {
    private static final VersionedDocument FORM = VersionedDocument.model("mbg-nbd", 1);

    private MbgNbdJson() {}

    /**
     * Returns a model as JSON.
     *
     * @param model the model
     * @return the document, from which {@link #read} makes an equal model
     */
    public static String write(MbgNbdModel model) {
        MbgNbdParameters p = model.parameters();
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
    public static MbgNbdModel read(String json) {
        JsonObject document = FORM.parse(json);
        JsonObject p = document.object("parameters");
        return MbgNbdModel.of(
                new MbgNbdParameters(p.number("r"), p.number("alpha"), p.number("a"), p.number("b")),
                PeriodUnit.ofLabel(document.text("unit")));
    }
}
