package io.github.staycurve.core.markov;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class MarkovChecksTest {
    private static final StateSpace AB = StateSpace.of("A", "B");
    private static final StateSpace ABC = StateSpace.of("A", "B", "C");
    private static final String STEPS = "made-up steps";

    private static TransitionCounts ab(long aa, long ab, long ba, long bb) {
        return TransitionCounts.counter(AB, STEPS)
                .add(0, 0, aa)
                .add(0, 1, ab)
                .add(1, 0, ba)
                .add(1, 1, bb)
                .counts();
    }

    /** Paths of a chain of first order, or of one in which B is left only after a second step in it. */
    private static TransitionCounter paths(int customers, boolean sticky, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        TransitionMatrix matrix = TransitionMatrix.of(ABC, new double[][] {{.5, .3, .2}, {.3, .4, .3}, {.2, .3, .5}});
        TransitionCounter counter = TransitionCounts.counter(ABC, STEPS).lags(4).triples();
        for (int customer = 0; customer < customers; customer++) {
            int[] path = RandomChains.path(random, matrix, random.nextInt(3), 12);
            for (int i = 1; sticky && i < path.length; i++) {
                boolean entered = path[i - 1] == 1 && (i == 1 || path[i - 2] != 1);
                path[i] = entered ? 1 : RandomChains.next(random, matrix.rowAt(path[i - 1]));
            }
            counter.addPath(path, 0, path.length);
        }
        return counter;
    }

    @Test
    void homogeneityByHand() {
        // rows of A: (30, 10) and (10, 30): expected 20 each, so 4 * 100 / 20 = 20; rows of B alike: 0
        ChiSquareTest test = MarkovChecks.homogeneous(List.of(ab(30, 10, 5, 5), ab(10, 30, 7, 7)));
        assertThat(test.statistic()).isCloseTo(20, within(1e-12));
        assertThat(test.degreesOfFreedom()).isEqualTo(2);
        assertThat(test.pValue().getAsDouble()).isCloseTo(Math.exp(-10), within(1e-15));
        assertThat(test.hypothesis()).contains("2 parts");
    }

    @Test
    void rowsAndColumnsWithoutStepsGiveNoDegreesOfFreedom() {
        ChiSquareTest test = MarkovChecks.homogeneous(List.of(ab(3, 4, 0, 0), ab(2, 2, 5, 0), ab(1, 1, 9, 0)));
        assertThat(test.degreesOfFreedom()).isEqualTo(2); // A: 3 parts, 2 columns; B only ever goes to A
        ChiSquareTest one = MarkovChecks.homogeneous(List.of(ab(3, 4, 1, 2)));
        assertThat(one.degreesOfFreedom()).isZero();
        assertThat(one.statistic()).isZero();
        assertThat(one.pValue()).isEmpty();
        assertThat(MarkovChecks.homogeneous(List.of(TransitionCounts.empty(AB, STEPS)))
                        .pValue())
                .isEmpty();
    }

    @Test
    void theOrderTestByHand() {
        // middle A: after A 8 to A and 2 to B, after B 2 and 8; the expected are 5 each
        TransitionCounter counter = TransitionCounts.counter(AB, STEPS).triples();
        addTriples(counter, 8, 0, 0, 0);
        addTriples(counter, 2, 0, 0, 1);
        addTriples(counter, 2, 1, 0, 0);
        addTriples(counter, 8, 1, 0, 1);
        ChiSquareTest test = MarkovChecks.firstOrder(counter.counts());
        assertThat(test.degreesOfFreedom()).isEqualTo(1);
        assertThat(test.statistic()).isCloseTo(2 * (16 * Math.log(8 / 5.0) + 4 * Math.log(2 / 5.0)), within(1e-12));
    }

    private static void addTriples(TransitionCounter counter, int times, int... path) {
        for (int i = 0; i < times; i++) {
            counter.addPath(path, 0, 3);
        }
    }

    /** Under the hypothesis p-values are uniform: of 200 data sets about 10 fall below 0.05. */
    @Test
    void theTestsHoldTheirLevel() {
        int orderRejected = 0;
        int timeRejected = 0;
        for (int set = 0; set < 200; set++) {
            TransitionCounts first = paths(300, false, 2L * set).counts();
            TransitionCounts second = paths(300, false, 2L * set + 1).counts();
            orderRejected += MarkovChecks.firstOrder(first).pValue().getAsDouble() < .05 ? 1 : 0;
            timeRejected +=
                    MarkovChecks.homogeneous(List.of(first, second)).pValue().getAsDouble() < .05 ? 1 : 0;
        }
        assertThat(orderRejected).isBetween(2, 21); // binomial(200, .05): beyond that one in a thousand
        assertThat(timeRejected).isBetween(2, 21);
    }

    @Test
    void theOrderTestFindsAStepThatRemembers() {
        assertThat(MarkovChecks.firstOrder(paths(300, true, 1).counts())
                        .pValue()
                        .getAsDouble())
                .isLessThan(1e-12);
    }

    @Test
    void kStepsByHand() {
        TransitionCounter counter = TransitionCounts.counter(AB, STEPS).lags(2);
        counter.addPath(List.of("A", "B", "A")).addPath(List.of("A", "A", "B")); // A: 1 of 3 stays, B: always to A
        KStepCheck check = MarkovChecks.kStep(TransitionEstimate.of(counter.counts(), 0), 2);
        assertThat(check.predicted("A", "A")).isCloseTo(1.0 / 9 + 2.0 / 3, within(1e-15));
        assertThat(check.observed("A", "A").value()).hasValue(.5);
        assertThat(check.observed("B", "A").value()).isEmpty();
        assertThat(check.largestError()).isCloseTo(7.0 / 9 - .5, within(1e-15));
        assertThat(check.misplaced().value().getAsDouble()).isCloseTo(7.0 / 9 - .5, within(1e-15));
        assertThat(check.misplaced().denominator()).isEqualTo(2);
        assertThat(check.steps()).isEqualTo(2);
        assertThat(check.describe()).contains("P^2").contains(STEPS);
    }

    @Test
    void kStepsShowWhatForgettingCosts() {
        TransitionEstimate plain = TransitionEstimate.of(paths(3000, false, 1).counts());
        TransitionEstimate sticky = TransitionEstimate.of(paths(3000, true, 1).counts());
        assertThat(MarkovChecks.kStep(plain, 3).largestError()).isLessThan(.01);
        assertThat(MarkovChecks.kStep(sticky, 3).largestError()).isGreaterThan(.03);
    }

    /** A stay in DORMANT that is longer the longer it has lasted, which the expansion turns into a chain again. */
    @Test
    void expandingByDwellMendsDurationDependence() {
        StateSpace states = StateSpace.of("ACTIVE", "DORMANT", "CHURNED");
        DwellExpansion expansion = DwellExpansion.of(states, "DORMANT", 3);
        double[] back = {.6, .25, .05}; // probability of coming back after 1, 2, 3 and more steps
        SplittableRandom random = new SplittableRandom(9);
        TransitionCounter plain =
                TransitionCounts.counter(states, STEPS).lags(4).triples();
        TransitionCounter expanded =
                TransitionCounts.counter(expansion.states(), STEPS).lags(4).triples();
        for (int customer = 0; customer < 4000; customer++) {
            int[] path = new int[14];
            int dwell = 0;
            for (int i = 1; i < path.length; i++) {
                dwell = path[i - 1] == 1 ? dwell + 1 : 0;
                double u = random.nextDouble();
                path[i] = path[i - 1] == 2
                        ? 2
                        : path[i - 1] == 0
                                ? (u < .3 ? 1 : 0)
                                : u < back[Math.min(dwell, 3) - 1] ? 0 : u < back[Math.min(dwell, 3) - 1] + .1 ? 2 : 1;
            }
            plain.addPath(path, 0, path.length);
            expanded.addPath(expansion.expand(path, 0, path.length), 0, path.length);
        }
        assertThat(MarkovChecks.firstOrder(plain.counts()).pValue().getAsDouble())
                .isLessThan(1e-12);
        assertThat(MarkovChecks.firstOrder(expanded.counts()).pValue().getAsDouble())
                .isGreaterThan(.01);
        double before = misplaced(plain, 4);
        assertThat(before).isGreaterThan(.03);
        assertThat(misplaced(expanded, 4)).isLessThan(before / 3);
    }

    private static double misplaced(TransitionCounter counter, int steps) {
        return MarkovChecks.kStep(TransitionEstimate.of(counter.counts()), steps)
                .misplaced()
                .value()
                .getAsDouble();
    }

    @Test
    void whatWasNotCountedCannotBeChecked() {
        TransitionCounts pairs = ab(1, 2, 3, 4);
        assertThatIllegalStateException().isThrownBy(() -> MarkovChecks.firstOrder(pairs));
        assertThatIllegalStateException().isThrownBy(() -> MarkovChecks.kStep(TransitionEstimate.of(pairs), 2));
        assertThatIllegalArgumentException().isThrownBy(() -> MarkovChecks.kStep(TransitionEstimate.of(pairs), 0));
        assertThatIllegalArgumentException().isThrownBy(() -> MarkovChecks.homogeneous(List.of()));
        List<TransitionCounts> mixed = new ArrayList<>(Arrays.asList(pairs, TransitionCounts.empty(ABC, STEPS)));
        assertThatIllegalArgumentException().isThrownBy(() -> MarkovChecks.homogeneous(mixed));
        assertThatIllegalArgumentException().isThrownBy(() -> new ChiSquareTest("x", Double.NaN, 1));
    }
}
