package io.github.staycurve.segmentation.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import io.github.staycurve.core.data.FeatureTable;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ClusterProfilesTest {
    /** Rows 0 to 8 of one feature each: medians 4, quartiles 2 and 6. */
    private static final double[] RAMP = {0, 1, 2, 3, 4, 5, 6, 7, 8};

    private static final FeatureTable TABLE = FeatureTable.builder()
            .column("inactivity", new double[] {8, 7, 6, 5, 4, 3, 2, 1, 0})
            .column(
                    "purchases",
                    Arrays.stream(RAMP).map(Math::exp).map(x -> x - 1).toArray())
            .column("constant", new double[9])
            .build();

    private static final FeatureScaling SCALING = FeatureScaling.robust(TABLE, Set.of("purchases"));

    @Test
    void profilesByHand() {
        // scaled inactivity falls from 1 to -1 in steps of a quarter, scaled purchases rise: three rows a cluster
        KMeansModel model = new KMeansModel(
                SCALING,
                new double[] {0, 0, 0, 0.75, -0.75, 0, -0.75, 0.75, 0, 9, 9, 0},
                new long[] {3, 3, 3, 0},
                new double[4]);

        List<ClusterProfile> profiles = ClusterProfiles.of(model, TABLE);

        assertThat(profiles).extracting(ClusterProfile::size).containsExactly(3, 3, 3, 0);
        assertThat(profiles.get(0).words()).isEqualTo("average in every feature");
        // rows 0, 1 and 2: medians 7 and 1, three quarters of the interquartile range 4 from the population's 4
        FeatureProfile inactivity = profiles.get(1).features().get(0);
        assertThat(inactivity).isEqualTo(new FeatureProfile("inactivity", 7, 4, 0.75));
        FeatureProfile purchases = profiles.get(1).features().get(1);
        assertThat(purchases.difference()).isCloseTo(-0.75, offset(1e-12));
        assertThat(purchases.median()).isCloseTo(Math.E - 1, offset(1e-12));
        assertThat(purchases.populationMedian()).isCloseTo(Math.exp(4) - 1, offset(1e-12));
        assertThat(profiles.get(1).words()).contains("inactivity high").contains("purchases low");
        assertThat(profiles.get(2).words()).contains("inactivity low").contains("purchases high");
        assertThat(profiles.get(3).words()).isEqualTo("no customers");
        assertThat(ClusterProfiles.describe(profiles))
                .startsWith("cluster 0, 3 customers (33.3 %): average in every feature\ncluster 1, 3 customers")
                .endsWith("cluster 3, 0 customers (0.0 %): no customers");
    }

    @Test
    void farthestFeatureComesFirst() {
        ClusterProfile profile = new ClusterProfile(
                0,
                10,
                0.1,
                List.of(
                        new FeatureProfile("a", 0, 0, -0.5),
                        new FeatureProfile("b", 0, 0, 0.4999),
                        new FeatureProfile("c", 0, 0, 1.5),
                        new FeatureProfile("d", 0, 0, -3)));
        assertThat(profile.words()).isEqualTo("d very low, c very high, a low");
        assertThat(profile.features().get(1).words()).isEqualTo("b average");
    }

    @Test
    void mixturesHaveProfilesToo() {
        GaussianMixtureModel model =
                GaussianMixture.of(1).fit(TABLE, SCALING, 1).model();
        assertThat(ClusterProfiles.of(model, TABLE))
                .singleElement()
                .satisfies(profile -> assertThat(profile.share()).isEqualTo(1))
                .satisfies(profile -> assertThat(profile.words()).isEqualTo("average in every feature"));
    }
}
