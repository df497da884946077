package io.github.staycurve.churn.json;

import io.github.staycurve.churn.score.CalibratedModel;
import io.github.staycurve.churn.score.ChurnModel;
import io.github.staycurve.churn.score.HazardChurnModel;
import io.github.staycurve.churn.score.LogisticModel;
import io.github.staycurve.core.internal.Checks;
import io.github.staycurve.core.json.JsonObject;
import io.github.staycurve.core.json.VersionedDocument;

/**
 * The stored form of any churn model of this library: logistic models, hazards over the next periods, and either with a
 * calibrator. Models of the caller have none.
 *
 * <p>This class has no state.
 */
public final class ChurnModelJson {
    private static final VersionedDocument HAZARD = VersionedDocument.model("hazard-churn", 1);
    private static final VersionedDocument CALIBRATED = VersionedDocument.model("calibrated-churn", 1);

    private ChurnModelJson() {}

    /**
     * Returns a model as JSON.
     *
     * @param model the model
     * @return the document, from which {@link #read} makes a model of the same probabilities and reasons to the last bit
     * @throws IllegalArgumentException if it is, or calibrates, a model of the caller
     */
    public static String write(ChurnModel model) {
        return document(model).toJson();
    }

    private static JsonObject document(ChurnModel model) {
        if (model instanceof LogisticModel logistic) {
            return LogisticModelJson.document(logistic);
        }
        if (model instanceof HazardChurnModel hazard) {
            return HAZARD.builder()
                    .put("periodsAhead", hazard.periodsAhead())
                    .put("referenceSurvived", hazard.referenceSurvived())
                    .put("hazard", HazardModelJson.document(hazard.hazard()))
                    .build();
        }
        if (model instanceof CalibratedModel calibrated) {
            return CALIBRATED
                    .builder()
                    .put("base", document(calibrated.model()))
                    .put("calibrator", CalibratorJson.document(calibrated.calibrator()))
                    .build();
        }
        throw new IllegalArgumentException("a model of the caller has no stored form here: "
                + model.getClass().getName());
    }

    /**
     * Returns the model of a document.
     *
     * @param json what {@link #write} gave, of this or an earlier version
     * @return the model
     * @throws IllegalArgumentException if it is no such document, of a later version, or holds a value out of range
     */
    public static ChurnModel read(String json) {
        return of(JsonObject.parse(json));
    }

    private static ChurnModel of(JsonObject document) {
        String name = document.text("model");
        if (name.equals(HAZARD.name())) {
            HAZARD.versionOf(document);
            return HazardModelJson.of(document.object("hazard"))
                    .next(whole(document, "periodsAhead"))
                    .withReferenceSurvived(whole(document, "referenceSurvived"));
        }
        if (name.equals(CALIBRATED.name())) {
            CALIBRATED.versionOf(document);
            return CalibratedModel.of(of(document.object("base")), CalibratorJson.of(document.object("calibrator")));
        }
        return LogisticModelJson.of(document);
    }

    private static int whole(JsonObject document, String name) {
        return (int) Checks.inRange((double) document.whole(name), 0, Integer.MAX_VALUE, name);
    }
}
