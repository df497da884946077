package io.github.staycurve.clv.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.staycurve.clv.spend.LogNormalSpendModel;
import io.github.staycurve.clv.spend.LogNormalSpendParameters;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class LogNormalStoredFormTest {
    private static final LogNormalSpendModel MODEL =
            LogNormalSpendModel.of(new LogNormalSpendParameters(26.865629, 0.468988, 0.562246));

    @Test
    void versionOneIsReadAndWritten() throws IOException {
        String document = stored();

        assertThat(LogNormalSpendJson.read(document).parameters()).isEqualTo(MODEL.parameters());
        assertThat(LogNormalSpendJson.write(MODEL).strip()).isEqualTo(document.strip());
    }

    @Test
    void anotherModelOrAValueOutOfRangeIsRefused() throws IOException {
        String document = stored();

        assertThatThrownBy(() -> GammaGammaJson.read(document)).hasMessageContaining("log-normal-spend");
        assertThatThrownBy(() -> LogNormalSpendJson.read(document.replace("0.562246", "-0.5")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("within");
        assertThatThrownBy(() -> LogNormalSpendJson.read(document.replace("\"version\": 1", "\"version\": 2")))
                .hasMessageContaining("'log-normal-spend' version 2");
    }

    private static String stored() throws IOException {
        try (InputStream in = Objects.requireNonNull(
                LogNormalStoredFormTest.class.getResourceAsStream("/stored/log-normal-spend-v1.json"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
