package io.github.staycurve.segmentation.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.staycurve.segmentation.segment.ScoreRange;
import io.github.staycurve.segmentation.segment.SegmentMap;
import io.github.staycurve.segmentation.segment.SegmentMaps;
import io.github.staycurve.segmentation.segment.SegmentRule;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SegmentMapJsonTest {
    private static final String OWN = """
            {
              "map": "rfm-segments", "version": 1,
              "name": "mine", "bins": 3,
              "segments": [
                {"name": "Core", "description": "Here of late and often", "rules": [{"r": [2, 3], "f": [2]}]},
                {"name": "Rest", "description": "All others", "rules": [{"r": [1, 1]}, {"r": [2, 3], "f": [1, 1]}]}
              ]
            }
            """;

    @ParameterizedTest
    @CsvSource({"eleven, 5", "eleven, 10", "putler, 5", "shopify, 7", "eight, 5", "eight, 4"})
    void anyMapComesBackEqual(String name, int bins) {
        SegmentMap map = SegmentMaps.named(name, bins);
        assertThat(SegmentMapJson.read(SegmentMapJson.write(map))).isEqualTo(map);
    }

    @Test
    void versionOneIsRead() throws IOException {
        SegmentRule recent = SegmentRule.ANY.withR(2, 3);
        SegmentMap map = SegmentMap.builder("stored", 3)
                .segment("Core", "Here of late, often or for much", recent.withMeanFm(1.5, 3))
                .segment("Small", "Here of late", recent.withF(1).withM(1))
                .segment("Rest", "All others", SegmentRule.ANY.withR(1))
                .build()
                .rescaled(6);
        assertThat(SegmentMapJson.read(stored("rfm-segments-v1.json"))).isEqualTo(map);
        assertThat(SegmentMapJson.write(map).strip())
                .isEqualTo(stored("rfm-segments-v1.json").strip());
    }

    @Test
    void aMapOfOnesOwnIsRead() {
        SegmentMap map = SegmentMapJson.read(OWN);
        assertThat(map.segmentOf(2, 2, 1).name()).isEqualTo("Core");
        assertThat(map.explain(3, 1, 3)).isEqualTo("R 3 F 1 M 3: Rest, by the rule 'R 2 to 3, F 1'");
        assertThat(map.ruleOf(3, 2, 2).f()).isEqualTo(new ScoreRange(2, Double.POSITIVE_INFINITY));
        assertThat(map.ruleOf(3, 2, 2).m()).isEqualTo(SegmentRule.ANY.m());
        assertThat(SegmentMapJson.read(SegmentMapJson.write(map))).isEqualTo(map);
    }

    @Test
    void anOverlapAndAGapNameTheirRulesAndCells() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SegmentMapJson.read(OWN.replace("{\"r\": [1, 1]}", "{\"r\": [1, 2]}")))
                .withMessageContaining("6 in several: 2-2-1 (Core by 'R 2 to 3, F 2 or more'; Rest by 'R 1 to 2'), ");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SegmentMapJson.read(OWN.replace("{\"r\": [1, 1]}, ", "")))
                .withMessageContaining("'mine'")
                .withMessageContaining("9 in none: 1-1-1, ");
    }

    @Test
    void flawsNameTheirRule() {
        refused("\"f\": [2]", "\"F\": [2]", "rule 1 of segment 'Core' has a field 'F'; known are r, f, m, mean_fm");
        refused("\"f\": [2]", "\"f\": [3, 2]", "rule 1 of segment 'Core': scores from 3.0 to 2.0");
        refused("\"f\": [2]", "\"f\": [1.5, 2]", "rule 1 of segment 'Core': F from 1.5 to 2.0");
        refused("\"f\": [2]", "\"f\": []", "rule 1 of segment 'Core': f must be [lowest, highest]");
        refused("\"f\": [2]", "\"f\": [1, 2, 3]", "rule 1 of segment 'Core': f must be [lowest, highest]");
        refused("\"f\": [2]", "\"f\": 2", "rule 1 of segment 'Core': segments[0].rules[0].f must be ");
        refused("\"f\": [1, 1]", "\"f\": [4, 4]", "rule 'R 2 to 3, F 4' of segment 'Rest' names scores beyond 3");
        refused("\"rules\": [{\"r\": [2, 3], \"f\": [2]}]", "\"rules\": []", "segment 'Core' has no rule");
        refused("\"bins\": 3,", "\"bins\": 3, \"bin\": 3,", "the document has a field 'bin'");
        refused("\"bins\": 3", "\"bins\": 3000000000", "bins must be 1 to 100, was 3000000000");
        refused("\"description\": \"All others\",", "", "description");
        refused(
                "\"name\": \"Core\",",
                "\"name\": \"Core\", \"colour\": \"red\",",
                "segment 'Core' has a field 'colour'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "[]", "", "{\"map\": \"rfm-segments\"}", "{\"map\": \"roads\", \"version\": 1}"})
    void otherDocumentsAreRefused(String json) {
        assertThatIllegalArgumentException().isThrownBy(() -> SegmentMapJson.read(json));
    }

    @Test
    void laterVersionsAreRefused() {
        refused(
                "\"version\": 1",
                "\"version\": 2",
                "cannot read map 'rfm-segments' version 2: this release reads rfm-segments versions 1 to 1");
    }

    private static void refused(String right, String wrong, String message) {
        assertThat(OWN).contains(right);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SegmentMapJson.read(OWN.replace(right, wrong)))
                .withMessageContaining(message);
    }

    private static String stored(String name) throws IOException {
        try (InputStream in =
                Objects.requireNonNull(SegmentMapJsonTest.class.getResourceAsStream("/stored/" + name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
