package io.github.staycurve.core.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.staycurve.core.data.PurchaseDays;
import io.github.staycurve.core.data.TransactionLog;
import io.github.staycurve.core.data.TransactionLogBuilder;
import io.github.staycurve.core.markov.MarkovChecks;
import io.github.staycurve.core.markov.StateSpace;
import io.github.staycurve.core.markov.TransitionCounts;
import io.github.staycurve.core.stat.Ratio;
import io.github.staycurve.core.time.CalendarGrid;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class StageTransitionsTest {
    private static final StagePolicy POLICY =
            StagePolicy.builder(FixedSilence.DEFAULT).medianGapDays(30).build();
    private static final CalendarGrid MONTHS = CalendarGrid.monthly(ZoneOffset.UTC);

    private static PurchaseDays days(Map<String, List<String>> purchases) {
        TransactionLogBuilder builder = TransactionLog.builder();
        purchases.forEach((id, days) -> days.forEach(day -> builder.add(id, Instant.parse(day + "T10:00:00Z"), 5)));
        return PurchaseDays.of(builder.build(), ZoneOffset.UTC);
    }

    private static StageTimeline timeline(PurchaseDays days, String from, String asOf) {
        return POLICY.timeline(days, MONTHS, LocalDate.parse(from), LocalDate.parse(asOf));
    }

    /**
     * Bought once on 20 January, back on 10 June: active at the end of January, declining at that of February (39 days),
     * dormant of March (70), churned of April and May, active of June; July is not over.
     */
    private static final PurchaseDays ONE = days(Map.of("a", List.of("2024-01-20", "2024-06-10")));

    @Test
    void movesOfOneCustomer() {
        StageTransitions transitions =
                StageTransitions.of(timeline(ONE, "2023-11-01", "2024-07-15"), StageProjection.ACTIVITY);
        TransitionCounts counts = transitions.counts();
        assertThat(counts.steps()).isEqualTo(5); // from January on, July is left out
        assertThat(counts.count("active", "declining")).isEqualTo(1);
        assertThat(counts.count("declining", "dormant")).isEqualTo(1);
        assertThat(counts.count("dormant", "churned")).isEqualTo(1);
        assertThat(counts.count("churned", "churned")).isEqualTo(1);
        assertThat(counts.count("churned", "active")).isEqualTo(1);
        assertThat(counts.triples("dormant", "churned", "churned")).isEqualTo(1);
        assertThat(counts.count(3, "active", "churned")).isEqualTo(1);
        assertThat(transitions.reactivationRate()).isEqualTo(Ratio.of(1, 2));
        assertThat(transitions.states()).isEqualTo(StateSpace.of("active", "declining", "dormant", "churned"));
        assertThat(transitions.expansion()).isEmpty();
        assertThat(transitions.describe()).contains("moves by activity").contains("8 complete");
    }

    @Test
    void everyVocabularyHasItsStates() {
        StageTimeline timeline = timeline(ONE, "2024-01-01", "2024-06-30");
        assertThat(StageTransitions.of(timeline, StageProjection.LIFECYCLE)
                        .counts()
                        .count("acquisition", "decline"))
                .isEqualTo(1);
        assertThat(StageTransitions.of(timeline, StageProjection.LIFECYCLE)
                        .counts()
                        .count("churn", "growth"))
                .isEqualTo(1);
        assertThat(StageTransitions.of(timeline, StageProjection.VIEW).counts().count("new", "active"))
                .isEqualTo(1);
        assertThat(StageTransitions.of(timeline, StageProjection.STAGE).counts().count("new, active", "new, declining"))
                .isEqualTo(1);
        assertThat(StageProjection.STAGE.states().size()).isEqualTo(13);
        for (StageProjection projection : StageProjection.values()) {
            for (CustomerStage stage : CustomerStage.values()) {
                Optional<String> state = projection.state(stage);
                assertThat(projection.stateByCode()[stage.code() + 1])
                        .isEqualTo(state.map(projection.states()::index).orElse(-1));
            }
            assertThat(projection.stateByCode()[CustomerStage.ABSENT + 1]).isEqualTo(-1);
        }
        assertThat(StageProjection.ACTIVITY.state(CustomerStage.PROSPECT)).isEmpty();
    }

    @Test
    void headsByStageAddUpToHeadsByState() {
        int[] stages = new int[CustomerStage.COUNT];
        for (int code = 0; code < stages.length; code++) {
            stages[code] = 1 << code; // each sum tells what is in it
        }
        assertThat(StageProjection.STAGE.counts(stages))
                .isEqualTo(IntStream.of(stages).asLongStream().toArray());
        // a prospect, then active, declining, dormant, churned of new, growth and mature
        assertThat(StageProjection.LIFECYCLE.counts(stages))
                .containsExactly(1 + 2, 1 << 5, 1 << 9, 4 + 8 + (64 + 128) + (1024 + 2048), 16 + 256 + 4096);
        assertThat(StageProjection.ACTIVITY.counts(stages))
                .containsExactly(2 + 32 + 512, 4 + 64 + 1024, 8 + 128 + 2048, 16 + 256 + 4096);
        assertThat(StageProjection.VIEW.counts(stages))
                .containsExactly(2, 4 + (32 + 64) + (512 + 1024), 8 + 128 + 2048, 16 + 256 + 4096);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> StageProjection.VIEW.counts(new int[5]))
                .withMessage("stages must hold 13 values, has 5");
    }

    @Test
    void prospectsMoveInTheVocabulariesThatKnowThem() {
        PurchaseDays days = ONE.withRegistrations(Map.of("a", LocalDate.parse("2023-11-05")));
        StageTimeline timeline = timeline(days, "2023-10-01", "2024-06-30");
        TransitionCounts lifecycle =
                StageTransitions.of(timeline, StageProjection.LIFECYCLE).counts();
        assertThat(lifecycle.count("acquisition", "acquisition")).isEqualTo(2); // November to January, then in decline
        assertThat(StageTransitions.of(timeline, StageProjection.ACTIVITY)
                        .counts()
                        .steps())
                .isEqualTo(5);
    }

    @Test
    void cutOffDataLoseTheirFirstSteps() {
        PurchaseDays days = ONE.observedFrom(LocalDate.parse("2024-01-01"));
        StagePolicy policy = StagePolicy.builder(FixedSilence.DEFAULT)
                .medianGapDays(30)
                .lookbackDays(90)
                .build();
        StageTimeline timeline =
                policy.timeline(days, MONTHS, LocalDate.parse("2024-01-01"), LocalDate.parse("2024-06-30"));
        TransitionCounts counts =
                StageTransitions.of(timeline, StageProjection.ACTIVITY).counts();
        assertThat(counts.steps()).isEqualTo(3); // from the end of March, 90 days in, to that of June
        assertThat(counts.count("dormant", "churned")).isEqualTo(1);
        assertThat(counts.count("declining", "dormant")).isZero();
    }

    @Test
    void aStayThatBeganInTheCutOffStepsHasItsLength() {
        PurchaseDays days = ONE.observedFrom(LocalDate.parse("2024-01-01"));
        StagePolicy policy = StagePolicy.builder(FixedSilence.DEFAULT)
                .medianGapDays(30)
                .lookbackDays(140)
                .build();
        StageTimeline timeline =
                policy.timeline(days, MONTHS, LocalDate.parse("2024-01-01"), LocalDate.parse("2024-06-30"));
        StageTransitions split =
                StageTransitions.of(timeline, StageProjection.ACTIVITY).splitByDwell("churned", 2);
        assertThat(split.states().names()).containsSubsequence("churned_1", "churned_2");
        assertThat(split.counts().steps()).isEqualTo(1); // May to June
        assertThat(split.counts().count("churned_2", "active")).isEqualTo(1);
        assertThat(split.expansion()).isPresent();
    }

    @Test
    void tooFewCompleteStepsHaveNoMoves() {
        StageTransitions transitions =
                StageTransitions.of(timeline(ONE, "2024-06-01", "2024-07-15"), StageProjection.ACTIVITY);
        assertThat(transitions.counts().steps()).isZero();
        assertThat(transitions.byStep()).isEmpty();
        assertThat(transitions.reactivationRate().value()).isEmpty();
        assertThatIllegalArgumentException().isThrownBy(() -> transitions.splitByDwell("asleep", 2));
    }

    /** Against the stages themselves, asked one at a time; parts of the customers merge into all of them. */
    @RepeatedTest(20)
    void bruteForceAgrees(RepetitionInfo run) {
        SplittableRandom random = new SplittableRandom(run.getCurrentRepetition());
        Map<String, List<String>> purchases = new HashMap<>();
        for (int customer = 0; customer < 30; customer++) {
            List<String> bought = random.ints(1 + random.nextInt(6), 0, 540)
                    .mapToObj(day -> LocalDate.of(2023, 1, 1).plusDays(day).toString())
                    .toList();
            purchases.put("c" + customer, bought);
        }
        StageTimeline timeline = timeline(days(purchases), "2023-01-01", "2024-06-12");
        StageTransitions transitions = StageTransitions.of(timeline, StageProjection.STAGE);
        TransitionCounts all = transitions.counts();
        long steps = 0;
        Map<String, Long> expected = new HashMap<>();
        for (int customer = 0; customer < timeline.customers(); customer++) {
            for (int step = 1; step < timeline.steps() - 1; step++) { // June is not over
                Optional<CustomerStage> before = timeline.stage(customer, step - 1);
                if (before.isPresent()) {
                    String move = before.get().label() + ">"
                            + timeline.stage(customer, step).orElseThrow().label();
                    expected.merge(move, 1L, Long::sum);
                    steps++;
                }
            }
        }
        assertThat(all.steps()).as("seed %d", run.getCurrentRepetition()).isEqualTo(steps);
        expected.forEach((move, count) -> assertThat(all.count(move.split(">")[0], move.split(">")[1]))
                .as("seed %d, %s", run.getCurrentRepetition(), move)
                .isEqualTo(count));
        assertThat(transitions.counts(c -> c % 3 == 0).plus(transitions.counts(c -> c % 3 != 0)))
                .isEqualTo(all);
        List<TransitionCounts> byStep = transitions.byStep();
        TransitionCounts sum = byStep.stream().reduce(TransitionCounts::plus).orElseThrow();
        assertThat(byStep).hasSize(16);
        assertThat(sum.steps()).isEqualTo(steps);
        expected.forEach((move, count) ->
                assertThat(sum.count(move.split(">")[0], move.split(">")[1])).isEqualTo(count));
        assertThat(MarkovChecks.homogeneous(byStep).statistic()).isNotNegative();
    }
}
