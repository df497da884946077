package io.github.staycurve.core.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.github.staycurve.core.data.TransactionLog;
import io.github.staycurve.core.data.TransactionLogBuilder;
import io.github.staycurve.core.stat.KaplanMeier;
import io.github.staycurve.core.stat.Ratio;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class BuyerCohortTest {
    private static final LocalDate AS_OF = LocalDate.of(2024, 6, 30);
    private static final MetricPeriod PERIOD = MetricPeriod.of(AS_OF.minusDays(100), AS_OF, ZoneOffset.UTC);

    /** Times 5, 8, 12+, 20, 30, 30+, 45, 60+ to the second purchase; a plus is censored at the end of the data. */
    private static BuyerCohort worked() {
        TransactionLogBuilder log = TransactionLog.builder();
        int[] again = {5, 8, 20, 30, 45};
        for (int i = 0; i < again.length; i++) {
            LocalDate first = AS_OF.minusDays(90);
            log.add("again" + i, first.atTime(9, 0).toInstant(ZoneOffset.UTC), 10);
            log.add("again" + i, first.atTime(21, 0).toInstant(ZoneOffset.UTC), 10); // the same day: no second purchase
            log.add("again" + i, first.plusDays(again[i]).atTime(1, 0).toInstant(ZoneOffset.UTC), 10);
            log.add("again" + i, first.plusDays(70).atTime(1, 0).toInstant(ZoneOffset.UTC), 10);
        }
        for (int silent : new int[] {12, 30, 60}) {
            log.add("once" + silent, AS_OF.minusDays(silent).atTime(9, 0).toInstant(ZoneOffset.UTC), 10);
            log.add("once" + silent, AS_OF.minusDays(1).atTime(9, 0).toInstant(ZoneOffset.UTC), -10);
        }
        log.add("older", AS_OF.minusDays(101).atTime(9, 0).toInstant(ZoneOffset.UTC), 10);
        log.add("older", AS_OF.minusDays(50).atTime(9, 0).toInstant(ZoneOffset.UTC), 10);
        return BuyerCohort.of(log.build(), PERIOD);
    }

    @Test
    void theWorkedCurve() {
        BuyerCohort cohort = worked();
        KaplanMeier curve = cohort.timeToSecondPurchase();
        assertThat(cohort.size()).isEqualTo(8);
        assertThat(curve.survivalAt(5)).hasValue(0.875);
        assertThat(curve.survivalAt(8)).hasValue(0.75);
        assertThat(curve.survivalAt(20).orElseThrow()).isCloseTo(0.6, within(1e-15));
        assertThat(curve.survivalAt(30).orElseThrow()).isCloseTo(0.45, within(1e-15));
        assertThat(curve.survivalAt(45).orElseThrow()).isCloseTo(0.225, within(1e-15));
        assertThat(cohort.secondPurchaseWithin(30).orElseThrow().value()).isCloseTo(0.55, within(1e-15));
        assertThat(cohort.secondPurchaseWithin(60).orElseThrow().value()).isCloseTo(0.775, within(1e-15));
        assertThat(cohort.secondPurchaseWithin(90)).isEmpty(); // nobody without a second purchase was followed so long
        assertThat(cohort.secondPurchaseInterval(30, 0.95).orElseThrow().contains(0.55))
                .isTrue();
        assertThat(cohort.medianDaysToSecondPurchase()).hasValue(30);
        assertThat(cohort.medianInterval(0.95).orElseThrow().lower()).isEqualTo(5);
    }

    @Test
    void onlyMaturedMembersAreInTheCohortRate() {
        BuyerCohort cohort = worked();
        assertThat(cohort.repeatRate(10)).isEqualTo(Ratio.of(2, 8));
        assertThat(cohort.repeatRate(12)).isEqualTo(Ratio.of(2, 8)); // asOf is the 12th day of the youngest
        assertThat(cohort.repeatRate(13)).isEqualTo(Ratio.of(2, 7));
        assertThat(cohort.repeatRate(30)).isEqualTo(Ratio.of(4, 7));
        assertThat(cohort.repeatRate(60)).isEqualTo(Ratio.of(5, 6));
        assertThat(cohort.repeatRate(91).value()).isEmpty();
        assertThat(cohort.repeatRate(Integer.MAX_VALUE).value()).isEmpty();
        assertThatIllegalArgumentException().isThrownBy(() -> cohort.repeatRate(0));
        assertThat(cohort.describe()).startsWith("8 customers whose first purchase lies in 2024-03-22 to 2024-06-30");
        assertThat(cohort.firstDay(0)).isEqualTo(AS_OF.minusDays(90));
        assertThat(cohort.period()).isEqualTo(PERIOD);
    }

    @Test
    void anEmptyCohort() {
        BuyerCohort cohort = BuyerCohort.of(TransactionLog.builder().build(), PERIOD);
        assertThat(cohort.size()).isZero();
        assertThat(cohort.repeatRate(30).value()).isEmpty();
        assertThat(cohort.secondPurchaseWithin(30)).isEmpty();
        assertThat(cohort.medianDaysToSecondPurchase()).isEmpty();
        assertThat(cohort.medianInterval(0.95)).isEmpty();
    }

    @Test
    void rhythmOfEachCustomer() {
        ZoneId zone = ZoneId.of("Pacific/Apia"); // 2011-12-30 did not happen there
        TransactionLog log = MetricLogs.of(
                zone,
                "one 2011-12-20 5",
                "two 2011-12-29 5",
                "two 2011-12-29T20:00 5",
                "two 2011-12-31 5",
                "six 2011-12-01 5",
                "six 2011-12-02 5",
                "six 2011-12-04 5",
                "six 2011-12-11 5",
                "six 2011-12-05 -5",
                "refund 2011-12-05 -5");
        LocalDate asOf = LocalDate.of(2012, 1, 1);
        PurchaseRhythm rhythm = PurchaseRhythm.of(log, MetricPeriod.of(asOf, asOf, zone));
        assertThat(rhythm.size()).isEqualTo(3);
        assertThat(rhythm.customerId(0)).isEqualTo("one");
        assertThat(rhythm.purchases(0)).isEqualTo(1);
        assertThat(rhythm.tenureDays(0)).isEqualTo(12);
        assertThat(rhythm.observedLifetimeDays(0)).isZero();
        assertThat(rhythm.meanGap(0)).isEmpty();
        assertThat(rhythm.medianGap(0)).isEmpty();
        assertThat(rhythm.gapVariation(0)).isEmpty();
        assertThat(rhythm.purchases(1)).isEqualTo(4); // six: gaps of 1, 2 and 7 days
        assertThat(rhythm.meanGap(1).orElseThrow()).isCloseTo(10 / 3.0, within(1e-15));
        assertThat(rhythm.medianGap(1)).hasValue(2);
        // squares about 10/3: 49/9 + 16/9 + 121/9 = 186/9; over 2: 31/3; root 3.2145502536643185
        assertThat(rhythm.gapVariation(1).orElseThrow()).isCloseTo(Math.sqrt(31 / 3.0) / (10 / 3.0), within(1e-15));
        assertThat(rhythm.purchases(2)).isEqualTo(2);
        assertThat(rhythm.medianGap(2)).hasValue(2);
        assertThat(rhythm.gapVariation(2)).isEmpty();
        KaplanMeier gaps = rhythm.gapCurve(); // 1, 2, 2, 7; open: one 12, six 21, two 1
        assertThat(gaps.survivalAt(1).orElseThrow()).isCloseTo(6 / 7.0, within(1e-15));
        assertThat(gaps.survivalAt(2).orElseThrow()).isCloseTo(6 / 7.0 * 3 / 5, within(1e-15));
        assertThat(gaps.survivalAt(7).orElseThrow()).isCloseTo(6 / 7.0 * 3 / 5 * 2 / 3, within(1e-15));
        assertThat(gaps.survivalAt(21)).isPresent();
        assertThat(rhythm.describe()).contains("3 customers up to 2012-01-01").isEqualTo(rhythm.toString());
    }

    @Test
    void anEvenNumberOfGapsHasTheMeanOfTheMiddleTwo() {
        TransactionLog log = MetricLogs.of(ZoneOffset.UTC, "a 2024-01-01 1", "a 2024-01-02 1", "a 2024-01-12 1");
        PurchaseRhythm rhythm = PurchaseRhythm.of(log, PERIOD);
        assertThat(rhythm.medianGap(0)).hasValue(5.5);
    }

    @Test
    void theGeometricLifetimeIsNamedForItsAssumption() {
        assertThat(PurchaseRhythm.expectedLifetimeGeometric(Ratio.of(80, 100)).orElseThrow())
                .isCloseTo(5, within(1e-15));
        assertThat(PurchaseRhythm.expectedLifetimeGeometric(Ratio.of(0, 3))).hasValue(1);
        assertThat(PurchaseRhythm.expectedLifetimeGeometric(Ratio.of(3, 3))).isEmpty();
        assertThat(PurchaseRhythm.expectedLifetimeGeometric(Ratio.EMPTY)).isEmpty();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PurchaseRhythm.expectedLifetimeGeometric(Ratio.of(4, 3)))
                .withMessage("retention must be a proportion, was 4.0 of 3.0");
    }
}
