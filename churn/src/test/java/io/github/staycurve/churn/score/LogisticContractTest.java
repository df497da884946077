package io.github.staycurve.churn.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.github.staycurve.churn.fit.Penalty;
import io.github.staycurve.churn.internal.ColumnMoments;
import io.github.staycurve.core.data.FeatureTable;
import io.github.staycurve.core.data.ScoreColumn;
import io.github.staycurve.core.fit.FitStatus;
import io.github.staycurve.core.stat.Interval;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds for every fit, on random customers; the seed is the parameter. */
class LogisticContractTest {
    private static final LogisticRegression PLAIN = LogisticRegression.of("churn within 90 days");

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void weightsEqualRepetition(int seed) {
        Sample sample = Sample.of(seed, 300, 4);
        SplittableRandom random = new SplittableRandom(seed);
        double[] weights = new double[300];
        Arrays.setAll(weights, i -> random.nextInt(4));
        int[] repeated = IntStream.range(0, 300)
                .flatMap(i -> IntStream.generate(() -> i).limit((long) weights[i]))
                .toArray();
        for (LogisticRegression regression : new LogisticRegression[] {
            PLAIN,
            PLAIN.withPenalty(Penalty.ridge(0.01)),
            PLAIN.withPenalty(Penalty.elasticNet(0.02, 0.5).onStandardizedColumns()),
            PLAIN.withBalancedClasses()
        }) {
            LogisticFit weighted = regression.fit(sample.table, sample.churned, weights);
            Sample rows = sample.rows(repeated);
            assertSame(weighted, regression.fit(rows.table, rows.churned), 1e-10);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 5, 6})
    void rowOrderDoesNotMatter(int seed) {
        Sample sample = Sample.of(seed, 400, 5);
        int[] reversed = IntStream.range(0, 400).map(i -> 399 - i).toArray();
        Sample other = sample.rows(reversed);
        assertSame(PLAIN.fit(sample.table, sample.churned), PLAIN.fit(other.table, other.churned), 1e-10);
    }

    @ParameterizedTest
    @ValueSource(ints = {7, 8, 9})
    void unitsOfColumnsDoNotMatterToPredictions(int seed) {
        Sample sample = Sample.of(seed, 500, 3);
        double[] factors = {1e6, 1e-6, -3};
        double[] shifts = {5e6, 1e-5, 0};
        FeatureTable.Builder builder = FeatureTable.builder();
        for (int j = 0; j < 3; j++) {
            double factor = factors[j];
            double shift = shifts[j];
            builder.column(
                    "x" + j,
                    Arrays.stream(sample.table.column(j))
                            .map(x -> factor * x + shift)
                            .toArray());
        }
        FeatureTable scaled = builder.build();
        for (LogisticRegression regression : new LogisticRegression[] {
            PLAIN, PLAIN.withPenalty(Penalty.elasticNet(0.05, 0.7).onStandardizedColumns())
        }) {
            double[] expected = regression
                    .fit(sample.table, sample.churned)
                    .model()
                    .probability(sample.table)
                    .toArray();
            double[] found = regression
                    .fit(scaled, sample.churned)
                    .model()
                    .probability(scaled)
                    .toArray();
            assertThat(found).containsExactly(expected, within(1e-9));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 11, 12})
    void theGradientIsThatOfTheFunction(int seed) {
        Sample sample = Sample.of(seed, 130, 4);
        double[] weights = new double[130];
        double[] targets = new double[130];
        SplittableRandom random = new SplittableRandom(seed);
        Arrays.setAll(weights, i -> random.nextInt(3) * 0.5);
        Arrays.setAll(targets, i -> random.nextInt(3) / 2.0);
        for (BinaryLink link : BinaryLink.values()) {
            BinaryRows rows =
                    BinaryRows.of(link, sample.table, targets, weights, ColumnMoments.of(sample.table, weights));
            double[] point = random.doubles(5, -1, 1).toArray();
            double[] gradient = new double[5];
            double[][] hessian = new double[5][5];
            rows.evaluate(point, gradient, hessian);
            for (int j = 0; j < 5; j++) {
                double[] up = new double[5];
                double[] down = new double[5];
                double rise = at(rows, point, j, 1e-5, up) - at(rows, point, j, -1e-5, down);
                assertThat(gradient[j]).as("%s, seed %s", link, seed).isCloseTo(rise / 2e-5, within(1e-9));
                for (int k = 0; k < 5; k++) {
                    assertThat(hessian[j][k]).isCloseTo((up[k] - down[k]) / 2e-5, within(1e-8));
                }
            }
        }
    }

    private static double at(BinaryRows rows, double[] point, int unknown, double step, double[] gradient) {
        double[] moved = point.clone();
        moved[unknown] += step;
        return rows.evaluate(moved, gradient, new double[5][5]);
    }

    @ParameterizedTest
    @ValueSource(ints = {13, 14, 15})
    void aVanishingRidgeLeadsToMaximumLikelihood(int seed) {
        Sample sample = Sample.of(seed, 400, 4);
        LogisticModel best = PLAIN.fit(sample.table, sample.churned).model();
        double last = Double.POSITIVE_INFINITY;
        for (double lambda = 1; lambda > 1e-12; lambda /= 100) {
            LogisticModel model = PLAIN.withPenalty(Penalty.ridge(lambda))
                    .fit(sample.table, sample.churned)
                    .model();
            double distance = 0;
            for (int j = 0; j < 4; j++) {
                distance += Math.abs(
                        model.terms().get(j).slope() - best.terms().get(j).slope());
            }
            assertThat(distance).as("λ %s, seed %s", lambda, seed).isLessThan(last);
            assertThat(distance).as("falls as λ does").isLessThan(100 * lambda);
            last = distance;
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {16, 17, 18, 19})
    void lassoMeetsItsConditionsInTheCallersUnits(int seed) {
        Sample sample = Sample.of(seed, 300, 8);
        double lambda = 0.03;
        LogisticModel model = PLAIN.withPenalty(Penalty.elasticNet(lambda, 0.8))
                .fit(sample.table, sample.churned)
                .model();
        double[] p = model.probability(sample.table).toArray();
        for (int j = 0; j < 8; j++) {
            double slope = model.terms().get(j).slope();
            double gradient = lambda * 0.2 * slope;
            for (int i = 0; i < p.length; i++) {
                gradient += (p[i] - (sample.churned[i] ? 1 : 0)) * sample.table.value(i, j) / p.length;
            }
            if (slope == 0) {
                assertThat(Math.abs(gradient)).isLessThanOrEqualTo(lambda * 0.8 + 1e-12);
            } else {
                assertThat(gradient).isCloseTo(-lambda * 0.8 * Math.signum(slope), within(1e-11));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {20, 21, 22})
    void reasonsAddUpToTheScore(int seed) {
        Sample sample = Sample.of(seed, 300, 6);
        LogisticModel model = PLAIN.withLog1p(List.of("x1", "x3"))
                .fit(sample.table, sample.churned)
                .model();
        for (int i = 0; i < 50; i++) {
            double[] row = sample.table.row(i);
            Reasons reasons = model.reasons(row);
            double sum = reasons.referenceLogOdds()
                    + reasons.list().stream().mapToDouble(Reason::contribution).sum();
            assertThat(sum).isCloseTo(model.logOdds(row), within(1e-12));
            assertThat(reasons.logOdds()).isEqualTo(model.logOdds(row));
            assertThat(reasons.list())
                    .hasSize(6)
                    .isSortedAccordingTo((a, b) -> Double.compare(b.contribution(), a.contribution()));
            reasons.top()
                    .ifPresent(top -> assertThat(top).isEqualTo(reasons.list().get(0)));
        }
        assertThat(model.reasons(model.referenceRow()).strongest()).isEmpty();
        assertThat(model.reasons(model.referenceRow()).top()).isEmpty();
        double[] other = sample.table.row(7);
        assertThat(model.withReference(other).reasons(other).logOdds()).isEqualTo(model.logOdds(other));
        assertThat(model.withReference(other).referenceRow()).containsExactly(other);
    }

    @Test
    void tableAndRowGiveTheSameBitsInAnyColumnOrder() {
        Sample sample = Sample.of(23, 200, 7);
        LogisticModel model = PLAIN.fit(sample.table, sample.churned).model();
        ScoreColumn scores = model.probability(sample.table);
        ScoreColumn turned =
                model.probability(sample.table.withFeatures(List.of("x6", "x5", "x4", "x3", "x2", "x1", "x0")));
        for (int i = 0; i < 200; i++) {
            assertThat(scores.valueOrNaN(i)).isEqualTo(model.probability(sample.table.row(i)));
            assertThat(turned.valueOrNaN(i)).isEqualTo(scores.valueOrNaN(i));
        }
        assertThat(scores.kind()).isEqualTo(ChurnModel.CHURN_PROBABILITY);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> model.probability(sample.table.withFeatures(List.of("x0"))))
                .withMessageContaining("x1");
    }

    @Test
    void extremeRowsAreFinite() {
        Sample sample = Sample.of(24, 400, 3);
        FeatureTable wild = sample.with("wild", i -> i == 5 ? 1e6 : i == 9 ? -1e6 : sample.table.value(i, 0) + i % 7);
        LogisticFit fit = PLAIN.fit(wild, sample.churned);
        assertThat(fit.report().status()).isEqualTo(FitStatus.CONVERGED);
        for (double x : new double[] {-1e6, 1e6, 1e-6, 0, 1e300}) {
            double p = fit.model().probability(new double[] {x, -x, x, x});
            assertThat(p).isBetween(0.0, 1.0);
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> fit.model().probability(new double[] {0, Double.NaN, 0, 0}))
                .withMessageContaining("x1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> fit.model().probability(new double[] {0, 0, Double.POSITIVE_INFINITY, 0}))
                .withMessageContaining("x2");
        assertThatIllegalArgumentException().isThrownBy(() -> fit.model().probability(new double[] {0, 0}));
    }

    @Test
    void thePriorCorrectionRestoresTheShareOfChurnedCustomers() {
        Sample sample = Sample.rare(25, 20_000);
        double share = IntStream.range(0, 20_000).filter(i -> sample.churned[i]).count() / 20_000.0;
        double plain = mean(PLAIN.fit(sample.table, sample.churned), sample);
        double corrected = mean(PLAIN.withBalancedClasses().fit(sample.table, sample.churned), sample);
        double uncorrected = mean(PLAIN.withBalancedClassesUncorrected().fit(sample.table, sample.churned), sample);
        assertThat(plain).isCloseTo(share, within(1e-9));
        assertThat(corrected).isCloseTo(share, within(0.1 * share));
        assertThat(uncorrected).isGreaterThan(5 * share);
    }

    private static double mean(LogisticFit fit, Sample sample) {
        return fit.model().probability(sample.table).sum() / sample.table.rows();
    }

    @Test
    void errorsOfABalancedFitAreOfTheSizeOfThoseOfAPlainOne() {
        Sample sample = Sample.of(26, 4000, 2);
        LogisticFit plain = PLAIN.fit(sample.table, sample.churned);
        LogisticFit balanced = PLAIN.withBalancedClasses().fit(sample.table, sample.churned);
        for (int j = 0; j < 3; j++) {
            double ratio = balanced.coefficients().get(j).standardError().orElseThrow()
                    / plain.coefficients().get(j).standardError().orElseThrow();
            assertThat(ratio).isBetween(0.9, 1.3);
        }
        assertThat(balanced.report().logLikelihood()).isLessThan(plain.report().logLikelihood());
    }

    @Test
    void manyRowsFindTheSameAsFewWeightedOnes() {
        Sample few = Sample.of(27, 1000, 3);
        int[] rows = IntStream.range(0, 70_000).map(i -> i % 1000).toArray();
        Sample many = few.rows(rows);
        LogisticFit expected = PLAIN.fit(few.table, few.churned);
        LogisticFit found = PLAIN.fit(many.table, many.churned);
        assertThat(found.report().observations()).isEqualTo(70_000);
        for (int j = 0; j < 4; j++) {
            Coefficient a = expected.coefficients().get(j);
            Coefficient b = found.coefficients().get(j);
            assertThat(b.value()).isCloseTo(a.value(), within(1e-10));
            assertThat(b.standardError().orElseThrow())
                    .isCloseTo(a.standardError().orElseThrow() / Math.sqrt(70), within(1e-10));
            assertThat(b.z().orElseThrow()).isCloseTo(a.z().orElseThrow() * Math.sqrt(70), within(1e-6));
            assertThat(a.pValue().orElseThrow()).isBetween(0.0, 1.0);
            assertThat(a.interval(0.95).orElseThrow().contains(a.value())).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {28, 29, 30})
    void theIntervalOfAProbabilityIsThatOfTheInterceptWithTheCustomerAtTheOrigin(int seed) {
        Sample sample = Sample.of(seed, 500, 3);
        double[] row = sample.table.row(11);
        FeatureTable.Builder moved = FeatureTable.builder();
        for (int j = 0; j < 3; j++) {
            double at = row[j];
            moved.column(
                    "x" + j,
                    Arrays.stream(sample.table.column(j)).map(x -> x - at).toArray());
        }
        for (LogisticRegression regression : List.of(PLAIN, PLAIN.withPenalty(Penalty.ridge(0.02)))) {
            Interval expected = regression
                    .fit(moved.build(), sample.churned)
                    .coefficients()
                    .get(0)
                    .interval(0.9)
                    .orElseThrow();
            Interval found = regression
                    .fit(sample.table, sample.churned)
                    .probabilityInterval(row, 0.9)
                    .orElseThrow();
            assertThat(found.lower()).isCloseTo(BinaryLink.LOGIT.probability(expected.lower()), within(1e-10));
            assertThat(found.upper()).isCloseTo(BinaryLink.LOGIT.probability(expected.upper()), within(1e-10));
        }
    }

    private static void assertSame(LogisticFit a, LogisticFit b, double tolerance) {
        assertThat(b.report().logLikelihood()).isCloseTo(a.report().logLikelihood(), within(1e-8));
        assertThat(b.coefficients()).hasSameSizeAs(a.coefficients());
        for (int j = 0; j < a.coefficients().size(); j++) {
            Coefficient first = a.coefficients().get(j);
            Coefficient second = b.coefficients().get(j);
            assertThat(second.name()).isEqualTo(first.name());
            assertThat(second.value()).isCloseTo(first.value(), within(tolerance));
            assertThat(second.standardError().orElseThrow())
                    .isCloseTo(first.standardError().orElseThrow(), within(tolerance));
        }
    }
}
