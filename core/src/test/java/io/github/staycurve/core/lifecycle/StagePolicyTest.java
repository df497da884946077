package io.github.staycurve.core.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.staycurve.core.time.PeriodUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StagePolicyTest {
    private static final AdaptiveSilence ADAPTIVE = AdaptiveSilence.of(GapPopulation.of(1.4, 30));

    @Test
    void defaults() {
        StagePolicy policy = StagePolicy.of(ADAPTIVE);
        assertThat(policy.minSilenceDays()).isEqualTo(7);
        assertThat(policy.hardCapDays()).isEqualTo(365);
        assertThat(policy.minDwellSteps()).isEqualTo(2);
        assertThat(policy.trend()).isEmpty();
        assertThat(policy.matureOrders()).isEqualTo(4);
        assertThat(policy.reviewDays()).isEqualTo(365);
        assertThat(policy.lookbackDays()).isEqualTo(365);
        assertThat(policy.medianGapDays()).isEqualTo(ADAPTIVE.population().quantile(0.5, 0, 0));
        assertThat(policy.engine()).isEqualTo(ADAPTIVE);
        assertThat(ADAPTIVE.cuts()).isEqualTo(new ScoreCuts(0.20, 0.10, 0.02, 0.35));
        assertThat(ADAPTIVE.recoverAbove()).hasValue(0.35);
        assertThat(FixedSilence.DEFAULT).isEqualTo(new FixedSilence(30, 60, 90));
        assertThat(FixedSilence.DEFAULT.recoverAbove()).isEmpty();
        assertThat(StagePolicy.of(FixedSilence.DEFAULT).medianGapDays()).isEqualTo(30);
        AliveSilence alive = Histories.alive(FixedSilence.DEFAULT);
        assertThat(alive.cuts()).isEqualTo(new ScoreCuts(0.80, 0.50, 0.20, 0.90));
        assertThat(alive.recoverAbove()).hasValue(0.90);
        assertThat(alive.oneTimeBuyers()).isEqualTo(FixedSilence.DEFAULT);
        assertThat(alive.unit()).isEqualTo(PeriodUnit.WEEK);
        assertThat(StagePolicy.of(alive).medianGapDays()).isEqualTo(30);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "60 | 60 | 90 | decliningDays 60 must lie below dormantDays 60",
                "30 | 60 | 50 | dormantDays 60 must lie below churnedDays 50",
                "0  | 60 | 90 | decliningDays must be 1 or more, was 0",
            })
    void fixedDaysMustRise(int declining, int dormant, int churned, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new FixedSilence(declining, dormant, churned))
                .withMessage(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0.1 | 0.2  | 0.02 | 0.35 | dormantBelow 0.2 must lie below decliningBelow 0.1",
                "0.2 | 0.2  | 0.02 | 0.35 | dormantBelow 0.2 must lie below decliningBelow 0.2",
                "0.2 | 0.1  | 0.1  | 0.35 | churnedBelow 0.1 must lie below dormantBelow 0.1",
                "0.2 | 0.1  | 0.02 | 0.15 | recoverAbove 0.15 must not lie below decliningBelow 0.2",
                "NaN | 0.1  | 0.02 | 0.35 | decliningBelow must lie above 0 and below 1, was NaN",
                "0.2 | NaN  | 0.02 | 0.35 | dormantBelow must lie above 0 and below 1, was NaN",
                "0.2 | 0.1  | 0    | 0.35 | churnedBelow must lie above 0 and below 1, was 0.0",
                "0.2 | 0.1  | 0.02 | NaN  | recoverAbove must lie in [0.0, 1.0], was NaN",
            })
    void cutsMustFall(double declining, double dormant, double churned, double recover, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ScoreCuts(declining, dormant, churned, recover))
                .withMessage(message);
    }

    @Test
    void theTwoThatClashAreNamed() {
        refused(b -> b.minSilenceDays(400), "minSilenceDays 400 must lie below hardCapDays 365");
        refused(b -> b.minSilenceDays(91), "churnedDays 90 must not lie below minSilenceDays 91");
        refused(b -> b.hardCapDays(89), "churnedDays 90 must not lie above hardCapDays 89");
        refused(b -> b.minSilenceDays(-1), "minSilenceDays must lie in [0, 1000000], was -1");
        refused(b -> b.hardCapDays(0), "hardCapDays must lie in [1, 1000000], was 0");
        refused(b -> b.reviewDays(0), "reviewDays must lie in [1, 1000000], was 0");
        refused(b -> b.lookbackDays(-1), "lookbackDays must lie in [0, 1000000], was -1");
        refused(b -> b.minDwellSteps(-1), "minDwellSteps must be 0 or more, was -1");
        refused(b -> b.matureOrders(1), "matureOrders must be 2 or more, was 1");
        refused(b -> b.medianGapDays(Double.NaN), "medianGapDays must lie above 0 and not above 1000000, was NaN");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> StagePolicy.builder(Histories.alive(FixedSilence.DEFAULT))
                        .hardCapDays(80)
                        .build())
                .withMessage("churnedDays 90 must not lie above hardCapDays 80");
        assertThatIllegalArgumentException() // half of these customers never buy again: no median
                .isThrownBy(() -> StagePolicy.of(AdaptiveSilence.of(GapPopulation.of(1e-6, 30))))
                .withMessageContaining("medianGapDays must lie above 0 and not above 1000000, was Infinity");
    }

    private static void refused(UnaryOperator<StagePolicy.Builder> change, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        change.apply(StagePolicy.builder(FixedSilence.DEFAULT)).build())
                .withMessageStartingWith(message);
    }

    @Test
    void trendsAndAliveEnginesAreChecked() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TrendRule(28, 0.5, 0.4, 2, 3))
                .withMessage("recoverFrom 0.4 must lie in [declineBelow 0.5, 1]");
        assertThatIllegalArgumentException().isThrownBy(() -> new TrendRule(Double.NaN, 0.5, 0.7, 2, 3));
        assertThatIllegalArgumentException().isThrownBy(() -> new TrendRule(28, 1, 1, 2, 3));
        assertThatIllegalArgumentException().isThrownBy(() -> new TrendRule(28, 0.5, 0.7, -1, 3));
        assertThatIllegalArgumentException().isThrownBy(() -> new TrendRule(28, 0.5, 0.7, 2, 0));
        AliveSilence alive = Histories.alive(FixedSilence.DEFAULT);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AliveSilence.of("other", alive.model(), PeriodUnit.DAY, alive))
                .withMessageStartingWith("oneTimeBuyers must be fixed or adaptive");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AliveSilence.of(" ", alive.model(), PeriodUnit.DAY, FixedSilence.DEFAULT));
        AliveSilence broken = AliveSilence.of("nan", (x, tx, age) -> Double.NaN, PeriodUnit.DAY, FixedSilence.DEFAULT);
        assertThatIllegalStateException()
                .isThrownBy(() -> StagePolicy.of(broken).stageAt(Histories.of(0, 5), Histories.day(9)))
                .withMessage("P(alive) must lie in [0, 1], was NaN at x = 1, tx = 5, silence = 4 days");
    }

    @Test
    void eachDifferenceHasAFingerprintOfItsOwn() {
        List<StagePolicy> policies = List.of(
                StagePolicy.of(FixedSilence.DEFAULT),
                StagePolicy.of(new FixedSilence(30, 60, 91)),
                StagePolicy.of(ADAPTIVE),
                StagePolicy.of(AdaptiveSilence.of(GapPopulation.of(Math.nextUp(1.4), 30))),
                StagePolicy.of(AdaptiveSilence.of(new GapPopulation(2, 1.4, 30, Optional.empty()))),
                StagePolicy.of(AdaptiveSilence.of(new GapPopulation(1, 1.4, 30, Optional.of(Histories.day(0))))),
                StagePolicy.of(new AdaptiveSilence(ADAPTIVE.population(), new ScoreCuts(0.2, 0.1, 0.02, 0.3))),
                StagePolicy.of(Histories.alive(FixedSilence.DEFAULT)),
                StagePolicy.builder(ADAPTIVE).minSilenceDays(6).build(),
                StagePolicy.builder(ADAPTIVE).hardCapDays(366).lookbackDays(365).build(),
                StagePolicy.builder(ADAPTIVE).minDwellSteps(1).build(),
                StagePolicy.builder(ADAPTIVE).trend(TrendRule.DEFAULT).build(),
                StagePolicy.builder(ADAPTIVE).matureOrders(5).build(),
                StagePolicy.builder(ADAPTIVE).medianGapDays(20).build(),
                StagePolicy.builder(ADAPTIVE).reviewDays(366).build(),
                StagePolicy.builder(ADAPTIVE).lookbackDays(0).build());
        Set<String> ids = new HashSet<>();
        policies.forEach(policy -> ids.add(policy.configId()));
        assertThat(ids).hasSize(policies.size()).allMatch(id -> id.matches("[0-9a-f]{16}"));
        assertThat(new HashSet<>(policies)).hasSize(policies.size());
        assertThat(StagePolicy.of(ADAPTIVE))
                .isEqualTo(StagePolicy.of(ADAPTIVE))
                .hasSameHashCodeAs(StagePolicy.of(ADAPTIVE));
        assertThat(StagePolicy.of(ADAPTIVE).toString()).startsWith("stages by adaptive silence: gaps of shape 1");
    }

    @Test
    void aTrendNeedsAGrid() {
        StagePolicy policy =
                StagePolicy.builder(ADAPTIVE).trend(TrendRule.DEFAULT).build();
        assertThatIllegalStateException()
                .isThrownBy(() -> policy.stageAt(Histories.of(0), Histories.day(1)))
                .withMessageContaining("needs the grid");
        assertThatIllegalStateException().isThrownBy(() -> new LiveStage(policy).stageAt(Histories.day(1)));
        assertThatIllegalStateException().isThrownBy(() -> new LiveStage(policy).explain("ann", Histories.day(1)));
    }
}
