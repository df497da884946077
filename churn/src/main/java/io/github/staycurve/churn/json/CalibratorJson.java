package io.github.staycurve.churn.json;

import io.github.staycurve.churn.score.BetaCalibrator;
import io.github.staycurve.churn.score.Calibrator;
import io.github.staycurve.churn.score.IsotonicCalibrator;
import io.github.staycurve.churn.score.PlattCalibrator;
import io.github.staycurve.core.json.JsonObject;
import io.github.staycurve.core.json.VersionedDocument;

/**
 * The stored form of a calibrator. A change to it raises the version and keeps reading the old ones.
 *
 * <p>This class has no state.
 */
public final class CalibratorJson {
    private static final VersionedDocument FORM = new VersionedDocument("calibration", "churn-calibration", 1);

    private CalibratorJson() {}

    /**
     * Returns a calibrator as JSON.
     *
     * @param calibrator the calibrator
     * @return the document, from which {@link #read} makes an equal calibrator
     */
    public static String write(Calibrator calibrator) {
        return document(calibrator).toJson();
    }

    static JsonObject document(Calibrator calibrator) {
        JsonObject.Builder builder = FORM.builder();
        if (calibrator instanceof PlattCalibrator platt) {
            builder.put("kind", "platt").put("slope", platt.slope()).put("intercept", platt.intercept());
        } else if (calibrator instanceof BetaCalibrator beta) {
            builder.put("kind", "beta")
                    .put("intercept", beta.intercept())
                    .put("a", beta.a())
                    .put("b", beta.b());
        } else if (calibrator instanceof IsotonicCalibrator isotonic) {
            builder.put("kind", "isotonic")
                    .put("scores", isotonic.scores())
                    .put("probabilities", isotonic.probabilities());
        }
        return builder.build();
    }

    /**
     * Returns the calibrator of a document.
     *
     * @param json what {@link #write} gave, of this or an earlier version
     * @return the calibrator
     * @throws IllegalArgumentException if it is no such document, of a later version, or holds a value out of range
     */
    public static Calibrator read(String json) {
        return of(FORM.parse(json));
    }

    static Calibrator of(JsonObject document) {
        FORM.versionOf(document);
        String kind = document.text("kind");
        return switch (kind) {
            case "platt" -> new PlattCalibrator(document.number("slope"), document.number("intercept"));
            case "beta" -> new BetaCalibrator(document.number("intercept"), document.number("a"), document.number("b"));
            case "isotonic" ->
                IsotonicCalibrator.of(
                        document.list("scores").numbers(),
                        document.list("probabilities").numbers());
            default -> throw new IllegalArgumentException("kind must be platt, beta or isotonic, was '" + kind + "'");
        };
    }
}
