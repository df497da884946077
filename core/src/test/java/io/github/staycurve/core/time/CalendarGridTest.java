package io.github.staycurve.core.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CalendarGridTest {
    private static final LocalDate EPOCH = LocalDate.of(1970, 1, 1);
    private static final List<PeriodUnit> UNITS = List.of(PeriodUnit.values());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UTC",
                "Europe/London",
                "America/Sao_Paulo",
                "Asia/Kathmandu",
                "Pacific/Apia",
                "America/St_Johns",
                "America/Havana"
            })
    void agreesWithJavaTimeOnRandomInstants(String zoneId) {
        ZoneId zone = ZoneId.of(zoneId);
        for (long seed = 0; seed < 400; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            PeriodUnit unit = UNITS.get(random.nextInt(4));
            DayOfWeek weekStart = DayOfWeek.of(1 + random.nextInt(7));
            CalendarGrid grid = new CalendarGrid(zone, unit, weekStart);
            Instant instant = Instant.ofEpochMilli(random.nextLong(-2_000_000_000_000L, 4_000_000_000_000L));
            LocalDate day = LocalDate.ofInstant(instant, zone);

            int index = grid.indexOf(instant);

            assertThat(index).as("seed %d: %s in %s", seed, instant, grid).isEqualTo(naiveIndex(day, unit, weekStart));
            assertThat(grid.indexOf(day)).as("seed %d", seed).isEqualTo(index);
            assertThat(day).as("seed %d", seed).isBetween(grid.firstDay(index), grid.lastDay(index));
            assertThat(grid.lastDay(index).plusDays(1)).as("seed %d", seed).isEqualTo(grid.firstDay(index + 1));
            assertThat(grid.indexOf(grid.firstDay(index))).as("seed %d", seed).isEqualTo(index);
            assertThat(grid.indexOf(grid.lastDay(index))).as("seed %d", seed).isEqualTo(index);
            assertThat(grid.end(index)).as("seed %d", seed).isEqualTo(grid.start(index + 1));
        }
    }

    /** Counts periods with java.time's own arithmetic, never with a division. */
    private static long naiveIndex(LocalDate day, PeriodUnit unit, DayOfWeek weekStart) {
        return switch (unit) {
            case DAY -> ChronoUnit.DAYS.between(EPOCH, day);
            case WEEK ->
                ChronoUnit.WEEKS.between(
                        EPOCH.with(TemporalAdjusters.previousOrSame(weekStart)),
                        day.with(TemporalAdjusters.previousOrSame(weekStart)));
            case MONTH -> ChronoUnit.MONTHS.between(YearMonth.of(1970, 1), YearMonth.from(day));
            case YEAR -> day.getYear() - 1970;
        };
    }

    @ParameterizedTest
    @ValueSource(strings = {"Europe/London", "America/Sao_Paulo", "Asia/Kathmandu", "Pacific/Apia", "America/St_Johns"})
    void aPeriodStartsAtTheFirstMinuteOfItsFirstDayOrLater(String zoneId) {
        ZoneId zone = ZoneId.of(zoneId);
        for (long seed = 0; seed < 30; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            CalendarGrid grid = new CalendarGrid(zone, UNITS.get(random.nextInt(4)), DayOfWeek.SUNDAY);
            int index = grid.indexOf(LocalDate.of(1980, 1, 1).plusDays(random.nextInt(20_000)));
            assertThat(grid.start(index))
                    .as("seed %d, %s", seed, grid)
                    .isEqualTo(scanForStart(grid.firstDay(index), zone));
        }
        CalendarGrid days = CalendarGrid.daily(zone);
        for (String date :
                new String[] {"2018-11-04", "1986-01-01", "2011-12-30", "2011-12-31", "2010-11-07", "2024-10-27"}) {
            LocalDate day = LocalDate.parse(date);
            assertThat(days.start(days.indexOf(day))).as(date).isEqualTo(scanForStart(day, zone));
        }
    }

    /** Looks at every minute from two days before until the clock shows the day, or a later one. */
    private static Instant scanForStart(LocalDate day, ZoneId zone) {
        Instant minute = day.minusDays(2).atStartOfDay(ZoneOffset.UTC).toInstant();
        while (LocalDate.ofInstant(minute, zone).isBefore(day)) {
            minute = minute.plus(1, ChronoUnit.MINUTES);
        }
        return minute;
    }

    @ParameterizedTest
    @CsvSource({
        "Europe/London,     2024-03-31, 2024-03-31T00:00:00Z, 23",
        "Europe/London,     2024-10-27, 2024-10-26T23:00:00Z, 25",
        "America/Sao_Paulo, 2018-11-04, 2018-11-04T03:00:00Z, 23", // no midnight: the clock goes from 24:00 to 01:00
        "America/Sao_Paulo, 2019-02-16, 2019-02-16T02:00:00Z, 25", // two hours from 23:00 to midnight
        "America/Havana,    2024-11-03, 2024-11-03T04:00:00Z, 25", // two midnights: the first counts
        "Pacific/Apia,      2011-12-29, 2011-12-29T10:00:00Z, 24",
        "Pacific/Apia,      2011-12-30, 2011-12-30T10:00:00Z, 0", // skipped: Samoa moved across the date line
        "Pacific/Apia,      2011-12-31, 2011-12-30T10:00:00Z, 24",
    })
    void daysOfOddLength(String zone, LocalDate day, Instant start, long hours) {
        CalendarGrid grid = CalendarGrid.daily(ZoneId.of(zone));
        int index = grid.indexOf(day);
        assertThat(grid.start(index)).isEqualTo(start);
        assertThat(Duration.between(grid.start(index), grid.end(index))).isEqualTo(Duration.ofHours(hours));
    }

    @Test
    void theShortestDayOfKathmanduLacksAQuarterOfAnHour() {
        CalendarGrid grid = CalendarGrid.daily(ZoneId.of("Asia/Kathmandu"));
        int index = grid.indexOf(LocalDate.of(1986, 1, 1)); // the offset went from 5:30 to 5:45 at midnight
        assertThat(Duration.between(grid.start(index), grid.end(index))).isEqualTo(Duration.ofMinutes(24 * 60 - 15));
    }

    @Test
    void indicesAreNegativeBefore1970() {
        ZoneId utc = ZoneOffset.UTC;
        LocalDate day = LocalDate.of(1969, 12, 31);
        assertThat(CalendarGrid.daily(utc).indexOf(day)).isEqualTo(-1);
        assertThat(CalendarGrid.monthly(utc).indexOf(day)).isEqualTo(-1);
        assertThat(CalendarGrid.yearly(utc).indexOf(day)).isEqualTo(-1);
        assertThat(CalendarGrid.weekly(utc, DayOfWeek.MONDAY).indexOf(day)).isZero(); // a Wednesday, in Thursday's week
        assertThat(CalendarGrid.weekly(utc, DayOfWeek.THURSDAY).indexOf(day)).isEqualTo(-1);
        assertThat(CalendarGrid.weekly(utc, DayOfWeek.MONDAY).firstDay(-1)).isEqualTo(LocalDate.of(1969, 12, 22));
        assertThat(CalendarGrid.monthly(utc).firstDay(-13)).isEqualTo(LocalDate.of(1968, 12, 1));
        assertThat(CalendarGrid.monthly(utc).lastDay(-23)).isEqualTo(LocalDate.of(1968, 2, 29));
        assertThat(CalendarGrid.yearly(utc).firstDay(-1970)).isEqualTo(LocalDate.of(0, 1, 1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"DAY", "WEEK", "MONTH", "YEAR"})
    void farDaysAreRefusedAndNeverWrapAround(PeriodUnit unit) {
        CalendarGrid grid = new CalendarGrid(ZoneOffset.UTC, unit, DayOfWeek.MONDAY);
        LocalDate last = LocalDate.of(999_999, 12, 31);
        LocalDate first = LocalDate.of(-999_999, 1, 1);
        assertThat(grid.lastDay(grid.indexOf(last))).isAfterOrEqualTo(last);
        assertThat(grid.firstDay(grid.indexOf(first))).isBeforeOrEqualTo(first);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> grid.indexOf(last.plusDays(1)))
                .withMessage("day must lie in the years -999999 to 999999, was +1000000-01-01");
        assertThatIllegalArgumentException().isThrownBy(() -> grid.indexOf(LocalDate.MAX));
        assertThatIllegalArgumentException().isThrownBy(() -> grid.indexOf(LocalDate.MIN));
        for (int index : new int[] {Integer.MAX_VALUE, Integer.MIN_VALUE}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> grid.firstDay(index))
                    .withMessageStartingWith("index of a " + unit.label() + " must lie in [")
                    .withMessageEndingWith("was " + index);
            assertThatIllegalArgumentException().isThrownBy(() -> grid.lastDay(index));
            assertThatIllegalArgumentException().isThrownBy(() -> grid.start(index));
            assertThatIllegalArgumentException().isThrownBy(() -> grid.end(index));
        }
    }

    @Test
    void describesItself() {
        ZoneId zone = ZoneId.of("Europe/London");
        assertThat(CalendarGrid.weekly(zone, DayOfWeek.SUNDAY).describe())
                .isEqualTo("calendar weeks from SUNDAY, days in Europe/London");
        assertThat(CalendarGrid.monthly(zone).describe()).isEqualTo("calendar months, days in Europe/London");
    }
}
