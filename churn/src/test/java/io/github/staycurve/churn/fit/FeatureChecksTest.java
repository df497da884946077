package io.github.staycurve.churn.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.staycurve.core.data.FeatureTable;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class FeatureChecksTest {
    private static final int ROWS = 400;

    @Test
    void soundColumnsHaveNoProblem() {
        assertThat(FeatureChecks.problems(sound(1).build())).isEmpty();
    }

    @Test
    void namesConstantMissingAndCollinearColumnsInTheirOrder() {
        double[] missing = normal(9);
        missing[3] = Double.NaN;
        missing[7] = Double.NaN;
        double[] constant = new double[ROWS];
        Arrays.fill(constant, 12.5);
        FeatureTable base = sound(2).build();
        double[] made = new double[ROWS];
        for (int row = 0; row < ROWS; row++) {
            made[row] = 3 * base.value(row, 0) - 0.01 * base.value(row, 2) + 7;
        }
        FeatureTable table = sound(2).incompleteColumn("gap", missing)
                .column("plan", constant)
                .column("made", made)
                .build();

        List<FeatureProblem> problems = FeatureChecks.problems(table);

        assertThat(problems).extracting(FeatureProblem::column).containsExactly("gap", "plan", "made");
        assertThat(problems)
                .extracting(FeatureProblem::kind)
                .containsExactly(
                        FeatureProblem.Kind.MISSING, FeatureProblem.Kind.CONSTANT, FeatureProblem.Kind.COLLINEAR);
        assertThat(problems.get(0).words()).contains("2 rows");
        assertThat(problems.get(1).words()).contains("12.5");
        assertThat(problems.get(2).others()).containsExactly("a", "c");
        assertThat(problems.get(2).toString()).contains("'made'", "'a', 'c'", "ridge");
        assertThat(FeatureChecks.without(table, problems).names()).containsExactly("a", "b", "c");
        double[] ones = new double[ROWS];
        Arrays.fill(ones, 1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FeatureChecks.requireSound(table, ones))
                .withMessageContainingAll("gap", "plan", "made");
    }

    @Test
    void dummiesOfEveryLevelAreCollinearWithTheConstant() {
        double[][] dummies = new double[3][ROWS];
        for (int row = 0; row < ROWS; row++) {
            dummies[row % 3][row] = 1;
        }
        FeatureTable table = FeatureTable.builder()
                .column("north", dummies[0])
                .column("south", dummies[1])
                .column("west", dummies[2])
                .build();

        assertThat(FeatureChecks.problems(table)).singleElement().satisfies(problem -> {
            assertThat(problem.column()).isEqualTo("west");
            assertThat(problem.others()).containsExactly("north", "south");
        });
    }

    @Test
    void largeOffsetsAndTinyUnitsAreNoProblem() {
        double[] offset = Arrays.stream(normal(3)).map(x -> 1e9 + x).toArray();
        double[] tiny = Arrays.stream(normal(4)).map(x -> 1e-100 * x).toArray();
        double[] huge = Arrays.stream(normal(5)).map(x -> 1e100 * x).toArray();
        assertThat(FeatureChecks.problems(FeatureTable.builder()
                        .column("offset", offset)
                        .column("tiny", tiny)
                        .column("huge", huge)
                        .build()))
                .isEmpty();
    }

    @Test
    void rowsWithoutWeightDoNotCount() {
        double[] mostly = new double[ROWS];
        mostly[0] = 5;
        double[] weights = new double[ROWS];
        Arrays.fill(weights, 1);
        FeatureTable table = sound(6).column("mostly", mostly).build();
        assertThat(FeatureChecks.problems(table, weights)).isEmpty();
        assertThat(FeatureChecks.requireSound(table, weights)).isSameAs(table);
        weights[0] = 0;
        assertThat(FeatureChecks.problems(table, weights))
                .singleElement()
                .extracting(FeatureProblem::kind)
                .isEqualTo(FeatureProblem.Kind.CONSTANT);
    }

    @Test
    void manyRowsAreCheckedInFullWhereAPartIsNotEnough() {
        int n = 100_000;
        SplittableRandom random = new SplittableRandom(8);
        double[] a = random.doubles(n).toArray();
        double[] rare = new double[n]; // 1 in two rows that a part of the rows leaves out
        rare[7] = 1;
        rare[99_991] = 1;
        double[] nearly = a.clone();
        nearly[13] += 100;
        double[] made = Arrays.stream(a).map(x -> 2 - x).toArray();
        FeatureTable.Builder sound =
                FeatureTable.builder().column("a", a).column("rare", rare).column("nearly", nearly);
        assertThat(FeatureChecks.problems(sound.build())).isEmpty();
        assertThat(FeatureChecks.problems(sound.column("made", made).build()))
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.column()).isEqualTo("made");
                    assertThat(problem.others()).containsExactly("a");
                });
    }

    @Test
    void refusesWeightsOutOfRange() {
        FeatureTable table = sound(7).build();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FeatureChecks.problems(table, new double[ROWS]))
                .withMessageContaining("sum of weights");
        double[] negative = new double[ROWS];
        negative[2] = -1;
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FeatureChecks.problems(table, negative))
                .withMessageContaining("weights[2]");
        assertThatIllegalArgumentException().isThrownBy(() -> FeatureChecks.problems(table, new double[1]));
    }

    @Test
    void penaltiesSayTheirObjective() {
        assertThat(Penalty.none().isNone()).isTrue();
        assertThat(Penalty.none().describe()).contains("no penalty");
        Penalty net = Penalty.elasticNet(0.5, 0.25).onStandardizedColumns();
        assertThat(net.ridgeWeight()).isEqualTo(0.375);
        assertThat(net.lassoWeight()).isEqualTo(0.125);
        assertThat(net.describe()).contains("0.5 (0.25 Σ|β| + 0.75/2 Σβ²)", "standard deviation");
        assertThat(Penalty.ridge(2)).isEqualTo(Penalty.elasticNet(2, 0));
        assertThat(Penalty.lasso(2)).isEqualTo(Penalty.elasticNet(2, 1));
        assertThat(Penalty.lasso(2).describe()).contains("as given");
        assertThatIllegalArgumentException().isThrownBy(() -> Penalty.ridge(Double.NaN));
        assertThatIllegalArgumentException().isThrownBy(() -> Penalty.elasticNet(1, 1.5));
    }

    private static FeatureTable.Builder sound(int seed) {
        return FeatureTable.builder()
                .column("a", normal(10 * seed))
                .column("b", normal(10 * seed + 1))
                .column(
                        "c",
                        Arrays.stream(normal(10 * seed + 2)).map(x -> 300 * x).toArray());
    }

    private static double[] normal(int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        return random.doubles(ROWS).map(u -> u * 2 - 1).toArray();
    }
}
