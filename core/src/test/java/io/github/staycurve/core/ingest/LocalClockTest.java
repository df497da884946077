package io.github.staycurve.core.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocalClockTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "UTC",
                "+18:00",
                "Europe/London",
                "America/Sao_Paulo",
                "Pacific/Apia",
                "Australia/Lord_Howe",
                "Africa/Casablanca",
                "Asia/Kathmandu",
                "America/Havana",
                "America/Toronto"
            })
    void agreesWithTheLibrary(String zoneId) {
        ZoneId zone = ZoneId.of(zoneId);
        for (long seed = 0; seed < 20; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            LocalClock clock = new LocalClock(zone);
            long minute = random.nextLong(-80L * 525_960, 80L * 525_960);
            for (int i = 0; i < 3000; i++) {
                minute += random.nextInt(4) == 0 ? random.nextLong(-300_000, 300_000) : random.nextLong(-90, 90);
                LocalDateTime local = LocalDateTime.ofEpochSecond(60 * minute, 0, ZoneOffset.UTC);
                assertThat(clock.epochMillis(60_000 * minute))
                        .as("seed %d: %s", seed, local)
                        .isEqualTo(ZonedDateTime.of(local, zone).toInstant().toEpochMilli());
                LocalDate date = local.toLocalDate();
                assertThat(clock.startOfDay(date.toEpochDay()))
                        .as("seed %d: %s", seed, date)
                        .isEqualTo(date.atStartOfDay(zone).toInstant().toEpochMilli());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Europe/London", "America/Sao_Paulo", "Pacific/Apia", "America/Toronto"})
    void aroundEveryClockChange(String zoneId) {
        ZoneId zone = ZoneId.of(zoneId);
        LocalClock clock = new LocalClock(zone);
        for (var change : zone.getRules().getTransitions()) {
            for (long minutes = -125; minutes <= 125; minutes += 5) {
                LocalDateTime local = change.getDateTimeBefore().plusMinutes(minutes);
                assertThat(clock.epochMillis(1000 * local.toEpochSecond(ZoneOffset.UTC)))
                        .as("%s", local)
                        .isEqualTo(ZonedDateTime.of(local, zone).toInstant().toEpochMilli());
            }
            for (int days = -2; days <= 2; days++) {
                LocalDate date = change.getDateTimeBefore().toLocalDate().plusDays(days);
                assertThat(clock.startOfDay(date.toEpochDay()))
                        .as("%s", date)
                        .isEqualTo(date.atStartOfDay(zone).toInstant().toEpochMilli());
            }
        }
    }
}
