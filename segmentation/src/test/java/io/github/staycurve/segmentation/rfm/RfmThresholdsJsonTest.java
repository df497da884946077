package io.github.staycurve.segmentation.rfm;

import static io.github.staycurve.segmentation.rfm.RfmMeasure.FREQUENCY;
import static io.github.staycurve.segmentation.rfm.RfmMeasure.INACTIVITY;
import static io.github.staycurve.segmentation.rfm.RfmMeasure.MONETARY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Every version ever written stays readable: one file each, made by the write method then. */
class RfmThresholdsJsonTest {
    private static RfmThresholds mixed() {
        return RfmScorer.builder()
                .method(RfmMethod.SQL_NTILE)
                .bins(3)
                .weight(MONETARY, 2.5)
                .cuts(INACTIVITY, 30, 90)
                .build()
                .fit(Tables.same(4, 9, 9, 4, 4, 7, 4))
                .thresholds();
    }

    @Test
    void versionOneIsRead() throws IOException {
        RfmThresholds read = RfmThresholdsJson.read(stored());
        assertThat(read).isEqualTo(mixed()).hasSameHashCodeAs(mixed());
        assertThat(RfmThresholdsJson.write(mixed()).strip()).isEqualTo(stored().strip());
        // buckets of 3, 2 and 2 by frequency: c0 c3 c4 (4) | c6 (4) c5 (7) | c1 c2 (9)
        assertThat(read.score(FREQUENCY, 4, "c4")).isEqualTo(1);
        assertThat(read.score(FREQUENCY, 4, "c6")).isEqualTo(2);
        assertThat(read.score(INACTIVITY, 29.5)).isEqualTo(3);
        assertThat(read.score(INACTIVITY, 30)).isEqualTo(2);
        assertThat(read.weight(MONETARY)).isEqualTo(2.5);
        assertThat(read.fittedTo()).isEqualTo("7 customers; measured by the caller");
    }

    @Test
    void cutsThatAllReachOrNoneComeBack() {
        // of one customer, five bins: the value itself scores 5, a value below it ceil(5 * 0.5) = 3, so all reach 3
        RfmThresholds one = RfmScorer.withDefaults().fit(Tables.same(10)).thresholds();
        RfmThresholds back = RfmThresholdsJson.read(RfmThresholdsJson.write(one));
        assertThat(back).isEqualTo(one);
        assertThat(back.score(FREQUENCY, 0)).isEqualTo(3);
        assertThat(back.score(FREQUENCY, 10)).isEqualTo(5);
        assertThat(back.score(INACTIVITY, 11)).isEqualTo(3);
        assertThat(back.cuts(FREQUENCY)).containsExactly(-Double.MAX_VALUE, -Double.MAX_VALUE, 10, 10);
        assertThat(back.cuts(INACTIVITY)).containsExactly(Double.MAX_VALUE, Double.MAX_VALUE, 10, 10);
    }

    @Test
    void thresholdsThatDifferAreNotEqual() {
        RfmTable table = Tables.same(1, 2, 3, 4);
        RfmThresholds thresholds = RfmScorer.withDefaults().fit(table).thresholds();
        assertThat(thresholds)
                .isNotEqualTo(mixed())
                .isNotEqualTo(
                        RfmScorer.withDefaults().fit(Tables.same(1, 2, 3, 5)).thresholds())
                .isNotEqualTo(RfmScorer.builder()
                        .weight(MONETARY, 2)
                        .build()
                        .fit(table)
                        .thresholds());
    }

    @Test
    void anotherDocumentIsRefused() throws IOException {
        String document = stored();
        refused(document.replace("\"version\": 1", "\"version\": 2"), "version 2");
        refused(document.replace("rfm-thresholds", "bg-nbd"), "bg-nbd");
        refused(document.replace("\"RFM\"", "\"RFM2\""), "RFM2");
        refused(document.replace("\"RFM\"", "\"RFMT\""), "RFMT has 4 measures, not 3");
        refused(document.replace("\"RFM\"", "\"RFE\""), "expected the engagement here, found the monetary");
        refused(document.replace("2.5", "-2.5"), "weight of monetary");
        refused(document.replace("\"bins\": 3", "\"bins\": 1"), "bins must be from 2");
        refused(document.replace("\"bins\": 3", "\"bins\": 2"), "at most 1 cuts");
        refused(document.replace("\"c6\", ", ""), "1 identifiers for 2 cuts");
        refused(document.replace("9.0 ]", "3.0 ]"), "cuts must rise");
        refused("{}", "model");
    }

    private static void refused(String document, String message) {
        assertThatThrownBy(() -> RfmThresholdsJson.read(document))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    private static String stored() throws IOException {
        try (InputStream in = RfmThresholdsJsonTest.class.getResourceAsStream("/stored/rfm-thresholds-v1.json")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
