package io.github.staycurve.clv.selection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.staycurve.core.fit.FitReport;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ModelComparisonTest {
    private static final FitReport FOUR = Reports.of("four", 4, -100, 1000);
    private static final FitReport FIVE = Reports.atBoundary("five", 5, -98.5, 1000);
    private static final FitReport ONE = Reports.of("one", 1, -105, 1000);
    private static final FitReport FAILED = FitReport.failed("failed", "There is no customer to fit.");

    /** AIC by hand: 208, 207 and 212; BIC, with ln 1000 = 6.907755: 227.631, 231.539 and 216.908. */
    @Test
    void sortsByAkaikesCriterion() {
        Map<String, FitReport> reports = new LinkedHashMap<>();
        reports.put("failed", FAILED);
        reports.put("one", ONE);
        reports.put("four", FOUR);
        reports.put("five", FIVE);
        ModelComparison comparison = ModelComparison.of(reports);

        assertThat(comparison.rows().stream().map(ModelComparison.Row::name))
                .containsExactly("five", "four", "one", "failed");
        assertThat(comparison.rows().stream().map(ModelComparison.Row::aicDifference))
                .containsExactly(0.0, 1.0, 5.0, Double.POSITIVE_INFINITY);
        assertThat(comparison.rows().get(0).bicDifference()).isCloseTo(4 * 6.907755278982137 - 13, within(1e-9));
        assertThat(comparison.rows().get(1).bicDifference()).isCloseTo(3 * 6.907755278982137 - 10, within(1e-9));
        assertThat(comparison.rows().get(2).bicDifference()).isZero();
        assertThat(comparison.rows().get(3).bicDifference()).isInfinite();
        assertThat(comparison.describe().lines().toList().get(1))
                .startsWith("five")
                .endsWith("at the boundary: p4");
        assertThat(comparison.describe()).contains("FAILED     There is no customer to fit.");

        Map<String, FitReport> turned = new LinkedHashMap<>();
        turned.put("five", FIVE);
        turned.put("four", FOUR);
        turned.put("one", ONE);
        turned.put("failed", FAILED);
        assertThat(ModelComparison.of(turned)).isEqualTo(comparison);
    }

    @Test
    void refusesFitsToOtherCustomers() {
        assertThatThrownBy(() -> ModelComparison.of(Map.of("a", FOUR, "b", Reports.of("other", 4, -100, 999))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("same customers");
        assertThatThrownBy(() -> ModelComparison.of(Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at least one");
        assertThatThrownBy(() -> ModelComparison.of(Map.of(" ", FOUR)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("name");
    }

    @Test
    void onlyFailuresAreListedToo() {
        ModelComparison comparison = ModelComparison.of(Map.of("a", FAILED));
        assertThat(comparison.rows()).hasSize(1);
        assertThat(comparison.rows().get(0).hasEstimates()).isFalse();
    }
}
