package io.github.staycurve.core.internal.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class RootsTest {
    @RepeatedTest(50)
    void rootsOfCurvesOfAllKinds(RepetitionInfo run) {
        double root = 0.02 * run.getCurrentRepetition();
        assertRoot(x -> x - root, root);
        assertRoot(x -> root - x, root);
        assertRoot(x -> Math.exp(20 * (x - root)) - 1, root);
        assertRoot(x -> Math.cbrt(x - root), root);
        assertRoot(x -> Math.atan(1e6 * (x - root)), root);
        assertRoot(x -> x < root ? -1e-9 : 1e9, root); // a jump
        assertRoot(x -> Math.pow(x - root, 3), root);
    }

    private static void assertRoot(DoubleUnaryOperator function, double root) {
        AtomicInteger calls = new AtomicInteger();
        DoubleUnaryOperator counted = x -> {
            calls.incrementAndGet();
            return function.applyAsDouble(x);
        };
        assertThat(Roots.bracketed(counted, -1.3, 2.1)).isCloseTo(root, within(4e-16));
        assertThat(Roots.bracketed(function, 2.1, -1.3)).isCloseTo(root, within(4e-16));
        assertThat(calls.get()).isLessThan(300);
    }

    @Test
    void anEndThatIsARoot() {
        assertThat(Roots.bracketed(x -> x, 0, 1)).isZero();
        assertThat(Roots.bracketed(x -> x, -1, 0)).isZero();
    }

    @Test
    void withoutAChangeOfSignThereIsNoRoot() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Roots.bracketed(x -> x * x + 1, -1, 1))
                .withMessage("function must change its sign over [-1.0, 1.0], was 2.0 and 2.0");
        assertThatIllegalArgumentException().isThrownBy(() -> Roots.bracketed(x -> Double.NaN, -1, 1));
    }
}
