package io.github.staycurve.clv.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.staycurve.clv.contract.BdwModel;
import io.github.staycurve.clv.contract.BdwParameters;
import io.github.staycurve.clv.contract.GeometricModel;
import io.github.staycurve.clv.contract.SbgModel;
import io.github.staycurve.clv.contract.SbgParameters;
import io.github.staycurve.clv.discrete.BgBbModel;
import io.github.staycurve.clv.discrete.BgBbParameters;
import io.github.staycurve.core.time.PeriodUnit;
import org.junit.jupiter.api.Test;

/** The stored forms of the models of customers with a contract, version 1, letter by letter. */
class RenewalStoredFormTest {
    private static final String SBG =
            "{\"model\":\"sbg\",\"version\":1,\"unit\":\"year\",\"parameters\":{\"alpha\":0.668,\"beta\":3.806}}";
    private static final String BDW =
            "{\"model\":\"bdw\",\"version\":1,\"unit\":\"month\",\"parameters\":{\"alpha\":0.5,\"beta\":2.0,\"c\":1.25}}";
    private static final String GEOMETRIC =
            "{\"model\":\"geometric\",\"version\":1,\"unit\":\"month\",\"parameters\":{\"theta\":0.25}}";

    private static final String BG_BB = "{\"model\":\"bg-bb\",\"version\":1,\"unit\":\"year\",\"parameters\":"
            + "{\"alpha\":1.204,\"beta\":0.75,\"gamma\":0.657,\"delta\":2.783}}";

    @Test
    void versionOneOfTheDiscreteModelIsReadAndWritten() {
        BgBbModel model = BgBbModel.of(new BgBbParameters(1.204, 0.75, 0.657, 2.783), PeriodUnit.YEAR);
        assertThat(BgBbJson.read(BG_BB)).isEqualTo(model);
        assertThat(BgBbJson.write(model).replaceAll("\\s", "")).isEqualTo(BG_BB);
    }

    @Test
    void versionOneIsReadAndWritten() {
        SbgModel sbg = SbgModel.of(new SbgParameters(0.668, 3.806), PeriodUnit.YEAR);
        assertThat(SbgJson.read(SBG)).isEqualTo(sbg);
        assertThat(SbgJson.read(SbgJson.write(sbg))).isEqualTo(sbg);
        assertThat(SbgJson.write(sbg).replaceAll("\\s", "")).isEqualTo(SBG);

        BdwModel bdw = BdwModel.of(new BdwParameters(0.5, 2, 1.25), PeriodUnit.MONTH);
        assertThat(BdwJson.read(BDW)).isEqualTo(bdw);
        assertThat(BdwJson.write(bdw).replaceAll("\\s", "")).isEqualTo(BDW);

        GeometricModel geometric = GeometricModel.of(0.25, PeriodUnit.MONTH);
        assertThat(GeometricJson.read(GEOMETRIC)).isEqualTo(geometric);
        assertThat(GeometricJson.write(geometric).replaceAll("\\s", "")).isEqualTo(GEOMETRIC);
    }

    @Test
    void anotherModelOrAValueOutOfRangeIsRefused() {
        assertThatThrownBy(() -> SbgJson.read(BDW)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> BdwJson.read(BDW.replace("1.25", "-1"))).hasMessageContaining("c must");
        assertThatThrownBy(() -> GeometricJson.read(GEOMETRIC.replace("\"version\":1", "\"version\":2")))
                .hasMessageContaining("version 2");
    }
}
