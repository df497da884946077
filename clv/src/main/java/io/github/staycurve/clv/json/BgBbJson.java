package io.github.staycurve.clv.json;

import io.github.staycurve.clv.discrete.BgBbModel;
import io.github.staycurve.clv.discrete.BgBbParameters;

/**
 * The stored form of a BG/BB model. A change to it raises the version and keeps reading the old ones.
 *
 * <p>This class has no state.
 */
public final class BgBbJson {
    private static final ParameterForm FORM = new ParameterForm("bg-bb", 1, "alpha", "beta", "gamma", "delta");

    private BgBbJson() {}

    /**
     * Returns a model as JSON.
     *
     * @param model the model
     * @return the document, from which {@link #read} makes an equal model
     */
    public static String write(BgBbModel model) {
        BgBbParameters p = model.parameters();
        return FORM.write(model.unit(), p.alpha(), p.beta(), p.gamma(), p.delta());
    }

    /**
     * Returns the model of a document.
     *
     * @param json what {@link #write} gave, of this or an earlier version
     * @return the model
     * @throws IllegalArgumentException if it is no such document, of a later version, or holds a value out of range
     */
    public static BgBbModel read(String json) {
        return FORM.read(json, (p, unit) -> BgBbModel.of(new BgBbParameters(p[0], p[1], p[2], p[3]), unit));
    }
}
