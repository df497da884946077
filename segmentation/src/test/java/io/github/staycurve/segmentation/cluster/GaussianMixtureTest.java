package io.github.staycurve.segmentation.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.github.staycurve.core.data.FeatureTable;
import io.github.staycurve.core.fit.FitStatus;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class GaussianMixtureTest {
    /** Two long thin parallel clouds and a small round one: means alone do not separate the first two. */
    private static final double[][] CENTRES = {{0, 0}, {2, -2}, {9, 9}};

    private static final double[][][] ROOTS = {{{3, 0}, {2.9, 0.25}}, {{3, 0}, {2.9, 0.25}}, {{0.3, 0}, {0, 0.3}}};

    @RepeatedTest(10)
    void plantedClustersOfAnyShapeAndSizeAreFound(RepetitionInfo run) {
        long seed = run.getCurrentRepetition();
        Planted planted = Planted.correlated(CENTRES, ROOTS, new int[] {2000, 1000, 200}, new SplittableRandom(seed));

        GaussianMixtureFit fit = GaussianMixture.of(3).fit(planted.table, seed);

        GaussianMixtureModel model = fit.model();
        assertThat(Planted.adjustedRand(model.assign(planted.table), planted.groups))
                .as("seed %d", seed)
                .isGreaterThan(0.99);
        assertThat(fit.status()).as(fit.describe()).isEqualTo(FitStatus.CONVERGED);
        assertThat(model.weight(0)).isCloseTo(2000 / 3200.0, offset(0.01));
        assertThat(model.weight(2)).isCloseTo(200 / 3200.0, offset(0.01));
        assertThat(model.mean(2)[0]).isCloseTo(9, offset(0.1));
        double[][] covariance = model.scaledCovariance(0);
        List<FeatureScale> scales = model.scaling().scales();
        // the covariance of the first group is root × rootᵀ: 9, 8.7, 8.4725
        assertThat(covariance[0][0] * Math.pow(scales.get(0).spread(), 2)).isCloseTo(9, withinPercentage(12));
        assertThat(covariance[0][1] * scales.get(0).spread() * scales.get(1).spread())
                .isCloseTo(8.7, withinPercentage(12));
        assertThat(Planted.adjustedRand(KMeans.of(3).fit(planted.table, seed).assignment(), planted.groups))
                .as("k-means cannot: the test means something")
                .isLessThan(0.9);
    }

    @RepeatedTest(10)
    void diagonalMixtureFindsRoundClustersOfUnequalSize(RepetitionInfo run) {
        long seed = run.getCurrentRepetition();
        Planted planted = Planted.around(
                new double[][] {{0, 0, 0}, {7, 0, 0}, {0, 7, 7}},
                new int[] {3000, 300, 60},
                1,
                new SplittableRandom(seed));
        GaussianMixtureFit fit = GaussianMixture.of(3)
                .withCovariance(CovarianceKind.DIAGONAL)
                .fit(planted.table, FeatureScaling.none(planted.table.names()), seed);
        assertThat(Planted.adjustedRand(fit.model().assign(planted.table), planted.groups))
                .as("seed %d", seed)
                .isGreaterThan(0.99);
        assertThat(fit.model().scaledCovariance(1)[0][1]).isZero();
        assertThat(fit.parameters()).isEqualTo(2 + 3 * 6);
    }

    @RepeatedTest(30)
    void everyStepRaisesTheLikelihoodToThatOfTheModel(RepetitionInfo run) {
        long seed = run.getCurrentRepetition();
        SplittableRandom random = new SplittableRandom(seed);
        boolean ties = seed % 3 == 0; // components collapse on equal values, so that the bound is at work
        FeatureTable table = Planted.table(
                ties
                        ? random.ints(400, 0, 4).asDoubleStream().toArray()
                        : random.doubles(400).toArray(),
                random.doubles(400).map(x -> x * x * x).toArray());
        CovarianceKind kind = seed % 2 == 0 ? CovarianceKind.FULL : CovarianceKind.DIAGONAL;

        GaussianMixtureFit fit =
                GaussianMixture.of(4).withCovariance(kind).withStarts(2).fit(table, seed);

        List<Double> path = fit.logLikelihoodPath();
        for (int i = 1; i < path.size(); i++) {
            assertThat(path.get(i)).as("seed %d step %d", seed, i).isGreaterThanOrEqualTo(path.get(i - 1));
        }
        assertThat(path).hasSizeGreaterThan(3);
        assertThat(fit.logLikelihood())
                .as("seed %d", seed)
                .isCloseTo(directLogLikelihood(fit.model(), table), withinPercentage(1e-8));
        assertThat(fit.bic()).isCloseTo(fit.parameters() * Math.log(400) - 2 * fit.logLikelihood(), offset(1e-9));
    }

    /** The sum of logarithms of densities written out for two features, determinant and inverse by hand. */
    private static double directLogLikelihood(GaussianMixtureModel model, FeatureTable table) {
        double sum = 0;
        for (int row = 0; row < table.rows(); row++) {
            double[] x = model.scaling().scaled(table.row(row));
            double density = 0;
            for (int c = 0; c < model.k(); c++) {
                double[] mean = model.scaledMean(c);
                double[][] s = model.scaledCovariance(c);
                double determinant = s[0][0] * s[1][1] - s[0][1] * s[1][0];
                double a = x[0] - mean[0];
                double b = x[1] - mean[1];
                double square = (s[1][1] * a * a - 2 * s[0][1] * a * b + s[0][0] * b * b) / determinant;
                density += model.weight(c) * Math.exp(-square / 2) / (2 * Math.PI * Math.sqrt(determinant));
            }
            assertThat(model.logDensity(table.row(row))).isCloseTo(Math.log(density), offset(1e-8));
            sum += Math.log(density);
        }
        return sum;
    }

    @RepeatedTest(10)
    void rowOrderAndRunChangeNothing(RepetitionInfo run) {
        long seed = run.getCurrentRepetition();
        SplittableRandom random = new SplittableRandom(seed);
        FeatureTable table = Planted.table(
                random.ints(300, 0, 9).asDoubleStream().toArray(),
                random.doubles(300).toArray());
        int[] order = Planted.shuffledRows(300, random);
        GaussianMixture mixture = GaussianMixture.of(3).withStarts(2).withMaxIterations(60);

        String model = GaussianMixtureJson.write(mixture.fit(table, seed).model());

        assertThat(GaussianMixtureJson.write(mixture.fit(table, seed).model())).isEqualTo(model);
        assertThat(GaussianMixtureJson.write(
                        mixture.fit(Planted.reordered(table, order), seed).model()))
                .as("seed %d", seed)
                .isEqualTo(model);
    }

    @Test
    void frozenModelAnswersAsTheFitted() {
        Planted planted = Planted.correlated(CENTRES, ROOTS, new int[] {200, 100, 50}, new SplittableRandom(3));
        GaussianMixtureModel model = GaussianMixture.of(3).fit(planted.table, 1).model();
        GaussianMixtureModel frozen = GaussianMixtureJson.read(GaussianMixtureJson.write(model));

        int[] clusters = model.assign(planted.table);
        assertThat(frozen.assign(planted.table)).isEqualTo(clusters);
        for (int row = 0; row < clusters.length; row++) {
            double[] values = planted.table.row(row);
            double[] shares = frozen.responsibilities(values);
            assertThat(shares).isEqualTo(model.responsibilities(values));
            assertThat(Arrays.stream(shares).sum()).isCloseTo(1, offset(1e-14));
            assertThat(frozen.assign(values)).isEqualTo(clusters[row]);
            assertThat(shares[clusters[row]])
                    .isEqualTo(Arrays.stream(shares).max().orElseThrow());
        }
    }

    @Test
    void farFromAllMeansTheSharesStillAddUp() {
        GaussianMixtureModel model = GaussianMixtureJson.read(stored());
        // both densities are below the smallest double there
        double[] shares = model.responsibilities(1e9, 10);
        assertThat(shares[0] + shares[1]).isEqualTo(1);
        assertThat(model.logDensity(1e9, 10)).isLessThan(-1e10);
    }

    @Test
    void responsibilitiesAreBayesRule() {
        // N(0, 1) with weight 0.25 and N(2, 1) with 0.75, at 1 and at 0: densities are equal, and in the ratio 1 to e⁻²
        GaussianMixtureModel model = new GaussianMixtureModel(
                FeatureScaling.none(List.of("x")),
                CovarianceKind.FULL,
                new MixtureComponents(1, new double[] {0.25, 0.75}, new double[] {0, 2}, new double[][][] {{{1}}, {{1}}
                }));
        assertThat(model.responsibilities(1)[1]).isCloseTo(0.75, offset(1e-15));
        assertThat(model.responsibilities(0)[1])
                .isCloseTo(0.75 * Math.exp(-2) / (0.25 + 0.75 * Math.exp(-2)), offset(1e-15));
        // the boundary lies where 0.25 e^(-x²/2) = 0.75 e^(-(x-2)²/2): x = 1 - ln(3) / 2
        assertThat(model.assign(1 - Math.log(3) / 2 - 1e-9)).isZero();
        assertThat(model.assign(1 - Math.log(3) / 2 + 1e-9)).isEqualTo(1);
        assertThat(model).hasToString("Gaussian mixture of 2 clusters on [x]");
    }

    @Test
    void oneComponentIsTheMeanAndTheCovariance() {
        FeatureTable table = Planted.table(new double[] {0, 2, 4}, new double[] {0, 3, 0});
        GaussianMixtureFit fit = GaussianMixture.of(1).fit(table, FeatureScaling.none(table.names()), 1);
        assertThat(fit.model().mean(0)).containsExactly(2, 1);
        assertThat(fit.model().scaledCovariance(0)[0][0]).isCloseTo(8 / 3.0, offset(1e-14));
        assertThat(fit.model().scaledCovariance(0)[1][1]).isCloseTo(2, offset(1e-14));
        assertThat(fit.model().scaledCovariance(0)[0][1]).isCloseTo(0, offset(1e-14));
        // log-likelihood of n rows at their own covariance: -n (d ln 2π + ln det + d) / 2
        assertThat(fit.logLikelihood())
                .isCloseTo(-1.5 * (2 * Math.log(2 * Math.PI) + Math.log(16 / 3.0) + 2), offset(1e-12));
        assertThat(fit.status()).isEqualTo(FitStatus.CONVERGED);
    }

    @Test
    void equalRowsAndConstantFeaturesEndAtTheBound() {
        FeatureTable equal = Planted.table(new double[] {2, 2, 2});
        GaussianMixtureFit fit = GaussianMixture.of(1).withMinimumDeviation(0.5).fit(equal, 1);
        assertThat(fit.status()).isEqualTo(FitStatus.BOUNDARY);
        assertThat(fit.describe())
                .contains("cluster 0 is as narrow as allowed")
                .contains("0.5")
                .isEqualTo(fit.toString());
        assertThat(fit.model().scaledCovariance(0)[0][0]).isEqualTo(0.25);
        assertThatThrownBy(() -> GaussianMixture.of(2).fit(equal, 1))
                .hasMessage("k must be at most the number of distinct rows, which is 1, was 2");

        GaussianMixtureFit rows = GaussianMixture.of(3).fit(Planted.table(new double[] {1, 5, 9}), 1);
        assertThat(rows.status()).isEqualTo(FitStatus.BOUNDARY);
        assertThat(rows.model().assign(5)).isNotEqualTo(rows.model().assign(9));
    }

    @Test
    void oneCloudCutInTwoIsNotConverged() {
        SplittableRandom random = new SplittableRandom(4);
        double[] values = new double[300];
        Arrays.setAll(values, i -> random.nextGaussian());
        GaussianMixtureFit stopped = GaussianMixture.of(2).withMaxIterations(5).fit(Planted.table(values), 1);
        assertThat(stopped.status()).isEqualTo(FitStatus.FLAT);
        assertThat(stopped.describe()).contains("still rose after 5 iterations");
        assertThat(stopped.iterations()).isEqualTo(5);
    }

    @Test
    void componentsThatAreTheSameAreFlat() {
        MixtureComponents two = new MixtureComponents(
                1, new double[] {0.5, 0.3, 0.2}, new double[] {0, 0.01, 4}, new double[][][] {{{1}}, {{1.01}}, {{9}}});
        // (1/8) 16 / 5 + (1/2) ln(5 / 3)
        assertThat(two.bhattacharyya(0, 2)).isCloseTo(0.4 + 0.5 * Math.log(5 / 3.0), offset(1e-14));
        assertThat(two.bhattacharyya(0, 1)).isBetween(0.0, 1e-3);
    }

    @Test
    void settingsAreChecked() {
        assertThatThrownBy(() -> GaussianMixture.of(0)).hasMessage("k must be 1 or more, was 0");
        assertThatThrownBy(() -> GaussianMixture.of(1).withStarts(0)).hasMessageContaining("starts");
        assertThatThrownBy(() -> GaussianMixture.of(1).withMaxIterations(0)).hasMessageContaining("maxIterations");
        assertThatThrownBy(() -> GaussianMixture.of(1).withMinimumDeviation(Double.NaN))
                .hasMessageContaining("deviation");
    }

    @Test
    void versionOneIsReadAndOthersAreRefused() {
        String stored = stored();
        GaussianMixtureModel read = GaussianMixtureJson.read(stored);
        assertThat(GaussianMixtureJson.write(read).strip()).isEqualTo(stored.strip());
        assertThat(read.scaledCovariance(0)).isDeepEqualTo(new double[][] {{1, 0.5}, {0.5, 2}});
        assertThat(read.covariance()).isEqualTo(CovarianceKind.FULL);

        assertRefused(stored.replace("\"version\": 1", "\"version\": 2"), "version 2");
        assertRefused(stored.replace("\"full\"", "\"round\""), "round");
        assertRefused(stored.replace("0.625", "0.5"), "sum of weights");
        assertRefused(stored.replace("[ 0.5, 2.0 ]", "[ 0.4, 2.0 ]"), "symmetric");
        assertRefused(stored.replace(", [ 0.5, 2.0 ]", ""), "symmetric");
        assertRefused(stored.replace("[ 0.25, 0.0 ]", "[ -0.25, 0.0 ]"), "cluster 1 is not positive definite");
    }

    private static void assertRefused(String document, String reason) {
        assertThatThrownBy(() -> GaussianMixtureJson.read(document))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(reason);
    }

    private static String stored() {
        try {
            return KMeansStoredFormTest.stored("gaussian-mixture-v1.json");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
