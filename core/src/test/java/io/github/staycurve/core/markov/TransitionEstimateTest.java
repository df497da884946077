package io.github.staycurve.core.markov;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.github.staycurve.core.stat.Interval;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class TransitionEstimateTest {
    private static final StateSpace ABC = StateSpace.of("A", "B", "C");
    /** A leads to A 6 and B 3 times, B to A once; nobody was seen to leave C, or to get there. */
    private static final TransitionCounts COUNTS = TransitionCounts.counter(ABC, "made-up steps")
            .add(0, 0, 6)
            .add(0, 1, 3)
            .add(1, 0)
            .counts();

    @Test
    void smoothingByHand() {
        // of ten steps 7 end in A, 3 in B: (n + 1 * .7) / (n_i + 1)
        TransitionMatrix matrix = TransitionEstimate.of(COUNTS).matrix();
        assertThat(matrix.row("A")).containsExactly(new double[] {.67, .33, 0}, within(1e-15));
        assertThat(matrix.row("B")).containsExactly(new double[] {.85, .15, 0}, within(1e-15));
        assertThat(matrix.row("C")).containsExactly(new double[] {.7, .3, 0}, within(1e-15));
    }

    @Test
    void withoutSmoothingItIsTheShares() {
        TransitionCounts counts = COUNTS.plus(
                TransitionCounts.counter(ABC, "made-up steps").add(2, 1, 4).counts());
        TransitionMatrix matrix = TransitionEstimate.of(counts, 0).matrix();
        assertThat(matrix.row("A")).containsExactly(new double[] {6.0 / 9, 3.0 / 9, 0}, within(1e-15));
        assertThat(matrix.row("C")).containsExactly(0, 1, 0);
    }

    @Test
    void withoutSmoothingAnUnseenRowIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TransitionEstimate.of(COUNTS, 0))
                .withMessageContaining("no step from [C] was counted");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TransitionEstimate.of(TransitionCounts.empty(ABC, "none")))
                .withMessageContaining("no step was counted");
        assertThatIllegalArgumentException().isThrownBy(() -> TransitionEstimate.of(COUNTS, -1));
        assertThatIllegalArgumentException().isThrownBy(() -> TransitionEstimate.of(COUNTS, Double.NaN));
    }

    @Test
    void aSegmentIsDrawnTowardsThePool() {
        TransitionMatrix pooled = TransitionMatrix.of(ABC, new double[][] {{.5, .3, .2}, {.1, .8, .1}, {0, 0, 1}});
        TransitionMatrix matrix = TransitionEstimate.shrunk(COUNTS, pooled, 10).matrix();
        assertThat(matrix.row("A")).containsExactly(new double[] {11.0 / 19, 6.0 / 19, 2.0 / 19}, within(1e-15));
        assertThat(matrix.row("B")).containsExactly(new double[] {2.0 / 11, 8.0 / 11, 1.0 / 11}, within(1e-15));
        assertThat(matrix.row("C")).containsExactly(0, 0, 1); // nothing of its own: the pool's
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TransitionEstimate.shrunk(COUNTS, pooled, 0))
                .withMessageContaining("[C]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TransitionEstimate.shrunk(COUNTS, SixStages.MATRIX, 1))
                .withMessageContaining("[A, B, C]");
    }

    @Test
    void theCredibleRangeOfARowOfTwoIsThatOfABetaVariable() {
        // B: shapes 1.7 and 0.3 with C at 0; quantiles of Beta(1.7, 0.3) undone by drawing
        TransitionEstimate estimate = TransitionEstimate.of(COUNTS);
        Interval range = estimate.credible("B", "A", .9);
        SplittableRandom random = new SplittableRandom(3);
        double below = 0;
        double above = 0;
        int draws = 20_000;
        for (int i = 0; i < draws; i++) {
            double p = estimate.draw(random).probability("B", "A");
            below += p < range.lower() ? 1 : 0;
            above += p > range.upper() ? 1 : 0;
        }
        assertThat(below / draws).isCloseTo(.05, within(.006)); // standard error .0015
        assertThat(above / draws).isCloseTo(.05, within(.006));
    }

    /** Beta(1, n) has a closed form: of n + 1 steps worth of shapes one went there. */
    @Test
    void theCredibleRangeInClosedForm() {
        StateSpace two = StateSpace.of("A", "B");
        TransitionCounts counts = TransitionCounts.counter(two, "made-up steps")
                .add(0, 0, 19)
                .add(0, 1, 1)
                .add(1, 0)
                .counts();
        Interval range = TransitionEstimate.of(counts, 0).credible("A", "B", .95);
        assertThat(range.lower()).isCloseTo(1 - Math.pow(.975, 1.0 / 19), within(1e-12));
        assertThat(range.upper()).isCloseTo(1 - Math.pow(.025, 1.0 / 19), within(1e-12));
    }

    @Test
    void whatCannotHappenHasNoRange() {
        TransitionEstimate estimate = TransitionEstimate.of(COUNTS);
        assertThat(estimate.credible("A", "C", .95)).isEqualTo(new Interval(0, 0, .95));
        StateSpace one = StateSpace.of("only");
        TransitionCounts counts =
                TransitionCounts.counter(one, "made-up steps").add(0, 0).counts();
        assertThat(TransitionEstimate.of(counts).credible("only", "only", .9)).isEqualTo(new Interval(1, 1, .9));
        assertThatIllegalArgumentException().isThrownBy(() -> estimate.credible("A", "B", 1));
    }

    @Test
    void drawsAverageToTheEstimate() {
        TransitionEstimate estimate = TransitionEstimate.of(COUNTS, 5);
        SplittableRandom random = new SplittableRandom(11);
        double[] sum = new double[3];
        int draws = 20_000;
        for (int i = 0; i < draws; i++) {
            double[] row = estimate.draw(random).row("A");
            Arrays.setAll(sum, to -> sum[to] + row[to] / draws);
        }
        assertThat(sum).containsExactly(estimate.matrix().row("A"), within(.004)); // standard error below .001
    }

    @Test
    void itSaysWhatItIs() {
        TransitionEstimate estimate = TransitionEstimate.of(COUNTS);
        assertThat(estimate.describe()).contains("made-up steps").contains("1.0 steps a state");
        assertThat(estimate.counts()).isSameAs(COUNTS);
    }
}
