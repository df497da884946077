package io.github.staycurve.core.markov;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.staycurve.core.stat.Ratio;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class TransitionCountsTest {
    private static final StateSpace ABC = StateSpace.of("A", "B", "C");
    private static final String STEPS = "made-up steps";

    private static TransitionCounter full() {
        return TransitionCounts.counter(ABC, STEPS).lags(3).triples();
    }

    @Test
    void countsOfOnePath() {
        TransitionCounts counts =
                full().addPath(List.of("A", "A", "B", "A", "C")).counts();
        assertThat(counts.count("A", "A")).isEqualTo(1);
        assertThat(counts.count("A", "B")).isEqualTo(1);
        assertThat(counts.count("B", "A")).isEqualTo(1);
        assertThat(counts.count("A", "C")).isEqualTo(1);
        assertThat(counts.steps()).isEqualTo(4);
        assertThat(counts.steps("A")).isEqualTo(3);
        assertThat(counts.count(2, "A", "A")).isEqualTo(1);
        assertThat(counts.count(2, "B", "C")).isEqualTo(1);
        assertThat(counts.count(3, "A", "C")).isEqualTo(1);
        assertThat(counts.triples("A", "B", "A")).isEqualTo(1);
        assertThat(counts.triples("A", "B", "C")).isZero();
        assertThat(counts.rate("A", "B")).isEqualTo(Ratio.of(1, 3));
        assertThat(counts.rate("C", "B").value()).isEmpty(); // nobody left C: not 0
        assertThat(counts.describe()).contains(STEPS).contains("4 steps").contains("[A, B, C]");
    }

    @Test
    void pathsTooShortForAStepCountNothing() {
        TransitionCounts counts =
                full().addPath(List.of()).addPath(List.of("B")).counts();
        assertThat(counts.steps()).isZero();
        assertThat(counts)
                .isEqualTo(full().counts())
                .hasToString(full().counts().toString());
    }

    @Test
    void onlyTheGivenPartOfAPathCounts() {
        int[] path = {0, 1, 2, 1, 0};
        assertThat(full().addPath(path, 1, 4).counts())
                .isEqualTo(full().addPath(List.of("B", "C", "B")).counts());
    }

    @Test
    void singleStepsCountAsManyTimesAsGiven() {
        TransitionCounts counts = TransitionCounts.counter(ABC, STEPS)
                .add(0, 1, 5)
                .add(0, 1)
                .add(2, 2, 0)
                .counts();
        assertThat(counts.count("A", "B")).isEqualTo(6);
        assertThat(counts.steps()).isEqualTo(6);
    }

    @Test
    void whatWasCountedDoesNotChangeWhenCountingGoesOn() {
        TransitionCounter counter = full().addPath(List.of("A", "B"));
        TransitionCounts before = counter.counts();
        counter.addPath(List.of("A", "B", "C"));
        assertThat(before.steps()).isEqualTo(1);
        assertThat(counter.counts().steps()).isEqualTo(3);
    }

    /** Brute force over pairs, and any split of the paths into parts that merge. */
    @RepeatedTest(30)
    void partsMergeIntoTheWhole(RepetitionInfo run) {
        SplittableRandom random = new SplittableRandom(run.getCurrentRepetition());
        List<TransitionCounts> parts = new ArrayList<>();
        TransitionCounter whole = full();
        long[][] pairsTwoApart = new long[3][3];
        for (int part = 0; part < 4; part++) {
            TransitionCounter counter = full();
            for (int customer = random.nextInt(5); customer > 0; customer--) {
                int[] path = random.ints(random.nextInt(9), 0, 3).toArray();
                counter.addPath(path, 0, path.length);
                whole.addPath(path, 0, path.length);
                for (int i = 0; i + 2 < path.length; i++) {
                    pairsTwoApart[path[i]][path[i + 2]]++;
                }
            }
            parts.add(counter.counts());
        }
        TransitionCounts left =
                parts.get(0).plus(parts.get(1)).plus(parts.get(2)).plus(parts.get(3));
        TransitionCounts right =
                parts.get(3).plus(parts.get(2).plus(parts.get(1).plus(parts.get(0))));
        assertThat(left)
                .as("seed %d", run.getCurrentRepetition())
                .isEqualTo(right)
                .isEqualTo(whole.counts());
        assertThat(left).hasSameHashCodeAs(right);
        for (int from = 0; from < 3; from++) {
            for (int to = 0; to < 3; to++) {
                assertThat(left.count(2, ABC.name(from), ABC.name(to))).isEqualTo(pairsTwoApart[from][to]);
            }
        }
    }

    @Test
    void nothingIsTheCountThatOthersMergeInto() {
        TransitionCounts counts = full().addPath(List.of("A", "B", "A")).counts();
        TransitionCounts empty = TransitionCounts.empty(ABC, STEPS);
        assertThat(empty.plus(counts)).isEqualTo(counts);
        assertThat(counts.plus(empty)).isEqualTo(counts);
        assertThat(empty.plus(full().counts())).isEqualTo(full().counts());
        assertThat(full().counts().plus(empty)).isEqualTo(full().counts());
    }

    @Test
    void whatOneSideDidNotCountTheSumDoesNotHave() {
        TransitionCounts pairs = TransitionCounts.counter(ABC, STEPS)
                .addPath(List.of("A", "B", "A"))
                .counts();
        TransitionCounts sum = full().addPath(List.of("A", "B", "A")).counts().plus(pairs);
        assertThat(sum.count("A", "B")).isEqualTo(2);
        assertThatIllegalStateException()
                .isThrownBy(() -> sum.count(2, "A", "A"))
                .withMessageContaining("lags(2)");
        assertThatIllegalStateException()
                .isThrownBy(() -> sum.triples("A", "B", "A"))
                .withMessageContaining("triples()");
        assertThatIllegalArgumentException().isThrownBy(() -> sum.count(0, "A", "A"));
    }

    @Test
    void countsOfSomethingElseDoNotMerge() {
        TransitionCounts counts = TransitionCounts.empty(ABC, STEPS);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> counts.plus(TransitionCounts.empty(ABC, "other steps")))
                .withMessageContaining("'made-up steps'; 'other steps'");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> counts.plus(TransitionCounts.empty(StateSpace.of("A"), STEPS)))
                .withMessageContaining("[A, B, C]; [A]");
    }

    @Test
    void badStepsAreRefused() {
        assertThatExceptionOfType(IndexOutOfBoundsException.class)
                .isThrownBy(() -> full().add(0, 3))
                .withMessageContaining("was 3");
        assertThatExceptionOfType(IndexOutOfBoundsException.class)
                .isThrownBy(() -> full().addPath(new int[] {0, -1}, 0, 2));
        assertThatIllegalArgumentException().isThrownBy(() -> full().add(0, 1, -1));
        assertThatIllegalArgumentException().isThrownBy(() -> full().addPath(List.of("A", "X")));
        assertThatIllegalArgumentException().isThrownBy(() -> full().lags(0));
        assertThatIllegalStateException()
                .isThrownBy(() -> full().add(0, 1).lags(2))
                .withMessageContaining("before the first step");
        assertThatIllegalStateException().isThrownBy(() -> full().add(0, 1).triples());
        assertThatIllegalArgumentException().isThrownBy(() -> TransitionCounts.counter(ABC, " "));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TransitionCounts.counter(RandomChains.states(1300), STEPS)
                        .triples())
                .withMessageContaining("triples of 1300 states");
    }

    @Test
    void statesHaveDistinctNames() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> StateSpace.of("A", "B", "A"))
                .withMessageContaining("'A' is named twice");
        assertThatIllegalArgumentException().isThrownBy(() -> StateSpace.of(""));
        assertThatIllegalArgumentException().isThrownBy(() -> StateSpace.of(List.of()));
        assertThat(ABC.index("C")).isEqualTo(2);
        assertThat(ABC).hasSameHashCodeAs(StateSpace.of(List.of("A", "B", "C")));
    }
}
