package io.github.staycurve.segmentation.cluster;

import io.github.staycurve.core.internal.Checks;
import io.github.staycurve.core.json.JsonList;
import io.github.staycurve.core.json.JsonObject;
import io.github.staycurve.core.json.VersionedDocument;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The stored form of a Gaussian mixture. A change to it raises the version and keeps reading the old ones.
 *
 * <p>This class has no state.
 */
public final class GaussianMixtureJson {
    private static final VersionedDocument FORM = VersionedDocument.model("gaussian-mixture", 1);

    private GaussianMixtureJson() {}

    /**
     * Returns a model as JSON.
     *
     * @param model the model
     * @return the document, from which {@link #read} makes a model that answers the same
     */
    public static String write(GaussianMixtureModel model) {
        return FORM.builder()
                .put("covariance", model.covariance().label())
                .put("features", ScalingJson.write(model.scaling()))
                .put(
                        "clusters",
                        IntStream.range(0, model.k())
                                .mapToObj(cluster -> JsonObject.builder()
                                        .put("weight", model.weight(cluster))
                                        .put("scaled_mean", model.scaledMean(cluster))
                                        .put("scaled_covariance", rows(model.scaledCovariance(cluster)))
                                        .build())
                                .toList())
                .build()
                .toJson();
    }

    private static List<List<Double>> rows(double[][] matrix) {
        return Arrays.stream(matrix)
                .map(row -> Arrays.stream(row).boxed().toList())
                .toList();
    }

    /**
     * Returns the model of a document.
     *
     * @param json what {@link #write} gave, of this or an earlier version
     * @return the model
     * @throws IllegalArgumentException if it is no such document, of a later version, or holds a value out of range
     */
    public static GaussianMixtureModel read(String json) {
        JsonObject document = FORM.parse(json);
        FeatureScaling scaling = ScalingJson.read(document.list("features"));
        List<JsonObject> clusters = ScalingJson.clusters(document);
        int d = scaling.features();
        double[] weights = new double[clusters.size()];
        double[] means = new double[clusters.size() * d];
        double[][][] covariances = new double[clusters.size()][][];
        for (int cluster = 0; cluster < weights.length; cluster++) {
            JsonObject stored = clusters.get(cluster);
            weights[cluster] = Checks.inRange(stored.number("weight"), 0, 1, "weight");
            double[] mean = ScalingJson.perFeature(stored.list("scaled_mean"), "scaled_mean", d);
            System.arraycopy(mean, 0, means, cluster * d, d);
            covariances[cluster] = covariance(stored.list("scaled_covariance"), d);
        }
        Checks.inRange(Arrays.stream(weights).sum(), 1 - 1e-9, 1 + 1e-9, "the sum of weights");
        CovarianceKind kind = CovarianceKind.ofLabel(document.text("covariance"));
        return new GaussianMixtureModel(scaling, kind, new MixtureComponents(d, weights, means, covariances));
    }

    private static double[][] covariance(JsonList rows, int d) {
        double[][] covariance = new double[rows.size()][];
        for (int i = 0; i < covariance.length; i++) {
            covariance[i] = ScalingJson.perFeature(rows.list(i), "a row of scaled_covariance", d);
        }
        boolean symmetric = covariance.length == d;
        for (int i = 0; i < d && symmetric; i++) {
            for (int j = 0; j < i; j++) {
                symmetric &= covariance[i][j] == covariance[j][i];
            }
        }
        if (!symmetric) {
            throw new IllegalArgumentException("scaled_covariance must have %s symmetric rows".formatted(d));
        }
        return covariance;
    }
}
