package io.github.staycurve.core.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.staycurve.core.activity.ActivityTable;
import io.github.staycurve.core.activity.ActivityWindow;
import io.github.staycurve.core.data.Event;
import io.github.staycurve.core.data.EventLog;
import io.github.staycurve.core.data.EventLogBuilder;
import io.github.staycurve.core.data.TransactionLog;
import io.github.staycurve.core.stat.CellStatus;
import io.github.staycurve.core.stat.Ratio;
import io.github.staycurve.core.time.CalendarGrid;
import io.github.staycurve.core.time.PeriodUnit;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class RetentionTableTest {
    private static final CalendarGrid DAYS = CalendarGrid.daily(ZoneOffset.UTC);
    private static final int MARCH_1 = DAYS.indexOf(LocalDate.of(2024, 3, 1));
    /** In the middle of day 1 of the cohort of March 3, so that its day 1 is not over. */
    private static final Instant AS_OF = Instant.parse("2024-03-04T12:00:00Z");

    /** The table that Mixpanel's documentation works through: 1000 to 500, 500 to 400, and 700 to 10 so far. */
    private static final EventLog THREE_DAYS = threeDays();

    private static EventLog threeDays() {
        EventLogBuilder builder = EventLog.builder();
        addCohort(builder, 1, 1000, 500);
        addCohort(builder, 2, 500, 400);
        addCohort(builder, 3, 700, 10);
        return builder.build();
    }

    private static void addCohort(EventLogBuilder builder, int day, int size, int back) {
        Instant start = LocalDate.of(2024, 3, day).atStartOfDay().toInstant(ZoneOffset.UTC);
        for (int i = 0; i < size; i++) {
            String id = "day%s-%s".formatted(day, i);
            builder.add(id, start, "open");
            if (i < back) {
                builder.add(id, start.plus(Duration.ofHours(30)), "back");
            }
        }
    }

    private static RetentionTable table(RetentionDefinitionBuilder builder) {
        return Retention.of(THREE_DAYS, builder.build()).table();
    }

    private static RetentionDefinitionBuilder daily() {
        return RetentionDefinition.builder(DAYS, AS_OF);
    }

    /** 60, 65 and 56 %: pooled (500 + 400) / 1500, macro (50 + 80) / 2, squared (500·1000 + 400·500) / (1000² + 500²). */
    @Test
    void oneTableHasThreeTotals() {
        RetentionTable table = table(daily());
        assertThat(table.pooled(1)).isEqualTo(Ratio.of(900, 1500));
        assertThat(table.macro(1).orElseThrow()).isCloseTo(0.65, within(1e-15));
        assertThat(table.aggregate(1)).hasValue(0.6);
        assertThat(table(daily().aggregate(AggregateRule.MACRO)).aggregate(1).orElseThrow())
                .isCloseTo(0.65, within(1e-15));
        Instant aDayLater = AS_OF.plus(Duration.ofDays(1)); // in hours from the start event, day 1 ends a day later
        RetentionTable mixpanel =
                table(RetentionProfiles.mixpanel(DAYS, aDayLater).start(EventSelection.ofTypes("open")));
        assertThat(mixpanel.aggregate(1).orElseThrow()).isCloseTo(0.56, within(1e-15));
        assertThat(mixpanel.pooled(1)).isEqualTo(Ratio.of(900, 1500));
    }

    @Test
    void runningCellsAreInTotalsOnRequest() {
        RetentionTable table = table(daily().includePartial(true));
        assertThat(table.pooled(1)).isEqualTo(Ratio.of(910, 2200));
        assertThat(table.describe()).endsWith("pooled, running cells included");
        assertThat(table.commonCohorts(2).pooled(1)).isEqualTo(Ratio.of(900, 1500)); // day 2 of March 2 has begun
    }

    @Test
    void whatCameLaterDoesNotExistAndIsCounted() {
        Instant asOf = Instant.parse("2024-03-02T06:00:00Z"); // when the 500 come back
        Retention retention =
                Retention.of(THREE_DAYS, RetentionDefinition.builder(DAYS, asOf).build());
        assertThat(retention.ignored()).isEqualTo(500 + 400 + 700 + 10);
        assertThat(retention.table().cell(MARCH_1, 1))
                .isEqualTo(new RetentionCell(Ratio.of(0, 1000), CellStatus.PARTIAL));
        ActivityTable activity =
                ActivityTable.of(THREE_DAYS, ActivityWindow.asOf(DAYS, LocalDate.of(2024, 3, 1), asOf));
        assertThat(Retention.of(
                                activity,
                                RetentionDefinition.builder(DAYS, asOf).build())
                        .ignored())
                .isEqualTo(retention.ignored());
        Instant justAfter = asOf.plusNanos(1);
        assertThat(Retention.of(
                                THREE_DAYS,
                                RetentionDefinition.builder(DAYS, justAfter).build())
                        .ignored())
                .isEqualTo(400 + 700 + 10);
    }

    @Test
    void aCellSaysHowFarItIsKnown() {
        RetentionTable table = table(daily());
        assertThat(table.cell(MARCH_1, 1)).isEqualTo(new RetentionCell(Ratio.of(500, 1000), CellStatus.COMPLETE));
        assertThat(table.cell(MARCH_1 + 2, 1)).isEqualTo(new RetentionCell(Ratio.of(10, 700), CellStatus.PARTIAL));
        assertThat(table.cell(MARCH_1 + 2, 2)).isEqualTo(new RetentionCell(Ratio.EMPTY, CellStatus.UNOBSERVED));
        assertThat(table.cell(MARCH_1 + 2, 2).value()).isEmpty();
        assertThat(table.cell(MARCH_1 + 2, 99).status()).isEqualTo(CellStatus.UNOBSERVED);
        assertThat(table.pooled(99).value()).isEmpty();
        assertThat(table.macro(99)).isEmpty();
        assertThat(table.columns()).isEqualTo(4);
        assertThat(table.cohorts()).isEqualTo(4); // the fourth of them empty
        assertThat(table.cells()).isEqualTo(4 + 3 + 2 + 1);
        assertThat(table.cell(MARCH_1 + 3, 0).ratio()).isEqualTo(Ratio.EMPTY);
        assertThat(table.pooled(0)).isEqualTo(Ratio.of(2200, 2200));
    }

    @Test
    void lateEventsKeepACellFromBeingComplete() {
        RetentionTable table = table(daily().allowedLateness(Duration.ofHours(13)));
        assertThat(table.cell(MARCH_1 + 1, 1).status()).isEqualTo(CellStatus.PARTIAL);
        assertThat(table.pooled(1)).isEqualTo(Ratio.of(500, 1000));
        assertThat(table(daily().allowedLateness(Duration.ofHours(12))).pooled(1))
                .isEqualTo(Ratio.of(900, 1500));
        assertThatThrownBy(() -> daily().allowedLateness(Duration.ofHours(-1))).hasMessageContaining("allowedLateness");
    }

    /** With elapsed lengths the last to enter decides: day 1 of March 2 ends with March 4, not with March 3. */
    @Test
    void elapsedCellsWaitForTheLastToEnter() {
        RetentionTable table = table(daily().clock(RetentionClock.elapsed(Duration.ofHours(24))));
        assertThat(table.cell(MARCH_1, 1).status()).isEqualTo(CellStatus.COMPLETE);
        assertThat(table.cell(MARCH_1 + 1, 1)).isEqualTo(new RetentionCell(Ratio.of(400, 500), CellStatus.PARTIAL));
        assertThat(table.cell(MARCH_1 + 2, 1)).isEqualTo(new RetentionCell(Ratio.of(10, 700), CellStatus.PARTIAL));
        assertThat(table.cell(MARCH_1 + 3, 1).status()).isEqualTo(CellStatus.UNOBSERVED);
    }

    @Test
    void theIntervalIsWilsons() {
        RetentionCell cell = table(daily()).cell(MARCH_1, 1);
        assertThat(cell.interval(0.95)).isEqualTo(Ratio.of(500, 1000).wilson(0.95));
        assertThat(table(daily()).cell(MARCH_1 + 3, 3).interval(0.95)).isEmpty();
    }

    @Test
    void dayIsShortForThePooledDay() {
        RetentionTable table = Retention.of(THREE_DAYS, RetentionDefinition.daily(ZoneOffset.UTC, AS_OF))
                .table();
        assertThat(table.day(1)).isEqualTo(Ratio.of(900, 1500));
        assertThat(table.day(30).value()).isEmpty();
        RetentionTable after = table(daily().mode(RetentionMode.ON_OR_AFTER));
        assertThatThrownBy(() -> after.day(1)).hasMessageStartingWith("day(1) needs daily cohorts in mode ON, ");
        RetentionTable sevenDays = table(daily().clock(RetentionClock.elapsed(Duration.ofDays(7))));
        assertThatThrownBy(() -> sevenDays.day(1)).hasMessageContaining("offsets of one day");
        RetentionTable relative = table(daily().relativeTo(RetentionBase.PREVIOUS_OFFSET));
        assertThatThrownBy(() -> relative.day(1)).hasMessageContaining("cohort's size as the base");
        for (RetentionClock clock : List.of(
                RetentionClock.elapsed(Duration.ofDays(1)),
                RetentionClock.elapsedFromDay(1),
                RetentionClock.anniversary(PeriodUnit.DAY))) {
            assertThat(table(daily().clock(clock)).day(1).denominator()).isPositive();
        }
    }

    /** Without common cohorts day 2 stands on March 1 alone, whose customers are others than those of day 1. */
    @Test
    void commonCohortsPutAllColumnsOnTheSameRows() {
        EventLog log = EventLogs.of(
                ZoneOffset.UTC, "a 2024-03-01T00:00", "a 2024-03-03T00:00", "b 2024-03-02T00:00", "c 2024-03-02T00:00");
        RetentionDefinition definition = daily().mode(RetentionMode.ON_OR_AFTER).build();
        RetentionTable table = Retention.of(log, definition).table();
        assertThat(table.pooled(1)).isEqualTo(Ratio.of(1, 3));
        assertThat(table.pooled(2)).isEqualTo(Ratio.of(1, 1)); // it rises, though no row does
        RetentionTable common = table.commonCohorts(2);
        assertThat(common.pooled(1)).isEqualTo(Ratio.of(1, 1));
        assertThat(common.cell(MARCH_1 + 1, 1)).isEqualTo(table.cell(MARCH_1 + 1, 1));
        assertThat(common.describe()).endsWith("over the cohorts complete at column 2");
        assertThatThrownBy(() -> common.plus(table)).hasMessageContaining("different definitions");
        assertThat(common.plus(common).pooled(1)).isEqualTo(Ratio.of(2, 2));
    }

    @Test
    void relativeToThePreviousOffset() {
        EventLog log = EventLogs.of(
                ZoneOffset.UTC,
                "a 2024-03-01T00:00",
                "a 2024-03-02T00:00",
                "a 2024-03-03T00:00",
                "b 2024-03-01T00:00",
                "b 2024-03-03T00:00",
                "c 2024-03-01T00:00");
        RetentionTable table = Retention.of(
                        log, daily().relativeTo(RetentionBase.PREVIOUS_OFFSET).build())
                .table();
        assertThat(table.cell(MARCH_1, 0).ratio()).isEqualTo(Ratio.of(3, 3));
        assertThat(table.cell(MARCH_1, 1).ratio()).isEqualTo(Ratio.of(1, 3));
        assertThat(table.cell(MARCH_1, 2).ratio()).isEqualTo(Ratio.of(2, 1));
        assertThat(table.cell(MARCH_1, 2).interval(0.95)).isEmpty();
        assertThat(table.pooled(2)).isEqualTo(Ratio.of(2, 1));
    }

    @Test
    void leftCensoredCohortsAreInNoTotal() {
        RetentionTable table = table(daily().leftCensored(LocalDate.of(2024, 3, 1), 1));
        assertThat(table.cell(MARCH_1, 1)).isEqualTo(new RetentionCell(Ratio.of(500, 1000), CellStatus.LEFT_CENSORED));
        assertThat(table.pooled(1)).isEqualTo(Ratio.of(400, 500));
        assertThat(table.describe()).contains("left-censored for 1 periods from 2024-03-01");
        assertThat(table(daily().entry(CohortEntry.EVERY).leftCensored(LocalDate.of(2024, 3, 1), 1))
                        .cell(MARCH_1, 1)
                        .status())
                .isEqualTo(CellStatus.COMPLETE);
        assertThat(daily().leftCensored(LocalDate.of(2024, 3, 1), 0).build()).isEqualTo(daily().build());
    }

    @Test
    void theGreatestNumbersThereAreDoNotWrapRound() {
        assertThat(table(daily().maxOffset(Integer.MAX_VALUE)).cells())
                .isEqualTo(table(daily()).cells());
        RetentionTable censored = table(daily().leftCensored(LocalDate.of(2024, 3, 1), Integer.MAX_VALUE));
        assertThat(censored.cell(MARCH_1, 1).status()).isEqualTo(CellStatus.LEFT_CENSORED);
        assertThatThrownBy(() -> RetentionDefinition.daily(ZoneOffset.UTC, Instant.MAX))
                .hasMessageStartingWith("asOf must lie in the years 1 to 9999");
    }

    @Test
    void theRangeOfCohortsCutsRowsNotReturnsNorFirsts() {
        RetentionTable table = table(daily().cohorts(LocalDate.of(2024, 3, 2), LocalDate.of(2024, 3, 2)));
        assertThat(table.firstCohort()).isEqualTo(table.lastCohort()).isEqualTo(MARCH_1 + 1);
        assertThat(table.size(MARCH_1 + 1)).isEqualTo(500); // the 500 of March 1 who came back are not new
        assertThat(table.cell(MARCH_1 + 1, 1).ratio()).isEqualTo(Ratio.of(400, 500));
        RetentionTable inWindow = table(
                daily().entry(CohortEntry.FIRST_IN_WINDOW).cohorts(LocalDate.of(2024, 3, 2), LocalDate.of(2024, 3, 2)));
        assertThat(inWindow.size(MARCH_1 + 1)).isEqualTo(1000);
        assertThat(inWindow.describe()).contains("earlier history not looked at");
        assertThatThrownBy(() -> table.size(MARCH_1)).hasMessageContaining("cohort must lie in");
        assertThatThrownBy(() -> daily().entry(CohortEntry.FIRST_IN_WINDOW).build())
                .hasMessage("entry FIRST_IN_WINDOW needs its window: use cohorts(from, to)");
        assertThatThrownBy(() -> daily().cohorts(LocalDate.of(2024, 3, 2), LocalDate.of(2024, 3, 1)))
                .hasMessage("cohorts: from 2024-03-02 must not lie after to 2024-03-01");
    }

    @Test
    void firstEverAndFirstMatchingDifferWhereTheFirstDoesNotFit() {
        EventLogBuilder builder = EventLog.builder();
        builder.add(Event.of("a", Instant.parse("2024-03-01T00:00:00Z"), "buy").withValue(5));
        builder.add(Event.of("a", Instant.parse("2024-03-02T00:00:00Z"), "buy").withValue(50));
        RetentionDefinitionBuilder large =
                daily().start(EventSelection.ofTypes("buy").withValues(10, Double.POSITIVE_INFINITY));
        RetentionTable ever = Retention.of(builder.build(), large.build()).table();
        assertThat(ever.size(MARCH_1) + ever.size(MARCH_1 + 1)).isZero();
        RetentionTable matching = Retention.of(
                        builder.build(), large.entry(CohortEntry.FIRST_MATCHING).build())
                .table();
        assertThat(matching.size(MARCH_1 + 1)).isEqualTo(1);
    }

    @Test
    void limitsAreNamed() {
        assertThatThrownBy(() -> table(daily().maxPeriods(3))).hasMessageContaining("more than maxPeriods 3");
        assertThatThrownBy(() -> table(daily().maxCells(9))).hasMessageContaining("more than maxCells 9");
        assertThat(table(daily().maxCells(10).maxPeriods(4)).cells()).isEqualTo(10);
        assertThatThrownBy(() -> table(daily().clock(RetentionClock.elapsed(Duration.ofMillis(1)))))
                .hasMessageContaining("more than maxPeriods 10000");
        assertThat(table(daily().clock(RetentionClock.elapsed(Duration.ofMillis(1)))
                                .maxOffset(3))
                        .columns())
                .isEqualTo(4);
        assertThatThrownBy(() -> daily().maxCells(0)).hasMessage("maxCells must be 1 or more, was 0");
        assertThatThrownBy(() -> daily().maxPeriods(-1)).hasMessage("maxPeriods must be 1 or more, was -1");
        assertThatThrownBy(() -> daily().maxOffset(-1)).hasMessage("maxOffset must be 0 or more, was -1");
    }

    @Test
    void definitionsThatCannotBeAreRefused() {
        assertThatThrownBy(() -> daily().mode(RetentionMode.BRACKET)).hasMessageContaining("brackets");
        assertThatThrownBy(() -> daily().brackets(List.of())).hasMessage("brackets must not be empty");
        assertThatThrownBy(() -> new OffsetBracket(3, 3))
                .hasMessage("bracket must go from 0 or more up to a later offset, was [3, 3)");
        assertThatThrownBy(() -> daily().aggregate(AggregateRule.SIZE_SQUARED))
                .hasMessageContaining("RetentionProfiles.mixpanel");
        assertThatThrownBy(() -> RetentionClock.elapsed(Duration.ZERO)).hasMessageContaining("above 0");
        assertThatThrownBy(() -> RetentionClock.elapsed(Duration.ofNanos(1_000_001)))
                .hasMessageContaining("millis");
        assertThatThrownBy(() -> RetentionClock.elapsed(Duration.ofDays(4_000_000)))
                .hasMessageContaining("below");
        assertThatThrownBy(() -> RetentionClock.elapsedFromDay(0)).hasMessageContaining("above 0");
        assertThatThrownBy(() ->
                        new RetentionClock(RetentionClock.Kind.ELAPSED_FROM_DAY, Duration.ofHours(36), PeriodUnit.DAY))
                .hasMessageContaining("whole days");
        assertThatThrownBy(EventSelection::ofTypes).hasMessageContaining("types must name at least one");
        assertThatThrownBy(() -> EventSelection.ofTypes("buy", " ")).hasMessage("type must not be blank");
        assertThatThrownBy(() -> EventSelection.ANY.withValues(2, 1)).hasMessageContaining("leastValue 2.0");
        assertThatThrownBy(() -> EventSelection.ANY.withValues(Double.NaN, 1)).hasMessageContaining("leastValue");
        assertThatThrownBy(() -> RetentionProfiles.amplitude(CalendarGrid.yearly(ZoneOffset.UTC), AS_OF))
                .hasMessageContaining("days, weeks or months");
        TransactionLog purchases = TransactionLog.builder().build();
        RetentionDefinition types = daily().start(EventSelection.ofTypes("buy")).build();
        assertThatThrownBy(() -> Retention.of(purchases, types))
                .hasMessage("a log of transactions has no types; the selection asks for buy");
        RetentionTable brackets = table(daily().brackets(List.of(new OffsetBracket(1, 3))));
        assertThatThrownBy(() -> brackets.cell(MARCH_1, 1)).hasMessage("column must be below the 1 brackets, was 1");
        assertThatThrownBy(() -> brackets.pooled(-1)).hasMessage("column must be 0 or more, was -1");
    }

    @Test
    void anEmptyLogHasNoCohort() {
        RetentionDefinition definition = daily().build();
        RetentionTable empty =
                Retention.of(EventLog.builder().build(), definition).table();
        assertThat(empty.cohorts()).isZero();
        assertThat(empty.columns()).isZero();
        assertThat(empty.pooled(1).value()).isEmpty();
        assertThat(empty.lastCohort()).isLessThan(empty.firstCohort());
        RetentionTable full = table(daily());
        assertThat(empty.plus(full)).isEqualTo(full).hasSameHashCodeAs(full);
        assertThat(full.plus(empty)).isEqualTo(full);
        assertThat(empty.plus(empty)).isEqualTo(empty).isNotEqualTo(full);
    }

    @Test
    void everyDefinitionDescribesItself() {
        RetentionDefinition definition = daily().mode(RetentionMode.STREAK)
                .clock(RetentionClock.elapsed(Duration.ofHours(24)))
                .entry(CohortEntry.EVERY)
                .start(EventSelection.ofTypes("register", "invite"))
                .returns(EventSelection.ANY.withValues(0, 9))
                .returnAtStart(true)
                .relativeTo(RetentionBase.PREVIOUS_OFFSET)
                .offsetZero(OffsetZero.REQUIRE_RETURN)
                .aggregate(AggregateRule.MACRO)
                .maxOffset(7)
                .allowedLateness(Duration.ofHours(2))
                .build();
        assertThat(definition.describe())
                .isEqualTo("customers who returned in every offset up to it, out of those of the offset before; cohorts"
                        + " by every period with a start event, calendar days, days in Z, from the first event to"
                        + " the as-of instant; offsets of PT24H from the start event up to 7; start: invite or"
                        + " register; return: any event of value in [0.0, 9.0] at or after the start event; offset"
                        + " 0 is those who returned in it; as of 2024-03-04T12:00:00Z, events up to PT2H late;"
                        + " rows aggregate as the mean of rates");
        assertThat(definition)
                .isEqualTo(definition.toBuilder().build())
                .hasSameHashCodeAs(definition.toBuilder().build())
                .hasToString("RetentionDefinition[" + definition.describe() + "]");
        assertThat(table(daily().brackets(List.of(new OffsetBracket(1, 3)))).toString())
                .contains("4 cohorts", "returned in the bracket of offsets [[1, 3)]", "events: ");
        assertThat(List.of(
                        RetentionClock.calendar(),
                        RetentionClock.elapsedFromHour(Duration.ofDays(1)),
                        RetentionClock.elapsedFromDay(7),
                        RetentionClock.anniversary(PeriodUnit.MONTH)))
                .extracting(RetentionClock::describe)
                .doesNotHaveDuplicates();
    }

    @Test
    void tablesOfUnlikeDefinitionsRefuseToAdd() {
        RetentionTable table = table(daily());
        RetentionTable other = table(daily().mode(RetentionMode.STREAK));
        assertThatThrownBy(() -> table.plus(other))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("different definitions");
        RetentionTable purchases =
                Retention.of(TransactionLog.builder().build(), daily().build()).table();
        assertThatThrownBy(() -> table.plus(purchases)).hasMessageContaining("purchases: ");
    }
}
