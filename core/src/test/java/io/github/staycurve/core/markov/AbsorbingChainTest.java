package io.github.staycurve.core.markov;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AbsorbingChainTest {
    private static final AbsorbingChain CHAIN = AbsorbingChain.of(SixStages.MATRIX, "C");

    @ParameterizedTest
    @CsvSource({
        "N, 12.0597, 110.224",
        "G, 13.6166, 117.417",
        "M, 14.6534, 120.048",
        "D, 9.9215, 99.154",
        "L, 5.1300, 58.299",
    })
    void timeToChurn(String from, double expected, double variance) {
        assertThat(CHAIN.expectedSteps(from)).isCloseTo(expected, within(5e-5));
        assertThat(CHAIN.varianceOfSteps(from)).isCloseTo(variance, within(5e-4));
    }

    @ParameterizedTest
    @CsvSource({"N, 1.5385", "G, 2.1024", "M, 3.5591", "D, 2.0025", "L, 2.8571", "C, 0"})
    void stepsInEachStageFromNew(String in, double expected) {
        assertThat(CHAIN.expectedVisits("N", in)).isCloseTo(expected, within(5e-5));
    }

    @Test
    void theEndTakesNoTime() {
        assertThat(CHAIN.expectedSteps("C")).isZero();
        assertThat(CHAIN.varianceOfSteps("C")).isZero();
        assertThat(CHAIN.expectedVisits("C", "M")).isZero();
        assertThat(CHAIN.survival("C", 3)).isZero();
    }

    /** The series instead of the equations: E = Σ S(k), E² from Σ (2k + 1) S(k), visits = Σ Q^k. */
    @RepeatedTest(30)
    void seriesAgree(RepetitionInfo run) {
        SplittableRandom random = new SplittableRandom(run.getCurrentRepetition());
        int size = 2 + random.nextInt(6);
        AbsorbingChain chain = AbsorbingChain.of(RandomChains.matrix(random, size), "S0");
        TransitionMatrix matrix = chain.matrix();
        for (String from : matrix.states().names()) {
            double steps = 0;
            double squares = 0;
            double inLast = 0;
            double[] heads = matrix.after(from, 0);
            for (int k = 0; k < 20_000 && heads[0] < 1 - 1e-16; k++) {
                double alive = Arrays.stream(heads).skip(1).sum();
                steps += alive;
                squares += (2 * k + 1) * alive;
                inLast += heads[size - 1];
                heads = matrix.after(heads, 1);
            }
            assertThat(chain.expectedSteps(from))
                    .as("seed %d", run.getCurrentRepetition())
                    .isCloseTo(steps, within(1e-8 * (1 + steps)));
            assertThat(chain.varianceOfSteps(from)).isCloseTo(squares - steps * steps, within(1e-8 * (1 + squares)));
            assertThat(chain.expectedVisits(from, "S" + (size - 1))).isCloseTo(inLast, within(1e-8 * (1 + inLast)));
        }
    }

    /** Paths of the chain, one at a time: a second derivation that knows no matrix algebra. */
    @Test
    void simulationAgrees() {
        SplittableRandom random = new SplittableRandom(20261);
        int paths = 40_000;
        double sum = 0;
        double squares = 0;
        double aliveAfterTwelve = 0;
        for (int i = 0; i < paths; i++) {
            int state = 0;
            int steps = 0;
            while (state != 5) {
                state = RandomChains.next(random, SixStages.MATRIX.rowAt(state));
                steps++;
            }
            sum += steps;
            squares += (double) steps * steps;
            aliveAfterTwelve += steps > 12 ? 1 : 0;
        }
        double mean = sum / paths;
        double error = Math.sqrt(CHAIN.varianceOfSteps("N") / paths);
        assertThat(mean).isCloseTo(CHAIN.expectedSteps("N"), within(4 * error));
        assertThat(squares / paths - mean * mean).isCloseTo(CHAIN.varianceOfSteps("N"), within(8.0));
        assertThat(aliveAfterTwelve / paths).isCloseTo(CHAIN.survival("N", 12), within(0.01));
    }

    @Test
    void survivalIsWhatHasNotChurned() {
        assertThat(CHAIN.survival("N", 0)).isEqualTo(1);
        assertThat(CHAIN.survival("N", 3)).isCloseTo(1 - .13510, within(5e-6));
        double before = 1;
        for (int steps = 1; steps < 400; steps++) {
            double now = CHAIN.survival("M", steps);
            assertThat(now).isBetween(0.0, before);
            assertThat(now).isCloseTo(1 - SixStages.MATRIX.after("M", steps)[5], within(1e-12));
            before = now;
        }
        assertThat(CHAIN.survival("M", 20_000)).isNotNegative(); // far out it may be 0, and is never below
    }

    @Test
    void occupancyAddsUpToTheHorizonAndTendsToTheVisits() {
        double[] year = CHAIN.occupancy("N", 12);
        assertThat(Arrays.stream(year).sum()).isCloseTo(12, within(1e-12));
        double[] first = CHAIN.occupancy("N", 2);
        assertThat(first).containsExactly(new double[] {1.35, .30, 0, .20, .15, 0}, within(1e-15));
        assertThat(CHAIN.occupancy("N", 0)).containsOnly(0);
        double[] long1 = CHAIN.occupancy("N", 2000);
        for (String state : SixStages.STATES.names().subList(0, 5)) {
            assertThat(long1[SixStages.STATES.index(state)]).isCloseTo(CHAIN.expectedVisits("N", state), within(1e-10));
        }
    }

    @Test
    void severalEndsShareTheChain() {
        // a fair game that stops at 0 or 3: from 1 a third ends at 3
        StateSpace purse = StateSpace.of("0", "1", "2", "3");
        TransitionMatrix game =
                TransitionMatrix.of(purse, new double[][] {{1, 0, 0, 0}, {.5, 0, .5, 0}, {0, .5, 0, .5}, {0, 0, 0, 1}});
        AbsorbingChain chain = AbsorbingChain.of(game, "0", "3");
        assertThat(chain.absorption("1", "3")).isCloseTo(1.0 / 3, within(1e-15));
        assertThat(chain.absorption("1", "0")).isCloseTo(2.0 / 3, within(1e-15));
        assertThat(chain.absorption("3", "3")).isEqualTo(1);
        assertThat(chain.absorption("3", "0")).isZero();
        assertThat(chain.expectedSteps("1")).isCloseTo(2, within(1e-15)); // i (3 - i)
        assertThatIllegalArgumentException()
                .isThrownBy(() -> chain.absorption("1", "2"))
                .withMessageContaining("'2' is not absorbing, only [0, 3]");
    }

    @Test
    void leavingTheEndDoesNotMatter() {
        AbsorbingChain winback = AbsorbingChain.of(SixStages.MATRIX.with("C", "G", .04), "C");
        assertThat(winback.expectedSteps("N")).isEqualTo(CHAIN.expectedSteps("N"));
        assertThat(winback.matrix()).isEqualTo(SixStages.MATRIX);
    }

    @Test
    void aCertainNumberOfStepsHasNoVariance() {
        StateSpace line = StateSpace.of("1", "2", "end");
        AbsorbingChain chain =
                AbsorbingChain.of(TransitionMatrix.of(line, new double[][] {{0, 1, 0}, {0, 0, 1}, {0, 0, 1}}), "end");
        assertThat(chain.expectedSteps("1")).isEqualTo(2);
        assertThat(chain.varianceOfSteps("1")).isZero();
    }

    @Test
    void aChainThatMayNeverEndIsRefusedWithTheStatesItStaysIn() {
        StateSpace states = StateSpace.of("A", "B", "C", "D", "end");
        TransitionMatrix matrix = TransitionMatrix.of(states, new double[][] {
            {.2, .2, .2, .2, .2}, {0, .5, .5, 0, 0}, {0, 1, 0, 0, 0}, {0, 0, 0, 1, 0}, {0, 0, 0, 0, 1},
        });
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AbsorbingChain.of(matrix, "end"))
                .withMessageContaining("[[B, C], [D]]")
                .withMessageContaining("absorption in [end] is not certain");
    }

    @Test
    void endsMustBeSomeStates() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AbsorbingChain.of(SixStages.MATRIX))
                .withMessageContaining("not all, were []");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AbsorbingChain.of(SixStages.MATRIX, "N", "G", "M", "D", "L", "C"))
                .withMessageContaining("but not all");
        assertThatIllegalArgumentException().isThrownBy(() -> AbsorbingChain.of(SixStages.MATRIX, "X"));
        assertThatIllegalArgumentException().isThrownBy(() -> CHAIN.survival("N", -1));
        assertThatIllegalArgumentException().isThrownBy(() -> CHAIN.occupancy("N", -1));
        assertThat(CHAIN.describe()).contains("[C]").contains("[N, G, M, D, L, C]");
    }
}
