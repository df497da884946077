package io.github.staycurve.core.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.github.staycurve.core.stat.CellStatus;
import io.github.staycurve.core.stat.Interval;
import io.github.staycurve.core.time.CalendarGrid;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class TrendTest {
    private static Trend trend(double... values) {
        return Trend.of(MetricSeries.of("GMV", values));
    }

    @Test
    void fourRisingPeriodsByHand() {
        Trend trend = trend(10, 12, 13, 20);
        // slopes 2, 1.5, 10/3, 1, 4, 7
        assertThat(trend.slope()).isCloseTo((2 + 10 / 3.0) / 2, within(1e-14));
        assertThat(trend.score()).isEqualTo(6);
        assertThat(trend.isExact()).isTrue();
        assertThat(trend.pValue()).isCloseTo(2 / 24.0, within(1e-15)); // one order of 24 either way
        assertThat(trend.describe()).isEqualTo(trend.toString()).contains("4 complete periods", "S 6", "exact");
        Interval interval = trend.slopeInterval(0.95); // z sd(S) = 1.96 sqrt(26 / 3) = 5.77: ranks 0.1 and 5.9
        assertThat(interval.lower()).isEqualTo(Double.NEGATIVE_INFINITY);
        Interval half = trend.slopeInterval(0.5); // .6745 * 2.944 = 1.986: floor((6 - 1.986) / 2) = 2
        assertThat(half).isEqualTo(new Interval(1.5, 4, 0.5));
    }

    @Test
    void oneWildPeriodDoesNotCarryTheSlopeAway() {
        double[] values = new double[21];
        Arrays.setAll(values, i -> 100 + 3 * i);
        values[10] = 1e9;
        Trend trend = trend(values);
        assertThat(trend.slope()).isCloseTo(3, within(1e-12));
        assertThat(trend.intercept()).isCloseTo(100, within(1e-9));
        assertThat(trend.pValue()).isLessThan(1e-6);
    }

    /** Every order of the values, with and without ties, against the p-value. */
    @RepeatedTest(12)
    void exactAgainstAllOrders(RepetitionInfo run) {
        int n = 4 + run.getCurrentRepetition() % 4;
        SplittableRandom random = new SplittableRandom(run.getCurrentRepetition());
        double[] values = random.doubles(n).toArray();
        long[] counts = new long[2];
        Trend trend = trend(values);
        countOrders(values.clone(), 0, Math.abs(trend.score()), counts);
        assertThat(trend.pValue()).isCloseTo(counts[0] / (double) counts[1], within(1e-12));
    }

    @Test
    void tiesAreTakenOffTheVariance() {
        Trend trend = trend(1, 1, 2, 2, 3);
        assertThat(trend.score()).isEqualTo(8);
        assertThat(trend.isExact()).isFalse();
        // variance (5*4*15 - 2 * 2*1*9) / 18 = 44 / 3; z = 7 / sqrt(44 / 3); scipy 1.10.1: 2 norm.sf(z)
        assertThat(trend.pValue()).isCloseTo(0.06757726305587054, within(1e-14));
    }

    @Test
    void theNormalApproximationMeetsTheExactDistribution() {
        SplittableRandom random = new SplittableRandom(7);
        double[] values = new double[60];
        Arrays.setAll(values, i -> 0.004 * i + random.nextDouble());
        double exact = trend(values).pValue();
        double[] tied = Arrays.copyOf(values, 61);
        tied[60] = values[30]; // one tie: no longer exact
        assertThat(trend(values).isExact()).isTrue();
        assertThat(trend(tied).isExact()).isFalse();
        double z = (Math.abs(trend(values).score()) - 1) / Math.sqrt(60 * 59 * 125 / 18.0);
        assertThat(exact).isCloseTo(2 * upperNormal(z), within(0.1 * exact + 1e-9));
    }

    @Test
    void aConstantSeriesHasNoTrend() {
        Trend trend = trend(5, 5, 5, 5, 5);
        assertThat(trend.slope()).isZero();
        assertThat(trend.pValue()).isEqualTo(1);
        assertThat(trend.slopeInterval(0.95)).isEqualTo(new Interval(0, 0, 0.95));
    }

    @Test
    void aRunningPeriodDoesNotCount() {
        CalendarGrid months = CalendarGrid.monthly(ZoneOffset.UTC);
        int january = months.indexOf(LocalDate.of(2024, 1, 1));
        double[] values = {100, 110, 120, 130, 5};
        MetricSeries series = MetricSeries.of("GMV", values, months, january, LocalDate.of(2024, 5, 3));
        assertThat(series.status(4)).isEqualTo(CellStatus.PARTIAL);
        assertThat(series.size()).isEqualTo(5);
        assertThat(Trend.of(series).slope()).isEqualTo(10);
        assertThat(Trend.of(series).score()).isEqualTo(6);
    }

    @Test
    void aHoleKeepsItsTime() {
        CellStatus seen = CellStatus.COMPLETE;
        MetricSeries series = MetricSeries.of(
                "GMV", new double[] {1, Double.NaN, 3, 4, 5}, List.of(seen, CellStatus.UNOBSERVED, seen, seen, seen));
        assertThat(Trend.of(series).slope()).isEqualTo(1);
    }

    @Test
    void badSeriesAreNamed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> trend(1, 2, 3))
                .withMessage("GMV: a trend needs 4 to 4000 complete periods, has 3");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> trend(1, Double.NaN))
                .withMessage("GMV of period 1 must lie in [-1.0E100, 1.0E100], was NaN");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MetricSeries.of("GMV", new double[2], List.of(CellStatus.COMPLETE)))
                .withMessage("statuses must have one a value: has 1, there are 2 values");
        assertThatIllegalArgumentException().isThrownBy(() -> trend(1, 2, 3, 4).slopeInterval(1));
    }

    /** Of 1000 series with a slope of 0.3 and normal errors, the 95 % intervals hold it about that often. */
    @Test
    void theSlopeIntervalCovers() {
        SplittableRandom random = new SplittableRandom(20240101);
        int covered = 0;
        int found = 0;
        for (int sample = 0; sample < 1000; sample++) {
            double[] values = new double[24];
            double[] noise = new double[24];
            for (int i = 0; i < values.length; i++) {
                noise[i] = gaussian(random);
                values[i] = 0.3 * i + 2 * gaussian(random);
            }
            covered += trend(values).slopeInterval(0.95).contains(0.3) ? 1 : 0;
            found += trend(noise).pValue() <= 0.05 ? 1 : 0;
        }
        assertThat(covered).isBetween(930, 970);
        assertThat(found).isBetween(30, 70); // errors of the first kind
    }

    static double gaussian(SplittableRandom random) {
        return Math.sqrt(-2 * Math.log(1 - random.nextDouble())) * Math.cos(2 * Math.PI * random.nextDouble());
    }

    /** Counts the orders whose S is at least as far from 0, and all of them. */
    private static void countOrders(double[] values, int from, long s, long[] counts) {
        if (from == values.length) {
            long score = 0;
            for (int i = 0; i < values.length; i++) {
                for (int j = i + 1; j < values.length; j++) {
                    score += values[j] > values[i] ? 1 : -1;
                }
            }
            counts[0] += Math.abs(score) >= s ? 1 : 0;
            counts[1]++;
        }
        for (int i = from; i < values.length; i++) {
            swap(values, from, i);
            countOrders(values, from + 1, s, counts);
            swap(values, from, i);
        }
    }

    private static void swap(double[] values, int i, int j) {
        double value = values[i];
        values[i] = values[j];
        values[j] = value;
    }

    /** The upper tail of the normal distribution by Simpson's rule. */
    private static double upperNormal(double z) {
        int steps = 2000;
        double width = 12.0 / steps;
        double sum = 0;
        for (int i = 0; i <= steps; i++) {
            double x = z + i * width;
            sum += (i == 0 || i == steps ? 1 : i % 2 == 1 ? 4 : 2) * Math.exp(-x * x / 2);
        }
        return sum * width / 3 / Math.sqrt(2 * Math.PI);
    }
}
