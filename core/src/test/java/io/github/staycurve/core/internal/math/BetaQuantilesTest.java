package io.github.staycurve.core.internal.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BetaQuantilesTest {
    /** With b = 1 the distribution function is x^a, with a = 1 it is 1 - (1 - x)^b. */
    @ParameterizedTest
    @CsvSource({"0.025, 3", "0.5, 0.2", "0.975, 1e5", "1e-9, 40", "0.999, 0.01"})
    void closedForms(double p, double shape) {
        assertThat(BetaQuantiles.quantile(p, shape, 1)).isCloseTo(Math.pow(p, 1 / shape), withinPercentage(1e-9));
        assertThat(BetaQuantiles.quantile(p, 1, shape))
                .isCloseTo(-Math.expm1(Math.log1p(-p) / shape), withinPercentage(1e-9));
    }

    @ParameterizedTest
    @CsvSource({"0.025, 2.5, 97.1", "0.5, 7, 7", "0.9, 0.3, 0.4", "0.05, 1e4, 3e4", "0.999, 12, 4000"})
    void undoTheDistributionFunction(double p, double a, double b) {
        double x = BetaQuantiles.quantile(p, a, b);
        assertThat(BetaFunctions.regularized(x, 1 - x, a, b)).isCloseTo(p, withinPercentage(1e-8));
    }
}
