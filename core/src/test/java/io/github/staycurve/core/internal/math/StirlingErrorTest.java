package io.github.staycurve.core.internal.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StirlingErrorTest {
    // mpmath 1.3, 60 digits: loggamma(z) - ((z - 1/2) log z - z + log(2 pi)/2), z (digamma(z) - log z + 1/(2 z))
    @ParameterizedTest
    @CsvSource({
        "9.9999999999999995e-7, 5.9888309840731799, -0.499986761703462",
        "0.01, 1.4340079537031842, -0.45955715271880583",
        "0.5, 0.15342640972002735, -0.13518142273073909",
        "1.0, 0.081061466795327258, -0.077215664901532861",
        "3.7000000000000002, 0.022468770580143146, -0.022363337068069285",
        "9.9900000000000002, 0.0083388967977343301, -0.0083333560943178991",
        "10.0, 0.0083305634333628713, -0.0083250392732457637",
        "12.5, 0.0066652470327076824, -0.0066624129167923954",
        "300.0, 0.00027777767489744594, -0.00027777746913743548",
        "1000000.0, 8.3333333333330556e-8, -8.3333333333325e-8",
        "1000000000000.0, 8.3333333333333333e-14, -8.3333333333333333e-14"
    })
    void agreesWithItsDefinition(double z, double error, double logSlope) {
        // below 10 it is a difference of terms of the size of z ln z; from 10 on, the first term that the series leave
        // out is 3617/122400 z⁻¹⁵ in the error and 3617/8160 z⁻¹⁵ in its slope
        double rounding = z < 10 ? 1e-14 : 1e-15 * error + 3617.0 / 8160 * Math.pow(z, -15);
        assertThat(StirlingError.of(z)).isCloseTo(error, within(rounding));
        assertThat(StirlingError.logSlope(z)).isCloseTo(logSlope, within(rounding));
    }
}
