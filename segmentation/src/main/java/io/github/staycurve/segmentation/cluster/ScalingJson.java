package io.github.staycurve.segmentation.cluster;

import io.github.staycurve.core.json.JsonList;
import io.github.staycurve.core.json.JsonObject;
import java.util.List;

/** The stored form of a scaling, as part of a model's. This class has no state. */
final class ScalingJson {
    private ScalingJson() {}

    static List<JsonObject> write(FeatureScaling scaling) {
        return scaling.scales().stream()
                .map(scale -> JsonObject.builder()
                        .put("name", scale.name())
                        .put("log", scale.log())
                        .put("centre", scale.centre())
                        .put("spread", scale.spread())
                        .build())
                .toList();
    }

    static FeatureScaling read(JsonList list) {
        return FeatureScaling.of(list.objects().stream()
                .map(scale -> new FeatureScale(
                        scale.text("name"), scale.bool("log"), scale.number("centre"), scale.number("spread")))
                .toList());
    }

    /** Returns numbers, of which there must be as many as features. */
    static double[] perFeature(JsonList list, String name, int features) {
        double[] numbers = list.numbers();
        if (numbers.length != features) {
            throw new IllegalArgumentException(
                    "%s must have a number a feature, %s, had %s".formatted(name, features, numbers.length));
        }
        return numbers;
    }

    /** Returns the clusters of a document, of which there must be one at least. */
    static List<JsonObject> clusters(JsonObject document) {
        List<JsonObject> clusters = document.list("clusters").objects();
        if (clusters.isEmpty()) {
            throw new IllegalArgumentException("clusters must not be empty");
        }
        return clusters;
    }
}
