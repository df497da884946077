package io.github.staycurve.core.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.staycurve.core.data.PurchaseDays;
import io.github.staycurve.core.stat.Ratio;
import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class MatureOrdersTest {
    @Test
    void ratesCountThoseWithTimeForTheNextOrder() {
        PurchaseDays days = Histories.of(Map.of(
                "a", new int[] {0, 50, 200}, // the third within 100 days of the second: no
                "b", new int[] {0, 100},
                "c", new int[] {0, 101},
                "d", new int[] {250, 251})); // the first too late to count
        MatureOrders found = MatureOrders.of(days, Histories.day(300), 100);
        assertThat(found.repeatRate(1)).isEqualTo(Ratio.of(2, 3));
        assertThat(found.repeatRate(2)).isEqualTo(Ratio.of(0, 3));
        assertThat(found.repeatRate(3)).isEqualTo(Ratio.of(0, 1));
        assertThat(found.repeatRate(9)).isEqualTo(Ratio.EMPTY);
        assertThat(found.reliableOrders()).isZero();
        assertThat(found.orders()).isEmpty();
        assertThat(found.describe()).contains("within 100 days", "2020-10-27");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> found.repeatRate(0))
                .withMessage("n must be 1 or more, was 0");
        assertThatIllegalArgumentException().isThrownBy(() -> found.smoothedRate(1));
        assertThatIllegalArgumentException().isThrownBy(() -> MatureOrders.of(days, Histories.day(300), 0));
    }

    /** Repeat rates of 40, 60, 75, 80, 80, ... per cent: the plateau begins at four orders. */
    private static PurchaseDays planted(int customers, double... rates) {
        SplittableRandom random = new SplittableRandom(7);
        Map<String, int[]> offsets = new TreeMap<>();
        for (int i = 0; i < customers; i++) {
            int[] days = new int[60];
            int n = 1;
            while (n < days.length && random.nextDouble() < rates[Math.min(n, rates.length) - 1]) {
                days[n] = days[n - 1] + 10;
                n++;
            }
            offsets.put("c" + i, Arrays.copyOf(days, n));
        }
        return Histories.of(offsets);
    }

    @Test
    void maturityBeginsWhereTheCurveFlattens() {
        MatureOrders found = MatureOrders.of(planted(60_000, 0.4, 0.6, 0.75, 0.8), Histories.day(2000), 365);
        assertThat(found.orders()).hasValue(4);
        assertThat(found.reliableOrders()).isGreaterThan(8);
        for (int n = 2; n <= found.reliableOrders(); n++) {
            assertThat(found.smoothedRate(n)).isGreaterThanOrEqualTo(found.smoothedRate(n - 1));
        }
        assertThat(StagePolicy.builder(FixedSilence.DEFAULT)
                        .matureOrders(found.orders().orElseThrow())
                        .build()
                        .matureOrders())
                .isEqualTo(4);
    }

    @Test
    void aCurveThatStillRisesTellsNothingAndALevelOneTwo() {
        double[] rising = {0.1, 0.3, 0.5, 0.7, 0.9, 0.1};
        MatureOrders found = MatureOrders.of(planted(5_000, rising), Histories.day(2000), 365);
        assertThat(found.reliableOrders()).isBetween(1, 4);
        assertThat(found.orders()).isEmpty();
        assertThat(MatureOrders.of(planted(20_000, 0.6), Histories.day(2000), 365)
                        .orders())
                .hasValue(2);
    }
}
