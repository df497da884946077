package io.github.staycurve.clv.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.staycurve.clv.model.BgNbdModel;
import io.github.staycurve.clv.model.BgNbdParameters;
import io.github.staycurve.clv.model.CnbdModel;
import io.github.staycurve.clv.model.CnbdParameters;
import io.github.staycurve.clv.model.DropoutTiming;
import io.github.staycurve.clv.model.MbgNbdModel;
import io.github.staycurve.clv.model.MbgNbdParameters;
import io.github.staycurve.clv.spend.GammaGammaModel;
import io.github.staycurve.clv.spend.GammaGammaParameters;
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
class StoredFormTest {
    private static final BgNbdModel BG_NBD = BgNbdModel.of(
            new BgNbdParameters(0.2425942667783749, 4.413602, 0.7929220172551275, 2.425906776926848), PeriodUnit.WEEK);
    private static final GammaGammaModel GAMMA_GAMMA = GammaGammaModel.of(new GammaGammaParameters(6.25, 3.74, 15.44));

    @Test
    void versionOneOfBgNbdIsRead() throws IOException {
        BgNbdModel read = BgNbdJson.read(stored("bg-nbd-v1.json"));
        assertThat(read.parameters()).isEqualTo(BG_NBD.parameters());
        assertThat(read.unit()).isEqualTo(PeriodUnit.WEEK);
        assertThat(BgNbdJson.write(BG_NBD).strip())
                .isEqualTo(stored("bg-nbd-v1.json").strip());
    }

    @Test
    void versionOneOfMbgNbdIsRead() throws IOException {
        MbgNbdModel model = MbgNbdModel.of(
                new MbgNbdParameters(0.5248431591334479, 6.183085, 0.8913593906801024, 1.6140022399586462),
                PeriodUnit.WEEK);
        MbgNbdModel read = MbgNbdJson.read(stored("mbg-nbd-v1.json"));
        assertThat(read.parameters()).isEqualTo(model.parameters());
        assertThat(read.unit()).isEqualTo(PeriodUnit.WEEK);
        assertThat(MbgNbdJson.write(model).strip())
                .isEqualTo(stored("mbg-nbd-v1.json").strip());
        assertThatThrownBy(() -> BgNbdJson.read(stored("mbg-nbd-v1.json"))).hasMessageContaining("mbg-nbd");
    }

    @Test
    void versionOneOfCnbdIsRead() throws IOException {
        CnbdModel model = CnbdModel.of(
                new CnbdParameters(DropoutTiming.AFTER_EVERY_PURCHASE, 3, 0.9, 3.25, 0.8, 2.5), PeriodUnit.DAY);
        CnbdModel read = CnbdJson.read(stored("cnbd-k-v1.json"));
        assertThat(read.parameters()).isEqualTo(model.parameters());
        assertThat(read.unit()).isEqualTo(PeriodUnit.DAY);
        assertThat(CnbdJson.write(model).strip())
                .isEqualTo(stored("cnbd-k-v1.json").strip());
        String document = CnbdJson.write(CnbdModel.of(
                new CnbdParameters(DropoutTiming.AFTER_REPEAT_PURCHASES, 12, 1, 2, 3, 4), PeriodUnit.WEEK));
        assertThat(CnbdJson.write(CnbdJson.read(document))).isEqualTo(document);
        assertThatThrownBy(() -> CnbdJson.read(document.replace("after repeat purchases", "never")))
                .hasMessage("dropout must be after every purchase or after repeat purchases, was 'never'");
        assertThatThrownBy(() -> CnbdJson.read(document.replace("12", "99"))).hasMessageContaining("k must be from 1");
    }

    @Test
    void versionOneOfGammaGammaIsRead() throws IOException {
        GammaGammaModel read = GammaGammaJson.read(stored("gamma-gamma-v1.json"));
        assertThat(read.parameters()).isEqualTo(GAMMA_GAMMA.parameters());
        assertThat(GammaGammaJson.write(GAMMA_GAMMA).strip())
                .isEqualTo(stored("gamma-gamma-v1.json").strip());
    }

    @RepeatedTest(50)
    void anyModelComesBackEqual(RepetitionInfo run) {
        SplittableRandom random = new SplittableRandom(run.getCurrentRepetition());
        BgNbdParameters p = new BgNbdParameters(draw(random), draw(random), draw(random), draw(random));
        PeriodUnit unit = List.of(PeriodUnit.values()).get(random.nextInt(4));
        BgNbdModel back = BgNbdJson.read(BgNbdJson.write(BgNbdModel.of(p, unit)));
        assertThat(back.parameters()).as("seed %d", run.getCurrentRepetition()).isEqualTo(p);
        assertThat(back.unit()).isEqualTo(unit);

        GammaGammaParameters g = new GammaGammaParameters(draw(random), draw(random), draw(random));
        assertThat(GammaGammaJson.read(GammaGammaJson.write(GammaGammaModel.of(g)))
                        .parameters())
                .isEqualTo(g);
    }

    @Test
    void anotherModelOrALaterVersionIsRefused() throws IOException {
        String document = stored("bg-nbd-v1.json");
        assertThatThrownBy(() -> GammaGammaJson.read(document))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("bg-nbd")
                .hasMessageContaining("gamma-gamma");
        assertThatThrownBy(() -> BgNbdJson.read(document.replace("\"version\": 1", "\"version\": 2")))
                .hasMessage("cannot read model 'bg-nbd' version 2: this release reads bg-nbd versions 1 to 1");
        assertThatThrownBy(() -> BgNbdJson.read(document.replace("4.413602", "-4.413602")))
                .hasMessageContaining("alpha")
                .hasMessageContaining("-4.413602");
        assertThatThrownBy(() -> BgNbdJson.read(document.replace("week", "fortnight")))
                .hasMessageContaining("fortnight");
        assertThatThrownBy(() -> BgNbdJson.read("{}")).isInstanceOf(IllegalArgumentException.class);
    }

    private static double draw(SplittableRandom random) {
        return Math.exp(28 * random.nextDouble() - 14);
    }

    private static String stored(String name) throws IOException {
        try (InputStream in =
                Objects.requireNonNull(StoredFormTest.class.getResourceAsStream("/stored/" + name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
