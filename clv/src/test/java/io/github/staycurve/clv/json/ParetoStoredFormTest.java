package io.github.staycurve.clv.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.staycurve.clv.model.ParetoNbdModel;
import io.github.staycurve.clv.model.ParetoNbdParameters;
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
class ParetoStoredFormTest {
    private static final ParetoNbdModel MODEL = ParetoNbdModel.of(
            new ParetoNbdParameters(0.5532770468528175, 10.57768346332537, 0.6062399891269719, 11.668735288963536),
            PeriodUnit.WEEK);

    @Test
    void versionOneIsRead() throws IOException {
        String stored = stored("pareto-nbd-v1.json");
        ParetoNbdModel read = ParetoNbdJson.read(stored);
        assertThat(read.parameters()).isEqualTo(MODEL.parameters());
        assertThat(read.unit()).isEqualTo(PeriodUnit.WEEK);
        assertThat(ParetoNbdJson.write(MODEL).strip()).isEqualTo(stored.strip());
    }

    @RepeatedTest(50)
    void anyModelComesBackEqual(RepetitionInfo run) {
        SplittableRandom random = new SplittableRandom(run.getCurrentRepetition());
        ParetoNbdParameters p = new ParetoNbdParameters(draw(random), draw(random), draw(random), draw(random));
        PeriodUnit unit = List.of(PeriodUnit.values()).get(random.nextInt(4));
        ParetoNbdModel back = ParetoNbdJson.read(ParetoNbdJson.write(ParetoNbdModel.of(p, unit)));
        assertThat(back.parameters()).as("seed %d", run.getCurrentRepetition()).isEqualTo(p);
        assertThat(back.unit()).isEqualTo(unit);
    }

    @Test
    void anotherModelALaterVersionAndABadValueAreRefused() throws IOException {
        String document = stored("pareto-nbd-v1.json");
        assertThatThrownBy(() -> BgNbdJson.read(document))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("pareto-nbd");
        assertThatThrownBy(() -> ParetoNbdJson.read(document.replace("\"version\": 1", "\"version\": 2")))
                .hasMessage("cannot read model 'pareto-nbd' version 2: this release reads pareto-nbd versions 1 to 1");
        assertThatThrownBy(() -> ParetoNbdJson.read(document.replace("11.668", "-11.668")))
                .hasMessageContaining("beta");
        assertThatThrownBy(() -> ParetoNbdJson.read("{}")).isInstanceOf(IllegalArgumentException.class);
    }

    private static double draw(SplittableRandom random) {
        return Math.exp(28 * random.nextDouble() - 14);
    }

    private static String stored(String name) throws IOException {
        try (InputStream in =
                Objects.requireNonNull(ParetoStoredFormTest.class.getResourceAsStream("/stored/" + name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
