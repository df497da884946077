package io.github.staycurve.core.markov;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.github.staycurve.core.time.DiscountRate;
import io.github.staycurve.core.time.PeriodUnit;
import java.util.SplittableRandom;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StateValueTest {
    private static final StateValue VALUE =
            StateValue.of(SixStages.MATRIX, SixStages.margins(), SixStages.RATE, PeriodUnit.MONTH);
    private static final StateValue WINBACK =
            StateValue.of(SixStages.MATRIX.with("C", "G", .04), SixStages.margins(), SixStages.RATE, PeriodUnit.MONTH);

    @ParameterizedTest
    @CsvSource({"N, 394.005", "G, 539.989", "M, 668.848", "D, 304.663", "L, 112.760", "C, 0"})
    void valueOfEachStage(String state, double expected) {
        assertThat(VALUE.of(state)).isCloseTo(expected, within(5e-4));
    }

    @Test
    void valueOfWinningBack() {
        assertThat(WINBACK.of("C")).isCloseTo(1451.758, within(5e-4));
    }

    /** V(C) = (.04 V(G) + .96 V(C)) / 1.01, so V(C) = .04 V(G) / .05: a second way to the same number. */
    @Test
    void valueOfWinningBackByItsOwnEquation() {
        assertThat(WINBACK.of("C")).isCloseTo(.8 * WINBACK.of("G"), within(1e-9));
    }

    @Test
    void lifeWithoutEndInflatesTheValueOfWinningBack() {
        // the reason to show a horizon: of 1451.758, the first three years bring this much
        assertThat(WINBACK.within("C", 36)).isBetween(100.0, 400.0);
        assertThat(VALUE.within("N", 36)).isBetween(0.9 * VALUE.of("N"), VALUE.of("N"));
    }

    @Test
    void breakEvenOfAContact() {
        // raising the chance of coming back by two points, on the chain that has no other winback
        assertThat(VALUE.breakEvenContactCost("C", "G", .02)).isCloseTo(.02 * 539.989 / 1.01, within(1e-5));
        assertThat(WINBACK.breakEvenContactCost("C", "G", .02))
                .isCloseTo(.02 * (WINBACK.of("G") - WINBACK.of("C")) / 1.01, within(1e-9));
        assertThat(VALUE.breakEvenContactCost("C", "G", 0)).isZero();
    }

    /** Applied once, the contact is worth the values of the two matrices for that step: brute force. */
    @Test
    void breakEvenIsTheDifferenceThatOneContactMakes() {
        double[] without = SixStages.MATRIX.with("C", "G", .04).row("C");
        double[] with = SixStages.MATRIX.with("C", "G", .07).row("C");
        double gain = 0;
        for (String state : SixStages.STATES.names()) {
            int index = SixStages.STATES.index(state);
            gain += (with[index] - without[index]) * WINBACK.of(state) / 1.01;
        }
        assertThat(WINBACK.breakEvenContactCost("C", "G", .03)).isCloseTo(gain, within(1e-9));
    }

    /** Simulated paths, paid at the start of each step. */
    @Test
    void simulationAgrees() {
        SplittableRandom random = new SplittableRandom(5);
        double[] margins = SixStages.margins();
        int paths = 40_000;
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < paths; i++) {
            double value = 0;
            double factor = 1;
            for (int state = 2; state != 5; state = RandomChains.next(random, SixStages.MATRIX.rowAt(state))) {
                value += factor * margins[state];
                factor /= 1.01;
            }
            sum += value;
            squares += value * value;
        }
        double mean = sum / paths;
        double error = Math.sqrt((squares / paths - mean * mean) / paths);
        assertThat(mean).isCloseTo(VALUE.of("M"), within(4 * error));
    }

    @RepeatedTest(20)
    void aLongHorizonIsLifeWithoutEnd(RepetitionInfo run) {
        SplittableRandom random = new SplittableRandom(run.getCurrentRepetition());
        int size = 1 + random.nextInt(6);
        double[] margins = new double[size];
        for (int i = 0; i < size; i++) {
            margins[i] = 100 * random.nextDouble() - 50;
        }
        StateValue value = StateValue.of(
                RandomChains.matrix(random, size),
                margins,
                DiscountRate.annual(.01 + random.nextDouble()),
                PeriodUnit.YEAR);
        assertThat(value.within("S0", 4000)) // 1.01^-4000 is below 1e-17
                .as("seed %d", run.getCurrentRepetition())
                .isCloseTo(value.of("S0"), within(1e-7));
    }

    @Test
    void horizonsAddStepByStep() {
        assertThat(VALUE.within("N", 0)).isZero();
        assertThat(VALUE.within("N", 1)).isEqualTo(20);
        assertThat(VALUE.within("N", 2)).isCloseTo(20 + (.35 * 20 + .30 * 45 + .20 * 15) / 1.01, within(1e-12));
    }

    @Test
    void withoutDiscountingMarginsAddUpOverTheVisits() {
        StateValue value = StateValue.of(SixStages.MATRIX, SixStages.margins(), DiscountRate.NONE, PeriodUnit.MONTH);
        AbsorbingChain chain = AbsorbingChain.of(SixStages.MATRIX, "C");
        double sum = 0;
        for (String state : SixStages.STATES.names()) {
            sum += chain.expectedVisits("N", state) * SixStages.margins()[SixStages.STATES.index(state)];
        }
        assertThat(value.of("N")).isCloseTo(sum, within(1e-10));
        assertThat(value.of("C")).isZero();
    }

    @Test
    void withoutDiscountingAMarginForEverIsRefused() {
        TransitionMatrix winback = SixStages.MATRIX.with("C", "G", .04);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> StateValue.of(winback, SixStages.margins(), DiscountRate.NONE, PeriodUnit.MONTH))
                .withMessageContaining("'G' adds up for ever");
        assertThat(StateValue.of(winback, new double[6], DiscountRate.NONE, PeriodUnit.MONTH)
                        .of("G"))
                .isZero();
        StateSpace one = StateSpace.of("only");
        TransitionMatrix stay = TransitionMatrix.of(one, new double[][] {{1}});
        assertThat(StateValue.of(stay, new double[1], DiscountRate.NONE, PeriodUnit.DAY)
                        .of("only"))
                .isZero();
        assertThat(StateValue.of(stay, new double[] {3}, DiscountRate.annual(.5), PeriodUnit.YEAR)
                        .of("only"))
                .isCloseTo(9, within(1e-12)); // 3 / (1 - 1/1.5)
    }

    @Test
    void argumentsOutOfRangeAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> StateValue.of(SixStages.MATRIX, new double[5], SixStages.RATE, PeriodUnit.MONTH))
                .withMessageContaining("margins");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> StateValue.of(
                        SixStages.MATRIX, new double[] {1, 2, 3, 4, 5, Double.NaN}, SixStages.RATE, PeriodUnit.MONTH));
        assertThatIllegalArgumentException().isThrownBy(() -> VALUE.within("N", -1));
        assertThatIllegalArgumentException().isThrownBy(() -> VALUE.breakEvenContactCost("C", "G", 1.5));
        assertThat(VALUE.describe()).contains("one month").contains("[N, G, M, D, L, C]");
    }
}
