package io.github.staycurve.core.retention;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The snippet and the worked examples of docs/retention.md. */
class RetentionPageTest {
    private static final ZoneId ZONE = ZoneId.of("Europe/Berlin");
    private static final CalendarGrid WEEKS = CalendarGrid.weekly(ZONE, DayOfWeek.MONDAY);
    private static final Instant AS_OF =
            LocalDate.of(2024, 4, 8).atStartOfDay(ZONE).toInstant();

    /** Ann came back in weeks 1, 2 and 4, across the change to summer time, Bob in week 2, Cyd never. */
    private static final EventLog EVENTS = EventLogs.of(
            ZONE,
            "ann 2024-03-04T10:00 register",
            "ann 2024-03-11T00:00 open",
            "ann 2024-03-24T23:59 open",
            "ann 2024-04-07T23:59 open",
            "bob 2024-03-10T10:00 register",
            "bob 2024-03-18T10:00 open",
            "cyd 2024-03-06T10:00 register");

    private static final int COHORT = WEEKS.indexOf(LocalDate.of(2024, 3, 4));

    private static RetentionDefinitionBuilder weekly() {
        return RetentionDefinition.builder(WEEKS, AS_OF).start(EventSelection.ofTypes("register"));
    }

    @Test
    void theSnippet() {
        RetentionDefinition definition =
                weekly().mode(RetentionMode.ON_OR_AFTER).build();
        Retention retention = Retention.of(EVENTS, definition);
        RetentionTable table = retention.table();
        RetentionCell week4 = table.cell(COHORT, 4);
        List<String> mailed = new ArrayList<>();
        retention.forEach(COHORT, 4, customer -> mailed.add(EVENTS.customerId(customer)));
        List<String> cohort = new ArrayList<>();
        retention.forEach(COHORT, customer -> cohort.add(EVENTS.customerId(customer)));

        assertThat(week4).isEqualTo(new RetentionCell(Ratio.of(1, 3), CellStatus.COMPLETE));
        assertThat(week4.interval(0.95)).isPresent();
        assertThat(mailed).containsExactly("ann");
        assertThat(cohort).containsExactly("ann", "bob", "cyd");
        assertThat(table.pooled(4)).isEqualTo(Ratio.of(1, 3));
        assertThat(table.definition()).isEqualTo(definition);
    }

    @ParameterizedTest
    @CsvSource({
        "ON,           3 1 2 0 1",
        "ON_OR_AFTER,  3 2 2 1 1",
        "ON_OR_BEFORE, 3 1 2 2 2",
        "STREAK,       3 1 1 0 0",
    })
    void theTableOfModes(RetentionMode mode, String row) {
        assertThat(row(weekly().mode(mode))).isEqualTo(row);
    }

    @Test
    void theBrackets() {
        assertThat(row(weekly().brackets(List.of(new OffsetBracket(1, 3), new OffsetBracket(3, 5)))))
                .isEqualTo("2 1");
    }

    private static String row(RetentionDefinitionBuilder definition) {
        RetentionTable table = Retention.of(EVENTS, definition.build()).table();
        return IntStream.range(0, table.columns())
                .mapToObj(column -> Integer.toString(
                        (int) table.cell(COHORT, column).ratio().numerator()))
                .reduce((a, b) -> a + " " + b)
                .orElse("");
    }

    @Test
    void theTableOfClocks() {
        EventLog log = EventLogs.of(ZONE, "ann 2021-12-01T17:59 register", "ann 2021-12-02T17:00 open");
        Instant asOf = Instant.parse("2022-03-01T00:00:00Z");
        CalendarGrid days = CalendarGrid.daily(ZONE);
        List<RetentionClock> clocks = List.of(
                RetentionClock.calendar(),
                RetentionClock.elapsed(Duration.ofHours(24)),
                RetentionClock.elapsedFromHour(Duration.ofHours(24)),
                RetentionClock.elapsedFromDay(30),
                RetentionClock.anniversary(PeriodUnit.MONTH));
        List<Integer> offsets = new ArrayList<>();
        for (RetentionClock clock : clocks) {
            RetentionTable table = Retention.of(
                            log,
                            RetentionDefinition.builder(days, asOf)
                                    .clock(clock)
                                    .offsetZero(OffsetZero.REQUIRE_RETURN)
                                    .build())
                    .table();
            offsets.add(table.cell(table.firstCohort(), 0).ratio().numerator() > 0 ? 0 : 1);
        }
        assertThat(offsets).containsExactly(1, 0, 1, 0, 0);
    }
}
