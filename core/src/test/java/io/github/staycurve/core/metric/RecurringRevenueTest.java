package io.github.staycurve.core.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.staycurve.core.time.PeriodUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecurringRevenueTest {
    @ParameterizedTest
    @CsvSource({
        "12, WEEK, 1, 52", // 12 · 52 / 12, not 48
        "12, WEEK, 2, 26",
        "120, YEAR, 1, 10",
        "30, MONTH, 3, 10",
        "10, MONTH, 1, 10",
        "12, DAY, 1, 365",
        "-12, WEEK, 4, -13",
    })
    void bringsEachRhythmToAMonth(double amount, PeriodUnit unit, int every, double monthly) {
        assertThat(RecurringRevenue.monthly(amount, unit, every)).isCloseTo(monthly, within(1e-12));
    }

    @Test
    void refusesWhatIsNoRhythm() {
        assertThatThrownBy(() -> RecurringRevenue.monthly(1, PeriodUnit.DAY, 0))
                .hasMessage("every must be 1 or more, was 0");
        assertThatThrownBy(() -> RecurringRevenue.monthly(Double.NaN, PeriodUnit.DAY, 1))
                .hasMessageContaining("amount");
    }
}
