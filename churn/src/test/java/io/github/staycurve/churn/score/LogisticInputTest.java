package io.github.staycurve.churn.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import io.github.staycurve.churn.fit.FeatureProblem;
import io.github.staycurve.churn.fit.Penalty;
import io.github.staycurve.core.data.FeatureTable;
import io.github.staycurve.core.fit.FitStatus;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a fit refuses, and in which words; missing values and logarithms. */
class LogisticInputTest {
    private static final LogisticRegression PLAIN = LogisticRegression.of("churn");

    @Test
    void constantAndCollinearColumnsAreNamedBeforeTheFit() {
        Sample sample = Sample.of(1, 200, 2);
        FeatureTable constant = sample.with("plan", i -> 3);
        FeatureTable made = sample.with("made", i -> sample.table.value(i, 0) - 2 * sample.table.value(i, 1));

        assertFails(PLAIN.fit(constant, sample.churned), FeatureProblem.Kind.CONSTANT, "plan");
        LogisticFit fit = PLAIN.fit(made, sample.churned);
        assertFails(fit, FeatureProblem.Kind.COLLINEAR, "made");
        assertThat(fit.problems().get(0).others()).containsExactly("x0", "x1");
        for (Penalty penalty : List.of(Penalty.ridge(0.01), Penalty.lasso(0.01))) {
            LogisticFit held = PLAIN.withPenalty(penalty).fit(made, sample.churned);
            assertThat(held.hasModel()).isTrue();
            assertThat(held.problems()).hasSize(1);
        }
        LogisticFit held = PLAIN.withPenalty(Penalty.ridge(0.01)).fit(constant, sample.churned);
        assertThat(held.model().terms().get(2).slope()).isZero();
        assertThat(held.report().status()).isEqualTo(FitStatus.CONVERGED);
    }

    @Test
    void oneClassAloneIsNoFit() {
        Sample sample = Sample.of(2, 50, 1);
        LogisticFit none = PLAIN.fit(sample.table, new boolean[50]);
        assertThat(none.hasModel()).isFalse();
        assertThat(none.report().explanation()).contains("all customers stayed");
        assertThat(none.nullDeviance()).isZero();
        assertThat(none.deviance()).isInfinite();
        boolean[] all = new boolean[50];
        Arrays.fill(all, true);
        assertThat(PLAIN.fit(sample.table, all).report().explanation()).contains("all customers churned");
        assertThatIllegalStateException().isThrownBy(none::model).withMessageContaining("nothing to tell apart");
    }

    @Test
    void aDummyThatOnlyChurnedCustomersHaveIsNamed() {
        Sample sample = Sample.of(3, 300, 2);
        FeatureTable table = sample.with("cancelled", i -> sample.churned[i] && i % 2 == 0 ? 1 : 0);
        LogisticFit fit = PLAIN.fit(table, sample.churned);
        assertFails(fit, FeatureProblem.Kind.SEPARATING, "cancelled");
        assertThat(fit.problems().get(0).words()).contains("at one value", "above 0.0");
        FeatureTable falling = sample.with("left", i -> sample.churned[i] ? -1 - i % 3 : 1 + i % 3);
        LogisticFit complete = PLAIN.fit(falling, sample.churned);
        assertFails(complete, FeatureProblem.Kind.SEPARATING, "left");
        assertThat(complete.problems().get(0).words())
                .contains("below", "no other")
                .doesNotContain("at one value");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6})
    void columnsThatSeparateTogetherAreNamed(int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int n = 200;
        double[][] x = new double[4][n];
        boolean[] churned = new boolean[n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < 4; j++) {
                x[j][i] = random.nextDouble() * 2 - 1;
            }
            churned[i] = x[1][i] + 2 * x[3][i] > 0.2;
        }
        LogisticFit fit = PLAIN.fit(table(x), churned);
        assertFails(fit, FeatureProblem.Kind.SEPARATING, "x1");
        assertThat(fit.problems().get(0).others()).as("seed %s", seed).containsExactly("x3");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6})
    void columnsThatSeparateTogetherButForTiedRowsAreNamed(int seed) {
        // where x0 = 1 and x1 = 1 everybody churns, where both are 0 nobody does; elsewhere it is as it falls
        SplittableRandom random = new SplittableRandom(seed);
        int n = 400;
        double[][] x = new double[3][n];
        boolean[] churned = new boolean[n];
        for (int i = 0; i < n; i++) {
            x[0][i] = random.nextInt(2);
            x[1][i] = random.nextInt(2);
            x[2][i] = random.nextDouble();
            double both = x[0][i] + x[1][i];
            churned[i] = both == 2 || (both == 1 && random.nextDouble() < x[2][i]);
        }
        LogisticFit fit = PLAIN.fit(table(x), churned);
        assertFails(fit, FeatureProblem.Kind.SEPARATING, "x0");
        assertThat(fit.problems().get(0).others()).as("seed %s", seed).containsExactly("x1");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void nearlySeparatedCustomersHaveAFit(int seed) {
        // one customer in the midst of those of the other class is enough for a maximum
        SplittableRandom random = new SplittableRandom(seed);
        int n = 300;
        double[][] x = new double[3][n];
        boolean[] churned = new boolean[n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < 3; j++) {
                x[j][i] = random.nextDouble() * 2 - 1;
            }
            churned[i] = x[0][i] - x[2][i] > 0.1;
        }
        churned[innermost(x, churned)] = false;
        LogisticFit fit = PLAIN.fit(table(x), churned);
        assertThat(fit.report().status())
                .as("seed %s: %s", seed, fit.report().explanation())
                .isEqualTo(FitStatus.CONVERGED);
        double[] p = fit.model().probability(table(x)).toArray();
        for (int j = 0; j < 3; j++) { // the score equations
            double sum = 0;
            for (int i = 0; i < n; i++) {
                sum += (p[i] - (churned[i] ? 1 : 0)) * x[j][i];
            }
            assertThat(sum).isCloseTo(0, within(1e-9));
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e-312, 1e-200, 1e200, 1.7e308})
    void valuesThatCannotBeComputedWithAreNamed(double scale) {
        Sample sample = Sample.of(31, 200, 2);
        FeatureTable table = sample.with("money", i -> scale * Math.sin(i));
        for (Penalty penalty : List.of(Penalty.none(), Penalty.ridge(0.1))) {
            LogisticFit fit =
                    LogisticRegression.of("churn").withPenalty(penalty).fit(table, sample.churned);
            assertFails(fit, FeatureProblem.Kind.OUT_OF_SCALE, "money");
            assertThat(fit.report().explanation()).contains("another unit");
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e-100, 1e-9, 1e9, 1e100})
    void unitsOfAnySizeAreAllOne(double scale) {
        Sample sample = Sample.of(32, 200, 2);
        LogisticRegression regression = LogisticRegression.of("churn");
        LogisticFit plain = regression.fit(sample.with("money", i -> Math.sin(i)), sample.churned);
        LogisticFit scaled = regression.fit(sample.with("money", i -> scale * Math.sin(i)), sample.churned);
        Coefficient expected = plain.coefficients().get(3);
        Coefficient found = scaled.coefficients().get(3);
        assertThat(found.value() * scale).isCloseTo(expected.value(), within(1e-9));
        assertThat(found.standardError().orElseThrow() * scale)
                .isCloseTo(expected.standardError().orElseThrow(), within(1e-9));
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.5, 0, 1, 1.5, Double.NaN})
    void levelsOfConfidenceAreRefusedByName(double confidence) {
        Sample sample = Sample.of(33, 100, 2);
        LogisticFit fit = LogisticRegression.of("churn").fit(sample.table, sample.churned);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> fit.coefficients().get(1).interval(confidence))
                .withMessageContaining("confidence");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> fit.probabilityInterval(new double[2], confidence))
                .withMessageContaining("confidence");
    }

    @Test
    void aTableWithoutRowsIsRefusedByName() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LogisticRegression.of("churn")
                        .fit(FeatureTable.builder().column("x", new double[0]).build(), new boolean[0]))
                .withMessageContaining("number of rows");
    }

    @Test
    void missingValuesAreRefusedByName() {
        Sample sample = Sample.of(4, 200, 1);
        FeatureTable table = withGap(sample, i -> i % 5 == 0, 0);
        LogisticFit fit = PLAIN.withPenalty(Penalty.ridge(1)).fit(table, sample.churned);
        assertFails(fit, FeatureProblem.Kind.MISSING, "gap");
        assertThat(fit.report().explanation()).contains("40 rows");
    }

    @Test
    void aMissingValueHasACoefficientInPlaceOfTheSlope() {
        Sample sample = Sample.of(5, 600, 2);
        FeatureTable table = withGap(sample, i -> i % 4 == 0, 1);
        LogisticFit fit = PLAIN.withMissingTerms().fit(table, sample.churned);

        assertThat(fit.report().estimates())
                .extracting(estimate -> estimate.name())
                .containsExactly("(intercept)", "x0", "x1", "gap", "gap is missing");
        // the same by hand: 0 where it is missing, and a dummy
        double[] filled =
                Arrays.stream(table.column(2)).map(x -> Double.isNaN(x) ? 0 : x).toArray();
        FeatureTable byHand = FeatureTable.builder()
                .column("x0", table.column(0))
                .column("x1", table.column(1))
                .column("gap", filled)
                .column(
                        "dummy",
                        IntStream.range(0, 600)
                                .mapToDouble(i -> i % 4 == 0 ? 1 : 0)
                                .toArray())
                .build();
        LogisticFit expected = PLAIN.fit(byHand, sample.churned);
        FeatureTerm gap = fit.model().terms().get(2);
        assertThat(gap.slope()).isCloseTo(expected.model().terms().get(2).slope(), within(1e-10));
        assertThat(gap.missing().orElseThrow())
                .isCloseTo(expected.model().terms().get(3).slope(), within(1e-10));
        assertThat(fit.model().probability(table).toArray())
                .containsExactly(expected.model().probability(byHand).toArray(), within(1e-12));
        double[] without = {0, 0, Double.NaN};
        assertThat(fit.probabilityInterval(without, 0.95).orElseThrow().upper())
                .isCloseTo(
                        expected.probabilityInterval(new double[] {0, 0, 0, 1}, 0.95)
                                .orElseThrow()
                                .upper(),
                        within(1e-10));
        Reasons reasons = fit.model().reasons(without);
        assertThat(reasons.list())
                .filteredOn(r -> r.feature().equals("gap"))
                .singleElement()
                .satisfies(r -> {
                    assertThat(r.value()).isEqualTo(OptionalDouble.empty());
                    assertThat(r.words()).startsWith("gap missing instead of ");
                });
        assertThatIllegalArgumentException()
                .isThrownBy(() -> fit.model().probability(new double[] {Double.NaN, 0, 0}))
                .withMessageContaining("x0");
    }

    @Test
    void featuresMissingTogetherShareOneTerm() {
        Sample sample = Sample.of(6, 400, 1);
        FeatureTable.Builder builder = FeatureTable.builder().column("x0", sample.table.column(0));
        SplittableRandom random = new SplittableRandom(6);
        for (String name : List.of("gap", "spread")) {
            builder.incompleteColumn(
                    name,
                    IntStream.range(0, 400)
                            .mapToDouble(i -> i % 3 == 0 ? Double.NaN : random.nextDouble())
                            .toArray());
        }
        LogisticFit fit = PLAIN.withMissingTerms().fit(builder.build(), sample.churned);
        assertThat(fit.report().status()).isEqualTo(FitStatus.CONVERGED);
        assertThat(fit.report().estimates())
                .extracting(estimate -> estimate.name())
                .containsExactly("(intercept)", "x0", "gap", "gap is missing", "spread");
        assertThat(fit.model().terms())
                .allMatch(t -> t.feature().equals("x0") || t.missing().isPresent());
    }

    @Test
    void logarithmsArePartOfTheModel() {
        Sample sample = Sample.of(7, 300, 1);
        SplittableRandom random = new SplittableRandom(7);
        double[] spend = random.doubles(300).map(u -> Math.exp(9 * u) - 50).toArray();
        FeatureTable raw = sample.with("spend", i -> spend[i]);
        FeatureTable logged = sample.with("spend", i -> Math.signum(spend[i]) * Math.log1p(Math.abs(spend[i])));
        LogisticFit fit = PLAIN.withLog1p(List.of("spend")).fit(raw, sample.churned);
        LogisticFit expected = PLAIN.fit(logged, sample.churned);
        assertThat(fit.model().terms().get(1).log1p()).isTrue();
        assertThat(fit.model().terms().get(1).slope())
                .isCloseTo(expected.model().terms().get(1).slope(), within(1e-12));
        assertThat(fit.model().probability(raw).toArray())
                .containsExactly(expected.model().probability(logged).toArray(), within(1e-13));
        assertThat(fit.report().explanation()).contains("logarithms of [spend]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PLAIN.withLog1p(List.of("money")).fit(raw, sample.churned))
                .withMessageContaining("money");
    }

    @Test
    void refusesColumnsThatDoNotFit() {
        Sample sample = Sample.of(8, 30, 1);
        assertThatIllegalArgumentException().isThrownBy(() -> PLAIN.fit(sample.table, new boolean[29]));
        assertThatIllegalArgumentException().isThrownBy(() -> PLAIN.fit(sample.table, sample.churned, new double[29]));
        double[] nan = new double[30];
        nan[3] = Double.NaN;
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PLAIN.fit(sample.table, sample.churned, nan))
                .withMessageContaining("weights[3]");
        assertThatIllegalArgumentException().isThrownBy(() -> LogisticRegression.of(" "));
        FeatureTerm term = new FeatureTerm("x", false, 1, OptionalDouble.empty(), 0);
        assertThatIllegalArgumentException().isThrownBy(() -> LogisticModel.of(0, List.of(), "churn"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LogisticModel.of(0, List.of(term, term), "churn"))
                .withMessageContaining("different names");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new FeatureTerm("x", false, Double.NaN, OptionalDouble.empty(), 0))
                .withMessageContaining("slope of x");
    }

    @Test
    void settingsAndModelsSayThemselves() {
        assertThat(PLAIN.withBalancedClasses().withMissingTerms().toString())
                .contains("no penalty", "missing values", "intercept corrected");
        assertThat(PLAIN.withBalancedClassesUncorrected().describe()).contains("not corrected");
        LogisticModel model =
                LogisticModel.of(-1, List.of(new FeatureTerm("gap", false, 2, OptionalDouble.empty(), 35)), "no visit");
        assertThat(model.toString()).contains("gap", "no visit");
        assertThat(model.predicts()).isEqualTo("no visit");
        Reasons reasons = model.reasons(new double[] {120.25});
        assertThat(reasons.toString()).isEqualTo("gap 120.3 instead of 35: odds of churn × 1.11e+74\n");
    }

    private static FeatureTable withGap(Sample sample, IntPredicate missing, int column) {
        FeatureTable.Builder builder = FeatureTable.builder();
        for (int j = 0; j < sample.table.features(); j++) {
            builder.column("x" + j, sample.table.column(j));
        }
        SplittableRandom random = new SplittableRandom(column);
        return builder.incompleteColumn(
                        "gap",
                        IntStream.range(0, sample.table.rows())
                                .mapToDouble(i -> missing.test(i) ? Double.NaN : 30 + 10 * random.nextDouble())
                                .toArray())
                .build();
    }

    /** Returns the churned customer nearest to the mean of the churned. */
    private static int innermost(double[][] x, boolean[] churned) {
        double[] distance = new double[churned.length];
        for (double[] column : x) {
            double mean = IntStream.range(0, column.length)
                    .filter(i -> churned[i])
                    .mapToDouble(i -> column[i])
                    .average()
                    .orElseThrow();
            Arrays.setAll(distance, i -> distance[i] + (column[i] - mean) * (column[i] - mean));
        }
        return IntStream.range(0, churned.length)
                .filter(i -> churned[i])
                .boxed()
                .min((a, b) -> Double.compare(distance[a], distance[b]))
                .orElseThrow();
    }

    /** Two counts that differ for few customers, all of whom churned: their difference separates these from nobody. */
    @ParameterizedTest
    @ValueSource(ints = {1, 3, 40})
    void columnsThatDifferForAFewAreNamedWhereTheseDidAlike(int few) {
        SplittableRandom random = new SplittableRandom(few);
        int n = 20_000;
        double[][] x = new double[3][n];
        boolean[] churned = new boolean[n];
        for (int i = 0; i < n; i++) {
            x[0][i] = random.nextInt(4);
            x[1][i] = x[0][i] + (i < few ? 1 : 0);
            x[2][i] = random.nextDouble();
            churned[i] = i < few || random.nextDouble() < 0.99 - 0.05 * x[2][i];
        }
        assertFails(PLAIN.fit(table(x), churned), FeatureProblem.Kind.SEPARATING, "x0");
    }

    private static FeatureTable table(double[][] x) {
        FeatureTable.Builder builder = FeatureTable.builder();
        for (int j = 0; j < x.length; j++) {
            builder.column("x" + j, x[j]);
        }
        return builder.build();
    }

    private static void assertFails(LogisticFit fit, FeatureProblem.Kind kind, String column) {
        assertThat(fit.hasModel()).isFalse();
        assertThat(fit.report().status()).isEqualTo(FitStatus.FAILED);
        assertThat(fit.report().explanation()).contains("'" + column + "'");
        assertThat(fit.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.kind()).isEqualTo(kind);
            assertThat(problem.column()).isEqualTo(column);
        });
    }
}
