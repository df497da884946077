package io.github.staycurve.churn.json;

import io.github.staycurve.churn.score.LogisticModel;
import io.github.staycurve.core.json.JsonObject;
import io.github.staycurve.core.json.VersionedDocument;

/**
 * The stored form of a logistic model. A change to it raises the version and keeps reading the old ones.
 *
 * <p>This class has no state.
 */
public final class LogisticModelJson {
    static final VersionedDocument FORM = VersionedDocument.model("logistic-churn", 1);

    private LogisticModelJson() {}

    /**
     * Returns a model as JSON.
     *
     * @param model the model
     * @return the document, from which {@link #read} makes a model of the same probabilities and reasons to the last bit
     */
    public static String write(LogisticModel model) {
        return document(model).toJson();
    }

    static JsonObject document(LogisticModel model) {
        return FORM.builder()
                .put("predicts", model.predicts())
                .put("intercept", model.intercept())
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
    public static LogisticModel read(String json) {
        return of(FORM.parse(json));
    }

    static LogisticModel of(JsonObject document) {
        FORM.versionOf(document);
        return LogisticModel.of(document.number("intercept"), TermsJson.read(document), document.text("predicts"));
    }
}
