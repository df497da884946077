package io.github.staycurve.core.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChecksTest {

    @Test
    void returnWhatTheyWereGiven() {
        assertThat(Checks.positiveFinite(Double.MIN_VALUE, "r")).isEqualTo(Double.MIN_VALUE);
        assertThat(Checks.nonNegativeFinite(0, "r")).isZero();
        assertThat(Checks.finite(-Double.MAX_VALUE, "r")).isEqualTo(-Double.MAX_VALUE);
        assertThat(Checks.inRange(1, 1, 2, "r")).isEqualTo(1);
        assertThat(Checks.inRange(2, 1, 2, "r")).isEqualTo(2);
        assertThat(Checks.inRange(-1, -1, 7, "n")).isEqualTo(-1);
        assertThat(Checks.inRange(7, -1, 7, "n")).isEqualTo(7);
        assertThat(Checks.nonNegative(0, "n")).isZero();
        assertThat(Checks.notBlank(" a ", "id")).isEqualTo(" a ");
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void nothingNonFinitePasses(double value) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Checks.positiveFinite(value, "r"))
                .withMessage("r must be positive and finite, was " + value);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Checks.nonNegativeFinite(value, "r"))
                .withMessage("r must be 0 or more and finite, was " + value);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Checks.finite(value, "r"))
                .withMessage("r must be finite, was " + value);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Checks.inRange(value, 0, 1, "r"))
                .withMessage("r must lie in [0.0, 1.0], was " + value);
    }

    @Test
    void boundsAreKept() {
        assertThatIllegalArgumentException().isThrownBy(() -> Checks.positiveFinite(0, "r"));
        assertThatIllegalArgumentException().isThrownBy(() -> Checks.positiveFinite(-0.0, "r"));
        assertThatIllegalArgumentException().isThrownBy(() -> Checks.nonNegativeFinite(-Double.MIN_VALUE, "r"));
        assertThatIllegalArgumentException().isThrownBy(() -> Checks.inRange(Math.nextUp(2.0), 1, 2, "r"));
        assertThatIllegalArgumentException().isThrownBy(() -> Checks.inRange(Math.nextDown(1.0), 1, 2, "r"));
        assertThatIllegalArgumentException().isThrownBy(() -> Checks.inRange(-2, -1, 7, "n"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Checks.inRange(8, -1, 7, "n"))
                .withMessage("n must lie in [-1, 7], was 8");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Checks.nonNegative(-3, "frequency"))
                .withMessage("frequency must be 0 or more, was -3");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "  ", "\t\n"})
    void blankTextIsRefused(@Nullable String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Checks.notBlank(text, "customerId"))
                .withMessageStartingWith("customerId must not be blank");
    }
}
