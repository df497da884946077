package io.github.staycurve.churn.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.staycurve.core.data.EventLog;
import io.github.staycurve.core.data.EventLogBuilder;
import io.github.staycurve.core.data.PurchaseDays;
import io.github.staycurve.core.lifecycle.FixedSilence;
import io.github.staycurve.core.lifecycle.StagePolicy;
import io.github.staycurve.core.metric.CustomerFlow;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class ChurnLabelsTest {
    private static final PurchaseChurn SILENCE = new StageChurned(StagePolicy.of(FixedSilence.DEFAULT));

    @RepeatedTest(50)
    void everybodyIsCountedOnceAndTheBooksBalance(RepetitionInfo run) {
        SplittableRandom random = new SplittableRandom(run.getCurrentRepetition());
        PurchaseDays days = Days.of(Days.random(random));
        int first = random.nextInt(200);
        int second = first + 1 + random.nextInt(200);
        ChurnLabels before = SILENCE.label(days, Days.day(first), Days.day(1000));
        ChurnLabels after = SILENCE.label(days, Days.day(second), Days.day(1000));

        CustomerFlow flow = before.flowTo(after);

        assertThat(before.counts().customers()).as("%s", run).isEqualTo(days.customers());
        assertThat(flow.start()).isEqualTo(before.counts().retained());
        assertThat(flow.end()).as("%s", run).isEqualTo(after.counts().retained());
    }

    @Test
    void flowsTellWhoCameAndWhoLeft() {
        PurchaseDays days = Days.of(Map.of(
                "a-stays", new int[] {0, 80, 160},
                "b-leaves", new int[] {50},
                "c-returns", new int[] {0, 150},
                "d-joins", new int[] {140},
                "e-joins and leaves", new int[] {101},
                "f-later", new int[] {300},
                "g-gone", new int[] {0}));
        ChurnLabels before = SILENCE.label(days, Days.day(100), Days.day(300));
        ChurnLabels after = SILENCE.label(days, Days.day(200), Days.day(300));

        CustomerFlow flow = before.flowTo(after);

        assertThat(flow).isEqualTo(new CustomerFlow(2, 2, 1, 1, 1));
        assertThat(flow.churnRate().value()).hasValue(0.5);
        assertThat(before.counts()).isEqualTo(new LabelCounts(SILENCE, 2, 2, 3, 0, 0, 0));
        assertThat(before.counts().churnRate().value()).hasValue(0.5);
        assertThat(before.counts().plus(after.counts()).customers()).isEqualTo(14);
        assertThat(before.counts().describe()).contains("2 churned", "3 not yet customers", "fixed silence");
    }

    @Test
    void differentDefinitionsCustomersOrCutoffsDoNotCompare() {
        PurchaseDays days = Days.of(Map.of("ann", new int[] {0}, "bob", new int[] {10}));
        ChurnLabels labels = SILENCE.label(days, Days.day(100), Days.day(300));
        ChurnLabels later = SILENCE.label(days, Days.day(200), Days.day(300));
        ChurnLabels other = new PersonalGap(0.9, 2, 60).label(days, Days.day(200), Days.day(300));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> labels.flowTo(other))
                .withMessageContaining("two definitions")
                .withMessageContaining("quantile");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> labels.counts().plus(other.counts()))
                .withMessageContaining("two definitions");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> later.flowTo(labels))
                .withMessageContaining("must lie after");
        ChurnLabels fewer = SILENCE.label(Days.of(0), Days.day(200), Days.day(300));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> labels.flowTo(fewer))
                .withMessageContaining("same customers");
        ChurnLabels others = SILENCE.label(
                Days.of(Map.of("ann", new int[] {0}, "cid", new int[] {10})), Days.day(200), Days.day(300));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> labels.flowTo(others))
                .withMessageContaining("'bob'");
        ChurnLabels younger = SILENCE.label(
                Days.of(Map.of("ann", new int[] {0}, "bob", new int[] {250})), Days.day(200), Days.day(300));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> labels.flowTo(younger))
                .withMessageContaining("'bob'")
                .withMessageContaining("two logs");
        ChurnLabels unobserved = SILENCE.label(days, Days.day(200), Days.day(199));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> labels.flowTo(unobserved))
                .withMessageContaining("'ann'");
        assertThat(labels).isNotEqualTo(later).isNotEqualTo(others);
        assertThat(labels.describe()).contains("2020-04-10", "observed to", SILENCE.describe());
    }

    @Test
    void eventsTellHowCustomersLeft() {
        PurchaseDays days = Days.of(Map.of(
                "ann", new int[] {10},
                "bob", new int[] {10},
                "cid", new int[] {10},
                "dan", new int[] {10, 30},
                "eve", new int[] {10},
                "fay", new int[] {10}));
        EventLogBuilder events = EventLog.builder();
        add(events, "ann", 20, "payment_failed");
        add(events, "ann", 25, "cancelled"); // says so after a failure
        add(events, "bob", 7, "payment_failed"); // three days before the last purchase
        add(events, "bob", 8, "login");
        add(events, "cid", 6, "cancelled"); // too long before
        add(events, "cid", 51, "cancelled"); // after the end of the window
        add(events, "dan", 20, "cancelled"); // not churned
        add(events, "eve", 50, "cancelled");
        add(events, "eve", 50, "payment_failed");
        ChurnLabels labels = new FixedWindow(30).label(days, Days.day(20), Days.day(50));
        LeavingRule rule = new LeavingRule(Set.of("cancelled"), Set.of("payment_failed"), 3);

        LeavingKinds kinds = rule.kinds(labels, events.build(), ZoneOffset.UTC);

        assertThat(kinds.kind(0)).contains(LeavingKind.VOLUNTARY);
        assertThat(kinds.kind(1)).contains(LeavingKind.INVOLUNTARY);
        assertThat(kinds.kind(2)).contains(LeavingKind.SILENT);
        assertThat(kinds.kind(3)).isEmpty();
        assertThat(kinds.kind(4)).contains(LeavingKind.VOLUNTARY);
        assertThat(kinds.kind(5)).contains(LeavingKind.SILENT);
        assertThat(kinds.count(LeavingKind.VOLUNTARY)).isEqualTo(2);
        assertThat(kinds.churnRate(LeavingKind.SILENT).value()).hasValue(2 / 6.0);
        assertThat(kinds.churnRate(LeavingKind.VOLUNTARY).numerator()
                        + kinds.churnRate(LeavingKind.INVOLUNTARY).numerator()
                        + kinds.churnRate(LeavingKind.SILENT).numerator())
                .isEqualTo(labels.counts().churnRate().numerator());
        assertThat(kinds.labels()).isSameAs(labels);
        assertThat(kinds.toString()).contains("2 voluntary", "[cancelled]", "[payment_failed]");
        assertThat(LeavingKind.SILENT.label()).isEqualTo("silent");
    }

    private static void add(EventLogBuilder events, String id, int day, String type) {
        events.add(id, Days.day(day).atTime(12, 0).toInstant(ZoneOffset.UTC), type);
    }

    @Test
    void countsAreNotNegative() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new LabelCounts(SILENCE, 0, 0, 0, 0, -1, 0))
                .withMessageContaining("-1");
    }

    @Test
    void leavingRulesNeedTypesOfOneKindEach() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new LeavingRule(Set.of(), Set.of(), 3))
                .withMessageContaining("at least");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new LeavingRule(Set.of("x"), Set.of("x"), 3))
                .withMessageContaining("both");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new LeavingRule(Set.of(" "), Set.of(), 3))
                .withMessageContaining("cancellations");
    }
}
