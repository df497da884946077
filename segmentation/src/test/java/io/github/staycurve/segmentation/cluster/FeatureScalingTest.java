package io.github.staycurve.segmentation.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.staycurve.core.data.FeatureTable;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FeatureScalingTest {
    @Test
    void robustScalingIsMedianAndInterquartileRange() {
        // of 1, 2, 3, 4, 100: median 3, quartiles 2 and 4; logarithms of 1 + 0, 1, 3, 7, 15 are 0, 1, 2, 3, 4 times ln
        // 2
        FeatureTable table = Planted.table(new double[] {100, 2, 3, 4, 1}, new double[] {0, 1, 3, 7, 15});
        FeatureScaling scaling = FeatureScaling.robust(table, Set.of("f1"));

        assertThat(scaling.scales().get(0)).isEqualTo(new FeatureScale("f0", false, 3, 2));
        assertThat(scaling.scales().get(1).centre()).isCloseTo(2 * Math.log(2), within(1e-15));
        assertThat(scaling.scales().get(1).spread()).isCloseTo(2 * Math.log(2), within(1e-15));
        double[] scaled = scaling.scaled(100, 15);
        assertThat(scaled[0]).isEqualTo(48.5);
        assertThat(scaled[1]).isCloseTo(1, within(1e-15));
        assertThat(scaling.original(scaled)[0]).isEqualTo(100);
        assertThat(scaling.original(scaled)[1]).isCloseTo(15, within(1e-13));
    }

    @Test
    void quartilesInterpolate() {
        // positions 0.75, 1.5 and 2.25 of 0, 1, 10, 100: 0.75, 5.5 and 32.5
        FeatureScale scale = FeatureScaling.robust(Planted.table(new double[] {0, 1, 10, 100}))
                .scales()
                .get(0);
        assertThat(scale.centre()).isEqualTo(5.5);
        assertThat(scale.spread()).isEqualTo(31.75);
    }

    @Test
    void spreadFallsBackWhereTheRangeIsZero() {
        FeatureTable table = Planted.table(
                new double[] {0, 0, 0, 0, 0, 0, 0, 0, 0, 10}, new double[] {7, 7, 7, 7, 7, 7, 7, 7, 7, 7});
        FeatureScaling scaling = FeatureScaling.robust(table);

        // mean 1, variance (9 + 81) / 10 = 9, deviation 3
        assertThat(scaling.scales().get(0).spread()).isCloseTo(3 * 1.3489795003921634, within(1e-14));
        assertThat(scaling.scales().get(1)).isEqualTo(new FeatureScale("f1", false, 7, 1));
    }

    @Test
    void scalingRefusesWhatItCannotScale() {
        FeatureTable table = Planted.table(new double[] {-1, 2});
        assertThatThrownBy(() -> FeatureScaling.robust(table, Set.of("f0")))
                .hasMessageContaining("f0")
                .hasMessageContaining("-1.0");
        assertThatThrownBy(() -> FeatureScaling.robust(table, Set.of("g")))
                .hasMessage("no feature [g] here; there are [f0]");
        assertThatThrownBy(() -> FeatureScaling.robust(Planted.table(new double[0])))
                .hasMessageContaining("without rows");
        assertThatThrownBy(() -> FeatureScaling.of(List.of())).hasMessageContaining("a feature at least");
        assertThatThrownBy(() -> FeatureScaling.none(List.of("a", "a"))).hasMessageContaining("comes twice");
        FeatureScaling scaling = FeatureScaling.none(List.of("a"));
        assertThatThrownBy(() -> scaling.scaled(1, 2)).hasMessageContaining("2 values");
        assertThatThrownBy(() -> scaling.scaled(Double.NaN)).hasMessage("a must be finite, was NaN");
        assertThatThrownBy(() -> scaling.scaled(1e101)).hasMessageContaining("1.0E101");
        assertThatThrownBy(() -> scaling.scaled(table))
                .hasMessageContaining("[f0]")
                .hasMessageContaining("[a]");
        assertThatThrownBy(() -> new FeatureScale("a", false, 0, 0)).hasMessageContaining("spread");
        assertThat(scaling)
                .isEqualTo(FeatureScaling.of(scaling.scales()))
                .hasSameHashCodeAs(FeatureScaling.of(scaling.scales()));
        assertThat(scaling.toString()).contains("name=a");
    }

    @Test
    void missingValueIsRefusedByName() {
        FeatureTable table = FeatureTable.builder()
                .incompleteColumn("gap", new double[] {1, Double.NaN})
                .build();
        assertThatThrownBy(() -> FeatureScaling.robust(table))
                .hasMessage("feature 'gap' must be complete, was missing in 1 of 2 rows");
        assertThatThrownBy(() -> FeatureScaling.none(List.of("gap")).scaled(table))
                .hasMessageContaining("'gap' must be complete");
    }
}
