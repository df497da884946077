package io.github.staycurve.core.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.staycurve.core.lifecycle.AdaptiveSilence;
import io.github.staycurve.core.lifecycle.AliveProbability;
import io.github.staycurve.core.lifecycle.AliveSilence;
import io.github.staycurve.core.lifecycle.FixedSilence;
import io.github.staycurve.core.lifecycle.GapPopulation;
import io.github.staycurve.core.lifecycle.ScoreCuts;
import io.github.staycurve.core.lifecycle.StagePolicy;
import io.github.staycurve.core.lifecycle.TrendRule;
import io.github.staycurve.core.time.PeriodUnit;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StagePolicyJsonTest {
    private static final GapPopulation POPULATION =
            new GapPopulation(2, 1.4, 30.1, Optional.of(LocalDate.of(2011, 6, 30)));
    private static final AliveProbability MODEL = (x, tx, age) -> 0.5;
    private static final String FIXED = "{\"policy\":\"lifecycle-stages\",\"version\":1,"
            + "\"engine\":{\"type\":\"fixed\",\"declining_days\":30,\"dormant_days\":60,\"churned_days\":90}}";

    private static StagePolicy everythingSet() {
        return StagePolicy.builder(AliveSilence.of("toy", MODEL, PeriodUnit.WEEK, AdaptiveSilence.of(POPULATION))
                        .withCuts(new ScoreCuts(0.7, 0.4, 0.1, 0.75)))
                .minSilenceDays(3)
                .hardCapDays(400)
                .minDwellSteps(5)
                .trend(new TrendRule(14, 0.4, 0.6, 1.5, 5))
                .matureOrders(6)
                .medianGapDays(21.5)
                .reviewDays(180)
                .lookbackDays(90)
                .build();
    }

    @Test
    void policiesReadBackEqual() {
        for (StagePolicy policy : new StagePolicy[] {
            StagePolicy.of(FixedSilence.DEFAULT), StagePolicy.of(AdaptiveSilence.of(GapPopulation.of(1.4, 30)))
        }) {
            StagePolicy read = StagePolicyJson.read(StagePolicyJson.write(policy));
            assertThat(read).isEqualTo(policy).hasSameHashCodeAs(policy);
            assertThat(read.configId()).isEqualTo(policy.configId());
        }
        StagePolicy read = StagePolicyJson.read(StagePolicyJson.write(everythingSet()), name -> MODEL);
        assertThat(read).isEqualTo(everythingSet());
    }

    /** What version 1 wrote: kept as it is for as long as that version is read. */
    @Test
    void theStoredFormStaysReadable() {
        assertThat(StagePolicyJson.read(stored(), name -> MODEL)).isEqualTo(everythingSet());
        assertThat(JsonObject.parse(StagePolicyJson.write(everythingSet()))).isEqualTo(JsonObject.parse(stored()));
    }

    private static String stored() {
        try (InputStream in =
                Objects.requireNonNull(StagePolicyJsonTest.class.getResourceAsStream("/stored/stage-policy-v1.json"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void whatIsLeftOutIsAsByDefault() {
        assertThat(StagePolicyJson.read(FIXED)).isEqualTo(StagePolicy.of(FixedSilence.DEFAULT));
        String adaptive = "{\"policy\":\"lifecycle-stages\",\"version\":1,"
                + "\"engine\":{\"type\":\"adaptive\",\"population\":{\"r\":1.4,\"alpha\":30}}}";
        assertThat(StagePolicyJson.read(adaptive))
                .isEqualTo(StagePolicy.of(AdaptiveSilence.of(GapPopulation.of(1.4, 30))));
    }

    @Test
    void aPurchaseModelIsHandedOver() {
        String json = StagePolicyJson.write(everythingSet());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> StagePolicyJson.read(json))
                .withMessage("the engine needs the purchase model 'toy': hand it over when reading");
        Map<String, AliveProbability> models = Map.of("other", MODEL);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> StagePolicyJson.read(json, models::get))
                .withMessage("the engine needs the purchase model 'toy', and none of that name was handed over");
        StagePolicy policy = StagePolicyJson.read(json, name -> {
            assertThat(name).isEqualTo("toy");
            return MODEL;
        });
        assertThat(((AliveSilence) policy.engine()).model()).isSameAs(MODEL);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"type\":\"fixed\"     | \"type\":\"fix\"        | engine.type must be fixed, adaptive or alive, was \"fix\"",
                "\"dormant_days\":60    | \"dormant_days\":20     | decliningDays 30 must lie below dormantDays 20",
                "\"dormant_days\":60    | \"dormant_day\":60      | the fixed engine has a field 'dormant_day'",
                "\"dormant_days\":60    | \"dormant_days\":6000000000 | dormant_days must be at most 2147483647",
                "\"version\":1          | \"version\":2           | cannot read policy 'lifecycle-stages' version 2",
                "\"version\":1          | \"version\":1,\"trend\":{} | trend.window_days must be a number, was missing",
                "\"version\":1          | \"version\":1,\"trends\":{} | the document has a field 'trends'",
                "\"version\":1          | \"version\":1,\"config_id\":\"00\" | config_id is '00', but that of these rules is",
                "\"version\":1          | \"version\":1,\"hard_cap_days\":80 | churnedDays 90 must not lie above hardCapDays 80",
            })
    void whatIsWrongIsNamed(String right, String wrong, String message) {
        String json = FIXED.replace(right, wrong);
        assertThat(json).isNotEqualTo(FIXED);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> StagePolicyJson.read(json))
                .withMessageContaining(message);
    }

    @Test
    void aDayThatIsNoneIsRefused() {
        String json = StagePolicyJson.write(StagePolicy.of(AdaptiveSilence.of(POPULATION)))
                .replace("2011-06-30", "2011-06-31");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> StagePolicyJson.read(json))
                .withMessageContaining("cutoff must be a day as 2011-06-30, was \"2011-06-31\"");
    }
}
