package io.github.staycurve.clv.json;

import io.github.staycurve.clv.model.ParetoNbdModel;
import io.github.staycurve.clv.model.ParetoNbdParameters;

/**
 * The stored form of a Pareto/NBD model. A change to it raises the version and keeps reading the old ones.
 *
 * <p>This class has no state.
 */
public final class ParetoNbdJson {
    private static final ParameterForm FORM = new ParameterForm("pareto-nbd", 1, "r", "alpha", "s", "beta");

    private ParetoNbdJson() {}

    /**
     * Returns a model as JSON.
     *
     * @param model the model
     * @return the document, from which {@link #read} makes an equal model
     */
    public static String write(ParetoNbdModel model) {
        return FORM.write(model.unit(), model.parameterValues());
    }

    /**
     * Returns the model of a document.
     *
     * @param json what {@link #write} gave, of this or an earlier version
     * @return the model
     * @throws IllegalArgumentException if it is no such document, of a later version, or holds a value out of range
     */
    public static ParetoNbdModel read(String json) {
        return FORM.read(json, (p, unit) -> ParetoNbdModel.of(new ParetoNbdParameters(p[0], p[1], p[2], p[3]), unit));
    }
}
