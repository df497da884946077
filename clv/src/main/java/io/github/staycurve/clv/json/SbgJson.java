package io.github.staycurve.clv.json;

import io.github.staycurve.clv.contract.SbgModel;
import io.github.staycurve.clv.contract.SbgParameters;

/**
 * The stored form of a shifted-beta-geometric model. A change to it raises the version and keeps reading the old ones.
 *
 * <p>This class has no state.
 */
public final class SbgJson {
    private static final ParameterForm FORM = new ParameterForm("sbg", 1, "alpha", "beta");

    private SbgJson() {}

    /**
     * Returns a model as JSON.
     *
     * @param model the model
     * @return the document, from which {@link #read} makes an equal model
     */
    public static String write(SbgModel model) {
        SbgParameters p = model.parameters();
        return FORM.write(model.unit(), p.alpha(), p.beta());
    }

    /**
     * Returns the model of a document.
     *
     * @param json what {@link #write} gave, of this or an earlier version
     * @return the model
     * @throws IllegalArgumentException if it is no such document, of a later version, or holds a value out of range
     */
    public static SbgModel read(String json) {
        return FORM.read(json, (p, unit) -> SbgModel.of(new SbgParameters(p[0], p[1]), unit));
    }
}
