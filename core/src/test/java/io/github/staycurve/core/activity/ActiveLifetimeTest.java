package io.github.staycurve.core.activity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.staycurve.core.data.EventLog;
import io.github.staycurve.core.stat.KaplanMeier;
import io.github.staycurve.core.time.CalendarGrid;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

/** The curve of active lifetimes by hand. */
class ActiveLifetimeTest {
    private static ActivityTable table(int gapOfNobody) {
        EventLog log = EventLog.builder()
                .add("a", at(1), "visit") // one day, then gone
                .add("b", at(1), "visit")
                .add("b", at(3), "visit") // 2 days, then gone
                .add("c", at(2), "visit")
                .add("c", at(7), "visit") // 5 days, then gone
                .add("d", at(4), "visit")
                .add("d", at(10 - gapOfNobody), "visit") // still here
                .build();
        return ActivityTable.of(
                log,
                ActivityWindow.of(
                        CalendarGrid.daily(ZoneOffset.UTC), LocalDate.of(2024, 5, 1), LocalDate.of(2024, 5, 10)));
    }

    private static Instant at(int day) {
        return Instant.parse("2024-05-%02dT10:00:00Z".formatted(day));
    }

    @Test
    void whoMayGoOnIsCensored() {
        KaplanMeier curve = ActiveLifetime.of(table(0), 2);
        // ended at 0, 2 and 5 of four, three and two at risk; d is censored at 6
        assertThat(curve.survivalAt(0).orElseThrow()).isCloseTo(0.75, within(1e-15));
        assertThat(curve.survivalAt(2).orElseThrow()).isCloseTo(0.5, within(1e-15));
        assertThat(curve.survivalAt(5).orElseThrow()).isCloseTo(0.25, within(1e-15));
        assertThat(curve.survivalAt(6).orElseThrow()).isCloseTo(0.25, within(1e-15));
    }

    /** With a gap of three days a silence of two proves nothing; c's of three does. */
    @Test
    void theGapSaysWhenASilenceIsAnEnd() {
        assertThat(ActiveLifetime.of(table(2), 2).survivalAt(4).orElseThrow()).isCloseTo(0.25, within(1e-15));
        assertThat(ActiveLifetime.of(table(2), 3).survivalAt(4).orElseThrow()).isCloseTo(0.5, within(1e-15));
        assertThatThrownBy(() -> ActiveLifetime.of(table(0), 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("gap");
    }
}
