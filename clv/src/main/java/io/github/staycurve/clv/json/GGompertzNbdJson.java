package io.github.staycurve.clv.json;

import io.github.staycurve.clv.model.GGompertzNbdModel;
import io.github.staycurve.clv.model.GGompertzNbdParameters;

/**
 * The stored form of a GGompertz/NBD model. A change to it raises the version and keeps reading the old ones.
 *
 * <p>This class has no state.
 */
public final class GGompertzNbdJson {
    private static final ParameterForm FORM = new ParameterForm("ggompertz-nbd", 1, "r", "alpha", "b", "s", "beta");

    private GGompertzNbdJson() {}

    /**
     * Returns a model as JSON.
     *
     * @param model the model
     * @return the document, from which {@link #read} makes an equal model
     */
    public static String write(GGompertzNbdModel model) {
        return FORM.write(model.unit(), model.parameterValues());
    }

    /**
     * Returns the model of a document.
     *
     * @param json what {@link #write} gave, of this or an earlier version
     * @return the model
     * @throws IllegalArgumentException if it is no such document, of a later version, or holds a value out of range
     */
    public static GGompertzNbdModel read(String json) {
        return FORM.read(
                json,
                (p, unit) -> GGompertzNbdModel.of(new GGompertzNbdParameters(p[0], p[1], p[2], p[3], p[4]), unit));
    }
}
