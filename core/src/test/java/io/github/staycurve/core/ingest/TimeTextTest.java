package io.github.staycurve.core.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimeTextTest {
    private final Cell cell = new Cell();

    private static TimeText in(String zone, String... patterns) {
        return new TimeText(new LocalClock(ZoneId.of(zone)), TimePatterns.of(List.of(patterns)));
    }

    private String parse(TimeText times, String text) {
        cell.set(text);
        long millis = times.parse(cell);
        return millis == TimeText.NONE
                ? times.flaw().name()
                : Instant.ofEpochMilli(millis).toString();
    }

    @ParameterizedTest
    @CsvSource({
        "2023-05-31, 2023-05-30T22:00:00Z",
        "2023-05-31T17:40, 2023-05-31T15:40:00Z",
        "2023-05-31 17:40, 2023-05-31T15:40:00Z",
        "2023-05-31t17:40:12, 2023-05-31T15:40:12Z",
        "2023-05-31 17:40:12.5, 2023-05-31T15:40:12.500Z",
        "2023-05-31 17:40:12.123456789, 2023-05-31T15:40:12.123Z",
        "2023-05-31T17:40:12Z, 2023-05-31T17:40:12Z",
        "2023-05-31T17:40:12.25z, 2023-05-31T17:40:12.250Z",
        "2023-05-31 17:40:12 UTC, 2023-05-31T17:40:12Z",
        "2023-05-31 17:40:12+02, 2023-05-31T15:40:12Z",
        "2023-05-31T17:40+02:30, 2023-05-31T15:10:00Z",
        "2023-05-31T17:40:12-0330, 2023-05-31T21:10:12Z",
        "2023-05-31 17:40:12 +0200, 2023-05-31T15:40:12Z",
        "2023-05-31T17:40:12+02:30:15, 2023-05-31T15:09:57Z",
        "'  2023-05-31  ', 2023-05-30T22:00:00Z",
        "2024-02-29, 2024-02-28T23:00:00Z",
        "0001-01-01, 0000-12-31T23:06:32Z",
        "9999-12-31T23:59:59.999Z, 9999-12-31T23:59:59.999Z",
        "9999-12-31T23:59:59-18:00, +10000-01-01T17:59:59Z",
    })
    void readsIsoForms(String text, String instant) {
        assertThat(parse(in("Europe/Berlin"), text)).isEqualTo(instant);
    }

    @ParameterizedTest
    @CsvSource({
        "'', MISSING",
        "'  ', MISSING",
        "yesterday, NOT_A_TIME",
        "soon, NOT_A_TIME",
        "2023, NOT_A_TIME",
        "20230531, NOT_A_TIME",
        "2023/05/31, NOT_A_TIME",
        "31/02/2023, NOT_A_TIME",
        "2023-5-31, NOT_A_TIME",
        "2023-05-3x, NOT_A_TIME",
        "2023-05-31x17:40, NOT_A_TIME",
        "2023-05-31T, NOT_A_TIME",
        "2023-05-31T17, NOT_A_TIME",
        "2023-05-31T17h40, NOT_A_TIME",
        "2023-05-31T1a:40, NOT_A_TIME",
        "2023-05-31T17:40:, NOT_A_TIME",
        "2023-05-31T17:40:1, NOT_A_TIME",
        "2023-05-31T17:40:12., NOT_A_TIME",
        "2023-05-31T17:40:12.1234567890, NOT_A_TIME",
        "2023-05-31T17:40:12 , 2023-05-31T15:40:12Z",
        "2023-05-31T17:40:12X, NOT_A_TIME",
        "2023-05-31T17:40:12ZZ, NOT_A_TIME",
        "2023-05-31T17:40:12 PM, NOT_A_TIME",
        "2023-05-31T17:40:12+, NOT_A_TIME",
        "2023-05-31T17:40:12+2, NOT_A_TIME",
        "2023-05-31T17:40:12+02:, NOT_A_TIME",
        "2023-05-31T17:40:12+02:00:00:00, NOT_A_TIME",
        "2023-05-31T17:40:12+02:99, NO_SUCH_TIME",
        "2023-05-31T17:40:12+18:01, NO_SUCH_TIME",
        "2023-13-45, NO_SUCH_TIME",
        "0000-00-00, NO_SUCH_TIME",
        "2023-00-10, NO_SUCH_TIME",
        "2023-02-29, NO_SUCH_TIME",
        "2023-04-31, NO_SUCH_TIME",
        "2023-05-00, NO_SUCH_TIME",
        "2023-05-31T24:00, NO_SUCH_TIME",
        "2023-05-31T17:60, NO_SUCH_TIME",
        "2023-05-31T17:40:60, NO_SUCH_TIME",
        "0000-01-01, TIME_OUT_OF_RANGE",
        "-2023-05-31, NOT_A_TIME",
        "+12023-05-31, NOT_A_TIME",
    })
    void saysWhatIsWrong(String text, String outcome) {
        assertThat(parse(in("Europe/Berlin"), text)).isEqualTo(outcome);
    }

    @Test
    void longTextIsNoTime() {
        assertThat(parse(in("UTC"), "2023-05-31" + "0".repeat(5000))).isEqualTo("TOO_LONG");
    }

    @RepeatedTest(20)
    void agreesWithTheLibraryOnWhatIsValid(RepetitionInfo run) {
        long seed = run.getCurrentRepetition();
        SplittableRandom random = new SplittableRandom(seed);
        TimeText times = in("Europe/London");
        for (int i = 0; i < 1000; i++) {
            LocalDateTime local = LocalDateTime.ofEpochSecond(
                    random.nextLong(-62_135_596_800L, 253_402_300_800L), random.nextInt(1_000_000_000), ZoneOffset.UTC);
            OffsetDateTime time = local.atOffset(ZoneOffset.ofTotalSeconds(random.nextInt(-64_800, 64_801)));
            assertThat(parse(times, time.toString()))
                    .as("seed %d: %s", seed, time)
                    .isEqualTo(Instant.ofEpochMilli(time.toInstant().toEpochMilli())
                            .toString());
            assertThat(parse(times, local.toString()))
                    .as("seed %d: %s", seed, local)
                    .isEqualTo(Instant.ofEpochMilli(local.atZone(ZoneId.of("Europe/London"))
                                    .toInstant()
                                    .toEpochMilli())
                            .toString());
        }
    }

    @RepeatedTest(20)
    void takesNoDateThatTheLibraryDoesNot(RepetitionInfo run) {
        long seed = run.getCurrentRepetition();
        SplittableRandom random = new SplittableRandom(seed);
        TimeText times = in("UTC");
        for (int i = 0; i < 2000; i++) {
            String text = "%04d-%02d-%02d".formatted(1 + random.nextInt(9999), random.nextInt(15), random.nextInt(34));
            boolean valid;
            try {
                LocalDate.parse(text);
                valid = true;
            } catch (java.time.DateTimeException e) {
                valid = false;
            }
            assertThat(parse(times, text).endsWith("T00:00:00Z"))
                    .as("seed %d: %s", seed, text)
                    .isEqualTo(valid);
        }
    }

    @ParameterizedTest
    @CsvSource({
        // London 2023-03-26: 01:00 to 02:00 is skipped; 2023-10-29: 01:00 to 02:00 comes twice
        "Europe/London, 2023-03-26T00:59, 2023-03-26T00:59:00Z",
        "Europe/London, 2023-03-26T01:30, 2023-03-26T01:30:00Z",
        "Europe/London, 2023-03-26T02:00, 2023-03-26T01:00:00Z",
        "Europe/London, 2023-10-29T00:30, 2023-10-28T23:30:00Z",
        "Europe/London, 2023-10-29T01:30, 2023-10-29T00:30:00Z",
        "Europe/London, 2023-10-29T02:00, 2023-10-29T02:00:00Z",
        // Sao Paulo 2018-11-04: midnight to 01:00 is skipped; 2018-02-17: 23:00 to midnight comes twice
        "America/Sao_Paulo, 2018-11-04, 2018-11-04T03:00:00Z",
        "America/Sao_Paulo, 2018-11-04T00:00, 2018-11-04T03:00:00Z",
        "America/Sao_Paulo, 2018-11-04T00:30, 2018-11-04T03:30:00Z",
        "America/Sao_Paulo, 2018-11-05, 2018-11-05T02:00:00Z",
        "America/Sao_Paulo, 2018-02-17T23:30, 2018-02-18T01:30:00Z",
        "America/Sao_Paulo, 2018-02-18, 2018-02-18T03:00:00Z",
        // Apia skipped the whole of 2011-12-30; Toronto skipped 23:30 to 00:30 on 1919-03-30
        "Pacific/Apia, 2011-12-30, 2011-12-30T10:00:00Z",
        "America/Toronto, 1919-03-31, 1919-03-31T04:30:00Z",
    })
    void clockChanges(String zone, String text, String instant) {
        assertThat(parse(in(zone), text)).isEqualTo(instant);
    }

    @ParameterizedTest
    @CsvSource({
        "dd/MM/yyyy, 31/05/2023, 2023-05-31T00:00:00Z",
        "dd/MM/yyyy, 31/02/2023, NO_SUCH_TIME",
        "dd/MM/yyyy, 31/5/2023, NOT_A_TIME",
        "dd/MM/yyyy, 31/05/2023 10:00, NOT_A_TIME",
        "dd/MM/yyyy, 2023-05-31T10:00, 2023-05-31T10:00:00Z",
        "dd/MM/uuuu, 31/05/0000, TIME_OUT_OF_RANGE",
        "d/M/yy H:mm, 1/5/23 7:05, 2023-05-01T07:05:00Z",
        "d MMM yyyy, 1 dec 2023, 2023-12-01T00:00:00Z",
        "EEEE d MMMM yyyy, Friday 1 December 2023, 2023-12-01T00:00:00Z",
        "dd.MM.yyyy HH:mm:ss, 31.05.2023 25:00:00, NO_SUCH_TIME",
        "yyyy-dd-MM, 2023-05-06, 2023-06-05T00:00:00Z",
        "yyyyMMdd, 20230531, 2023-05-31T00:00:00Z",
        "yyyyMMdd, 20231331, NO_SUCH_TIME",
        "MM/dd/yyyy hh:mm a, 05/31/2023 05:40 PM, 2023-05-31T17:40:00Z",
        "yyyy-MM-dd'T'HH:mm:ssXX, 2023-05-31T17:40:00+0200, 2023-05-31T15:40:00Z",
        "yyyy.MM.dd HH:mm VV, 2023.05.31 17:40 Europe/Paris, 2023-05-31T15:40:00Z",
        "'dd MM yyyy ''year''', 31 05 2023 year, 2023-05-31T00:00:00Z",
        "dd/MM/yyyy GG, 31/05/2023 AD, 2023-05-31T00:00:00Z",
    })
    void readsPatternsStrictly(String pattern, String text, String outcome) {
        assertThat(parse(in("UTC", pattern), text)).isEqualTo(outcome);
    }

    @Test
    void patternsAreTriedInTheirOrder() {
        TimeText times = in("Europe/London", "dd/MM/yyyy", "MM/dd/yyyy");
        assertThat(parse(times, "05/06/2023")).isEqualTo("2023-06-04T23:00:00Z");
        assertThat(parse(times, "05/31/2023")).isEqualTo("2023-05-30T23:00:00Z");
    }

    @ParameterizedTest
    @ValueSource(strings = {"HH:mm", "yyyy-MM", "not a pattern", "dd/MM/yyyy {"})
    void refusesAPatternWithoutADate(String pattern) {
        assertThatThrownBy(() -> TimePatterns.formatter(pattern))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'" + pattern + "'")
                .hasMessageContaining("dd/MM/yyyy");
    }

    @Test
    void aTextReadAgainGivesTheSame() {
        TimeText times = in("UTC");
        for (String text : List.of("2023-05-31", "x", "2023-05-31", "2023-05-31 10:00", "2023-05-31 10:00", "", "x")) {
            assertThat(parse(times, text)).as(text).isEqualTo(parse(in("UTC"), text));
        }
    }

    @Test
    void typedTimesAreInTheSameRange() {
        TimeText times = in("UTC");
        assertThat(times.of(Instant.MAX)).isEqualTo(TimeText.NONE);
        assertThat(times.of(Instant.MIN)).isEqualTo(TimeText.NONE);
        assertThat(times.of(Instant.parse("+10002-01-01T00:00:00Z"))).isEqualTo(TimeText.NONE);
        assertThat(times.of(LocalDate.of(0, 12, 31))).isEqualTo(TimeText.NONE);
        assertThat(times.of(LocalDate.MAX)).isEqualTo(TimeText.NONE);
        assertThat(times.of(LocalDateTime.of(10_000, 1, 1, 0, 0))).isEqualTo(TimeText.NONE);
        assertThat(times.of(LocalDateTime.MIN)).isEqualTo(TimeText.NONE);
        assertThat(times.flaw()).isEqualTo(Flaw.TIME_OUT_OF_RANGE);
        assertThat(times.of(LocalDate.of(1970, 1, 2))).isEqualTo(86_400_000);
        assertThat(times.of(LocalDateTime.of(1970, 1, 1, 0, 0, 1, 234_567_890))).isEqualTo(1234);
        assertThat(times.of(Instant.parse("1969-12-31T23:59:59.9999Z"))).isEqualTo(-1);
    }
}
