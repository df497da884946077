package io.github.staycurve.churn.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.staycurve.churn.survival.AftDistribution;
import io.github.staycurve.churn.survival.AftModel;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AftModelJsonTest {
    private static final AftModel STORED = AftModel.of(
            AftDistribution.LOG_LOGISTIC,
            List.of("monthly charges", "fiber"),
            3.91830414302893,
            new double[] {-0.25, 1e-300},
            0.647134756010362);

    @ParameterizedTest
    @EnumSource(AftDistribution.class)
    void writtenAndRead(AftDistribution distribution) {
        double scale = distribution == AftDistribution.EXPONENTIAL ? 1 : 1.0 / 3;
        AftModel model = AftModel.of(distribution, List.of("a"), -1e-7, new double[] {Math.PI}, scale);
        assertThat(AftModelJson.read(AftModelJson.write(model)))
                .isEqualTo(model)
                .hasSameHashCodeAs(model);
        AftModel bare = AftModel.of(distribution, List.of(), 2, new double[0], scale);
        assertThat(AftModelJson.read(AftModelJson.write(bare))).isEqualTo(bare).isNotEqualTo(model);
    }

    /** The file was written by version 1 and stays readable. */
    @Test
    void storedFormOfVersionOne() throws IOException {
        try (InputStream file =
                Objects.requireNonNull(AftModelJsonTest.class.getResourceAsStream("/stored/aft-v1.json"))) {
            String text = new String(file.readAllBytes(), StandardCharsets.UTF_8);
            assertThat(AftModelJson.read(text)).isEqualTo(STORED);
        }
    }

    @Test
    void badDocumentsAreNamed() {
        String json = AftModelJson.write(STORED);
        assertThatThrownBy(() -> AftModelJson.read(json.replace("\"aft\"", "\"cox\"")))
                .hasMessageContaining("'cox'");
        assertThatThrownBy(() -> AftModelJson.read(json.replace("loglogistic", "gamma")))
                .hasMessageContaining("'gamma'");
        assertThatThrownBy(() -> AftModelJson.read(json.replace("0.647", "-0.647")))
                .hasMessageContaining("scale");
        assertThatThrownBy(() -> AftModelJson.read(json.replace("\"coefficient\"", "\"slope\"")))
                .hasMessageContaining("coefficient");
        assertThatThrownBy(() -> AftModelJson.read(json.replace("fiber", "monthly charges")))
                .hasMessageContaining("monthly charges");
    }
}
