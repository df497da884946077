package io.github.staycurve.core.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.staycurve.core.stat.Ratio;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChurnRateTest {
    /** 100 at the start, 50 joined, 20 lost: 130 at the end. */
    private static final CustomerFlow FLOW = CustomerFlow.of(100, 50, 20);

    /** By hand: 20/100, 20/150, 20/115 and (100 - 130)/100. */
    @Test
    void oneSituationHasFourRates() {
        assertThat(FLOW.end()).isEqualTo(130);
        assertThat(FLOW.churnRate()).isEqualTo(Ratio.of(20, 100));
        assertThat(FLOW.churnRate(ChurnDenominator.START)).isEqualTo(Ratio.of(20, 100));
        assertThat(FLOW.churnRate(ChurnDenominator.START_PLUS_NEW)).isEqualTo(Ratio.of(20, 150));
        assertThat(FLOW.churnRate(ChurnDenominator.AVERAGE)).isEqualTo(Ratio.of(20, 115));
        assertThat(FLOW.netUserLossRate()).isEqualTo(Ratio.of(-30, 100));
        assertThat(FLOW.churnRate(ChurnDenominator.START_PLUS_NEW).value().orElseThrow())
                .isCloseTo(0.1333, within(5e-5));
        assertThat(FLOW.churnRate(ChurnDenominator.AVERAGE).value().orElseThrow())
                .isCloseTo(0.1739, within(5e-5));
    }

    @Test
    void whoJoinsAndLeavesWithinThePeriodIsNoLossOfTheStart() {
        CustomerFlow flow = new CustomerFlow(100, 50, 10, 20, 7);
        assertThat(flow.end()).isEqualTo(133);
        assertThat(flow.churnRate()).isEqualTo(Ratio.of(20, 100));
        assertThat(flow.churnRate(ChurnDenominator.START_PLUS_NEW)).isEqualTo(Ratio.of(27, 160));
        assertThat(flow.churnRate(ChurnDenominator.AVERAGE)).isEqualTo(Ratio.of(27, 116.5));
        assertThat(flow.netUserLossRate()).isEqualTo(Ratio.of(-33, 100));
        assertThat(flow.plus(FLOW)).isEqualTo(new CustomerFlow(200, 100, 10, 40, 7));
    }

    @Test
    void nobodyAtTheStartIsNoRate() {
        CustomerFlow flow = CustomerFlow.of(0, 5, 0);
        assertThat(flow.churnRate().value()).isEmpty();
        assertThat(flow.netUserLossRate().value()).isEmpty();
        assertThat(flow.churnRate(ChurnDenominator.START_PLUS_NEW).value()).hasValue(0);
        assertThat(CustomerFlow.of(0, 0, 0).churnRate(ChurnDenominator.AVERAGE).value())
                .isEmpty();
        assertThat(CustomerFlow.of(8, 0, 8).churnRate(ChurnDenominator.AVERAGE).value())
                .hasValue(2);
    }

    @ParameterizedTest
    @CsvSource({
        "-1, 0, 0, 0, 0, 'start must lie in [0, 1125899906842624], was -1'",
        "1, -2, 0, 0, 0, 'joined must lie in [0, 1125899906842624], was -2'",
        "1, 0, -3, 0, 0, 'reactivated must lie in [0, 1125899906842624], was -3'",
        "1, 0, 0, 2, 0, 'lost must lie in [0, 1], was 2'",
        "1, 2, 3, 0, 6, 'joinedAndLost must lie in [0, 5], was 6'",
    })
    void countsThatCannotBeAreRefused(
            long start, long joined, long reactivated, long lost, long joinedAndLost, String message) {
        assertThatThrownBy(() -> new CustomerFlow(start, joined, reactivated, lost, joinedAndLost))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    /** 1 - 0.95^12 = 0.45963991233736334 by exact decimal arithmetic. */
    @Test
    void aYearOfMonthsLosesFromFewerEachMonth() {
        assertThat(ChurnRates.compounded(0.05, 12)).isCloseTo(0.4596399123373633, within(1e-15));
        assertThat(ChurnRates.compounded(1e-18, 12)).isCloseTo(1.2e-17, within(1e-30));
        assertThat(ChurnRates.compounded(0, 12)).isZero();
        assertThat(ChurnRates.compounded(1, 12)).isEqualTo(1);
        assertThat(ChurnRates.compounded(1, 0)).isZero();
        assertThat(ChurnRates.compounded(0.3, 1)).isCloseTo(0.3, within(1e-16));
        assertThatThrownBy(() -> ChurnRates.compounded(Double.NaN, 1)).hasMessageContaining("rate");
        assertThatThrownBy(() -> ChurnRates.compounded(0.5, -1)).hasMessageContaining("periods");
    }

    @Test
    void theDailySumAddsRatesOfDays() {
        List<CustomerFlow> days = List.of(CustomerFlow.of(100, 0, 10), CustomerFlow.of(90, 18, 0));
        assertThat(ChurnRates.sumOfNetUserLossRates(days).orElseThrow()).isCloseTo(0.1 - 0.2, within(1e-15));
        assertThat(ChurnRates.sumOfNetUserLossRates(List.of())).isEmpty();
        assertThat(ChurnRates.sumOfNetUserLossRates(List.of(CustomerFlow.of(0, 1, 0))))
                .isEmpty();
        assertThatThrownBy(() -> ChurnRates.sumOfNetUserLossRates(
                        List.of(CustomerFlow.of(100, 0, 10), CustomerFlow.of(91, 0, 0))))
                .hasMessage("flow 1 must start with the 90 customers at the end of the one before, started with 91");
    }

    /** E = S + new + reactivated - lost, and start-based churn is 1 minus the part of the start that is still there. */
    @RepeatedTest(50)
    void theBooksOfRandomSetsBalance(RepetitionInfo run) {
        SplittableRandom random = new SplittableRandom(run.getCurrentRepetition());
        Set<Integer> ever = new HashSet<>();
        Set<Integer> present = new HashSet<>();
        List<CustomerFlow> flows = new ArrayList<>();
        for (int period = 0; period < 12; period++) {
            Set<Integer> next = new HashSet<>();
            for (int customer = 0; customer < 30; customer++) {
                if (random.nextInt(3) == 0) {
                    next.add(customer);
                }
            }
            Set<Integer> start = present;
            long lost = start.stream().filter(c -> !next.contains(c)).count();
            long joined = next.stream().filter(c -> !ever.contains(c)).count();
            long back = next.stream()
                    .filter(c -> ever.contains(c) && !start.contains(c))
                    .count();
            CustomerFlow flow = new CustomerFlow(start.size(), joined, back, lost, 0);
            flows.add(flow);
            long stayed = start.stream().filter(next::contains).count();
            assertThat(flow.end()).as(run.toString()).isEqualTo(next.size());
            assertThat(flow.churnRate())
                    .as(run.toString())
                    .isEqualTo(Ratio.of(start.size() - (double) stayed, start.size()));
            ever.addAll(next);
            present = next;
        }
        assertThat(ChurnRates.sumOfNetUserLossRates(flows.subList(1, 12)))
                .as(run.toString())
                .isNotEmpty();
    }

    @Test
    void eachDenominatorSaysWhatItIs() {
        assertThat(ChurnDenominator.values())
                .extracting(ChurnDenominator::describe)
                .doesNotHaveDuplicates();
        assertThat(ChurnDenominator.START.describe()).contains("at the start");
    }
}
