package io.github.staycurve.core.internal.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GaussLegendreTest {
    static Stream<GaussLegendre> rules() {
        return Stream.of(
                GaussLegendre.FOUR,
                GaussLegendre.EIGHT,
                GaussLegendre.TWELVE,
                GaussLegendre.SIXTEEN,
                GaussLegendre.THIRTY_TWO);
    }

    @ParameterizedTest
    @MethodSource("rules")
    void integratesPowersExactly(GaussLegendre rule) {
        for (int degree = 0; degree < 2 * rule.size(); degree++) {
            double sum = 0;
            for (int i = 0; i < rule.size(); i++) {
                sum += rule.weight(i) * Math.pow(rule.node(i), degree);
            }
            double exact = degree % 2 == 0 ? 2.0 / (degree + 1) : 0;
            assertThat(sum).as("degree %d of %d nodes", degree, rule.size()).isCloseTo(exact, offset(4e-15));
        }
    }

    @Test
    void publishedNodes() {
        // Abramowitz and Stegun, table 25.4, n = 8
        assertThat(GaussLegendre.EIGHT.node(4)).isCloseTo(0.183434642495650, offset(1e-15));
        assertThat(GaussLegendre.EIGHT.weight(4)).isCloseTo(0.362683783378362, offset(1e-15));
        assertThat(GaussLegendre.EIGHT.node(7)).isCloseTo(0.960289856497536, offset(1e-15));
        assertThat(GaussLegendre.EIGHT.weight(7)).isCloseTo(0.101228536290376, offset(1e-15));
    }
}
