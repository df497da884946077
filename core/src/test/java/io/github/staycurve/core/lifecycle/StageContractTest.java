package io.github.staycurve.core.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.staycurve.core.data.PurchaseDays;
import io.github.staycurve.core.data.PurchaseHistories;
import io.github.staycurve.core.data.Transaction;
import io.github.staycurve.core.data.TransactionLog;
import io.github.staycurve.core.stat.CellStatus;
import io.github.staycurve.core.time.CalendarGrid;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

/** A stage is a function of history, policy and grid: of nothing else, and the same by every way to it. */
class StageContractTest {
    private static final int HORIZON = 1500;

    private static CalendarGrid randomGrid(SplittableRandom random, ZoneId zone) {
        return switch (random.nextInt(3)) {
            case 0 -> CalendarGrid.daily(zone);
            case 1 -> CalendarGrid.weekly(zone, DayOfWeek.of(1 + random.nextInt(7)));
            default -> CalendarGrid.monthly(zone);
        };
    }

    @RepeatedTest(300)
    void timelinesAreWhatTheDefinitionsGiveDayByDay(RepetitionInfo run) {
        SplittableRandom random = new SplittableRandom(run.getCurrentRepetition());
        StagePolicy policy = Histories.randomPolicy(random);
        CalendarGrid grid = randomGrid(random, ZoneOffset.UTC);
        PurchaseDays days = Histories.random(random, HORIZON);
        LocalDate from = Histories.day(random.nextInt(-100, HORIZON / 2));
        LocalDate asOf = from.plusDays(random.nextInt(HORIZON));

        StageTimeline timeline = policy.timeline(days, grid, from, asOf);

        for (int customer = 0; customer < days.customers(); customer++) {
            List<Integer> purchases = new ArrayList<>();
            for (int i = days.start(customer); i < days.start(customer + 1); i++) {
                purchases.add(days.day(i));
            }
            int registered = days.registeredDay(customer).orElse(Integer.MAX_VALUE);
            List<Integer> want = new StageOracle(policy, purchases, registered).steps(grid, from, asOf);
            List<Integer> got = new ArrayList<>();
            for (int step = 0; step < timeline.steps(); step++) {
                got.add(2 * timeline.code(customer, step) + (timeline.reactivated(customer, step) ? 1 : 0));
            }
            assertThat(got)
                    .as("seed %s, %s by %s", run.getCurrentRepetition(), purchases, policy.describe())
                    .isEqualTo(want);
        }
    }

    @RepeatedTest(100)
    void whereATimelineBeginsAndEndsHasNoInfluence(RepetitionInfo run) {
        SplittableRandom random = new SplittableRandom(run.getCurrentRepetition());
        StagePolicy policy = Histories.randomPolicy(random);
        CalendarGrid grid = randomGrid(random, ZoneOffset.UTC);
        PurchaseDays days = Histories.random(random, HORIZON);
        StageTimeline whole = policy.timeline(days, grid, Histories.day(0), Histories.day(HORIZON));
        LocalDate from = Histories.day(random.nextInt(HORIZON));
        StageTimeline part = policy.timeline(days, grid, from, from.plusDays(random.nextInt(300)));
        int shift = part.period(0) - whole.period(0);

        for (int step = 0; step < part.steps() && step + shift < whole.steps() - 1; step++) {
            StageTable table = policy.stageAt(days, grid, part.day(step));
            for (int customer = 0; customer < days.customers(); customer++) {
                int code = part.code(customer, step);
                assertThat(table.code(customer))
                        .as("seed %s", run.getCurrentRepetition())
                        .isEqualTo(code);
                if (part.status(step) == CellStatus.COMPLETE) {
                    assertThat(whole.code(customer, step + shift))
                            .as("seed %s", run.getCurrentRepetition())
                            .isEqualTo(code);
                }
            }
        }
    }

    @RepeatedTest(300)
    void eventsInAnyOrderAndMergedInAnyTreeGiveTheTimelineOfTheWhole(RepetitionInfo run) {
        SplittableRandom random = new SplittableRandom(run.getCurrentRepetition());
        String[] zones = {"UTC", "Europe/London", "America/Sao_Paulo", "Pacific/Apia", "America/St_Johns"};
        ZoneId zone = ZoneId.of(zones[random.nextInt(zones.length)]);
        List<Transaction> rows = transactions(random);
        StagePolicy policy = Histories.randomPolicy(random);
        CalendarGrid grid = randomGrid(random, zone);
        LocalDate from = LocalDate.of(2010, 6, 1);
        LocalDate asOf = LocalDate.of(2012, 3, 1);
        PurchaseDays whole = PurchaseDays.of(
                TransactionLog.of(rows, Transaction::customerId, Transaction::time, Transaction::amount), zone);
        StageTimeline want = policy.timeline(whole, grid, from, asOf);

        List<PurchaseHistories> histories = new ArrayList<>();
        List<Map<String, LiveStage>> live = new ArrayList<>();
        int parts = 1 + random.nextInt(5);
        for (int i = 0; i < parts; i++) {
            histories.add(new PurchaseHistories(zone));
            live.add(new TreeMap<>());
        }
        while (!rows.isEmpty()) {
            Transaction row = rows.remove(random.nextInt(rows.size()));
            int part = random.nextInt(parts);
            histories.get(part).add(row);
            live.get(part)
                    .computeIfAbsent(row.customerId(), id -> new LiveStage(policy))
                    .add(LocalDate.ofInstant(row.time(), zone), row.amount());
        }
        while (histories.size() > 1) {
            int into = random.nextInt(histories.size() - 1);
            histories.get(into).addAll(histories.remove(into + 1));
            merge(live.get(into), live.remove(into + 1), policy);
        }

        PurchaseDays merged = PurchaseDays.of(histories.get(0));
        assertThat(merged).as("seed %s", run.getCurrentRepetition()).isEqualTo(whole);
        assertSame(policy.timeline(merged, grid, from, asOf), want, run);
        assertLiveIsReplay(live.get(0), want, random, run);
    }

    private static List<Transaction> transactions(SplittableRandom random) {
        List<Transaction> rows = new ArrayList<>();
        int n = random.nextInt(120);
        for (int i = 0; i < n; i++) {
            long second = Instant.parse("2010-03-01T00:00:00Z").getEpochSecond() + random.nextInt(86_400 * 700);
            double amount = random.nextInt(4) == 0 ? -random.nextInt(1, 4) / 10.0 : random.nextInt(1, 4) / 10.0;
            rows.add(new Transaction("c" + random.nextInt(6), Instant.ofEpochSecond(second), amount));
            if (random.nextInt(3) == 0) { // again on that day or the next
                long later = second + random.nextInt(86_400);
                rows.add(
                        new Transaction(rows.get(rows.size() - 1).customerId(), Instant.ofEpochSecond(later), -amount));
            }
        }
        return rows;
    }

    private static void merge(Map<String, LiveStage> into, Map<String, LiveStage> other, StagePolicy policy) {
        other.forEach((id, state) -> {
            LiveStage restored = LiveStage.ofBytes(state.toBytes(), policy);
            into.computeIfAbsent(id, key -> new LiveStage(policy)).addAll(restored);
        });
    }

    private static void assertSame(StageTimeline got, StageTimeline want, RepetitionInfo run) {
        assertThat(got.customers()).isEqualTo(want.customers());
        for (int customer = 0; customer < got.customers(); customer++) {
            for (int step = 0; step < got.steps(); step++) {
                assertThat(got.code(customer, step))
                        .as("seed %s", run.getCurrentRepetition())
                        .isEqualTo(want.code(customer, step));
                assertThat(got.reactivated(customer, step)).isEqualTo(want.reactivated(customer, step));
            }
        }
    }

    private static void assertLiveIsReplay(
            Map<String, LiveStage> live, StageTimeline want, SplittableRandom random, RepetitionInfo run) {
        for (Map.Entry<String, LiveStage> entry : live.entrySet()) {
            int customer = want.indexOf(entry.getKey());
            for (int i = 0; i < 10; i++) {
                int step = random.nextInt(want.steps());
                int code = entry.getValue()
                        .stageAt(want.grid(), want.day(step))
                        .map(CustomerStage::code)
                        .orElse(CustomerStage.ABSENT);
                int expected = customer < 0 ? CustomerStage.ABSENT : want.code(customer, step);
                assertThat(code).as("seed %s", run.getCurrentRepetition()).isEqualTo(expected);
            }
        }
    }

    @RepeatedTest(100)
    void oneMoreEventMovesTheLiveStageAsTheWholeHistoryHasIt(RepetitionInfo run) {
        SplittableRandom random = new SplittableRandom(run.getCurrentRepetition());
        StagePolicy policy = Histories.randomPolicy(random);
        CalendarGrid grid = randomGrid(random, ZoneOffset.UTC);
        List<Integer> offsets = new ArrayList<>();
        for (int offset : Histories.randomDays(random, HORIZON)) {
            offsets.add(offset);
        }
        LiveStage live = new LiveStage(policy);
        List<Integer> added = new ArrayList<>();
        while (!offsets.isEmpty()) { // late events too
            int offset = offsets.remove(random.nextInt(4) == 0 ? random.nextInt(offsets.size()) : 0);
            live.add(Histories.day(offset), 5);
            added.add(offset);
            LocalDate asOf = Histories.day(offset + random.nextInt(100));
            PurchaseDays days = Histories.of(added.stream().mapToInt(i -> i).toArray());

            assertThat(live.stageAt(grid, asOf))
                    .as("seed %s", run.getCurrentRepetition())
                    .isEqualTo(policy.stageAt(days, grid, asOf).stage(0));
            assertThat(live.explain("ann", grid, asOf))
                    .as("seed %s", run.getCurrentRepetition())
                    .isEqualTo(policy.stageAt(days, grid, asOf).explain(0));
        }
    }
}
