package io.github.staycurve.churn.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import io.github.staycurve.churn.fit.FeatureProblem;
import io.github.staycurve.churn.fit.Penalty;
import io.github.staycurve.core.data.FeatureTable;
import io.github.staycurve.core.data.ScoreColumn;
import io.github.staycurve.core.fit.FitStatus;
import io.github.staycurve.core.stat.CensoredDurations;
import io.github.staycurve.core.stat.WeightKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class HazardTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void isTheLogisticRegressionOnPersonPeriods(int seed) {
        People people = new People(seed, 150);
        HazardFit fit = HazardRegression.of("churn")
                .withBaseline(HazardBaseline.polynomial(2))
                .fit(people.table, people.durations());
        int periods = fit.model().levels().length;
        List<double[]> rows = new ArrayList<>();
        List<Boolean> churned = new ArrayList<>();
        for (int i = 0; i < people.last.length; i++) {
            for (int k = people.entry[i] + 1; k <= people.last[i]; k++) {
                for (int copy = 0; copy < people.weight[i]; copy++) {
                    rows.add(new double[] {k, k * k, people.table.value(i, 0), people.table.value(i, 1)});
                    churned.add(people.ended[i] && k == people.last[i]);
                }
            }
        }
        LogisticFit expected = logistic(rows, churned);
        assertThat(fit.personPeriods()).isEqualTo(rows.size());
        assertThat(fit.report().logLikelihood()).isCloseTo(expected.report().logLikelihood(), within(1e-9));
        for (int j = 0; j < 2; j++) {
            assertThat(fit.model().terms().get(j).slope())
                    .isCloseTo(expected.model().terms().get(2 + j).slope(), within(1e-9));
            assertThat(fit.coefficients().get(3 + j).standardError().orElseThrow())
                    .isCloseTo(
                            expected.coefficients().get(3 + j).standardError().orElseThrow(), within(1e-9));
        }
        double[] x = {0.3, -0.4};
        for (int k = 1; k <= periods; k++) {
            assertThat(fit.model().hazard(x, k))
                    .isCloseTo(
                            expected.model().probability(new double[] {k, (double) k * k, x[0], x[1]}), within(1e-10));
        }
    }

    private static LogisticFit logistic(List<double[]> rows, List<Boolean> labels) {
        FeatureTable.Builder builder = FeatureTable.builder();
        for (int j = 0; j < rows.get(0).length; j++) {
            int column = j;
            builder.column(
                    "c" + j, rows.stream().mapToDouble(row -> row[column]).toArray());
        }
        boolean[] churned = new boolean[labels.size()];
        for (int i = 0; i < churned.length; i++) {
            churned[i] = labels.get(i);
        }
        return LogisticRegression.of("churn").fit(builder.build(), churned);
    }

    @Test
    void withoutEffectsTheLevelsAreTheSharesWhoLeft() {
        // a feature that is balanced within every period has no effect
        double[] durations = {1, 1, 2, 2, 2, 2, 3, 3, 3, 3};
        boolean[] ended = {true, true, true, true, false, false, true, true, false, false};
        double[] x = {-1, 1, -1, 1, -1, 1, -1, 1, -1, 1};
        HazardModel model = HazardRegression.of("churn")
                .fit(FeatureTable.builder().column("x", x).build(), CensoredDurations.of(durations, ended))
                .model();
        double[] row = {0.7};
        assertThat(model.hazard(row, 1)).isCloseTo(0.2, within(1e-12));
        assertThat(model.hazard(row, 2)).isCloseTo(0.25, within(1e-12));
        assertThat(model.hazard(row, 3)).isCloseTo(0.5, within(1e-12));
        assertThat(model.hazard(row, 9)).isCloseTo(0.5, within(1e-12));
        assertThat(model.survival(row, 0)).isEqualTo(1);
        assertThat(model.survival(row, 3)).isCloseTo(0.8 * 0.75 * 0.5, within(1e-12));
        assertThat(model.survival(row, 5)).isCloseTo(0.8 * 0.75 * 0.125, within(1e-12));
        assertThat(model.churnProbability(row, 1, 2)).isCloseTo(1 - 0.75 * 0.5, within(1e-12));
        assertThat(model.churnProbability(row, 7, 2)).isCloseTo(0.75, within(1e-12));
        assertThat(model.churnProbability(row, 1, 0)).isZero();
        assertThat(model.survival(row, Integer.MAX_VALUE)).isZero();
        assertThat(model.churnProbability(row, Integer.MAX_VALUE, Integer.MAX_VALUE))
                .isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(BinaryLink.class)
    void reasonsAddUpAndScoresAreConditional(BinaryLink link) {
        People people = new People(5, 300);
        HazardModel model = HazardRegression.of("churn")
                .withLink(link)
                .withBaseline(HazardBaseline.steps(2, 4))
                .fit(people.table, people.durations())
                .model();
        for (int next : new int[] {1, 3}) {
            HazardChurnModel churn = model.next(next).withReferenceSurvived(2);
            SplittableRandom random = new SplittableRandom(9);
            for (int i = 0; i < 60; i++) {
                double[] row = {random.nextDouble() * 4 - 2, random.nextDouble() * 4 - 2, random.nextInt(8)};
                double p = churn.probability(row);
                assertThat(p).isEqualTo(model.churnProbability(row, (int) row[2], next));
                assertThat(p)
                        .isCloseTo(
                                1 - model.survival(row, (int) row[2] + next) / model.survival(row, (int) row[2]),
                                within(1e-12));
                Reasons reasons = churn.reasons(row);
                double sum = reasons.referenceLogOdds()
                        + reasons.list().stream()
                                .mapToDouble(Reason::contribution)
                                .sum();
                assertThat(sum).isCloseTo(reasons.logOdds(), within(1e-12));
                assertThat(BinaryLink.LOGIT.probability(reasons.logOdds())).isCloseTo(p, within(1e-12));
                if (next == 1 && link == BinaryLink.LOGIT) {
                    FeatureTerm a = model.terms().get(0);
                    double expected = a.slope() * (row[0] - a.reference());
                    assertThat(reasons.list().stream()
                                    .filter(r -> r.feature().equals("a"))
                                    .findFirst()
                                    .orElseThrow()
                                    .contribution())
                            .isCloseTo(expected, within(1e-9));
                }
            }
            assertThat(churn.reasons(churn.referenceRow()).strongest()).isEmpty();
            assertThat(churn.featureNames()).containsExactly("a", "b", HazardChurnModel.SURVIVED);
            assertThat(churn.predicts()).contains("churn within the next " + next);
            assertThat(churn.describe()).contains(link.name());
            assertThat(churn.periodsAhead()).isEqualTo(next);
            assertThat(churn.referenceSurvived()).isEqualTo(2);
            assertThat(churn.hazard()).isSameAs(model);
            ScoreColumn scores = churn.probability(FeatureTable.builder()
                    .column(HazardChurnModel.SURVIVED, new double[] {4})
                    .column("b", new double[] {2})
                    .column("a", new double[] {1})
                    .build());
            assertThat(scores.valueOrNaN(0)).isEqualTo(churn.probability(new double[] {1, 2, 4}));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> churn.probability(new double[] {1, 2, -1}))
                    .withMessageContaining(HazardChurnModel.SURVIVED);
            assertThatIllegalArgumentException().isThrownBy(() -> churn.probability(new double[] {1, 2}));
        }
    }

    @Test
    void spansOfACustomerEqualOneRowWhereNothingChanges() {
        People people = new People(6, 120);
        List<double[]> spans = new ArrayList<>();
        for (int i = 0; i < people.last.length; i++) {
            int cut = (people.entry[i] + people.last[i]) / 2;
            boolean split = cut > people.entry[i] && cut < people.last[i];
            if (split) {
                spans.add(new double[] {i, people.entry[i], cut, 0});
            }
            spans.add(new double[] {i, split ? cut : people.entry[i], people.last[i], people.ended[i] ? 1 : 0});
        }
        int[] rows = spans.stream().mapToInt(span -> (int) span[0]).toArray();
        boolean[] ended = new boolean[rows.length];
        for (int i = 0; i < ended.length; i++) {
            ended[i] = spans.get(i)[3] == 1;
        }
        CensoredDurations split = CensoredDurations.of(
                        spans.stream().mapToDouble(span -> span[2]).toArray(), ended)
                .withEntries(spans.stream().mapToDouble(span -> span[1]).toArray())
                .withWeights(
                        Arrays.stream(rows).mapToDouble(i -> people.weight[i]).toArray(), WeightKind.FREQUENCY);
        HazardRegression regression = HazardRegression.of("churn").withBaseline(HazardBaseline.polynomial(1));
        HazardFit expected = regression.fit(people.table, people.durations());
        HazardFit found = regression.fit(people.table.withRows(rows), split);
        assertThat(found.personPeriods()).isEqualTo(expected.personPeriods());
        for (int j = 0; j < 2; j++) {
            assertThat(found.model().terms().get(j).slope())
                    .isCloseTo(expected.model().terms().get(j).slope(), within(1e-9));
        }
        assertThat(found.model().levels()).containsExactly(expected.model().levels(), within(1e-9));
    }

    @Test
    void partsOfPeriodsDoNotCountAndOneIsTold() {
        // periods of 30 days: 45 censored counts one period, 45 ended two; entry at 10 counts from the second on
        double[] durations = {45, 45, 90, 65, 20, 0.3 * 300};
        boolean[] ended = {false, true, true, true, false, false};
        double[] entries = {0, 0, 10, 0, 0, 0};
        double[] x = {1, 2, 1.5, 0, 3, 1};
        HazardFit fit = HazardRegression.of("churn")
                .withPeriodLength(30)
                .withBaseline(HazardBaseline.steps())
                .withPenalty(Penalty.ridge(1))
                .fit(
                        FeatureTable.builder().column("x", x).build(),
                        CensoredDurations.of(durations, ended).withEntries(entries));
        assertThat(fit.personPeriods()).isEqualTo(1 + 2 + 2 + 3 + 0 + 3);
        assertThat(fit.report().explanation()).contains("1 rows were never at risk");
        assertThat(fit.model().periodLength()).isEqualTo(30);
    }

    @Test
    void periodsAndFeaturesWithoutEventsAreNamed() {
        double[] durations = {1, 3, 3, 3, 1, 3};
        boolean[] ended = {true, true, false, false, true, true};
        FeatureTable x = FeatureTable.builder()
                .column("x", new double[] {1, 2, 4, 1.5, 3, 2.5})
                .build();
        HazardFit fit = HazardRegression.of("churn").fit(x, CensoredDurations.of(durations, ended));
        assertThat(fit.hasModel()).isFalse();
        assertThat(fit.problems()).extracting(FeatureProblem::column).containsExactly("period 2");
        assertThat(fit.report().explanation()).contains("no customer left", "polynomial");
        assertThatIllegalStateException().isThrownBy(fit::model).withMessageContaining("period 2");

        FeatureTable flag = FeatureTable.builder()
                .column("vip", new double[] {0, 0, 1, 1, 0, 0})
                .build();
        HazardRegression steps = HazardRegression.of("churn").withBaseline(HazardBaseline.steps(1));
        HazardFit separated = steps.fit(flag, CensoredDurations.of(durations, ended));
        assertThat(separated.problems()).extracting(FeatureProblem::column).containsExactly("vip");
        assertThat(separated.hasModel()).isFalse();
        HazardFit held = steps.withPenalty(Penalty.ridge(0.1)).fit(flag, CensoredDurations.of(durations, ended));
        assertThat(held.model().terms().get(0).slope()).isNegative();
        assertThat(held.report().explanation()).contains("Only the penalty");
        HazardFit nobody = HazardRegression.of("churn")
                .withBaseline(HazardBaseline.polynomial(1))
                .fit(x, CensoredDurations.of(durations, new boolean[6]));
        assertThat(nobody.report().explanation()).contains("no customer left");
    }

    @ParameterizedTest
    @EnumSource(BinaryLink.class)
    void featuresThatSeparateTogetherAreNamed(BinaryLink link) {
        SplittableRandom random = new SplittableRandom(3);
        int n = 200;
        double[] a = random.doubles(n, -1, 1).toArray();
        double[] b = random.doubles(n, -1, 1).toArray();
        double[] noise = random.doubles(n, -1, 1).toArray();
        double[] durations = new double[n];
        boolean[] ended = new boolean[n];
        for (int i = 0; i < n; i++) {
            ended[i] = a[i] + b[i] > 0; // at once, or never
            durations[i] = ended[i] ? 1 : 2;
        }
        FeatureTable table = FeatureTable.builder()
                .column("a", a)
                .column("noise", noise)
                .column("b", b)
                .build();
        HazardRegression regression = HazardRegression.of("churn")
                .withBaseline(HazardBaseline.steps())
                .withLink(link);
        HazardFit fit = regression.fit(table, CensoredDurations.of(durations, ended));
        assertThat(fit.hasModel()).isFalse();
        assertThat(fit.problems()).hasSize(1);
        assertThat(fit.problems().get(0).column()).isEqualTo("a");
        assertThat(fit.problems().get(0).others()).containsExactly("b");
        assertThat(fit.report().explanation()).contains("'a' tells, together with [b]", "ridge");
        HazardFit held = regression.withPenalty(Penalty.ridge(0.01)).fit(table, CensoredDurations.of(durations, ended));
        assertThat(held.hasModel()).isTrue();
    }

    /** The last to leave of each kind leave nobody behind: the complementary log-log then stops at a predictor of 4. */
    @ParameterizedTest
    @EnumSource(BinaryLink.class)
    void groupsOfWhomAllLeaveAtOnceAreNamed(BinaryLink link) {
        int n = 400;
        SplittableRandom random = new SplittableRandom(8);
        double[] a = new double[n];
        double[] b = new double[n];
        double[] durations = new double[n];
        boolean[] ended = new boolean[n];
        for (int i = 0; i < n; i++) {
            a[i] = random.nextInt(2);
            b[i] = random.nextInt(2);
            durations[i] = 1;
            // all with both left, half of the others: no column alone does, but a·b in a third
            ended[i] = a[i] * b[i] > 0 || random.nextBoolean();
        }
        double[] both = new double[n];
        Arrays.setAll(both, i -> a[i] * b[i] + 0.5 * (a[i] + b[i]));
        double[] sum = new double[n];
        Arrays.setAll(sum, i -> a[i] + b[i]);
        FeatureTable table =
                FeatureTable.builder().column("both", both).column("sum", sum).build();
        HazardFit fit = HazardRegression.of("churn")
                .withLink(link)
                .withBaseline(HazardBaseline.steps())
                .fit(table, CensoredDurations.of(durations, ended));
        assertThat(fit.hasModel()).isFalse();
        assertThat(fit.problems()).extracting(FeatureProblem::column).containsExactly("both");
        assertThat(fit.problems().get(0).others()).containsExactly("sum");
    }

    /** In each period its own threshold tells who leaves; over all periods none does. */
    @Test
    void aFeatureThatSeparatesWithinPeriodsIsNamed() {
        int n = 300;
        SplittableRandom random = new SplittableRandom(9);
        double[] x = random.doubles(n, 0, 3).toArray();
        double[] durations = new double[n];
        boolean[] ended = new boolean[n];
        for (int i = 0; i < n; i++) {
            durations[i] = x[i] > 2 ? 1 : x[i] > 1 ? 2 : 3;
            ended[i] = x[i] > 0.5;
        }
        HazardFit fit = HazardRegression.of("churn")
                .fit(FeatureTable.builder().column("x", x).build(), CensoredDurations.of(durations, ended));
        assertThat(fit.hasModel()).isFalse();
        assertThat(fit.problems()).extracting(FeatureProblem::column).containsExactly("x");
        assertThat(fit.report().explanation()).contains("together with the period");
    }

    @Test
    void aPolynomialThatTellsWhenCustomersLeftIsNamedEvenWithAPenalty() {
        int n = 90;
        SplittableRandom random = new SplittableRandom(10);
        double[] durations = new double[n];
        boolean[] ended = new boolean[n];
        for (int i = 0; i < n; i++) {
            durations[i] = 5;
            ended[i] = i % 3 > 0; // all in the last period
        }
        FeatureTable table =
                FeatureTable.builder().column("x", random.doubles(n).toArray()).build();
        HazardRegression line = HazardRegression.of("churn").withBaseline(HazardBaseline.polynomial(1));
        for (Penalty penalty : new Penalty[] {Penalty.none(), Penalty.ridge(0.1)}) {
            HazardFit fit = line.withPenalty(penalty).fit(table, CensoredDurations.of(durations, ended));
            assertThat(fit.hasModel()).isFalse();
            assertThat(fit.problems()).extracting(FeatureProblem::column).containsExactly("baseline");
            assertThat(fit.report().explanation()).contains("in which periods");
        }
    }

    /** One customer far out has a probability next to 1; the fit is sound all the same. */
    @Test
    void aFarOutCustomerIsNotTakenForSeparation() {
        int n = 400;
        SplittableRandom random = new SplittableRandom(12);
        double[] x = random.doubles(n, -2, 2).toArray();
        boolean[] ended = new boolean[n];
        double[] durations = new double[n];
        for (int i = 0; i < n; i++) {
            ended[i] = random.nextDouble() < 1 / (1 + Math.exp(-2 * x[i]));
            durations[i] = 1;
        }
        x[0] = 30;
        ended[0] = true;
        HazardFit fit = HazardRegression.of("churn")
                .fit(FeatureTable.builder().column("x", x).build(), CensoredDurations.of(durations, ended));
        assertThat(fit.model().hazard(new double[] {30}, 1)).isGreaterThan(1 - 1e-12);
        assertThat(fit.report().status()).isEqualTo(FitStatus.CONVERGED);
    }

    @Test
    void lassoLogarithmsAndMissingValues() {
        People people = new People(8, 400);
        double[] gap = new double[400];
        SplittableRandom random = new SplittableRandom(8);
        Arrays.setAll(gap, i -> i % 3 == 0 ? Double.NaN : random.nextDouble() * 100);
        FeatureTable table = FeatureTable.builder()
                .column("a", people.table.column(0))
                .column("b", people.table.column(1))
                .incompleteColumn("gap", gap)
                .build();
        HazardRegression regression = HazardRegression.of("churn")
                .withBaseline(HazardBaseline.polynomial(1))
                .withLog1p(List.of("gap"));
        assertThat(regression.fit(table, people.durations()).problems())
                .extracting(FeatureProblem::kind)
                .containsExactly(FeatureProblem.Kind.MISSING);
        HazardFit fit = regression
                .withMissingTerms()
                .withPenalty(Penalty.lasso(0.02).onStandardizedColumns())
                .fit(table, people.durations());
        assertThat(fit.report().status()).isEqualTo(FitStatus.CONVERGED);
        assertThat(fit.coefficients()).hasSizeLessThan(6);
        assertThat(fit.model().terms().get(2).log1p()).isTrue();
        assertThat(fit.model().hazard(new double[] {0, 0, Double.NaN}, 1)).isBetween(0.0, 1.0);
        assertThat(regression.withMissingTerms().toString()).contains("LOGIT", "degree 1", "[gap]", "missing values");
        assertThat(HazardBaseline.steps(2).toString()).contains("[2]");
        assertThat(HazardBaseline.everyPeriod().describe()).contains("every period");
    }

    @Test
    void refusesWhatIsOutOfRange() {
        FeatureTable x = FeatureTable.builder().column("x", new double[] {1, 2}).build();
        HazardRegression regression = HazardRegression.of("churn");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        regression.fit(x, CensoredDurations.of(new double[] {0, 1}, new boolean[] {true, true})))
                .withMessageContaining("row 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> regression.fit(x, CensoredDurations.of(new double[] {1}, new boolean[1])));
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        regression.fit(x, CensoredDurations.of(new double[] {1e9, 1}, new boolean[] {true, true})))
                .withMessageContaining("periods of row 0");
        assertThatIllegalArgumentException().isThrownBy(() -> HazardBaseline.steps(3, 3));
        assertThatIllegalArgumentException().isThrownBy(() -> HazardBaseline.polynomial(9));
        assertThatIllegalArgumentException().isThrownBy(() -> regression.withPeriodLength(0));
        List<FeatureTerm> terms = List.of(new FeatureTerm("x", false, 1, OptionalDouble.empty(), 0));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HazardModel.of(BinaryLink.LOGIT, new double[0], 1, terms, "churn"));
        HazardModel model = HazardModel.of(BinaryLink.LOGIT, new double[] {-1}, 1, terms, "churn");
        assertThatIllegalArgumentException().isThrownBy(() -> model.hazard(new double[] {1}, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> model.survival(new double[] {1}, -1));
        assertThatIllegalArgumentException().isThrownBy(() -> model.next(0));
        assertThat(model.withReference(new double[] {4}).next(1).referenceRow()).containsExactly(4, 0);
        assertThat(model.toString()).contains("LOGIT", "[x]", "churn");
    }

    /** Customers with late entries and weights whose hazard depends on two features. */
    private static final class People {
        final FeatureTable table;
        final int[] entry;
        final int[] last;
        final boolean[] ended;
        final int[] weight;

        People(int seed, int n) {
            SplittableRandom random = new SplittableRandom(seed);
            double[] a = random.doubles(n, -1, 1).toArray();
            double[] b = random.doubles(n, -1, 1).toArray();
            entry = new int[n];
            last = new int[n];
            ended = new boolean[n];
            weight = new int[n];
            for (int i = 0; i < n; i++) {
                entry[i] = random.nextInt(3);
                weight[i] = random.nextInt(3);
                int k = entry[i];
                while (k < 8 && !ended[i]) {
                    k++;
                    ended[i] = random.nextDouble() < BinaryLink.LOGIT.probability(-1.5 + a[i] - 0.1 * k);
                }
                last[i] = k;
            }
            table = FeatureTable.builder().column("a", a).column("b", b).build();
        }

        CensoredDurations durations() {
            return CensoredDurations.of(Arrays.stream(last).asDoubleStream().toArray(), ended)
                    .withEntries(Arrays.stream(entry).asDoubleStream().toArray())
                    .withWeights(Arrays.stream(weight).asDoubleStream().toArray(), WeightKind.FREQUENCY);
        }
    }
}
