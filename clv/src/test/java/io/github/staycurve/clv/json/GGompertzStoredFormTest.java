package io.github.staycurve.clv.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.staycurve.clv.model.GGompertzNbdModel;
import io.github.staycurve.clv.model.GGompertzNbdParameters;
import io.github.staycurve.core.time.PeriodUnit;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/** Models come back equal; every version ever written stays readable: one file each, made by the write method then. */
class GGompertzStoredFormTest {
    private static final GGompertzNbdModel MODEL =
            GGompertzNbdModel.of(new GGompertzNbdParameters(1.25, 45.5, 0.0359, 9.95, 85.75), PeriodUnit.WEEK);

    @Test
    void versionOneIsRead() throws IOException {
        String stored = stored("ggompertz-nbd-v1.json");
        GGompertzNbdModel read = GGompertzNbdJson.read(stored);
        assertThat(read.parameters()).isEqualTo(MODEL.parameters());
        assertThat(read.unit()).isEqualTo(PeriodUnit.WEEK);
        assertThat(GGompertzNbdJson.write(MODEL).strip()).isEqualTo(stored.strip());
    }

    @RepeatedTest(50)
    void anyModelComesBackEqual(RepetitionInfo run) {
        SplittableRandom random = new SplittableRandom(run.getCurrentRepetition());
        GGompertzNbdParameters p =
                new GGompertzNbdParameters(draw(random), draw(random), draw(random), draw(random), draw(random));
        PeriodUnit unit = List.of(PeriodUnit.values()).get(random.nextInt(4));
        GGompertzNbdModel back = GGompertzNbdJson.read(GGompertzNbdJson.write(GGompertzNbdModel.of(p, unit)));
        assertThat(back.parameters()).as("seed %d", run.getCurrentRepetition()).isEqualTo(p);
        assertThat(back.unit()).isEqualTo(unit);
    }

    @Test
    void anotherModelALaterVersionAndABadValueAreRefused() throws IOException {
        String document = stored("ggompertz-nbd-v1.json");
        assertThatThrownBy(() -> BgNbdJson.read(document))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("ggompertz-nbd");
        assertThatThrownBy(() -> GGompertzNbdJson.read(document.replace("\"version\": 1", "\"version\": 2")))
                .hasMessage(
                        "cannot read model 'ggompertz-nbd' version 2: this release reads ggompertz-nbd versions 1 to 1");
        assertThatThrownBy(() -> GGompertzNbdJson.read(document.replace("85.75", "-85.75")))
                .hasMessageContaining("beta");
        assertThatThrownBy(() -> GGompertzNbdJson.read("{}")).isInstanceOf(IllegalArgumentException.class);
    }

    private static double draw(SplittableRandom random) {
        return Math.exp(28 * random.nextDouble() - 14);
    }

    private static String stored(String name) throws IOException {
        try (InputStream in =
                Objects.requireNonNull(GGompertzStoredFormTest.class.getResourceAsStream("/stored/" + name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
