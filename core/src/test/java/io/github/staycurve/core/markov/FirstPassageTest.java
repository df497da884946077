package io.github.staycurve.core.markov;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class FirstPassageTest {
    @Test
    void toChurnItIsTheTimeToAbsorption() {
        FirstPassage churn = FirstPassage.to(SixStages.MATRIX, "C");
        assertThat(churn.probability("N")).isCloseTo(1, within(1e-14));
        assertThat(churn.expectedSteps("N").getAsDouble()).isCloseTo(12.0597, within(5e-5));
        assertThat(churn.probabilityWithin("N", 3)).isCloseTo(.13510, within(5e-6));
    }

    @Test
    void nobodyBecomesNewAgain() {
        FirstPassage fresh = FirstPassage.to(SixStages.MATRIX, "N");
        assertThat(fresh.probability("C")).isZero();
        assertThat(fresh.expectedSteps("C")).isEmpty();
        assertThat(fresh.probability("N")).isEqualTo(.35); // of staying for a step
        assertThat(fresh.expectedSteps("N")).hasValue(1);
        assertThat(fresh.describe()).contains("'N'");
    }

    /** Kac: the mean time to come back is one over the share of time spent there. */
    @RepeatedTest(20)
    void returnTimesAreOneOverTheLongRun(RepetitionInfo run) {
        SplittableRandom random = new SplittableRandom(run.getCurrentRepetition());
        TransitionMatrix matrix = RandomChains.matrix(random, 1 + random.nextInt(6));
        double[] shares = matrix.stationary();
        for (String state : matrix.states().names()) {
            assertThat(FirstPassage.to(matrix, state).expectedSteps(state).getAsDouble())
                    .as("seed %d, %s", run.getCurrentRepetition(), state)
                    .isCloseTo(
                            1 / shares[matrix.states().index(state)],
                            within(1e-9 / shares[matrix.states().index(state)]));
        }
    }

    /** Σ k P(first at k) over the series, on a chain that may end elsewhere. */
    @RepeatedTest(20)
    void seriesAgree(RepetitionInfo run) {
        SplittableRandom random = new SplittableRandom(run.getCurrentRepetition());
        int size = 3 + random.nextInt(5);
        TransitionMatrix matrix = RandomChains.matrix(random, size).absorbing("S1");
        FirstPassage passage = FirstPassage.to(matrix, "S0");
        for (String from : matrix.states().names()) {
            double sum = 0;
            double before = 0;
            for (int k = 1; k <= 400; k++) {
                double within = passage.probabilityWithin(from, k);
                sum += k * (within - before);
                before = within;
            }
            assertThat(passage.probability(from))
                    .as("seed %d", run.getCurrentRepetition())
                    .isCloseTo(before, within(1e-6));
            if (before > 0) {
                assertThat(passage.expectedSteps(from).getAsDouble())
                        .isCloseTo(sum / before, within(1e-3 * sum / before));
            } else {
                assertThat(passage.expectedSteps(from)).isEmpty();
            }
        }
    }

    @Test
    void argumentsOutOfRangeAreRefused() {
        FirstPassage passage = FirstPassage.to(SixStages.MATRIX, "C");
        assertThatIllegalArgumentException().isThrownBy(() -> passage.probabilityWithin("N", -1));
        assertThatIllegalArgumentException().isThrownBy(() -> FirstPassage.to(SixStages.MATRIX, "X"));
        assertThat(passage.probabilityWithin("C", 0)).isZero();
        assertThat(passage.probabilityWithin("C", 1)).isEqualTo(1);
    }
}
