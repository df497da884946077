package io.github.staycurve.segmentation.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.staycurve.core.data.CustomerSummary;
import io.github.staycurve.core.data.CustomerSummaryTable;
import io.github.staycurve.core.data.ScoreColumn;
import io.github.staycurve.core.data.ScoreKind;
import io.github.staycurve.core.time.PeriodUnit;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FeatureTableTest {
    @Test
    void holdsColumnsInOneRowOrder() {
        double[] source = {1, -0.0, 3};
        FeatureTable table = FeatureTable.builder()
                .column("a", source)
                .column(ScoreColumn.of(ScoreKind.PROBABILITY_ALIVE, new double[] {0.1, 0.2, 0.3}))
                .build();
        source[0] = 9;

        assertThat(table.rows()).isEqualTo(3);
        assertThat(table.features()).isEqualTo(2);
        assertThat(table.names()).containsExactly("a", "p_alive");
        assertThat(table.row(0)).containsExactly(1, 0.1);
        assertThat(table.column(1)).containsExactly(0.1, 0.2, 0.3);
        assertThat(1 / table.value(1, 0)).isEqualTo(Double.POSITIVE_INFINITY); // 0.0, not -0.0
        assertThat(table).hasToString("3 rows of [a, p_alive]");
    }

    @Test
    void featuresOfRfmComeFromSummaries() {
        CustomerSummaryTable customers = CustomerSummaryTable.of(
                PeriodUnit.WEEK, List.of(CustomerSummary.of("one", 0, 0, 10), CustomerSummary.of("two", 3, 7.5, 10)));

        FeatureTable table = FeatureTable.rfm(customers);

        assertThat(table.names()).containsExactly("inactivity", "purchases", "spend");
        assertThat(table.row(0)).containsExactly(10, 1, customers.totalSpend(0));
        assertThat(table.row(1)).containsExactly(2.5, 4, customers.totalSpend(1));
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void valueThatIsNotFiniteIsRefused(double value) {
        FeatureTable.Builder builder = FeatureTable.builder();
        assertThatThrownBy(() -> builder.column("spend", new double[] {1, value}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("feature 'spend' must be finite, was %s in row 1", value);
    }

    @Test
    void tablesThatAreNoneAreRefused() {
        assertThatThrownBy(() -> FeatureTable.builder().build()).hasMessageContaining("a feature at least");
        FeatureTable.Builder builder = FeatureTable.builder().column("a", new double[] {1});
        assertThatThrownBy(() -> builder.column("a", new double[] {1}))
                .hasMessageContaining("'a' is in the table already");
        assertThatThrownBy(() -> builder.column("b", new double[] {1, 2}))
                .hasMessage("feature 'b' has 2 rows, 'a' has 1");
        assertThatThrownBy(() -> builder.column(" ", new double[] {1})).hasMessageContaining("name");
    }

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
}
