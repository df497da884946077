package io.github.staycurve.churn.json;

import io.github.staycurve.churn.score.BinaryLink;
import io.github.staycurve.churn.score.HazardModel;
import io.github.staycurve.core.json.JsonObject;
import io.github.staycurve.core.json.VersionedDocument;
import java.util.Locale;

/**
 * The stored form of a discrete-time hazard. A change to it raises the version and keeps reading the old ones.
 *
 * <p>This class has no state.
 */
public final class HazardModelJson {
    private static final VersionedDocument FORM = VersionedDocument.model("discrete-time-hazard", 1);

    private HazardModelJson() {}

    /**
     * Returns a model as JSON.
     *
     * @param model the model
     * @return the document, from which {@link #read} makes a model of the same probabilities and reasons to the last bit
     */
    public static String write(HazardModel model) {
        return document(model).toJson();
    }

    static JsonObject document(HazardModel model) {
        return FORM.builder()
                .put("predicts", model.predicts())
                .put("link", model.link().name().toLowerCase(Locale.ROOT))
                .put("periodLength", model.periodLength())
                .put("levels", model.levels())
                .put("terms", TermsJson.write(model.terms()))
                .build();
    }

    /**
     * Returns the model of a document.
     *
     * @param json what {@link #write} gave, of this or an earlier version
     * @return the model
     * @throws IllegalArgumentException if it is no such document, of a later version, or holds a value out of range
     */
    public static HazardModel read(String json) {
        return of(FORM.parse(json));
    }

    static HazardModel of(JsonObject document) {
        FORM.versionOf(document);
        return HazardModel.of(
                link(document.text("link")),
                document.list("levels").numbers(),
                document.number("periodLength"),
                TermsJson.read(document),
                document.text("predicts"));
    }

    private static BinaryLink link(String name) {
        return switch (name) {
            case "logit" -> BinaryLink.LOGIT;
            case "cloglog" -> BinaryLink.CLOGLOG;
            default -> throw new IllegalArgumentException("link must be logit or cloglog, was '" + name + "'");
        };
    }
}
