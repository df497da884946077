package io.github.staycurve.core.stat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RatioTest {
    /** The 97.5 % point of the standard normal distribution, from printed tables. */
    private static final double Z95 = 1.959963984540054;

    private static Interval wilson(double k, double n, double confidence) {
        return Ratio.of(k, n).wilson(confidence).orElseThrow();
    }

    // Newcombe (1998), "Two-sided confidence intervals for the single proportion", Statistics in Medicine 17, 857-872,
    // Table I, method 3 (score, without continuity correction), four decimals
    @ParameterizedTest
    @CsvSource({"81, 263, 0.2553, 0.3662", "15, 148, 0.0624, 0.1605", "0, 20, 0.0000, 0.1611", "1, 29, 0.0061, 0.1718"})
    void publishedIntervals(double k, double n, double lower, double upper) {
        Interval interval = wilson(k, n, 0.95);
        assertThat(interval.lower()).isCloseTo(lower, within(5e-5));
        assertThat(interval.upper()).isCloseTo(upper, within(5e-5));
        assertThat(interval.confidence()).isEqualTo(0.95);
    }

    @Test
    void theEndsSolveTheScoreInequality() {
        for (long seed = 0; seed < 400; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            double n = Math.pow(10, random.nextDouble(0, 7));
            double k = n * random.nextDouble();
            double p = k / n;
            Interval interval = wilson(k, n, 0.95);
            assertThat(interval.contains(p)).as("seed %d", seed).isTrue();
            assertThat(interval.lower()).as("seed %d", seed).isCloseTo(solve(p, n, 0, p), within(1e-13));
            assertThat(interval.upper()).as("seed %d", seed).isCloseTo(solve(p, n, 1, p), within(1e-13));
        }
    }

    /** Halves the span between a rejected and an accepted proportion until it is as small as doubles are. */
    private static double solve(double observed, double n, double rejected, double accepted) {
        double out = rejected;
        double in = accepted;
        for (int i = 0; i < 200; i++) {
            double middle = (out + in) / 2;
            if (Math.abs(observed - middle) <= Z95 * Math.sqrt(middle * (1 - middle) / n)) {
                in = middle;
            } else {
                out = middle;
            }
        }
        return in;
    }

    @ParameterizedTest
    @ValueSource(doubles = {1, 3, 20, 1e3, 1e9, 1e15, 0.5})
    void neverAndAlwaysReachTheEnds(double n) {
        double z2 = Z95 * Z95;
        Interval never = wilson(0, n, 0.95);
        Interval always = wilson(n, n, 0.95);
        assertThat(never.lower()).isZero();
        assertThat(always.upper()).isEqualTo(1);
        // at k = 0 the upper end is z² / (n + z²), to full relative accuracy also where it is tiny
        assertThat(never.upper() / (z2 / (n + z2))).isCloseTo(1, within(1e-13));
        assertThat(always.lower()).isCloseTo(n / (n + z2), within(1e-15));
    }

    @Test
    void moreConfidenceIsWiderAndMoreDataNarrower() {
        for (long seed = 0; seed < 200; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            double n = random.nextInt(1, 1000);
            double k = random.nextInt((int) n + 1);
            double confidence = random.nextDouble(0.01, 0.98);
            Interval interval = wilson(k, n, confidence);
            Interval surer = wilson(k, n, confidence + 0.015);
            assertThat(surer.lower()).as("seed %d", seed).isLessThanOrEqualTo(interval.lower());
            assertThat(surer.upper()).as("seed %d", seed).isGreaterThanOrEqualTo(interval.upper());
            assertThat(wilson(4 * k, 4 * n, confidence).width())
                    .as("seed %d", seed)
                    .isLessThan(interval.width());
            Interval complement = wilson(n - k, n, confidence);
            assertThat(complement.lower()).as("seed %d", seed).isCloseTo(1 - interval.upper(), within(1e-15));
            assertThat(interval.lower()).as("seed %d", seed).isBetween(0.0, 1.0);
            assertThat(interval.upper()).as("seed %d", seed).isBetween(0.0, 1.0);
        }
    }

    @Test
    void extremeConfidenceStaysAnInterval() {
        assertThat(wilson(3, 10, 1e-12).width()).isBetween(0.0, 1e-12);
        Interval sure = wilson(3, 10, Math.nextDown(1.0));
        assertThat(sure.lower()).isBetween(0.0, 0.05);
        assertThat(sure.upper()).isBetween(0.9, 1.0);
        assertThat(wilson(0, 10, 1e-17)).isEqualTo(new Interval(0, 0, 1e-17)); // z is 0
        assertThat(wilson(10, 10, Double.MIN_VALUE)).isEqualTo(new Interval(1, 1, Double.MIN_VALUE));
    }

    @Test
    void nothingOutOfNothingHasNoRate() {
        assertThat(Ratio.EMPTY.value()).isEmpty();
        assertThat(Ratio.EMPTY.wilson(0.95)).isEmpty();
        assertThat(Ratio.of(5, 0).value()).isEmpty(); // what grew from nothing has no growth rate
        assertThat(Ratio.of(0, -0.0).value()).isEmpty();
        assertThat(Ratio.of(0, 4).value()).hasValue(0);
    }

    @Test
    void partsMergeIntoTheWhole() {
        Ratio whole = Ratio.of(1, 2).plus(Ratio.of(30, 40)).plus(Ratio.EMPTY);
        assertThat(whole).isEqualTo(Ratio.of(31, 42));
        assertThat(whole.value()).hasValue(31 / 42.0); // not the mean of 1/2 and 3/4
        assertThat(Ratio.of(-1, 2).plus(Ratio.of(3, 2)).value()).hasValue(0.5);
    }

    @Test
    void aRatioMayLieAboveOneOrBelowZeroButIsThenNoProportion() {
        assertThat(Ratio.of(120, 100).value()).hasValue(1.2);
        assertThat(Ratio.of(-20, 100).value()).hasValue(-0.2);
        assertThatIllegalStateException()
                .isThrownBy(() -> Ratio.of(120, 100).wilson(0.95))
                .withMessage("a Wilson interval needs a numerator in [0, denominator], was 120.0 of 100.0");
        assertThatIllegalStateException().isThrownBy(() -> Ratio.of(-1, 100).wilson(0.95));
        assertThatIllegalStateException().isThrownBy(() -> Ratio.of(1, 0).wilson(0.95));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 1, -0.5, 95, Double.NaN, Double.POSITIVE_INFINITY})
    void confidenceIsAProportion(double confidence) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Ratio.of(1, 2).wilson(confidence))
                .withMessageStartingWith("confidence must ")
                .withMessageContaining("was " + confidence);
        assertThatIllegalArgumentException().isThrownBy(() -> new Interval(0, 1, confidence));
    }

    @Test
    void partsAreFinite() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Ratio.of(Double.NaN, 1))
                .withMessage("numerator must be finite, was NaN");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Ratio.of(1, -1))
                .withMessage("denominator must be 0 or more and finite, was -1.0");
        assertThatIllegalArgumentException().isThrownBy(() -> Ratio.of(1, Double.POSITIVE_INFINITY));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Ratio.of(1e308, 1).plus(Ratio.of(1e308, 1)))
                .withMessage("numerator must be finite, was Infinity");
    }

    @Test
    void intervalsKeepTheirOrder() {
        Interval interval = new Interval(0.25, 0.75, 0.9);
        assertThat(interval.width()).isEqualTo(0.5);
        assertThat(interval.contains(0.25)).isTrue();
        assertThat(interval.contains(0.75)).isTrue();
        assertThat(interval.contains(0.7500001)).isFalse();
        assertThat(interval.contains(Double.NaN)).isFalse();
        double infinity = Double.POSITIVE_INFINITY;
        assertThat(new Interval(infinity, infinity, 0.9).width()).isZero();
        assertThat(new Interval(-infinity, infinity, 0.9).contains(1e300)).isTrue();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Interval(0.75, 0.25, 0.9))
                .withMessage("interval: lower 0.75 must not lie above upper 0.25");
        assertThatIllegalArgumentException().isThrownBy(() -> new Interval(Double.NaN, 1, 0.9));
    }
}
