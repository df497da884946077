package io.github.staycurve.core.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InstantsTest {
    @Test
    void theYearsOfEveryZonePass() {
        Instant first = LocalDate.of(1, 1, 1).atStartOfDay(ZoneOffset.MAX).toInstant();
        Instant last = LocalDate.of(10_000, 1, 1).atStartOfDay(ZoneOffset.MIN).toInstant();
        assertThat(Instants.checked(first, "asOf")).isEqualTo(first);
        assertThat(Instants.checked(last, "asOf")).isEqualTo(last);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-1000000000-01-01T00:00:00Z",
                "0000-12-31T05:59:59.999Z",
                "+10000-01-01T18:00:00.000000001Z",
                "+1000000000-12-31T23:59:59.999999999Z"
            })
    void otherYearsAreRefused(String instant) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Instants.checked(Instant.parse(instant), "asOf"))
                .withMessage("asOf must lie in the years 1 to 9999, was " + Instant.parse(instant));
    }

    @Test
    void latenessHasAnEnd() {
        assertThat(Instants.checkedLateness(Duration.ZERO)).isZero();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Instants.checkedLateness(Duration.ofNanos(-1)))
                .withMessage("allowedLateness must be 0 or more and below 10,000 years, was PT-0.000000001S");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Instants.checkedLateness(Duration.ofSeconds(Long.MAX_VALUE)));
    }

    @Test
    void millisecondsAreRoundedUp() {
        Instant instant = Instant.parse("1969-12-31T23:59:59.998Z");
        assertThat(Instants.ceilingMillis(instant)).isEqualTo(-2);
        assertThat(Instants.ceilingMillis(instant.plusNanos(1))).isEqualTo(-1);
        assertThat(Instants.ceilingMillis(Instant.EPOCH.plusNanos(1))).isEqualTo(1);
    }
}
