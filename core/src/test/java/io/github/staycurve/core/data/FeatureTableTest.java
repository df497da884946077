package io.github.staycurve.core.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.staycurve.core.time.PeriodUnit;
import java.util.List;
import java.util.stream.IntStream;
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
    void takesRowsAsTheyAre() {
        double[] values = {1, 2, -0.0, Double.NaN};
        FeatureTable table = FeatureTable.ofRows(List.of("a", "b"), values);
        values[0] = 9;

        assertThat(table.rows()).isEqualTo(2);
        assertThat(table.row(0)).containsExactly(1, 2);
        assertThat(1 / table.value(1, 0)).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(table.isComplete(0)).isTrue();
        assertThat(table.isComplete(1)).isFalse();
        assertThat(FeatureTable.ofRows(List.of("a"), new double[0]).rows()).isZero();
        assertThatThrownBy(() -> FeatureTable.ofRows(List.of(), values)).hasMessageContaining("a feature at least");
        assertThatThrownBy(() -> FeatureTable.ofRows(List.of("a", "a"), values)).hasMessageContaining("twice");
        assertThatThrownBy(() -> FeatureTable.ofRows(List.of("a", " "), values)).hasMessageContaining("blank");
        assertThatThrownBy(() -> FeatureTable.ofRows(List.of("a", "b", "c"), values))
                .hasMessageContaining("4 values are no rows of 3 features");
        assertThatThrownBy(() -> FeatureTable.ofRows(List.of("a", "b"), new double[] {1, 2, 3, 1 / 0.0}))
                .hasMessageContaining("'b'")
                .hasMessageContaining("row 1");
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
    void incompleteColumnKeepsWhatIsMissing() {
        FeatureTable table = FeatureTable.builder()
                .column("a", new double[] {1, 2, 3})
                .incompleteColumn("gap", new double[] {4, Double.NaN, 6})
                .build();

        assertThat(table.isComplete(0)).isTrue();
        assertThat(table.isComplete(1)).isFalse();
        assertThat(table.value(1, 1)).isNaN();
        assertThatThrownBy(table::requireComplete)
                .hasMessage("feature 'gap' must be complete, was missing in 1 of 3 rows");
        FeatureTable whole = table.withRows(new int[] {2, 0, 2});
        assertThat(whole.requireComplete()).isSameAs(whole);
        assertThat(whole.column(1)).containsExactly(6, 4, 6);
        assertThatThrownBy(() -> table.withRows(new int[] {3})).isInstanceOf(IndexOutOfBoundsException.class);
        FeatureTable.Builder builder = FeatureTable.builder();
        assertThatThrownBy(() -> builder.incompleteColumn("gap", new double[] {Double.NEGATIVE_INFINITY}))
                .hasMessage("feature 'gap' must be finite, was -Infinity in row 0");
    }

    @Test
    void rowsTakenTooOftenAreRefused() {
        int d = 50_000;
        List<String> names = IntStream.range(0, d).mapToObj(j -> "f" + j).toList();
        FeatureTable wide = FeatureTable.ofRows(names, new double[d]);

        assertThatThrownBy(() -> wide.withRows(new int[50_000]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("50000 rows of 50000 features are too many");
    }

    @Test
    void tablesAreCutAndStacked() {
        FeatureTable table = FeatureTable.builder()
                .column("a", new double[] {1, 2})
                .column("b", new double[] {3, 4})
                .build();

        assertThat(table.indexOf("b")).isEqualTo(1);
        assertThatThrownBy(() -> table.indexOf("c")).hasMessage("no feature 'c' here; there are [a, b]");
        FeatureTable turned = table.withFeatures(List.of("b", "a"));
        assertThat(turned.row(0)).containsExactly(3, 1);
        FeatureTable both = table.plus(table.withRows(new int[] {1}));
        assertThat(both.rows()).isEqualTo(3);
        assertThat(both.column(0)).containsExactly(1, 2, 2);
        double[] into = {9, 9, 9};
        both.copyRow(2, into);
        assertThat(into).containsExactly(2, 4, 9);
        assertThatThrownBy(() -> table.plus(turned))
                .hasMessage("tables must have the same features, were [a, b] and [b, a]");
        assertThatThrownBy(() -> table.withFeatures(List.of())).hasMessageContaining("a feature at least");
    }
}
