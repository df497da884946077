package io.github.staycurve.segmentation.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.github.staycurve.core.data.FeatureTable;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class KMeansTest {
    private static final double[][] CENTRES = {{0, 0, 0}, {8, 0, 0}, {0, 8, 0}, {0, 0, 8}, {8, 8, 8}};

    @RepeatedTest(40)
    void bestOfAllPartitionsIsFound(RepetitionInfo run) {
        long seed = run.getCurrentRepetition();
        SplittableRandom random = new SplittableRandom(seed);
        int k = 1 + random.nextInt(3);
        FeatureTable table = Planted.table(
                random.doubles(8).map(x -> 10 * x).toArray(),
                random.doubles(8).map(x -> 10 * x).toArray());
        int[] best = new int[8];
        double least = Double.POSITIVE_INFINITY;
        for (int code = 0; code < (int) Math.pow(k, 8); code++) {
            int[] clusters = new int[8];
            for (int i = 0, rest = code; i < 8; i++, rest /= k) {
                clusters[i] = rest % k;
            }
            double within = within(table, clusters, k);
            if (within < least) {
                least = within;
                best = clusters;
            }
        }

        KMeansFit fit = KMeans.of(k).withRestarts(60).fit(table, FeatureScaling.none(table.names()), seed);

        assertThat(fit.withinSumOfSquares()).as("seed %d", seed).isCloseTo(least, withinPercentage(1e-10));
        assertThat(Planted.adjustedRand(fit.assignment(), best))
                .as("seed %d", seed)
                .isEqualTo(1);
        assertThat(fit.converged()).isTrue();
    }

    /** The sum of squares within clusters as half the mean of squared distances between members: no centre is used. */
    private static double within(FeatureTable table, int[] clusters, int k) {
        double[] pairs = new double[k];
        int[] sizes = new int[k];
        for (int i = 0; i < clusters.length; i++) {
            sizes[clusters[i]]++;
            for (int j = 0; j < i; j++) {
                if (clusters[i] == clusters[j]) {
                    for (int feature = 0; feature < table.features(); feature++) {
                        pairs[clusters[i]] += Math.pow(table.value(i, feature) - table.value(j, feature), 2);
                    }
                }
            }
        }
        double sum = 0;
        for (int cluster = 0; cluster < k; cluster++) {
            sum += sizes[cluster] == 0 ? 0 : pairs[cluster] / sizes[cluster];
        }
        return sum;
    }

    @RepeatedTest(10)
    void plantedClustersAreFound(RepetitionInfo run) {
        long seed = run.getCurrentRepetition();
        Planted planted = Planted.around(CENTRES, new int[] {900, 400, 300, 250, 150}, 1, new SplittableRandom(seed));

        KMeansFit fit = KMeans.of(5).fit(planted.table, seed);
        KMeansFit mini = KMeans.of(5).withMiniBatches(200, 50).fit(planted.table, seed);

        assertThat(Planted.adjustedRand(fit.assignment(), planted.groups))
                .as("seed %d", seed)
                .isGreaterThan(0.99);
        assertThat(Planted.adjustedRand(mini.assignment(), planted.groups))
                .as("seed %d", seed)
                .isGreaterThan(0.99);
        assertThat(mini.withinSumOfSquares())
                .isBetween(0.999999 * fit.withinSumOfSquares(), 1.05 * fit.withinSumOfSquares());
        assertThat(fit.converged()).isTrue();
        assertThat(mini.converged()).isFalse();
        assertThat(fit.model().centre(0)).usingComparatorWithPrecision(0.2).containsExactly(CENTRES[0]);
    }

    @RepeatedTest(20)
    void rowOrderAndRunChangeNothing(RepetitionInfo run) {
        long seed = run.getCurrentRepetition();
        SplittableRandom random = new SplittableRandom(seed);
        // no structure and many ties: the hardest case for a search with random starts
        FeatureTable table = Planted.table(
                random.ints(500, 0, 12).asDoubleStream().toArray(),
                random.doubles(500).toArray());
        int[] order = Planted.shuffledRows(500, random);
        KMeans kMeans = (seed % 2 == 0 ? KMeans.of(6) : KMeans.of(6).withMiniBatches(50, 20)).withRestarts(3);

        KMeansFit fit = kMeans.fit(table, seed);
        KMeansFit again = kMeans.fit(table, seed);
        KMeansFit other = kMeans.fit(Planted.reordered(table, order), seed);

        String model = KMeansJson.write(fit.model());
        assertThat(KMeansJson.write(again.model())).as("seed %d", seed).isEqualTo(model);
        assertThat(KMeansJson.write(other.model())).as("seed %d", seed).isEqualTo(model);
        assertThat(again.assignment()).isEqualTo(fit.assignment());
        assertThat(other.assignment())
                .isEqualTo(Arrays.stream(order).map(fit::cluster).toArray());
    }

    @RepeatedTest(20)
    void frozenModelAssignsAsTheFitDid(RepetitionInfo run) {
        long seed = run.getCurrentRepetition();
        SplittableRandom random = new SplittableRandom(seed);
        FeatureTable table = Planted.table(
                random.ints(300, 0, 9).asDoubleStream().toArray(),
                random.ints(300, 0, 9).asDoubleStream().toArray());
        KMeansFit fit = KMeans.of(4).withRestarts(2).fit(table, seed);
        KMeansModel frozen = KMeansJson.read(KMeansJson.write(fit.model()));

        assertThat(frozen.assign(table)).as("seed %d", seed).isEqualTo(fit.assignment());
        long[] sizes = new long[4];
        for (int row = 0; row < table.rows(); row++) {
            int cluster = frozen.assign(table.row(row));
            assertThat(cluster).as("seed %d row %d", seed, row).isEqualTo(fit.cluster(row));
            for (int c = 0; c < 4; c++) {
                assertThat(frozen.distance(c, table.row(row)))
                        .isGreaterThanOrEqualTo(frozen.distance(cluster, table.row(row)));
            }
            sizes[cluster]++;
        }
        for (int c = 0; c < 4; c++) {
            assertThat(frozen.size(c)).isEqualTo(sizes[c]);
            assertThat(c == 0 || sizes[c - 1] >= sizes[c]).as("largest first").isTrue();
        }
    }

    @RepeatedTest(60)
    void boundsChangeNoAssignment(RepetitionInfo run) {
        long seed = run.getCurrentRepetition();
        SplittableRandom random = new SplittableRandom(seed);
        int n = 20 + random.nextInt(400);
        int d = 1 + random.nextInt(4);
        double[] values = seed % 2 == 0
                ? random.doubles((long) n * d).toArray()
                : random.ints((long) n * d, 0, 6).asDoubleStream().toArray();
        ScaledPoints points = ScaledPoints.of(d, values);
        int k = Math.min(points.size(), 1 + random.nextInt(8));
        double[] start = Seeding.centres(points, k, random);

        Lloyd search = Lloyd.search(points, start, 1000);

        assertThat(search.converged()).as("seed %d", seed).isTrue();
        assertThat(search.centres()).as("seed %d", seed).isEqualTo(plainLloyd(points, start));
    }

    /** Lloyd's iteration without bounds, for starts among the points, where no cluster empties. */
    private static double[] plainLloyd(ScaledPoints points, double[] start) {
        int d = points.features;
        double[] centres = start;
        int[] before = new int[points.size()];
        Arrays.fill(before, -1);
        while (true) {
            double[] now = centres;
            int[] clusters = new int[points.size()];
            Arrays.setAll(clusters, p -> Centres.nearest(points.values, p * d, now, d));
            if (Arrays.equals(clusters, before)) {
                return centres;
            }
            before = clusters;
            double[] sums = new double[start.length];
            double[] sizes = new double[start.length / d];
            for (int p = 0; p < clusters.length; p++) {
                sizes[clusters[p]] += points.weights[p];
                for (int f = 0; f < d; f++) {
                    sums[clusters[p] * d + f] += points.weights[p] * points.values[p * d + f];
                }
            }
            for (int i = 0; i < sums.length; i++) {
                sums[i] /= sizes[i / d];
            }
            centres = sums;
        }
    }

    @Test
    void emptyClusterTakesTheFarthestPoint() {
        ScaledPoints points = ScaledPoints.of(1, new double[] {0, 1, 2, 10, 30});
        // all points are nearest to the first centre; 30, then 10 are the farthest from it
        Lloyd first = Lloyd.search(points, new double[] {1, 1000, 2000}, 1);
        assertThat(first.centres()).containsExactly(1, 30, 10);

        Lloyd search = Lloyd.search(points, new double[] {1, 1000, 2000}, 100);
        assertThat(search.converged()).isTrue();
        assertThat(search.centres()).containsExactly(1, 30, 10);
    }

    @Test
    void seedsAreDrawnByTheirSquaredDistance() {
        // from 0 the squares of 1 and 3 are 1 and 9, from 1: 1 and 4, from 3: 9 and 4
        ScaledPoints points = ScaledPoints.of(1, new double[] {0, 1, 3});
        int[] seconds = new int[4];
        int draws = 60_000;
        SplittableRandom random = new SplittableRandom(11);
        for (int i = 0; i < draws; i++) {
            seconds[(int) Seeding.centres(points, 2, random)[1]]++;
        }
        assertThat(seconds[0] / (double) draws).isCloseTo((1 / 5.0 + 9 / 13.0) / 3, offset(0.01));
        assertThat(seconds[1] / (double) draws).isCloseTo((1 / 10.0 + 4 / 13.0) / 3, offset(0.01));
        assertThat(seconds[3] / (double) draws).isCloseTo((9 / 10.0 + 4 / 5.0) / 3, offset(0.01));
    }

    @Test
    void everySeedIsAnotherPointEvenWhereSquaresUnderflow() {
        ScaledPoints points = ScaledPoints.of(1, new double[] {0, 1e-200, 2e-200});
        double[] centres = Seeding.centres(points, 3, new SplittableRandom(1));
        Arrays.sort(centres);
        assertThat(centres).containsExactly(0, 1e-200, 2e-200);
    }

    @Test
    void repeatedRowsCountAsOften() {
        SplittableRandom random = new SplittableRandom(5);
        double[] once = random.doubles(100).toArray();
        double[] thrice = new double[300];
        Arrays.setAll(thrice, i -> once[i % 100]);
        FeatureScaling scaling = FeatureScaling.none(List.of("f0"));

        KMeansFit fit = KMeans.of(4).withRestarts(30).fit(Planted.table(once), scaling, 1);
        KMeansFit more = KMeans.of(4).withRestarts(30).fit(Planted.table(thrice), scaling, 1);

        assertThat(more.withinSumOfSquares()).isCloseTo(3 * fit.withinSumOfSquares(), withinPercentage(1e-9));
        assertThat(more.model().size(0)).isEqualTo(3 * fit.model().size(0));
        assertThat(Arrays.copyOf(more.assignment(), 100)).isEqualTo(fit.assignment());
    }

    @Test
    void oneClusterIsTheMean() {
        KMeansFit fit = KMeans.of(1).fit(Planted.table(new double[] {1, 2, 6}), FeatureScaling.none(List.of("f0")), 3);
        assertThat(fit.model().centre(0)).containsExactly(3);
        assertThat(fit.withinSumOfSquares()).isEqualTo(4 + 1 + 9);
        assertThat(fit.model().withinSumOfSquares(0)).isEqualTo(14);
        assertThat(fit.describe())
                .isEqualTo(
                        "1 clusters of 3 rows, at a local optimum: sum of squares within clusters 14.0000 after 2 iterations")
                .isEqualTo(fit.toString());
        assertThat(fit.iterations()).isEqualTo(2);
        assertThat(fit.model()).hasToString("k-means model of 1 clusters on [f0]");
    }

    @Test
    void asManyClustersAsRowsAreTheRows() {
        FeatureTable table = Planted.table(new double[] {5, 1, 9, 3}, new double[] {0, 0, 0, 0});
        KMeansFit fit = KMeans.of(4).fit(table, 3);
        assertThat(fit.withinSumOfSquares()).isZero();
        assertThat(fit.assignment()).containsExactly(2, 0, 3, 1); // sizes are equal: by the values of the centres
    }

    @Test
    void moreClustersThanDistinctRowsAreRefused() {
        FeatureTable equal = Planted.table(new double[] {2, 2, 2}, new double[] {7, 7, 7});
        assertThat(KMeans.of(1).fit(equal, 1).assignment()).containsExactly(0, 0, 0);
        assertThatThrownBy(() -> KMeans.of(2).fit(equal, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("k must be at most the number of distinct rows, which is 1, was 2");
        assertThatThrownBy(() -> KMeans.of(1).fit(Planted.table(new double[0]), FeatureScaling.none(List.of("f0")), 1))
                .hasMessageContaining("which is 0");
        assertThatThrownBy(() -> KMeans.of(0)).hasMessage("k must be 1 or more, was 0");
        assertThatThrownBy(() -> KMeans.of(1).withRestarts(0)).hasMessageContaining("restarts");
        assertThatThrownBy(() -> KMeans.of(1).withMaxIterations(0)).hasMessageContaining("maxIterations");
        assertThatThrownBy(() -> KMeans.of(1).withMiniBatches(0, 1)).hasMessageContaining("mini-batches");
        assertThat(KMeans.of(3).k()).isEqualTo(3);
    }

    @Test
    void constantFeatureChangesNothing() {
        SplittableRandom random = new SplittableRandom(8);
        double[] values = random.doubles(200).toArray();
        double[] constant = new double[200];
        Arrays.fill(constant, 3);
        assertThat(KMeans.of(3).fit(Planted.table(values, constant), 1).assignment())
                .isEqualTo(KMeans.of(3).fit(Planted.table(values), 1).assignment());
    }

    @Test
    void searchThatRunsOutSaysSo() {
        SplittableRandom random = new SplittableRandom(8);
        KMeansFit fit = KMeans.of(5)
                .withRestarts(1)
                .withMaxIterations(2)
                .fit(
                        Planted.table(
                                random.doubles(2000).toArray(),
                                random.doubles(2000).toArray()),
                        1);
        assertThat(fit.converged()).isFalse();
        assertThat(fit.iterations()).isEqualTo(2);
        assertThat(fit.describe()).contains("not at rest");
    }
}
