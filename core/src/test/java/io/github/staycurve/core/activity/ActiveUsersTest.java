package io.github.staycurve.core.activity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.data.Offset.offset;

import io.github.staycurve.core.stat.CellStatus;
import io.github.staycurve.core.stat.Ratio;
import io.github.staycurve.core.time.CalendarGrid;
import io.github.staycurve.core.time.PeriodUnit;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class ActiveUsersTest {
    private static final LocalDate DAY = LocalDate.of(2020, 2, 1);
    private static final ActivityWindow FIFTY =
            ActivityWindow.of(CalendarGrid.daily(ZoneOffset.UTC), DAY, DAY.plusDays(49));

    private static long millis(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli();
    }

    /** Customer 0 on all days, 1 on the first and the 30th, 2 never. */
    private static ActivityTable small() {
        ActivityTableBuilder builder = ActivityTable.builder(FIFTY, "x", 3);
        for (int day = 0; day < 50; day++) {
            builder.add(0, millis(DAY.plusDays(day)));
        }
        builder.add(1, millis(DAY));
        builder.add(1, millis(DAY.plusDays(29)));
        builder.firstSeen(2, millis(DAY.plusDays(3)));
        return builder.build();
    }

    @RepeatedTest(100)
    void rollingWindowsAndTheirIdentity(RepetitionInfo run) {
        long seed = run.getCurrentRepetition();
        SplittableRandom random = new SplittableRandom(seed);
        RandomActivity truth = new RandomActivity(random, PeriodUnit.DAY, false);
        int width = 2 + random.nextInt(40);
        ActivityTable table = truth.table();
        ActiveUsers actives = ActiveUsers.of(table, width);
        List<Integer> observed = truth.observedPeriods();
        for (int period : observed) {
            int slot = period - table.firstPeriod();
            long active = 0;
            long activeDays = 0;
            for (int customer = 0; customer < truth.customers; customer++) {
                long days = 0;
                for (int day = Math.max(table.firstPeriod(), period - width + 1); day <= period; day++) {
                    days += truth.isActive(customer, day) ? 1 : 0;
                }
                active += days > 0 ? 1 : 0;
                activeDays += days;
            }
            String label = "seed %d, width %d, slot %d".formatted(seed, width, slot);
            assertThat(actives.count(slot, width)).as(label).hasValue(active);
            // E[active days | active in W] / |W|
            long days = observed.stream()
                    .filter(p -> p > period - width && p <= period)
                    .count();
            Ratio stickiness = actives.stickiness(StickinessKind.MEAN, slot, width);
            if (active > 0) {
                double expected = (double) activeDays / active / days;
                assertThat(stickiness.value().orElseThrow()).as(label).isCloseTo(expected, offset(1e-14));
            } else {
                assertThat(stickiness.value()).as(label).isEmpty();
            }
            LocalDate end = LocalDate.ofEpochDay(period);
            LHistogram histogram = LHistogram.of(table, end, width, LHistogram.Population.EVER_SEEN);
            assertThat(histogram.atLeast(1)).as(label).isEqualTo(active);
            assertThat(histogram.meanActivePeriods().numerator()).as(label).isEqualTo((double) activeDays);
        }
    }

    @Test
    void dauWauMau() {
        ActiveUsers actives = ActiveUsers.of(small());
        assertThat(actives.activeUsers(DAY, 1)).hasValue(2);
        assertThat(actives.activeUsers(DAY.plusDays(6), 7)).hasValue(2);
        assertThat(actives.activeUsers(DAY.plusDays(7), 7)).hasValue(1);
        assertThat(actives.activeUsers(DAY.plusDays(27), 28)).hasValue(2);
        assertThat(actives.activeUsers(DAY.plusDays(28), 28)).hasValue(1);
        assertThat(actives.activeUsers(DAY.plusDays(29), 28)).hasValue(2);
        assertThat(actives.activeUsers(DAY.minusDays(1), 1)).isEmpty();
        assertThat(actives.activeUsers(DAY.plusDays(50), 28)).isEmpty();
        assertThat(actives.stickiness(DAY.plusDays(49), 28))
                .isEqualTo(actives.stickiness(StickinessKind.MEAN, DAY.plusDays(49), 28))
                .isNotEqualTo(actives.stickiness(StickinessKind.POINT, DAY.plusDays(49), 28));
        assertThat(actives.stickiness(StickinessKind.POINT, DAY.plusDays(49), 28))
                .isEqualTo(Ratio.of(1, 2));
        assertThat(actives.stickiness(StickinessKind.MEAN, DAY.plusDays(49), 28))
                .isEqualTo(Ratio.of(29, 56));
        assertThat(actives.stickiness(StickinessKind.MEAN, DAY.plusDays(50), 28))
                .isEqualTo(Ratio.EMPTY);
        assertThat(actives.status(0, 1)).isEqualTo(CellStatus.COMPLETE);
        assertThat(actives.status(5, 7)).isEqualTo(CellStatus.LEFT_CENSORED);
        assertThat(actives.status(6, 7)).isEqualTo(CellStatus.COMPLETE);
        assertThat(actives.status(50, 7)).isEqualTo(CellStatus.UNOBSERVED);
        assertThat(actives.periods()).isEqualTo(50);
        assertThat(actives)
                .hasToString("ActiveUsers[customers active in the last [1, 7, 28] periods; x; calendar days, days"
                        + " in Z, from 2020-02-01, as of 2020-03-22T00:00:00Z]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> actives.count(0, 30))
                .withMessage("width must be one of those counted, [1, 7, 28], was 30");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ActiveUsers.of(small(), 0))
                .withMessage("width must lie in [1, 65536], was 0");
    }

    @Test
    void calendarActivesAcrossALeapDay() {
        ActiveUsers months = ActiveUsers.of(small().onGrid(CalendarGrid.monthly(ZoneOffset.UTC)));
        assertThat(months.count(0, 1)).hasValue(2);
        assertThat(months.count(1, 1)).hasValue(2); // the 30th day is 2020-03-01, as February had 29
        assertThat(months.status(0, 1)).isEqualTo(CellStatus.COMPLETE);
        assertThat(months.status(1, 1)).isEqualTo(CellStatus.PARTIAL);
    }

    @Test
    void partsAddUp() {
        ActivityTableBuilder builder = ActivityTable.builder(FIFTY, "x", 1);
        builder.add(0, millis(DAY));
        ActivityTable other = builder.build();
        ActiveUsers sum = ActiveUsers.of(small()).plus(ActiveUsers.of(other));
        assertThat(sum.activeUsers(DAY, 1)).hasValue(3);
        assertThat(sum.activeUsers(DAY.plusDays(27), 28)).hasValue(3);
        ActiveUsers narrow = ActiveUsers.of(other, 7);
        assertThatIllegalArgumentException().isThrownBy(() -> sum.plus(narrow));
        LHistogram histogram = LHistogram.of(small(), DAY).plus(LHistogram.of(other, DAY));
        assertThat(histogram.exactly(1)).isEqualTo(3);
        LHistogram seven = LHistogram.of(small(), DAY, 7, LHistogram.Population.ACTIVE);
        assertThatIllegalArgumentException().isThrownBy(() -> histogram.plus(seven));
    }

    @Test
    void histogramOfActiveDays() {
        LHistogram active = LHistogram.of(small(), DAY.plusDays(49));
        assertThat(active.width()).isEqualTo(28);
        assertThat(active.exactly(28)).isEqualTo(1);
        assertThat(active.exactly(1)).isEqualTo(1);
        assertThat(active.exactly(0)).isZero();
        assertThat(active.atLeast(1)).isEqualTo(2);
        assertThat(active.atLeast(2)).isEqualTo(1);
        assertThat(active.shareOfAtLeast(2).value()).hasValue(0.5);
        assertThat(active.status()).isEqualTo(CellStatus.COMPLETE);
        LHistogram seen = LHistogram.of(small(), DAY.plusDays(49), 7, LHistogram.Population.EVER_SEEN);
        assertThat(seen.exactly(0)).isEqualTo(2);
        assertThat(seen.exactly(7)).isEqualTo(1);
        assertThat(seen.population()).isEqualTo(LHistogram.Population.EVER_SEEN);
        assertThat(seen.describe())
                .startsWith("active periods among the 7 up to 2020-03-21, of customers ever seen; x;");
        assertThat(LHistogram.of(small(), DAY.plusDays(2), 7, LHistogram.Population.EVER_SEEN)
                        .exactly(0))
                .isZero();
        assertThat(LHistogram.of(small(), DAY.plusDays(26)).status()).isEqualTo(CellStatus.LEFT_CENSORED);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> active.exactly(29))
                .withMessage("n must lie in [0, 28], was 29");
        assertThatIllegalArgumentException().isThrownBy(() -> active.atLeast(-1));
        InactiveStock stock = InactiveStock.of(small(), 49);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> stock.ofAge(0))
                .withMessage("age must lie in [1, 49], was 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LHistogram.of(small(), DAY, 0, LHistogram.Population.ACTIVE))
                .withMessage("width must lie in [1, 65536], was 0");
    }

    @Test
    void activityRate() {
        RegisteredUsers registered = RegisteredUsers.builder(FIFTY)
                .registered(millis(DAY.minusDays(5)))
                .registered(millis(DAY))
                .registered(millis(DAY.plusDays(3)))
                .deleted(millis(DAY.plusDays(10)))
                .registered(millis(DAY.plusDays(50)))
                .build();
        ActiveUsers actives = ActiveUsers.of(small());
        assertThat(registered.activityRate(actives, 0)).isEqualTo(Ratio.of(2, 2));
        assertThat(registered.activityRate(actives, 0, RegisteredUsers.Base.AT_START))
                .isEqualTo(Ratio.of(2, 1));
        assertThat(registered.activityRate(actives, 3)).isEqualTo(Ratio.of(1, 3));
        assertThat(registered.activityRate(actives, 3, RegisteredUsers.Base.AT_START))
                .isEqualTo(Ratio.of(1, 2));
        assertThat(registered.count(49, RegisteredUsers.Base.AT_END)).isEqualTo(2);
        assertThat(registered.activityRate(actives, 50)).isEqualTo(Ratio.EMPTY);
        assertThat(registered.describe()).startsWith("accounts registered and not deleted; calendar days");
        RegisteredUsers none = RegisteredUsers.builder(FIFTY).build();
        assertThat(none.activityRate(actives, 0).value()).isEmpty();
        RegisteredUsers months = RegisteredUsers.builder(FIFTY.withGrid(CalendarGrid.monthly(ZoneOffset.UTC)))
                .build();
        assertThatIllegalArgumentException().isThrownBy(() -> months.activityRate(actives, 0));
        RegisteredUsers.Builder tooMany = RegisteredUsers.builder(FIFTY).deleted(millis(DAY));
        assertThatIllegalStateException()
                .isThrownBy(tooMany::build)
                .withMessageStartingWith("more accounts were deleted");
    }

    @RepeatedTest(60)
    void goalsAreReachedInTheFirstSpanShortEnough(RepetitionInfo run) {
        long seed = run.getCurrentRepetition();
        SplittableRandom random = new SplittableRandom(seed);
        RandomActivity truth = new RandomActivity(random, PeriodUnit.DAY, false);
        ActivityTable table = truth.table();
        int n = 1 + random.nextInt(4);
        ActivityGoal goal = new ActivityGoal(n, n + random.nextInt(8));
        int reached = 0;
        for (int customer = 0; customer < table.customers(); customer++) {
            int expected = -1;
            for (int slot = 0; slot < table.periods() && expected < 0; slot++) {
                int active = 0;
                for (int day = slot - goal.within() + 1; day <= slot; day++) {
                    active += truth.isActive(customer, table.firstPeriod() + day) ? 1 : 0;
                }
                expected = active >= n ? slot : -1;
            }
            assertThat(goal.reachedIn(table, customer))
                    .as("seed %d, %s", seed, goal.describe())
                    .isEqualTo(expected);
            reached += expected >= 0 ? 1 : 0;
        }
        assertThat(goal.customers(table)).hasSize(reached);
        assertThat(goal.share(table)).isEqualTo(Ratio.of(reached, table.customers()));
    }

    @Test
    void goalsMustBePossible() {
        assertThatIllegalArgumentException().isThrownBy(() -> new ActivityGoal(0, 1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ActivityGoal(3, 2))
                .withMessage("within must be at least the 3 periods needed, was 2");
    }

    /**
     * Days 0, 1, 3 and 0, 5 of ten: gaps 1, 2, 5, open ones of 6 and 4. At 1: 5 gaps at risk, S = .8; at 2: 4, S = .6; at 5:
     * 2 at risk (5 and the open 6), S = .3.
     */
    @Test
    void usageIntervalsByHand() {
        ActivityWindow window =
                ActivityWindow.asOf(CalendarGrid.daily(ZoneOffset.UTC), DAY, Instant.parse("2020-02-11T08:00:00Z"));
        ActivityTableBuilder builder = ActivityTable.builder(window, "x", 0);
        for (int day : new int[] {0, 1, 3}) {
            builder.add(0, millis(DAY.plusDays(day)));
        }
        builder.add(1, millis(DAY));
        builder.add(1, millis(DAY.plusDays(5)));
        builder.add(0, millis(DAY.plusDays(10))); // the running day, which does not count
        UsageInterval interval = UsageInterval.of(builder.build());
        assertThat(interval.closedGaps()).isEqualTo(3);
        assertThat(interval.censored().survivalAt(1).orElseThrow()).isCloseTo(0.8, offset(1e-15));
        assertThat(interval.censored().survivalAt(2).orElseThrow()).isCloseTo(0.6, offset(1e-15));
        assertThat(interval.censored().survivalAt(5).orElseThrow()).isCloseTo(0.3, offset(1e-15));
        assertThat(interval.quantile(0.5)).hasValue(5);
        assertThat(interval.suggestedPeriod()).as("80 % never returned").isEmpty();
        assertThat(interval.pooledQuantile(0.5)).hasValue(2);
        assertThat(interval.pooledQuantile(0.8)).hasValue(5);
        assertThat(interval.medianQuantile(0.5)).hasValue(1.5);
        assertThat(interval.medianQuantile(0.9)).hasValue(5);
        assertThat(interval.describe()).startsWith("gaps between active periods; x;");
        assertThatIllegalArgumentException().isThrownBy(() -> interval.pooledQuantile(1));
    }

    @Test
    void usageIntervalsOfNobody() {
        UsageInterval interval =
                UsageInterval.of(ActivityTable.builder(FIFTY, "x", 0).build());
        assertThat(interval.quantile(0.8)).isEmpty();
        assertThat(interval.pooledQuantile(0.8)).isEmpty();
        assertThat(interval.medianQuantile(0.8)).isEmpty();
        assertThat(interval.closedGaps()).isZero();
    }
}
