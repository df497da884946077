package io.github.staycurve.segmentation.rfm;

import io.github.staycurve.core.internal.Checks;
import io.github.staycurve.core.json.JsonList;
import io.github.staycurve.core.json.JsonObject;
import io.github.staycurve.core.json.VersionedDocument;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The stored form of frozen RFM bins. A change to it raises the version and keeps reading the old ones.
 *
 * <p>Cuts are written as {@link RfmThresholds#cuts} gives them. This class has no state.
 */
public final class RfmThresholdsJson {
    private static final VersionedDocument FORM = VersionedDocument.model("rfm-thresholds", 1);

    private RfmThresholdsJson() {}

    /**
     * Returns thresholds as JSON.
     *
     * @param thresholds the thresholds
     * @return the document, from which {@link #read} makes equal thresholds
     */
    public static String write(RfmThresholds thresholds) {
        List<JsonObject> measures =
                thresholds.scales().stream().map(RfmThresholdsJson::write).toList();
        return FORM.builder()
                .put("variant", thresholds.variant().name())
                .put("method", thresholds.method().label())
                .put("fitted_to", thresholds.fittedTo())
                .put("measures", measures)
                .build()
                .toJson();
    }

    private static JsonObject write(ScoreScale scale) {
        JsonObject.Builder builder = JsonObject.builder()
                .put("measure", scale.measure().label())
                .put("method", scale.method().label())
                .put("direction", scale.direction().label())
                .put("bins", scale.bins())
                .put("weight", scale.weight())
                .put("cuts", scale.cutValues());
        if (scale.splitsTies()) {
            builder.put("cut_customer_ids", Arrays.asList(scale.cutIds()));
        }
        return builder.build();
    }

    /**
     * Returns the thresholds of a document.
     *
     * @param json what {@link #write} gave, of this or an earlier version
     * @return the thresholds
     * @throws IllegalArgumentException if it is no such document, of a later version, or holds a value out of range
     */
    public static RfmThresholds read(String json) {
        JsonObject document = FORM.parse(json);
        RfmVariant variant = variant(document.text("variant"));
        List<JsonObject> measures = document.list("measures").objects();
        if (measures.size() != variant.measures().size()) {
            throw new IllegalArgumentException("%s has %s measures, not %s"
                    .formatted(variant, variant.measures().size(), measures.size()));
        }
        ScoreScale[] scales = new ScoreScale[measures.size()];
        for (int i = 0; i < scales.length; i++) {
            scales[i] = scale(variant.measures().get(i), measures.get(i));
        }
        RfmMethod method = RfmMethod.ofLabel(document.text("method"));
        return new RfmThresholds(variant, method, document.text("fitted_to"), scales);
    }

    private static ScoreScale scale(RfmMeasure measure, JsonObject from) {
        if (RfmMeasure.ofLabel(from.text("measure")) != measure) {
            throw new IllegalArgumentException(
                    "expected the %s here, found the %s".formatted(measure.label(), from.text("measure")));
        }
        RfmDirection direction = RfmDirection.ofLabel(from.text("direction"));
        double[] cuts = from.list("cuts").numbers();
        for (int i = 0; i < cuts.length; i++) {
            cuts[i] = ScoreScale.key(direction, cuts[i]);
        }
        Optional<JsonList> ids = from.optionalList("cut_customer_ids");
        return new ScoreScale(
                measure,
                RfmMethod.ofLabel(from.text("method")),
                direction,
                bins(from.whole("bins")),
                Checks.nonNegativeFinite(from.number("weight"), "weight of " + measure.label()),
                cuts,
                ids.map(list -> list.texts().toArray(new String[0])).orElse(new String[0]));
    }

    private static int bins(long bins) {
        if (bins < 2 || bins > RfmScorer.MAX_BINS) {
            throw new IllegalArgumentException(
                    "bins must be from 2 to %s, were %s".formatted(RfmScorer.MAX_BINS, bins));
        }
        return (int) bins;
    }

    private static RfmVariant variant(String name) {
        for (RfmVariant variant : RfmVariant.values()) {
            if (variant.name().equals(name)) {
                return variant;
            }
        }
        throw new IllegalArgumentException("variant must be RFM, RFE or RFMT, was '" + name + "'");
    }
}
