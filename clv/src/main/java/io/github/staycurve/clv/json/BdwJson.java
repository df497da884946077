package io.github.staycurve.clv.json;

import io.github.staycurve.clv.contract.BdwModel;
import io.github.staycurve.clv.contract.BdwParameters;

/**
 * The stored form of a beta-discrete-Weibull model. A change to it raises the version and keeps reading the old ones.
 *
 * <p>This class has no state.
 */
public final class BdwJson {
    private static final ParameterForm FORM = new ParameterForm("bdw", 1, "alpha", "beta", "c");

    private BdwJson() {}

    /**
     * Returns a model as JSON.
     *
     * @param model the model
     * @return the document, from which {@link #read} makes an equal model
     */
    public static String write(BdwModel model) {
        BdwParameters p = model.parameters();
        return FORM.write(model.unit(), p.alpha(), p.beta(), p.c());
    }

    /**
     * Returns the model of a document.
     *
     * @param json what {@link #write} gave, of this or an earlier version
     * @return the model
     * @throws IllegalArgumentException if it is no such document, of a later version, or holds a value out of range
     */
    public static BdwModel read(String json) {
        return FORM.read(json, (p, unit) -> BdwModel.of(new BdwParameters(p[0], p[1], p[2]), unit));
    }
}
