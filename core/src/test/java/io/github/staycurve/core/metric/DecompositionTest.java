package io.github.staycurve.core.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.github.staycurve.core.stat.Ratio;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DecompositionTest {
    private static final List<String> FACTORS = List.of("users", "orders a user", "order value");
    private static final double[] BEFORE = {1000, 1.8, 120};
    private static final double[] AFTER = {1200, 1.6, 130};

    @ParameterizedTest
    @CsvSource({
        "SEQUENTIAL, 43200, -28800, 19200",
        "SHAPLEY, 42466.67, -27533.33, 18666.67",
        "LMDI, 42370.68, -27372.23, 18601.55"
    })
    void theWorkedTable(Decomposition.Method method, double users, double orders, double value) {
        Decomposition parts = Decomposition.of(method, FACTORS, BEFORE, AFTER);
        assertThat(parts.effect(0)).isCloseTo(users, within(0.005));
        assertThat(parts.effect(1)).isCloseTo(orders, within(0.005));
        assertThat(parts.effect(2)).isCloseTo(value, within(0.005));
        assertThat(parts.difference()).isCloseTo(33_600, within(1e-9));
        assertThat(Arrays.stream(parts.effects()).sum()).isCloseTo(33_600, within(1e-9));
        assertThat(parts.describe()).startsWith(method + " decomposition of users x orders a user x order value");
        assertThat(parts.factors()).isEqualTo(FACTORS);
    }

    @Test
    void shapleyIsTheDefault() {
        assertThat(Decomposition.of(FACTORS, BEFORE, AFTER).effects())
                .isEqualTo(Decomposition.of(Decomposition.Method.SHAPLEY, FACTORS, BEFORE, AFTER)
                        .effects());
    }

    /** The mean of sequential substitution over all orders, which is what Shapley's value is defined as. */
    @RepeatedTest(40)
    void shapleyIsTheMeanOverAllOrders(RepetitionInfo run) {
        long seed = run.getCurrentRepetition();
        SplittableRandom random = new SplittableRandom(seed);
        int n = random.nextInt(1, 6);
        double[] before = random.doubles(n, -2, 3).toArray();
        double[] after = random.doubles(n, -2, 3).toArray();
        if (n > 1) {
            before[0] = 0; // a factor that comes from nothing
        }
        double[] sums = new double[n];
        List<List<Integer>> orders = new ArrayList<>();
        permute(new ArrayList<>(IntStream.range(0, n).boxed().toList()), 0, orders);
        for (List<Integer> order : orders) {
            double[] mixed = before.clone();
            for (int factor : order) {
                double last = product(mixed);
                mixed[factor] = after[factor];
                sums[factor] += (product(mixed) - last) / orders.size();
            }
        }
        Decomposition parts = Decomposition.of(names(n), before, after);
        for (int i = 0; i < n; i++) {
            assertThat(parts.effect(i)).as("seed %d", seed).isCloseTo(sums[i], within(1e-12));
        }
        assertThat(Arrays.stream(parts.effects()).sum())
                .as("seed %d", seed)
                .isCloseTo(product(after) - product(before), within(1e-12));
    }

    @RepeatedTest(40)
    void logMeanEffectsAddUpAndFollowTheFactors(RepetitionInfo run) {
        long seed = run.getCurrentRepetition();
        SplittableRandom random = new SplittableRandom(seed);
        int n = random.nextInt(1, 9);
        double[] before = random.doubles(n, 0.1, 3).toArray();
        double[] after = before.clone();
        double size = Math.pow(10, -random.nextInt(12)); // down to changes that vanish
        for (int i = 0; i < n; i++) {
            after[i] *= 1 + size * random.nextDouble(-0.5, 0.5);
        }
        Decomposition parts = Decomposition.of(Decomposition.Method.LMDI, names(n), before, after);
        double scale = product(before);
        assertThat(Arrays.stream(parts.effects()).sum())
                .as("seed %d", seed)
                .isCloseTo(product(after) - product(before), within(1e-13 * scale * n + 1e-15));
        for (int i = 0; i < n; i++) {
            assertThat(Math.signum(parts.effect(i))).as("seed %d", seed).isEqualTo(Math.signum(after[i] - before[i]));
        }
    }

    @Test
    void nothingChangedHasNoEffect() {
        for (Decomposition.Method method : Decomposition.Method.values()) {
            assertThat(Decomposition.of(method, FACTORS, BEFORE, BEFORE).effects())
                    .containsExactly(0, 0, 0);
        }
    }

    @Test
    void refusals() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Decomposition.of(names(11), new double[11], new double[11]))
                .withMessage("Shapley takes at most 10 factors, was given 11: join some, or use LMDI");
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> Decomposition.of(Decomposition.Method.LMDI, names(1), new double[] {0}, new double[] {1}))
                .withMessage("factor 0 before must be positive and finite, was 0.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Decomposition.of(names(2), new double[2], new double[1]))
                .withMessage("factors must have one name and two values each: 2 names, 2 and 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Decomposition.of(names(1), new double[] {Double.NaN}, new double[1]));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Decomposition.of(names(2), new double[] {1e200, 1e200}, new double[2]));
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> Decomposition.of(names(2), new double[] {1e200, 1e-200}, new double[] {1e-200, 1e200}))
                .withMessageStartingWith("effect of factor 0 must be finite");
    }

    @Test
    void mixAndRate() {
        // shares 1/2, 1/2 -> 4/5, 1/5; rates .1, .5 -> .2, .6
        MixRateEffect split = MixRateEffect.of(
                List.of("new", "old"),
                List.of(Ratio.of(10, 100), Ratio.of(50, 100)),
                List.of(Ratio.of(32, 160), Ratio.of(24, 40)));
        assertThat(split.before().value()).hasValue(0.3);
        assertThat(split.after().value()).hasValue(0.28);
        assertThat(split.mixEffect(0)).isCloseTo(0.3 * 0.15, within(1e-15));
        assertThat(split.mixEffect(1)).isCloseTo(-0.3 * 0.55, within(1e-15));
        assertThat(split.rateEffect(0)).isCloseTo(0.1 * 0.65, within(1e-15));
        assertThat(split.rateEffect(1)).isCloseTo(0.1 * 0.35, within(1e-15));
        assertThat(split.mixEffect()).isCloseTo(-0.12, within(1e-15)); // both rates rose, and the whole fell
        assertThat(split.rateEffect()).isCloseTo(0.1, within(1e-15));
        assertThat(split.difference()).isCloseTo(-0.02, within(1e-15));
        assertThat(split.describe())
                .startsWith("Kitagawa split of a rate over 2 segments")
                .isEqualTo(split.toString());
        assertThat(split.segments()).containsExactly("new", "old");
    }

    @RepeatedTest(50)
    void mixAndRateAddUpWhateverComesOrGoes(RepetitionInfo run) {
        long seed = run.getCurrentRepetition();
        SplittableRandom random = new SplittableRandom(seed);
        int n = random.nextInt(1, 7);
        List<Ratio> before = new ArrayList<>();
        List<Ratio> after = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            before.add(draw(random, i == 0));
            after.add(draw(random, i == n - 1));
        }
        MixRateEffect split = MixRateEffect.of(names(n), before, after);
        assertThat(split.mixEffect() + split.rateEffect())
                .as("seed %d", seed)
                .isCloseTo(split.difference(), within(1e-14));
    }

    @Test
    void aSegmentThatComesIsMix() {
        MixRateEffect split = MixRateEffect.of(
                List.of("old", "new"),
                List.of(Ratio.of(10, 100), Ratio.EMPTY),
                List.of(Ratio.of(10, 100), Ratio.of(60, 100)));
        assertThat(split.rateEffect()).isZero();
        assertThat(split.mixEffect()).isCloseTo(0.25, within(1e-15));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MixRateEffect.of(List.of("a"), List.of(Ratio.EMPTY), List.of(Ratio.of(1, 2))))
                .withMessage("denominator of all segments before must be positive and finite, was 0.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MixRateEffect.of(List.of("a"), List.of(), List.of(Ratio.of(1, 2))));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MixRateEffect.of(
                        List.of("a", "b"),
                        List.of(Ratio.of(1, 2), Ratio.of(5, 0)),
                        List.of(Ratio.of(1, 2), Ratio.of(1, 2))))
                .withMessage("a segment with denominator 0 must have numerator 0, was 5.0");
    }

    private static Ratio draw(SplittableRandom random, boolean present) {
        int n = random.nextInt(present ? 1 : 0, 30);
        return Ratio.of(n == 0 ? 0 : random.nextInt(n + 1), n);
    }

    private static List<String> names(int n) {
        return IntStream.range(0, n).mapToObj(i -> "factor " + i).toList();
    }

    private static double product(double[] factors) {
        return Arrays.stream(factors).reduce(1, (a, b) -> a * b);
    }

    private static void permute(List<Integer> items, int from, List<List<Integer>> out) {
        if (from == items.size()) {
            out.add(List.copyOf(items));
        }
        for (int i = from; i < items.size(); i++) {
            Collections.swap(items, from, i);
            permute(items, from + 1, out);
            Collections.swap(items, from, i);
        }
    }
}
