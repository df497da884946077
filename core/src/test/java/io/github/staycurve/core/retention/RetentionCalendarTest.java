package io.github.staycurve.core.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import io.github.staycurve.core.activity.ActivityTable;
import io.github.staycurve.core.activity.ActivityWindow;
import io.github.staycurve.core.data.EventLog;
import io.github.staycurve.core.stat.CellStatus;
import io.github.staycurve.core.stat.Ratio;
import io.github.staycurve.core.time.CalendarGrid;
import io.github.staycurve.core.time.PeriodUnit;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Offsets where the calendar is uneven: clock changes, a day that was skipped, weeks, months and leap years. */
class RetentionCalendarTest {
    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
    private static final ZoneId APIA = ZoneId.of("Pacific/Apia");

    /** Returns the offset in which the one return of a log lies, -1 if it is in none. */
    private static int offset(EventLog log, RetentionDefinitionBuilder definition) {
        RetentionTable table = Retention.of(
                        log, definition.offsetZero(OffsetZero.REQUIRE_RETURN).build())
                .table();
        for (int cohort = table.firstCohort(); cohort <= table.lastCohort(); cohort++) {
            for (int column = 0; table.size(cohort) > 0 && column < table.columns(); column++) {
                if (table.cell(cohort, column).ratio().numerator() > 0) {
                    return column;
                }
            }
        }
        return -1;
    }

    private static RetentionDefinitionBuilder daily(ZoneId zone) {
        return RetentionDefinition.builder(CalendarGrid.daily(zone), Instant.parse("2030-01-01T00:00:00Z"))
                .maxOffset(800);
    }

    /** 1 December 17:59 to 2 December 17:00 is 23 hours and a minute: Amplitude's documentation counts it as day 1. */
    @Test
    void oneReturnLiesInTwoOffsets() {
        EventLog log = EventLogs.of(NEW_YORK, "ann 2021-12-01T17:59", "ann 2021-12-02T17:00");
        assertThat(offset(log, daily(NEW_YORK))).isEqualTo(1);
        assertThat(offset(log, daily(NEW_YORK).clock(RetentionClock.elapsed(Duration.ofHours(24)))))
                .isZero();
        assertThat(offset(log, daily(NEW_YORK).clock(RetentionClock.elapsedFromHour(Duration.ofHours(24)))))
                .isEqualTo(1);
        CalendarGrid days = CalendarGrid.daily(NEW_YORK);
        Instant asOf = Instant.parse("2021-12-20T00:00:00Z");
        // the return opens a cohort of its own there, on which nobody came back
        assertThat(offset(log, RetentionProfiles.amplitude(days, asOf))).isEqualTo(1);
        assertThat(offset(log, RetentionProfiles.mixpanel(days, asOf))).isZero();
        assertThat(offset(log, RetentionProfiles.posthog(days, asOf))).isEqualTo(1);
    }

    /** The other examples there: 1 to 6 December is week 0, the 8th week 1; 6 to 12 December is month 0, 5 January 1. */
    @ParameterizedTest
    @CsvSource({
        "WEEK, 2021-12-01T12:00, 2021-12-06T00:00, 0",
        "WEEK, 2021-12-01T12:00, 2021-12-08T00:00, 1",
        "WEEK, 2021-12-01T12:00, 2021-12-14T23:59, 1",
        "MONTH, 2021-12-06T12:00, 2021-12-12T12:00, 0",
        "MONTH, 2021-12-06T12:00, 2022-01-05T00:00, 1",
    })
    void amplitudeCountsWeeksAndMonthsInDays(PeriodUnit unit, String start, String back, int offset) {
        EventLog log = EventLogs.of(NEW_YORK, "ann " + start, "ann " + back);
        CalendarGrid grid = new CalendarGrid(NEW_YORK, unit, DayOfWeek.MONDAY);
        assertThat(offset(log, RetentionProfiles.amplitude(grid, Instant.parse("2022-03-01T00:00:00Z"))))
                .isEqualTo(offset);
    }

    @Test
    void theProfilesDifferInTheRestToo() {
        CalendarGrid days = CalendarGrid.daily(ZoneOffset.UTC);
        Instant asOf = Instant.parse("2024-03-10T00:00:00Z");
        EventLog log = EventLogs.of(
                ZoneOffset.UTC, "a 2024-03-01T10:00", "a 2024-03-02T11:00", "a 2024-03-04T09:00", "b 2024-03-01T09:00");
        int first = days.indexOf(LocalDate.of(2024, 3, 1));

        RetentionTable amplitude = Retention.of(
                        log, RetentionProfiles.amplitude(days, asOf).build())
                .table();
        assertThat(amplitude.cell(first, 0).ratio()).isEqualTo(Ratio.of(0, 2));
        assertThat(amplitude.cell(first, 1).ratio()).isEqualTo(Ratio.of(1, 2));
        assertThat(amplitude.cell(first, 2).ratio()).isEqualTo(Ratio.of(1, 2)); // 71 h
        assertThat(amplitude.size(first + 1)).isEqualTo(1); // every start opens its cohort
        assertThat(amplitude.cell(first + 1, 1).ratio()).isEqualTo(Ratio.of(1, 1)); // 46 h

        RetentionTable mixpanel = Retention.of(
                        log, RetentionProfiles.mixpanel(days, asOf).build())
                .table();
        assertThat(mixpanel.cell(first, 0).ratio()).isEqualTo(Ratio.of(1, 2));
        assertThat(mixpanel.cell(first, 1).ratio()).isEqualTo(Ratio.of(1, 2));
        assertThat(mixpanel.cell(first, 2).ratio()).isEqualTo(Ratio.of(1, 2));
        assertThat(mixpanel.cell(first, 3).ratio()).isEqualTo(Ratio.of(0, 2));

        RetentionTable posthog =
                Retention.of(log, RetentionProfiles.posthog(days, asOf).build()).table();
        assertThat(posthog.cell(first, 0).ratio()).isEqualTo(Ratio.of(2, 2));
        assertThat(posthog.cell(first, 1).ratio()).isEqualTo(Ratio.of(1, 2));
        assertThat(posthog.cell(first, 2).ratio()).isEqualTo(Ratio.of(0, 2));
        assertThat(posthog.cell(first, 3).ratio()).isEqualTo(Ratio.of(1, 2));
        assertThat(posthog.size(first + 1)).isZero();
    }

    /** New York's 10 March 2024 has 23 hours, its 3 November 25. */
    @Test
    void aDayIsAsLongAsTheLocalDay() {
        EventLog spring = EventLogs.of(NEW_YORK, "ann 2024-03-09T23:30", "ann 2024-03-11T00:00");
        assertThat(offset(spring, daily(NEW_YORK))).isEqualTo(2);
        assertThat(offset(spring, daily(NEW_YORK).clock(RetentionClock.elapsed(Duration.ofHours(24)))))
                .isZero(); // 23 and a half hours
        EventLog autumn = EventLogs.of(NEW_YORK, "ann 2024-11-03T00:00", "ann 2024-11-03T23:59");
        assertThat(offset(autumn, daily(NEW_YORK))).isZero();
        assertThat(offset(autumn, daily(NEW_YORK).clock(RetentionClock.elapsed(Duration.ofHours(24)))))
                .isEqualTo(1); // 24 hours 59 minutes
        assertThat(offset(autumn, daily(NEW_YORK).clock(RetentionClock.anniversary(PeriodUnit.DAY))))
                .isZero();
    }

    @Test
    void aCellIsCompleteWhenTheLocalDayIsOver() {
        EventLog log = EventLogs.of(NEW_YORK, "ann 2024-03-09T12:00");
        int cohort = CalendarGrid.daily(NEW_YORK).indexOf(LocalDate.of(2024, 3, 9));
        for (String end : List.of("2024-03-11T03:59:59.999Z", "2024-03-11T04:00:00Z")) {
            RetentionTable table = Retention.of(log, RetentionDefinition.daily(NEW_YORK, Instant.parse(end)))
                    .table();
            assertThat(table.cell(cohort, 1).status())
                    .as(end)
                    .isEqualTo(end.endsWith("00Z") ? CellStatus.COMPLETE : CellStatus.PARTIAL);
        }
    }

    /** Samoa had no 30 December 2011: the offset exists, nobody could return in it, and a streak runs across it. */
    @Test
    void aSkippedDayIsNeitherALossNorABreak() {
        EventLog log = EventLogs.of(
                APIA, "ann 2011-12-29T10:00", "ann 2011-12-31T10:00", "ann 2012-01-01T10:00", "bob 2011-12-29T10:00");
        CalendarGrid days = CalendarGrid.daily(APIA);
        int cohort = days.indexOf(LocalDate.of(2011, 12, 29));
        Instant asOf = days.start(days.indexOf(LocalDate.of(2012, 1, 3)));
        RetentionDefinitionBuilder builder = RetentionDefinition.builder(days, asOf);

        RetentionTable on = Retention.of(log, builder.build()).table();
        assertThat(on.cell(cohort, 1)).isEqualTo(new RetentionCell(Ratio.EMPTY, CellStatus.UNOBSERVED));
        assertThat(on.cell(cohort, 2)).isEqualTo(new RetentionCell(Ratio.of(1, 2), CellStatus.COMPLETE));
        assertThat(on.pooled(1).value()).isEmpty();
        assertThat(on.pooled(2)).isEqualTo(Ratio.of(1, 2));

        RetentionDefinition streaks = builder.mode(RetentionMode.STREAK).build();
        RetentionTable streak = Retention.of(log, streaks).table();
        assertThat(streak.cell(cohort, 3).ratio()).isEqualTo(Ratio.of(1, 2));
        ActivityTable activity =
                ActivityTable.of(log, ActivityWindow.of(days, LocalDate.of(2011, 12, 29), LocalDate.of(2012, 1, 2)));
        assertThat(Retention.of(activity, streaks).table().cell(cohort, 3).ratio())
                .isEqualTo(Ratio.of(1, 2));

        for (RetentionMode mode : List.of(RetentionMode.ON_OR_AFTER, RetentionMode.STREAK)) {
            Retention across = Retention.of(log, builder.mode(mode).build());
            assertThat(across.table().cell(cohort, 1).status()).isEqualTo(CellStatus.UNOBSERVED);
            across.forEach(cohort, 1, customer -> fail("customer " + customer + " of a day that was not"));
        }

        RetentionTable relative = Retention.of(
                        log,
                        builder.mode(RetentionMode.ON)
                                .relativeTo(RetentionBase.PREVIOUS_OFFSET)
                                .build())
                .table();
        assertThat(relative.cell(cohort, 2).ratio()).isEqualTo(Ratio.of(1, 2)); // of day 0

        RetentionTable bracket = Retention.of(
                        log,
                        builder.brackets(List.of(new OffsetBracket(1, 2), new OffsetBracket(1, 3)))
                                .build())
                .table();
        assertThat(bracket.cell(cohort, 0).status()).isEqualTo(CellStatus.UNOBSERVED);
        assertThat(bracket.cell(cohort, 1).status()).isEqualTo(CellStatus.COMPLETE);
    }

    /** Saturday to Sunday: the next week where weeks begin on Sunday, the same where they begin on Monday. */
    @ParameterizedTest
    @CsvSource({"MONDAY, 0", "SUNDAY, 1", "SATURDAY, 0"})
    void weeksBeginWhereTheGridSays(DayOfWeek start, int offset) {
        EventLog log = EventLogs.of(ZoneOffset.UTC, "ann 2024-03-09T12:00", "ann 2024-03-10T12:00");
        Instant asOf = Instant.parse("2024-04-01T00:00:00Z");
        CalendarGrid weeks = CalendarGrid.weekly(ZoneOffset.UTC, start);
        assertThat(offset(log, RetentionDefinition.builder(weeks, asOf))).isEqualTo(offset);
    }

    /** Anniversaries of 31 January, each counted from it: 29 February, 31 March, 30 April; of a leap day, 28 February. */
    @ParameterizedTest
    @CsvSource({
        "MONTH, 2024-01-31, 2024-02-28, 0",
        "MONTH, 2024-01-31, 2024-02-29, 1",
        "MONTH, 2024-01-31, 2024-03-30, 1",
        "MONTH, 2024-01-31, 2024-03-31, 2",
        "MONTH, 2024-01-31, 2024-04-29, 2",
        "MONTH, 2024-01-31, 2024-04-30, 3",
        "MONTH, 2023-01-31, 2023-02-27, 0",
        "MONTH, 2023-01-31, 2023-02-28, 1",
        "YEAR, 2024-02-29, 2025-02-27, 0",
        "YEAR, 2024-02-29, 2025-02-28, 1",
        "YEAR, 2024-02-29, 2028-02-28, 3",
        "YEAR, 2024-02-29, 2028-02-29, 4",
        "WEEK, 2024-02-26, 2024-03-03, 0",
        "WEEK, 2024-02-26, 2024-03-04, 1",
        "DAY, 2024-02-28, 2024-03-01, 2",
    })
    void anniversariesDoNotDrift(PeriodUnit unit, String start, String back, int offset) {
        EventLog log = EventLogs.of(ZoneOffset.UTC, "ann " + start + "T23:00", "ann " + back + "T01:00");
        assertThat(offset(log, daily(ZoneOffset.UTC).clock(RetentionClock.anniversary(unit))))
                .isEqualTo(offset);
    }

    @Test
    void aLeapDayIsADayOfItsOwn() {
        EventLog log = EventLogs.of(ZoneOffset.UTC, "ann 2024-02-28T12:00", "ann 2024-03-01T12:00");
        assertThat(offset(log, daily(ZoneOffset.UTC))).isEqualTo(2);
        EventLog other = EventLogs.of(ZoneOffset.UTC, "ann 2023-02-28T12:00", "ann 2023-03-01T12:00");
        assertThat(offset(other, daily(ZoneOffset.UTC))).isEqualTo(1);
    }

    /** Late in the evening of the 1st is still the 1st in New York, and the 2nd in UTC. */
    @Test
    void theZoneDecidesTheDay() {
        EventLog log = EventLogs.of(ZoneOffset.UTC, "ann 2024-02-02T03:00", "ann 2024-02-02T06:00");
        assertThat(offset(log, daily(ZoneOffset.UTC))).isZero();
        assertThat(offset(log, daily(NEW_YORK))).isEqualTo(1);
    }

    /** The table has the first week from Wednesday on: of its cohort by activity, Monday's customers are missing. */
    @Test
    void aCohortOfAWeekThatWasCutIsLeftCensored() {
        EventLog log =
                EventLogs.of(ZoneOffset.UTC, "ann 2024-01-09T03:00", "bob 2024-01-08T03:00", "bob 2024-01-15T03:00");
        CalendarGrid weeks = CalendarGrid.weekly(ZoneOffset.UTC, DayOfWeek.MONDAY);
        LocalDate tuesday = LocalDate.of(2024, 1, 9);
        ActivityTable activity = ActivityTable.of(log, ActivityWindow.of(weeks, tuesday, LocalDate.of(2024, 1, 28)));
        RetentionDefinitionBuilder builder =
                RetentionDefinition.builder(weeks, activity.window().asOf());
        int cut = weeks.indexOf(tuesday);
        RetentionTable every =
                Retention.of(activity, builder.entry(CohortEntry.EVERY).build()).table();
        assertThat(every.cell(cut, 1)).isEqualTo(new RetentionCell(Ratio.of(0, 1), CellStatus.LEFT_CENSORED));
        assertThat(every.cell(cut + 1, 1)).isEqualTo(new RetentionCell(Ratio.of(0, 1), CellStatus.COMPLETE));
        RetentionTable first = Retention.of(
                        activity, builder.entry(CohortEntry.FIRST_EVER).build())
                .table();
        assertThat(first.cell(cut, 1)).isEqualTo(new RetentionCell(Ratio.of(1, 2), CellStatus.COMPLETE));
    }

    @Test
    void anActivityTableKnowsPeriodsOnly() {
        EventLog log = EventLogs.of(ZoneOffset.UTC, "ann 2024-02-02T03:00", "ann 2024-02-04T06:00");
        CalendarGrid days = CalendarGrid.daily(ZoneOffset.UTC);
        Instant asOf = Instant.parse("2024-02-05T00:00:00Z");
        ActivityTable activity = ActivityTable.of(log, ActivityWindow.asOf(days, LocalDate.of(2024, 2, 1), asOf));
        RetentionDefinitionBuilder builder = RetentionDefinition.builder(days, asOf);
        assertThat(Retention.of(activity, builder.build()).table().firstCohort())
                .isEqualTo(days.indexOf(LocalDate.of(2024, 2, 1)));
        for (RetentionDefinition refused : Arrays.asList(
                builder.build().toBuilder()
                        .clock(RetentionClock.elapsed(Duration.ofHours(24)))
                        .build(),
                builder.build().toBuilder()
                        .offsetZero(OffsetZero.REQUIRE_RETURN)
                        .build(),
                builder.build().toBuilder().returnAtStart(true).build(),
                builder.build().toBuilder()
                        .start(EventSelection.ofTypes("open"))
                        .build(),
                builder.build().toBuilder()
                        .returns(EventSelection.ofTypes("open"))
                        .build())) {
            assertThatThrownBy(() -> Retention.of(activity, refused))
                    .as(refused.describe())
                    .hasMessageStartingWith("an activity table knows periods, not events");
        }
        assertThatThrownBy(() -> Retention.of(
                        activity,
                        RetentionDefinition.builder(days, asOf.plusSeconds(1)).build()))
                .hasMessageStartingWith("activity table must have the grid, as-of instant and lateness");
        assertThatThrownBy(() -> Retention.of(
                        activity,
                        builder.cohorts(LocalDate.of(2024, 1, 31), LocalDate.of(2024, 2, 3))
                                .build()))
                .hasMessageStartingWith("cohorts from 2024-01-31 begin before the activity table");
    }
}
