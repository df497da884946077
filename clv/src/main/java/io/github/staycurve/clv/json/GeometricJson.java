package io.github.staycurve.clv.json;

import io.github.staycurve.clv.contract.GeometricModel;

/**
 * The stored form of a geometric model. A change to it raises the version and keeps reading the old ones.
 *
 * <p>This class has no state.
 */
public final class GeometricJson {
    private static final ParameterForm FORM = new ParameterForm("geometric", 1, "theta");

    private GeometricJson() {}

    /**
     * Returns a model as JSON.
     *
     * @param model the model
     * @return the document, from which {@link #read} makes an equal model
     */
    public static String write(GeometricModel model) {
        return FORM.write(model.unit(), model.theta());
    }

    /**
     * Returns the model of a document.
     *
     * @param json what {@link #write} gave, of this or an earlier version
     * @return the model
     * @throws IllegalArgumentException if it is no such document, of a later version, or holds a value out of range
     */
    public static GeometricModel read(String json) {
        return FORM.read(json, (p, unit) -> GeometricModel.of(p[0], unit));
    }
}
