package io.github.staycurve.clv.json;

import io.github.staycurve.clv.model.BgNbdModel;
import io.github.staycurve.clv.model.BgNbdParameters;

/**
 * The stored form of a BG/NBD model. A change to it raises the version and keeps reading the old ones.
 *
 * <p>This class has no state.
 */
public final class BgNbdJson {
    private static final ParameterForm FORM = new ParameterForm("bg-nbd", 1, "r", "alpha", "a", "b");

    private BgNbdJson() {}

    /**
     * Returns a model as JSON.
     *
     * @param model the model
     * @return the document, from which {@link #read} makes an equal model
     */
    public static String write(BgNbdModel model) {
        return FORM.write(model.unit(), model.parameterValues());
    }

    /**
     * Returns the model of a document.
     *
     * @param json what {@link #write} gave, of this or an earlier version
     * @return the model
     * @throws IllegalArgumentException if it is no such document, of a later version, or holds a value out of range
     */
    public static BgNbdModel read(String json) {
        return FORM.read(json, (p, unit) -> BgNbdModel.of(new BgNbdParameters(p[0], p[1], p[2], p[3]), unit));
    }
}
