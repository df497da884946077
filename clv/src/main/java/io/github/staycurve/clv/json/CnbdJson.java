package io.github.staycurve.clv.json;

import io.github.staycurve.clv.model.CnbdModel;
import io.github.staycurve.clv.model.CnbdParameters;
import io.github.staycurve.clv.model.DropoutTiming;
import io.github.staycurve.core.json.JsonObject;
import io.github.staycurve.core.json.VersionedDocument;
import io.github.staycurve.core.time.PeriodUnit;

/**
 * The stored form of a BG/CNBD-k or MBG/CNBD-k model. A change to it raises the version and keeps reading the old ones.
 *
 * <p>This class has no state.
 */
public final class CnbdJson {
    private static final VersionedDocument FORM = VersionedDocument.model("cnbd-k", 1);

    private static final String EVERY = "after every purchase";
    private static final String REPEAT = "after repeat purchases";

    private CnbdJson() {}

    /**
     * Returns a model as JSON.
     *
     * @param model the model
     * @return the document, from which {@link #read} makes an equal model
     */
    public static String write(CnbdModel model) {
        CnbdParameters p = model.parameters();
        return FORM.builder()
                .put("unit", model.unit().label())
                .put("dropout", label(p.timing()))
                .put("k", p.k())
                .putObject(
                        "parameters",
                        parameters -> parameters
                                .put("r", p.r())
                                .put("alpha", p.alpha())
                                .put("a", p.a())
                                .put("b", p.b()))
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
    public static CnbdModel read(String json) {
        JsonObject document = FORM.parse(json);
        JsonObject p = document.object("parameters");
        return CnbdModel.of(
                new CnbdParameters(
                        timing(document.text("dropout")),
                        (int) Math.max(0, Math.min(document.whole("k"), 1000)),
                        p.number("r"),
                        p.number("alpha"),
                        p.number("a"),
                        p.number("b")),
                PeriodUnit.ofLabel(document.text("unit")));
    }

    private static String label(DropoutTiming timing) {
        return timing == DropoutTiming.AFTER_EVERY_PURCHASE ? EVERY : REPEAT;
    }

    private static DropoutTiming timing(String label) {
        return switch (label) {
            case EVERY -> DropoutTiming.AFTER_EVERY_PURCHASE;
            case REPEAT -> DropoutTiming.AFTER_REPEAT_PURCHASES;
            default ->
                throw new IllegalArgumentException(
                        "dropout must be " + EVERY + " or " + REPEAT + ", was '" + label + "'");
        };
    }
}
