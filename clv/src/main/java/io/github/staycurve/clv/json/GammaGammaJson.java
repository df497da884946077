package io.github.staycurve.clv.json;

import io.github.staycurve.clv.spend.GammaGammaModel;
import io.github.staycurve.clv.spend.GammaGammaParameters;
import io.github.staycurve.core.json.JsonObject;
import io.github.staycurve.core.json.VersionedDocument;

/**
 * The stored form of a Gamma-Gamma model. A change to it raises the version and keeps reading the old ones.
 *
 * <p>This class has no state.
 */
public final class GammaGammaJson {
    private static final VersionedDocument FORM = VersionedDocument.model("gamma-gamma", 1);

    private GammaGammaJson() {}

    /**
     * Returns a model as JSON.
     *
     * @param model the model
     * @return the document, from which {@link #read} makes an equal model
     */
    public static String write(GammaGammaModel model) {
        GammaGammaParameters p = model.parameters();
        return FORM.builder()
                .putObject(
                        "parameters",
                        parameters -> parameters.put("p", p.p()).put("q", p.q()).put("gamma", p.gamma()))
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
    public static GammaGammaModel read(String json) {
        JsonObject p = FORM.parse(json).object("parameters");
        return GammaGammaModel.of(new GammaGammaParameters(p.number("p"), p.number("q"), p.number("gamma")));
    }
}
