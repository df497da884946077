package io.github.staycurve.core.markov;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class DwellExpansionTest {
    private static final StateSpace STATES = StateSpace.of("ACTIVE", "DORMANT", "CHURNED");
    private static final DwellExpansion EXPANSION = DwellExpansion.of(STATES, "DORMANT", 3);

    @Test
    void theLastPartIsThatManyStepsOrMore() {
        assertThat(EXPANSION.states())
                .isEqualTo(StateSpace.of("ACTIVE", "DORMANT_1", "DORMANT_2", "DORMANT_3", "CHURNED"));
        int[] path = {0, 1, 1, 1, 1, 0, 1, 2, 2, 1};
        assertThat(EXPANSION.expand(path, 0, path.length)).containsExactly(0, 1, 2, 3, 3, 0, 1, 4, 4, 1);
    }

    @Test
    void aStayBeginsWhereThePathDoes() {
        assertThat(EXPANSION.expand(new int[] {1, 1, 1, 2}, 1, 4)).containsExactly(1, 2, 4);
        assertThat(EXPANSION.expand(new int[0], 0, 0)).isEmpty();
    }

    @Test
    void valuesGoThereAndNumbersComeBack() {
        assertThat(EXPANSION.repeat(new double[] {5, 2, 0})).containsExactly(5, 2, 2, 2, 0);
        assertThat(EXPANSION.collapse(new double[] {1, 2, 3, 4, 5})).containsExactly(1, 9, 5);
    }

    @Test
    void theFirstAndTheLastStateCanBeSplitToo() {
        DwellExpansion first = DwellExpansion.of(STATES, "ACTIVE", 2);
        assertThat(first.expand(new int[] {0, 0, 1, 2}, 0, 4)).containsExactly(0, 1, 2, 3);
        DwellExpansion last = DwellExpansion.of(STATES, "CHURNED", 2);
        assertThat(last.expand(new int[] {0, 2, 2, 2}, 0, 4)).containsExactly(0, 2, 3, 3);
        assertThat(last.collapse(new double[] {1, 2, 3, 4})).containsExactly(1, 2, 7);
    }

    @Test
    void badArgumentsAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> DwellExpansion.of(STATES, "DORMANT", 1));
        assertThatIllegalArgumentException().isThrownBy(() -> DwellExpansion.of(STATES, "ASLEEP", 2));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DwellExpansion.of(StateSpace.of("A", "A_2"), "A", 2))
                .withMessageContaining("'A_2' is named twice");
        assertThatExceptionOfType(IndexOutOfBoundsException.class)
                .isThrownBy(() -> EXPANSION.expand(new int[] {3}, 0, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> EXPANSION.repeat(new double[5]));
        assertThatIllegalArgumentException().isThrownBy(() -> EXPANSION.collapse(new double[3]));
    }
}
