package io.github.staycurve.segmentation.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.github.staycurve.core.stat.Ratio;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ValueConcentrationTest {
    private static double[] upTo(int n) {
        double[] values = new double[n];
        Arrays.setAll(values, i -> i + 1);
        return values;
    }

    // by hand for 1, 2, 3, 4: the points of the curve are 0, 1/10, 3/10, 6/10, 1, straight lines between
    @ParameterizedTest
    @CsvSource({"0, 0", "0.25, 0.1", "0.5, 0.3", "0.75, 0.6", "1, 1", "0.125, 0.05", "0.625, 0.45", "0.9, 0.84"})
    void lorenzAndParetoByHand(double customers, double value) {
        ValueConcentration concentration = ValueConcentration.of(new double[] {3, 1, 4, 2});
        assertThat(concentration.lorenz(customers).orElseThrow()).isCloseTo(value, within(1e-15));
        assertThat(concentration.pareto(1 - customers).orElseThrow()).isCloseTo(1 - value, within(1e-15));
    }

    // twice the area between diagonal and curve, by hand: for 1, 2, 3, 4 the trapezoids add up to 0.375
    @ParameterizedTest
    @CsvSource({
        "1 2 3 4, 0.25",
        "1 3, 0.25",
        "0 0 0 10, 0.75",
        "0 1 1, 0.3333333333333333",
        "5 5 5 5 5 5 5, 0",
        "0.1 0.1 0.1, 0",
        "42, 0",
        "1e-300 3e-300, 0.25",
        "1e300 3e300, 0.25"
    })
    void giniByHand(String values, double gini) {
        double[] numbers = Arrays.stream(values.split(" "))
                .mapToDouble(Double::parseDouble)
                .toArray();
        assertThat(ValueConcentration.of(numbers).gini().orElseThrow()).isCloseTo(gini, within(1e-15));
    }

    /**
     * For 1 to N, G = 2 sum i x_i / (N sum x_i) - (N + 1) / N = 2 (2N + 1) / (3N) - (N + 1) / N = (N - 1) / (3N); and the k
     * highest bring k (2N + 1 - k) / (N (N + 1)).
     */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 10, 1000, 100_000})
    void oneToNHasAClosedForm(int n) {
        ValueConcentration concentration = ValueConcentration.of(upTo(n));
        assertThat(concentration.gini().orElseThrow()).isCloseTo((n - 1) / (3.0 * n), within(1e-14));
        for (int k = 0; k <= n; k += Math.max(1, n / 7)) {
            assertThat(concentration.pareto((double) k / n).orElseThrow())
                    .isCloseTo((double) k * (2.0 * n + 1 - k) / ((double) n * (n + 1.0)), within(1e-13));
        }
    }

    @Test
    void nobodyBroughtAnything() {
        for (double[] values : List.of(new double[] {0, 0, 0}, new double[0])) {
            ValueConcentration none = ValueConcentration.of(values);
            assertThat(none.gini()).isEmpty();
            assertThat(none.lorenz(0.5)).isEmpty();
            assertThat(none.pareto(0.5)).isEmpty();
            assertThat(none.total()).isZero();
            assertThat(none.customersBringing(0.8)).isEqualTo(Ratio.of(0, values.length));
        }
        assertThat(ValueConcentration.of(new double[0]).deciles()).isEmpty();
        ValueGroup first = ValueConcentration.of(new double[3]).deciles().get(0);
        assertThat(first.shareOfValue().value()).isEmpty();
        assertThat(first.lift()).isEmpty();
    }

    @Test
    void theFewestCustomersThatBringAShare() {
        ValueConcentration concentration = ValueConcentration.of(new double[] {3, 50, 5, 30, 2, 10});
        assertThat(concentration.customersBringing(0.8)).isEqualTo(Ratio.of(2, 6));
        assertThat(concentration.customersBringing(0.81)).isEqualTo(Ratio.of(3, 6));
        assertThat(concentration.customersBringing(0.95)).isEqualTo(Ratio.of(4, 6));
        assertThat(concentration.customersBringing(0)).isEqualTo(Ratio.of(0, 6));
        assertThat(concentration.customersBringing(1)).isEqualTo(Ratio.of(6, 6));
    }

    @Test
    void decilesOfTwentyByHand() {
        List<ValueGroup> deciles = ValueConcentration.of(upTo(20)).deciles();
        assertThat(deciles).hasSize(10);
        assertThat(deciles.get(0))
                .isEqualTo(new ValueGroup(1, 2, 39, Ratio.of(2, 20), Ratio.of(39, 210), Ratio.of(39, 210)));
        assertThat(deciles.get(1).value()).isEqualTo(35);
        assertThat(deciles.get(1).cumulativeShareOfValue()).isEqualTo(Ratio.of(74, 210));
        assertThat(deciles.get(9).value()).isEqualTo(3);
        assertThat(deciles.get(0).lift().orElseThrow()).isCloseTo(390 / 210.0, within(1e-15));
        assertThat(deciles.get(9).rank()).isEqualTo(10);
    }

    @Test
    void aCustomerOnABorderIsSplit() {
        // thirds of four customers are 4 + a third of 3; two thirds of each of 3 and 2; a third of 2, and 1
        List<ValueGroup> thirds = ValueConcentration.of(upTo(4)).groups(3);
        assertThat(thirds.get(0).value()).isCloseTo(5, within(1e-14));
        assertThat(thirds.get(1).value()).isCloseTo(10 / 3.0, within(1e-14));
        assertThat(thirds.get(2).value()).isCloseTo(5 / 3.0, within(1e-14));
        assertThat(thirds.get(0).customers()).isEqualTo(4 / 3.0);
        for (ValueGroup decile : ValueConcentration.of(new double[] {7}).deciles()) {
            assertThat(decile.lift().orElseThrow()).isCloseTo(1, within(1e-13));
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ValueConcentration.of(upTo(4)).groups(0))
                .withMessage("groups must be 1 or more, was 0");
    }

    @Test
    void negativeValuesAreRefusedOrCountAsNothingOnRequest() {
        double[] values = {3, -5, 1, -0.5};
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ValueConcentration.of(values))
                .withMessage(
                        "value must be 0 or more, was -5.0 in row 1; ofPositiveParts(..) counts such customers as 0");
        ValueConcentration parts = ValueConcentration.ofPositiveParts(values);
        assertThat(parts.raised()).isEqualTo(2);
        assertThat(parts.total()).isEqualTo(4);
        assertThat(parts.customers()).isEqualTo(4);
        assertThat(parts.gini())
                .isEqualTo(ValueConcentration.of(new double[] {3, 0, 1, 0}).gini());
        assertThat(ValueConcentration.of(new double[] {-0.0}).raised()).isZero();
    }

    @Test
    void sharesAndValuesOutOfRangeAreRefused() {
        ValueConcentration concentration = ValueConcentration.of(upTo(3));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> concentration.lorenz(1.1))
                .withMessage("customers must lie in [0.0, 1.0], was 1.1");
        assertThatIllegalArgumentException().isThrownBy(() -> concentration.pareto(Double.NaN));
        assertThatIllegalArgumentException().isThrownBy(() -> concentration.customersBringing(-0.1));
        assertThatIllegalArgumentException().isThrownBy(() -> ValueConcentration.of(new double[] {1, Double.NaN}));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ValueConcentration.of(new double[] {1, Double.POSITIVE_INFINITY}))
                .withMessage("value must be finite, was Infinity in row 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ValueConcentration.of(new double[] {Double.MAX_VALUE, Double.MAX_VALUE}))
                .withMessage("the sum of value must be finite, was Infinity");
    }

    @RepeatedTest(200)
    void curvesAreCurvesOfConcentration(RepetitionInfo run) {
        long seed = run.getCurrentRepetition();
        SplittableRandom random = new SplittableRandom(seed);
        int n = random.nextInt(1, 80);
        double[] values = new double[n];
        double skew = random.nextDouble(0.2, 4);
        Arrays.setAll(values, i -> random.nextInt(4) == 0 ? 0 : Math.pow(random.nextDouble(), skew) * 1e4);
        values[random.nextInt(n)] = 1; // somebody brought something
        ValueConcentration concentration = ValueConcentration.of(values);

        // Gini as half the relative mean absolute difference of all pairs
        double differences = 0;
        for (double a : values) {
            for (double b : values) {
                differences += Math.abs(a - b);
            }
        }
        double gini = concentration.gini().orElseThrow();
        assertThat(gini).as("seed %d", seed).isCloseTo(differences / (2 * n * concentration.total()), within(1e-12));
        assertThat(gini).isBetween(0.0, 1 - 1.0 / n + 1e-15);

        double previous = 0;
        double slope = 0;
        for (int step = 1; step <= 50; step++) {
            double at = concentration.lorenz(step / 50.0).orElseThrow();
            assertThat(at).as("seed %d", seed).isBetween(0.0, step / 50.0 + 1e-15);
            assertThat(at - previous).as("seed %d, convex", seed).isGreaterThanOrEqualTo(slope - 1e-13);
            slope = at - previous;
            previous = at;
            assertThat(concentration.pareto(1 - step / 50.0).orElseThrow()).isCloseTo(1 - at, within(1e-13));
        }

        int groups = random.nextInt(1, 15);
        double sum = 0;
        double lift = Double.POSITIVE_INFINITY;
        for (ValueGroup group : concentration.groups(groups)) {
            sum += group.value();
            assertThat(group.lift().orElseThrow()).as("seed %d", seed).isLessThanOrEqualTo(lift + 1e-12);
            lift = group.lift().orElseThrow();
            assertThat(group.cumulativeShareOfValue().value().orElseThrow())
                    .isCloseTo(
                            concentration.pareto((double) group.rank() / groups).orElseThrow(), within(1e-13));
        }
        assertThat(sum).as("seed %d", seed).isCloseTo(concentration.total(), within(1e-12 * concentration.total()));
    }

    @Test
    void theCallersArrayIsLeftAlone() {
        double[] values = {3, -1, 2};
        ValueConcentration.ofPositiveParts(values);
        ValueTiers.fit(values, ValueTierRule.ABC);
        assertThat(values).containsExactly(3, -1, 2);
    }
}
