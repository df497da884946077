package io.github.staycurve.core.markov;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class TransitionMatrixTest {
    private static final StateSpace AB = StateSpace.of("A", "B");

    @Test
    void threeStepsFromNew() {
        assertThat(SixStages.MATRIX.after("N", 3))
                .containsExactly(new double[] {.04287, .22417, .17346, .17192, .25248, .13510}, within(5e-6));
    }

    @Test
    void theLongRunWithWinback() {
        assertThat(SixStages.MATRIX.with("C", "G", .04).stationary())
                .containsExactly(new double[] {0, .0879, .1329, .0579, .0740, .6474}, within(5e-5));
    }

    @Test
    void theLongRunOfAnEndingChainIsItsEnd() {
        assertThat(SixStages.MATRIX.stationary()).containsExactly(0, 0, 0, 0, 0, 1);
    }

    @Test
    void theLongRunOfTwoStatesByHand() {
        // flows balance: a p = b q
        TransitionMatrix matrix = TransitionMatrix.of(AB, new double[][] {{1 - 1e-12, 1e-12}, {3e-12, 1 - 3e-12}});
        assertThat(matrix.stationary()).containsExactly(new double[] {.75, .25}, within(1e-3));
        TransitionMatrix swap = TransitionMatrix.of(AB, new double[][] {{0, 1}, {1, 0}});
        assertThat(swap.stationary()).containsExactly(.5, .5);
    }

    @RepeatedTest(30)
    void theLongRunIsAFixedPoint(RepetitionInfo run) {
        SplittableRandom random = new SplittableRandom(run.getCurrentRepetition());
        TransitionMatrix matrix = RandomChains.matrix(random, 1 + random.nextInt(8));
        double[] shares = matrix.stationary();
        assertThat(Arrays.stream(shares).sum()).isCloseTo(1, within(1e-14));
        assertThat(matrix.after(shares, 1))
                .as("seed %d", run.getCurrentRepetition())
                .containsExactly(shares, within(1e-14));
    }

    @Test
    void twoEndsHaveNoCommonLongRun() {
        TransitionMatrix matrix = SixStages.MATRIX.absorbing("M");
        assertThatIllegalStateException().isThrownBy(matrix::stationary).withMessageContaining("[[M], [C]]");
    }

    @Test
    void aChangedTransitionKeepsTheProportionsOfTheOthers() {
        double[] row = SixStages.MATRIX.with("N", "L", .32).row("N");
        assertThat(row).containsExactly(new double[] {.28, .24, 0, .16, .32, 0}, within(1e-15));
        assertThat(SixStages.MATRIX.with("C", "G", .04).row("C")).containsExactly(0, .04, 0, 0, 0, .96);
    }

    @Test
    void aCertainTransitionHasNothingToGiveUp() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SixStages.MATRIX.with("C", "C", .5))
                .withMessageContaining("'C' only goes to 'C'");
        assertThat(SixStages.MATRIX.with("C", "C", 1)).isEqualTo(SixStages.MATRIX);
    }

    @Test
    void rowsThatAreNoneAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TransitionMatrix.of(AB, new double[][] {{.5, .5}, {.5, .4}}))
                .withMessageContaining("row of 'B'")
                .withMessageContaining("0.9");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TransitionMatrix.of(AB, new double[][] {{.5, .5}, {Double.NaN, 1}}))
                .withMessageContaining("from 'B' to 'A'");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TransitionMatrix.of(AB, new double[][] {{-.5, 1.5}, {.5, .5}}))
                .withMessageContaining("from 'A' to 'A'");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TransitionMatrix.of(AB, new double[][] {{1, 0}}))
                .withMessageContaining("rows");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TransitionMatrix.of(AB, new double[][] {{1}, {1}}))
                .withMessageContaining("row of 'A'");
    }

    @Test
    void argumentsOutOfRangeAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> SixStages.MATRIX.after("N", -1));
        assertThatIllegalArgumentException().isThrownBy(() -> SixStages.MATRIX.after(new double[] {1}, 1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SixStages.MATRIX.after(new double[] {1, 0, 0, 0, 0, Double.NaN}, 1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SixStages.MATRIX.probability("X", "N"))
                .withMessageContaining("no state 'X'")
                .withMessageContaining("[N, G, M, D, L, C]");
    }

    @Test
    void whatIsHandedOutIsACopy() {
        SixStages.MATRIX.row("N")[0] = 9;
        assertThat(SixStages.MATRIX.probability("N", "N")).isEqualTo(.35);
        assertThat(SixStages.MATRIX).hasToString(SixStages.MATRIX.absorbing("C").toString());
        assertThat(SixStages.MATRIX.absorbing("C")).isEqualTo(SixStages.MATRIX).hasSameHashCodeAs(SixStages.MATRIX);
    }
}
