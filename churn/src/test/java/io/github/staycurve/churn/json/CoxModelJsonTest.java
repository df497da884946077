package io.github.staycurve.churn.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.staycurve.churn.survival.BaselineHazard;
import io.github.staycurve.churn.survival.CoxModel;
import io.github.staycurve.churn.survival.CoxRegression;
import io.github.staycurve.churn.survival.CoxTies;
import io.github.staycurve.churn.testing.Golden;
import io.github.staycurve.core.data.FeatureTable;
import io.github.staycurve.core.json.JsonObject;
import io.github.staycurve.core.stat.CensoredDurations;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class CoxModelJsonTest {
    private static final CoxModel MODEL = CoxModel.of(
            List.of("x", "y"),
            new double[] {0.25, -1.5},
            new double[] {1, 1.0 / 3},
            CoxTies.BRESLOW,
            List.of(
                    BaselineHazard.of("monthly", new double[] {0, 2}, new double[] {0.125, 0.5}, 3),
                    BaselineHazard.of("yearly", new double[0], new double[0], 24)));

    @Test
    void aModelComesBackAsItWas() {
        assertThat(CoxModelJson.read(CoxModelJson.write(MODEL))).isEqualTo(MODEL);
    }

    /** Written by this class in version 1; stays readable for as long as the major version. */
    @Test
    void theFirstFormIsRead() throws IOException {
        try (InputStream in = Objects.requireNonNull(getClass().getResourceAsStream("/stored/cox-v1.json"))) {
            String stored = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            assertThat(CoxModelJson.read(stored)).isEqualTo(MODEL);
            assertThat(JsonObject.parse(CoxModelJson.write(MODEL))).isEqualTo(JsonObject.parse(stored));
        }
    }

    @Test
    void aFittedModelIsAFewKilobytesAndAnswersAsBefore() {
        List<JsonObject> rows = Golden.read("cox_rossi").list("input").objects();
        FeatureTable table = FeatureTable.builder()
                .column("fin", Golden.column(rows, "fin"))
                .column("age", Golden.column(rows, "age"))
                .build();
        CoxModel model = CoxRegression.withDefaults()
                .fit(table, CensoredDurations.of(Golden.column(rows, "week"), Golden.flags(rows, "arrest")))
                .model();
        String json = CoxModelJson.write(model);
        assertThat(json.length()).isLessThan(6000);
        CoxModel read = CoxModelJson.read(json);
        assertThat(read.survivalAt(table, 52)).containsExactly(model.survivalAt(table, 52));
        assertThat(read.describe()).isEqualTo(model.describe());
    }

    @Test
    void otherDocumentsAreRefusedByWhatIsWrong() {
        String json = CoxModelJson.write(MODEL);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CoxModelJson.read(json.replaceFirst("(\"version\"\\s*:\\s*)1", "$12")))
                .withMessageContaining("version 2");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CoxModelJson.read(json.replace("BRESLOW", "EXACT")))
                .withMessageContaining("EXACT");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CoxModelJson.read(json.replace("0.125", "0.75")))
                .withMessageContaining("cumulated[1]");
        assertThatIllegalArgumentException().isThrownBy(() -> CoxModelJson.read("{}"));
    }
}
