package io.github.staycurve.core.internal.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogSpaceTest {
    // mpmath 1.3, 30 digits: log1p(u) - u
    @ParameterizedTest
    @CsvSource({
        "-0.9, -1.4025850929940459",
        "-0.5, -0.19314718055994531",
        "-0.3, -0.056674943938732374",
        "-0.001, -5.0033358353350016e-7",
        "0, 0",
        "1e-09, -4.9999999966666673e-19",
        "0.001, -4.9966691646683321e-7",
        "0.2, -0.017678443206045376",
        "0.5, -0.094534891891835618",
        "3, -1.6137056388801094",
    })
    void log1pMinus(double u, double expected) {
        assertThat(LogSpace.log1pMinus(u)).isCloseTo(expected, offset(1e-15 * Math.abs(expected)));
    }

    @Test
    void sumOfLogarithms() {
        assertThat(LogSpace.logAddExp(Math.log(2), Math.log(3))).isCloseTo(Math.log(5), offset(1e-15));
        assertThat(LogSpace.logAddExp(-5000, -5000)).isCloseTo(-5000 + Math.log(2), offset(1e-12));
        assertThat(LogSpace.logAddExp(Double.NEGATIVE_INFINITY, 1.5)).isEqualTo(1.5);
        assertThat(LogSpace.logAddExp(Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY))
                .isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(LogSpace.logAddExp(Double.POSITIVE_INFINITY, 1)).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(LogSpace.logAddExp(Double.NaN, 1)).isNaN();
    }

    @Test
    void softplus() {
        assertThat(LogSpace.log1pExp(0)).isCloseTo(Math.log(2), offset(1e-16));
        assertThat(LogSpace.log1pExp(1000)).isEqualTo(1000);
        assertThat(LogSpace.log1pExp(-100)).isCloseTo(Math.exp(-100), offset(1e-58));
    }
}
