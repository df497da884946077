package io.github.staycurve.core.activity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.staycurve.core.data.EventLog;
import io.github.staycurve.core.data.EventLogBuilder;
import io.github.staycurve.core.stat.CellStatus;
import io.github.staycurve.core.time.CalendarGrid;
import io.github.staycurve.core.time.PeriodUnit;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class LifecycleFlowsTest {
    private static final LocalDate DAY = LocalDate.of(2020, 2, 27);

    /** Counts by the definitions, with sets: A(p) and F(p) of each period, g observed periods back. */
    @RepeatedTest(150)
    void flowsAreTheDefinitions(RepetitionInfo run) {
        long seed = run.getCurrentRepetition();
        SplittableRandom random = new SplittableRandom(seed);
        PeriodUnit unit = List.of(PeriodUnit.values()).get(random.nextInt(3));
        RandomActivity truth = new RandomActivity(random, unit, random.nextBoolean());
        int gap = 1 + random.nextInt(4);
        LifecycleFlows flows = LifecycleFlows.of(truth.table(), gap);
        String label = "seed %d, %s".formatted(seed, flows.describe());
        List<Integer> periods = truth.observedPeriods();
        for (int i = 0; i < periods.size(); i++) {
            int period = periods.get(i);
            int slot = period - truth.window.firstPeriod();
            List<Integer> before = periods.subList(Math.max(0, i - gap), i);
            long fresh = 0;
            long returning = 0;
            long resurrected = 0;
            long dormant = 0;
            long seen = 0;
            for (int customer = 0; customer < truth.customers; customer++) {
                int each = customer;
                boolean active = truth.isActive(customer, period);
                boolean isNew = active && truth.firstEver.getOrDefault(customer, -1) == period;
                boolean lately = before.stream().anyMatch(p -> truth.isActive(each, p));
                fresh += isNew ? 1 : 0;
                returning += active && !isNew && lately ? 1 : 0;
                resurrected += active && !isNew && !lately ? 1 : 0;
                boolean silent = periods.subList(Math.max(0, i - gap + 1), i + 1).stream()
                        .noneMatch(p -> truth.isActive(each, p));
                dormant += i >= gap && truth.isActive(customer, periods.get(i - gap)) && silent ? 1 : 0;
                seen += truth.firstEver.getOrDefault(customer, Integer.MAX_VALUE) <= period ? 1 : 0;
            }
            assertThat(flows.count(LifecycleFlow.NEW, slot)).as(label).hasValue(fresh);
            assertThat(flows.count(LifecycleFlow.RETURNING, slot)).as(label).hasValue(returning);
            assertThat(flows.count(LifecycleFlow.RESURRECTED, slot)).as(label).hasValue(resurrected);
            assertThat(flows.count(LifecycleFlow.DORMANT, slot)).as(label).hasValue(dormant);
            assertThat(flows.everSeen(slot)).as(label).hasValue(seen);
            assertThat(flows.inactive(slot)).as(label).hasValue(seen - fresh - returning - resurrected);
            assertThat(InactiveStock.of(truth.table(), slot).total())
                    .as(label)
                    .isEqualTo(flows.inactive(slot).orElseThrow());
        }
    }

    /** |A| = N + R + S, and |L(p)| - |L(p-1)| = N + S - D, with A and L counted from the sets. */
    @RepeatedTest(100)
    void identitiesHold(RepetitionInfo run) {
        long seed = run.getCurrentRepetition();
        SplittableRandom random = new SplittableRandom(1000 + seed);
        RandomActivity truth = new RandomActivity(random, PeriodUnit.DAY, false);
        int gap = 1 + random.nextInt(4);
        LifecycleFlows flows = LifecycleFlows.of(truth.table(), gap);
        String label = "seed %d, %s".formatted(seed, flows.describe());
        List<Integer> periods = truth.observedPeriods();
        long liveBefore = 0;
        for (int i = 0; i < periods.size(); i++) {
            int slot = periods.get(i) - truth.window.firstPeriod();
            long active = 0;
            long live = 0;
            for (int customer = 0; customer < truth.customers; customer++) {
                int each = customer;
                active += truth.isActive(customer, periods.get(i)) ? 1 : 0;
                live += periods.subList(Math.max(0, i - gap + 1), i + 1).stream()
                                .anyMatch(p -> truth.isActive(each, p))
                        ? 1
                        : 0;
            }
            GrowthAccounting growth = flows.growth(slot);
            assertThat(flows.active(slot)).as(label).hasValue(active);
            assertThat(growth.active()).as(label).isEqualTo(active);
            assertThat(flows.live(slot)).as(label).hasValue(live);
            assertThat(growth.liveBefore()).as(label).isEqualTo(liveBefore);
            assertThat(growth.live()).as(label).isEqualTo(live);
            assertThat(live - liveBefore).as(label).isEqualTo(growth.fresh() + growth.resurrected() - growth.dormant());
            if (gap == 1) {
                assertThat(live).as(label).isEqualTo(active);
                assertThat(growth.grossRetention().numerator()).as(label).isEqualTo((double) growth.returning());
            }
            liveBefore = live;
        }
    }

    /** Ann every day but the third, bob the first and the fifth, cid the last only; g = 1 and 2. */
    @Test
    void aSmallCaseByHand() {
        ActivityTable table = table(0, 0, 0, 1, 0, 3, 0, 4, 1, 0, 1, 4, 2, 4);
        LifecycleFlows one = LifecycleFlows.of(table, 1);
        assertThat(row(one, LifecycleFlow.NEW)).containsExactly(2, 0, 0, 0, 1);
        assertThat(row(one, LifecycleFlow.RETURNING)).containsExactly(0, 1, 0, 0, 1);
        assertThat(row(one, LifecycleFlow.RESURRECTED)).containsExactly(0, 0, 0, 1, 1);
        assertThat(row(one, LifecycleFlow.DORMANT)).containsExactly(0, 1, 1, 0, 0);
        LifecycleFlows two = LifecycleFlows.of(table, 2);
        assertThat(row(two, LifecycleFlow.RETURNING)).containsExactly(0, 1, 0, 1, 1);
        assertThat(row(two, LifecycleFlow.RESURRECTED)).containsExactly(0, 0, 0, 0, 1);
        assertThat(row(two, LifecycleFlow.DORMANT)).containsExactly(0, 0, 1, 0, 0);

        GrowthAccounting last = one.growth(4);
        assertThat(last.quickRatio().value()).as("nobody went").isEmpty();
        assertThat(last.grossRetention().value()).hasValue(1);
        assertThat(last.netGrowth().value()).hasValue(2);
        GrowthAccounting second = one.growth(1);
        assertThat(second.quickRatio().value()).hasValue(0);
        assertThat(second.grossRetention().value()).hasValue(0.5);
        assertThat(second.netGrowth().value()).hasValue(-0.5);
        assertThat(one.growth(0).netGrowth().value()).as("nobody to grow from").isEmpty();
        assertThat(one.growth(0).status()).isEqualTo(CellStatus.COMPLETE);

        InactiveStock stock = InactiveStock.of(table, 3);
        assertThat(stock.maxAge()).isEqualTo(3);
        assertThat(stock.ofAge(3)).isEqualTo(1); // bob
        assertThat(stock.total()).isEqualTo(1);
    }

    private static ActivityTable table(int... customersAndDays) {
        ActivityWindow window = ActivityWindow.of(CalendarGrid.daily(ZoneOffset.UTC), DAY, DAY.plusDays(4));
        ActivityTableBuilder builder = ActivityTable.builder(window, "x", 0);
        for (int i = 0; i < customersAndDays.length; i += 2) {
            Instant day = DAY.plusDays(customersAndDays[i + 1])
                    .atStartOfDay(ZoneOffset.UTC)
                    .toInstant();
            builder.add(customersAndDays[i], day.toEpochMilli());
        }
        return builder.build();
    }

    private static long[] row(LifecycleFlows flows, LifecycleFlow flow) {
        long[] row = new long[flows.periods()];
        for (int slot = 0; slot < row.length; slot++) {
            row[slot] = flows.count(flow, slot).orElse(-1);
        }
        return row;
    }

    @Test
    void aSkippedCivilDayIsTransparent() {
        ZoneId apia = ZoneId.of("Pacific/Apia");
        LocalDate skipped = LocalDate.of(2011, 12, 30);
        ActivityWindow window = ActivityWindow.of(CalendarGrid.daily(apia), skipped.minusDays(1), skipped.plusDays(2));
        EventLogBuilder log = EventLog.builder();
        log.add("ann", skipped.minusDays(1).atTime(12, 0).atZone(apia).toInstant(), "x");
        log.add("ann", skipped.plusDays(1).atTime(12, 0).atZone(apia).toInstant(), "x");
        LifecycleFlows flows = LifecycleFlows.of(ActivityTable.of(log.build(), window), 1);
        assertThat(row(flows, LifecycleFlow.NEW)).containsExactly(1, -1, 0, 0);
        assertThat(row(flows, LifecycleFlow.RETURNING)).containsExactly(0, -1, 1, 0);
        assertThat(row(flows, LifecycleFlow.DORMANT)).containsExactly(0, -1, 0, 1);
        assertThat(flows.status(LifecycleFlow.NEW, 1)).isEqualTo(CellStatus.UNOBSERVED);
        assertThat(flows.growth(2).liveBefore()).isEqualTo(1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> flows.growth(1))
                .withMessage("slot must be of an observed period in [0, 3], was 1");
        assertThat(flows.active(1)).isEmpty();
        assertThat(flows.live(1)).isEmpty();
        assertThat(flows.everSeen(1)).isEmpty();
        assertThat(flows.inactive(4)).isEmpty();
    }

    @Test
    void firstSeenModesDecideWhoIsNew() {
        Instant first = DAY.atStartOfDay(ZoneOffset.UTC).toInstant();
        Instant third = DAY.plusDays(2).atStartOfDay(ZoneOffset.UTC).toInstant();
        EventLog log = EventLog.builder()
                .add("ann", first, "signup")
                .add("ann", third, "order")
                .build();
        ActivityWindow window = ActivityWindow.of(CalendarGrid.daily(ZoneOffset.UTC), DAY, DAY.plusDays(2));
        ActivityRule orders = ActivityRule.ofTypes("order");
        LifecycleFlows qualifying = LifecycleFlows.of(ActivityTable.of(log, window, orders), 1);
        assertThat(row(qualifying, LifecycleFlow.NEW)).containsExactly(0, 0, 1);
        LifecycleFlows any = LifecycleFlows.of(ActivityTable.of(log, window, orders.firstSeenAtAnyEvent()), 1);
        assertThat(row(any, LifecycleFlow.NEW)).containsExactly(0, 0, 0);
        assertThat(row(any, LifecycleFlow.RESURRECTED)).containsExactly(0, 0, 1);
        assertThat(any.inactive(1)).hasValue(1);
        LifecycleFlows external =
                LifecycleFlows.of(ActivityTable.of(log, window, orders.firstSeenAt(id -> Optional.of(third))), 1);
        assertThat(row(external, LifecycleFlow.NEW)).containsExactly(0, 0, 1);
        assertThat(external.describe())
                .isEqualTo(
                        "lifecycle flows with a dormancy gap of 1; active by events of types 'order', first seen at the"
                                + " date given by the caller; calendar days, days in Z, from 2020-02-27, as of"
                                + " 2020-03-01T00:00:00Z");
    }

    @Test
    void statusesSayWhatIsKnown() {
        CalendarGrid days = CalendarGrid.daily(ZoneOffset.UTC);
        ActivityWindow running = ActivityWindow.asOf(days, DAY, Instant.parse("2020-03-02T12:00:00Z"));
        ActivityTableBuilder builder = ActivityTable.builder(running, "x", 0);
        builder.add(0, DAY.minusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli());
        builder.add(0, DAY.atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli());
        ActivityTable table = builder.build();
        LifecycleFlows flows = LifecycleFlows.of(table, 2);
        assertThat(flows.status(LifecycleFlow.RETURNING, 0)).isEqualTo(CellStatus.LEFT_CENSORED);
        assertThat(flows.status(LifecycleFlow.DORMANT, 1)).isEqualTo(CellStatus.LEFT_CENSORED);
        assertThat(flows.status(LifecycleFlow.NEW, 0)).isEqualTo(CellStatus.COMPLETE);
        assertThat(flows.status(LifecycleFlow.DORMANT, 2)).isEqualTo(CellStatus.COMPLETE);
        assertThat(flows.status(LifecycleFlow.DORMANT, 4)).isEqualTo(CellStatus.PARTIAL);
        assertThat(flows.growth(4).status()).isEqualTo(CellStatus.PARTIAL);
        assertThat(flows.status(LifecycleFlow.DORMANT, 5)).isEqualTo(CellStatus.UNOBSERVED);
        assertThat(flows.count(LifecycleFlow.DORMANT, 5)).isEmpty();
        LifecycleFlows looking = LifecycleFlows.of(table, 2, 3);
        assertThat(looking.status(LifecycleFlow.NEW, 2)).isEqualTo(CellStatus.LEFT_CENSORED);
        assertThat(looking.status(LifecycleFlow.NEW, 3)).isEqualTo(CellStatus.COMPLETE);
        assertThat(looking.describe()).contains("the first 3 periods left-censored");
        assertThat(looking.gap()).isEqualTo(2);
    }

    /** The first week is known from Wednesday on: who was active on Monday looks resurrected in the next week. */
    @Test
    void aFirstPeriodThatWasCutLeavesMoreUnknown() {
        CalendarGrid weeks = CalendarGrid.weekly(ZoneOffset.UTC, DayOfWeek.MONDAY);
        ActivityWindow window = ActivityWindow.of(weeks, LocalDate.of(2020, 1, 8), LocalDate.of(2020, 1, 26));
        EventLog log = EventLog.builder()
                .add("ann", Instant.parse("2020-01-06T12:00:00Z"), "x")
                .add("ann", Instant.parse("2020-01-14T12:00:00Z"), "x")
                .build();
        LifecycleFlows flows = LifecycleFlows.of(ActivityTable.of(log, window), 1);
        assertThat(row(flows, LifecycleFlow.RESURRECTED)).containsExactly(0, 1, 0);
        assertThat(flows.status(LifecycleFlow.RESURRECTED, 1)).isEqualTo(CellStatus.LEFT_CENSORED);
        assertThat(flows.status(LifecycleFlow.RESURRECTED, 2)).isEqualTo(CellStatus.COMPLETE);
        assertThat(flows.status(LifecycleFlow.NEW, 1)).isEqualTo(CellStatus.COMPLETE);
    }

    @Test
    void theGapIsBounded() {
        ActivityTable table = table(0, 1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LifecycleFlows.of(table, 0))
                .withMessage("gap must lie in [1, 65536], was 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new LifecycleTracker(table.window(), "x", Integer.MAX_VALUE));
    }

    @Test
    void disjointPartsAddUpAndOthersDoNot() {
        LifecycleFlows one = LifecycleFlows.of(table(0, 0, 0, 1, 1, 0, 1, 4), 1);
        LifecycleFlows sum = one.plus(LifecycleFlows.of(table(0, 4), 1));
        LifecycleFlows whole = LifecycleFlows.of(table(0, 0, 0, 1, 1, 0, 1, 4, 2, 4), 1);
        assertThat(sum).isEqualTo(whole).hasSameHashCodeAs(whole).hasToString(whole.toString());
        LifecycleFlows other = LifecycleFlows.of(table(0, 4), 2);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> one.plus(other))
                .withMessageStartingWith("cannot add flows of different definitions");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LifecycleFlows.of(table(), 0))
                .withMessage("gap must lie in [1, 65536], was 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LifecycleFlows.of(table(), 1, -1))
                .withMessage("lookback must be 0 or more, was -1");
    }

    @Test
    void nobodyGivesZeros() {
        LifecycleFlows flows = LifecycleFlows.of(table(), 1);
        assertThat(row(flows, LifecycleFlow.NEW)).containsOnly(0);
        assertThat(flows.inactive(4)).hasValue(0);
        assertThatIllegalArgumentException().isThrownBy(() -> InactiveStock.of(table(), 5));
    }

    @Test
    void aGapBeyondTheWindowLeavesNobodyDormant() {
        LifecycleFlows flows = LifecycleFlows.of(table(0, 0, 1, 2), ActivityWindow.MAX_PERIODS);
        assertThat(row(flows, LifecycleFlow.DORMANT)).containsOnly(0);
        assertThat(flows.live(4)).hasValue(2);
    }
}
