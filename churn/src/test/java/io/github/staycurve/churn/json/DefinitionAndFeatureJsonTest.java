package io.github.staycurve.churn.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.staycurve.churn.definition.AliveBelow;
import io.github.staycurve.churn.definition.ChurnDefinition;
import io.github.staycurve.churn.definition.ContractEnd;
import io.github.staycurve.churn.definition.FixedWindow;
import io.github.staycurve.churn.definition.HazardAbove;
import io.github.staycurve.churn.definition.PersonalGap;
import io.github.staycurve.churn.definition.StageChurned;
import io.github.staycurve.churn.feature.Feature;
import io.github.staycurve.churn.feature.FeatureSet;
import io.github.staycurve.churn.feature.OneCustomer;
import io.github.staycurve.core.lifecycle.AdaptiveSilence;
import io.github.staycurve.core.lifecycle.AliveProbability;
import io.github.staycurve.core.lifecycle.AliveSilence;
import io.github.staycurve.core.lifecycle.FixedSilence;
import io.github.staycurve.core.lifecycle.GapPopulation;
import io.github.staycurve.core.lifecycle.StagePolicy;
import io.github.staycurve.core.stat.KaplanMeier;
import io.github.staycurve.core.time.PeriodUnit;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DefinitionAndFeatureJsonTest {
    private static final AliveProbability MODEL = (x, tx, age) -> Math.pow(0.5, age - tx);
    private static final KaplanMeier CURVE = KaplanMeier.of(new double[] {10, 20}, new boolean[] {true, false});
    private static final ZoneId LONDON = ZoneId.of("Europe/London");
    private static final StagePolicy POLICY =
            StagePolicy.of(AdaptiveSilence.of(new GapPopulation(1, 1.4, 30, Optional.of(LocalDate.of(2011, 6, 30)))));
    private static final Feature WEEKEND =
            Feature.incomplete("early_orders", "orders", "orders in the first week", history -> Double.NaN);

    private static FeatureSet everything() {
        return FeatureSet.standard(LONDON)
                .withEvents(List.of("login"), 30, 90)
                .withStages(POLICY, LocalDate.of(2011, 7, 1))
                .plus(Feature.orders().logged(), WEEKEND, Feature.of("two", "none", "two", history -> 2))
                .complete();
    }

    @Test
    void everyDefinitionComesBackEqual() {
        List<ChurnDefinition> all = List.of(
                new FixedWindow(90),
                new PersonalGap(0.9, 3, 120),
                new StageChurned(POLICY),
                new StageChurned(
                        StagePolicy.of(AliveSilence.of("half-life", MODEL, PeriodUnit.WEEK, FixedSilence.DEFAULT))),
                new StageChurned(POLICY).within(60),
                AliveBelow.of(0.2, "half-life", MODEL, PeriodUnit.WEEK),
                HazardAbove.of(0.3, 30, "lives", CURVE).in(PeriodUnit.MONTH),
                new ContractEnd(30, 7));
        for (ChurnDefinition definition : all) {
            String json = ChurnDefinitionJson.write(definition);
            ChurnDefinition read =
                    ChurnDefinitionJson.read(json, Map.of("half-life", MODEL)::get, Map.of("lives", CURVE)::get);
            assertThat(read).as(json).isEqualTo(definition);
            assertThat(read.describe()).isEqualTo(definition.describe());
            assertThat(json.length()).isLessThan(2000);
        }
    }

    @Test
    void partsOfDefinitionsThatAreNotStoredAreAskedFor() {
        String alive = ChurnDefinitionJson.write(AliveBelow.of(0.2, "half-life", MODEL, PeriodUnit.WEEK));
        String hazard = ChurnDefinitionJson.write(HazardAbove.of(0.3, 30, "lives", CURVE));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ChurnDefinitionJson.read(alive))
                .withMessageContaining("purchase model 'half-life'");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ChurnDefinitionJson.read(hazard))
                .withMessageContaining("survival curve 'lives'");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'definition':'churn','version':2,'rule':{'type':'fixed_window','days':9}} | versions 1 to 1",
                "{'definition':'churn','version':1,'rule':{'type':'window','days':9}} | 'window'",
                "{'definition':'churn','version':1,'rule':{'type':'fixed_window','day':9}} | 'day'",
                "{'definition':'churn','version':1,'rule':{'type':'fixed_window','days':0}} | days",
                "{'definition':'churn','version':1,'rule':{'type':'fixed_window','days':9000000000}} | at most",
                "{'definition':'churn','version':1,'id':'00','rule':{'type':'fixed_window','days':9}} | leave it out",
                "{'definition':'churn','version':1,'rules':{}} | 'rules'",
                "{'definition':'churn','version':1,'rule':{'type':'within','days':9,'state':{'type':'contract_end',"
                        + "'days':0,'grace_days':1}}} | from purchases",
            })
    void badDefinitionsAreRefused(String json, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ChurnDefinitionJson.read(json.replace('\'', '"')))
                .withMessageContaining(message);
    }

    @Test
    void everyFeatureSetComesBackAndComputesTheSame() {
        Map<String, Feature> own = Map.of("early_orders", WEEKEND, "two", Feature.of("two", "none", "two", h -> 2));
        FeatureSet set = everything();

        FeatureSet read = FeatureSetJson.read(FeatureSetJson.write(set), own::get, name -> null);

        assertThat(read).isEqualTo(set).hasSameHashCodeAs(set);
        assertThat(read.id()).isEqualTo(set.id());
        OneCustomer customer = new OneCustomer(LONDON)
                .purchase(Instant.parse("2011-03-01T10:00:00Z"), 10)
                .event(Instant.parse("2011-07-20T10:00:00Z"), "login");
        assertThat(read.row(customer, LocalDate.of(2011, 8, 1)).orElseThrow())
                .containsExactly(set.row(customer, LocalDate.of(2011, 8, 1)).orElseThrow());
    }

    @Test
    void ownFeaturesAreAskedForAndMustReadTheSame() {
        String json = FeatureSetJson.write(everything());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FeatureSetJson.read(json))
                .withMessageContaining("'early_orders'")
                .withMessageContaining("hand it over");
        Feature other = Feature.incomplete("early_orders", "orders", "something else", history -> 1);
        Map<String, Feature> own = Map.of("early_orders", other, "two", Feature.of("two", "none", "two", h -> 2));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FeatureSetJson.read(json, own::get, name -> null))
                .withMessageContaining("id is");
        Feature mayMiss =
                Feature.incomplete("two", "none", "two", h -> Double.NaN); // reads the same, and may be missing
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        FeatureSetJson.read(json, Map.of("early_orders", WEEKEND, "two", mayMiss)::get, name -> null))
                .withMessageContaining("'two' must be made by Feature.of");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'features':'point-in-time','version':1,'zone':'Mars/Base','list':[]} | Mars/Base",
                "{'features':'point-in-time','version':1,'zone':'UTC','list':[{'kind':'order'}]} | 'order'",
                "{'features':'point-in-time','version':1,'zone':'UTC','list':[{'kind':'orders','day':3}]} | 'day'",
                "{'features':'point-in-time','version':1,'zone':'UTC','list':[{'kind':'tenure','days':3}]} | no days",
                "{'features':'point-in-time','version':1,'zone':'UTC','list':[{'kind':'events','days':3}]} | a type",
                "{'features':'point-in-time','version':1,'zone':'UTC','list':[{'kind':'order_trend'}]} | takes days",
                "{'features':'point-in-time','version':1,'zone':'UTC','list':[{'kind':'stage','type':'growth'}]} | policy",
                "{'features':'point-in-time','version':1,'id':'00','zone':'UTC','list':[{'kind':'tenure'}]} | leave it out",
                "{'features':'point-in-time','version':1,'zone':'UTC','stages':{'known_by':'June'},'list':[]} | policy",
            })
    void badFeatureSetsAreRefused(String json, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FeatureSetJson.read(json.replace('\'', '"')))
                .withMessageContaining(message);
    }

    @Test
    void documentsOfTheFirstVersionStayReadable() throws IOException {
        assertThat(ChurnDefinitionJson.read(stored("churn-definition-v1.json")))
                .isEqualTo(new StageChurned(POLICY).within(60));
        Map<String, Feature> own = Map.of("early_orders", WEEKEND, "two", Feature.of("two", "none", "two", h -> 2));
        assertThat(FeatureSetJson.read(stored("feature-set-v1.json"), own::get, name -> null))
                .isEqualTo(everything());
    }

    private static String stored(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(
                DefinitionAndFeatureJsonTest.class.getResourceAsStream("/stored/" + name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
