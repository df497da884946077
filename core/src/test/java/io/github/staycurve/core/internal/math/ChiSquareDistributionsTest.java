package io.github.staycurve.core.internal.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChiSquareDistributionsTest {
    /** Abramowitz and Stegun, table 26.8: values that are exceeded with a given probability. */
    @ParameterizedTest
    @CsvSource({
        "1, 3.84146, 0.05",
        "1, 6.63490, 0.01",
        "2, 5.99147, 0.05",
        "5, 15.0863, 0.01",
        "10, 18.3070, 0.05",
        "30, 43.7729, 0.05",
        "100, 149.449, 0.001",
    })
    void publishedQuantiles(double degrees, double x, double upperTail) {
        assertThat(ChiSquareDistributions.upperTail(x, degrees)).isCloseTo(upperTail, withinPercentage(0.01));
    }

    /** With two degrees of freedom it is an exponential distribution, with one the square of a normal variable. */
    @ParameterizedTest
    @ValueSource(doubles = {1e-9, 0.1, 1, 2, 7, 40, 300, 1200})
    void closedForms(double x) {
        assertThat(ChiSquareDistributions.upperTail(x, 2)).isCloseTo(Math.exp(-x / 2), withinPercentage(1e-9));
        assertThat(ChiSquareDistributions.upperTail(x, 1))
                .isCloseTo(2 * NormalDistributions.cumulative(-Math.sqrt(x)), withinPercentage(1e-9));
    }

    /** With an even number 2m it is the probability of fewer than m events of a Poisson process of mean x/2. */
    @ParameterizedTest
    @CsvSource({"6, 3", "6, 30", "40, 25", "400, 390", "2000, 2100", "2000, 1700"})
    void evenDegreesAreAPoissonSum(int degrees, double x) {
        double sum = 0;
        for (int events = 0; events < degrees / 2; events++) {
            sum += Math.exp(events * Math.log(x / 2) - x / 2 - GammaFunctions.logGamma(events + 1.0));
        }
        assertThat(ChiSquareDistributions.upperTail(x, degrees)).isCloseTo(sum, withinPercentage(1e-8));
    }

    @Test
    void theEndsAreOneAndZero() {
        assertThat(ChiSquareDistributions.upperTail(0, 3)).isEqualTo(1);
        assertThat(ChiSquareDistributions.upperTail(Double.POSITIVE_INFINITY, 3))
                .isZero();
        assertThat(ChiSquareDistributions.upperTail(1e6, 3)).isCloseTo(0, within(1e-300));
    }
}
