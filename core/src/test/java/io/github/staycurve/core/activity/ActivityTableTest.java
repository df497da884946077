package io.github.staycurve.core.activity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.staycurve.core.data.Event;
import io.github.staycurve.core.data.EventLog;
import io.github.staycurve.core.data.EventLogBuilder;
import io.github.staycurve.core.data.TransactionLog;
import io.github.staycurve.core.stat.CellStatus;
import io.github.staycurve.core.time.CalendarGrid;
import io.github.staycurve.core.time.PeriodUnit;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class ActivityTableTest {
    private static final LocalDate DAY = LocalDate.of(2020, 3, 1);
    private static final ActivityWindow WEEK =
            ActivityWindow.of(CalendarGrid.daily(ZoneOffset.UTC), DAY, DAY.plusDays(6));

    private static Instant at(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    @RepeatedTest(120)
    void bitsAreTheSetOfPeriods(RepetitionInfo run) {
        long seed = run.getCurrentRepetition();
        SplittableRandom random = new SplittableRandom(seed);
        PeriodUnit unit = List.of(PeriodUnit.values()).get(random.nextInt(4));
        RandomActivity truth = new RandomActivity(random, unit, true);
        ActivityTable table = truth.table();
        String label = "seed %d, %s".formatted(seed, table.describe());

        assertThat(table.periods()).as(label).isEqualTo(truth.window.lastPeriod() - truth.window.firstPeriod() + 1);
        assertThat(table.audit().events()).as(label).isEqualTo(truth.marks.size());
        assertThat(table.audit().beforeStart()).as(label).isEqualTo(truth.before);
        assertThat(table.audit().clockAnomalies()).as(label).isEqualTo(truth.after);
        for (int slot = -1; slot <= table.periods(); slot++) {
            assertThat(table.status(slot)).as(label).isEqualTo(truth.window.status(table.firstPeriod() + slot));
        }
        for (int customer = 0; customer < table.customers(); customer++) {
            TreeSet<Integer> periods = truth.active.getOrDefault(customer, new TreeSet<>());
            assertThat(table.firstSeenPeriod(customer))
                    .as(label)
                    .isEqualTo(truth.firstEver.getOrDefault(customer, ActivityTable.NEVER));
            assertThat(table.activePeriods(customer)).as(label).isEqualTo(periods.size());
            assertThat(table.firstActive(customer))
                    .as(label)
                    .isEqualTo(periods.isEmpty() ? -1 : periods.first() - table.firstPeriod());
            assertThat(table.lastActive(customer))
                    .as(label)
                    .isEqualTo(periods.isEmpty() ? -1 : periods.last() - table.firstPeriod());
            List<String> expected = new ArrayList<>();
            List<String> actual = new ArrayList<>();
            for (int slot = 0; slot < table.periods(); slot++) {
                int period = table.firstPeriod() + slot;
                Integer next = periods.ceiling(period);
                Integer previous = periods.floor(period);
                expected.add(periods.contains(period)
                        + " "
                        + (next == null ? -1 : next - table.firstPeriod())
                        + " "
                        + (previous == null ? -1 : previous - table.firstPeriod()));
                actual.add(table.isActive(customer, slot)
                        + " "
                        + table.nextActive(customer, slot)
                        + " "
                        + table.previousActive(customer, slot));
            }
            assertThat(actual).as(label).isEqualTo(expected);
        }
    }

    @RepeatedTest(60)
    void partsInAnyOrderMergeIntoTheWhole(RepetitionInfo run) {
        long seed = run.getCurrentRepetition();
        RandomActivity truth = new RandomActivity(new SplittableRandom(seed), PeriodUnit.DAY, true);
        ActivityTable whole = truth.table();
        List<RandomActivity.Mark> marks = truth.marks;
        Collections.shuffle(marks, new Random(seed));
        ActivityTableBuilder one = ActivityTable.builder(truth.window, "marks", 3);
        ActivityTableBuilder other = ActivityTable.builder(truth.window, "marks", 0);
        for (int i = 0; i < marks.size(); i++) {
            (i % 3 == 0 ? one : other).add(marks.get(i).customer(), marks.get(i).epochMillis());
        }
        ActivityTable first = one.build();
        ActivityTable second = other.build();
        assertThat(first.merge(second)).as("seed %d", seed).isEqualTo(whole).hasSameHashCodeAs(whole);
        assertThat(second.merge(first)).as("seed %d", seed).isEqualTo(whole);
        assertThat(whole.merge(whole)).as("seed %d", seed).isEqualTo(whole);
        assertThat(first.merge(second).audit()).as("seed %d", seed).isEqualTo(whole.audit());
    }

    @RepeatedTest(40)
    void daysOnACoarserGridAreThatGrid(RepetitionInfo run) {
        long seed = run.getCurrentRepetition();
        SplittableRandom random = new SplittableRandom(seed);
        RandomActivity truth = new RandomActivity(random, PeriodUnit.DAY, false);
        ZoneId zone = truth.window.grid().zone();
        List<CalendarGrid> grids = List.of(
                CalendarGrid.weekly(zone, DayOfWeek.of(1 + random.nextInt(7))),
                CalendarGrid.monthly(zone),
                CalendarGrid.yearly(zone));
        for (CalendarGrid grid : grids) {
            ActivityTableBuilder builder = ActivityTable.builder(truth.window.withGrid(grid), "marks", 0);
            truth.marks.forEach(mark -> builder.add(mark.customer(), mark.epochMillis()));
            assertThat(truth.table().onGrid(grid)).as("seed %d, %s", seed, grid).isEqualTo(builder.build());
        }
    }

    @Test
    void logsMergeByIdentifier() {
        EventLog one = EventLog.builder()
                .add("ann", at(DAY), "a")
                .add("cid", at(DAY), "a")
                .build();
        EventLog other = EventLog.builder()
                .add("bob", at(DAY), "a")
                .add("cid", at(DAY.plusDays(2)), "a")
                .build();
        ActivityTable merged = ActivityTable.of(one, WEEK).merge(ActivityTable.of(other, WEEK));
        assertThat(merged.customers()).isEqualTo(3);
        assertThat(merged.customerId(1)).isEqualTo("bob");
        assertThat(merged.activePeriods(merged.indexOf("cid"))).isEqualTo(2);
        assertThat(merged.indexOf("dan")).isEqualTo(-1);
        assertThat(merged.hasCustomerIds()).isTrue();
        assertThat(merged)
                .hasToString("ActivityTable[3 customers, active by any event, first seen at the first qualifying "
                        + "event; calendar days, days in Z, from 2020-03-01, as of 2020-03-08T00:00:00Z]");
    }

    @Test
    void otherDefinitionsDoNotMerge() {
        EventLog log = EventLog.builder().add("ann", at(DAY), "a").build();
        ActivityTable table = ActivityTable.of(log, WEEK);
        List<ActivityTable> others = List.of(
                ActivityTable.of(log, ActivityWindow.of(WEEK.grid(), DAY, DAY.plusDays(5))),
                ActivityTable.of(
                        log, ActivityWindow.of(CalendarGrid.daily(ZoneId.of("Asia/Tokyo")), DAY, DAY.plusDays(6))),
                ActivityTable.of(log, WEEK.withGrid(CalendarGrid.monthly(ZoneOffset.UTC))),
                ActivityTable.of(log, WEEK, ActivityRule.ofTypes("a")));
        for (ActivityTable other : others) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> table.merge(other))
                    .withMessageStartingWith("cannot merge activity of different definitions: ");
        }
        ActivityTableBuilder byIndex = ActivityTable.builder(WEEK, ActivityRule.ANY_EVENT.describe(), 1);
        byIndex.add(0, at(DAY).toEpochMilli());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> table.merge(byIndex.build()))
                .withMessage("cannot merge a table with customer identifiers with one without");
    }

    @Test
    void typesAndFirstSeenModes() {
        EventLogBuilder builder = EventLog.builder();
        builder.add("ann", at(DAY), "signup").add("ann", at(DAY.plusDays(2)), "view");
        builder.add("bob", at(DAY.minusDays(9)), "view").add("bob", at(DAY.plusDays(1)), "view");
        builder.add("cid", at(DAY), "signup").add("cid", at(DAY.plusDays(7)), "view");
        EventLog log = builder.build();
        int first = WEEK.firstPeriod();

        ActivityTable any = ActivityTable.of(log, WEEK);
        assertThat(any.activePeriods(0)).isEqualTo(2);
        assertThat(any.audit()).isEqualTo(new ActivityAudit(6, 4, 0, 1, 1, 0));

        ActivityTable views = ActivityTable.of(log, WEEK, ActivityRule.ofTypes("view", "share"));
        assertThat(views.audit()).isEqualTo(new ActivityAudit(6, 2, 2, 1, 1, 0));
        assertThat(firstSeen(views)).containsExactly(first + 2, first - 9, ActivityTable.NEVER);

        ActivityTable anySeen =
                ActivityTable.of(log, WEEK, ActivityRule.ofTypes("view").firstSeenAtAnyEvent());
        assertThat(firstSeen(anySeen)).containsExactly(first, first - 9, first);

        Map<String, Instant> registered =
                Map.of("ann", at(DAY.plusDays(3)), "bob", at(DAY.minusDays(20)), "cid", at(DAY.plusDays(3)));
        ActivityTable external = ActivityTable.of(
                log, WEEK, ActivityRule.ofTypes("view").firstSeenAt(id -> Optional.ofNullable(registered.get(id))));
        assertThat(firstSeen(external)).containsExactly(first + 2, first - 20, first + 3);
        assertThat(external.audit().firstSeenAfterActivity()).isEqualTo(1);
    }

    private static int[] firstSeen(ActivityTable table) {
        int[] periods = new int[table.customers()];
        for (int customer = 0; customer < periods.length; customer++) {
            periods[customer] = table.firstSeenPeriod(customer);
        }
        return periods;
    }

    @Test
    void purchasesAreActivityAndRefundsAreNot() {
        TransactionLog log = TransactionLog.builder()
                .add("ann", at(DAY), 5)
                .add("ann", at(DAY.plusDays(1)), -5)
                .add("bob", at(DAY.plusDays(6)), 0)
                .build();
        ActivityTable table = ActivityTable.of(log, WEEK);
        assertThat(table.activePeriods(0)).isEqualTo(1);
        assertThat(table.isActive(1, 6)).isTrue();
        assertThat(table.audit()).isEqualTo(new ActivityAudit(3, 2, 1, 0, 0, 0));
    }

    @Test
    void aMillionDaysOfLoginsCostLessThan130BytesACustomer() {
        ActivityWindow window = ActivityWindow.of(WEEK.grid(), DAY, DAY.plusDays(729));
        ActivityTable table = ActivityTable.builder(window, "x", 10).build();
        assertThat(table.rows().stride() * Long.BYTES + Integer.BYTES).isEqualTo(100);
    }

    @Test
    void statusesOfAWindow() {
        CalendarGrid weeks = CalendarGrid.weekly(ZoneOffset.UTC, DayOfWeek.MONDAY);
        // 2020-03-01 is a Sunday; as of Wednesday 2020-03-18
        ActivityWindow window = ActivityWindow.asOf(weeks, DAY, Instant.parse("2020-03-18T12:00:00Z"));
        int first = window.firstPeriod();
        assertThat(window.periods()).isEqualTo(4);
        assertThat(window.status(first - 1)).isEqualTo(CellStatus.UNOBSERVED);
        assertThat(window.status(first)).isEqualTo(CellStatus.PARTIAL);
        assertThat(window.status(first + 1)).isEqualTo(CellStatus.COMPLETE);
        assertThat(window.status(first + 2)).isEqualTo(CellStatus.COMPLETE);
        assertThat(window.status(first + 3)).isEqualTo(CellStatus.PARTIAL);
        assertThat(window.status(first + 4)).isEqualTo(CellStatus.UNOBSERVED);
        ActivityWindow late = new ActivityWindow(weeks, DAY, window.asOf(), java.time.Duration.ofDays(3));
        assertThat(late.status(first + 2)).isEqualTo(CellStatus.PARTIAL);
        assertThat(late.status(first + 1)).isEqualTo(CellStatus.COMPLETE);
        assertThat(late.describe())
                .isEqualTo("calendar weeks from MONDAY, days in Z, from 2020-03-01, as of 2020-03-18T12:00:00Z,"
                        + " events up to PT72H late");
        // as of the very end of a week, that week is complete and the next one not begun
        ActivityWindow ends = ActivityWindow.asOf(weeks, DAY, Instant.parse("2020-03-16T00:00:00Z"));
        assertThat(ends.periods()).isEqualTo(3);
        assertThat(ends.status(first + 2)).isEqualTo(CellStatus.COMPLETE);
    }

    @Test
    void aSkippedDayIsUnobserved() {
        ZoneId apia = ZoneId.of("Pacific/Apia");
        LocalDate skipped = LocalDate.of(2011, 12, 30);
        ActivityWindow window = ActivityWindow.of(CalendarGrid.daily(apia), skipped.minusDays(2), skipped.plusDays(2));
        ActivityTable table = ActivityTable.builder(window, "x", 0).build();
        assertThat(table.periods()).isEqualTo(5);
        assertThat(table.status(2)).isEqualTo(CellStatus.UNOBSERVED);
        assertThat(table.isSkipped(2)).isTrue();
        assertThat(table.isSkipped(1)).isFalse();
        assertThat(table.isSkipped(3)).isFalse();
        assertThat(table.status(3)).isEqualTo(CellStatus.COMPLETE);
        assertThat(table.status(5)).isEqualTo(CellStatus.UNOBSERVED);
        // the instant at which Samoa jumped belongs to the day after
        ActivityTableBuilder builder = ActivityTable.builder(window, "x", 0);
        builder.add(0, skipped.plusDays(1).atStartOfDay(apia).toInstant().toEpochMilli());
        builder.add(0, skipped.plusDays(1).atStartOfDay(apia).toInstant().toEpochMilli() - 1);
        assertThat(builder.build().rows().word(0, 0)).isEqualTo(0b1010L);
    }

    @Test
    void daysOf23And25Hours() {
        ZoneId london = ZoneId.of("Europe/London");
        for (LocalDate change : List.of(LocalDate.of(2020, 3, 29), LocalDate.of(2020, 10, 25))) {
            ActivityWindow window =
                    ActivityWindow.of(CalendarGrid.daily(london), change.minusDays(1), change.plusDays(1));
            ActivityTableBuilder builder = ActivityTable.builder(window, "x", 0);
            for (int day = 0; day < 3; day++) {
                Instant start = change.plusDays(day - 1L).atStartOfDay(london).toInstant();
                Instant end = change.plusDays(day).atStartOfDay(london).toInstant();
                builder.add(2 * day, start.toEpochMilli());
                builder.add(2 * day + 1, end.toEpochMilli() - 1);
            }
            ActivityTable table = builder.build();
            for (int customer = 0; customer < 6; customer++) {
                assertThat(table.rows().word(customer, 0)).isEqualTo(1L << (customer / 2));
            }
        }
    }

    @Test
    void badArguments() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ActivityWindow.asOf(WEEK.grid(), DAY, at(DAY)))
                .withMessage("asOf must lie after the start 2020-03-01 in Z, was 2020-03-01T00:00:00Z");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ActivityWindow(WEEK.grid(), DAY, WEEK.asOf(), java.time.Duration.ofDays(-1)))
                .withMessage("allowedLateness must be 0 or more and below 10,000 years, was PT-24H");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ActivityWindow.of(WEEK.grid(), LocalDate.of(1800, 1, 1), DAY))
                .withMessageStartingWith("a window has at most 65536 periods, was 80");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ActivityWindow.of(WEEK.grid(), LocalDate.of(0, 1, 1), DAY))
                .withMessageStartingWith("window must lie in the years 1 to 9999");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> WEEK.withGrid(CalendarGrid.daily(ZoneId.of("Asia/Tokyo"))))
                .withMessage("grid must be in the zone Z, was in Asia/Tokyo");
        assertThatIllegalArgumentException()
                .isThrownBy(ActivityRule::ofTypes)
                .withMessageStartingWith("types must name");
        assertThatIllegalArgumentException().isThrownBy(() -> ActivityRule.ofTypes(" "));
        ActivityTableBuilder builder = ActivityTable.builder(WEEK, "x", 0);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.add(-1, 0))
                .withMessage("customer must be 0 or more, was -1");
        ActivityTable table = builder.build();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> table.slotOf(DAY.plusDays(7)))
                .withMessageContaining("was 2020-03-08");
        assertThatIllegalArgumentException().isThrownBy(() -> table.slotOf(0)).withMessageEndingWith("was 0");
        assertThat(table.slotOf(table.lastPeriod())).isEqualTo(6);
        assertThatIllegalStateException().isThrownBy(() -> table.customerId(0));
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        table.onGrid(CalendarGrid.monthly(ZoneOffset.UTC)).onGrid(CalendarGrid.yearly(ZoneOffset.UTC)))
                .withMessageStartingWith("only a table of days can change its grid");
        assertThatIllegalArgumentException().isThrownBy(() -> new ActivityAudit(3, 1, 1, 0, 0, 0));
        assertThatIllegalStateException()
                .isThrownBy(() -> ActivityTable.builder(WEEK, "x", Integer.MAX_VALUE))
                .withMessageContaining("split them");
        assertThatIllegalStateException()
                .isThrownBy(() -> ActivityTable.builder(WEEK, "x", 0).add(Integer.MAX_VALUE, 0))
                .withMessageContaining("split them");
    }

    @Test
    void theLastDayThereIsIsInAWindow() {
        LocalDate last = LocalDate.of(9999, 12, 31);
        for (ZoneId zone : List.of(ZoneOffset.UTC, ZoneOffset.MAX, ZoneOffset.MIN)) {
            ActivityWindow window = ActivityWindow.of(CalendarGrid.daily(zone), last.minusDays(1), last);
            ActivityTableBuilder builder = ActivityTable.builder(window, "x", 0);
            builder.add(0, window.asOf().toEpochMilli() - 1);
            assertThat(builder.build().isActive(0, 1)).isTrue();
            assertThat(window.status(window.lastPeriod())).isEqualTo(CellStatus.COMPLETE);
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ActivityWindow.asOf(WEEK.grid(), DAY, Instant.MAX))
                .withMessageStartingWith("asOf must lie in the years 1 to 9999");
        ActivityRule never = ActivityRule.ANY_EVENT.firstSeenAt(id -> Optional.of(Instant.MIN));
        EventLog log = EventLog.builder().add("ann", at(DAY), "x").build();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ActivityTable.of(log, WEEK, never))
                .withMessageStartingWith("firstSeen of customer 'ann' must lie in the years 1 to 9999");
    }

    @Test
    void aTableThatWasBuiltDoesNotChange() {
        ActivityTableBuilder builder = ActivityTable.builder(WEEK, "x", 0);
        builder.add(0, at(DAY).toEpochMilli());
        ActivityTable table = builder.build();
        assertThatIllegalStateException()
                .isThrownBy(() -> builder.add(0, at(DAY.plusDays(1)).toEpochMilli()));
        assertThatIllegalStateException().isThrownBy(() -> builder.firstSeen(0, 0));
        assertThatIllegalStateException().isThrownBy(builder::build);
        assertThat(table.activePeriods(0)).isEqualTo(1);
    }

    /** Or tables of one type with a comma would merge with those of two types. */
    @Test
    void rulesOfOtherTypesHaveOtherWords() {
        assertThat(ActivityRule.ofTypes("a", "b").describe())
                .startsWith("active by events of types 'a', 'b', first seen")
                .isNotEqualTo(ActivityRule.ofTypes("a, b").describe())
                .isNotEqualTo(ActivityRule.ofTypes("a', 'b").describe());
    }

    @Test
    void eventsWithAllThatBelongsToThemCountOnce() {
        Event event = Event.of("ann", at(DAY), "invite").withCounterpart("bob").withId("1");
        EventLog log = EventLog.builder().add(event).add(event).build();
        assertThat(ActivityTable.of(log, WEEK).audit().events()).isEqualTo(1);
    }
}
