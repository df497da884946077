package io.github.staycurve.churn.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.github.staycurve.churn.fit.Penalty;
import io.github.staycurve.core.data.FeatureTable;
import io.github.staycurve.core.fit.FitStatus;
import io.github.staycurve.core.internal.math.SymmetricMatrices;
import io.github.staycurve.core.stat.CensoredDurations;
import io.github.staycurve.core.stat.WeightKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClusterErrorsTest {
    private static final LogisticRegression PLAIN = LogisticRegression.of("churn");

    private static List<String> labels(int rows, int each) {
        return IntStream.range(0, rows)
                .mapToObj(i -> "customer " + i % (rows / each))
                .toList();
    }

    private static double[] ones(int rows) {
        double[] ones = new double[rows];
        Arrays.fill(ones, 1);
        return ones;
    }

    /** On the columns as given, with dense matrices, row by row. */
    private static double[][] sandwich(
            LogisticFit fit,
            FeatureTable table,
            boolean[] churned,
            double[] weights,
            List<String> labels,
            double ridge) {
        int p = table.features() + 1;
        List<String> clusters = labels.stream().distinct().toList();
        double[][] information = new double[p][p];
        double[][] scores = new double[clusters.size()][p];
        double sum = Arrays.stream(weights).sum();
        for (int i = 0; i < churned.length; i++) {
            double[] x = new double[p];
            x[0] = 1;
            double[] row = new double[p - 1];
            table.copyRow(i, row);
            System.arraycopy(row, 0, x, 1, p - 1);
            double probability = fit.model().probability(row);
            for (int j = 0; j < p; j++) {
                scores[clusters.indexOf(labels.get(i))][j] += weights[i] * ((churned[i] ? 1 : 0) - probability) * x[j];
                for (int k = 0; k < p; k++) {
                    information[j][k] += weights[i] * probability * (1 - probability) * x[j] * x[k];
                }
            }
        }
        for (int j = 1; j < p; j++) {
            information[j][j] += sum * ridge;
        }
        double[][] meat = new double[p][p];
        for (double[] score : scores) {
            for (int j = 0; j < p; j++) {
                for (int k = 0; k < p; k++) {
                    meat[j][k] += score[j] * score[k] * clusters.size() / (clusters.size() - 1.0);
                }
            }
        }
        return SymmetricMatrices.congruent(
                SymmetricMatrices.inverse(information).orElseThrow(), meat);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void isTheSandwichOfTheSumsOfSlopes(int seed) {
        Sample sample = Sample.of(seed, 300, 3);
        SplittableRandom random = new SplittableRandom(seed);
        double[] weights = random.doubles(300, 0.5, 3).toArray();
        List<String> labels = random.ints(300, 0, 60).mapToObj(i -> "c" + i).toList();
        for (double lambda : new double[] {0, 0.02}) {
            LogisticRegression regression = lambda == 0 ? PLAIN : PLAIN.withPenalty(Penalty.ridge(lambda));
            LogisticFit fit = regression.fit(sample.table, sample.churned, weights, labels);
            LogisticFit independent = regression.fit(sample.table, sample.churned, weights);
            double[][] expected = sandwich(fit, sample.table, sample.churned, weights, labels, lambda);
            for (int j = 0; j < expected.length; j++) {
                for (int k = 0; k < expected.length; k++) {
                    assertThat(fit.report().covariance()[j][k]).isCloseTo(expected[j][k], within(1e-10));
                }
                assertThat(fit.coefficients().get(j).value())
                        .isEqualTo(independent.coefficients().get(j).value());
            }
            double[] row = {0.3, -0.2, 0.5};
            double[] x = {1, 0.3, -0.2, 0.5};
            double error = Math.sqrt(SymmetricMatrices.congruent(new double[][] {x}, expected)[0][0]);
            double z = 1.959963984540054;
            assertThat(fit.probabilityInterval(row, 0.95).orElseThrow().upper())
                    .isCloseTo(BinaryLink.LOGIT.probability(fit.model().logOdds(row) + z * error), within(1e-9));
            assertThat(fit.report().explanation())
                    .contains("robust, over " + labels.stream().distinct().count() + " clusters");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 5})
    void rowsTwiceInTheirClusterAreNoNews(int seed) {
        Sample sample = Sample.of(seed, 200, 2);
        List<String> labels = labels(200, 4);
        LogisticFit once = PLAIN.fit(sample.table, sample.churned, labels);
        Sample doubled = sample.rows(IntStream.range(0, 400).map(i -> i / 2).toArray());
        List<String> twice =
                IntStream.range(0, 400).mapToObj(i -> labels.get(i / 2)).toList();
        LogisticFit again = PLAIN.fit(doubled.table, doubled.churned, ones(400), twice);
        double[] two = ones(200);
        Arrays.fill(two, 2);
        LogisticFit weighted = PLAIN.fit(sample.table, sample.churned, two, labels);
        for (int j = 0; j < 3; j++) {
            double error = once.coefficients().get(j).standardError().orElseThrow();
            assertThat(again.coefficients().get(j).standardError().orElseThrow())
                    .isCloseTo(error, within(1e-9));
            assertThat(weighted.coefficients().get(j).standardError().orElseThrow())
                    .isCloseTo(error, within(1e-9));
        }
        double naive = PLAIN.fit(doubled.table, doubled.churned)
                .coefficients()
                .get(1)
                .standardError()
                .orElseThrow();
        assertThat(naive)
                .isLessThan(0.8 * once.coefficients().get(1).standardError().orElseThrow());
    }

    @Test
    void balancedClassesKeepTheirSandwichWithEachRowItsOwn() {
        Sample sample = Sample.rare(6, 500);
        LogisticFit rows = PLAIN.withBalancedClasses().fit(sample.table, sample.churned);
        LogisticFit clusters = PLAIN.withBalancedClasses().fit(sample.table, sample.churned, ones(500), labels(500, 1));
        for (int j = 0; j < 3; j++) {
            assertThat(clusters.coefficients().get(j).standardError().orElseThrow())
                    .isCloseTo(
                            rows.coefficients().get(j).standardError().orElseThrow() * Math.sqrt(500 / 499.0),
                            within(1e-10));
        }
    }

    @Test
    void tooFewClustersHaveNoErrors() {
        Sample sample = Sample.of(7, 120, 3);
        for (int clusters : new int[] {1, 2, 4}) {
            LogisticFit fit = PLAIN.fit(sample.table, sample.churned, ones(120), labels(120, 120 / clusters));
            assertThat(fit.hasModel()).isTrue();
            assertThat(fit.report().status()).isEqualTo(FitStatus.FLAT);
            assertThat(fit.report().explanation()).contains(clusters + " clusters are too few");
            assertThat(fit.coefficients().get(0).standardError()).isEmpty();
            assertThat(fit.probabilityInterval(new double[3], 0.9)).isEmpty();
        }
        LogisticFit five = PLAIN.fit(sample.table, sample.churned, ones(120), labels(120, 24));
        assertThat(five.coefficients().get(0).standardError()).isPresent();
    }

    @Test
    void rowsOfNoWeightAreInNoCluster() {
        Sample sample = Sample.of(8, 100, 2);
        double[] weights = ones(100);
        List<String> labels = new ArrayList<>(labels(100, 2));
        for (int i = 0; i < 10; i++) {
            weights[i] = 0;
            labels.set(i, "gone");
        }
        int[] rest = IntStream.range(10, 100).toArray();
        Sample kept = sample.rows(rest);
        LogisticFit expected = PLAIN.fit(kept.table, kept.churned, ones(90), labels.subList(10, 100));
        LogisticFit fit = PLAIN.fit(sample.table, sample.churned, weights, labels);
        assertThat(fit.coefficients().get(1).standardError().orElseThrow())
                .isCloseTo(expected.coefficients().get(1).standardError().orElseThrow(), within(1e-12));
    }

    @Test
    void refusesLabelsThatDoNotFit() {
        Sample sample = Sample.of(9, 10, 2);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PLAIN.fit(sample.table, sample.churned, ones(10), labels(9, 1)))
                .withMessageContaining("clusters");
        List<String> blank = new ArrayList<>(labels(10, 1));
        blank.set(3, " ");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PLAIN.fit(sample.table, sample.churned, blank))
                .withMessageContaining("clusters");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PLAIN.fit(sample.table, sample.churned, ones(9), labels(9, 1)))
                .withMessageContaining("weights");
    }

    /** The logit's hazard is a logistic regression on person-periods, whose rows share the cluster. */
    @Test
    void aHazardHasTheErrorsOfItsPersonPeriods() {
        SplittableRandom random = new SplittableRandom(10);
        int n = 160;
        double[] x = random.doubles(n, -1, 1).toArray();
        double[] durations = new double[n];
        boolean[] ended = new boolean[n];
        double[] weights = new double[n];
        List<String> labels = labels(n, 2);
        List<double[]> rows = new ArrayList<>();
        List<String> rowLabels = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            weights[i] = 1 + i % 3;
            while (!ended[i] && durations[i] < 4) {
                durations[i]++;
                ended[i] = random.nextDouble() < 1 / (1 + Math.exp(1 - x[i]));
                rows.add(new double[] {durations[i], x[i], ended[i] ? 1 : 0, weights[i]});
                rowLabels.add(labels.get(i));
            }
        }
        FeatureTable periods = FeatureTable.builder()
                .column("k", rows.stream().mapToDouble(r -> r[0]).toArray())
                .column("x", rows.stream().mapToDouble(r -> r[1]).toArray())
                .build();
        boolean[] left = new boolean[rows.size()];
        IntStream.range(0, left.length).forEach(i -> left[i] = rows.get(i)[2] > 0);
        double expected = PLAIN.fit(
                        periods, left, rows.stream().mapToDouble(r -> r[3]).toArray(), rowLabels)
                .coefficients()
                .get(2)
                .standardError()
                .orElseThrow();
        FeatureTable table = FeatureTable.builder().column("x", x).build();
        CensoredDurations lives = CensoredDurations.of(durations, ended).withWeights(weights, WeightKind.FREQUENCY);
        HazardRegression hazard = HazardRegression.of("churn").withBaseline(HazardBaseline.polynomial(1));
        HazardFit fit = hazard.fit(table, lives, labels);
        assertThat(fit.coefficients().get(2).standardError().orElseThrow()).isCloseTo(expected, within(1e-10));
        assertThat(fit.report().explanation()).contains("robust, over 80 clusters");
        assertThat(fit.coefficients().get(2).value())
                .isEqualTo(hazard.fit(table, lives).coefficients().get(2).value());
        assertThat(hazard.fit(table, lives, labels(n, n)).report().status()).isEqualTo(FitStatus.FLAT);
    }

    @ParameterizedTest
    @EnumSource(BinaryLink.class)
    void aHazardOfRowsTwiceInTheirClusterIsNoNews(BinaryLink link) {
        SplittableRandom random = new SplittableRandom(11);
        int n = 200;
        double[] x = random.doubles(n, -1, 1).toArray();
        double[] durations = random.ints(n, 1, 5).asDoubleStream().toArray();
        boolean[] ended = new boolean[n];
        IntStream.range(0, n).forEach(i -> ended[i] = random.nextInt(2) > 0);
        HazardRegression hazard = HazardRegression.of("churn").withLink(link);
        int[] half = IntStream.range(0, 2 * n).map(i -> i / 2).toArray();
        FeatureTable table = FeatureTable.builder().column("x", x).build();
        boolean[] endedTwice = new boolean[2 * n];
        IntStream.range(0, 2 * n).forEach(i -> endedTwice[i] = ended[i / 2]);
        HazardFit once = hazard.fit(table, CensoredDurations.of(durations, ended), labels(n, 1));
        HazardFit twice = hazard.fit(
                table.withRows(half),
                CensoredDurations.of(
                        Arrays.stream(half).mapToDouble(i -> durations[i]).toArray(), endedTwice),
                Arrays.stream(half).mapToObj(i -> labels(n, 1).get(i)).toList());
        for (int j = 0; j < once.coefficients().size(); j++) {
            assertThat(twice.coefficients().get(j).standardError().orElseThrow())
                    .isCloseTo(once.coefficients().get(j).standardError().orElseThrow(), within(1e-9));
        }
    }
}
