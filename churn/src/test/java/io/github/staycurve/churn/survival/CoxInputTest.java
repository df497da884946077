package io.github.staycurve.churn.survival;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.staycurve.churn.fit.FeatureProblem;
import io.github.staycurve.churn.fit.Penalty;
import io.github.staycurve.core.data.FeatureTable;
import io.github.staycurve.core.fit.FitStatus;
import io.github.staycurve.core.stat.CensoredDurations;
import io.github.staycurve.core.stat.WeightKind;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Data that are hard, empty or wrong. */
class CoxInputTest {
    private static final int ROWS = 80;

    private static CoxRows rows() {
        return CoxOracle.random(new SplittableRandom(7), ROWS, false, false);
    }

    private static CoxRows with(CoxRows rows, String name, double[] column) {
        FeatureTable.Builder table = FeatureTable.builder();
        for (int j = 0; j < rows.features().features(); j++) {
            table.column(rows.features().names().get(j), rows.features().column(j));
        }
        return rows.withFeatures(table.incompleteColumn(name, column).build());
    }

    private static CoxFit fit(CoxRows rows) {
        return CoxRegression.withDefaults().fit(rows);
    }

    private static void assertRefused(CoxFit fit, String column, FeatureProblem.Kind kind) {
        assertThat(fit.hasModel()).isFalse();
        assertThat(fit.report().status()).isEqualTo(FitStatus.FAILED);
        assertThat(fit.report().explanation()).contains("'" + column + "'");
        assertThat(fit.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.column()).isEqualTo(column);
            assertThat(problem.kind()).isEqualTo(kind);
        });
        assertThat(fit.waldTest()).isEmpty();
        assertThat(fit.likelihoodRatioTest()).isEmpty();
        assertThat(fit.informationCovariance()).isEmpty();
        assertThatThrownBy(fit::model).isInstanceOf(IllegalStateException.class).hasMessageContaining(column);
        assertThat(fit.describe()).contains(column);
    }

    private static void assertRidgeMakesUpForIt(CoxRows rows) {
        CoxFit fit = CoxRegression.withDefaults()
                .withPenalty(Penalty.ridge(0.01).onStandardizedColumns())
                .fit(rows);
        assertThat(fit.report().status()).isEqualTo(FitStatus.CONVERGED);
        assertThat(fit.problems()).hasSize(1);
        assertThat(fit.predictionErrors()).isEmpty();
        assertThat(CoxRegression.withDefaults()
                        .withPenalty(Penalty.lasso(0.01).onStandardizedColumns())
                        .fit(rows)
                        .hasModel())
                .isTrue();
    }

    @Test
    void constantColumnsAreNamed() {
        double[] constant = new double[ROWS];
        Arrays.fill(constant, 0.1);
        CoxRows rows = with(rows(), "plan", constant);
        assertRefused(fit(rows), "plan", FeatureProblem.Kind.CONSTANT);
        assertRidgeMakesUpForIt(rows);
    }

    @Test
    void missingValuesAreNamedWithAnyPenalty() {
        double[] gaps = rows().features().column(0);
        gaps[5] = Double.NaN;
        CoxRows rows = with(rows(), "gap", gaps);
        assertRefused(fit(rows), "gap", FeatureProblem.Kind.MISSING);
        assertRefused(
                CoxRegression.withDefaults().withPenalty(Penalty.ridge(1)).fit(rows),
                "gap",
                FeatureProblem.Kind.MISSING);
    }

    @Test
    void collinearColumnsAreNamedWithWhatTheyAreMadeOf() {
        FeatureTable table = rows().features();
        double[] sum = IntStream.range(0, ROWS)
                .mapToDouble(i -> 2 * table.value(i, 0) - table.value(i, 2) + 3)
                .toArray();
        CoxRows rows = with(rows(), "sum", sum);
        assertRefused(fit(rows), "sum", FeatureProblem.Kind.COLLINEAR);
        assertThat(fit(rows).problems().get(0).others()).containsExactly("x", "u");
        assertRidgeMakesUpForIt(rows);
    }

    @Test
    void whatDividesTheStrataIsNoFeature() {
        CoxRows rows = rows();
        List<String> strata = Arrays.stream(rows.features().column(1))
                .mapToObj(Double::toString)
                .toList();
        assertRefused(fit(rows.withStrata(strata)), "z", FeatureProblem.Kind.CONSTANT);
        assertRidgeMakesUpForIt(rows.withStrata(strata));

        double[] made = IntStream.range(0, ROWS)
                .mapToDouble(
                        i -> rows.features().value(i, 0) + 5 * rows.features().value(i, 1))
                .toArray();
        FeatureTable features = rows.features().withFeatures(List.of("x", "u"));
        CoxRows collinearWithin = with(rows.withFeatures(features).withStrata(strata), "made", made);
        assertRefused(fit(collinearWithin), "made", FeatureProblem.Kind.COLLINEAR);
        assertThat(fit(collinearWithin).problems().get(0).others()).containsExactly("x");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aLevelThatNobodyLeavesIsNamed(boolean entries) {
        CoxRows rows = CoxOracle.random(new SplittableRandom(3), ROWS, entries, false);
        double[] safe = IntStream.range(0, ROWS)
                .mapToDouble(i -> !rows.durations().ended(i) && i % 2 == 0 ? 1 : 0)
                .toArray();
        assertRefused(fit(with(rows, "safe", safe)), "safe", FeatureProblem.Kind.SEPARATING);
        assertRidgeMakesUpForIt(with(rows, "safe", safe));
        double[] mixed = safe.clone();
        for (int i = 0; i < 3; i++) { // one or more that leave
            mixed[
                    IntStream.range(i * 20, ROWS)
                            .filter(rows.durations()::ended)
                            .findFirst()
                            .orElseThrow()] = 1;
        }
        assertThat(fit(with(rows, "mixed", mixed)).report().status()).isEqualTo(FitStatus.CONVERGED);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aFeatureThatOrdersTheEndsIsNamed(boolean reversed) {
        CoxRows rows = rows();
        double[] order = IntStream.range(0, ROWS)
                .mapToDouble(i -> (reversed ? -1 : 1) * rows.durations().duration(i))
                .toArray();
        assertRefused(fit(with(rows, "tenure", order)), "tenure", FeatureProblem.Kind.SEPARATING);
    }

    /** Neither part separates, their sum does: in order of all rows, or for a few that nobody leaves. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void featuresThatSeparateTogetherAreNamed(boolean few) {
        SplittableRandom random = new SplittableRandom(11);
        CoxRows rows = rows();
        double[] noise = random.doubles(ROWS, -20, 20).toArray();
        double[] rest = IntStream.range(0, ROWS)
                .mapToDouble(i -> {
                    boolean safe = !rows.durations().ended(i) && i % 8 == 0;
                    return (few ? safe ? 1 : 0 : -rows.durations().duration(i)) - noise[i];
                })
                .toArray();
        CoxFit fit = fit(with(with(rows, "noise", noise), "rest", rest));
        assertThat(fit.hasModel()).isFalse();
        FeatureProblem problem = fit.problems().get(0);
        assertThat(problem.kind()).isEqualTo(FeatureProblem.Kind.SEPARATING);
        assertThat(List.of("noise", "rest")).contains(problem.column());
        assertThat(problem.others()).hasSize(1).isSubsetOf("noise", "rest");
        assertThat(problem.words()).contains("together with");
    }

    @Test
    void withoutEndsThereIsNothingToFit() {
        FeatureTable table =
                FeatureTable.builder().column("x", new double[] {1, 2}).build();
        CensoredDurations none = CensoredDurations.of(new double[] {1, 2}, new boolean[2]);
        CoxFit fit = CoxRegression.withDefaults().fit(table, none);
        assertThat(fit.report().status()).isEqualTo(FitStatus.FAILED);
        assertThat(fit.report().explanation()).contains("None of the 2 rows has ended");
        assertThat(fit.nullLogLikelihood()).isEmpty();
        assertThat(fit.scoreTest()).isEmpty();
        CensoredDurations weightless = CensoredDurations.of(new double[] {1, 2}, new boolean[] {true, false})
                .withWeights(new double[] {0, 1}, WeightKind.FREQUENCY);
        assertThat(CoxRegression.withDefaults().fit(table, weightless).hasModel())
                .isFalse();
        FeatureTable empty = FeatureTable.builder().column("x", new double[0]).build();
        assertThat(CoxRegression.withDefaults()
                        .fit(empty, CensoredDurations.of(new double[0], new boolean[0]))
                        .hasModel())
                .isFalse();
    }

    /** One end says that beta is such that the mean of those at risk is the row that ended. */
    @ParameterizedTest
    @EnumSource(CoxTies.class)
    void oneEndIsEnoughForOneFeature(CoxTies ties) {
        FeatureTable table =
                FeatureTable.builder().column("x", new double[] {0, 1, 3}).build();
        CensoredDurations d = CensoredDurations.of(new double[] {5, 4, 9}, new boolean[] {false, true, false});
        CoxFit fit = CoxRegression.withDefaults().withTies(ties).fit(table, d);
        // 1 = (e^b + 3 e^3b) / (1 + e^b + e^3b), so 2 e^3b = 1
        double beta = -Math.log(2) / 3;
        assertThat(fit.model().coefficients()[0]).isCloseTo(beta, within(1e-12));
        double risk = 1 + Math.exp(beta) + Math.exp(3 * beta);
        assertThat(fit.report().logLikelihood()).isCloseTo(beta - Math.log(risk), within(1e-12));
        assertThat(fit.model().cumulativeHazardAt(new double[] {0}, 4)).isCloseTo(1 / risk, within(1e-12));
        assertThat(fit.model().cumulativeHazardAt(new double[] {0}, 3.9)).isZero();
        CoxRows rows = CoxRows.of(table, d);
        assertThat(CoxDiagnostics.of(fit.model(), rows).proportionality()).isEmpty(); // one time
        // the end of the greatest row is no maximum
        CensoredDurations last = CensoredDurations.of(new double[] {5, 4, 3}, new boolean[] {false, false, true});
        assertRefused(CoxRegression.withDefaults().fit(table, last), "x", FeatureProblem.Kind.SEPARATING);
    }

    /** Where all end together, the order is not known: nothing speaks for a coefficient. */
    @ParameterizedTest
    @EnumSource(CoxTies.class)
    void allTiedSaysNothing(CoxTies ties) {
        boolean[] ended = new boolean[ROWS];
        Arrays.fill(ended, true);
        double[] once = new double[ROWS];
        Arrays.fill(once, 3);
        CoxFit fit =
                CoxRegression.withDefaults().withTies(ties).fit(rows().features(), CensoredDurations.of(once, ended));
        assertThat(fit.model().coefficients()).containsExactly(new double[3], within(1e-10));
        assertThat(fit.scoreTest().orElseThrow().pValue()).isCloseTo(1, within(1e-9));
    }

    /** A row watched from 0 is at risk at 0. */
    @Test
    void endsAtZeroCount() {
        FeatureTable table =
                FeatureTable.builder().column("x", new double[] {0, 1, 3}).build();
        CensoredDurations d = CensoredDurations.of(new double[] {5, 0, 0}, new boolean[] {false, true, false});
        CoxFit fit = CoxRegression.withDefaults().fit(table, d);
        assertThat(fit.model().coefficients()[0]).isCloseTo(-Math.log(2) / 3, within(1e-12));
        assertThat(fit.model().survivalAt(new double[] {0}, 0)).isLessThan(1);
        CoxDiagnostics diagnostics = CoxDiagnostics.of(fit.model(), CoxRows.of(table, d));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> diagnostics.proportionality(TimeTransform.LOG))
                .withMessageContaining("ended at 0");
        CensoredDurations later = d.withEntries(new double[] {1, 0, 0}); // the first came after it
        assertThat(fit(CoxRows.of(table, later)).problems()).hasSize(1); // the lesser of two: no maximum
    }

    @Test
    void fewerClustersThanFeaturesHaveNoErrorForSomeCombination() {
        CoxRows rows = rows();
        CoxFit fit = fit(rows.withClusters(
                IntStream.range(0, ROWS).mapToObj(i -> "c" + i % 2).toList()));
        assertThat(fit.hasModel()).isTrue();
        assertThat(fit.waldTest()).isEmpty(); // two clusters make a covariance of rank 1
    }

    @Test
    void veryDifferentRisksStillHaveAFit() {
        SplittableRandom random = new SplittableRandom(5);
        double[] spend = random.doubles(500).map(u -> Math.pow(10, 8 * u)).toArray(); // up to 10^8
        double[] x = random.doubles(500).toArray();
        double[] durations = new double[500];
        boolean[] ended = new boolean[500];
        for (int i = 0; i < 500; i++) {
            durations[i] = Math.ceil(-Math.log(random.nextDouble()) * 50 / Math.exp(2 * x[i]));
            ended[i] = durations[i] < 60;
            durations[i] = Math.min(60, durations[i]);
        }
        FeatureTable table =
                FeatureTable.builder().column("spend", spend).column("x", x).build();
        CoxFit fit = CoxRegression.withDefaults().fit(table, CensoredDurations.of(durations, ended));
        assertThat(fit.report().status()).isEqualTo(FitStatus.CONVERGED);
        assertThat(fit.model().coefficients()[1])
                .isCloseTo(
                        2,
                        within(3
                                * fit.report()
                                        .estimates()
                                        .get(1)
                                        .standardError()
                                        .orElseThrow()));
    }

    @Test
    void moreRowsAtOneTimeThanCanBeCountedAreRefused() {
        FeatureTable table =
                FeatureTable.builder().column("x", new double[] {1, 2, 3}).build();
        CensoredDurations d = CensoredDurations.of(new double[] {1, 1, 2}, new boolean[] {true, true, false})
                .withWeights(new double[] {2e9, 1e9, 1}, WeightKind.FREQUENCY);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CoxRegression.withDefaults().fit(table, d))
                .withMessageContaining("2^31");
    }

    @Test
    void argumentsAreCheckedByName() {
        CoxRows rows = rows();
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> CoxRows.of(rows.features(), CensoredDurations.of(new double[] {1}, new boolean[] {true})))
                .withMessageContaining("durations");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> rows.withStrata(List.of("a")))
                .withMessageContaining("strata");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> rows.withClusters(
                        IntStream.range(0, ROWS).mapToObj(i -> " ").toList()))
                .withMessageContaining("clusters");
        CoxModel model = fit(rows).model();
        List<String> labels = CoxOracle.labels(new SplittableRandom(1), ROWS, 2);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CoxDiagnostics.of(model, rows.withStrata(labels)))
                .withMessageContaining("strata");
        CensoredDurations weighted = rows.durations().withWeights(new double[ROWS], WeightKind.FREQUENCY);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CoxDiagnostics.of(model, CoxRows.of(rows.features(), weighted)))
                .withMessageContaining("row 0 has weight 0");
        CoxRows others = CoxOracle.random(new SplittableRandom(8), ROWS, false, false);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CoxDiagnostics.of(model, others).proportionality())
                .withMessageContaining("the rows of the fit");
        assertThat(rows.withStrata(labels).toString()).contains("2 strata");
    }
}
