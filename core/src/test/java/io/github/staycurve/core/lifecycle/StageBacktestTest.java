package io.github.staycurve.core.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.github.staycurve.core.data.PurchaseDays;
import io.github.staycurve.core.data.RefundPolicy;
import io.github.staycurve.core.data.TransactionLog;
import io.github.staycurve.core.data.TransactionLogBuilder;
import io.github.staycurve.core.internal.math.RandomVariates;
import io.github.staycurve.core.stat.Ratio;
import io.github.staycurve.core.time.CalendarGrid;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class StageBacktestTest {
    private static final StagePolicy FIXED =
            StagePolicy.builder(FixedSilence.DEFAULT).medianGapDays(30).build();
    private static final LocalDate END = LocalDate.parse("2024-12-31");
    private static final List<LocalDate> DATES =
            List.of(LocalDate.parse("2024-06-30"), LocalDate.parse("2024-03-31"), LocalDate.parse("2024-09-30"));

    private static TransactionLogBuilder buy(TransactionLogBuilder builder, String id, String day, double amount) {
        return builder.add(id, Instant.parse(day + "T10:00:00Z"), amount);
    }

    /** Four customers around 30 June, whose states and days after it can be told by hand. */
    private static TransactionLog four() {
        TransactionLogBuilder builder = TransactionLog.builder();
        buy(builder, "active", "2024-03-10", 10);
        buy(builder, "active", "2024-06-20", 10);
        buy(builder, "active", "2024-07-05", 40);
        buy(builder, "active", "2024-07-06", -5); // a refund nets in the spend
        buy(builder, "active", "2024-09-28", 30); // 90 days after
        buy(builder, "away", "2024-01-10", 10); // churned, and stays away
        buy(builder, "back", "2024-02-10", 10); // churned, and back in August
        buy(builder, "back", "2024-08-10", 10);
        buy(builder, "dormant", "2024-04-20", 10); // 71 days, and back a day after the 90
        buy(builder, "dormant", "2024-09-29", 99);
        return builder.build();
    }

    @Test
    void oneDateByHand() {
        StageBacktest test = StageBacktest.builder(four(), ZoneOffset.UTC, END).run(DATES, (known, asOf) -> FIXED);
        assertThat(test.dates()).extracting(StageBacktestDate::asOf).isSorted().hasSize(3);
        StageBacktestDate june = test.dates().get(1);
        assertThat(june.customers()).isEqualTo(4);
        assertThat(june.customers(ActivityState.CHURNED)).isEqualTo(2);
        assertThat(june.customers(ActivityState.DORMANT)).isEqualTo(1);
        assertThat(june.churnedPrecision()).isEqualTo(Ratio.of(1, 2));
        assertThat(june.churnedRecall()).isEqualTo(Ratio.of(1, 2));
        assertThat(june.away()).isEqualTo(Ratio.of(2, 4));
        assertThat(june.meanSpend(ActivityState.ACTIVE)).isEqualTo(Ratio.of(65, 1));
        assertThat(june.meanSpend(ActivityState.CHURNED)).isEqualTo(Ratio.of(10, 2));
        assertThat(june.meanSpend(ActivityState.DECLINING).value()).isEmpty();
        assertThat(june.meanSpend(LifecycleStage.GROWTH)).isEqualTo(Ratio.of(65, 1));
        assertThat(june.meanSpend(LifecycleStage.DECLINE)).isEqualTo(Ratio.of(0, 1));
        // (churned: 0, 10), (dormant: 0), (active: 65): pairs 0-0 tied, 10-0 falls, three rise to 65
        assertThat(june.spendByActivity().statistic()).isEqualTo(3.5);
        assertThat(june.spendByLifecycle().statistic()).isEqualTo(3.5);
        assertThat(june.policy()).isEqualTo(FIXED);
        assertThat(june.coverage()).isEmpty(); // a fixed rule has no quantiles
        assertThat(june.describe()).contains("2024-06-30").contains("90 days");
        assertThat(test.describe())
                .contains("[2024-03-31, 2024-06-30, 2024-09-30]")
                .contains("90 days");
    }

    @Test
    void whatHappensOnTheStepsAfterTheDate() {
        StageBacktestDate june = StageBacktest.builder(four(), ZoneOffset.UTC, END)
                .run(DATES, (known, asOf) -> FIXED)
                .dates()
                .get(1);
        // ends of June to December. away: churned throughout, 6 steps; back: churned in June and July, back in August,
        // churned at the end of November and still in December; dormant: churned of July and August, back in September,
        // churned of December; active: of December only (94 days after 28 September)
        assertThat(june.reactivationRate()).isEqualTo(Ratio.of(2, 6 + 2 + 1 + 2));
        assertThat(june.flappingRate().denominator()).isEqualTo(4 * 5);
    }

    @Test
    void scoresOfOneDateByHand() {
        StageBacktestDate june = StageBacktest.builder(four(), ZoneOffset.UTC, END)
                .run(DATES, (known, asOf) -> FIXED)
                .dates()
                .get(1);
        List<ScoreBin> bins = june.reliability(); // silences 10, 71, 141 and 172: scores 8/9, 19/90, 0 and 0
        assertThat(bins).extracting(ScoreBin::from).containsExactly(0.0, .02, .1, .2, .5);
        assertThat(bins.get(0).share()).isEqualTo(Ratio.of(2, 4));
        assertThat(bins.get(0).bought()).isEqualTo(Ratio.of(1, 2));
        assertThat(bins.get(3).bought()).isEqualTo(Ratio.of(0, 1));
        assertThat(bins.get(4).bought()).isEqualTo(Ratio.of(1, 1));
        assertThat(bins.get(4).expected().value()).isEmpty();
        assertThat(bins.get(1).bought().value()).isEmpty();
    }

    /** One-time and repeat buyers by the engine's own assumptions: gamma rates, exponential gaps, no dropout. */
    private static TransactionLog simulated(int customers, long seed) {
        TransactionLogBuilder builder = TransactionLog.builder();
        SplittableRandom random = new SplittableRandom(seed);
        for (int customer = 0; customer < customers; customer++) {
            double rate = RandomVariates.gamma(random, 1.4) / 60;
            double day = 700 * random.nextDouble();
            while (day < 1100) {
                builder.add(
                        "c" + customer, Instant.ofEpochSecond(1_640_995_200L + (long) (86_400 * day)), 10 + 90 * rate);
                day -= Math.log(1 - random.nextDouble()) / rate;
            }
        }
        return builder.build();
    }

    @Test
    void customersOfItsOwnAssumptionsAreCoveredAsStated() {
        StagePolicyFitter fitter = (known, asOf) -> StagePolicy.of(
                AdaptiveSilence.of(GapPopulation.fit(known, asOf).population().orElseThrow()));
        LocalDate end = LocalDate.parse("2024-12-31");
        StageBacktest test = StageBacktest.builder(simulated(6000, 3), ZoneOffset.UTC, end)
                .run(
                        List.of(
                                LocalDate.parse("2023-01-31"),
                                LocalDate.parse("2023-03-31"),
                                LocalDate.parse("2023-05-31")),
                        fitter);
        for (StageBacktestDate date : test.dates()) {
            for (GapCoverage coverage : date.coverage()) {
                near(coverage.begunBefore(), coverage.nominal(), date.asOf() + " " + coverage);
                near(coverage.begunAfter(), coverage.nominal(), date.asOf() + " " + coverage);
            }
            for (ScoreBin bin : date.reliability()) {
                near(bin.bought(), bin.expected().value().getAsDouble(), bin.toString());
            }
            assertThat(date.spendByActivity().pValue().getAsDouble()).isLessThan(1e-6);
            assertThat(date.spendByLifecycle().pValue().getAsDouble()).isLessThan(1e-6);
            assertThat(date.reliability().stream()
                            .mapToDouble(bin -> bin.share().numerator())
                            .sum())
                    .isEqualTo(date.customers());
        }
    }

    /** Within four standard errors, and a point that whole days and the fit may cost. */
    private static void near(Ratio observed, double expected, String what) {
        if (observed.denominator() >= 50) {
            double error = Math.sqrt(expected * (1 - expected) / observed.denominator());
            assertThat(observed.value().getAsDouble()).as(what).isCloseTo(expected, within(4 * error + .01));
        }
    }

    /** A gap is left out by its beginning only, so that of two customers alike but for the end, both count. */
    @Test
    void gapsAreFollowedToTheirEnd() {
        GapPopulation population = GapPopulation.of(1, 10); // q80 after no gap: 10 (5 - 1) = 40 days
        StagePolicy policy = StagePolicy.of(AdaptiveSilence.of(population));
        TransactionLogBuilder builder = TransactionLog.builder();
        buy(builder, "a", "2024-01-01", 1); // ends after 39 days
        buy(builder, "a", "2024-02-09", 1);
        buy(builder, "b", "2024-01-01", 1); // ends after 41 days
        buy(builder, "b", "2024-02-11", 1);
        buy(builder, "c", "2024-01-01", 1); // never
        buy(builder, "d", "2024-11-20", 1); // 41 days are known of it, and it has not ended
        buy(builder, "e", "2024-11-22", 1); // too late to tell, though it ended
        buy(builder, "e", "2024-11-23", 1);
        GapCoverage coverage = StageBacktest.builder(builder.build(), ZoneOffset.UTC, END)
                .run(DATES, (known, asOf) -> policy)
                .dates()
                .get(0)
                .coverage()
                .get(0);
        assertThat(coverage.gaps()).isZero();
        assertThat(coverage.nominal()).isEqualTo(.8);
        assertThat(coverage.begunBefore()).isEqualTo(Ratio.of(1, 3));
        assertThat(coverage.begunAfter()).isEqualTo(Ratio.of(0, 1));
    }

    @Test
    void thePolicyIsMadeOfWhatWasKnownThen() {
        TransactionLog log = simulated(300, 5);
        Map<LocalDate, PurchaseDays> seen = new HashMap<>();
        List<LocalDate> dates =
                List.of(LocalDate.parse("2023-01-31"), LocalDate.parse("2023-06-30"), LocalDate.parse("2023-12-31"));
        StageBacktest test = StageBacktest.builder(log, ZoneOffset.UTC, END).run(dates, (known, asOf) -> {
            seen.put(asOf, known);
            return adaptive(known, asOf);
        });
        for (StageBacktestDate date : test.dates()) {
            PurchaseDays known = Objects.requireNonNull(seen.get(date.asOf()));
            assertThat(known.customers()).isEqualTo(date.customers());
            for (int place = 0; place < known.size(); place++) {
                assertThat((long) known.day(place))
                        .isLessThanOrEqualTo(date.asOf().toEpochDay());
            }
        }
        // another future, the same policy and stages
        TransactionLogBuilder other = TransactionLog.builder();
        for (int customer = 0; customer < log.customers(); customer++) {
            for (int row = log.start(customer); row < log.start(customer + 1); row++) {
                if (log.epochMillis(row) < Instant.parse("2023-02-01T00:00:00Z").toEpochMilli()) {
                    other.add(log.customerId(customer), Instant.ofEpochMilli(log.epochMillis(row)), log.amount(row));
                }
            }
        }
        buy(other, "someone new", "2023-08-01", 7);
        StageBacktestDate first = test.dates().get(0);
        StageBacktestDate same = StageBacktest.builder(other.build(), ZoneOffset.UTC, END)
                .run(dates, StageBacktestTest::adaptive)
                .dates()
                .get(0);
        assertThat(same.policy()).isEqualTo(first.policy());
        for (ActivityState state : ActivityState.values()) {
            assertThat(same.customers(state)).isEqualTo(first.customers(state));
        }
        assertThat(same.away()).isEqualTo(Ratio.of(first.customers(), first.customers()));
    }

    private static StagePolicy adaptive(PurchaseDays known, LocalDate asOf) {
        return StagePolicy.of(
                AdaptiveSilence.of(GapPopulation.fit(known, asOf).population().orElseThrow()));
    }

    @Test
    void optionsCount() {
        TransactionLog log = four();
        StageBacktestDate june = StageBacktest.builder(log, ZoneOffset.UTC, END)
                .refunds(RefundPolicy.IGNORE)
                .horizonDays(91)
                .grid(CalendarGrid.weekly(ZoneOffset.UTC, DayOfWeek.MONDAY))
                .observedFrom(LocalDate.parse("2024-01-01"))
                .run(DATES, (known, asOf) -> {
                    assertThat(known.observedFrom()).hasValue(LocalDate.parse("2024-01-01"));
                    return FIXED;
                })
                .dates()
                .get(1);
        assertThat(june.meanSpend(ActivityState.ACTIVE)).isEqualTo(Ratio.of(70, 1));
        assertThat(june.away()).isEqualTo(Ratio.of(1, 4)); // dormant came on the 91st day
        assertThat(june.reactivationRate().denominator()).isZero(); // a year after 1 January is left-censored
    }

    @Test
    void badRunsAreRefused() {
        StageBacktest.Builder builder = StageBacktest.builder(four(), ZoneOffset.UTC, END);
        StagePolicyFitter fitter = (known, asOf) -> FIXED;
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.run(DATES.subList(0, 2), fitter))
                .withMessageContaining("3 different days");
        List<LocalDate> twice = List.of(DATES.get(0), DATES.get(0), DATES.get(1));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.run(twice, fitter));
        List<LocalDate> late = new ArrayList<>(DATES);
        late.add(LocalDate.parse("2024-10-03"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.run(late, fitter))
                .withMessageContaining("asOf 2024-10-03 must lie 90 days or more before");
        List<LocalDate> early = new ArrayList<>(DATES);
        early.add(LocalDate.parse("2023-12-31"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.run(early, fitter))
                .withMessageContaining("nobody had bought by asOf 2023-12-31");
        assertThatIllegalArgumentException().isThrownBy(() -> builder.horizonDays(0));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.grid(CalendarGrid.monthly(ZoneId.of("Europe/London"))))
                .withMessageContaining("Europe/London");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ScoreBin(.5, .2, Ratio.EMPTY, Ratio.EMPTY, Ratio.EMPTY));
        assertThatIllegalArgumentException().isThrownBy(() -> new GapCoverage(-1, .8, Ratio.EMPTY, Ratio.EMPTY));
        assertThatIllegalArgumentException().isThrownBy(() -> new GapCoverage(0, 1, Ratio.EMPTY, Ratio.EMPTY));
    }
}
