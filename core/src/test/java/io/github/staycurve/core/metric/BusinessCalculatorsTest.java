package io.github.staycurve.core.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.github.staycurve.core.data.TransactionLog;
import io.github.staycurve.core.json.JsonObject;
import io.github.staycurve.core.metric.ChannelAcquisition.Attribution;
import io.github.staycurve.core.stat.Interval;
import io.github.staycurve.core.stat.PointEstimate;
import io.github.staycurve.core.stat.Ratio;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Channels, promoters, viral growth, winback: worked numbers and edges. */
class BusinessCalculatorsTest {
    @Test
    void whatAChannelCosts() {
        TransactionLog log = MetricLogs.of(
                ZoneOffset.UTC, "a 2024-01-02 10", "b 2024-01-03 10", "c 2024-01-04 10", "old 2023-12-01 1");
        BuyerCohort cohort = BuyerCohort.of(
                log, MetricPeriod.of(LocalDate.of(2024, 1, 1), LocalDate.of(2024, 1, 31), ZoneOffset.UTC));
        List<ChannelAcquisition> channels = ChannelAcquisition.byChannel(
                cohort,
                id -> id.equals("c") ? "friends" : "search",
                Attribution.FIRST_TOUCH,
                Map.of("search", 90.0, "tv", 50.0));
        assertThat(channels)
                .containsExactly(
                        new ChannelAcquisition("friends", Attribution.FIRST_TOUCH, 0, 1),
                        new ChannelAcquisition("search", Attribution.FIRST_TOUCH, 90, 2),
                        new ChannelAcquisition("tv", Attribution.FIRST_TOUCH, 50, 0));
        ChannelAcquisition search = channels.get(1);
        assertThat(search.acquisitionCost()).isEqualTo(Ratio.of(90, 2));
        assertThat(search.valueToCost(135)).isEqualTo(Ratio.of(270, 90)); // LTV:CAC of 3
        assertThat(search.returnOnInvestment(270)).isEqualTo(Ratio.of(180, 90));
        assertThat(search.paybackMonths(20, 10, 10, 10)).hasValue(4); // 20, 30, 40, 50 against 45
        assertThat(search.paybackMonths(45)).hasValue(1);
        assertThat(search.paybackMonths(20, 10)).isEmpty();
        assertThat(search.paybackMonths(50, -20)).hasValue(1);
        assertThat(channels.get(0).paybackMonths(1)).hasValue(0);
        assertThat(channels.get(0).valueToCost(10).value()).isEmpty();
        ChannelAcquisition nobody = channels.get(2);
        assertThat(nobody.acquisitionCost().value()).isEmpty(); // fifty spent on nobody is not a cost of 0
        assertThat(nobody.paybackMonths(100)).isEmpty();
        assertThat(nobody.returnOnInvestment(0)).isEqualTo(Ratio.of(-50, 50));
        assertThat(search.plus(nobody).acquisitionCost()).isEqualTo(Ratio.of(140, 2));
        assertThat(search.describe()).contains("FIRST_TOUCH", "spend 90.0", "new customers 2");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> search.plus(new ChannelAcquisition("x", Attribution.LAST_TOUCH, 1, 1)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ChannelAcquisition("x", Attribution.LAST_TOUCH, Double.NaN, 1))
                .withMessage("spend must be 0 or more and finite, was NaN");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ChannelAcquisition.byChannel(cohort, id -> " ", Attribution.LAST_TOUCH, Map.of()));
    }

    @Test
    void promotersLessDetractors() {
        NetPromoterScore score = new NetPromoterScore(220, 100, 80); // 55, 25 and 20 % of 400
        assertThat(score.score().value()).hasValue(0.35);
        assertThat(100 * score.estimate().orElseThrow().standardError().orElseThrow())
                .isCloseTo(3.96, within(0.005));
        assertThat(score.describe()).startsWith("NPS of 400 answers: (220 promoters");
        assertThat(score.plus(score).answers()).isEqualTo(800);
    }

    /** numpy and scipy: nps.json says how. */
    @Test
    void promotersGolden() throws IOException {
        JsonObject golden;
        try (InputStream file = BusinessCalculatorsTest.class.getResourceAsStream("/golden/nps.json")) {
            golden = JsonObject.parse(new String(file.readAllBytes(), StandardCharsets.UTF_8));
        }
        JsonObject example = golden.object("scores_example");
        double[] answers = example.list("scores").numbers();
        int[] whole = new int[answers.length];
        for (int i = 0; i < whole.length; i++) {
            whole[i] = (int) answers[i];
        }
        assertPoints(NetPromoterScore.of(whole), example);
        for (JsonObject each : golden.list("cases").objects()) {
            assertPoints(
                    new NetPromoterScore(each.whole("promoters"), each.whole("passives"), each.whole("detractors")),
                    each);
        }
        JsonObject difference = golden.list("difference").object(0);
        double[] a = difference.list("a").numbers();
        double[] b = difference.list("b").numbers();
        PointEstimate minus = new NetPromoterScore((long) b[0], (long) b[1], (long) b[2])
                .minus(new NetPromoterScore((long) a[0], (long) a[1], (long) a[2]))
                .orElseThrow();
        assertThat(100 * minus.value()).isCloseTo(difference.number("diff_points"), within(1e-12));
        assertThat(100 * minus.standardError().orElseThrow()).isCloseTo(difference.number("se_points"), within(1e-12));
    }

    private static void assertPoints(NetPromoterScore score, JsonObject golden) {
        assertThat(score.promoters()).isEqualTo(golden.whole("promoters"));
        assertThat(score.passives()).isEqualTo(golden.whole("passives"));
        assertThat(score.detractors()).isEqualTo(golden.whole("detractors"));
        PointEstimate estimate = score.estimate().orElseThrow();
        assertThat(100 * estimate.value()).isCloseTo(golden.number("nps_points"), within(1e-12));
        assertThat(100 * estimate.standardError().orElseThrow()).isCloseTo(golden.number("se_points"), within(1e-12));
        assertEnds(estimate.interval(0.95).orElseThrow(), golden.list("ci95").numbers());
        JsonObject adjusted = golden.object("adjusted_wald_0.75_1.5_0.75");
        assertEnds(score.adjustedInterval(0.95), adjusted.list("ci95").numbers());
    }

    private static void assertEnds(Interval interval, double[] points) {
        assertThat(100 * interval.lower()).isCloseTo(points[0], within(1e-10));
        assertThat(100 * interval.upper()).isCloseTo(points[1], within(1e-10));
    }

    @Test
    void answersAreWholeNumbersFromNoughtToTen() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> NetPromoterScore.of(10, 11))
                .withMessage("answer 1 must be a whole number from 0 to 10, was 11");
        assertThatIllegalArgumentException().isThrownBy(() -> NetPromoterScore.of(-1));
        assertThatIllegalArgumentException().isThrownBy(() -> new NetPromoterScore(-1, 0, 0));
        assertThat(NetPromoterScore.of().estimate()).isEmpty();
        assertThat(NetPromoterScore.of().score().value()).isEmpty();
        assertThat(NetPromoterScore.of().minus(NetPromoterScore.of(9))).isEmpty();
        assertThat(NetPromoterScore.of(6, 7, 8, 9)).isEqualTo(new NetPromoterScore(1, 2, 1));
    }

    @ParameterizedTest
    @CsvSource({
        "100, 0.8, 5, 5, 180",
        "100, 0.8, 5, 30, 395.1424",
        "100, 1, 5, 10, 300",
        "100, 2, 1, 3, 1500", // 100 (1 + 2 + 4 + 8)
        "100, 0, 5, 30, 100",
        "0, 3, 5, 30, 0",
        "7, 1.5, 3, 0, 7"
    })
    void viralGrowth(double users, double k, double cycle, double time, double expected) {
        assertThat(new ViralGrowth(users, k, cycle).usersAt(time)).isCloseTo(expected, within(1e-10 * (1 + expected)));
    }

    @Test
    void viralLimitsAndTheNeighbourhoodOfOne() {
        assertThat(new ViralGrowth(100, 0.8, 5).limit().orElseThrow()).isCloseTo(500, within(1e-12));
        assertThat(new ViralGrowth(100, 1, 5).limit()).isEmpty();
        assertThat(new ViralGrowth(100, 1 + 1e-13, 5).usersAt(10)).isCloseTo(300, within(1e-9));
        assertThat(new ViralGrowth(100, 0.8, 5).usersAt(1e9)).isCloseTo(500, within(1e-9));
        assertThat(new ViralGrowth(0, 2, 1).usersAt(1e6)).isZero();
        assertThat(new ViralGrowth(1, 2, 1).usersAt(1e6)).isInfinite();
        assertThat(ViralGrowth.kFactor(Ratio.of(500, 100), Ratio.of(80, 500))
                        .value()
                        .orElseThrow())
                .isCloseTo(0.8, within(1e-15));
        assertThat(ViralGrowth.observedKFactor(30, 120)).isEqualTo(Ratio.of(30, 120));
        assertThat(ViralGrowth.kFactor(Ratio.EMPTY, Ratio.of(1, 2)).value()).isEmpty();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ViralGrowth(1, 1, 0))
                .withMessage("cycleTime must be positive and finite, was 0.0");
        assertThatIllegalArgumentException().isThrownBy(() -> new ViralGrowth(1, 1, 1).usersAt(-1));
        assertThatIllegalArgumentException().isThrownBy(() -> ViralGrowth.kFactor(Ratio.of(1, 1), Ratio.of(3, 2)));
        assertThat(new ViralGrowth(1, 1, 1).describe()).contains("K = 1.0");
    }

    @Test
    void winbackCountsThoseWhoWereChurnedWhenTreated() {
        TransactionLog log = MetricLogs.of(
                ZoneOffset.UTC,
                "back 2024-01-01 1",
                "back 2024-03-10 1",
                "late 2024-01-01 1",
                "late 2024-03-12 1", // eleven days after
                "never 2024-01-01 1",
                "active 2024-02-20 1", // ten days silent when treated: not churned
                "active 2024-03-03 1",
                "sameday 2024-01-01 1",
                "sameday 2024-03-01 1", // bought on the day of the treatment
                "young 2024-01-01 1");
        Instant treated = Instant.parse("2024-03-01T08:00:00Z");
        Instant yesterday = Instant.parse("2024-03-30T08:00:00Z");
        Map<String, Instant> all = Map.of(
                "back", treated, "late", treated, "never", treated, "active", treated, "sameday", treated, "young",
                yesterday, "unknown", treated);
        LocalDate asOf = LocalDate.of(2024, 3, 31);
        MetricPeriod data = MetricPeriod.of(asOf, asOf, ZoneOffset.UTC);
        Ratio rate = WinbackRate.count(log, all, 30, 10, data);
        assertThat(rate).isEqualTo(Ratio.of(1, 3));

        WinbackRate alone = new WinbackRate(rate, Optional.empty(), 10);
        assertThat(alone.evidence()).isEqualTo(WinbackRate.Evidence.OBSERVATIONAL);
        assertThat(alone.incremental()).isEmpty();
        assertThat(alone.profit(100, 1, 5)).isEmpty();
        assertThat(alone.describe()).isEqualTo("winback within 10 days, OBSERVATIONAL: 1.0 of 3.0 treated");
        assertThatIllegalArgumentException().isThrownBy(() -> WinbackRate.count(log, all, 0, 10, data));
    }

    @Test
    void winbackAgainstAHoldout() {
        WinbackRate rate = new WinbackRate(Ratio.of(120, 1000), Optional.of(Ratio.of(20, 250)), 30);
        PointEstimate incremental = rate.incremental().orElseThrow();
        assertThat(rate.evidence()).isEqualTo(WinbackRate.Evidence.INCREMENTAL);
        assertThat(incremental.value()).isCloseTo(0.04, within(1e-15));
        // .12 * .88 / 1000 + .08 * .92 / 250
        assertThat(incremental.standardError().orElseThrow()).isCloseTo(Math.sqrt(1.056e-4 + 2.944e-4), within(1e-15));
        // .04 * 1000 * 50 - 1000 * .5 - 120 * 10
        assertThat(rate.profit(50, 0.5, 10).orElseThrow()).isCloseTo(300, within(1e-9));
        assertThat(rate.describe()).endsWith("120.0 of 1000.0 treated, 20.0 of 250.0 held out");
        assertThat(new WinbackRate(Ratio.EMPTY, Optional.of(Ratio.of(1, 2)), 1).incremental())
                .isEmpty();
        assertThatIllegalArgumentException().isThrownBy(() -> new WinbackRate(Ratio.of(2, 1), Optional.empty(), 30));
    }
}
