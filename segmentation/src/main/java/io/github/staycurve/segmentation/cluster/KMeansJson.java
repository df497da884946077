package io.github.staycurve.segmentation.cluster;

import io.github.staycurve.core.internal.Checks;
import io.github.staycurve.core.json.JsonObject;
import io.github.staycurve.core.json.VersionedDocument;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The stored form of a k-means model. A change to it raises the version and keeps reading the old ones.
 *
 * <p>This class has no state.
 */
public final class KMeansJson {
    private static final VersionedDocument FORM = VersionedDocument.model("k-means", 1);

    private KMeansJson() {}

    /**
     * Returns a model as JSON.
     *
     * @param model the model
     * @return the document, from which {@link #read} makes a model that assigns the same
     */
    public static String write(KMeansModel model) {
        return FORM.builder()
                .put("features", ScalingJson.write(model.scaling()))
                .put(
                        "clusters",
                        IntStream.range(0, model.k())
                                .mapToObj(cluster -> JsonObject.builder()
                                        .put("size", model.size(cluster))
                                        .put("within_sum_of_squares", model.withinSumOfSquares(cluster))
                                        .put("scaled_centre", model.scaledCentre(cluster))
                                        .build())
                                .toList())
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
    public static KMeansModel read(String json) {
        JsonObject document = FORM.parse(json);
        FeatureScaling scaling = ScalingJson.read(document.list("features"));
        List<JsonObject> clusters = ScalingJson.clusters(document);
        int d = scaling.features();
        double[] centres = new double[clusters.size() * d];
        long[] sizes = new long[clusters.size()];
        double[] within = new double[clusters.size()];
        for (int cluster = 0; cluster < sizes.length; cluster++) {
            JsonObject stored = clusters.get(cluster);
            double[] centre = ScalingJson.perFeature(stored.list("scaled_centre"), "scaled_centre", d);
            System.arraycopy(centre, 0, centres, cluster * d, d);
            sizes[cluster] = stored.whole("size");
            within[cluster] = Checks.nonNegativeFinite(stored.number("within_sum_of_squares"), "within_sum_of_squares");
            if (sizes[cluster] < 0) {
                throw new IllegalArgumentException("size must be 0 or more, was " + sizes[cluster]);
            }
        }
        return new KMeansModel(scaling, centres, sizes, within);
    }
}
