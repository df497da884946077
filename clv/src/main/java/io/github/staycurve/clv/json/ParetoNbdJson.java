package io.github.staycurve.clv.json;

import io.github.staycurve.clv.model.ParetoNbdModel;
import io.github.staycurve.clv.model.ParetoNbdParameters;
import io.github.staycurve.core.json.JsonObject;
import io.github.staycurve.core.json.VersionedDocument;
import io.github.staycurve.core.time.PeriodUnit;

/**
 * The stored form of a Pareto/NBD model. A change to it raises the version and keeps reading the old ones.
 *
 * <p>This class has no state.
 */
public final class ParetoNbdJson {
    private static final VersionedDocument FORM = VersionedDocument.model("pareto-nbd", 1);

    private ParetoNbdJson() {}

    /**
     * Returns a model as JSON.
     *
     * @param model the model
     * @return the document, from which {@link #read} makes an equal model
     */
    public static String write(ParetoNbdModel model) {
        ParetoNbdParameters p = model.parameters();
        return FORM.builder()
                .put("unit", model.unit().label())
                .putObject(
                        "parameters",
                        parameters -> parameters
                                .put("r", p.r())
                                .put("alpha", p.alpha())
                                .put("s", p.s())
                                .put("beta", p.beta()))
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
    public static ParetoNbdModel read(String json) {
        JsonObject document = FORM.parse(json);
        JsonObject p = document.object("parameters");
        return ParetoNbdModel.of(
                new ParetoNbdParameters(p.number("r"), p.number("alpha"), p.number("s"), p.number("beta")),
                PeriodUnit.ofLabel(document.text("unit")));
    }
}
