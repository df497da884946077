package io.github.staycurve.core.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import io.github.staycurve.core.data.TransactionLog;
import io.github.staycurve.core.data.TransactionLogBuilder;
import io.github.staycurve.core.stat.CellStatus;
import io.github.staycurve.core.stat.Ratio;
import io.github.staycurve.core.time.CalendarGrid;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class OperatingMetricsTest {
    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
    private static final MetricPeriod MARCH =
            MetricPeriod.of(LocalDate.of(2024, 3, 1), LocalDate.of(2024, 3, 31), SHANGHAI);

    private static final TransactionLog LOG = MetricLogs.of(
            SHANGHAI,
            "ann 2024-03-01T00:00 100", // the first instant of the period, on the day before in UTC
            "ann 2024-03-01T18:00 50", // the same day: one purchase, two orders
            "ann 2024-03-20 30",
            "bob 2024-02-29T23:59 10", // before the period: bob returns
            "bob 2024-03-05 200",
            "bob 2024-03-25 -80",
            "cat 2024-03-31T23:59 0", // free, and an order all the same
            "cat 2024-04-02 60", // after the data
            "dan 2024-03-10 -20", // bought before the log begins
            "eve 2024-01-15 5");

    @Test
    void aPeriodCountedByHand() {
        OperatingMetrics metrics = OperatingMetrics.of(LOG, MARCH);
        assertThat(metrics.gmv()).isEqualTo(380);
        assertThat(metrics.refunds()).isEqualTo(100);
        assertThat(metrics.nmv()).isEqualTo(280);
        assertThat(metrics.orders()).isEqualTo(5);
        assertThat(metrics.buyers()).isEqualTo(3);
        assertThat(metrics.newBuyers()).isEqualTo(2); // ann and cat
        assertThat(metrics.averageOrderValue()).isEqualTo(Ratio.of(380, 5));
        assertThat(metrics.revenuePerPayingUser()).isEqualTo(Ratio.of(280, 3));
        assertThat(metrics.revenuePerUser(10)).isEqualTo(Ratio.of(280, 10));
        assertThat(metrics.purchaseFrequency()).isEqualTo(Ratio.of(4, 3));
        assertThat(metrics.repeatPurchaseRate()).isEqualTo(Ratio.of(1, 3)); // ann, on two days
        assertThat(metrics.returningCustomerRate()).isEqualTo(Ratio.of(2, 3)); // and bob, since February
        assertThat(metrics.conversionOfUsers(30).rate()).isEqualTo(Ratio.of(3, 30));
        assertThat(metrics.describe())
                .contains("2024-03-01 to 2024-03-31 inclusive (COMPLETE)", "GMV 380.0 (5 orders", "buyers (3)")
                .isEqualTo(metrics.toString());
    }

    @Test
    void theReturningRateOfAPastPeriodStaysWhatItWas() {
        OperatingMetrics later = OperatingMetrics.of(LOG, MARCH.withAsOf(LocalDate.of(2024, 4, 30)));
        assertThat(later.returningCustomerRate()).isEqualTo(Ratio.of(2, 3)); // cat's second purchase came in April
        assertThat(later.gmv()).isEqualTo(380);
    }

    @Test
    void aRunningPeriodSaysSo() {
        MetricPeriod running = new MetricPeriod(
                SHANGHAI,
                LocalDate.of(2024, 3, 1),
                LocalDate.of(2024, 3, 31),
                LocalDate.MIN,
                LocalDate.of(2024, 3, 19));
        OperatingMetrics metrics = OperatingMetrics.of(LOG, running);
        assertThat(running.status()).isEqualTo(CellStatus.PARTIAL);
        assertThat(metrics.gmv()).isEqualTo(350);
        assertThat(metrics.repeatPurchaseRate()).isEqualTo(Ratio.of(0, 2));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MetricChange.between("GMV", metrics, metrics, OperatingMetrics::gmv))
                .withMessageStartingWith("only complete periods compare")
                .withMessageContaining("PARTIAL");
        MetricPeriod unseen = running.withAsOf(LocalDate.of(2024, 4, 1)).withDataFrom(LocalDate.of(2024, 3, 2));
        assertThat(unseen.status()).isEqualTo(CellStatus.LEFT_CENSORED);
        assertThat(unseen.describe()).contains("data from 2024-03-02 to 2024-04-01");
    }

    @Test
    void nothingSoldHasNoRates() {
        OperatingMetrics nothing = OperatingMetrics.of(TransactionLog.builder().build(), MARCH);
        assertThat(nothing.averageOrderValue().value()).isEmpty();
        assertThat(nothing.repeatPurchaseRate().value()).isEmpty();
        assertThat(nothing.revenuePerUser(0).value()).isEmpty();
        assertThat(nothing.conversionOfUsers(5).rate().value()).hasValue(0);
    }

    @Test
    void usersAndSessionsDoNotMix() {
        Conversion users = OperatingMetrics.of(LOG, MARCH).conversionOfUsers(30);
        Conversion sessions = new Conversion(Conversion.Unit.SESSIONS, Ratio.of(4, 90));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> users.plus(sessions))
                .withMessage("conversions of USERS and of SESSIONS do not add up");
        assertThat(sessions.plus(sessions).rate()).isEqualTo(Ratio.of(8, 180));
        assertThat(sessions.describe()).isEqualTo("conversion rate: 4.0 converted of 90.0 sessions");
        assertThat(users.describe()).endsWith("30.0 users");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Conversion(Conversion.Unit.USERS, Ratio.of(4, 3)))
                .withMessage("converted must lie in [0, eligible], was 4.0 of 3.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> OperatingMetrics.of(LOG, MARCH).conversionOfUsers(2))
                .withMessage("eligibleUsers must be at least the 3 buyers, was 2");
    }

    @Test
    void periodsAlignByWeekday() {
        MetricPeriod four = MetricPeriod.of(LocalDate.of(2024, 3, 4), LocalDate.of(2024, 3, 31), SHANGHAI);
        assertThat(four.days()).isEqualTo(28);
        assertThat(four.before().firstDay()).isEqualTo(LocalDate.of(2024, 2, 5));
        assertThat(four.yearBefore().firstDay()).isEqualTo(LocalDate.of(2023, 3, 6)); // a Monday too
        assertThat(four.yearBefore().firstDay().getDayOfWeek())
                .isEqualTo(four.firstDay().getDayOfWeek());
        MetricChange change = MetricChange.between(
                "GMV", OperatingMetrics.of(LOG, four.before()), OperatingMetrics.of(LOG, four), OperatingMetrics::gmv);
        assertThat(change.before()).isEqualTo(160); // ann's on 1 March, and bob's
        assertThat(change.after()).isEqualTo(230);
        assertThat(change.difference()).isEqualTo(70);
        assertThat(change.rate()).isEqualTo(Ratio.of(70, 160));
        assertThat(change.describe()).startsWith("GMV: 230.0 after 160.0");
        assertThatIllegalStateException()
                .isThrownBy(MARCH::before)
                .withMessageContaining("31 days")
                .withMessageContaining("28 days");
        OperatingMetrics march = OperatingMetrics.of(LOG, MARCH);
        OperatingMetrics weeks = OperatingMetrics.of(LOG, four);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MetricChange.between("GMV", weeks, march, OperatingMetrics::gmv))
                .withMessageStartingWith("periods must have the same length, weekdays and zone");
    }

    @Test
    void growthFromNothingHasNoRate() {
        assertThat(new MetricChange("users", 1000, 1300).rate().value()).hasValue(0.3);
        assertThat(new MetricChange("users", 0, 5).rate().value()).isEmpty();
        assertThat(new MetricChange("NMV", -4, 5).rate().value()).isEmpty();
        assertThatIllegalArgumentException().isThrownBy(() -> new MetricChange("users", Double.NaN, 1));
    }

    @Test
    void periodsOfAGrid() {
        CalendarGrid months = CalendarGrid.monthly(SHANGHAI);
        int march = months.indexOf(LocalDate.of(2024, 3, 5));
        assertThat(MetricPeriod.of(months, march, LocalDate.of(2024, 3, 31))).isEqualTo(MARCH);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MetricPeriod.of(months, march, LocalDate.of(2024, 2, 29)))
                .withMessage("firstDay 2024-03-01 must not lie after asOf 2024-02-29");
    }

    @Test
    void differentPeriodsDoNotAddUp() {
        OperatingMetrics march = OperatingMetrics.of(LOG, MARCH);
        OperatingMetrics other = OperatingMetrics.of(LOG, MARCH.yearBefore());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> march.plus(other))
                .withMessageStartingWith("metrics of different periods do not add up");
    }

    /** Sets of local dates, customer by customer: another way to the same counts; and two halves make the whole. */
    @RepeatedTest(60)
    void againstSetsOfDates(RepetitionInfo run) {
        long seed = run.getCurrentRepetition();
        SplittableRandom random = new SplittableRandom(seed);
        ZoneId zone = ZoneId.of(seed % 2 == 0 ? "America/New_York" : "Asia/Shanghai");
        LocalDate first = LocalDate.of(2024, 3, 3); // a clock change in New York a week later
        MetricPeriod period =
                new MetricPeriod(zone, first, first.plusDays(20), LocalDate.MIN, first.plusDays(random.nextInt(30)));
        TransactionLogBuilder all = TransactionLog.builder();
        TransactionLogBuilder[] halves = {TransactionLog.builder(), TransactionLog.builder()};
        Map<String, TreeSet<LocalDate>> days = new HashMap<>();
        double gmv = 0;
        int orders = 0;
        LocalDate last = period.lastDay().isBefore(period.asOf()) ? period.lastDay() : period.asOf();
        for (int i = 0; i < 60; i++) {
            int customer = random.nextInt(12);
            Instant time = first.minusDays(10)
                    .atStartOfDay(ZoneOffset.UTC)
                    .toInstant()
                    .plusSeconds(random.nextInt(40 * 86_400));
            double amount = random.nextInt(-3, 9);
            all.add("c" + customer, time, amount);
            halves[customer % 2].add("c" + customer, time, amount);
            LocalDate day = LocalDate.ofInstant(time, zone);
            if (amount >= 0 && !day.isAfter(last)) {
                days.computeIfAbsent("c" + customer, c -> new TreeSet<>()).add(day);
                gmv += day.isBefore(first) ? 0 : amount;
                orders += day.isBefore(first) ? 0 : 1;
            }
        }
        int buyers = (int)
                days.values().stream().filter(d -> d.ceiling(first) != null).count();
        int repeat = (int)
                days.values().stream().filter(d -> d.tailSet(first).size() >= 2).count();
        int returning = (int) days.values().stream()
                .filter(d -> d.ceiling(first) != null && d.size() >= 2)
                .count();

        OperatingMetrics metrics = OperatingMetrics.of(all.build(), period);
        assertThat(metrics.gmv()).as("seed %d", seed).isCloseTo(gmv, within(1e-9));
        assertThat(metrics.orders()).as("seed %d", seed).isEqualTo(orders);
        assertThat(metrics.buyers()).as("seed %d", seed).isEqualTo(buyers);
        assertThat(metrics.repeatPurchaseRate()).as("seed %d", seed).isEqualTo(Ratio.of(repeat, buyers));
        assertThat(metrics.returningCustomerRate()).as("seed %d", seed).isEqualTo(Ratio.of(returning, buyers));
        OperatingMetrics merged =
                OperatingMetrics.of(halves[0].build(), period).plus(OperatingMetrics.of(halves[1].build(), period));
        assertThat(merged.describe()).as("seed %d", seed).isEqualTo(metrics.describe());
    }
}
