package io.github.staycurve.core.internal.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NormalDistributionsTest {
    // mpmath 1.3, 50 digits: root of log(ncdf(z)) - log(p)
    @ParameterizedTest
    @CsvSource({
        "1e-300, -37.047096299361199",
        "1e-20, -9.2623400897984076",
        "1e-5, -4.2648907939228246",
        "0.001, -3.0902323061678135",
        "0.025, -1.9599639845400542",
        "0.3, -0.52440051270804082",
        "0.5, 0",
        "0.75, 0.67448975019608174",
        "0.975, 1.9599639845400539",
        "0.999, 3.0902323061678133",
    })
    void quantiles(double p, double z) {
        assertThat(NormalDistributions.quantile(p)).isCloseTo(z, offset(2e-14 * (0.1 + Math.abs(z))));
        assertThat(NormalDistributions.cumulative(z)).isCloseTo(p, offset(1e-12 * p));
    }

    @Test
    void ends() {
        assertThat(NormalDistributions.quantile(0)).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(NormalDistributions.quantile(1)).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(NormalDistributions.quantile(-0.1)).isNaN();
        assertThat(NormalDistributions.quantile(Double.NaN)).isNaN();
        assertThat(NormalDistributions.quantile(Double.MIN_VALUE)).isBetween(-40.0, -38.0);
    }
}
