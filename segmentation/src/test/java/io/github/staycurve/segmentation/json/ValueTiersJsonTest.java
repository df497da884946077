package io.github.staycurve.segmentation.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.staycurve.segmentation.segment.ValueTierRule;
import io.github.staycurve.segmentation.segment.ValueTiers;
import org.junit.jupiter.api.Test;

class ValueTiersJsonTest {
    /** As version 1 was written first. */
    private static final String VERSION_1 = """
            {
              "model" : "value-tiers",
              "version" : 1,
              "basis" : "value",
              "high" : 0.8,
              "middle" : 0.95,
              "high_from" : 30.25,
              "middle_from" : 5.0
            }
            """;

    @Test
    void versionOneIsRead() {
        assertThat(ValueTiersJson.read(VERSION_1)).isEqualTo(new ValueTiers(ValueTierRule.ABC, 30.25, 5));
    }

    @Test
    void cutsComeBackEqual() {
        ValueTiers some = ValueTiers.fit(new double[] {1, 2.5, 7, 0.1, 1e-9}, ValueTierRule.TOP_20_NEXT_30);
        ValueTiers none = ValueTiers.fit(new double[] {0, -1}, ValueTierRule.ABC);
        assertThat(ValueTiersJson.read(ValueTiersJson.write(some))).isEqualTo(some);
        assertThat(ValueTiersJson.read(ValueTiersJson.write(none))).isEqualTo(none);
    }

    @Test
    void otherDocumentsAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ValueTiersJson.read(VERSION_1.replace("\"value\"", "\"money\"")))
                .withMessage("basis must be customers or value, was money");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ValueTiersJson.read(VERSION_1.replace("5.0", "31.0")))
                .withMessageContaining("middleFrom 31.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ValueTiersJson.read(VERSION_1.replace("\"version\" : 1", "\"version\" : 2")));
    }
}
