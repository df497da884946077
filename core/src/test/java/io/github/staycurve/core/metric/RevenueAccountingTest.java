package io.github.staycurve.core.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.staycurve.core.data.TransactionLog;
import io.github.staycurve.core.data.TransactionLogBuilder;
import io.github.staycurve.core.stat.CellStatus;
import io.github.staycurve.core.stat.Ratio;
import io.github.staycurve.core.time.CalendarGrid;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class RevenueAccountingTest {
    private static final CalendarGrid MONTHS = CalendarGrid.monthly(ZoneOffset.UTC);
    private static final int JAN = MONTHS.indexOf(LocalDate.of(2024, 1, 1));
    private static final Instant APRIL = Instant.parse("2024-04-01T00:00:00Z");

    private static TransactionLog log(ZoneId zone, String... lines) {
        TransactionLogBuilder builder = TransactionLog.builder();
        for (String line : lines) {
            String[] parts = line.split(" ", -1);
            builder.add(parts[0], LocalDateTime.parse(parts[1]).atZone(zone).toInstant(), Double.parseDouble(parts[2]));
        }
        return builder.build();
    }

    private static TransactionLog log(String... lines) {
        return log(ZoneOffset.UTC, lines);
    }

    private static RevenueAccounting monthly(Instant asOf, TransactionLog log) {
        return RevenueAccounting.of(log, RevenuePeriods.calendar(MONTHS), asOf);
    }

    /**
     * By hand. February: up pays 150 after 100, down 60 after 100, gone nothing after 40, fresh 30 for the first time. March:
     * gone is back with 25, the others pay as before.
     */
    @Test
    void everyMovementIsWhereItBelongs() {
        RevenueAccounting accounting = monthly(
                APRIL,
                log(
                        "up 2024-01-03T00:00 100",
                        "down 2024-01-03T00:00 100",
                        "gone 2024-01-03T00:00 40",
                        "up 2024-02-03T00:00 150",
                        "down 2024-02-03T00:00 60",
                        "fresh 2024-02-29T23:59 30",
                        "up 2024-03-03T00:00 150",
                        "down 2024-03-03T00:00 60",
                        "fresh 2024-03-03T00:00 30",
                        "gone 2024-03-31T23:59 25"));

        assertThat(accounting.firstPeriod()).isEqualTo(JAN);
        assertThat(accounting.lastPeriod()).isEqualTo(JAN + 2);
        assertThat(accounting.movement(JAN)).isEqualTo(new RevenueMovement(0, 0, 0, 0, 0, 240, 0, 0, 0));
        assertThat(accounting.movement(JAN + 1)).isEqualTo(new RevenueMovement(240, 160, 50, 40, 40, 30, 0, 0, 0));
        assertThat(accounting.movement(JAN + 2)).isEqualTo(new RevenueMovement(240, 240, 0, 0, 0, 0, 25, 0, 0));
        assertThat(accounting.customers(JAN)).isEqualTo(CustomerFlow.of(0, 3, 0));
        assertThat(accounting.customers(JAN + 1)).isEqualTo(new CustomerFlow(3, 1, 0, 1, 0));
        assertThat(accounting.customers(JAN + 2)).isEqualTo(new CustomerFlow(3, 0, 1, 0, 0));

        RevenueMovement february = accounting.movement(JAN + 1);
        assertThat(february.closing()).isEqualTo(240);
        assertThat(february.netRevenueRetention()).isEqualTo(Ratio.of(210, 240));
        assertThat(february.grossRevenueRetention()).isEqualTo(Ratio.of(160, 240));
        assertThat(february.netRevenueChurn(false)).isEqualTo(Ratio.of(30, 240));
        assertThat(february.quickRatio()).isEqualTo(Ratio.of(80, 80));
        RevenueMovement march = accounting.movement(JAN + 2);
        assertThat(march.quickRatio().value()).isEmpty();
        assertThat(march.netRevenueRetention(true)).isEqualTo(Ratio.of(265, 240));
        assertThat(march.netRevenueRetention(false)).isEqualTo(Ratio.of(240, 240));
        assertThat(march.netRevenueChurn(true)).isEqualTo(Ratio.of(-25, 240));
    }

    /** Bought for 100 in January, all of it and 20 more sent back in February: NRR -20/100, GRR 0 of 100. */
    @Test
    void aRefundCountsWhenItIsPaid() {
        RevenueAccounting accounting =
                monthly(APRIL, log("ann 2024-01-03T00:00 100", "ann 2024-02-01T00:00 -120", "ann 2024-03-01T00:00 7"));
        RevenueMovement february = accounting.movement(JAN + 1);
        assertThat(february).isEqualTo(new RevenueMovement(100, 0, 0, 0, 100, 0, 0, 120, 120));
        assertThat(february.revenue()).isEqualTo(-120);
        assertThat(february.netRevenueRetention()).isEqualTo(Ratio.of(-120, 100));
        assertThat(february.grossRevenueRetention()).isEqualTo(Ratio.of(0, 100));
        assertThat(february.netRevenueChurn(false)).isEqualTo(Ratio.of(220, 100));
        // what she got back in February is no revenue that she resumes from
        assertThat(accounting.movement(JAN + 2)).isEqualTo(new RevenueMovement(0, 0, 0, 0, 0, 0, 7, 0, 0));
    }

    @Test
    void whoOnlyGotMoneyBackIsNoCustomerYet() {
        RevenueAccounting accounting =
                monthly(APRIL, log("ann 2024-01-03T00:00 -5", "ann 2024-02-01T00:00 0.3", "ann 2024-02-02T00:00 -0.2"));
        assertThat(accounting.movement(JAN)).isEqualTo(new RevenueMovement(0, 0, 0, 0, 0, 0, 0, 5, 0));
        assertThat(accounting.customers(JAN + 1)).isEqualTo(CustomerFlow.of(0, 1, 0));
    }

    @Test
    void aPurchaseThatIsRefundedInFullLeavesNoDust() {
        RevenueAccounting accounting = monthly(
                APRIL, log("ann 2024-01-03T00:00 0.3", "ann 2024-01-04T00:00 -0.2", "ann 2024-01-05T00:00 -0.1"));
        assertThat(accounting.movement(JAN)).isEqualTo(RevenueMovement.NONE);
        assertThat(accounting.customers(JAN)).isEqualTo(CustomerFlow.of(0, 0, 0));
    }

    @Test
    void theRunningPeriodIsPartialAndLaterRowsDoNotExist() {
        Instant asOf = Instant.parse("2024-02-10T00:00:00.000000001Z");
        RevenueAccounting accounting = monthly(
                asOf,
                log(
                        "ann 2024-01-03T00:00 10",
                        "ann 2024-02-10T00:00 11", // a nanosecond before
                        "ann 2024-02-10T00:00:00.001 12",
                        "bob 2024-05-01T00:00 1"));
        assertThat(accounting.lastPeriod()).isEqualTo(JAN + 1);
        assertThat(accounting.movement(JAN + 1).closing()).isEqualTo(11);
        assertThat(accounting.ignored()).isEqualTo(2);
        assertThat(accounting.status(JAN)).isEqualTo(CellStatus.COMPLETE);
        assertThat(accounting.status(JAN + 1)).isEqualTo(CellStatus.PARTIAL);
        assertThatThrownBy(() -> accounting.movement(JAN + 2)).hasMessage("period must lie in [648, 649], was 650");
    }

    @Test
    void aPeriodThatEndsAtTheAsOfInstantIsComplete() {
        RevenueAccounting accounting = monthly(
                Instant.parse("2024-02-01T00:00:00Z"), log("ann 2024-01-03T00:00 10", "ann 2024-02-01T00:00 1"));
        assertThat(accounting.lastPeriod()).isEqualTo(JAN);
        assertThat(accounting.status(JAN)).isEqualTo(CellStatus.COMPLETE);
        assertThat(accounting.ignored()).isEqualTo(1);
    }

    /** Windows of 28 days to 2024-03-10: 28 days before is 2024-02-11, so 02-12 is in the last one. */
    @Test
    void windowsTrailTheirLastDay() {
        RevenuePeriods windows = RevenuePeriods.trailing(28, LocalDate.of(2024, 3, 10), ZoneOffset.UTC);
        assertThat(windows.indexOf(LocalDate.of(2024, 3, 10))).isZero();
        assertThat(windows.indexOf(LocalDate.of(2024, 2, 12))).isZero();
        assertThat(windows.indexOf(LocalDate.of(2024, 2, 11))).isEqualTo(-1);
        assertThat(windows.indexOf(LocalDate.of(2024, 3, 11))).isEqualTo(1);
        assertThat(windows.firstDay(-1)).isEqualTo(LocalDate.of(2024, 1, 15));
        assertThat(windows.lastDay(-1)).isEqualTo(LocalDate.of(2024, 2, 11));

        RevenueAccounting accounting = RevenueAccounting.of(
                log(
                        "ann 2024-02-11T23:59 10",
                        "ann 2024-02-12T00:00 20",
                        "ann 2024-03-11T00:00 99",
                        "bob 2024-01-15T00:00 5"),
                windows,
                Instant.parse("2024-03-20T00:00:00Z"));
        assertThat(accounting.firstPeriod()).isEqualTo(-1);
        assertThat(accounting.movement(0)).isEqualTo(new RevenueMovement(15, 10, 10, 0, 5, 0, 0, 0, 0));
        assertThat(accounting.ignored()).isEqualTo(1);
        assertThat(accounting.status(0)).isEqualTo(CellStatus.COMPLETE);
        assertThatThrownBy(() -> RevenuePeriods.trailing(0, LocalDate.EPOCH, ZoneOffset.UTC))
                .hasMessage("days must be 1 or more, was 0");
    }

    /** New York set its clocks forward on 2024-03-10, whose 23 hours belong to the week of the 4th. */
    @Test
    void weeksFollowTheLocalClock() {
        ZoneId newYork = ZoneId.of("America/New_York");
        CalendarGrid weeks = CalendarGrid.weekly(newYork, java.time.DayOfWeek.MONDAY);
        int week = weeks.indexOf(LocalDate.of(2024, 3, 4));
        RevenueAccounting accounting = RevenueAccounting.of(
                log(newYork, "ann 2024-03-10T23:30 1", "ann 2024-03-11T00:00 2"),
                RevenuePeriods.calendar(weeks),
                Instant.parse("2024-03-18T04:00:00Z"));
        assertThat(accounting.movement(week).closing()).isEqualTo(1);
        assertThat(accounting.movement(week + 1)).isEqualTo(new RevenueMovement(1, 1, 1, 0, 0, 0, 0, 0, 0));
        assertThat(accounting.status(week + 1)).isEqualTo(CellStatus.COMPLETE);
    }

    @Test
    void anEmptyLogHasOnePeriodOfNothing() {
        RevenueAccounting accounting = monthly(APRIL, log());
        assertThat(accounting.firstPeriod()).isEqualTo(accounting.lastPeriod()).isEqualTo(JAN + 2);
        assertThat(accounting.movement(JAN + 2)).isEqualTo(RevenueMovement.NONE);
        assertThat(accounting.movement(JAN + 2).netRevenueRetention().value()).isEmpty();
    }

    @Test
    void definitionsTravelAndUnlikeOnesDoNotMix() {
        RevenueAccounting accounting = monthly(APRIL, log("ann 2024-01-03T00:00 10"));
        assertThat(accounting.describe()).contains("calendar months", "2024-04-01T00:00:00Z", "refunds");
        RevenueAccounting other = RevenueAccounting.of(
                log(), RevenuePeriods.trailing(28, LocalDate.of(2024, 3, 31), ZoneOffset.UTC), APRIL);
        assertThatThrownBy(() -> accounting.plus(other)).hasMessageContaining("different definitions");
        assertThat(RevenuePeriods.calendar(MONTHS))
                .isEqualTo(RevenuePeriods.calendar(CalendarGrid.monthly(ZoneOffset.UTC)))
                .hasSameHashCodeAs(RevenuePeriods.calendar(MONTHS))
                .isNotEqualTo(other.periods())
                .hasToString("RevenuePeriods[calendar months, days in Z]");
    }

    @Test
    void tooManyPeriodsNameTheLimit() {
        TransactionLog log = log("ann 1024-01-03T00:00 10");
        assertThatThrownBy(() ->
                        RevenueAccounting.of(log, RevenuePeriods.calendar(CalendarGrid.daily(ZoneOffset.UTC)), APRIL))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("more than the limit of 100000");
    }

    @Test
    void amountsThatCannotBeAreRefused() {
        assertThatThrownBy(() -> new RevenueMovement(1, 2, 0, 0, 0, 0, 0, 0, 0))
                .hasMessage("kept must lie in [0.0, 1.0], was 2.0");
        assertThatThrownBy(() -> new RevenueMovement(1, 0, 0, -1, 0, 0, 0, 0, 0))
                .hasMessageContaining("contraction");
        assertThat(RevenueMovement.NONE.grossRevenueRetention().value()).isEmpty();
        assertThat(new RevenueMovement(3, 1, 0, 2, 0, 0, 0, 0, 0)
                        .grossRevenueRetention()
                        .value()
                        .orElseThrow())
                .isCloseTo(1.0 / 3, within(1e-16));
    }
}
