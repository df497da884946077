package io.github.staycurve.core.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocalDaysTest {
    private static final long FIRST =
            LocalDateTime.of(1, 1, 1, 0, 0).toInstant(ZoneOffset.ofHours(18)).toEpochMilli();
    private static final long LAST = LocalDateTime.of(9999, 12, 31, 23, 59, 59)
            .toInstant(ZoneOffset.ofHours(-18))
            .toEpochMilli();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UTC",
                "+18:00",
                "-18:00",
                "Europe/London",
                "America/Sao_Paulo",
                "Asia/Kathmandu",
                "Pacific/Apia",
                "America/St_Johns",
                "Africa/Casablanca",
                "Australia/Lord_Howe",
                "America/Juneau",
                "Africa/Monrovia"
            })
    void agreesWithLocalDate(String zoneId) {
        ZoneId zone = ZoneId.of(zoneId);
        for (long seed = 0; seed < 40; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            LocalDays days = new LocalDays(zone);
            for (int i = 0; i < 100; i++) {
                assertDay(days, random.nextLong(FIRST, LAST + 1), zone, seed);
            }
            long millis = random.nextLong(FIRST, LAST / 2);
            for (int i = 0; i < 200; i++) { // a run, as within a customer
                millis += random.nextLong(-3_000_000_000L, 5_000_000_000L);
                assertDay(days, Math.max(FIRST, millis), zone, seed);
            }
        }
        assertDay(new LocalDays(zone), FIRST, zone, -1);
        assertDay(new LocalDays(zone), LAST, zone, -1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Europe/London",
                "America/Sao_Paulo",
                "Asia/Kathmandu",
                "Pacific/Apia",
                "America/St_Johns",
                "America/Juneau",
                "Africa/Monrovia"
            })
    void agreesAroundEveryClockChange(String zoneId) {
        ZoneId zone = ZoneId.of(zoneId);
        LocalDays days = new LocalDays(zone);
        Instant from = Instant.parse("1800-01-01T00:00:00Z");
        ZoneOffsetTransition change = zone.getRules().nextTransition(from);
        int changes = 0;
        while (change != null && change.getInstant().isBefore(Instant.parse("2100-01-01T00:00:00Z"))) {
            long at = change.getInstant().toEpochMilli();
            for (long offset : new long[] {0, -1, 1, -999, 999, -1000, 1000, -3_600_000, 3_600_000, 0}) {
                assertDay(days, at + offset, zone, changes);
            }
            changes++;
            change = zone.getRules().nextTransition(change.getInstant());
        }
        assertThat(changes).isPositive();
    }

    /** More spans than are kept, each come back to in another order, and one customer after the other over a few of them. */
    @ParameterizedTest
    @ValueSource(strings = {"Europe/London", "America/St_Johns", "America/Juneau"})
    void agreesWhereSpansAreComeBackTo(String zoneId) {
        ZoneId zone = ZoneId.of(zoneId);
        LocalDays days = new LocalDays(zone);
        long start = Instant.parse("1930-01-01T00:00:00Z").toEpochMilli();
        long step = 11 * 86_400_000L + 12_345_678L;
        for (int years = 1; years <= 256; years *= 4) {
            for (int customer = 0; customer < 3; customer++) {
                long first = start + customer * 4_000_000_000L;
                for (long at = first; at < first + years * 31_556_952_000L; at += step) {
                    assertDay(days, at, zone, years);
                }
                for (long at = first + years * 31_556_952_000L; at > first; at -= 3 * step) {
                    assertDay(days, at, zone, years);
                }
            }
        }
    }

    private static void assertDay(LocalDays days, long millis, ZoneId zone, long seed) {
        Instant instant = Instant.ofEpochMilli(millis);
        assertThat((long) days.epochDay(millis))
                .as("seed %d: %s in %s", seed, instant, zone)
                .isEqualTo(LocalDate.ofInstant(instant, zone).toEpochDay());
    }
}
