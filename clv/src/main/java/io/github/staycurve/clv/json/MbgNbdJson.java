package io.github.staycurve.clv.json;

import io.github.staycurve.clv.model.MbgNbdModel;
import io.github.staycurve.clv.model.MbgNbdParameters;

/**
 * The stored form of an MBG/NBD model. A change to it raises the version and keeps reading the old ones.
 *
 * <p>This class has no state.
 */
public final class MbgNbdJson {
    private static final ParameterForm FORM = new ParameterForm("mbg-nbd", 1, "r", "alpha", "a", "b");

    private MbgNbdJson() {}

    /**
     * Returns a model as JSON.
     *
     * @param model the model
     * @return the document, from which {@link #read} makes an equal model
     */
    public static String write(MbgNbdModel model) {
        return FORM.write(model.unit(), model.parameterValues());
    }

    /**
     * Returns the model of a document.
     *
     * @param json what {@link #write} gave, of this or an earlier version
     * @return the model
     * @throws IllegalArgumentException if it is no such document, of a later version, or holds a value out of range
     */
    public static MbgNbdModel read(String json) {
        return FORM.read(json, (p, unit) -> MbgNbdModel.of(new MbgNbdParameters(p[0], p[1], p[2], p[3]), unit));
    }
}
