package io.github.staycurve.clv.json;

import io.github.staycurve.clv.spend.LogNormalSpendModel;
import io.github.staycurve.clv.spend.LogNormalSpendParameters;
import io.github.staycurve.core.json.JsonObject;
import io.github.staycurve.core.json.VersionedDocument;

/**
 * The stored form of a log-normal spend model. A change to it raises the version and keeps reading the old ones.
 *
 * <p>This class has no state.
 */
public final class LogNormalSpendJson {
    private static final VersionedDocument FORM = VersionedDocument.model("log-normal-spend", 1);

    private LogNormalSpendJson() {}

    /**
     * Returns a model as JSON.
     *
     * @param model the model
     * @return the document, from which {@link #read} makes an equal model
     */
    public static String write(LogNormalSpendModel model) {
        LogNormalSpendParameters p = model.parameters();
        return FORM.builder()
                .putObject(
                        "parameters",
                        parameters -> parameters
                                .put("median", p.median())
                                .put("between", p.between())
                                .put("within", p.within()))
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
    public static LogNormalSpendModel read(String json) {
        JsonObject p = FORM.parse(json).object("parameters");
        return LogNormalSpendModel.of(
                new LogNormalSpendParameters(p.number("median"), p.number("between"), p.number("within")));
    }
}
