package io.github.staycurve.clv.prior;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class PriorTest {
    private static final Prior WEAK = Prior.weak();

    @Test
    void strengthIsCheckedAndToldInWords() {
        assertThat(WEAK).isEqualTo(Prior.withinFactor(10)).hasSameHashCodeAs(Prior.withinFactor(10));
        assertThat(WEAK).isNotEqualTo(Prior.withinFactor(4)).hasToString("Prior[factor=10.0]");
        assertThat(WEAK.factor()).isEqualTo(10);
        assertThat(WEAK.describe()).contains("within a factor of 10").contains("95 %");
        assertThat(Prior.withinFactor(2.5).describe()).contains("within a factor of 2.5 of");
        for (double factor : new double[] {1, 1001, Double.NaN}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Prior.withinFactor(factor))
                    .withMessageContaining("factor")
                    .withMessageContaining("1.1");
        }
    }
}
