package io.github.staycurve.core.activity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.staycurve.core.stat.CellStatus;
import io.github.staycurve.core.time.CalendarGrid;
import io.github.staycurve.core.time.PeriodUnit;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class LifecycleTrackerTest {
    private record Cell(int period, LifecycleFlow flow) {}

    private static void apply(List<LifecycleChange> changes, Map<Cell, Long> counts) {
        for (LifecycleChange change : changes) {
            assertThat(change.change()).isNotZero();
            counts.merge(new Cell(change.period(), change.flow()), change.change(), Long::sum);
        }
    }

    private static void assertSame(LifecycleFlows flows, Map<Cell, Long> counts, String label) {
        for (LifecycleFlow flow : LifecycleFlow.values()) {
            for (int slot = 0; slot < flows.periods(); slot++) {
                int period = flows.window().firstPeriod() + slot;
                assertThat(counts.getOrDefault(new Cell(period, flow), 0L))
                        .as("%s: %s of slot %d", label, flow, slot)
                        .isEqualTo(flows.count(flow, slot).orElse(0));
            }
        }
    }

    /** Events in random order, recomputed from scratch after each; removals and a moving as-of between them. */
    @RepeatedTest(150)
    void equalsRecomputationAfterEveryEvent(RepetitionInfo run) {
        long seed = run.getCurrentRepetition();
        SplittableRandom random = new SplittableRandom(seed);
        RandomActivity truth = new RandomActivity(random, PeriodUnit.DAY, random.nextBoolean());
        int gap = 1 + random.nextInt(4);
        List<RandomActivity.Mark> marks = truth.marks.subList(0, Math.min(60, truth.marks.size()));
        Collections.shuffle(marks, new Random(seed));
        LifecycleTracker tracker = new LifecycleTracker(truth.window, "marks", gap);
        int so = 0;
        Map<Cell, Long> counts = new HashMap<>();
        for (RandomActivity.Mark mark : marks) {
            List<LifecycleChange> changes = tracker.add(mark.customer(), mark.epochMillis());
            assertThat(changes).as("seed %d", seed).hasSizeLessThanOrEqualTo(6);
            apply(changes, counts);
            LifecycleFlows expected = LifecycleFlows.of(table(truth.window, marks.subList(0, ++so)), gap);
            assertThat(tracker.flows())
                    .as("seed %d, gap %d, after %s", seed, gap, mark)
                    .isEqualTo(expected);
            assertSame(expected, counts, "seed " + seed);
            assertThat(tracker.add(mark.customer(), mark.epochMillis()))
                    .as("twice")
                    .isEmpty();
        }
        for (int customer = 0; customer < truth.customers; customer++) {
            apply(tracker.remove(customer), counts);
            int gone = customer;
            List<RandomActivity.Mark> left =
                    marks.stream().filter(mark -> mark.customer() > gone).toList();
            LifecycleFlows expected = LifecycleFlows.of(table(truth.window, left), gap);
            assertSame(expected, counts, "seed %d, without %d".formatted(seed, customer));
        }
        assertThat(counts.values()).as("seed %d", seed).allMatch(count -> count == 0);
        assertThat(tracker.remove(truth.customers + 5)).isEmpty();
    }

    private static ActivityTable table(ActivityWindow window, List<RandomActivity.Mark> marks) {
        ActivityTableBuilder builder = ActivityTable.builder(window, "marks", 0);
        marks.forEach(mark -> builder.add(mark.customer(), mark.epochMillis()));
        return builder.build();
    }

    /** As time goes on, events and lapses come in; the sum of all changes is what a window to the end gives. */
    @RepeatedTest(60)
    void theAsOfMovesOn(RepetitionInfo run) {
        long seed = run.getCurrentRepetition();
        SplittableRandom random = new SplittableRandom(seed);
        RandomActivity truth = new RandomActivity(random, PeriodUnit.DAY, false);
        int gap = 1 + random.nextInt(4);
        ActivityWindow end = truth.window;
        Instant start = end.start().atStartOfDay(end.grid().zone()).toInstant();
        LifecycleTracker tracker =
                new LifecycleTracker(ActivityWindow.asOf(end.grid(), end.start(), start.plusMillis(1)), "marks", gap);
        Map<Cell, Long> counts = new HashMap<>();
        long step = 1 + (1 + random.nextInt(20)) * 43_200_000L;
        long asOf = start.toEpochMilli() + 1;
        while (asOf < end.asOf().toEpochMilli()) {
            long next = Math.min(asOf + step, end.asOf().toEpochMilli());
            apply(tracker.advanceTo(Instant.ofEpochMilli(next)), counts);
            for (RandomActivity.Mark mark : truth.marks) {
                boolean due = mark.epochMillis() < next && (mark.epochMillis() >= asOf || random.nextInt(4) == 0);
                if (due) {
                    apply(tracker.add(mark.customer(), mark.epochMillis()), counts);
                }
            }
            asOf = next;
        }
        for (RandomActivity.Mark mark : truth.marks) { // those of the first millisecond
            apply(tracker.add(mark.customer(), mark.epochMillis()), counts);
        }
        LifecycleFlows expected = LifecycleFlows.of(truth.table(), gap);
        assertThat(tracker.flows()).as("seed %d, gap %d", seed, gap).isEqualTo(expected);
        assertSame(expected, counts, "seed " + seed);
    }

    @Test
    void aLateEventRetractsWhatItUndoes() {
        LocalDate day = LocalDate.of(2020, 3, 1);
        ActivityWindow window = ActivityWindow.of(CalendarGrid.daily(ZoneOffset.UTC), day, day.plusDays(5));
        LifecycleTracker tracker = new LifecycleTracker(window, "x", 1);
        int first = window.firstPeriod();
        assertThat(tracker.add(0, millis(day)))
                .containsExactlyInAnyOrder(
                        new LifecycleChange(first, LifecycleFlow.NEW, 1),
                        new LifecycleChange(first + 1, LifecycleFlow.DORMANT, 1));
        assertThat(tracker.add(0, millis(day.plusDays(2))))
                .containsExactlyInAnyOrder(
                        new LifecycleChange(first + 2, LifecycleFlow.RESURRECTED, 1),
                        new LifecycleChange(first + 3, LifecycleFlow.DORMANT, 1));
        assertThat(tracker.add(0, millis(day.plusDays(1))))
                .containsExactlyInAnyOrder(
                        new LifecycleChange(first + 1, LifecycleFlow.DORMANT, -1),
                        new LifecycleChange(first + 1, LifecycleFlow.RETURNING, 1),
                        new LifecycleChange(first + 2, LifecycleFlow.RESURRECTED, -1),
                        new LifecycleChange(first + 2, LifecycleFlow.RETURNING, 1));
        // seen before the window after all: not new
        assertThat(tracker.add(0, millis(day.minusDays(40))))
                .containsExactlyInAnyOrder(
                        new LifecycleChange(first, LifecycleFlow.NEW, -1),
                        new LifecycleChange(first, LifecycleFlow.RESURRECTED, 1));
        assertThat(tracker.add(0, millis(day.plusDays(6)))).isEmpty();
        assertThat(tracker.clockAnomalies()).isEqualTo(1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> tracker.add(-1, 0))
                .withMessage("customer must be 0 or more, was -1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> tracker.advanceTo(Instant.EPOCH))
                .withMessage("asOf must not go back from 2020-03-07T00:00:00Z, was 1970-01-01T00:00:00Z");
    }

    @Test
    void whoIsRemovedLeavesNoTrace() {
        LocalDate day = LocalDate.of(2020, 3, 1);
        ActivityWindow window = ActivityWindow.of(CalendarGrid.daily(ZoneOffset.UTC), day, day.plusDays(5));
        LifecycleTracker tracker = new LifecycleTracker(window, "x", 1);
        LifecycleFlows nobody = tracker.flows();
        tracker.add(0, millis(day.minusDays(1)));
        tracker.add(0, millis(day));
        assertThat(tracker.flows().status(LifecycleFlow.RETURNING, 0)).isEqualTo(CellStatus.LEFT_CENSORED);
        assertThat(tracker.remove(0)).isNotEmpty();
        assertThat(tracker.flows().status(LifecycleFlow.RETURNING, 0)).isEqualTo(CellStatus.COMPLETE);
        assertThat(tracker.flows()).isEqualTo(nobody);
    }

    private static long millis(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli();
    }
}
