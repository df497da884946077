package io.github.staycurve.segmentation.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;

import io.github.staycurve.core.data.FeatureTable;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClusterStabilityTest {
    @Test
    void plantedClustersAreStableAndArbitraryOnesAreNot() {
        SplittableRandom random = new SplittableRandom(1);
        Planted planted = Planted.around(new double[][] {{0, 0}, {9, 0}, {0, 9}}, new int[] {200, 150, 100}, 1, random);
        KMeans kMeans = KMeans.of(3).withRestarts(3);
        KMeansModel model = kMeans.fit(planted.table, 1).model();
        ClusterStability stability = ClusterStability.of(kMeans, model, planted.table, 20, 1);
        assertThat(stability.k()).isEqualTo(3);
        for (int cluster = 0; cluster < 3; cluster++) {
            assertThat(stability.meanJaccard(cluster)).isGreaterThan(0.97);
            assertThat(stability.verdict(cluster)).isEqualTo(StabilityVerdict.HIGHLY_STABLE);
            assertThat(stability.dissolved(cluster)).isZero();
        }
        assertThat(stability.describe()).contains("cluster 2: similarity ").contains("highly stable");

        FeatureTable reordered = Planted.reordered(planted.table, Planted.shuffledRows(450, random));
        assertThat(ClusterStability.of(kMeans, model, reordered, 20, 1)).hasToString(stability.describe());

        Planted cloud = Planted.around(new double[][] {{0, 0}}, new int[] {450}, 1, random);
        KMeans seven = KMeans.of(7).withRestarts(1);
        ClusterStability arbitrary =
                ClusterStability.of(seven, seven.fit(cloud.table, 1).model(), cloud.table, 20, 1);
        assertThat(arbitrary.describe()).contains("unstable").doesNotContain("highly");
    }

    @Test
    void similarityOfTwoRowsAgainstItsExactExpectation() {
        // rows 0 and 10 as one cluster each. A resample of two draws both (1/2), then each comes again alone: 1; or one
        // of them twice, which comes again as the only cluster: 1, and the other one says nothing
        FeatureTable two = Planted.table(new double[] {0, 10});
        KMeans kMeans = KMeans.of(2);
        ClusterStability perfect =
                ClusterStability.of(kMeans, kMeans.fit(two, 1).model(), two, 50, 1);
        assertThat(perfect.meanJaccard(0)).isEqualTo(1);

        // rows 0, 1, 2 as {0, 1} and {2}. Of 27 resamples 19 have row 2; in 13 of them two rows at most, of which {2}
        // comes again. In the 6 with all three the first restart decides, as both ways to cut have W = 1/2: k-means++
        // draws {0, 1} with probability (1/5 + 1/2) / 3, and 0 | 1, 2 is found: the similarity of {2} is a half
        FeatureTable three = Planted.table(new double[] {0, 1, 2});
        KMeansModel model = new KMeansModel(
                FeatureScaling.none(List.of("f0")), new double[] {0.5, 2}, new long[] {2, 1}, new double[] {0.5, 0});
        ClusterStability cut = ClusterStability.of(KMeans.of(2), model, three, 20_000, 3);
        double half = 0.7 / 3;
        assertThat(cut.meanJaccard(1)).isCloseTo(1 - half / 2 * 6 / 19, offset(0.004));
        assertThat(cut.dissolved(1) / 20_000.0).isCloseTo(half * 6 / 27, offset(0.006));
    }

    @ParameterizedTest
    @CsvSource({
        "1, HIGHLY_STABLE",
        "0.85, HIGHLY_STABLE",
        "0.8499, STABLE",
        "0.75, STABLE",
        "0.7499, DOUBTFUL",
        "0.6, DOUBTFUL",
        "0.5999, UNSTABLE",
        "0, UNSTABLE"
    })
    void verdicts(double similarity, StabilityVerdict verdict) {
        assertThat(StabilityVerdict.of(similarity)).isEqualTo(verdict);
        assertThat(verdict.words())
                .startsWith(verdict.name().toLowerCase(Locale.ROOT).replace('_', ' '));
    }

    @Test
    void whatDoesNotFitIsRefused() {
        FeatureTable table = Planted.table(new double[] {0, 10, 11});
        KMeansModel model = KMeans.of(2).fit(table, 1).model();
        assertThatThrownBy(() -> ClusterStability.of(KMeans.of(3), model, table, 10, 1))
                .hasMessage("the fitter has k = 3, the model 2");
        assertThatThrownBy(() -> ClusterStability.of(KMeans.of(2), model, table, 0, 1))
                .hasMessageContaining("resamples");
        assertThatThrownBy(() -> ClusterStability.of(KMeans.of(2), model, Planted.table(new double[0]), 1, 1))
                .hasMessageContaining("distinct rows");
    }
}
