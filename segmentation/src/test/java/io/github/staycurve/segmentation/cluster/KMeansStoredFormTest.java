package io.github.staycurve.segmentation.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Every version ever written stays readable: one file each, made by the write method then. */
class KMeansStoredFormTest {
    private static final KMeansModel MODEL = new KMeansModel(
            FeatureScaling.of(List.of(
                    new FeatureScale("inactivity", false, 30.5, 61.25), new FeatureScale("spend", true, 4.25, 1.125))),
            new double[] {-0.25, 0.5, 1.5, -0.75},
            new long[] {120, 80},
            new double[] {10.5, 7.25});

    @Test
    void versionOneIsRead() throws IOException {
        String stored = stored("k-means-v1.json");
        KMeansModel read = KMeansJson.read(stored);
        assertThat(KMeansJson.write(MODEL).strip()).isEqualTo(stored.strip());
        assertThat(KMeansJson.write(read).strip()).isEqualTo(stored.strip());
        assertThat(read.scaling()).isEqualTo(MODEL.scaling());
        assertThat(read.size(1)).isEqualTo(80);
        assertThat(read.withinSumOfSquares(0)).isEqualTo(10.5);
        assertThat(read.scaledCentre(1)).containsExactly(1.5, -0.75);
        assertThat(read.centre(1)).containsExactly(30.5 + 1.5 * 61.25, Math.expm1(4.25 - 0.75 * 1.125));
    }

    @Test
    void whatIsNoSuchDocumentIsRefused() throws IOException {
        String stored = stored("k-means-v1.json");
        assertThatThrownBy(() -> KMeansJson.read(stored.replace("\"version\": 1", "\"version\": 2")))
                .hasMessageContaining("version 2");
        assertThatThrownBy(() -> KMeansJson.read(stored.replace("k-means", "k-modes")))
                .hasMessageContaining("k-modes");
        assertThatThrownBy(() -> KMeansJson.read(stored.replace("120", "-1"))).hasMessageContaining("size");
        assertThatThrownBy(() -> KMeansJson.read(stored.replace("10.5", "-1"))).hasMessageContaining("within");
        assertThatThrownBy(() -> KMeansJson.read(stored.replace("61.25", "0"))).hasMessageContaining("spread");
        assertThatThrownBy(() -> KMeansJson.read(stored.replace("1.5,", "1.5, 2,")))
                .hasMessageContaining("scaled_centre");
        assertThatThrownBy(() -> KMeansJson.read(
                        "{\"model\": \"k-means\", \"version\": 1, \"features\": [{\"name\": \"a\", \"log\": false,"
                                + " \"centre\": 0, \"spread\": 1}], \"clusters\": []}"))
                .hasMessageContaining("clusters");
    }

    static String stored(String name) throws IOException {
        try (InputStream in =
                Objects.requireNonNull(KMeansStoredFormTest.class.getResourceAsStream("/stored/" + name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
