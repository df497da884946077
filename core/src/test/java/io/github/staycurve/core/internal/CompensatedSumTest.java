package io.github.staycurve.core.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class CompensatedSumTest {

    @Test
    void keepsWhatPlainAdditionLoses() {
        assertThat(sumOf(1, 1e100, 1, -1e100)).isEqualTo(2); // 0 in plain doubles
        assertThat(sumOf(0.1, 0.2, -0.3)).isEqualTo(2.7755575615628914E-17); // exact for these three doubles
        assertThat(sumOf()).isZero();
    }

    @Test
    void isTheRoundedExactSumInAnyOrder() {
        for (long seed = 0; seed < 300; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            double[] values = new double[1 + random.nextInt(40)];
            BigDecimal exact = BigDecimal.ZERO;
            for (int i = 0; i < values.length; i++) {
                values[i] = random.nextLong(-1_000_000, 100_000_000) / 100.0; // cents
                exact = exact.add(new BigDecimal(values[i]));
            }
            double[] reversed = new double[values.length];
            for (int i = 0; i < values.length; i++) {
                reversed[i] = values[values.length - 1 - i];
            }
            assertThat(sumOf(values)).as("seed %d", seed).isEqualTo(exact.doubleValue());
            assertThat(sumOf(reversed)).as("seed %d", seed).isEqualTo(exact.doubleValue());
        }
    }

    @Test
    void roundedOffIsExactWhicheverIsLarger() {
        for (long seed = 0; seed < 300; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            double a = random.nextDouble(-1, 1) * Math.pow(10, random.nextInt(-10, 16));
            double b = random.nextDouble(-1, 1) * Math.pow(10, random.nextInt(-10, 16));
            BigDecimal lost = new BigDecimal(a).add(new BigDecimal(b)).subtract(new BigDecimal(a + b));
            assertThat(new BigDecimal(CompensatedSum.roundedOff(a, b, a + b)))
                    .as("seed %d", seed)
                    .isEqualByComparingTo(lost);
        }
    }

    @Test
    void anInfiniteValueMakesAnInfiniteSum() {
        assertThat(sumOf(1, Double.POSITIVE_INFINITY, 2)).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(sumOf(Double.NEGATIVE_INFINITY)).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(sumOf(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY)).isNaN();
        assertThat(sumOf(1e308, 1e308)).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(sumOf(1, Double.NaN)).isNaN();
    }

    @Test
    void resetForgetsTheRoundingToo() {
        CompensatedSum sum = new CompensatedSum();
        sum.add(0.1);
        sum.add(1e16);
        sum.reset();
        sum.add(0.1);
        assertThat(sum.value()).isEqualTo(0.1);
    }

    private static double sumOf(double... values) {
        CompensatedSum sum = new CompensatedSum();
        for (double value : values) {
            sum.add(value);
        }
        return sum.value();
    }
}
