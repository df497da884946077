package io.github.staycurve.core.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.offset;

import io.github.staycurve.core.data.PurchaseDays;
import io.github.staycurve.core.stat.CellStatus;
import io.github.staycurve.core.stat.Ratio;
import io.github.staycurve.core.time.CalendarGrid;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** Timelines by hand; {@link Histories#START} is 2020-01-01. */
class StageTimelineTest {
    private static final CalendarGrid MONTHLY = CalendarGrid.monthly(ZoneOffset.UTC);
    private static final StagePolicy FIXED = StagePolicy.of(FixedSilence.DEFAULT);

    private static List<String> labels(StageTimeline timeline) {
        List<String> labels = new ArrayList<>();
        for (int step = 0; step < timeline.steps(); step++) {
            labels.add(timeline.stage(0, step).map(CustomerStage::label).orElse("absent")
                    + (timeline.reactivated(0, step) ? "!" : ""));
        }
        return labels;
    }

    @Test
    void aSilenceLeadsDownAndAPurchaseBack() {
        PurchaseDays days = Histories.of(Map.of("ann", new int[] {40, 220}))
                .withRegistrations(Map.of("ann", LocalDate.of(2020, 1, 5)));
        StageTimeline timeline = FIXED.timeline(days, MONTHLY, LocalDate.of(2019, 12, 1), LocalDate.of(2020, 9, 10));
        // bought on 02-10 and 08-08; silences at the ends of months: 19, 50, 80, 111, 141, 172, 23, 33
        assertThat(labels(timeline))
                .containsExactly(
                        "absent",
                        "prospect",
                        "new, active",
                        "new, declining",
                        "new, dormant",
                        "new, churned",
                        "new, churned",
                        "new, churned",
                        "growth, active!",
                        "growth, declining");
        assertThat(timeline.status(8)).isEqualTo(CellStatus.COMPLETE);
        assertThat(timeline.status(9)).isEqualTo(CellStatus.PARTIAL);
        assertThat(timeline.day(8)).isEqualTo(LocalDate.of(2020, 8, 31));
        assertThat(timeline.day(9)).isEqualTo(LocalDate.of(2020, 9, 10));
        assertThat(timeline.dwell(0, 0)).isEqualTo(OptionalInt.empty());
        assertThat(timeline.dwell(0, 5)).hasValue(1);
        assertThat(timeline.dwell(0, 7)).hasValue(3);
        assertThat(timeline.dwell(0, 8)).hasValue(1);
        assertThat(timeline.counts(8)[
                        CustomerStage.of(ValueStage.GROWTH, ActivityState.ACTIVE)
                                .code()])
                .isEqualTo(1);
        assertThat(timeline.describe()).contains(timeline.configId(), "calendar months", "2019-12-31 to 2020-09-10");
        assertThat(timeline.customerId(0)).isEqualTo("ann");
        assertThat(timeline.indexOf("bob")).isEqualTo(-1);
    }

    @Test
    void aLongStepRecordsWhatItPassedOver() {
        CalendarGrid yearly = CalendarGrid.yearly(ZoneOffset.UTC);
        StagePolicy policy = StagePolicy.of(AdaptiveSilence.of(GapPopulation.of(1.4, 30)));
        PurchaseDays days = Histories.of(0, 130);
        StageTimeline timeline = policy.timeline(days, yearly, Histories.day(0), LocalDate.of(2020, 12, 31));
        // q_p = 30 (1/(1-p)^(1/1.4) - 1) after the first purchase, (30 + 130)(1/(1-p)^(1/2.4) - 1) after the second
        List<StagePassage> passages = timeline.passages(0, 0);
        assertThat(passages).hasSize(4);
        double[] limits = {
            30 * (Math.pow(5, 1 / 1.4) - 1), 30 * (Math.pow(10, 1 / 1.4) - 1), 0, 160 * (Math.pow(5, 1 / 2.4) - 1)
        };
        for (int i = 0; i < 4; i++) {
            assertThat(passages.get(i).silenceDays()).isCloseTo(limits[i], offset(1e-9));
        }
        assertThat(passages.get(0).day()).isEqualTo(Histories.day(65)); // the first day after 64.7
        assertThat(passages.get(1).to()).isEqualTo(ActivityState.DORMANT);
        assertThat(passages.get(1).rule()).isEqualTo(ActivityRule.LONG_SILENCE);
        assertThat(passages.get(2))
                .isEqualTo(new StagePassage(
                        Histories.day(130), ActivityState.DORMANT, ActivityState.ACTIVE, ActivityRule.ORDER, 0));
        assertThat(timeline.stage(0, 0)).contains(CustomerStage.of(ValueStage.GROWTH, ActivityState.DECLINING));

        StagePolicy capped = StagePolicy.builder(AdaptiveSilence.of(GapPopulation.of(0.5, 30)))
                .hardCapDays(100)
                .build();
        List<StagePassage> byCap = capped.timeline(Histories.of(0), yearly, Histories.day(0), Histories.day(365))
                .passages(0, 0);
        assertThat(byCap)
                .extracting(StagePassage::to)
                .containsExactly(ActivityState.DECLINING, ActivityState.DORMANT, ActivityState.CHURNED);
        assertThat(byCap).allMatch(move -> move.day().equals(Histories.day(101)) && move.silenceDays() == 100);
        assertThat(byCap).allMatch(move -> move.rule() == ActivityRule.CAP);
    }

    @Test
    void valueStagesNeedOrdersAndTime() {
        StagePolicy policy =
                StagePolicy.builder(FixedSilence.DEFAULT).medianGapDays(10).build();
        CalendarGrid daily = CalendarGrid.daily(ZoneOffset.UTC);
        StageTimeline timeline =
                policy.timeline(Histories.of(0, 4, 5, 6, 300, 310, 320), daily, Histories.day(0), Histories.day(750));
        ValueStage[] at = new ValueStage[751];
        for (int step = 0; step <= 750; step++) {
            at[step] = timeline.stage(0, step).orElseThrow().value();
        }
        assertThat(at[4]).isEqualTo(ValueStage.NEW); // two orders within the median gap
        assertThat(at[5]).isEqualTo(ValueStage.GROWTH);
        assertThat(at[19]).isEqualTo(ValueStage.GROWTH); // four orders, less than two median gaps ago
        assertThat(timeline.explain(0, 19).orElseThrow().valueRule()).isEqualTo(ValueRule.SHORT_TENURE);
        assertThat(at[20]).isEqualTo(ValueStage.MATURE);
        assertThat(at[365]).isEqualTo(ValueStage.MATURE); // reviewed: six orders in the year
        assertThat(at[729]).isEqualTo(ValueStage.MATURE); // reviewed yearly only
        assertThat(at[730]).isEqualTo(ValueStage.GROWTH); // reviewed: none
        assertThat(timeline.explain(0, 730).orElseThrow().valueRule()).isEqualTo(ValueRule.DEMOTED);
        StageTimeline two = policy.timeline(Histories.of(0, 8), daily, Histories.day(0), Histories.day(12));
        assertThat(two.stage(0, 10).orElseThrow().value()).isEqualTo(ValueStage.NEW);
        assertThat(two.explain(0, 10).orElseThrow().valueRule()).isEqualTo(ValueRule.TWO_ORDERS_SOON);
        assertThat(two.stage(0, 11).orElseThrow().value()).isEqualTo(ValueStage.GROWTH); // time alone did it
        assertThat(two.explain(0, 11).orElseThrow().valueRule()).isEqualTo(ValueRule.FEW_ORDERS);
    }

    @Test
    void everyAssignmentSaysWhy() {
        StagePolicy policy = StagePolicy.of(AdaptiveSilence.of(GapPopulation.of(1.4, 30)));
        StageTable table = policy.stageAt(Histories.of(0, 10, 20), Histories.day(60));
        StageExplanation why = table.explain(0).orElseThrow();
        // S = (50/90)^3.4
        assertThat(why.silenceScore().orElseThrow()).isCloseTo(Math.pow(50 / 90.0, 3.4), offset(1e-12));
        assertThat(table.silenceScore().valueOrNaN(0))
                .isEqualTo(why.silenceScore().orElseThrow());
        int[] from = new int[3];
        for (int i = 0; i < 3; i++) {
            from[i] = (int) (50 * (Math.pow(1 / new double[] {0.2, 0.1, 0.02}[i], 1 / 3.4) - 1)) + 1;
        }
        assertThat(why.limits()).contains(new SilenceLimits(from[0], from[1], from[2]));
        assertThat(why.activityRule()).isEqualTo(ActivityRule.LONG_SILENCE);
        assertThat(why.describe())
                .isEqualTo("ann on 2020-03-01: growth, declining. fewer orders than make mature: 3 orders over 60 days."
                        + " silence longer than usual: silent for 40 days, score 0.1355; declining from 31, dormant from"
                        + " 49, churned from 109 days");
        assertThat(rule(policy, 20)).isEqualTo(ActivityRule.ORDER);
        assertThat(rule(policy, 21)).isEqualTo(ActivityRule.USUAL_SILENCE);
        assertThat(rule(StagePolicy.builder(policy.engine()).hardCapDays(90).build(), 115))
                .isEqualTo(ActivityRule.CAP);
        assertThat(rule(StagePolicy.builder(policy.engine()).minSilenceDays(200).build(), 180))
                .isEqualTo(ActivityRule.FLOOR);
        PurchaseDays prospect = Histories.of().withRegistrations(Map.of("bob", Histories.day(3)));
        StageTable prospects = policy.stageAt(prospect, Histories.day(3));
        assertThat(prospects.explain(0).orElseThrow().describe())
                .isEqualTo("bob on 2020-01-04: prospect (no order yet)");
        assertThat(prospects.silenceScore().isDefined(0)).isFalse();
        assertThat(prospects.counts()[0]).isEqualTo(1);
        assertThat(policy.stageAt(prospect, Histories.day(2)).explain(0)).isEmpty();
        assertThat(policy.stageAt(prospect, Histories.day(2)).stage(0)).isEmpty();
        assertThat(table.describe()).contains("2020-03-01", policy.configId(), "whole histories");
        assertThat(table.customerId(0)).isEqualTo("ann");
        assertThat(table.policy()).isEqualTo(policy);
        assertThat(table.size()).isEqualTo(1);
    }

    private static ActivityRule rule(StagePolicy policy, int day) {
        return policy.stageAt(Histories.of(0, 10, 20), Histories.day(day))
                .explain(0)
                .orElseThrow()
                .activityRule();
    }

    @Test
    void aTrendMovesAtTheEndOfAStepAndAPurchaseEndsItOnlyWithTheTrend() {
        StagePolicy policy = StagePolicy.builder(FixedSilence.DEFAULT)
                .trend(TrendRule.DEFAULT)
                .build();
        int[] offsets = new int[132];
        for (int i = 0; i < 120; i++) {
            offsets[i] = i; // daily for four months, then every ten days
        }
        for (int i = 120; i < 132; i++) {
            offsets[i] = 120 + 10 * (i - 119);
        }
        StageTimeline timeline =
                policy.timeline(Histories.of(offsets), MONTHLY, Histories.day(0), LocalDate.of(2020, 8, 31));
        List<String> labels = labels(timeline);
        assertThat(labels.subList(0, 4)).allMatch(label -> label.endsWith("active"));
        assertThat(labels.get(4)).isEqualTo("mature, declining");
        assertThat(timeline.explain(0, 4).orElseThrow().activityRule()).isEqualTo(ActivityRule.TREND);
        assertThat(timeline.passages(0, 4)).singleElement().satisfies(move -> {
            assertThat(move.rule()).isEqualTo(ActivityRule.TREND);
            assertThat(move.day()).isEqualTo(LocalDate.of(2020, 5, 31));
        });
        assertThat(labels.get(5)).isEqualTo("mature, declining"); // bought, but no more often
        assertThat(timeline.flappingRate().value()).hasValue(0);
    }

    @Test
    void flappingIsThereAndBackAgain() {
        // a buyer every 45 days is declining at the end of every other month or so
        StageTimeline timeline =
                FIXED.timeline(Histories.of(0, 62, 122), MONTHLY, Histories.day(0), LocalDate.of(2020, 6, 30));
        // silences at the ends: 30, 59, 29, 59, 29, 59
        assertThat(labels(timeline))
                .extracting(label -> label.substring(label.indexOf(' ') + 1))
                .containsExactly("declining", "declining", "active", "declining", "active", "declining");
        assertThat(timeline.flappingRate()).isEqualTo(Ratio.of(3, 4));
    }

    @Test
    void cutOffDataAreLeftCensored() {
        StagePolicy policy =
                StagePolicy.builder(FixedSilence.DEFAULT).lookbackDays(60).build();
        PurchaseDays days = Histories.of(5).observedFrom(Histories.day(0));
        StageTimeline timeline = policy.timeline(days, MONTHLY, Histories.day(0), LocalDate.of(2020, 3, 31));
        assertThat(timeline.status(0)).isEqualTo(CellStatus.LEFT_CENSORED); // to 01-31
        assertThat(timeline.status(1)).isEqualTo(CellStatus.LEFT_CENSORED); // to 02-29, the day 59
        assertThat(timeline.status(2)).isEqualTo(CellStatus.COMPLETE);
        assertThat(timeline.flappingRate().denominator()).isZero();
        assertThat(policy.stageAt(days, Histories.day(59)).status()).isEqualTo(CellStatus.LEFT_CENSORED);
        assertThat(policy.stageAt(days, Histories.day(60)).status()).isEqualTo(CellStatus.COMPLETE);
        assertThat(policy.stageAt(Histories.of(5), Histories.day(6)).status()).isEqualTo(CellStatus.COMPLETE);
    }

    @Test
    void nobodyRecoversByANewFitAlone() {
        PurchaseDays days = Histories.of(Map.of(
                "back", new int[] {0, 10, 20, 58},
                "down", new int[] {0, 10, 20},
                "gone", new int[] {0, 1, 2, 3, 4, 5, 6, 7, 8},
                "new", new int[] {59}));
        StageTable old = StagePolicy.of(new FixedSilence(30, 40, 50)).stageAt(days, Histories.day(55));
        StagePolicy refit = StagePolicy.of(AdaptiveSilence.of(GapPopulation.of(1.4, 300)));
        StageTable fresh = refit.stageAt(days, Histories.day(60));
        StageTable held = fresh.heldFrom(old);
        assertThat(held.stage(0)).isEqualTo(fresh.stage(0)); // bought since
        assertThat(old.stage(1)).contains(CustomerStage.of(ValueStage.GROWTH, ActivityState.DECLINING));
        assertThat(held.stage(1)).contains(CustomerStage.of(ValueStage.GROWTH, ActivityState.ACTIVE)); // S is 0.67
        assertThat(fresh.stage(2).orElseThrow().activity()).contains(ActivityState.ACTIVE);
        assertThat(held.stage(2).orElseThrow().activity()).contains(ActivityState.DORMANT);
        assertThat(held.explain(2).orElseThrow().activityRule()).isEqualTo(ActivityRule.HELD);
        assertThat(held.stage(3)).isEqualTo(fresh.stage(3)); // not known before
        assertThat(fresh.describe()).doesNotContain("held");
        assertThat(held.describe())
                .isEqualTo(fresh.describe() + "; activity held from that of 2020-02-25 ["
                        + old.policy().configId() + "]");
        assertThat(fresh.heldFrom(held).describe())
                .endsWith("held from that of 2020-03-01 [" + refit.configId() + "], itself held");
        StageTable fixed = FIXED.stageAt(days, Histories.day(60));
        assertThat(fixed.heldFrom(old)).isSameAs(fixed);
        assertThatIllegalArgumentException().isThrownBy(() -> old.heldFrom(fresh));
    }

    @Test
    void aDayBeyondAllCalendarsIsNamed() {
        String message = "asOf must lie in the years -999999 to 999999, was +999999999-12-31";
        PurchaseDays days = Histories.of(0, 5);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FIXED.stageAt(days, LocalDate.MAX))
                .withMessage(message);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new LiveStage(FIXED).stageAt(LocalDate.MAX))
                .withMessage(message);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> GapPopulation.fit(days, LocalDate.MAX))
                .withMessage(message);
        assertThat(FIXED.stageAt(days, LocalDate.of(999_999, 12, 31)).stage(0))
                .contains(CustomerStage.of(ValueStage.GROWTH, ActivityState.CHURNED));
        assertThat(FIXED.stageAt(days, LocalDate.of(-999_999, 1, 1)).stage(0)).isEmpty();
    }

    @Test
    void zonesAndDaysMustFit() {
        CalendarGrid london = CalendarGrid.monthly(ZoneId.of("Europe/London"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FIXED.timeline(Histories.of(0), london, Histories.day(0), Histories.day(9)))
                .withMessage("grid must be in the zone of the purchases, Z, was in Europe/London");
        assertThatIllegalArgumentException().isThrownBy(() -> FIXED.stageAt(Histories.of(0), london, Histories.day(9)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FIXED.timeline(Histories.of(0), MONTHLY, Histories.day(9), Histories.day(0)))
                .withMessage("from 2020-01-10 must not lie after asOf 2020-01-01");
        StageTimeline nobody = FIXED.timeline(Histories.of(), MONTHLY, Histories.day(0), Histories.day(9));
        assertThat(nobody.customers()).isZero();
        assertThat(nobody.steps()).isEqualTo(1);
        assertThat(nobody.flappingRate().value()).isEmpty();
        assertThat(nobody.days().size()).isZero();
        assertThat(nobody.policy()).isEqualTo(FIXED);
    }
}
