package io.github.staycurve.segmentation.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;
import static org.assertj.core.api.Assertions.within;

import io.github.staycurve.core.data.FeatureTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class ClusterCountTest {
    @Test
    void silhouetteByHand() {
        // on a line: 0, 1 | 4, 6 | 20. Of 0: a = 1, b = 5, (5 - 1) / 5; of 1: a = 1, b = 4, 3/4;
        // of 4: a = 2, b = 3.5, 1.5 / 3.5; of 6: a = 2, b = 5.5, 3.5 / 5.5; 20 is alone: 0
        FeatureTable table = Planted.table(new double[] {4, 0, 6, 20, 1});
        Silhouette silhouette =
                Silhouette.of(table, FeatureScaling.none(table.names()), new int[] {1, 0, 1, 2, 0}, 100, 1);
        assertThat(silhouette.mean(0).orElseThrow()).isCloseTo((4 / 5.0 + 3 / 4.0) / 2, within(1e-15));
        assertThat(silhouette.mean(1).orElseThrow()).isCloseTo((1.5 / 3.5 + 3.5 / 5.5) / 2, within(1e-15));
        assertThat(silhouette.mean(2).orElseThrow()).isZero();
        assertThat(silhouette.mean().orElseThrow())
                .isCloseTo((4 / 5.0 + 3 / 4.0 + 1.5 / 3.5 + 3.5 / 5.5) / 5, within(1e-15));
        assertThat(silhouette.exact()).isTrue();
        assertThat(silhouette.rowsUsed()).isEqualTo(5);
    }

    @Test
    void silhouetteOfEqualRowsAndOfOneCluster() {
        FeatureTable table = Planted.table(new double[] {3, 3, 3, 5});
        FeatureScaling scaling = FeatureScaling.none(table.names());
        // of the first two: a = 0, b = 1, which is 1
        Silhouette split = Silhouette.of(table, scaling, new int[] {0, 0, 1, 1}, 10, 1);
        assertThat(split.mean(0)).hasValue(1);
        // of the third: a = 2, b = 0, -1; of 5: a = 2, b = 2, 0
        assertThat(split.mean(1)).hasValue(-0.5);
        Silhouette one = Silhouette.of(table, scaling, new int[] {0, 0, 0, 0}, 10, 1);
        assertThat(one.mean()).isEmpty();
        assertThat(one.mean(0)).isEmpty();
        assertThatThrownBy(() -> Silhouette.of(table, scaling, new int[] {0}, 10, 1))
                .hasMessageContaining("assignment");
        assertThatThrownBy(() -> Silhouette.of(table, scaling, new int[] {0, 0, 0, -1}, 10, 1))
                .hasMessage("cluster must be 0 or more, was -1");
        assertThatThrownBy(() -> Silhouette.of(table, scaling, new int[4], 1, 1))
                .hasMessageContaining("sampleRows");
    }

    @RepeatedTest(5)
    void sampledSilhouetteIsNearTheExactOneAndBlindToRowOrder(RepetitionInfo run) {
        long seed = run.getCurrentRepetition();
        SplittableRandom random = new SplittableRandom(seed);
        Planted planted =
                Planted.around(new double[][] {{0, 0}, {5, 0}, {0, 5}}, new int[] {700, 500, 300}, 1.2, random);
        KMeansFit fit = KMeans.of(3).fit(planted.table, seed);
        FeatureScaling scaling = fit.model().scaling();
        Silhouette exact = Silhouette.of(planted.table, scaling, fit.assignment(), 1500, seed);
        Silhouette sampled = Silhouette.of(planted.table, scaling, fit.assignment(), 500, seed);
        int[] order = Planted.shuffledRows(1500, random);
        Silhouette other = Silhouette.of(
                Planted.reordered(planted.table, order),
                scaling,
                Arrays.stream(order).map(fit::cluster).toArray(),
                500,
                seed);

        assertThat(exact.exact()).isTrue();
        assertThat(sampled.exact()).isFalse();
        assertThat(sampled.rowsUsed()).isEqualTo(500);
        assertThat(sampled.mean().orElseThrow()).isCloseTo(exact.mean().orElseThrow(), offset(0.03));
        assertThat(other.mean()).as("seed %d", seed).isEqualTo(sampled.mean());
    }

    @RepeatedTest(3)
    void allThreeFindThePlantedNumber(RepetitionInfo run) {
        long seed = run.getCurrentRepetition();
        SplittableRandom random = new SplittableRandom(seed);
        Planted planted = Planted.around(
                new double[][] {{0, 0}, {8, 0}, {0, 8}, {8, 8}}, new int[] {200, 150, 100, 100}, 1, random);
        FeatureScaling scaling = FeatureScaling.robust(planted.table);
        ClusterCountSearch search = ClusterCountSearch.upTo(6).withReferences(10);

        ClusterCountReport report = search.run(planted.table, scaling, seed);

        assertThat(report.silhouettePrefers()).as(report.describe()).hasValue(4);
        assertThat(report.gapPrefers()).as(report.describe()).hasValue(4);
        assertThat(report.bicPrefers()).as(report.describe()).isEqualTo(4);
        assertThat(report.describe())
                .contains("from all 550 rows")
                .endsWith("The silhouette prefers 4; the gap 4; the BIC of the mixture 4.");
        FeatureTable reordered = Planted.reordered(planted.table, Planted.shuffledRows(550, random));
        assertThat(search.run(reordered, scaling, seed).counts()).isEqualTo(report.counts());
    }

    @Test
    void oneCloudIsOneCluster() {
        Planted planted = Planted.around(new double[][] {{0, 0}}, new int[] {3000}, 1, new SplittableRandom(2));
        ClusterCountReport report = ClusterCountSearch.upTo(3)
                .withSampleRows(400)
                .withReferences(10)
                .withCovariance(CovarianceKind.DIAGONAL)
                .run(planted.table, FeatureScaling.robust(planted.table), 1);
        assertThat(report.gapPrefers()).as(report.describe()).hasValue(1);
        assertThat(report.bicPrefers()).isEqualTo(1);
        assertThat(report.counts().get(0).silhouette()).isEmpty();
        assertThat(report.rowsUsed()).isEqualTo(400);
        assertThat(report.toString()).contains("sample of 400 of 3000 rows");
    }

    @Test
    void gapOfTwoRowsAgainstItsExactExpectation() {
        // W of two rows in one cluster is half their squared distance. For uniform rows E ln|u - v| = -3/2 with
        // variance
        // 5/4, so that E ln W = -3 - ln 2; that of 0 and 1 is -ln 2: the gap is -3, its deviation √5
        FeatureTable table = Planted.table(new double[] {0, 1});
        ClusterCount count = ClusterCountSearch.upTo(1)
                .withReferences(40_000)
                .run(table, FeatureScaling.none(table.names()), 7)
                .counts()
                .get(0);
        assertThat(count.withinSumOfSquares()).isEqualTo(0.5);
        assertThat(count.gap().orElseThrow()).isCloseTo(-3, offset(0.05));
        assertThat(count.gapError().orElseThrow()).isCloseTo(Math.sqrt(5), offset(0.05));
    }

    @Test
    void gapRuleTakesTheFirstWithinOneError() {
        assertThat(report(0.1, 0.5, 0.55, 0.9).gapPrefers()).hasValue(2); // 0.5 >= 0.55 - 0.1
        assertThat(report(0.1, 0.5, 0.61, 0.7).gapPrefers()).hasValue(3); // 0.5 < 0.61 - 0.1
        assertThat(report(0.1, 0.3, 0.5, 0.7).gapPrefers()).isEmpty();
        assertThat(report(0.1, 0.3, 0.5, 0.7).describe()).contains("the gap none: it still rises");
        assertThat(report(0.5).gapPrefers()).isEmpty();
        assertThat(report(0.5).silhouettePrefers()).isEmpty();
        assertThat(report(0.5).describe()).contains("The silhouette prefers none: there is no k above 1");
    }

    private static ClusterCountReport report(double... gaps) {
        List<ClusterCount> counts = new ArrayList<>();
        for (int i = 0; i < gaps.length; i++) {
            counts.add(new ClusterCount(
                    i + 1, 1, OptionalDouble.empty(), OptionalDouble.of(gaps[i]), OptionalDouble.of(0.1), 5));
        }
        return new ClusterCountReport(counts, 10, 10);
    }

    @Test
    void fewDistinctRowsLimitWhatIsTried() {
        FeatureTable equal = Planted.table(new double[] {2, 2, 2}, new double[] {1, 1, 1});
        ClusterCountReport report = ClusterCountSearch.upTo(5).run(equal, FeatureScaling.robust(equal), 1);
        assertThat(report.counts()).hasSize(1);
        assertThat(report.counts().get(0).gap()).isEmpty();
        assertThat(report.bicPrefers()).isEqualTo(1);

        FeatureTable two = Planted.table(new double[] {2, 2, 9});
        assertThat(ClusterCountSearch.upTo(5)
                        .run(two, FeatureScaling.robust(two), 1)
                        .counts())
                .hasSize(2);
        // thrice 0.1 is not 0.3, so that W is not exactly 0
        FeatureTable thrice = Planted.table(new double[] {0.1, 0.1, 0.1, 0.7, 0.7, 0.7});
        ClusterCount all = ClusterCountSearch.upTo(5)
                .run(thrice, FeatureScaling.none(thrice.names()), 1)
                .counts()
                .get(1);
        assertThat(all.withinSumOfSquares()).isCloseTo(0, offset(1e-30));
        assertThat(all.gap()).isEmpty();
        assertThat(all.gapError()).isEmpty();
        FeatureTable none = Planted.table(new double[0]);
        assertThatThrownBy(() -> ClusterCountSearch.upTo(2).run(none, FeatureScaling.none(none.names()), 1))
                .hasMessageContaining("distinct rows");
        assertThatThrownBy(() -> ClusterCountSearch.upTo(0)).hasMessage("maxK must be 1 or more, was 0");
        assertThatThrownBy(() -> ClusterCountSearch.upTo(1).withSampleRows(1)).hasMessageContaining("rows");
        assertThatThrownBy(() -> ClusterCountSearch.upTo(1).withReferences(0)).hasMessageContaining("tables");
    }
}
